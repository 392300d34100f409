/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/jsonata/sw-jsonata.h"
#include "tasks/runner/sw-patience.h"
#include "tasks/runner/sw-runner.h"

#include <string.h>

/* While an expression computes, the main context has its turns: what is wanted of the run and of
 * others happens. An idle source looks for the moment; nothing depends on how long anything
 * takes. */

#define ENDLESS "{% ($f := function(){$f()}; $f()) %}"

static const char endless[]
    = "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\","
      "\"Output\":\"" ENDLESS "\",\"End\":true}}}";

/* A person's task beside a state that computes when the task is there */
static const char beside[]
    = "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Parallel\","
      "\"End\":true,\"Branches\":[{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\","
      "\"Resource\":\"arn:aws:states:us-east-1:123456789012:activity:a\",\"End\":true}}},"
      "{\"StartAt\":\"B\",\"States\":{\"B\":{\"Type\":\"Pass\",\"Next\":\"C\"},"
      "\"C\":{\"Type\":\"Pass\",\"Next\":\"A\"},\"A\":{\"Type\":\"Pass\",\"Output\":\"" ENDLESS
      "\",\"End\":true}}}]}}}";

static const char quick[]
    = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Result\":1,\"End\":true}}}";

/* A test, and what it does in a turn that the run's step gives */
typedef struct Moment Moment;
struct Moment
{
  SwRunner *runner;
  void    (*act) (Moment *self);
  gboolean  acted;
  SwRunner *other;
};

static SwRunner *
make_runner (const char *definition)
{
  g_autoptr (SwTree) tree = sw_tree_parse (definition, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program = sw_program_new (model, &error);
  const SwExecutionOptions options = { .name = "one" };

  g_assert_no_error (error);
  return sw_runner_new (program, &options, NULL, SW_RUN_LIVE);
}

static gboolean
look (gpointer data)
{
  Moment *self = data;

  if (!sw_execution_is_stepping (sw_runner_get_execution (self->runner)))
    return G_SOURCE_CONTINUE;
  self->acted = TRUE;
  self->act (self);
  return G_SOURCE_REMOVE;
}

/* The source gives its turns up to what is there already; else nothing else would ever be done. */
static void
run (Moment *self)
{
  guint source = g_timeout_add (1, look, self);

  sw_runner_start (self->runner);
  while (!self->acted || sw_runner_get_status (self->runner) == SW_EXECUTION_RUNNING)
    {
      g_assert_true (self->acted
                     || sw_runner_get_status (self->runner) == SW_EXECUTION_RUNNING);
      g_main_context_iteration (NULL, TRUE);
      if (self->acted && sw_runner_get_paused (self->runner))
        break;
    }
  if (!self->acted)
    g_source_remove (source);
}

static char *
dup_types (SwRunner *runner)
{
  const SwHistory *history = sw_execution_get_history (sw_runner_get_execution (runner));
  GString *types = g_string_new (NULL);

  for (guint i = 0; i < sw_history_get_count (history); i++)
    g_string_append_printf (types, "%s%s", i > 0 ? " " : "",
                            sw_history_event_get_type_name (sw_history_get (history, i)));
  return g_string_free_and_steal (types);
}

static void
stop (Moment *self)
{
  sw_runner_stop (self->runner);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_RUNNING);
}

static void
test_stopped (void)
{
  g_autoptr (SwRunner) runner = make_runner (endless);
  Moment moment = { runner, stop };
  g_autofree char *types = NULL;

  run (&moment);
  g_assert_cmpint (sw_runner_get_status (runner), ==, SW_EXECUTION_ABORTED);
  types = dup_types (runner);
  g_assert_cmpstr (types, ==, "ExecutionStarted PassStateEntered ExecutionAborted");
}

static void
on_status (GObject    *object,
           GParamSpec *property,
           gpointer    data)
{
  Moment *self = data;

  g_assert_true (sw_execution_is_stepping (sw_runner_get_execution (self->runner)));
  sw_runner_stop (self->runner);
}

static void
start_other (Moment *self)
{
  g_signal_connect (self->other, "notify::status", G_CALLBACK (on_status), self);
  sw_runner_start (self->other);
}

/* Another run comes to its end while this one computes, and only then this one is stopped. */
static void
test_others_run (void)
{
  g_autoptr (SwRunner) runner = make_runner (endless);
  g_autoptr (SwRunner) other = make_runner (quick);
  Moment moment = { runner, start_other, FALSE, other };

  run (&moment);
  g_assert_cmpint (sw_runner_get_status (other), ==, SW_EXECUTION_SUCCEEDED);
  g_assert_cmpint (sw_runner_get_status (runner), ==, SW_EXECUTION_ABORTED);
}

static void
answer_and_stop (Moment *self)
{
  g_auto (SwValue) output = sw_value_new_integer (1);

  g_assert_true (sw_runner_answer (self->runner, 1, output));
  g_assert_false (sw_runner_answer (self->runner, 1, output));
  sw_runner_stop (self->runner);
}

/* An answer is not lost: it is taken behind the step, before what came later. */
static void
test_answered (void)
{
  g_autoptr (SwRunner) runner = make_runner (beside);
  Moment moment = { runner, answer_and_stop };
  g_autofree char *types = NULL;

  run (&moment);
  g_assert_cmpint (sw_runner_get_status (runner), ==, SW_EXECUTION_ABORTED);
  types = dup_types (runner);
  g_assert_true (g_str_has_suffix (types, "ActivitySucceeded ExecutionAborted"));
}

static void
drop (Moment *self)
{
  sw_runner_set_paused (self->runner, TRUE);
  g_object_unref (g_steal_pointer (&self->other));
}

/* Paused and dropped by everybody: the computation ends, and with it the run. */
static void
test_dropped (void)
{
  SwRunner *runner = make_runner (endless);
  Moment moment = { runner, drop, FALSE, runner };
  gpointer weak = runner;

  g_object_add_weak_pointer (G_OBJECT (runner), &weak);
  g_timeout_add (1, look, &moment);
  sw_runner_start (runner);
  while (weak != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (moment.acted);
}

/* Several may compute, each in a turn of the one before; more than that wait. */
static void
test_many (void)
{
  SwRunner *runners[6];
  guint n_running = G_N_ELEMENTS (runners);

  for (guint i = 0; i < G_N_ELEMENTS (runners); i++)
    {
      runners[i] = make_runner (endless);
      sw_runner_start (runners[i]);
    }
  while (n_running > 0)
    {
      n_running = 0;
      for (guint i = 0; i < G_N_ELEMENTS (runners); i++)
        {
          sw_runner_stop (runners[i]);
          n_running += sw_runner_get_status (runners[i]) == SW_EXECUTION_RUNNING;
        }
      g_main_context_iteration (NULL, FALSE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (runners); i++)
    {
      g_assert_cmpint (sw_runner_get_status (runners[i]), ==, SW_EXECUTION_ABORTED);
      g_object_unref (runners[i]);
    }
}

static gboolean
cancel (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static gpointer
cancel_soon (gpointer data)
{
  cancel (data);
  return NULL;
}

/* Without a main context: whoever waits can only cancel, from another thread. */
static void
test_cancelled (void)
{
  g_autoptr (SwTree) tree = sw_tree_parse (endless, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (SwProgram) program = sw_program_new (model, NULL);
  const SwExecutionOptions options = { .name = "one" };
  g_autoptr (SwRunner) runner = sw_runner_new (program, &options, NULL, SW_RUN_VIRTUAL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  sw_runner_run_here (runner, 100, cancellable);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_thread_join (thread);
}

/* The clock ends it, and the sentence says what the bound was. */
static void
test_bound (void)
{
  g_auto (SwJsonataError) error = { 0 };
  g_autoptr (SwJsonata) expression
      = sw_jsonata_new ("($f := function(){$f()}; $f())", -1, &error);
  SwPatience patience;
  SwInterrupt interrupt = sw_patience_init (&patience, 1);
  const SwJsonataScope scope
      = { .interrupt = &interrupt, .limits = { .steps = G_MAXUINT64 / 2 } };
  g_auto (SwValue) result = SW_VALUE_INIT;

  g_assert_false (sw_jsonata_evaluate (expression, &scope, &result, &error));
  g_assert_cmpstr (error.message, ==,
                   "Expression evaluation timeout: Check for infinite loop. "
                   "It took more than 1 milliseconds");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/computing/stopped", test_stopped);
  g_test_add_func ("/computing/others-run", test_others_run);
  g_test_add_func ("/computing/answered", test_answered);
  g_test_add_func ("/computing/dropped", test_dropped);
  g_test_add_func ("/computing/many", test_many);
  g_test_add_func ("/computing/cancelled", test_cancelled);
  g_test_add_func ("/computing/bound", test_bound);
  return g_test_run ();
}
