/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-keep.h"

#include <stdarg.h>

#include "tasks/durable/sw-durable.h"

/* The API as a whole: its life, and the way of a request through it. */

#define DEFAULT_ACCOUNT "123456789012"
#define DEFAULT_REGION "us-east-1"
/* boto3 gives a long poll up after 60 seconds: a task handed to it afterwards would be lost. */
#define DEFAULT_POLL_SECONDS 50

static guint execution_changed;

G_DEFINE_FINAL_TYPE (SwApi, sw_api, G_TYPE_OBJECT)
G_DEFINE_QUARK (sw-api-error-quark, sw_api_error)

static void
sw_api_finalize (GObject *object)
{
  SwApi *self = SW_API (object);

  g_clear_handle_id (&self->ended_source, g_source_remove);
  g_hash_table_unref (self->executions);
  g_ptr_array_unref (self->ended);
  g_hash_table_unref (self->machines);
  g_queue_clear_full (&self->machine_list, (GDestroyNotify) sw_api_machine_unref);
  g_hash_table_unref (self->activities);
  g_ptr_array_unref (self->activity_list);
  sw_task_desk_unref (self->desk);
  g_clear_pointer (&self->tasks, sw_tasks_file_unref);
  g_clear_pointer (&self->child, sw_api_execution_unref);
  g_hash_table_unref (self->map_index);
  g_clear_pointer (&self->retold, sw_retold_free);
  g_clear_pointer (&self->mocks, sw_mock_config_unref);
  g_clear_object (&self->store);
  g_free (self->account);
  g_free (self->region);
  G_OBJECT_CLASS (sw_api_parent_class)->finalize (object);
}

static void
sw_api_class_init (SwApiClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_api_finalize;
  execution_changed = g_signal_new ("execution-changed", SW_TYPE_API, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

/**
 * sw_api_tell:
 * @execution: was started, or has ended
 *
 * Tells whoever shows executions.
 */
void
sw_api_tell (SwApi          *self,
             SwApiExecution *execution)
{
  g_signal_emit (self, execution_changed, 0, execution);
}

static void
sw_api_init (SwApi *self)
{
  self->machines = g_hash_table_new (g_str_hash, g_str_equal);
  self->executions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) sw_api_execution_unref);
  self->activities = g_hash_table_new (g_str_hash, g_str_equal);
  self->activity_list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_api_activity_free);
  self->map_index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_ptr_array_unref);
  self->desk = sw_task_desk_new ();
  self->ended = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->secret); i++)
    self->secret[i] = (guint8) g_random_int ();
}

/**
 * sw_api_new:
 * @options: everything from outside; copied
 *
 * Makes an API that holds nothing yet.
 *
 * Returns: (transfer full): the API
 */
SwApi *
sw_api_new (const SwApiOptions *options)
{
  SwApi *self = g_object_new (SW_TYPE_API, NULL);
  g_autoptr (GError) error = NULL;

  self->account = g_strdup (options->account != NULL ? options->account : DEFAULT_ACCOUNT);
  self->region = g_strdup (options->region != NULL ? options->region : DEFAULT_REGION);
  self->scales_waits = options->scales_waits;
  self->wait_scale = options->wait_scale;
  self->speed = options->speed;
  self->store = options->store != NULL ? g_object_ref (options->store) : NULL;
  self->tasks = options->tasks != NULL ? sw_tasks_file_ref (options->tasks) : NULL;
  self->mocks = options->mocks != NULL ? sw_mock_config_ref (options->mocks) : NULL;
  self->max_ended = options->max_ended > 0 ? options->max_ended : SW_API_MAX_ENDED;
  self->max_item_events
      = options->max_item_events > 0 ? options->max_item_events : SW_API_MAX_ITEM_EVENTS;
  self->poll_seconds = options->poll_seconds > 0 ? options->poll_seconds : DEFAULT_POLL_SECONDS;
  if (self->store != NULL && !sw_api_restore_documents (self, &error))
    g_warning ("%s", error->message);
  return self;
}

/**
 * sw_api_now:
 *
 * Returns: the present, as answers tell it: whole milliseconds, in microseconds since the epoch
 */
gint64
sw_api_now (SwApi *self)
{
  return g_get_real_time () / 1000 * 1000;
}

static const SwApiOperation *
find_operation (const char *name)
{
  for (const SwApiOperation *row = sw_api_operations; row->name != NULL; row++)
    if (g_str_equal (row->name, name))
      return row;
  return NULL;
}

/**
 * sw_api_knows:
 * @operation: "StartExecution"
 *
 * Returns: whether there is such an operation
 */
gboolean
sw_api_knows (const char *operation)
{
  return find_operation (operation) != NULL;
}

/**
 * sw_api_begin:
 * @operation: "StartExecution"
 * @request: what is asked; borrowed
 * @answered: called once, perhaps before this returns
 *
 * Asks something of the API.
 *
 * Returns: (transfer full): the call, for sw_api_call_give_up()
 */
SwApiCall *
sw_api_begin (SwApi         *self,
              const char    *operation,
              SwValue        request,
              SwApiAnswered  answered,
              gpointer       data)
{
  SwApiCall *call = g_new0 (SwApiCall, 1);
  g_autofree char *error = NULL, *message = NULL;

  g_ref_count_init (&call->count);
  call->api = g_object_ref (self);
  call->operation = find_operation (operation);
  call->request = sw_value_ref (request);
  call->answered = answered;
  call->data = data;
  call->gone = g_cancellable_new ();
  if (call->operation == NULL)
    sw_api_call_refuse (call, "UnknownOperationException", "There is no operation '%s'", operation);
  else if (!sw_shape_check (sw_shape_find (operation), request, &error, &message))
    sw_api_call_refuse (call, error, "%s", message);
  else
    call->operation->run (self, call);
  return call;
}

/**
 * sw_api_call_give_up:
 *
 * Says that nobody waits for the answer any longer: it is not called back, and gets no task.
 */
void
sw_api_call_give_up (SwApiCall *call)
{
  call->answered = NULL;
  g_cancellable_cancel (call->gone);
}

/**
 * sw_api_call_ref:
 *
 * Returns: (transfer full): the call
 */
SwApiCall *
sw_api_call_ref (SwApiCall *call)
{
  g_ref_count_inc (&call->count);
  return call;
}

/**
 * sw_api_call_unref:
 *
 * Gives up a reference.
 */
void
sw_api_call_unref (SwApiCall *call)
{
  if (!g_ref_count_dec (&call->count))
    return;
  sw_value_clear (&call->request);
  sw_value_clear (&call->held);
  g_clear_pointer (&call->write, sw_store_write_free);
  g_object_unref (call->gone);
  g_object_unref (call->api);
  g_free (call);
}

static void
answer (SwApiCall  *call,
        SwValue     response,
        const char *error,
        const char *message)
{
  SwApiAnswered answered = call->answered;

  call->answered = NULL;
  if (answered != NULL)
    answered (call, response, error, message, call->data);
}

/* What is answered is on the disk: or never will be. */
static void
kept (const GError *error,
      gpointer      data)
{
  g_autoptr (SwApiCall) call = data;

  if (g_error_matches (error, SW_STORE_ERROR, SW_STORE_ERROR_CONFLICT))
    sw_api_call_refuse (call, "ExecutionAlreadyExists", "Execution Already Exists: '%s'",
                        sw_value_get_text (sw_value_get_member (call->held, "executionArn"), NULL));
  else if (error != NULL)
    sw_api_call_refuse (call, "InternalServerError", "%s", error->message);
  else
    answer (call, call->held, NULL, NULL);
}

/**
 * sw_api_call_succeed:
 * @take_response: the answer
 *
 * Answers a call, when what it changed is on the disk. Nothing happens where it was answered, or
 * given up.
 */
void
sw_api_call_succeed (SwApiCall *call,
                     SwValue    take_response)
{
  sw_value_set (&call->held, take_response);
  if (call->write != NULL && call->api->store != NULL)
    sw_store_commit (call->api->store, g_steal_pointer (&call->write), kept,
                     sw_api_call_ref (call));
  else
    answer (call, call->held, NULL, NULL);
}

/**
 * sw_api_call_succeed_when_kept:
 * @execution: that the call has changed
 * @take_response: the answer
 *
 * Answers a call, when all that has happened in an execution is on the disk.
 */
void
sw_api_call_succeed_when_kept (SwApiCall      *call,
                               SwApiExecution *execution,
                               SwValue         take_response)
{
  sw_value_set (&call->held, take_response);
  if (execution != NULL && execution->runner != NULL)
    sw_runner_when_kept (execution->runner, kept, sw_api_call_ref (call));
  else
    answer (call, call->held, NULL, NULL);
}

/**
 * sw_api_call_refuse:
 * @error: the service's name for it, "StateMachineDoesNotExist"
 * @format: what is wrong, in the service's words
 *
 * Refuses a call.
 */
void
sw_api_call_refuse (SwApiCall  *call,
                    const char *error,
                    const char *format,
                    ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  answer (call, SW_VALUE_INIT, error, message);
}

/**
 * sw_api_call_get:
 *
 * Returns: (transfer none): a member of the request; undefined where it is absent or null
 */
SwValue
sw_api_call_get (SwApiCall  *call,
                 const char *member)
{
  SwValue value = sw_value_get_member (call->request, member);

  return sw_value_is (value, SW_TYPE_NULL) ? SW_VALUE_INIT : value;
}

/**
 * sw_api_call_get_text:
 *
 * Returns: (nullable): a member of the request that is a text
 */
const char *
sw_api_call_get_text (SwApiCall  *call,
                      const char *member)
{
  SwValue value = sw_api_call_get (call, member);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

/**
 * sw_api_call_get_flag:
 *
 * Returns: a member of the request that is true or false, or @otherwise
 */
gboolean
sw_api_call_get_flag (SwApiCall  *call,
                      const char *member,
                      gboolean    otherwise)
{
  SwValue value = sw_api_call_get (call, member);

  return sw_value_is (value, SW_TYPE_BOOLEAN) ? sw_value_get_boolean (value) : otherwise;
}

/**
 * sw_api_call_get_count:
 *
 * Returns: a member of the request that is a whole number, or @otherwise
 */
gint64
sw_api_call_get_count (SwApiCall  *call,
                       const char *member,
                       gint64      otherwise)
{
  gint64 count;

  return sw_value_get_integer (sw_api_call_get (call, member), &count) ? count : otherwise;
}
