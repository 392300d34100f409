/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "resume-fixture.h"

#include <string.h>

#include "tasks/runner/sw-patience.h"

/* A run that computes is stopped, has its computation given up, or its program ends: what is stored
 * leads there again, on a computer of any speed. */

#define AT_ONCE "\"how\": \"at-once\", \"answers\": [{\"return\": 1}]"
#define ENDLESS "{% ($f := function(){$f()}; $f()) %}"

static const char endless[]
    = "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":{"
      "\"A\":{\"Type\":\"Task\",\"Resource\":\"" LAMBDA "\",\"Next\":\"C\"},"
      "\"C\":{\"Type\":\"Pass\",\"Output\":\"" ENDLESS "\",\"End\":true}}}";

static const char caught[]
    = "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Parallel\","
      "\"Branches\":[{\"StartAt\":\"C\",\"States\":{\"C\":{\"Type\":\"Pass\",\"Output\":\"" ENDLESS
      "\",\"End\":true}}}],\"Catch\":[{\"ErrorEquals\":[\"States.QueryEvaluationError\"],"
      "\"Output\":\"{% $states.errorOutput.Cause %}\",\"Next\":\"A\"}],\"End\":true},"
      "\"A\":{\"Type\":\"Task\",\"Resource\":\"" ACTIVITY "\",\"End\":true}}}";

static const SwExecutionOptions options = { .name = "one" };

/* What happens in a turn that the run's step gives */
typedef struct
{
  ResumeFixture *fixture;
  void         (*act) (ResumeFixture *fixture);
  gboolean       acted;
} Moment;

static gboolean
look (gpointer data)
{
  Moment *self = data;

  if (!sw_execution_is_stepping (sw_runner_get_execution (self->fixture->runner)))
    return G_SOURCE_CONTINUE;
  self->acted = TRUE;
  self->act (self->fixture);
  return G_SOURCE_REMOVE;
}

static void
wait_for (Moment *self)
{
  g_timeout_add (1, look, self);
  while (!self->acted)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_kept (const GError *error,
         gpointer      data)
{
  ResumeFixture *self = data;

  g_assert_no_error (error);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_ABORTED);
}

static void
stop (ResumeFixture *self)
{
  sw_runner_stop (self->runner);
  sw_runner_when_kept (self->runner, on_kept, self);
}

/* Whoever waits for it to be kept is told when it is, and not before. */
static void
test_stopped (ResumeFixture *self,
              gconstpointer  data)
{
  Moment moment = { self, stop };
  g_autoptr (SwRetold) told = NULL;
  g_autoptr (GError) error = NULL;

  resume_set_performer (self, AT_ONCE);
  resume_begin (self, endless, &options);
  wait_for (&moment);
  resume_settle (self);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_ABORTED);
  resume_restart (self);
  resume_check_aborted (self, NULL);
  told = sw_retold_new (self->store, 1, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sw_execution_get_status (sw_retold_get_execution (told)), ==,
                   SW_EXECUTION_ABORTED);
}

static const char *
give_up (guint64  question,
         gpointer data)
{
  return question == 5 ? "Time is over" : NULL;
}

/* It goes on by what was given up, at the same place, although nobody bounds it now. */
static void
test_given_up (ResumeFixture *self,
               gconstpointer  data)
{
  g_autofree char *before = NULL, *after = NULL;

  resume_begin (self, caught, &options);
  sw_execution_set_interrupt_func (sw_runner_get_execution (self->runner), give_up, NULL);
  resume_settle (self);
  before = resume_dup_events (self);
  g_assert_true (strstr (before, "Time is over") != NULL);
  resume_restart (self);
  resume_take_up (self);
  after = resume_dup_events (self);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_RUNNING);
}

static void
end (ResumeFixture *self)
{
  sw_patience_end_all ();
  g_clear_object (&self->runner);
}

/* What computes when the program ends leaves no trace: the run stands where it stood before. Nothing
 * computes in this program from then on. */
static void
test_program_ends (ResumeFixture *self,
                   gconstpointer  data)
{
  Moment moment = { self, end };
  gpointer weak;

  resume_set_performer (self, AT_ONCE);
  resume_begin (self, endless, &options);
  weak = self->runner;
  g_object_add_weak_pointer (G_OBJECT (self->runner), &weak);
  wait_for (&moment);
  while (weak != NULL)
    g_main_context_iteration (NULL, FALSE);
  resume_restart (self);
  resume_take_up (self);
  g_assert_cmpint (sw_runner_get_status (self->runner), ==, SW_EXECUTION_RUNNING);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  resume_add ("computing", "stopped", NULL, test_stopped);
  resume_add ("computing", "given-up", NULL, test_given_up);
  resume_add ("computing", "program-ends", NULL, test_program_ends);
  return g_test_run ();
}
