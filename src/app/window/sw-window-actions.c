/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-shortcuts-dialog.h"
#include "app/window/sw-window-private.h"

/* The commands of the window, by the names under which menus, keys and widgets call them as "win.NAME". */

/* What is done: one of these is set. */
typedef struct
{
  const char *name;
  void      (*window)  (SwWindow *self);
  void      (*page)    (SwPage *page);
  const char *canvas;  /* action of the diagram */
  gboolean    always;  /* means something without a document in front, too */
} Command;

static void
show_shortcuts (SwWindow *self)
{
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self));

  if (!SW_IS_SHORTCUTS_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self))))
    adw_dialog_present (sw_shortcuts_dialog_new (app), GTK_WIDGET (self));
}

static void
close_tab (SwWindow *self)
{
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tab_view);

  if (tab != NULL)
    adw_tab_view_close_page (self->tab_view, tab);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static const Command commands[] = {
  { "new", .window = _sw_window_new_document, .always = TRUE },
  { "open", .window = _sw_window_open, .always = TRUE },
  { "close-tab", .window = close_tab, .always = TRUE },
  { "save", .window = _sw_window_save_document },
  { "save-as", .window = _sw_window_save_document_as },
  { "undo", .window = _sw_window_undo },
  { "redo", .window = _sw_window_redo },
  { "fill", .window = _sw_window_fill_document },
  { "format", .window = _sw_window_format },
  { "convert-json", .window = _sw_window_convert_json },
  { "convert-yaml", .window = _sw_window_convert_yaml },
  { "export-asl", .window = _sw_window_export_asl },
  { "copy-asl", .window = _sw_window_copy_asl },
  { "export-picture", .window = _sw_window_export_picture },
  { "compare-file", .window = _sw_window_compare_file },
  { "compare-disk", .window = _sw_window_compare_disk },
  { "compare-commit", .window = _sw_window_compare_commit },
  { "compare-runs", .window = _sw_window_compare_runs },
  { "compare-run-file", .window = _sw_window_compare_run_file },
  { "executions", .window = _sw_window_show_executions, .always = TRUE },
  { "open-history", .window = _sw_window_open_history },
  { "save-history", .window = _sw_window_save_history },
  { "share-history", .window = _sw_window_share_history },
  { "focus-inspector", .window = _sw_window_focus_inspector },
  { "uncover-view", .window = _sw_window_uncover_view },
  { "show-help-overlay", .window = show_shortcuts, .always = TRUE },
  { "run", .window = _sw_window_run },
  { "stop", .page = sw_page_stop },
  { "redrive", .window = _sw_window_redrive },
  { "make-test", .page = sw_page_make_test },
  { "record-mocks", .page = sw_page_record_mocks },
  { "find", .page = sw_page_find },
  { "next-problem", .page = sw_page_next_problem },
  { "previous-problem", .page = sw_page_previous_problem },
  { "go-to-state", .page = sw_page_go_to_state },
  { "zoom-in", .canvas = "canvas.zoom-in" },
  { "zoom-out", .canvas = "canvas.zoom-out" },
  { "zoom-reset", .canvas = "canvas.zoom-reset" },
  { "zoom-fit", .canvas = "canvas.zoom-fit" },
};

static void
open_uri (SwWindow   *self,
          const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  sw_window_open_file (self, file);
}

static void
open_example (SwWindow   *self,
              const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  _sw_window_open_example (self, file);
}

/* Commands that are told more, as a text */
static const struct
{
  const char *name;
  void      (*perform) (SwWindow *self, const char *text);
  gboolean    always;
} text_commands[] = {
  { "new-from-template", _sw_window_new_from_template, TRUE },
  { "open-uri", open_uri, TRUE },
  { "open-example", open_example, TRUE },
  { "toast", _sw_window_toast, TRUE },
  { "toast-undo", _sw_window_toast_undo, TRUE },
  { "toast-convert", _sw_window_toast_convert, TRUE },
  { "open-execution", _sw_window_open_started },
  { "add-state", _sw_window_add_state },
  { "show-part", _sw_window_show_part },
  { "lead-elsewhere", _sw_window_lead_elsewhere },
  { "canvas", _sw_window_activate_canvas },
  { "insert-expression", _sw_window_insert_expression },
};

/* What is there or is not */
static const struct
{
  const char *name;
  void      (*show) (SwWindow *self, gboolean show);
  gboolean    always;
} toggles[] = {
  { "show-palette", _sw_window_show_palette, TRUE },
  { "show-inspector", _sw_window_show_inspector, TRUE },
  { "show-runs", _sw_window_show_runs },
  { "show-tests", _sw_window_show_tests },
};

static void
command_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  SwWindow *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  guint i = 0;

  while (!g_str_equal (commands[i].name, name))
    i++;
  if (commands[i].window != NULL)
    commands[i].window (self);
  else if (commands[i].page != NULL)
    commands[i].page (sw_window_get_page (self));
  else
    _sw_window_activate_canvas (self, commands[i].canvas);
}

static void
text_command_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));
  guint i = 0;

  while (!g_str_equal (text_commands[i].name, name))
    i++;
  text_commands[i].perform (user_data, g_variant_get_string (parameter, NULL));
}

static void
toggle_cb (GSimpleAction *action,
           GVariant      *state,
           gpointer       user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));
  guint i = 0;

  while (!g_str_equal (toggles[i].name, name))
    i++;
  toggles[i].show (user_data, g_variant_get_boolean (state));
}

static void
view_mode_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  _sw_window_set_view_mode (user_data, g_variant_get_string (parameter, NULL));
}

static GSimpleAction *
find_action (SwWindow   *self,
             const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));
}

static void
set_enabled (SwWindow   *self,
             const char *name,
             gboolean    enabled)
{
  g_simple_action_set_enabled (find_action (self, name), enabled);
}

static void
set_on (SwWindow   *self,
        const char *name,
        gboolean    on)
{
  g_simple_action_set_state (find_action (self, name), g_variant_new_boolean (on));
}

/* What needs a document has one, or cannot be chosen. */
static void
enable_all (SwWindow *self,
            gboolean  has_document,
            gboolean  has_diagram)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    set_enabled (self, commands[i].name,
                 commands[i].always || (commands[i].canvas != NULL ? has_diagram : has_document));
  for (gsize i = 0; i < G_N_ELEMENTS (text_commands); i++)
    set_enabled (self, text_commands[i].name, text_commands[i].always || has_document);
  for (gsize i = 0; i < G_N_ELEMENTS (toggles); i++)
    set_enabled (self, toggles[i].name, toggles[i].always || has_document);
}

/**
 * _sw_window_update_actions:
 *
 * Brings what can be chosen, and what is shown as chosen, up to the document in front.
 */
void
_sw_window_update_actions (SwWindow *self)
{
  SwDocument *document = _sw_window_get_document (self);
  gboolean has_diagram = document != NULL && !g_str_equal (self->view_mode, "code");
  gboolean running = FALSE, has_runs = FALSE, has_tests = FALSE;

  if (document != NULL)
    g_object_get (sw_window_get_page (self), "running", &running, "show-runs", &has_runs,
                  "show-tests", &has_tests, NULL);
  enable_all (self, document != NULL, has_diagram);
  set_enabled (self, "format", document != NULL && !sw_document_get_stale (document));
  set_enabled (self, "convert-json",
               document != NULL && sw_document_get_syntax (document) == SW_SYNTAX_YAML);
  set_enabled (self, "convert-yaml",
               document != NULL && sw_document_get_syntax (document) == SW_SYNTAX_JSON);
  set_enabled (self, "undo", document != NULL && sw_document_can_undo (document));
  set_enabled (self, "redo", document != NULL && sw_document_can_redo (document));
  set_enabled (self, "stop", running);
  set_enabled (self, "redrive", _sw_window_can_redrive (self));
  set_on (self, "show-runs", has_runs);
  set_on (self, "show-tests", has_tests);
  g_simple_action_set_state (find_action (self, "view-mode"), g_variant_new_string (self->view_mode));
}

static void
add_entry (SwWindow           *self,
           const GActionEntry  entry)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), &entry, 1, self);
}

/**
 * _sw_window_add_actions:
 *
 * Gives the window its commands.
 */
void
_sw_window_add_actions (SwWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    add_entry (self, (GActionEntry) { commands[i].name, command_cb });
  for (gsize i = 0; i < G_N_ELEMENTS (text_commands); i++)
    add_entry (self, (GActionEntry) { text_commands[i].name, text_command_cb, "s" });
  for (gsize i = 0; i < G_N_ELEMENTS (toggles); i++)
    add_entry (self, (GActionEntry) { toggles[i].name, NULL, NULL, "false", toggle_cb });
  add_entry (self, (GActionEntry) { "view-mode", view_mode_cb, "s", "'split'" });
}
