/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/compare/sw-run-compare-dialog.h"
#include "app/page/sw-page-private.h"
#include "app/window/sw-window-private.h"

/* What was made for a document goes with its tab, whatever was done with it: the document, its
 * text, all widgets of the page with what follows their keys and clicks, the run and its record. */

#define MACHINE \
  "{\n" \
  "  \"StartAt\": \"A\",\n" \
  "  \"States\": {\n" \
  "    \"A\": { \"Type\": \"Pass\", \"Next\": \"T\" },\n" \
  "    \"T\": { \"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\",\n" \
  "           \"Next\": \"M\" },\n" \
  "    \"M\": { \"Type\": \"Map\", \"End\": true,\n" \
  "           \"ItemProcessor\": { \"StartAt\": \"I\", \"States\": {\n" \
  "             \"I\": { \"Type\": \"Wait\", \"Seconds\": 5, \"End\": true } } } }\n" \
  "  }\n" \
  "}\n"

/* One for all: a process registers an application once. */
static SwApplication *app;

typedef struct
{
  SwWindow   *window;
  AdwTabPage *tab;
  SwPage     *page;
  SwDocument *document;
  GHashTable *alive; /* of what is watched, by its address: the name of its class */
} Fixture;

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* What is to be gone by the end is known by its data: those go when an object is freed, while what
 * is disposed of may still be held by somebody. */
typedef struct
{
  GHashTable *alive;
  gpointer    object;
} Watch;

static void
gone (gpointer data)
{
  Watch *watch = data;

  g_hash_table_remove (watch->alive, watch->object);
  g_hash_table_unref (watch->alive);
  g_free (watch);
}

static void
watch (Fixture *fixture,
       gpointer object)
{
  Watch *self;

  if (object == NULL || g_hash_table_contains (fixture->alive, object))
    return;
  self = g_new (Watch, 1);
  *self = (Watch) { g_hash_table_ref (fixture->alive), object };
  g_hash_table_insert (fixture->alive, object, (gpointer) G_OBJECT_TYPE_NAME (object));
  g_object_set_data_full (object, "test-watch", self, gone);
}

static void
watch_items (Fixture    *fixture,
             GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      watch (fixture, item);
    }
}

static void
watch_widgets (Fixture   *fixture,
               GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = NULL;

  /* The one of the display is where it was seen last. */
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkTooltipWindow"))
    return;
  watch (fixture, widget);
  controllers = gtk_widget_observe_controllers (widget);
  watch_items (fixture, controllers);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    watch_widgets (fixture, child);
}

static void
watch_all (Fixture *fixture)
{
  SwRunRecord *record = sw_page_get_record (fixture->page);

  watch (fixture, fixture->tab);
  watch (fixture, fixture->document);
  watch (fixture, sw_document_get_buffer (fixture->document));
  watch (fixture, sw_document_get_diagnostics (fixture->document));
  watch_items (fixture, sw_document_get_diagnostics (fixture->document));
  watch (fixture, fixture->page->run_status);
  watch (fixture, fixture->page->breakpoints);
  watch (fixture, fixture->page->debugger);
  watch (fixture, record);
  if (record != NULL)
    watch (fixture, sw_run_record_get_runner (record));
  watch_widgets (fixture, GTK_WIDGET (fixture->page));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->alive = g_hash_table_new (NULL, NULL);
  fixture->window = sw_window_new (app);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->document = sw_document_new_from_text (MACHINE);
  fixture->page = sw_window_add_document (fixture->window, fixture->document);
  fixture->tab = adw_tab_view_get_page (fixture->window->tab_view, GTK_WIDGET (fixture->page));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "view-mode",
                                  g_variant_new_string ("split"));
  while (sw_canvas_get_laying_out (sw_page_get_canvas (fixture->page)))
    g_main_context_iteration (NULL, TRUE);
  iterate ();
}

static gboolean
late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* What is left, named: the one to blame holds most of the others. */
static void
assert_gone (Fixture *fixture)
{
  gboolean late = FALSE;
  guint limit = g_timeout_add_seconds (30, late_cb, &late);
  GHashTableIter iter;
  gpointer name;

  while (g_hash_table_size (fixture->alive) > 0 && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
  g_hash_table_iter_init (&iter, fixture->alive);
  while (g_hash_table_iter_next (&iter, NULL, &name))
    g_test_message ("left: %s", (const char *) name);
  g_assert_cmpuint (g_hash_table_size (fixture->alive), ==, 0);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  iterate ();
  g_hash_table_unref (fixture->alive);
}

static void
act (Fixture    *fixture,
     const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, NULL);
  iterate ();
}

static void
act_on_canvas (Fixture    *fixture,
               const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (sw_page_get_canvas (fixture->page)), action, NULL);
  iterate ();
}

static void
look (Fixture *fixture)
{
  static const char *const modes[] = { "code", "diagram", "split" };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "view-mode",
                                      g_variant_new_string (modes[i]));
      iterate ();
      sw_page_find (fixture->page);
      iterate ();
    }
  act (fixture, "zoom-in");
  act (fixture, "focus-inspector");
  sw_document_set_selected (fixture->document, "/States/T");
  iterate ();
  sw_document_set_selected (fixture->document, "/States/M");
  iterate ();
}

static void
edit (Fixture *fixture)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "add-state",
                                  g_variant_new_string ("Choice"));
  iterate ();
  sw_document_set_selected (fixture->document, "/States/T");
  act_on_canvas (fixture, "canvas.duplicate");
  act_on_canvas (fixture, "canvas.delete");
  act_on_canvas (fixture, "canvas.collapse-all");
  act (fixture, "undo");
  act (fixture, "redo");
}

static void
open_menus (Fixture *fixture)
{
  sw_document_set_selected (fixture->document, "/States/A");
  act_on_canvas (fixture, "canvas.add-menu");
  act_on_canvas (fixture, "canvas.menu");
  act_on_canvas (fixture, "canvas.rename");
}

/* Closed in the very moment that the tab is */
static void
close_menu (Fixture *fixture)
{
  GtkWidget *canvas = GTK_WIDGET (sw_page_get_canvas (fixture->page));
  GtkWidget *menu;

  sw_document_set_selected (fixture->document, "/States/A");
  act_on_canvas (fixture, "canvas.menu");
  menu = gtk_widget_get_last_child (canvas);
  g_assert_true (GTK_IS_POPOVER (menu));
  gtk_popover_popdown (GTK_POPOVER (menu));
}

static void
break_text (Fixture *fixture)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document));
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_offset (buffer, &place, 3);
  gtk_text_buffer_insert (buffer, &place, " \"Foo\": 1, x", -1);
  sw_document_settle (fixture->document);
  iterate ();
  g_assert_true (sw_document_get_stale (fixture->document));
  act (fixture, "next-problem");
}

static SwExecutionStatus
get_status (Fixture *fixture)
{
  return sw_runner_get_status (sw_run_record_get_runner (sw_page_get_record (fixture->page)));
}

static void
await_task (Fixture *fixture)
{
  SwRunStatus *status = fixture->page->run_status;

  while (sw_run_status_lookup (status, "/States/T")->state != SW_RUN_STATE_WAITING)
    g_main_context_iteration (NULL, TRUE);
  iterate ();
}

static void
leave_run (Fixture *fixture)
{
  sw_page_run (fixture->page, "[1, 2]", NULL, SW_RUN_VIRTUAL);
  await_task (fixture);
}

static void
answer (Fixture *fixture)
{
  SwRunner *runner = sw_run_record_get_runner (sw_page_get_record (fixture->page));
  const SwTaskRequest *request = sw_runner_get_manual (runner)->pdata[0];
  g_auto (SwValue) output = sw_value_new_array (0);

  g_assert_true (sw_runner_answer (runner, request->id, output));
}

/* The record of a run, with all that follows it */
static void
watch_run (Fixture *fixture)
{
  SwRunRecord *record = sw_page_get_record (fixture->page);

  watch (fixture, record);
  if (record != NULL)
    watch (fixture, sw_run_record_get_runner (record));
}

static void
run_to_the_end (Fixture *fixture)
{
  leave_run (fixture);
  answer (fixture);
  while (get_status (fixture) == SW_EXECUTION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  iterate ();
  watch_run (fixture);
  sw_run_record_set_position (sw_page_get_record (fixture->page), 3);
  iterate ();
}

static void
run_twice (Fixture *fixture)
{
  SwRunRecord *first;

  run_to_the_end (fixture);
  first = sw_page_get_record (fixture->page);
  run_to_the_end (fixture);
  g_assert_true (sw_page_get_previous_record (fixture->page) == first);
}

static AdwDialog *
get_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static void
compare_runs (Fixture *fixture)
{
  run_twice (fixture);
  act (fixture, "compare-runs");
  g_assert_true (SW_IS_RUN_COMPARE_DIALOG (get_dialog (fixture)));
  watch_widgets (fixture, GTK_WIDGET (get_dialog (fixture)));
  adw_dialog_force_close (get_dialog (fixture));
}

static void
ask_for_run (Fixture *fixture)
{
  sw_page_ask_run (fixture->page);
  iterate ();
  adw_dialog_force_close (get_dialog (fixture));
}

static void
stop_at_breakpoint (Fixture *fixture)
{
  sw_breakpoints_add (fixture->page->breakpoints, SW_BREAK_BEFORE, "/States/A", NULL);
  sw_page_run (fixture->page, "{}", NULL, SW_RUN_VIRTUAL);
  while (!sw_debugger_get_stopped (fixture->page->debugger))
    g_main_context_iteration (NULL, TRUE);
  iterate ();
}

static void
show_tests (Fixture *fixture)
{
  g_object_set (fixture->page, "show-tests", TRUE, NULL);
  iterate ();
}

static const struct
{
  const char *name;
  void      (*use) (Fixture *fixture);
} rows[] = {
  { "looked-at", look },
  { "edited", edit },
  { "menus-opened", open_menus },
  { "menu-closed", close_menu },
  { "text-broken", break_text },
  { "run-asked-for", ask_for_run },
  { "run-under-way", leave_run },
  { "run-to-its-end", run_to_the_end },
  { "run-twice", run_twice },
  { "runs-compared", compare_runs },
  { "run-at-a-breakpoint", stop_at_breakpoint },
  { "tests-shown", show_tests },
};

/* What was made while it was open, and what was closed meanwhile, must both be gone. */
static void
test_nothing_is_left (Fixture      *fixture,
                      gconstpointer data)
{
  watch_all (fixture);
  rows[GPOINTER_TO_SIZE (data)].use (fixture);
  watch_all (fixture);
  g_assert_cmpuint (g_hash_table_size (fixture->alive), >, 100);
  /* Else it would ask. */
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document)),
                                FALSE);
  g_object_unref (fixture->document);
  adw_tab_view_close_page (fixture->window->tab_view, fixture->tab);
  assert_gone (fixture);
}

int
main (int   argc,
      char *argv[])
{
  /* GTK's accessibility for tests cannot announce anything, and crashes (4.18). */
  g_setenv ("GTK_A11Y", "none", TRUE);
  g_test_init (&argc, &argv, NULL);
  app = sw_application_new ();
  g_application_set_flags (G_APPLICATION (app), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (app), NULL, NULL));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/closed-tabs/", rows[i].name, NULL);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_nothing_is_left, tear_down);
    }
  return g_test_run ();
}
