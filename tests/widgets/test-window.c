/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/runs/sw-run-mocks.h"
#include "app/session/sw-drafts.h"
#include "app/sw-memory.h"
#include "app/sw-shortcuts-dialog.h"
#include "app/window/sw-window-private.h"

#define MACHINE "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Succeed\" } } }"

/* One for all: a process registers an application once. */
static SwApplication *app;

typedef struct
{
  SwWindow *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->window = sw_window_new (app);
}

static gboolean
late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* A file that is still being read keeps the window alive. */
static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  SwWindow *window = fixture->window;
  gboolean late = FALSE;
  guint limit;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (window));
  limit = g_timeout_add_seconds (30, late_cb, &late);
  while (fixture->window != NULL && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (fixture->window);
  g_source_remove (limit);
}

static GFile *
create_file (const char *name,
             const char *text)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

static void
open_and_wait (Fixture *fixture,
               GFile   *file,
               int      n_tabs)
{
  sw_window_open_file (fixture->window, file);
  while (adw_tab_view_get_n_pages (fixture->window->tab_view) < n_tabs)
    g_main_context_iteration (NULL, TRUE);
}

static const char *
get_nth_title (Fixture *fixture,
               int      i)
{
  return adw_tab_page_get_title (adw_tab_view_get_nth_page (fixture->window->tab_view, i));
}

static gboolean
is_on (Fixture    *fixture,
       const char *action)
{
  g_autoptr (GVariant) state
      = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), action);

  return g_variant_get_boolean (state);
}

static gboolean
is_enabled (Fixture    *fixture,
            const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), action);
}

static void
type (Fixture    *fixture,
      const char *text)
{
  SwDocument *document = _sw_window_get_document (fixture->window);

  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (sw_document_get_buffer (document)), text, -1);
  sw_document_settle (document);
}

static void
test_starts_with_the_start_page (Fixture      *fixture,
                                 gconstpointer data)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->stack), ==, "start");
  g_assert_true (is_enabled (fixture, "new"));
  g_assert_true (is_enabled (fixture, "open"));
  g_assert_false (is_enabled (fixture, "save"));
  g_assert_false (is_enabled (fixture, "run"));
  g_assert_false (is_enabled (fixture, "undo"));
}

static void
test_new_document (Fixture      *fixture,
                   gconstpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "new", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->stack), ==, "documents");
  g_assert_true (is_enabled (fixture, "save"));
  g_assert_true (is_enabled (fixture, "run"));
  g_assert_false (is_enabled (fixture, "undo"));
  type (fixture, " ");
  g_assert_true (is_enabled (fixture, "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "undo", NULL);
  g_assert_false (is_enabled (fixture, "undo"));
  g_assert_true (is_enabled (fixture, "redo"));
}

static void
test_a_file_opens_once (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (GFile) first = create_file ("first.asl.json", MACHINE);
  g_autoptr (GFile) second = create_file ("second.asl.json", MACHINE);

  open_and_wait (fixture, first, 1);
  open_and_wait (fixture, second, 2);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "second.asl.json");
  sw_window_open_file (fixture->window, first);
  g_assert_cmpint (adw_tab_view_get_n_pages (fixture->window->tab_view), ==, 2);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "first.asl.json");
}

/* The first takes longest to read. */
static void
test_several_files_keep_their_order (Fixture      *fixture,
                                     gconstpointer data)
{
  g_autofree char *space = g_strnfill (8 << 20, ' ');
  g_autofree char *large = g_strconcat (MACHINE, space, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GFile) first = create_file ("a-large.asl.json", large);

  g_ptr_array_add (files, g_object_ref (first));
  g_ptr_array_add (files, create_file ("c.asl.json", MACHINE));
  g_ptr_array_add (files, create_file ("b.asl.json", MACHINE));
  g_ptr_array_add (files, g_object_ref (first));
  sw_window_open_files (fixture->window, files);
  while (adw_tab_view_get_n_pages (fixture->window->tab_view) < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (get_nth_title (fixture, 0), ==, "a-large.asl.json");
  g_assert_cmpstr (get_nth_title (fixture, 1), ==, "c.asl.json");
  g_assert_cmpstr (get_nth_title (fixture, 2), ==, "b.asl.json");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "a-large.asl.json");
}

/* One that cannot be read does not keep the others from opening, nor the next one from the front. */
static void
test_a_missing_file_leaves_the_others (Fixture      *fixture,
                                       gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, g_file_new_for_path ("/nowhere/at/all.asl.json"));
  g_ptr_array_add (files, create_file ("c.asl.json", MACHINE));
  g_ptr_array_add (files, create_file ("b.asl.json", MACHINE));
  sw_window_open_files (fixture->window, files);
  while (adw_tab_view_get_n_pages (fixture->window->tab_view) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (ADW_IS_ALERT_DIALOG (adw_application_window_get_visible_dialog (window)));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "c.asl.json");
  g_assert_cmpstr (get_nth_title (fixture, 1), ==, "b.asl.json");
}

static gboolean
is_in_sheet (Fixture   *fixture,
             GtkWidget *panel)
{
  return gtk_widget_is_ancestor (panel, GTK_WIDGET (fixture->window->sheet_panels));
}

/* One sheet for both: the second takes the place of the first, and what happens in the diagram closes it. */
static gboolean
never_cb (gpointer data)
{
  g_assert_not_reached ();
}

/* Neither a start page that gives way to the file at once, nor a wait for what takes long */
static void
test_a_window_comes_up_with_its_file (Fixture      *fixture,
                                      gconstpointer data)
{
  g_autoptr (GFile) file = create_file ("arrives.asl.json", MACHINE);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  g_ptr_array_add (files, file);
  sw_window_present_with_files (fixture->window, files);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  /* However slow the machine is: it is the page that is waited for. */
  g_source_remove (fixture->window->arrival);
  fixture->window->arrival = g_timeout_add_seconds (3600, never_cb, NULL);
  while (!gtk_widget_get_visible (GTK_WIDGET (fixture->window)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (sw_window_get_page (fixture->window));
}

static void
test_a_window_comes_up_without_its_file (Fixture      *fixture,
                                         gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/a.asl.json");
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  g_ptr_array_add (files, file);
  sw_window_present_with_files (fixture->window, files);
  while (!gtk_widget_get_visible (GTK_WIDGET (fixture->window)))
    g_main_context_iteration (NULL, TRUE);
  while (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->stack), ==, "start");
}

/* Rows that show, and the description of the one with that title, which is what a screen reader tells of its keys */
static guint
count_shortcuts (GtkWidget  *widget,
                 const char *title,
                 const char *keys)
{
  guint count = 0;

  if (!gtk_widget_get_visible (widget))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_shortcuts (child, title, keys);
  if (!ADW_IS_ACTION_ROW (widget))
    return count;
  if (g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                         keys);
  return count + 1;
}

static void
test_the_keys_are_told (Fixture      *fixture,
                        gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  GtkWidget *overview, *entry;

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-help-overlay", NULL);
  overview = GTK_WIDGET (adw_application_window_get_visible_dialog (window));
  g_assert_true (SW_IS_SHORTCUTS_DIALOG (overview));
  g_assert_cmpuint (count_shortcuts (overview, "Save as", "Shift+Ctrl+S"), >, 60);
  g_assert_cmpuint (count_shortcuts (overview, "Cut, copy, paste", "Ctrl+X, Ctrl+C, Ctrl+V"), >, 60);

  /* It is there once; a search leaves what has the word, whatever its case. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-help-overlay", NULL);
  g_assert_true (GTK_WIDGET (adw_application_window_get_visible_dialog (window)) == overview);
  entry = adw_dialog_get_focus (ADW_DIALOG (overview));
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_ancestor (entry, GTK_TYPE_SEARCH_ENTRY)), "unWrap");
  while (count_shortcuts (overview, "Unwrap", "Shift+Ctrl+G") != 1)
    g_main_context_iteration (NULL, TRUE);
  adw_dialog_force_close (ADW_DIALOG (overview));
}

static void
test_sides_turn_into_a_sheet (Fixture      *fixture,
                              gconstpointer data)
{
  SwWindow *window = fixture->window;
  GActionGroup *actions = G_ACTION_GROUP (window);
  GtkWidget *inspector = GTK_WIDGET (window->inspector), *palette = GTK_WIDGET (window->palette);

  g_action_group_activate_action (actions, "new", NULL);
  g_assert_true (gtk_widget_is_ancestor (inspector, GTK_WIDGET (window->inspector_split)));
  g_object_set (window, "sheets", TRUE, NULL);
  g_assert_true (is_in_sheet (fixture, inspector) && is_in_sheet (fixture, palette));
  g_assert_false (adw_bottom_sheet_get_open (window->sheet));
  g_assert_false (is_on (fixture, "show-inspector"));

  g_action_group_activate_action (actions, "show-inspector", NULL);
  g_assert_true (adw_bottom_sheet_get_open (window->sheet));
  g_assert_true (sw_side_sheet_get_shown (window->sheet_panels) == inspector);
  g_assert_true (is_on (fixture, "show-inspector"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (window->sheet_panels),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Inspector");
  g_action_group_activate_action (actions, "show-palette", NULL);
  g_assert_true (sw_side_sheet_get_shown (window->sheet_panels) == palette);
  g_assert_true (is_on (fixture, "show-palette") && !is_on (fixture, "show-inspector"));
  g_action_group_activate_action (actions, "add-state", g_variant_new_string ("Pass"));
  g_assert_false (adw_bottom_sheet_get_open (window->sheet));

  g_action_group_activate_action (actions, "focus-inspector", NULL);
  g_assert_true (is_on (fixture, "show-inspector"));
  g_object_set (window, "sheets", FALSE, NULL);
  g_assert_false (adw_bottom_sheet_get_open (window->sheet));
  g_assert_true (gtk_widget_is_ancestor (inspector, GTK_WIDGET (window->inspector_split)));
  g_assert_true (gtk_widget_is_ancestor (palette, GTK_WIDGET (window->palette_split)));
}

static void
test_tab_says_what_is_unsaved (Fixture      *fixture,
                               gconstpointer data)
{
  g_autoptr (GFile) file = create_file ("first.asl.json", MACHINE);
  AdwTabPage *tab;

  open_and_wait (fixture, file, 1);
  tab = adw_tab_view_get_selected_page (fixture->window->tab_view);
  g_assert_cmpstr (adw_tab_page_get_title (tab), ==, "first.asl.json");
  type (fixture, " ");
  g_assert_cmpstr (adw_tab_page_get_title (tab), ==, "• first.asl.json");
}

static void
test_closing_asks_for_what_is_unsaved (Fixture      *fixture,
                                       gconstpointer data)
{
  GActionGroup *actions = G_ACTION_GROUP (fixture->window);
  AdwDialog *dialog;

  g_action_group_activate_action (actions, "new", NULL);
  g_action_group_activate_action (actions, "close-tab", NULL);
  g_assert_cmpint (adw_tab_view_get_n_pages (fixture->window->tab_view), ==, 0);
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));

  g_action_group_activate_action (actions, "new", NULL);
  type (fixture, " ");
  g_action_group_activate_action (actions, "close-tab", NULL);
  g_assert_cmpint (adw_tab_view_get_n_pages (fixture->window->tab_view), ==, 1);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));

  /* Without an answer the tab stays; "discard" lets it go. */
  adw_dialog_force_close (dialog);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (adw_tab_view_get_n_pages (fixture->window->tab_view), ==, 1);
  g_action_group_activate_action (actions, "close-tab", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  g_signal_emit_by_name (dialog, "response::discard", "discard");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (adw_tab_view_get_n_pages (fixture->window->tab_view), ==, 0);
  adw_dialog_force_close (dialog);
}

static void
test_no_text_is_refused_with_a_dialog (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autoptr (GFile) file = create_file ("latin.asl.json", "\"\xE4\"");
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);

  sw_window_open_file (fixture->window, file);
  while (adw_application_window_get_visible_dialog (window) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (adw_tab_view_get_n_pages (fixture->window->tab_view), ==, 0);
}

static void
test_view_mode_is_one_state (Fixture      *fixture,
                             gconstpointer data)
{
  g_autofree char *mode = NULL;
  g_autoptr (GVariant) state = NULL;

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "new", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "view-mode",
                                  g_variant_new_string ("code"));
  g_object_get (sw_window_get_page (fixture->window), "view-mode", &mode, NULL);
  g_assert_cmpstr (mode, ==, "code");
  state = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "view-mode");
  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, "code");
  g_assert_false (is_enabled (fixture, "zoom-in"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "view-mode",
                                  g_variant_new_string ("split"));
}

static void
test_format_keeps_the_meaning (Fixture      *fixture,
                               gconstpointer data)
{
  g_autoptr (GFile) file = create_file ("first.asl.json", MACHINE);
  g_autofree char *text = NULL;

  open_and_wait (fixture, file, 1);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "format", NULL);
  text = sw_document_dup_text (_sw_window_get_document (fixture->window), NULL);
  g_assert_true (g_str_has_prefix (text, "{\n  \"StartAt\": \"A\",\n"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "undo", NULL);
  g_free (text);
  text = sw_document_dup_text (_sw_window_get_document (fixture->window), NULL);
  g_assert_cmpstr (text, ==, MACHINE);
}

static void
test_inputs_are_remembered (void)
{
  g_autoptr (GFile) first = g_file_new_for_uri ("file:///home/me/a%20[b]=c.asl.json");
  g_autoptr (GFile) second = g_file_new_for_uri ("file:///home/me/other.asl.json");
  g_autofree char *none = sw_memory_dup_text (first, SW_MEMORY_INPUT);
  g_autofree char *known = NULL;
  g_autofree char *unknown = NULL;
  g_auto (GStrv) folded = NULL;

  g_assert_null (none);
  sw_memory_set_text (first, SW_MEMORY_INPUT, "{\n  \"ä\": \"\\n\"\n}");
  known = sw_memory_dup_text (first, SW_MEMORY_INPUT);
  sw_memory_set_list (first, SW_MEMORY_FOLDED, (const char *const[]) { "/A;B", "/C", NULL });
  unknown = sw_memory_dup_text (second, SW_MEMORY_INPUT);
  g_assert_cmpstr (known, ==, "{\n  \"ä\": \"\\n\"\n}");
  g_assert_null (unknown);

  folded = sw_memory_dup_list (first, SW_MEMORY_FOLDED);
  g_assert_true (g_strv_equal ((const char *const *) folded, (const char *const[]) { "/A;B", "/C", NULL }));
  sw_memory_set_list (first, SW_MEMORY_FOLDED, (const char *const[]) { NULL });
  g_strfreev (folded);
  folded = sw_memory_dup_list (first, SW_MEMORY_FOLDED);
  g_assert_null (folded);
  g_free (known);
  known = sw_memory_dup_text (first, SW_MEMORY_INPUT);
  g_assert_nonnull (known);
}

static gboolean
session_tells_of (GFile *file)
{
  g_autofree char *folder = sw_drafts_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "session.ini", NULL);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, uri) != NULL;
}

/* A kill within the second that other changes wait for must not lose it. */
static void
test_what_is_opened_is_remembered_at_once (Fixture      *fixture,
                                           gconstpointer data)
{
  g_autoptr (GFile) file = create_file ("remembered.asl.json", MACHINE);
  gboolean late = FALSE;
  guint limit;

  sw_session_restore (_sw_window_get_session (fixture->window));
  open_and_wait (fixture, file, 1);
  g_assert_false (session_tells_of (file));
  /* Behind what is done when nothing else is to do, however long the machine takes */
  limit = g_timeout_add_full (G_PRIORITY_LOW, 500, late_cb, &late, NULL);
  while (!late && !session_tells_of (file))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (session_tells_of (file));
  g_source_remove (limit);
}

/* A tasks file beside the definition offers its own answers, its inputs, and at last the person. */
static void
test_tasks_file_is_found (void)
{
  g_autoptr (GFile) definition = create_file ("beside.asl.json", MACHINE);
  g_autoptr (GFile) tasks = create_file (
      "beside.tasks.json",
      "{ \"version\": 1, \"inputs\": { \"One\": { \"n\": 1 }, \"Two\": 2 } }");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = sw_run_choices_new (definition, &error);
  g_autoptr (GPtrArray) inputs = sw_run_inputs_new (definition);
  g_autoptr (GPtrArray) none = sw_run_inputs_new (NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (choices->len, ==, 2);
  g_assert_nonnull (((SwRunChoice *) choices->pdata[0])->performer);
  g_assert_null (((SwRunChoice *) choices->pdata[1])->performer);
  g_assert_cmpuint (inputs->len, ==, 2);
  g_assert_cmpstr (((SwRunInput *) inputs->pdata[1])->label, ==, "Two");
  g_assert_cmpstr (((SwRunInput *) inputs->pdata[1])->text, ==, "2");
  g_assert_cmpuint (none->len, ==, 0);
}

/* What is wrong with it is told, and the person can still answer. */
static void
test_broken_tasks_file_is_told (void)
{
  g_autoptr (GFile) definition = create_file ("broken.asl.json", MACHINE);
  g_autoptr (GFile) tasks = create_file ("broken.tasks.json", "{ \"version\": ");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = sw_run_choices_new (definition, &error);

  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "broken.tasks.json"));
  g_assert_cmpuint (choices->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/window/start-page", test_starts_with_the_start_page },
    { "/window/new", test_new_document },
    { "/window/opens-once", test_a_file_opens_once },
    { "/window/several-files", test_several_files_keep_their_order },
    { "/window/missing-file", test_a_missing_file_leaves_the_others },
    { "/window/comes-up-with-its-file", test_a_window_comes_up_with_its_file },
    { "/window/comes-up-without-its-file", test_a_window_comes_up_without_its_file },
    { "/window/keys", test_the_keys_are_told },
    { "/window/sheet", test_sides_turn_into_a_sheet },
    { "/window/unsaved-title", test_tab_says_what_is_unsaved },
    { "/window/closing-asks", test_closing_asks_for_what_is_unsaved },
    { "/window/refuses-no-text", test_no_text_is_refused_with_a_dialog },
    { "/window/view-mode", test_view_mode_is_one_state },
    { "/window/format", test_format_keeps_the_meaning },
    { "/window/remembers-what-is-opened", test_what_is_opened_is_remembered_at_once },
  };

  g_test_init (&argc, &argv, NULL);
  app = sw_application_new ();
  g_application_set_flags (G_APPLICATION (app), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (app), NULL, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/runs/memory", test_inputs_are_remembered);
  g_test_add_func ("/runs/tasks-file", test_tasks_file_is_found);
  g_test_add_func ("/runs/broken-tasks-file", test_broken_tasks_file_is_told);
  return g_test_run ();
}
