/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/canvas/board/sw-canvas-board-private.h"
#include "app/canvas/sw-canvas.h"
#include "engine/history/sw-history-read.h"
#include "json/sw-text.h"
#include "tasks/runner/sw-runner.h"

/* Coverage on the diagram: of a history alone, painted in place of the run. The machine goes round
 * its Choice and never comes by "Unused". */
#define MACHINE                                                                            \
  "{ \"StartAt\": \"Loop\", \"States\": {"                                                 \
  "  \"Loop\": { \"Type\": \"Pass\", \"Parameters\": { \"n.$\": \"States.MathAdd($.n, 1)\" }," \
  "              \"Next\": \"Enough\" },"                                                  \
  "  \"Enough\": { \"Type\": \"Choice\", \"Choices\": ["                                   \
  "      { \"Variable\": \"$.n\", \"NumericLessThan\": 2, \"Next\": \"Loop\" },"           \
  "      { \"Variable\": \"$.n\", \"NumericGreaterThan\": 5, \"Next\": \"Unused\" } ],"    \
  "      \"Default\": \"Done\" },"                                                         \
  "  \"Unused\": { \"Type\": \"Fail\" },"                                                  \
  "  \"Done\": { \"Type\": \"Succeed\" } } }"

typedef struct
{
  SwDocument    *document;
  SwRunStatus   *status;
  SwCanvas      *canvas;
  SwCanvasBoard *board;
  GtkWidget     *window;
} Fixture;

/* What AWS would give of the run, read: our own events are gone then. */
static SwHistory *
read_history (SwModel *model)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program = sw_program_new (model, &error);
  g_autoptr (SwRunner) runner = NULL;
  g_auto (SwValue) input = sw_value_new_object (1);
  g_auto (SwValue) events = SW_VALUE_INIT;
  g_autofree char *text = NULL;
  SwExecutionOptions options = { 0 };
  SwHistory *history;

  g_assert_no_error (error);
  sw_value_set_member (&input, "n", sw_value_new_integer (0));
  options.input = input;
  runner = sw_runner_new (program, &options, NULL, SW_RUN_VIRTUAL);
  sw_runner_start (runner);
  g_assert_true (sw_runner_run (runner));
  events = sw_history_to_value (sw_execution_get_history (sw_runner_get_execution (runner)), TRUE);
  text = sw_value_to_text (events, SW_TEXT_DEFAULT, NULL);
  history = sw_history_new_from_text (text, -1, NULL, &error);
  g_assert_no_error (error);
  return history;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (SwHistory) history = NULL;
  g_autoptr (SwRunRecord) record = NULL;

  fixture->document = sw_document_new_from_text (MACHINE);
  history = read_history (sw_document_get_model (fixture->document));
  record = sw_run_record_new_read (history, sw_document_get_model (fixture->document));
  fixture->status = sw_run_status_new ();
  sw_run_status_set_record (fixture->status, record);
  fixture->canvas = SW_CANVAS (sw_canvas_new (fixture->document));
  fixture->board = SW_CANVAS_BOARD (gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas)));
  sw_canvas_set_run_status (fixture->canvas, fixture->status);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->canvas));
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (gtk_widget_get_width (GTK_WIDGET (fixture->board)) <= 1)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->status);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (fixture->document);
}

/* The words on each state's card; the screen reader says the same. */
static void
assert_words (Fixture           *fixture,
              const char *const *words)
{
  static const char *const pointers[]
      = { "/States/Loop", "/States/Enough", "/States/Unused", "/States/Done" };

  for (guint i = 0; i < G_N_ELEMENTS (pointers); i++)
    {
      SwGraphNode *node = sw_canvas_board_find_pointer (fixture->board, pointers[i]);
      GtkAccessible *card
          = GTK_ACCESSIBLE (sw_canvas_board_get_widget (fixture->board, node->id));

      g_test_message ("%s", pointers[i]);
      /* A property of text has a value to tell where it is not what is asked for. */
      g_autofree char *told
          = gtk_test_accessible_check_property (card, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
      g_autofree char *first = words[i] != NULL ? g_strconcat (words[i], "\n", NULL) : NULL;

      g_assert_true (first != NULL ? g_str_has_prefix (told, first) : strstr (told, "\n") == NULL);
    }
}

static SwLineState
get_line (Fixture    *fixture,
          SwEdgeKind  kind,
          guint       index)
{
  SwGraphNode *node = sw_canvas_board_find_pointer (fixture->board, "/States/Enough");

  for (guint i = 0; i < node->scope->edges->len; i++)
    {
      const SwGraphEdge *edge = g_ptr_array_index (node->scope->edges, i);

      if (edge->from == node && edge->kind == kind && edge->index == index)
        return _sw_canvas_board_get_line_state (fixture->board, edge);
    }
  g_assert_not_reached ();
}

static void
test_a_history_alone (Fixture      *fixture,
                      gconstpointer data)
{
  static const char *const run[] = { "Succeeded × 2", "Succeeded × 2", NULL, "Succeeded" };
  static const char *const covered[] = { "Covered × 2", "Covered × 2", "Not covered", "Covered" };

  assert_words (fixture, run);
  sw_run_status_cover_run (fixture->status, TRUE);
  assert_words (fixture, covered);
  g_assert_cmpint (get_line (fixture, SW_EDGE_RULE, 0), ==, SW_LINE_TAKEN);
  g_assert_cmpint (get_line (fixture, SW_EDGE_RULE, 1), ==, SW_LINE_PLAIN);
  g_assert_cmpint (get_line (fixture, SW_EDGE_DEFAULT, 0), ==, SW_LINE_TAKEN);
  sw_run_status_cover_run (fixture->status, FALSE);
  assert_words (fixture, run);
}

/* A state that came after the run is neither covered nor not: nobody judged it. */
static void
test_a_changed_definition (Fixture      *fixture,
                           gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document));
  GtkTextIter start, end;

  sw_run_status_cover_run (fixture->status, TRUE);
  gtk_text_buffer_get_end_iter (buffer, &end);
  g_assert_true (gtk_text_iter_backward_search (&end, "Unused\": {", 0, &start, NULL, NULL));
  end = start;
  gtk_text_iter_forward_chars (&end, 6);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, "Other", -1);
  sw_document_settle (fixture->document);
  g_assert_cmpint (sw_run_status_lookup (fixture->status, "/States/Other")->state, ==,
                   SW_RUN_STATE_IDLE);
  g_assert_cmpint (sw_run_status_lookup (fixture->status, "/States/Done")->state, ==,
                   SW_RUN_STATE_COVERED);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/coverage/of-a-history-alone", Fixture, NULL, set_up, test_a_history_alone,
              tear_down);
  g_test_add ("/coverage/of-a-definition-that-changed", Fixture, NULL, set_up,
              test_a_changed_definition, tear_down);
  return g_test_run ();
}
