/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/lambda/sw-lambda-function.h"

#include <string.h>

/* What Lambda gives back of a log, bytes */
#define TAIL 4096

typedef struct
{
  guint64            id;
  char              *request_id;
  GBytes            *payload;
  char              *client;  /* its client context, or NULL */
  SwLambdaReplyFunc  reply; /* NULL: cancelled, nobody listens */
  SwLambdaLogFunc    log;
  gpointer           data;
  GDestroyNotify     destroy;
  SwLambdaProcess   *process; /* that is at it; NULL while it waits */
  GString           *tail;
} Invocation;

struct _SwLambdaFunction
{
  SwLambdaSpec *spec;
  char         *arn;
  char         *name;
  char         *region;
  GPtrArray    *processes; /* SwLambdaProcess */
  GQueue        waiting;   /* Invocation without a process, oldest first */
  GPtrArray    *running;   /* Invocation with one */
  guint64       n_invocations;
  guint         source;    /* looks for work at the next turn of the main context */
};

static void
invocation_free (Invocation *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self->request_id);
  g_bytes_unref (self->payload);
  g_free (self->client);
  g_string_free (self->tail, TRUE);
  g_free (self);
}

static Invocation *
find_running (SwLambdaFunction *self,
              SwLambdaProcess  *process)
{
  for (guint i = 0; i < self->running->len; i++)
    if (((Invocation *) g_ptr_array_index (self->running, i))->process == process)
      return g_ptr_array_index (self->running, i);
  return NULL;
}

static void
forget (SwLambdaFunction *self,
        Invocation       *invocation)
{
  guint index;

  if (g_ptr_array_find (self->running, invocation, &index))
    g_ptr_array_steal_index_fast (self->running, index);
}

static gboolean dispatch (gpointer data);

static void
schedule (SwLambdaFunction *self)
{
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_DEFAULT, dispatch, self, NULL);
}

static void
finish (SwLambdaFunction *self,
        Invocation       *invocation,
        SwLambdaOutcome   outcome,
        GBytes           *body)
{
  const SwLambdaReply reply = { outcome, body, invocation->request_id, invocation->tail->str,
                                invocation->tail->len };
  SwLambdaReplyFunc func = g_steal_pointer (&invocation->reply);

  forget (self, invocation);
  schedule (self);
  if (func != NULL)
    func (&reply, invocation->data);
  invocation_free (invocation);
}

static void
process_answered (gpointer         owner,
                  SwLambdaProcess *process,
                  SwLambdaOutcome  outcome,
                  GBytes          *body)
{
  Invocation *invocation = find_running (owner, process);

  if (invocation != NULL)
    finish (owner, invocation, outcome, body);
}

static void
process_printed (gpointer         owner,
                 SwLambdaProcess *process,
                 GBytes          *text)
{
  Invocation *invocation = find_running (owner, process);

  if (invocation == NULL)
    return;
  g_string_append_len (invocation->tail, g_bytes_get_data (text, NULL),
                       (gssize) g_bytes_get_size (text));
  if (invocation->tail->len > TAIL)
    g_string_erase (invocation->tail, 0, (gssize) (invocation->tail->len - TAIL));
  if (invocation->log != NULL && invocation->reply != NULL)
    invocation->log (text, invocation->data);
}

static void
process_idle (gpointer         owner,
              SwLambdaProcess *process)
{
  schedule (owner);
}

static void
process_gone (gpointer         owner,
              SwLambdaProcess *process)
{
  SwLambdaFunction *self = owner;

  g_ptr_array_remove_fast (self->processes, process);
  schedule (self);
}

static SwLambdaProcess *
find_idle (SwLambdaFunction *self)
{
  for (guint i = 0; i < self->processes->len; i++)
    if (sw_lambda_process_is_idle (g_ptr_array_index (self->processes, i)))
      return g_ptr_array_index (self->processes, i);
  return NULL;
}

static SwLambdaProcess *
start_process (SwLambdaFunction  *self,
               GError           **error)
{
  static const SwLambdaProcessFuncs funcs
      = { process_answered, process_printed, process_idle, process_gone };
  const SwLambdaIdentity identity = { self->arn, self->name, self->region };
  SwLambdaProcess *process = sw_lambda_process_new (self->spec, &identity, &funcs, self, error);

  if (process != NULL)
    g_ptr_array_add (self->processes, process);
  return process;
}

/* The oldest event that waits gets a process. Returns FALSE where there is none to be had. */
static gboolean
dispatch_one (SwLambdaFunction *self)
{
  SwLambdaProcess *process = find_idle (self);
  g_autoptr (GError) error = NULL;
  Invocation *invocation;

  if (process == NULL && self->processes->len >= self->spec->concurrency)
    return FALSE;
  if (process == NULL)
    process = start_process (self, &error);
  invocation = g_queue_pop_head (&self->waiting);
  g_ptr_array_add (self->running, invocation);
  if (process == NULL)
    {
      g_autoptr (GBytes) reason = g_bytes_new (error->message, strlen (error->message));

      finish (self, invocation, SW_LAMBDA_EXITED, reason);
      return TRUE;
    }
  invocation->process = process;
  sw_lambda_process_invoke (process, invocation->request_id,
                            &(SwLambdaEvent){ invocation->payload, invocation->client });
  return TRUE;
}

static gboolean
dispatch (gpointer data)
{
  SwLambdaFunction *self = data;

  self->source = 0;
  while (!g_queue_is_empty (&self->waiting) && dispatch_one (self))
    ;
  return G_SOURCE_REMOVE;
}

/**
 * sw_lambda_function_new:
 * @spec: how it is run
 * @identity: what it is called; copied
 *
 * Makes a function. Its first process is started with its first event.
 *
 * Returns: (transfer full): the function
 */
SwLambdaFunction *
sw_lambda_function_new (SwLambdaSpec           *spec,
                        const SwLambdaIdentity *identity)
{
  SwLambdaFunction *self = g_new0 (SwLambdaFunction, 1);

  self->spec = sw_lambda_spec_ref (spec);
  self->arn = g_strdup (identity->arn);
  self->name = g_strdup (identity->name);
  self->region = g_strdup (identity->region);
  self->processes = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_lambda_process_free);
  self->running = g_ptr_array_new_with_free_func ((GDestroyNotify) invocation_free);
  return self;
}

/**
 * sw_lambda_function_free:
 *
 * Kills the function's processes. Nobody is told of events under way.
 */
void
sw_lambda_function_free (SwLambdaFunction *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) invocation_free);
  g_ptr_array_unref (self->processes);
  g_ptr_array_unref (self->running);
  sw_lambda_spec_unref (self->spec);
  g_free (self->arn);
  g_free (self->name);
  g_free (self->region);
  g_free (self);
}

/**
 * sw_lambda_function_invoke:
 * @event: what it is; copied
 * @reply: is called once, later, unless the event is cancelled
 * @log: (nullable): is called with what the function prints
 * @data: the last argument of both
 * @destroy: (nullable): frees @data, when neither is called any more
 *
 * Has the function work on an event.
 *
 * Returns: the event's number, for sw_lambda_function_cancel()
 */
guint64
sw_lambda_function_invoke (SwLambdaFunction    *self,
                           const SwLambdaEvent *event,
                           SwLambdaReplyFunc    reply,
                           SwLambdaLogFunc      log,
                           gpointer             data,
                           GDestroyNotify       destroy)
{
  Invocation *invocation = g_new0 (Invocation, 1);

  invocation->id = ++self->n_invocations;
  invocation->request_id = g_uuid_string_random ();
  invocation->payload = g_bytes_ref (event->payload);
  invocation->client = g_strdup (event->client);
  invocation->reply = reply;
  invocation->log = log;
  invocation->data = data;
  invocation->destroy = destroy;
  invocation->tail = g_string_new (NULL);
  g_queue_push_tail (&self->waiting, invocation);
  schedule (self);
  return invocation->id;
}

/**
 * sw_lambda_function_cancel:
 * @id: of an event
 *
 * Forgets an event that nobody waits for any more. As in AWS, a function that is at it already goes
 * on to its end, or to its time limit; only nobody hears of it.
 */
void
sw_lambda_function_cancel (SwLambdaFunction *self,
                           guint64           id)
{
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    if (((Invocation *) link->data)->id == id)
      {
        invocation_free (link->data);
        g_queue_delete_link (&self->waiting, link);
        return;
      }
  for (guint i = 0; i < self->running->len; i++)
    {
      Invocation *invocation = g_ptr_array_index (self->running, i);

      if (invocation->id == id)
        invocation->reply = NULL;
    }
}
