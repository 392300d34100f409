/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "engine/history/sw-history-read.h"
#include "engine/trace/sw-stages.h"
#include "json/sw-text.h"
#include "tasks/mocks/sw-trace-mocks.h"
#include "trace-invariants.h"

/* A history of whoever wrote it: however wrong it is, it is refused with a reason, or all that is
 * made of it can be looked at, beside a definition that has some of its states. */

#define EVENT(id, previous, type, rest)                                                            \
  "{\"id\":" #id ",\"previousEventId\":" #previous ",\"timestamp\":" #id ",\"type\":\"" type "\"" rest "}"
#define ENTERED(name) ",\"stateEnteredEventDetails\":{\"name\":\"" name "\",\"input\":\"{}\"}"
#define EXITED(name)                                                                               \
  ",\"stateExitedEventDetails\":{\"name\":\"" name                                               \
  "\",\"output\":\"{}\",\"assignedVariables\":{\"v\":\"1\"}}"
#define ITERATION(kind, index)                                                                     \
  ",\"mapIteration" kind "EventDetails\":{\"name\":\"M\",\"index\":" #index "}"

const char *const fuzz_seeds[] = {
  "{\"events\":[" EVENT (1, 0, "ExecutionStarted", ",\"executionStartedEventDetails\":{\"input\":\"{}\"}")
  "," EVENT (2, 0, "TaskStateEntered", ENTERED ("T")) "," EVENT (3, 2, "TaskScheduled", "")
  "," EVENT (4, 3, "TaskFailed", ",\"taskFailedEventDetails\":{\"error\":\"E\"}")
  "," EVENT (5, 4, "TaskScheduled", "") "," EVENT (6, 5, "TaskSucceeded", "")
  "," EVENT (7, 6, "TaskStateExited", EXITED ("T")) "," EVENT (8, 7, "ChoiceStateEntered", ENTERED ("C"))
  "," EVENT (9, 8, "ChoiceStateExited", EXITED ("C")) "," EVENT (10, 9, "FailStateEntered", ENTERED ("F"))
  "," EVENT (11, 10, "ExecutionFailed", ",\"executionFailedEventDetails\":{\"error\":\"E\"}") "]}",
  "[" EVENT (1, 0, "ExecutionStarted", "") "," EVENT (2, 0, "MapStateEntered", ENTERED ("M"))
  "," EVENT (3, 2, "MapStateStarted", ",\"mapStateStartedEventDetails\":{\"length\":2}")
  "," EVENT (4, 3, "MapIterationStarted", ITERATION ("Started", 0))
  "," EVENT (5, 3, "MapIterationStarted", ITERATION ("Started", 1))
  "," EVENT (6, 4, "WaitStateEntered", ENTERED ("W")) "," EVENT (7, 5, "TaskStateEntered", ENTERED ("X"))
  "," EVENT (8, 6, "WaitStateExited", EXITED ("W"))
  "," EVENT (9, 8, "MapIterationSucceeded", ITERATION ("Succeeded", 0))
  "," EVENT (10, 7, "MapIterationFailed", ITERATION ("Failed", 1)) "," EVENT (11, 7, "TaskStateAborted", "")
  "," EVENT (12, 7, "MapStateFailed", "") "," EVENT (13, 12, "MapStateExited", EXITED ("M"))
  "," EVENT (14, 13, "ParallelStateEntered", ENTERED ("P")) "," EVENT (15, 14, "ParallelStateStarted", "")
  "," EVENT (16, 15, "PassStateEntered", ENTERED ("A")) "," EVENT (17, 15, "PassStateEntered", ENTERED ("B"))
  "," EVENT (18, 16, "PassStateExited", EXITED ("A")) "," EVENT (19, 17, "ParallelStateFailed", "")
  "," EVENT (20, 0, "ExecutionAborted", "") "," EVENT (21, 20, "ExecutionRedriven", "") "]",
  "{\"id\":\"1\",\"type\":\"ExecutionStarted\",\"details\":{\"input\":\"{}\"},\"previous_event_id\":\"0\","
  "\"event_timestamp\":\"1700000000000\",\"execution_arn\":\"a\"}\n{\"events\":[{\"message\":"
  "\"{\\\"id\\\":\\\"2\\\",\\\"type\\\":\\\"EvaluationFailed\\\"}\"}]}",
  NULL,
};

static const char definition[]
    = "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"f\",\"Parameters\":{\"a.$\":"
      "\"$\"},\"ResultPath\":\"$.r\",\"Catch\":[{\"ErrorEquals\":[\"E\"],\"Next\":\"F\"},{\"ErrorEquals\":"
      "[\"States.ALL\"],\"Next\":\"C\"}],\"Next\":\"C\"},\"C\":{\"Type\":\"Choice\",\"Choices\":[{"
      "\"Variable\":\"$v\",\"NumericEquals\":1,\"Next\":\"F\"},{\"Variable\":\"$.x\",\"IsPresent\":true,"
      "\"Next\":\"F\"}],\"Default\":\"F\"},\"F\":{\"Type\":\"Fail\",\"Error\":\"Bad\"},\"M\":{\"Type\":"
      "\"Map\",\"ItemSelector\":{\"i.$\":\"$$.Map.Item.Index\"},\"ItemProcessor\":{\"StartAt\":\"W\","
      "\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":1,\"End\":true}}},\"Next\":\"P\"},\"P\":{\"Type\":"
      "\"Parallel\",\"Branches\":[{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}},{"
      "\"StartAt\":\"B\",\"States\":{\"B\":{\"Type\":\"Pass\",\"End\":true}}}],\"End\":true}}}";

static SwModel *
make_model (void)
{
  g_autoptr (SwTree) tree = sw_tree_parse (definition, -1);

  return sw_model_new (tree);
}

static void
look_at (const SwHistory *history,
         SwModel         *model)
{
  g_autoptr (SwTrace) trace = sw_trace_new (history, model);
  g_auto (SwValue) mocks = sw_mocks_from_trace (trace, "M", "C", NULL);
  g_autofree char *problem = trace_check_events (trace);
  g_autofree char *unsteady = model != NULL ? trace_check_snapshot (trace) : NULL;

  g_assert_cmpstr (problem, ==, NULL);
  g_assert_cmpstr (unsteady, ==, NULL);
  for (guint i = 0; i < sw_trace_get_n_visits (trace); i++)
    if (sw_trace_get_visit (trace, i)->kind == SW_VISIT_STATE)
      sw_stages_free (sw_stages_new (trace, sw_trace_get_visit (trace, i), "a:b:c"));
}

/* What was read is written, and read again, with nothing lost. */
static void
write_and_read (const SwHistory *history)
{
  g_auto (SwValue) value = sw_history_to_value (history, TRUE);
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwHistory) again = sw_history_new_from_text (text, -1, NULL, &error);

  fuzz_printed (NULL, 0, text, strlen (text));
  g_assert_no_error (error);
  g_assert_cmpuint (sw_history_get_count (again), ==, sw_history_get_count (history));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (SwHistory) history = sw_history_new_from_text (text, (gssize) size, notes, &error);
  g_autoptr (SwModel) model = NULL;

  g_assert_true ((history == NULL) == (error != NULL));
  if (history == NULL)
    return 0;
  model = make_model ();
  look_at (history, NULL);
  look_at (history, model);
  write_and_read (history);
  return 0;
}
