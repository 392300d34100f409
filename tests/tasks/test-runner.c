/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "tasks/mocks/sw-mock-config.h"
#include "tasks/runner/sw-runner.h"

static const char two_tasks[]
    = "{\"StartAt\": \"A\", \"States\": {"
      "\"A\": {\"Type\": \"Task\", \"Resource\": "
      "\"arn:aws:lambda:us-east-1:123456789012:function:a\", \"Next\": \"W\"},"
      "\"W\": {\"Type\": \"Wait\", \"Seconds\": 86400, \"Next\": \"B\"},"
      "\"B\": {\"Type\": \"Task\", \"Resource\": "
      "\"arn:aws:lambda:us-east-1:123456789012:function:b\", \"Catch\": ["
      "{\"ErrorEquals\": [\"Oops\"], \"Next\": \"C\"}], \"End\": true}, \"C\": {\"Type\": "
      "\"Succeed\"}}}";

static const char endless[]
    = "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}, "
      "\"B\": {\"Type\": \"Wait\", \"Seconds\": 0, \"Next\": \"A\"}}}";

static const char waits[] = "{\"StartAt\": \"W\", \"States\": {\"W\": {\"Type\": \"Wait\", "
                            "\"Seconds\": 1, \"End\": true}}}";

static const char mocks[]
    = "{\"StateMachines\": {\"M\": {\"TestCases\": {\"OnlyA\": {\"A\": \"one\"}, \"Both\": {\"A\": "
      "\"one\", \"B\": \"oops\"}}}},"
      " \"MockedResponses\": {\"one\": {\"0\": {\"Return\": 1}},"
      " \"oops\": {\"0\": {\"Throw\": {\"Error\": \"Oops\", \"Cause\": \"why\"}}}}}";

static SwRunner *
make_runner (const char *definition,
             const char *test_case,
             SwRunSpeed  speed)
{
  g_autoptr (SwTree) tree = sw_tree_parse (definition, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program = sw_program_new (model, &error);
  g_autoptr (SwMockConfig) config = sw_mock_config_new_from_text (mocks, -1, &error);
  g_autoptr (SwPerformer) performer = NULL;
  SwExecutionOptions options = { .unlimited = TRUE };

  g_assert_no_error (error);
  if (test_case != NULL)
    performer = sw_mock_config_new_performer (config, "M", test_case, &error);
  g_assert_no_error (error);
  return sw_runner_new (program, &options, performer, speed);
}

static void
test_mocked (void)
{
  g_autoptr (SwRunner) runner = make_runner (two_tasks, "Both", SW_RUN_VIRTUAL);
  gint64 start = sw_runner_get_time (runner);

  g_assert_true (sw_runner_run (runner));
  g_assert_cmpint (sw_runner_get_status (runner), ==, SW_EXECUTION_SUCCEEDED);
  g_assert_cmpint (sw_runner_get_time (runner) - start, ==,
                   G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC);
}

static void
test_by_hand (void)
{
  g_autoptr (SwRunner) runner = make_runner (two_tasks, "OnlyA", SW_RUN_VIRTUAL);
  const SwTaskRequest *request;
  g_auto (SwValue) answer = sw_value_new_string ("by hand");

  g_assert_false (sw_runner_run (runner));
  g_assert_cmpuint (sw_runner_get_manual (runner)->len, ==, 1);
  request = g_ptr_array_index (sw_runner_get_manual (runner), 0);
  g_assert_cmpstr (request->state->name, ==, "B");
  g_assert_true (sw_runner_answer (runner, request->id, answer));
  g_assert_true (sw_runner_run (runner));
  g_assert_cmpstr (
      sw_value_get_text (sw_execution_get_output (sw_runner_get_execution (runner)), NULL), ==,
      "by hand");
  g_assert_cmpuint (sw_runner_get_manual (runner)->len, ==, 0);
  g_assert_false (sw_runner_answer (runner, 2, answer));
}

static void
test_refused_by_hand (void)
{
  g_autoptr (SwRunner) runner = make_runner (two_tasks, "OnlyA", SW_RUN_VIRTUAL);
  const SwTaskRequest *request;

  sw_runner_run (runner);
  request = g_ptr_array_index (sw_runner_get_manual (runner), 0);
  g_assert_true (sw_runner_refuse (runner, request->id, "Oops", "cause"));
  g_assert_true (sw_runner_run (runner));
  g_assert_cmpint (sw_runner_get_status (runner), ==, SW_EXECUTION_SUCCEEDED);
}

static void
count (GObject    *object,
       GParamSpec *pspec,
       gpointer    counter)
{
  (*(guint *) counter)++;
}

/* Nothing is notified that has not changed, and all that has is. */
static void
test_notifies (void)
{
  g_autoptr (SwRunner) runner = make_runner (two_tasks, "OnlyA", SW_RUN_VIRTUAL);
  guint statuses = 0, pendings = 0, events = 0, shown, n_events;

  g_signal_connect (runner, "notify::status", G_CALLBACK (count), &statuses);
  g_signal_connect (runner, "notify::pending", G_CALLBACK (count), &pendings);
  g_signal_connect (runner, "notify::n-events", G_CALLBACK (count), &events);
  sw_runner_run (runner);
  g_object_get (runner, "pending", &shown, "n-events", &n_events, NULL);
  g_assert_cmpuint (shown, ==, 1);
  g_assert_cmpuint (
      n_events, ==,
      sw_history_get_count (sw_execution_get_history (sw_runner_get_execution (runner))));
  g_assert_cmpuint (statuses, ==, 0);
  g_assert_cmpuint (pendings, ==, 1);
  g_assert_cmpuint (events, >, 0);
  sw_runner_stop (runner);
  g_assert_cmpuint (statuses, ==, 1);
  g_assert_cmpuint (pendings, ==, 2);
  g_assert_cmpint (sw_runner_get_status (runner), ==, SW_EXECUTION_ABORTED);
}

static gboolean
set_flag (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

/* A machine that never rests leaves the main context its turns, and can be paused, resumed and
 * stopped. */
static void
test_slices (void)
{
  g_autoptr (SwRunner) runner = make_runner (endless, NULL, SW_RUN_VIRTUAL);
  gboolean had_turn = FALSE;
  guint64 transitions;

  sw_runner_start (runner);
  g_timeout_add (1, set_flag, &had_turn);
  while (!had_turn)
    g_main_context_iteration (NULL, TRUE);
  transitions = sw_execution_get_transitions (sw_runner_get_execution (runner));
  g_assert_cmpuint (transitions, >, 0);

  sw_runner_set_paused (runner, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (sw_execution_get_transitions (sw_runner_get_execution (runner)), ==,
                    transitions);
  sw_runner_set_paused (runner, FALSE);
  g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (sw_execution_get_transitions (sw_runner_get_execution (runner)), >,
                    transitions);
  sw_runner_stop (runner);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The live clock takes its time. */
static void
test_live (void)
{
  g_autoptr (SwRunner) runner = make_runner (waits, NULL, SW_RUN_LIVE);
  gint64 start = g_get_monotonic_time ();

  g_assert_true (sw_runner_run (runner));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 900000);
}

/* Half a millisecond for a second: what is due comes late by the clock on the wall, and at its
 * exact time by the run's. Standing still takes none of it. */
static void
test_pace (void)
{
  g_autoptr (SwRunner) runner = make_runner (two_tasks, "Both", SW_RUN_LIVE);
  const SwHistory *history = sw_execution_get_history (sw_runner_get_execution (runner));
  gint64 start, begin = g_get_monotonic_time ();

  sw_runner_set_pace (runner, 5e-7);
  start = sw_runner_get_time (runner);
  sw_runner_set_time (runner, start);
  sw_runner_set_paused (runner, TRUE);
  start = sw_runner_get_time (runner);
  sw_runner_start (runner);
  while (g_get_monotonic_time () - begin < 2000)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (sw_runner_get_time (runner), ==, start);
  sw_runner_set_paused (runner, FALSE);
  g_assert_true (sw_runner_run (runner));
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 43200);
  g_assert_cmpint (
      sw_history_event_get_time (sw_history_get (history, sw_history_get_count (history) - 1)),
      ==, start + G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC);
}

/* A runner that goes away leaves nothing in the main context. */
static void
test_gone (void)
{
  SwRunner *runner = make_runner (endless, NULL, SW_RUN_VIRTUAL);

  sw_runner_start (runner);
  g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (runner);
  g_assert_false (g_main_context_pending (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/runner/jumps-over-a-day", test_mocked);
  g_test_add_func ("/runner/waits-for-a-person", test_by_hand);
  g_test_add_func ("/runner/lets-a-person-fail-a-task", test_refused_by_hand);
  g_test_add_func ("/runner/notifies-what-changes", test_notifies);
  g_test_add_func ("/runner/works-in-slices", test_slices);
  g_test_add_func ("/runner/takes-its-time-when-live", test_live);
  g_test_add_func ("/runner/keeps-exact-time-at-any-pace", test_pace);
  g_test_add_func ("/runner/leaves-nothing-behind", test_gone);
  return g_test_run ();
}
