/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/preferences/sw-preferences.h"
#include "app/start/sw-templates.h"
#include "json/sw-rewriter.h"

static void
new_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  GSettings *settings = SW_WINDOW (user_data)->settings;
  g_autofree char *text = sw_templates_dup_blank (sw_preferences_get_language (settings),
                                                  sw_preferences_get_indent (settings));
  g_autoptr (SwDocument) document = sw_document_new_from_text (text);

  sw_window_add_document (user_data, document);
}

static void
new_from_template_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  GSettings *settings = SW_WINDOW (user_data)->settings;
  const SwTemplate *template = sw_templates_find (g_variant_get_string (parameter, NULL));
  g_autofree char *text = NULL;
  g_autoptr (SwDocument) document = NULL;

  if (template == NULL)
    return;
  text = sw_template_dup_text (template, sw_preferences_get_language (settings),
                               sw_preferences_get_indent (settings));
  document = sw_document_new_from_text (text);
  if (!g_str_has_prefix (template->id, "blank/"))
    sw_document_detach (document, template->title);
  sw_window_add_document (user_data, document);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  _sw_window_open (user_data);
}

static void
open_uri_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  sw_window_open_file (user_data, file);
}

static void
open_example_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  _sw_window_open_example (user_data, file);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  /* Eyes see the dot in the tab go. */
  if (_sw_window_save_finish (SW_WINDOW (source), result))
    gtk_accessible_announce (GTK_ACCESSIBLE (source), _("Saved"),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
save_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  SwWindow *self = user_data;
  gboolean ask = g_str_equal (g_action_get_name (G_ACTION (action)), "save-as");

  _sw_window_save (self, _sw_window_get_document (self), ask, saved_cb, NULL);
}

static void
close_tab_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  SwWindow *self = user_data;
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tab_view);

  if (tab != NULL)
    adw_tab_view_close_page (self->tab_view, tab);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  sw_document_undo (_sw_window_get_document (user_data));
}

static void
redo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  sw_document_redo (_sw_window_get_document (user_data));
}

static void
find_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  sw_page_find (sw_window_get_page (user_data));
}

static void
next_problem_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  sw_page_next_problem (sw_window_get_page (user_data));
}

static void
previous_problem_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  sw_page_previous_problem (sw_window_get_page (user_data));
}

static void
go_to_state_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sw_page_go_to_state (sw_window_get_page (user_data));
}

static void
format_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  SwDocument *document = _sw_window_get_document (user_data);
  g_autoptr (SwEdits) edits = NULL;

  sw_document_flush (document);
  sw_document_settle (document);
  if (sw_document_get_syntax (document) == SW_SYNTAX_YAML)
    {
      sw_document_report (document, _("YAML is tidied by hand: its indentation means something"));
      return;
    }
  edits = sw_tree_format (sw_document_get_tree (document), sw_document_get_indent (document));
  sw_document_apply (document, edits, _("Tidied up the code"));
}

/* In a tab of its own: the document stays as it is. */
static void
convert_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  SwDocument *document = _sw_window_get_document (user_data);
  gboolean to_json = g_str_has_suffix (g_action_get_name (G_ACTION (action)), "-json");
  g_autoptr (GError) error = NULL;
  g_autoptr (SwDocument) converted =
      sw_document_new_converted (document, to_json ? SW_SYNTAX_JSON : SW_SYNTAX_YAML, &error);

  if (converted != NULL)
    sw_window_add_document (user_data, converted);
  else
    _sw_window_show_error (user_data, _("The Definition Cannot Be Converted"), error);
}

static void
export_asl_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  _sw_window_export_asl (user_data);
}

static void
copy_asl_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  _sw_window_copy_asl (user_data);
}

static void
export_picture_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  _sw_window_export_picture (user_data);
}

static void
compare_file_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  _sw_window_compare_file (user_data);
}

static void
compare_runs_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  _sw_window_compare_runs (user_data);
}

static void
compare_run_file_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  _sw_window_compare_run_file (user_data);
}

static void
compare_commit_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  _sw_window_compare_commit (user_data);
}

/* "zoom-in" is the canvas's "canvas.zoom-in" */
static void
zoom_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_autofree char *name = g_strconcat ("canvas.", g_action_get_name (G_ACTION (action)), NULL);

  sw_page_activate_canvas (sw_window_get_page (user_data), name);
}

static void
toast_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  _sw_window_toast (user_data, g_variant_get_string (parameter, NULL));
}

static void
toast_convert_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  _sw_window_toast_convert (user_data, g_variant_get_string (parameter, NULL));
}

static void
toast_undo_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  _sw_window_toast_undo (user_data, g_variant_get_string (parameter, NULL));
}

static void
view_mode_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  _sw_window_set_view_mode (user_data, g_variant_get_string (parameter, NULL));
}

static void
run_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  SwPage *page = sw_window_get_page (user_data);

  /* While a run stands still, it is that one that runs on. */
  if (!sw_page_continue (page))
    sw_page_ask_run (page);
}

static void
stop_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  sw_page_stop (sw_window_get_page (user_data));
}

static void
show_runs_cb (GSimpleAction *action,
              GVariant      *state,
              gpointer       user_data)
{
  SwWindow *self = user_data;

  g_object_set (sw_window_get_page (self), "show-runs", g_variant_get_boolean (state), NULL);
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "show-runs", g_variant_get_boolean (state));
  _sw_window_update_actions (self);
}

static void
make_test_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  sw_page_make_test (sw_window_get_page (user_data));
}

static void
show_tests_cb (GSimpleAction *action,
               GVariant      *state,
               gpointer       user_data)
{
  SwWindow *self = user_data;

  g_object_set (sw_window_get_page (self), "show-tests", g_variant_get_boolean (state), NULL);
  _sw_window_update_actions (self);
}

static void
add_state_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  SwWindow *self = user_data;

  /* Where the palette covers the diagram, the new state is to be seen. */
  if (adw_overlay_split_view_get_collapsed (self->palette_split))
    adw_overlay_split_view_set_show_sidebar (self->palette_split, FALSE);
  sw_page_add_state (sw_window_get_page (self), g_variant_get_string (parameter, NULL));
}

static void
focus_inspector_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  SwWindow *self = user_data;

  adw_overlay_split_view_set_show_sidebar (self->inspector_split, TRUE);
  sw_inspector_focus_name (self->inspector);
}

/* Where a narrow window has the inspector over the diagram, it gives way. */
static void
lead_elsewhere_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  SwWindow *self = user_data;

  if (adw_overlay_split_view_get_collapsed (self->inspector_split))
    adw_overlay_split_view_set_show_sidebar (self->inspector_split, FALSE);
  sw_page_lead_elsewhere (sw_window_get_page (self), g_variant_get_string (parameter, NULL));
}

static void
canvas_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  sw_page_activate_canvas (sw_window_get_page (user_data), g_variant_get_string (parameter, NULL));
}

static void
show_part_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  sw_inspector_show_part (SW_WINDOW (user_data)->inspector,
                          g_variant_get_string (parameter, NULL));
}

static void
open_history_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  _sw_window_open_history (user_data);
}

static void
save_history_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  _sw_window_save_history (user_data);
}

static void
insert_expression_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SwWindow *self = user_data;

  if (!sw_path_target_insert (self->path_target, g_variant_get_string (parameter, NULL)))
    _sw_window_toast (self, _("Click into a field of the inspector or into the code first"));
}

static const GActionEntry entries[] = {
  { "new", new_cb },
  { "new-from-template", new_from_template_cb, "s" },
  { "open", open_cb },
  { "open-uri", open_uri_cb, "s" },
  { "open-example", open_example_cb, "s" },
  { "close-tab", close_tab_cb },
  { "toast", toast_cb, "s" },
  { "toast-undo", toast_undo_cb, "s" },
  { "toast-convert", toast_convert_cb, "s" },
  { "view-mode", view_mode_cb, "s", "'split'" },
  { "save", save_cb },
  { "save-as", save_cb },
  { "undo", undo_cb },
  { "redo", redo_cb },
  { "find", find_cb },
  { "next-problem", next_problem_cb },
  { "previous-problem", previous_problem_cb },
  { "go-to-state", go_to_state_cb },
  { "format", format_cb },
  { "convert-json", convert_cb },
  { "convert-yaml", convert_cb },
  { "export-asl", export_asl_cb },
  { "copy-asl", copy_asl_cb },
  { "export-picture", export_picture_cb },
  { "compare-file", compare_file_cb },
  { "compare-commit", compare_commit_cb },
  { "compare-runs", compare_runs_cb },
  { "compare-run-file", compare_run_file_cb },
  { "run", run_cb },
  { "stop", stop_cb },
  { "open-history", open_history_cb },
  { "save-history", save_history_cb },
  { "make-test", make_test_cb },
  { "insert-expression", insert_expression_cb, "s" },
  { "show-runs", NULL, NULL, "false", show_runs_cb },
  { "show-tests", NULL, NULL, "false", show_tests_cb },
  { "add-state", add_state_cb, "s" },
  { "focus-inspector", focus_inspector_cb },
  { "show-part", show_part_cb, "s" },
  { "lead-elsewhere", lead_elsewhere_cb, "s" },
  { "canvas", canvas_cb, "s" },
  { "zoom-in", zoom_cb },
  { "zoom-out", zoom_cb },
  { "zoom-reset", zoom_cb },
  { "zoom-fit", zoom_cb },
};

/* Actions that mean nothing without a document in front */
static const char *const document_actions[] = {
  "run", "show-runs", "show-tests", "add-state", "focus-inspector", "show-part", "lead-elsewhere", "canvas",
  "save", "save-as", "find", "next-problem", "previous-problem", "go-to-state",
  "format", "export-asl", "copy-asl", "export-picture",
  "compare-file", "compare-commit", "compare-runs", "compare-run-file", "open-history", "save-history",
  "make-test",
  "zoom-in", "zoom-out", "zoom-reset", "zoom-fit",
};

static void
set_enabled (SwWindow   *self,
             const char *name,
             gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
_sw_window_update_actions (SwWindow *self)
{
  SwDocument *document = _sw_window_get_document (self);
  gboolean has_diagram = document != NULL && !g_str_equal (self->view_mode, "code");
  GAction *view_mode = g_action_map_lookup_action (G_ACTION_MAP (self), "view-mode");
  GAction *show_runs = g_action_map_lookup_action (G_ACTION_MAP (self), "show-runs");
  GAction *show_tests = g_action_map_lookup_action (G_ACTION_MAP (self), "show-tests");
  gboolean running = FALSE, has_runs = FALSE, has_tests = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (document_actions); i++)
    set_enabled (self, document_actions[i],
                 g_str_has_prefix (document_actions[i], "zoom-") ? has_diagram : document != NULL);
  set_enabled (self, "format", document != NULL && !sw_document_get_stale (document));
  set_enabled (self, "convert-json",
               document != NULL && sw_document_get_syntax (document) == SW_SYNTAX_YAML);
  set_enabled (self, "convert-yaml",
               document != NULL && sw_document_get_syntax (document) == SW_SYNTAX_JSON);
  set_enabled (self, "undo", document != NULL && sw_document_can_undo (document));
  set_enabled (self, "redo", document != NULL && sw_document_can_redo (document));
  if (document != NULL)
    g_object_get (sw_window_get_page (self), "running", &running, "show-runs", &has_runs,
                  "show-tests", &has_tests, NULL);
  set_enabled (self, "stop", running);
  g_simple_action_set_state (G_SIMPLE_ACTION (show_runs), g_variant_new_boolean (has_runs));
  g_simple_action_set_state (G_SIMPLE_ACTION (show_tests), g_variant_new_boolean (has_tests));
  g_simple_action_set_state (G_SIMPLE_ACTION (view_mode), g_variant_new_string (self->view_mode));
}

static void
add_property_action (SwWindow   *self,
                     const char *name,
                     gpointer    object,
                     const char *property)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, object, property);

  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

void
_sw_window_add_actions (SwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_property_action (self, "show-palette", self->palette_split, "show-sidebar");
  add_property_action (self, "show-inspector", self->inspector_split, "show-sidebar");
}
