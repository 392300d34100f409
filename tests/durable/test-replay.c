/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../engine/machine-run.h"
#include "../store/store-fixture.h"

#include "engine/debug/sw-stop.h"
#include "json/sw-text.h"
#include "tasks/durable/sw-retell-private.h"

/* What is stored of a run, cut off behind any of its transactions, leads to the very execution that
 * stood there: its history, its open tasks with their tokens and times, and the input, variables
 * and context of every branch. The runs are those of tests/engine/data, a transaction behind each
 * thing that happens. */

/* How a run stood */
typedef struct
{
  guint  n_transactions;
  guint  n_events;
  char  *text;
} Standing;

/* Of a run with very many transactions every so many are looked at. */
#define ALL_OF 60
#define ONE_OF 9973

static Fixture files;

static void
standing_clear (gpointer data)
{
  g_free (((Standing *) data)->text);
}

static void
add_value (GString *text,
           SwValue  value)
{
  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    g_string_append_c (text, '-');
  else
    sw_value_print (value, SW_TEXT_DEFAULT, text);
  g_string_append_c (text, '\n');
}

static void
add_history (GString           *text,
             const SwExecution *execution)
{
  const SwHistory *history = sw_execution_get_history (execution);

  for (guint i = 0; i < sw_history_get_count (history); i++)
    {
      g_auto (SwValue) event = sw_history_event_to_value (sw_history_get (history, i), TRUE);

      add_value (text, event);
    }
}

static void
add_request (GString             *text,
             const SwTaskRequest *request)
{
  g_string_append_printf (text,
                          "task %" G_GUINT64_FORMAT " of %s in %u: %u %u %d %d %s %s %s %s "
                          "%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " ",
                          request->id, request->state->name, request->frame, request->attempt,
                          request->invocation, (int) request->kind, (int) request->pattern,
                          request->service, request->action, request->resource, request->token,
                          request->scheduled, request->deadline, request->heartbeat);
  add_value (text, request->input);
}

static void
add_frame (GString           *text,
           SwExecution       *execution,
           const SwFrameInfo *frame)
{
  static const SwPart parts[] = { SW_PART_INPUT, SW_PART_VARIABLES, SW_PART_CONTEXT };
  /* A state that is not entered has no context of its own yet. */
  guint n_parts = G_N_ELEMENTS (parts) - (frame->kind == SW_FRAME_ENTERING ? 1 : 0);

  g_string_append_printf (text,
                          "frame %u in %u at %s: %u %d %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                          frame->id, frame->parent, frame->state != NULL ? frame->state->name : "-",
                          frame->index, (int) frame->kind, frame->task, frame->wake);
  for (guint i = 0; i < n_parts; i++)
    {
      g_auto (SwValue) value = sw_execution_dup_part (execution, frame->id, parts[i]);

      add_value (text, value);
    }
}

static char *
dup_standing (SwExecution *execution)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GArray) frames = sw_execution_dup_frames (execution);

  g_string_append_printf (text,
                          "%d until %" G_GINT64_FORMAT " after %" G_GUINT64_FORMAT " transitions\n",
                          (int) sw_execution_get_status (execution),
                          sw_execution_get_wake_time (execution),
                          sw_execution_get_transitions (execution));
  add_history (text, execution);
  for (guint64 id = 1; id < 1000; id++)
    if (sw_execution_get_request (execution, id) != NULL)
      add_request (text, sw_execution_get_request (execution, id));
  for (guint i = 0; i < frames->len; i++)
    add_frame (text, execution, &g_array_index (frames, SwFrameInfo, i));
  return g_string_free_and_steal (text);
}

static void
forget (const GError *error,
        gpointer      data)
{
  g_assert_no_error (error);
}

static void
note_standing (GArray      *standings,
               guint        n_transactions,
               SwExecution *execution)
{
  Standing standing = { n_transactions, sw_history_get_count (sw_execution_get_history (execution)),
                        NULL };

  if (n_transactions > ALL_OF && n_transactions % ONE_OF != 0)
    return;
  standing.text = dup_standing (execution);
  g_array_append_val (standings, standing);
}

/* Runs to the end, and returns how it stood behind each thing that happened, but the one that ends
 * it. What is handed over by then has to tell all of it. */
static GArray *
run (SwStore *store,
     SwValue  test_case,
     gint64  *id)
{
  g_autoptr (SwProgram) program = machine_run_compile_case (test_case);
  g_autofree char *name = g_strdup_printf ("run-%d", g_random_int_range (0, G_MAXINT32));
  SwExecutionOptions options
      = { .input = sw_value_get_member (test_case, "input"), .name = name, .machine_name = "M" };
  g_autoptr (SwJournal) journal = sw_journal_new (store, "test", SW_VALUE_INIT, &options);
  g_autoptr (MachineRun) machine = NULL;
  GArray *standings = g_array_new (FALSE, FALSE, sizeof (Standing));
  SwExecution *execution;
  guint n = 0;

  g_array_set_clear_func (standings, standing_clear);
  options.random = sw_journal_get_random (journal, &options.random_data);
  execution = sw_execution_new (program, &options);
  sw_journal_follow (journal, execution);
  *id = sw_journal_get_id (journal);
  machine = machine_run_new_for (test_case, execution);
  do
    {
      if (sw_journal_has_news (journal))
        {
          sw_journal_commit (journal, forget, NULL);
          n++;
        }
      note_standing (standings, n, execution);
      g_assert_true (machine_run_advance (machine));
    }
  while (sw_execution_get_status (execution) == SW_EXECUTION_RUNNING);
  flush (store);
  return standings;
}

/* Behind so many transactions, as a program would find it that takes it up */
static char *
dup_told (SwStore        *store,
          gint64          id,
          const Standing *standing)
{
  g_auto (SwStored) stored = { 0 };
  g_autoptr (GHashTable) submitted = sw_stored_new_answers ();
  g_autoptr (SwExecution) execution = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sw_stored_read (&stored, store, id, &error));
  g_assert_cmpuint (stored.entries->len, >=, standing->n_transactions);
  g_ptr_array_set_size (stored.entries, (int) standing->n_transactions);
  g_ptr_array_set_size (stored.bodies, (int) standing->n_events);
  execution = sw_stored_new_execution (&stored, &error);
  g_assert_no_error (error);
  sw_stored_tell (&stored, execution, submitted, &error);
  g_assert_no_error (error);
  return dup_standing (execution);
}

/* The first line in which they differ is told. */
static void
assert_same (const char *first,
             const char *second)
{
  g_auto (GStrv) lines = g_strsplit (first, "\n", -1), others = g_strsplit (second, "\n", -1);

  for (guint i = 0; lines[i] != NULL && others[i] != NULL; i++)
    g_assert_cmpstr (lines[i], ==, others[i]);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (others));
}

static void
test_prefixes (gconstpointer data)
{
  const SwValue *test_case = data;
  g_autoptr (SwStore) store = fixture_open (&files);
  g_autoptr (GArray) standings = NULL;
  gint64 id;

  standings = run (store, *test_case, &id);
  g_assert_cmpuint (standings->len, >, 0);
  for (guint i = 0; i < standings->len; i++)
    {
      const Standing *standing = &g_array_index (standings, Standing, i);
      g_autofree char *told = dup_told (store, id, standing);

      assert_same (told, standing->text);
    }
}

int
main (int    argc,
      char **argv)
{
  static const char *const names[] = { "choice", "errors", "flow", "traces" };
  SwValue cases[G_N_ELEMENTS (names)];
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  int result;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      cases[i] = machine_run_load (names[i]);
      for (guint j = 0; j < sw_value_get_length (cases[i]); j++)
        {
          SwValue test_case = sw_value_get_element (cases[i], j);
          g_autofree char *path = g_strdup_printf ("/replay/%s/%s", names[i],
                                                   machine_run_get_text (test_case, "name"));

          g_ptr_array_add (all, g_memdup2 (&test_case, sizeof test_case));
          g_test_add_data_func (path, all->pdata[all->len - 1], test_prefixes);
        }
    }
  fixture_set_up (&files, NULL);
  result = g_test_run ();
  fixture_tear_down (&files, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sw_value_clear (&cases[i]);
  return result;
}
