/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-task-desk-private.h"

/* The performer of runs whose callbacks and activities are answered at a desk. */

/* A performer that has its tasks answered at a desk, too */
typedef struct
{
  SwPerformer  head;
  SwTaskDesk  *desk;
  SwPerformer *inner; /* or NULL */
} DeskPerformer;

/* What whoever sends a token says of the task holds for the task. When he has sent it he is done,
 * and the task waits on the desk. */
static gboolean
part_begin (gpointer    owner,
            guint64     id,
            const char *worker)
{
  return sw_task_call_begin (owner, worker);
}

static gboolean
part_submit (gpointer owner,
             guint64  id,
             SwValue  answer)
{
  return sw_task_call_submit (owner, answer);
}

static gboolean
part_heartbeat (gpointer owner,
                guint64  id)
{
  return sw_task_call_heartbeat (owner);
}

static gboolean
part_succeed (gpointer owner,
              guint64  id,
              SwValue  output)
{
  return sw_task_call_succeed (owner, output);
}

static gboolean
part_fail (gpointer    owner,
           guint64     id,
           const char *error,
           const char *cause)
{
  return sw_task_call_fail (owner, error, cause);
}

static void
part_leave (gpointer    owner,
            guint64     id,
            const char *reason)
{
}

static void
part_log (gpointer owner,
          guint64  id,
          GBytes  *text)
{
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);

  sw_task_call_log (owner, bytes, (gssize) length);
}

static void
part_when_kept (gpointer       owner,
                SwTaskKeptFunc func,
                gpointer       data)
{
  sw_task_call_when_kept (owner, func, data);
}

static const SwTaskPort part_port = {
  .begin = part_begin,
  .submit = part_submit,
  .heartbeat = part_heartbeat,
  .succeed = part_succeed,
  .fail = part_fail,
  .leave = part_leave,
  .log = part_log,
  .when_kept = part_when_kept,
};

/* Whoever else performs the task comes first. What nobody performs, but has a token, is waited for:
 * the token stands in the history. */
static SwPerformResult
perform (SwPerformer  *head,
         SwTaskCall   *call,
         SwValue      *output,
         char        **error,
         char        **cause)
{
  DeskPerformer *self = (DeskPerformer *) head;
  const SwTaskRequest *request = sw_task_call_get_request (call);
  SwPerformResult result = SW_PERFORM_NOBODY;
  g_autoptr (SwTaskCall) part = NULL;

  if (request->token == NULL)
    return self->inner != NULL ? sw_performer_perform (self->inner, call, output, error, cause)
                               : SW_PERFORM_NOBODY;
  part = sw_task_call_new_within (call, &part_port, call);
  sw_task_desk_put (self->desk, call, part);
  if (sw_task_call_get_phase (call) != SW_TASK_CALL_NEW)
    return SW_PERFORM_PENDING;
  if (self->inner != NULL)
    result = sw_performer_perform (self->inner, part, output, error, cause);
  if (result == SW_PERFORM_DONE || result == SW_PERFORM_FAILED)
    {
      sw_task_desk_take_off (self->desk, request->token);
      return result;
    }
  g_clear_pointer (cause, g_free);
  if (request->kind == SW_TASK_ACTIVITY)
    sw_task_desk_offer (self->desk, request->resource);
  return SW_PERFORM_PENDING;
}

static void
performer_free (SwPerformer *head)
{
  DeskPerformer *self = (DeskPerformer *) head;

  g_clear_pointer (&self->inner, sw_performer_unref);
  sw_task_desk_unref (self->desk);
  g_free (self);
}

/* Whoever has a token answers to it after the program has come back, too. */
static SwRecovery
recover (SwPerformer         *head,
         const SwTaskRequest *request)
{
  DeskPerformer *self = (DeskPerformer *) head;
  SwRecovery recovery = self->inner != NULL ? sw_performer_get_recovery (self->inner, request)
                                            : SW_RECOVERY_NOBODY;

  return recovery == SW_RECOVERY_NOBODY && request->token != NULL ? SW_RECOVERY_TOKEN : recovery;
}

/* A token lies on the desk whoever has sent it, and an activity's task whoever has it. */
static gboolean
takes_up (SwPerformer         *head,
          const SwTaskRequest *request)
{
  DeskPerformer *self = (DeskPerformer *) head;

  return request->token != NULL || sw_performer_takes_up (self->inner, request);
}

static gboolean
stop (SwPerformer  *head,
      SwTaskCall   *call,
      SwJobStopped  stopped,
      gpointer      data)
{
  return sw_performer_stop (((DeskPerformer *) head)->inner, call, stopped, data);
}

static gboolean
reads (SwPerformer   *head,
       const SwState *state)
{
  return TRUE;
}

/**
 * sw_task_desk_new_performer:
 * @inner: (nullable): who performs tasks otherwise
 *
 * Makes a performer for runs whose callbacks and activities are answered at this desk.
 *
 * Returns: (transfer full): the performer
 */
SwPerformer *
sw_task_desk_new_performer (SwTaskDesk  *self,
                            SwPerformer *inner)
{
  static const SwPerformerKind kind = { .perform = perform,
                                        .free = performer_free,
                                        .reads = reads,
                                        .recover = recover,
                                        .takes_up = takes_up,
                                        .stop = stop };
  DeskPerformer *performer = g_new0 (DeskPerformer, 1);

  sw_performer_init (&performer->head, &kind);
  performer->desk = sw_task_desk_ref (self);
  performer->inner = inner != NULL ? sw_performer_ref (inner) : NULL;
  return &performer->head;
}
