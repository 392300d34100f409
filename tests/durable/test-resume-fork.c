/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "resume-fixture.h"
#include "script-performer.h"

#include <string.h>

#include "engine/debug/sw-fork.h"
#include "json/sw-text.h"

/* A run that begins in the middle of another, and one that was changed while it stood still, are
 * taken up again as they were. */

/* How far a fork has come when the program ends; whatever it stood at is asked for again. */
static const struct
{
  const char *name;
  gboolean    changes; /* the input that it begins with */
  gboolean    goes_on; /* from where it was begun */
} forks[] = {
  { "at-its-stop", FALSE, FALSE },
  { "at-its-stop-changed", TRUE, FALSE },
  { "under-way", FALSE, TRUE },
  { "under-way-changed", TRUE, TRUE },
};

#define FORKED                                                                                     \
  "{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Parallel\", \"End\": true, \"Branches\": [" \
  "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Result\": 1, \"Next\": \"B\"},"    \
  " \"B\": {\"Type\": \"Task\", \"Resource\": \"" LAMBDA "\", \"TimeoutSeconds\": 700, \"End\": true}}},"  \
  "{\"StartAt\": \"C\", \"States\": {\"C\": {\"Type\": \"Task\", \"Resource\": \"" LAMBDA "\","         \
  " \"End\": true}}}]}}}"

static void
set_forked_performer (ResumeFixture *self)
{
  g_auto (SwValue) script = SW_VALUE_INIT;

  g_clear_pointer (&self->performer, sw_performer_unref);
  g_assert_true (sw_value_from_text (
      "{\"B\": {\"recover\": \"again\", \"how\": \"later\"},"
      " \"C\": {\"recover\": \"again\", \"how\": \"later\"}}",
      -1, SW_TEXT_DEFAULT, &script, NULL));
  self->performer = script_performer_new (script, NULL, NULL, NULL);
}

/* A history of long ago that ends where both branches wait */
static SwHistory *
new_parent_history (SwProgram *program)
{
  const SwExecutionOptions options = { .name = "parent" };
  g_autoptr (SwExecution) parent = sw_execution_new (program, &options);

  sw_execution_start (parent, G_GINT64_CONSTANT (1700000000000001));
  while (sw_execution_step (parent, sw_execution_get_time (parent) + 1234))
    continue;
  return sw_history_ref (sw_execution_get_history (parent));
}

static guint
find_entered (const SwHistory *history,
              const char      *state)
{
  for (guint i = 0; i < sw_history_get_count (history); i++)
    if (g_strcmp0 (sw_history_event_get_name (sw_history_get (history, i)), state) == 0)
      return i + 1;
  g_assert_not_reached ();
}

static void
change_input (SwRunner *runner)
{
  SwExecution *execution = sw_runner_get_execution (runner);
  g_auto (SwValue) value = sw_value_new_integer (77);
  g_autoptr (GError) error = NULL;

  sw_execution_set_part (execution, sw_execution_get_stop (execution)->frame, SW_PART_INPUT, value,
                         sw_runner_get_time (runner), &error);
  g_assert_no_error (error);
  sw_runner_refresh (runner);
}

/* Lists read the settings. */
static gboolean
expect_no_history (const SwStoreExecution *row,
                   gpointer                data)
{
  g_assert_true (strstr (row->settings, "ExecutionStarted") == NULL);
  return TRUE;
}

static void
test_fork (ResumeFixture *self,
           gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data), event = 0;
  g_autoptr (SwProgram) program = resume_compile (FORKED);
  g_autoptr (SwHistory) history = new_parent_history (program);
  g_autoptr (SwTrace) trace = sw_trace_new (history, sw_program_get_model (program));
  const SwExecutionOptions options = { .name = "fork" };
  const SwStoreFilter all = { 0 };
  g_autofree char *events = NULL, *events_after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 wake;

  set_forked_performer (self);
  self->runner = sw_runner_new_durable_fork (program, &options, self->performer, self->store,
                                             "run", SW_VALUE_INIT, trace,
                                             find_entered (history, "B"), "arn:parent", &error);
  g_assert_no_error (error);
  sw_runner_start (self->runner);
  resume_settle (self);
  g_assert_true (sw_runner_get_paused (self->runner));
  if (forks[i].changes)
    change_input (self->runner);
  sw_runner_set_paused (self->runner, !forks[i].goes_on);
  resume_settle (self);
  events = resume_dup_events (self);
  wake = sw_execution_get_wake_time (sw_runner_get_execution (self->runner));

  resume_restart (self);
  g_assert_true (sw_store_foreach_execution (self->store, &all, expect_no_history, NULL, NULL));
  set_forked_performer (self);
  resume_take_up (self);
  sw_runner_start (self->runner);
  resume_settle (self);
  events_after = resume_dup_events (self);
  g_assert_cmpstr (events_after, ==, events);
  g_assert_cmpint (strstr (events, "\"77\"") != NULL, ==, forks[i].changes);
  g_assert_cmpint (sw_runner_get_paused (self->runner), ==, !forks[i].goes_on);
  g_assert_cmpint (sw_execution_get_wake_time (sw_runner_get_execution (self->runner)), ==, wake);
  g_assert_cmpstr (sw_execution_get_parent (sw_runner_get_execution (self->runner), &event), ==,
                   "arn:parent");
  g_assert_cmpuint (event, ==, find_entered (history, "B"));
  sw_runner_set_paused (self->runner, FALSE);
  resume_settle (self);
  g_assert_cmpstr (script_performer_get_calls (self->performer), ==, "C new; B new; ");
}

/* Where a debugger holds a run, what it changes there, and whether it has gone on when the program
 * ends: then, or afterwards by itself, the run goes on with what was changed. */
static const struct
{
  const char  *name;
  SwStopPoint  point;
  SwPart       part; /* SW_PART_CONTEXT: nothing is changed */
  gboolean     goes_on;
} held[] = {
  { "before", SW_STOP_BEFORE, SW_PART_CONTEXT, FALSE },
  { "before-changed", SW_STOP_BEFORE, SW_PART_INPUT, FALSE },
  { "before-changed-and-left", SW_STOP_BEFORE, SW_PART_INPUT, TRUE },
  { "after-changed", SW_STOP_AFTER, SW_PART_RESULT, FALSE },
  { "after-changed-and-left", SW_STOP_AFTER, SW_PART_RESULT, TRUE },
  { "left-changed", SW_STOP_LEFT, SW_PART_OUTPUT, FALSE },
  { "left-changed-and-left", SW_STOP_LEFT, SW_PART_OUTPUT, TRUE },
  { "variables-changed-and-left", SW_STOP_LEFT, SW_PART_VARIABLES, TRUE },
};

#define HELD                                                                                       \
  "{\"StartAt\": \"Z\", \"States\": {\"Z\": {\"Type\": \"Pass\", \"Next\": \"A\"},"                       \
  "\"A\": {\"Type\": \"Pass\", \"Assign\": {\"v\": 1}, \"Next\": \"B\"},"                                \
  " \"B\": {\"Type\": \"Task\", \"Resource\": \"" LAMBDA "\", \"Parameters\": {\"i.$\": \"$\","             \
  " \"v.$\": \"$v\"}, \"End\": true}}}"

static gboolean
hold_at_a (SwExecution  *execution,
           const SwStop *stop,
           gpointer      data)
{
  return g_str_equal (stop->state->name, "A") && stop->point == *(const SwStopPoint *) data;
}

static void
change_held (SwRunner *runner,
             SwPart    part)
{
  SwExecution *execution = sw_runner_get_execution (runner);
  g_auto (SwValue) value = sw_value_new_integer (77);
  g_autoptr (GError) error = NULL;

  if (part == SW_PART_CONTEXT)
    return;
  if (part == SW_PART_VARIABLES)
    {
      SwValue variables = sw_value_new_object (1);

      sw_value_set_member (&variables, "v", sw_value_ref (value));
      sw_value_set (&value, variables);
    }
  sw_execution_set_part (execution, sw_execution_get_stop (execution)->frame, part, value,
                         sw_runner_get_time (runner), &error);
  g_assert_no_error (error);
  sw_runner_refresh (runner);
}

static void
test_held (ResumeFixture *self,
           gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  SwStopPoint point = held[i].point;
  g_autoptr (SwProgram) program = resume_compile (HELD);
  const SwExecutionOptions options = { .name = "one" };
  g_autofree char *events = NULL;

  set_forked_performer (self);
  self->runner = sw_runner_new_durable (program, &options, self->performer, self->store, "run",
                                        SW_VALUE_INIT);
  sw_execution_set_stop_func (sw_runner_get_execution (self->runner), hold_at_a, &point);
  sw_runner_start (self->runner);
  resume_settle (self);
  g_assert_true (sw_runner_get_paused (self->runner));
  change_held (self->runner, held[i].part);
  sw_runner_set_paused (self->runner, !held[i].goes_on);
  resume_settle (self);

  resume_restart (self);
  set_forked_performer (self);
  resume_take_up (self);
  sw_runner_start (self->runner);
  resume_settle (self);
  events = resume_dup_events (self);
  g_assert_false (sw_runner_get_paused (self->runner));
  g_assert_cmpint (strstr (events, "77") != NULL, ==, held[i].part != SW_PART_CONTEXT);
  g_assert_cmpstr (script_performer_get_calls (self->performer), ==, "B new; ");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forks); i++)
    resume_add ("fork", forks[i].name, GUINT_TO_POINTER (i), test_fork);
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    resume_add ("held", held[i].name, GUINT_TO_POINTER (i), test_held);
  return g_test_run ();
}
