/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include "json/sw-text.h"

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

/**
 * sw_api_execution_count_events:
 *
 * Returns: how many events the history of an execution has so far: of one that is kept, those that
 * are on the disk, since what a client was told must hold after a crash
 */
guint
sw_api_execution_count_events (SwApiExecution *self)
{
  const SwHistory *history = sw_api_execution_get_history (self);

  if (self->runner != NULL)
    return sw_runner_get_n_events (self->runner);
  return history != NULL ? sw_history_get_count (history) : self->n_stored;
}

static gboolean
read_event (const SwStoreEvent *event,
            gpointer            data)
{
  SwValue *value = data;

  if (sw_value_from_text (event->body, -1, SW_TEXT_DEFAULT, value, NULL))
    sw_answer_set_time (value, "timestamp", event->time);
  return FALSE;
}

/* The event ID, from 1, as GetExecutionHistory shows it */
static SwValue
show_event (SwApiExecution *self,
            guint           id)
{
  const SwHistory *history = sw_api_execution_get_history (self);
  const SwHistoryEvent *event;
  SwValue value = SW_VALUE_INIT;

  if (history == NULL)
    {
      sw_store_foreach_event (self->api->store, self->stored, id, FALSE, 1, read_event, &value,
                              NULL);
      return sw_value_is (value, SW_TYPE_OBJECT) ? value : sw_value_new_object (0);
    }
  event = sw_history_get (history, id - 1);
  value = sw_history_event_to_value (event, TRUE);
  sw_answer_set_time (&value, "timestamp", sw_history_event_get_time (event));
  return value;
}

/* Several events of the store at once */
typedef struct
{
  SwValue  list;
  gboolean data;
} Page;

static gboolean
add_stored (const SwStoreEvent *event,
            gpointer            data)
{
  Page *page = data;
  SwValue value = SW_VALUE_INIT;

  read_event (event, &value);
  if (!page->data)
    leave_payload_out (&value);
  sw_value_append (&page->list, value);
  return TRUE;
}

static SwValue
make_page (SwApiExecution *execution,
           guint          *id,
           guint           limit,
           gboolean        reverse,
           gboolean        data)
{
  Page page = { sw_value_new_array (0), data };
  guint count = sw_api_execution_count_events (execution);

  if (sw_api_execution_get_history (execution) == NULL)
    {
      limit = MIN (limit, reverse ? *id : count - *id + 1);
      sw_store_foreach_event (execution->api->store, execution->stored, *id, reverse, limit,
                              add_stored, &page, NULL);
      *id = reverse ? *id - limit : *id + limit;
      return page.list;
    }
  for (; limit > 0 && *id >= 1 && *id <= count; limit--, *id = reverse ? *id - 1 : *id + 1)
    {
      SwValue event = show_event (execution, *id);

      if (!data)
        leave_payload_out (&event);
      sw_value_append (&page.list, event);
    }
  return page.list;
}

/* The first COUNT events */
static SwValue
show_events (SwApiExecution *self,
             guint           count)
{
  guint id = 1;

  return make_page (self, &id, count, FALSE, TRUE);
}

/**
 * sw_api_execution_show_history:
 *
 * Returns: (transfer full): all that has happened so far, as GetExecutionHistory would give it in
 * one page
 */
SwValue
sw_api_execution_show_history (SwApiExecution *self)
{
  guint count = sw_api_execution_count_events (self);
  SwValue history = sw_value_new_object (1);

  sw_value_set_member (&history, "events", show_events (self, count));
  return history;
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
  guint id, limit, count;
  SwValue response, list;

  if (execution != NULL && execution->untold)
    {
      sw_api_call_refuse (call, "ExecutionDoesNotExist",
                          "The history of '%s' is not kept: in memory there are the last %u events "
                          "of items. `stepwright serve` without --memory keeps all",
                          execution->arn, api->max_item_events);
      return;
    }
  if (execution == NULL || !sw_api_page_begin (call, 0, &id, &limit))
    return;
  count = sw_api_execution_count_events (execution);
  if (id == 0)
    id = reverse ? count : 1;
  list = make_page (execution, &id, limit, reverse, data);
  response = sw_value_new_object (2);
  sw_value_set_member (&response, "events", list);
  sw_api_page_end (call, &response, id >= 1 && id <= count ? id : 0);
  sw_api_call_succeed (call, response);
}
