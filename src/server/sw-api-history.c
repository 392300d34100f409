/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

/* GetExecutionHistory. */

/* What holds data of the execution, in the details of any event. Errors are none: they stay. */
static const char *const payloads[] = { "input", "output", "parameters", "assignedVariables" };

static void
leave_payload_out (SwValue *event)
{
  for (guint i = 0; i < sw_value_get_length (*event); i++)
    {
      SwString *key = sw_value_get_key (*event, i);
      SwValue details = sw_value_get_member_at (*event, i);
      g_auto (SwValue) copy = SW_VALUE_INIT;

      if (!sw_value_is (details, SW_TYPE_OBJECT))
        continue;
      copy = sw_value_ref (details);
      for (guint j = 0; j < G_N_ELEMENTS (payloads); j++)
        sw_value_remove_member (&copy, payloads[j]);
      sw_value_set_member_string (event, key, sw_value_ref (copy));
    }
}

static SwValue
show_event (const SwHistoryEvent *event,
            gboolean              data)
{
  SwValue value = sw_history_event_to_value (event, TRUE);

  sw_answer_set_time (&value, "timestamp", sw_history_event_get_time (event));
  if (!data)
    leave_payload_out (&value);
  return value;
}

/**
 * sw_api_get_execution_history:
 *
 * GetExecutionHistory. A page goes on with an event's id, whatever has happened meanwhile.
 */
void
sw_api_get_execution_history (SwApi     *api,
                              SwApiCall *call)
{
  gboolean reverse = sw_api_call_get_flag (call, "reverseOrder", FALSE);
  gboolean data = sw_api_call_get_flag (call, "includeExecutionData", TRUE);
  SwApiExecution *execution = sw_api_call_find_execution (call, "executionArn");
  const SwHistory *history;
  guint id, limit, count;
  SwValue response, list;

  if (execution == NULL || !sw_api_page_begin (call, 0, &id, &limit))
    return;
  history = sw_api_execution_get_history (execution);
  count = sw_history_get_count (history);
  if (id == 0)
    id = reverse ? count : 1;
  list = sw_value_new_array (0);
  for (; limit > 0 && id >= 1 && id <= count; limit--, id = reverse ? id - 1 : id + 1)
    sw_value_append (&list, show_event (sw_history_get (history, id - 1), data));
  response = sw_value_new_object (2);
  sw_value_set_member (&response, "events", list);
  sw_api_page_end (call, &response, id >= 1 && id <= count ? id : 0);
  sw_api_call_succeed (call, response);
}
