/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-suite.h"

/* What came of a run, written down as what a test expects. */

/* The states of the machine's own level, in the order they were entered */
static SwValue
new_path (const SwHistory *history)
{
  SwValue path = sw_value_new_array (8);

  for (guint i = 0; i < sw_history_get_count (history); i++)
    {
      const SwHistoryEvent *event = sw_history_get (history, i);
      const SwState *state = sw_history_event_get_state (event);

      if (sw_history_event_get_type (event) == SW_EVENT_STATE_ENTERED
          && state->scope->kind == SW_SCOPE_MACHINE)
        sw_value_append (&path, sw_value_new_string (state->name));
    }
  return path;
}

/* "expect" of a test that this run, which has ended, passes: status, output or error and cause, and
 * the path taken */
static SwValue
expect_new (const SwExecution *execution)
{
  SwExecutionStatus status = sw_execution_get_status (execution);
  SwValue expect = sw_value_new_object (4);

  sw_value_set_text (&expect, "status", sw_execution_status_get_name (status));
  if (status == SW_EXECUTION_SUCCEEDED)
    sw_value_set_member (&expect, "output", sw_value_ref (sw_execution_get_output (execution)));
  else
    {
      sw_value_set_text (&expect, "error", sw_execution_get_error (execution));
      sw_value_set_text (&expect, "cause", sw_execution_get_cause (execution));
    }
  sw_value_set_member (&expect, "path", new_path (sw_execution_get_history (execution)));
  return expect;
}

/**
 * sw_test_outcome_expect:
 * @test: (inout): a test as it stands in a tasks file
 *
 * Has a test expect what came of it.
 */
void
sw_test_outcome_expect (const SwTestOutcome *self,
                        SwValue             *test)
{
  sw_value_set_member (test, "expect",
                       expect_new (sw_runner_get_execution (self->runner)));
}
