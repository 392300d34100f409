/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "app/mocks/sw-mock-cell.h"
#include "app/mocks/sw-mock-file.h"
#include "app/mocks/sw-mock-grid.h"
#include "app/mocks/sw-mock-view.h"
#include "app/runs/sw-run-mocks.h"
#include "editors.h"

/* The file of mocks beside a document, and its table. */

#define DEFINITION \
  "{\"StartAt\":\"Pay\",\"States\":{" \
  "\"Pay\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Next\":\"Ship\"}," \
  "\"Ship\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"End\":true}}}"

#define MOCKS \
  "{\"StateMachines\": {\"m\": {\"TestCases\": {\"A\": {\"Pay\": \"pay\"}, \"B\": {}}}}," \
  " \"MockedResponses\": {\"pay\": {\"0\": {\"Return\": 1}}}}"

typedef struct
{
  GFile      *folder;
  GFile      *mocks;
  SwDocument *document;
} Fixture;

static void
write_text (GFile      *file,
            const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                           &error);
  g_assert_no_error (error);
}

static char *
read_text (GFile *file)
{
  char *text = NULL;

  g_file_load_contents (file, NULL, &text, NULL, NULL, NULL);
  return text;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      done)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sw_document_load_finish (SW_DOCUMENT (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *path = g_dir_make_tmp ("mocks-XXXXXX", NULL);
  g_autoptr (GFile) file = NULL;
  gboolean done = FALSE;

  fixture->folder = g_file_new_for_path (path);
  fixture->mocks = g_file_get_child (fixture->folder, "MockConfigFile.json");
  file = g_file_get_child (fixture->folder, "m.asl.json");
  write_text (file, DEFINITION);
  if (data != NULL)
    write_text (fixture->mocks, data);
  fixture->document = sw_document_new ();
  sw_document_load_async (fixture->document, file, NULL, loaded_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GFile) file = g_file_get_child (fixture->folder, "m.asl.json");

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
  g_file_delete (file, NULL, NULL);
  g_file_delete (fixture->mocks, NULL, NULL);
  g_file_delete (fixture->folder, NULL, NULL);
  g_object_unref (fixture->mocks);
  g_object_unref (fixture->folder);
}

static void
assert_text (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = read_text (fixture->mocks);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_steps (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (SwMockFile) file = sw_mock_file_new (fixture->document);
  g_autoptr (GError) error = NULL;
  gboolean can_undo, can_redo;

  g_assert_cmpstr (sw_mock_file_get_text (file), ==, "");
  g_assert_true (sw_mock_file_write (file, "{\"a\": 1}", &error));
  g_assert_true (sw_mock_file_write (file, "{\"a\": 2}", &error));
  g_assert_true (sw_mock_file_write (file, "{\"a\": 2}", &error));
  assert_text (fixture, "{\"a\": 2}");
  g_assert_true (sw_mock_file_undo (file, &error));
  assert_text (fixture, "{\"a\": 1}");
  g_assert_true (sw_mock_file_redo (file, &error));
  assert_text (fixture, "{\"a\": 2}");
  g_assert_true (sw_mock_file_undo (file, &error));
  /* The file goes with the step that made it. */
  g_assert_true (sw_mock_file_undo (file, &error));
  assert_text (fixture, NULL);
  g_object_get (file, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  g_assert_false (can_undo);
  g_assert_true (can_redo);
  g_assert_no_error (error);
}

static gboolean
has_text (SwMockFile *file,
          const char *text)
{
  return g_str_equal (sw_mock_file_get_text (file), text);
}

/* What another program writes is taken over, and nothing of ours can undo it. */
static void
test_changed_elsewhere (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (SwMockFile) file = sw_mock_file_new (fixture->document);
  gboolean can_undo;

  g_assert_true (sw_mock_file_write (file, "{\"a\": 1}", NULL));
  write_text (fixture->mocks, "{\"theirs\": 1}");
  while (!has_text (file, "{\"theirs\": 1}"))
    g_main_context_iteration (NULL, TRUE);
  g_object_get (file, "can-undo", &can_undo, NULL);
  g_assert_false (can_undo);
}

static void
test_tasks_file_names_another (Fixture      *fixture,
                               gconstpointer data)
{
  g_autoptr (GFile) tasks = g_file_get_child (fixture->folder, "m.tasks.json");
  g_autoptr (GFile) other = g_file_get_child (fixture->folder, "other.json");
  g_autoptr (SwMockFile) file = sw_mock_file_new (fixture->document);
  g_autofree char *name = NULL;

  write_text (other, "{\"o\": 1}");
  write_text (tasks, "{\"mock\": {\"file\": \"other.json\", \"machine\": \"X\"}}");
  sw_mock_file_follow (file);
  name = sw_mock_file_dup_name (file);
  g_assert_cmpstr (name, ==, "other.json");
  g_assert_cmpstr (sw_mock_file_get_machine (file), ==, "X");
  g_assert_cmpstr (sw_mock_file_get_text (file), ==, "{\"o\": 1}");
  g_file_delete (tasks, NULL, NULL);
  g_file_delete (other, NULL, NULL);
}

/* Who can answer for the tasks of a run: cases are offered also beside a tasks file that is silent
 * on them. */
static void
test_choices (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char *tasks; /* text of the tasks file, or NULL */
    const char *labels;
  } rows[] = {
    { NULL, "Mocked: m, A|Mocked: m, B|I answer for each task" },
    { "{\"tests\": []}", "As m.tasks.json says|Test case A|Test case B|I answer for each task" },
    { "{\"mock\": {\"case\": \"A\"}}",
      "As m.tasks.json says|Test case B|I answer for each task" },
  };
  g_autoptr (GFile) tasks = g_file_get_child (fixture->folder, "m.tasks.json");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) choices = NULL;
      g_autoptr (GString) labels = g_string_new (NULL);

      if (rows[i].tasks != NULL)
        write_text (tasks, rows[i].tasks);
      choices = sw_run_choices_new (sw_document_get_origin (fixture->document), &error);
      g_assert_no_error (error);
      for (guint j = 0; j < choices->len; j++)
        g_string_append_printf (labels, "%s%s", j > 0 ? "|" : "",
                                ((SwRunChoice *) choices->pdata[j])->label);
      g_assert_cmpstr (labels->str, ==, rows[i].labels);
    }
  g_file_delete (tasks, NULL, NULL);
}

static void
collect_cells (GtkWidget *widget,
               GPtrArray *cells)
{
  if (SW_IS_MOCK_CELL (widget))
    g_ptr_array_add (cells, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_cells (child, cells);
}

static GtkWidget *
present (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 400);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* Waits until the table shows so many rows: each has four cells with a text. */
static GPtrArray *
wait_rows (GtkWidget *view,
           guint      rows)
{
  for (;;)
    {
      GPtrArray *cells = g_ptr_array_new ();

      collect_cells (view, cells);
      if (cells->len == rows * 4)
        return cells;
      g_ptr_array_unref (cells);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
type (GtkWidget  *cell,
      const char *text)
{
  GtkWidget *entry = editors_find (cell, GTK_TYPE_ENTRY, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

/* What is typed is in the file at once; a gap is told in its cell, and the file waits. */
static void
test_table (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *view = g_object_new (SW_TYPE_MOCK_VIEW, NULL);
  GtkWidget *window = present (view);
  g_autoptr (GPtrArray) cells = NULL;
  g_autofree char *written = NULL, *waits = NULL;

  sw_mock_view_set_document (SW_MOCK_VIEW (view), fixture->document);
  cells = wait_rows (view, 1);
  type (cells->pdata[2], "{\"paid\": true}");
  written = read_text (fixture->mocks);
  g_assert_true (strstr (written, "{\"Return\": {\"paid\": true}}") != NULL);
  type (cells->pdata[1], "3");
  waits = read_text (fixture->mocks);
  g_assert_cmpstr (waits, ==, written);
  g_assert_true (
      gtk_widget_has_css_class (editors_find (cells->pdata[1], GTK_TYPE_ENTRY, 0), "error"));
  gtk_widget_activate_action (view, "mocks.undo", NULL);
  gtk_widget_activate_action (view, "mocks.undo", NULL);
  assert_text (fixture, MOCKS);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/mocks/steps-are-written-and-taken-back", Fixture, NULL, set_up, test_steps,
              tear_down);
  g_test_add ("/mocks/changed-by-another-program", Fixture, NULL, set_up, test_changed_elsewhere,
              tear_down);
  g_test_add ("/mocks/the-tasks-file-names-another-file", Fixture, NULL, set_up,
              test_tasks_file_names_another, tear_down);
  g_test_add ("/mocks/choices-of-a-run", Fixture, MOCKS, set_up, test_choices, tear_down);
  g_test_add ("/mocks/table", Fixture, MOCKS, set_up, test_table, tear_down);
  return g_test_run ();
}
