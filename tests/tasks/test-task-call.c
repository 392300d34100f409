/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "json/sw-text.h"
#include "tasks/runner/sw-runner.h"

/* A performer that takes its time, and what becomes of what it says. */

static const char definition[]
    = "{\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", \"Resource\": "
      "\"arn:aws:states:::sqs:sendMessage.waitForTaskToken\", \"Parameters\": {\"MessageBody\": "
      "\"b\"}, \"TimeoutSeconds\": 1, \"End\": true}}}";

typedef struct
{
  SwPerformer  head;
  gboolean     at_once;
  SwTaskCall **kept;
} Slow;

static SwPerformResult
perform (SwPerformer *head, SwTaskCall *call, SwValue *output, char **error, char **cause)
{
  Slow *self = (Slow *) head;

  *self->kept = sw_task_call_ref (call);
  if (self->at_once)
    g_assert_true (sw_task_call_fail (call, "AtOnce", NULL));
  return SW_PERFORM_PENDING;
}

static void
slow_free (SwPerformer *head)
{
  g_free (head);
}

static SwRunner *
make_runner (gboolean at_once, SwTaskCall **kept)
{
  static const SwPerformerKind kind = { perform, slow_free, NULL };
  g_autoptr (SwTree) tree = sw_tree_parse (definition, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program = sw_program_new (model, &error);
  Slow *slow = g_new0 (Slow, 1);
  g_autoptr (SwPerformer) performer = &slow->head;
  SwExecutionOptions options = { .name = "call" };

  g_assert_no_error (error);
  sw_performer_init (&slow->head, &kind);
  slow->at_once = at_once;
  slow->kept = kept;
  return sw_runner_new (program, &options, performer, SW_RUN_LIVE);
}

static void
run_until_called (SwRunner *runner, SwTaskCall **call)
{
  sw_runner_start (runner);
  while (*call == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* What a performer says, and how the run ends then */
static const struct
{
  const char        *name;
  const char        *said; /* words in the order they are said */
  gboolean           at_once;
  SwExecutionStatus  status;
  const char        *error;
} cases[] = {
  { "succeeds", "submit heartbeat log succeed", FALSE, SW_EXECUTION_SUCCEEDED, NULL },
  { "fails", "submit fail", FALSE, SW_EXECUTION_FAILED, "Late" },
  { "fails-while-it-is-called", "", TRUE, SW_EXECUTION_FAILED, "AtOnce" },
  { "times-out", "submit time", FALSE, SW_EXECUTION_FAILED, "States.Timeout" },
  { "is-aborted", "abort", FALSE, SW_EXECUTION_ABORTED, NULL },
};

static void
say (SwRunner *runner, SwTaskCall *call, const char *word)
{
  g_auto (SwValue) answer = sw_value_new_string (word);

  if (g_str_equal (word, "submit"))
    g_assert_true (sw_task_call_submit (call, answer));
  else if (g_str_equal (word, "heartbeat"))
    g_assert_true (sw_task_call_heartbeat (call));
  else if (g_str_equal (word, "log"))
    sw_task_call_log (call, word, -1);
  else if (g_str_equal (word, "succeed"))
    g_assert_true (sw_task_call_succeed (call, answer));
  else if (g_str_equal (word, "fail"))
    g_assert_true (sw_task_call_fail (call, "Late", "why"));
  else if (g_str_equal (word, "abort"))
    sw_runner_stop (runner);
  else if (g_str_equal (word, "time"))
    sw_runner_set_pace (runner, 1e-6);
}

static void
take_log (SwRunner *runner, guint64 id, GBytes *text, gpointer data)
{
  g_string_append_len (data, g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text));
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  SwTaskCall *kept = NULL;
  g_autoptr (SwRunner) runner = make_runner (cases[i].at_once, &kept);
  g_autoptr (GString) log = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit (cases[i].said, " ", -1);
  g_autoptr (SwTaskCall) call = NULL;
  GCancellable *cancellable;

  g_signal_connect (runner, "task-log", G_CALLBACK (take_log), log);
  run_until_called (runner, &kept);
  call = kept;
  cancellable = sw_task_call_get_cancellable (call);
  g_assert_cmpstr (sw_task_call_get_context (call)->execution_name, ==, "call");
  g_assert_cmpuint (sw_task_call_get_request (call)->scheduled, ==, 3);
  for (guint w = 0; words[w] != NULL; w++)
    say (runner, call, words[w]);
  g_assert_true (sw_runner_run (runner));
  g_assert_cmpint (sw_runner_get_status (runner), ==, cases[i].status);
  g_assert_cmpstr (sw_execution_get_error (sw_runner_get_execution (runner)), ==, cases[i].error);
  g_assert_cmpstr (log->str, ==, strstr (cases[i].said, "log") != NULL ? "log" : "");
  /* It is over: nothing that is said still counts, and the request can still be read. */
  g_assert_false (sw_task_call_is_open (call));
  g_assert_true (cases[i].at_once || g_cancellable_is_cancelled (cancellable));
  g_assert_false (sw_task_call_succeed (call, SW_VALUE_NULL));
  g_assert_false (sw_task_call_fail (call, "Later", NULL));
  g_assert_true (sw_value_is (sw_task_call_get_request (call)->input, SW_TYPE_OBJECT));
  g_assert_nonnull (sw_task_call_get_request (call)->token);
}

/* A run that goes away cancels what is still under way. */
static void
test_dropped (void)
{
  SwTaskCall *kept = NULL;
  SwRunner *runner = make_runner (FALSE, &kept);
  g_autoptr (SwTaskCall) call = NULL;
  GCancellable *cancellable;

  run_until_called (runner, &kept);
  call = kept;
  cancellable = sw_task_call_get_cancellable (call);
  g_assert_finalize_object (runner);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_false (sw_task_call_heartbeat (call));
  g_assert_cmpstr (sw_task_call_get_request (call)->state->name, ==, "T");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/task-call/%s", cases[i].name);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/task-call/is-dropped-with-its-run", test_dropped);
  return g_test_run ();
}
