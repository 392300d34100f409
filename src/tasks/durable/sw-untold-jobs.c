/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/durable/sw-retell-private.h"

#include "json/sw-text.h"
#include "tasks/sw-task-call.h"

/* The jobs of an execution that cannot be told again: as far as its rows of tasks and its events
 * tell of them. */

typedef struct
{
  const SwStored *stored;
  SwExecution    *execution; /* not begun: gives program and names */
  SwTaskContext  *context;
  GPtrArray      *jobs;      /* SwTaskCall */
  guint           n_unknown;
} Search;

static SwValue
parse (const char *text)
{
  SwValue value = SW_VALUE_INIT;

  if (text != NULL)
    sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL);
  return value;
}

static const char *
get_text (SwValue     object,
          const char *key)
{
  SwValue value = sw_value_is (object, SW_TYPE_OBJECT) ? sw_value_get_member (object, key)
                                                       : SW_VALUE_INIT;

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

/* What the task's TaskScheduled tells of its request: a store of before has no more. That of an item
 * of a distributed Map is in no history, and the number means another event, or none. */
static gboolean
read_event (const Search      *self,
            const SwStoreTask *task,
            SwTaskRequest     *request)
{
  const GPtrArray *bodies = self->stored->bodies;
  g_auto (SwValue) event = SW_VALUE_INIT;
  SwValue details;
  g_autofree char *resource = NULL;

  if (task->scheduled < 1 || task->scheduled > bodies->len)
    return FALSE;
  event = parse (g_ptr_array_index (bodies, task->scheduled - 1));
  if (!sw_value_is (event, SW_TYPE_OBJECT))
    return FALSE;
  details = sw_value_get_member (event, "taskScheduledEventDetails");
  /* The texts of a request live as long as its program; these come from nowhere but the disk. */
  request->service = g_intern_string (get_text (details, "resourceType"));
  request->action = g_intern_string (get_text (details, "resource"));
  resource = g_strdup_printf ("arn:aws:states:::%s:%s", request->service, request->action);
  if (g_strcmp0 (resource, task->resource) != 0)
    return FALSE;
  request->input = parse (get_text (details, "parameters"));
  return TRUE;
}

/* Its row says it itself, or its event does. */
static gboolean
read_request (const Search      *self,
              const SwStoreTask *task,
              SwTaskRequest     *request)
{
  SwModel *model = sw_program_get_model (sw_execution_get_program (self->execution));
  g_auto (SwValue) asked = parse (task->request);

  request->state = sw_model_find_state (model, task->state);
  request->resource = g_intern_string (task->resource);
  if (request->state == NULL)
    return FALSE;
  if (get_text (asked, "service") == NULL || get_text (asked, "action") == NULL)
    return read_event (self, task, request);
  request->service = g_intern_string (get_text (asked, "service"));
  request->action = g_intern_string (get_text (asked, "action"));
  request->input = sw_value_ref (sw_value_get_member (asked, "input"));
  return TRUE;
}

static gboolean
is_job (const SwStoreTask *task)
{
  return g_str_has_suffix (task->resource, ".sync") || g_str_has_suffix (task->resource, ".sync:2");
}

static gboolean
add_job (const SwStoreTask *task,
         gpointer           data)
{
  Search *self = data;
  g_auto (SwValue) answer = SW_VALUE_INIT;
  SwTaskRequest request = { .id = (guint64) task->id,
                            .attempt = task->attempt,
                            .kind = SW_TASK_SERVICE,
                            .pattern = SW_TASK_RUN_A_JOB,
                            .scheduled = (guint64) task->scheduled,
                            .deadline = G_MAXINT64,
                            .heartbeat = G_MAXINT64 };
  SwTaskCall *call;

  if (!is_job (task) || g_strcmp0 (task->phase, "submitted") != 0)
    return TRUE;
  answer = parse (task->external_id);
  if (sw_value_is (answer, SW_TYPE_UNDEFINED) || !read_request (self, task, &request))
    {
      self->n_unknown++;
      return TRUE;
    }
  call = sw_task_call_new (&request, sw_execution_get_program (self->execution), self->context,
                           NULL, NULL);
  sw_value_clear (&request.input);
  sw_task_call_set_phase (call, SW_TASK_CALL_SUBMITTED, answer);
  g_ptr_array_add (self->jobs, call);
  return TRUE;
}

/**
 * sw_stored_dup_jobs:
 * @n_unknown: (out): jobs of which too little is known to end them: items of distributed Maps have
 *   begun those, and another version of Stepwright has kept them
 *
 * Finds the jobs that the tasks of an execution wait for, without telling it again.
 *
 * Returns: (transfer full) (element-type SwTaskCall): calls that have ended, for
 *   sw_performer_stop()
 */
GPtrArray *
sw_stored_dup_jobs (SwStored *self,
                    guint    *n_unknown)
{
  g_autoptr (SwExecution) execution = sw_stored_new_execution (self, NULL);
  g_autoptr (SwTaskContext) context = NULL;
  Search search = { .stored = self,
                    .execution = execution,
                    .jobs
                    = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_task_call_unref) };

  *n_unknown = 0;
  if (execution == NULL)
    return search.jobs;
  context = sw_task_context_new (execution);
  search.context = context;
  sw_store_foreach_task (self->store, self->id, add_job, &search, NULL);
  *n_unknown = search.n_unknown;
  return search.jobs;
}
