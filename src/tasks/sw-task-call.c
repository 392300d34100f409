/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-task-call.h"

#include <string.h>

struct _SwTaskCall
{
  grefcount         count;
  SwTaskRequest     request;
  SwTaskContext    *context; /* or NULL */
  SwProgram        *program; /* or NULL: the request's state belongs to it */
  char             *token;   /* the request's own */
  const SwTaskPort *port;
  gpointer          owner;
  GCancellable     *cancellable; /* made when it is asked for */
  gboolean          open;
  gboolean          interrupted;
  SwTaskCallPhase   phase;
  SwValue           submitted; /* answer of a request that was accepted before */
  SwTaskTrace      *trace;     /* not owned; or NULL */
};

/**
 * sw_task_call_new:
 * @request: the task; copied
 * @program: (nullable): that the request's state belongs to; is kept as long as the call
 * @context: (nullable): the run it belongs to
 * @port: (nullable): where what the call says goes to; %NULL refuses everything
 * @owner: the first argument of the port's functions; has to live until sw_task_call_end()
 *
 * Makes a call for a performer.
 *
 * Returns: (transfer full): the call, open
 */
SwTaskCall *
sw_task_call_new (const SwTaskRequest *request,
                  SwProgram           *program,
                  SwTaskContext       *context,
                  const SwTaskPort    *port,
                  gpointer             owner)
{
  SwTaskCall *self = g_new0 (SwTaskCall, 1);

  g_ref_count_init (&self->count);
  self->request = *request;
  self->token = g_strdup (request->token);
  self->request.token = self->token;
  self->request.input = sw_value_ref (request->input);
  self->program = program != NULL ? sw_program_ref (program) : NULL;
  self->context = context != NULL ? sw_task_context_ref (context) : NULL;
  self->port = port;
  self->owner = owner;
  self->open = port != NULL;
  return self;
}

/**
 * sw_task_call_new_within:
 * @outer: a call
 * @port: where what is said of the task goes to
 * @owner: for @port
 *
 * Makes a call of the same task for somebody who performs a part of it: sends a token, say.
 *
 * Returns: (transfer full): the call
 */
SwTaskCall *
sw_task_call_new_within (SwTaskCall       *outer,
                         const SwTaskPort *port,
                         gpointer          owner)
{
  return sw_task_call_new (&outer->request, outer->program, outer->context, port, owner);
}

/**
 * sw_task_call_ref:
 *
 * Returns: (transfer full): @self
 */
SwTaskCall *
sw_task_call_ref (SwTaskCall *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_task_call_unref:
 *
 * Gives up a reference.
 */
void
sw_task_call_unref (SwTaskCall *self)
{
  if (!g_ref_count_dec (&self->count))
    return;
  sw_value_clear (&self->request.input);
  sw_value_clear (&self->submitted);
  g_clear_pointer (&self->program, sw_program_unref);
  g_clear_pointer (&self->context, sw_task_context_unref);
  g_clear_object (&self->cancellable);
  g_free (self->token);
  g_free (self);
}

/**
 * sw_task_call_end:
 *
 * Says that the task is not open any more: it timed out, its run has ended, or it has its answer.
 * Cancels whoever is still at it.
 */
void
sw_task_call_end (SwTaskCall *self)
{
  if (!self->open)
    return;
  self->open = FALSE;
  self->owner = NULL;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * sw_task_call_interrupt:
 *
 * Ends a call whose task stays open on the disk: another call will take it up, in another life of
 * the run.
 */
void
sw_task_call_interrupt (SwTaskCall *self)
{
  self->interrupted |= self->open;
  sw_task_call_end (self);
}

/**
 * sw_task_call_get_request:
 *
 * Returns: the task; lives as long as the call
 */
const SwTaskRequest *
sw_task_call_get_request (const SwTaskCall *self)
{
  return &self->request;
}

/**
 * sw_task_call_get_context:
 *
 * Returns: (nullable): the run that the task belongs to
 */
const SwTaskContext *
sw_task_call_get_context (const SwTaskCall *self)
{
  return self->context;
}

/**
 * sw_task_call_get_cancellable:
 *
 * Returns: (transfer none): is cancelled when the task ends without its performer's doing, and also
 * after its answer: whoever waits for it then waits in vain
 */
GCancellable *
sw_task_call_get_cancellable (SwTaskCall *self)
{
  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  return self->cancellable;
}

/**
 * sw_task_call_set_trace:
 * @trace: gets what is sent and what comes back, where the performer can tell; has to live as long
 *   as the call is open
 *
 * Asks the performer to tell. What it does stays the same.
 */
void
sw_task_call_set_trace (SwTaskCall  *self,
                        SwTaskTrace *trace)
{
  self->trace = trace;
}

/**
 * sw_task_call_get_trace:
 *
 * Returns: (transfer none) (nullable): where to tell; %NULL: nobody has asked, or does any longer
 */
SwTaskTrace *
sw_task_call_get_trace (const SwTaskCall *self)
{
  return self->open ? self->trace : NULL;
}

/**
 * sw_task_call_set_phase:
 * @phase: how far the task had come
 * @answer: of its request, where that was submitted; else undefined
 *
 * Makes it the call of a task that is taken up again: whoever performs it must not begin it anew.
 */
void
sw_task_call_set_phase (SwTaskCall      *self,
                        SwTaskCallPhase  phase,
                        SwValue          answer)
{
  self->phase = phase;
  sw_value_set (&self->submitted, sw_value_ref (answer));
}

/**
 * sw_task_call_get_phase:
 *
 * Returns: how far the task had come before: anything but %SW_TASK_CALL_NEW only for performers
 *   that
 * say %SW_RECOVERY_GO_ON or %SW_RECOVERY_RESUBMIT, for activities and for callbacks
 */
SwTaskCallPhase
sw_task_call_get_phase (const SwTaskCall *self)
{
  return self->phase;
}

/**
 * sw_task_call_get_submitted:
 *
 * Returns: (transfer none): what sw_task_call_submit() was told before the program ended: the id of
 * the job is in it; undefined of a task that was not submitted
 */
SwValue
sw_task_call_get_submitted (const SwTaskCall *self)
{
  return self->submitted;
}

/**
 * sw_task_call_is_interrupted:
 *
 * Returns: whether the call has ended though its task has not: what the task has begun is not to be
 * undone
 */
gboolean
sw_task_call_is_interrupted (const SwTaskCall *self)
{
  return self->interrupted;
}

/**
 * sw_task_call_is_open:
 *
 * Returns: whether the task still waits for its answer
 */
gboolean
sw_task_call_is_open (const SwTaskCall *self)
{
  return self->open;
}

/**
 * sw_task_call_begin:
 * @worker: (nullable): name of the worker that has it
 *
 * Says that a worker took an activity's task.
 *
 * Returns: %FALSE where the task is not open any more
 */
gboolean
sw_task_call_begin (SwTaskCall *self,
                    const char *worker)
{
  return self->open && self->port->begin (self->owner, self->request.id, worker);
}

/**
 * sw_task_call_submit:
 * @answer: of the request itself, before the job or the callback has come to an end
 *
 * Says that the request of a .sync or .waitForTaskToken task was accepted.
 *
 * Returns: %FALSE where the task is not open any more
 */
gboolean
sw_task_call_submit (SwTaskCall *self,
                     SwValue     answer)
{
  return self->open && self->port->submit (self->owner, self->request.id, answer);
}

/**
 * sw_task_call_heartbeat:
 *
 * Says that whoever performs the task is alive.
 *
 * Returns: %FALSE where the task is not open any more
 */
gboolean
sw_task_call_heartbeat (SwTaskCall *self)
{
  return self->open && self->port->heartbeat (self->owner, self->request.id);
}

/**
 * sw_task_call_succeed:
 * @output: the result
 *
 * Ends the task well.
 *
 * Returns: %FALSE where it is not open any more
 */
gboolean
sw_task_call_succeed (SwTaskCall *self,
                      SwValue     output)
{
  return self->open && self->port->succeed (self->owner, self->request.id, output);
}

/**
 * sw_task_call_fail:
 * @error: (nullable): error name, "Lambda.Unknown"
 * @cause: (nullable): its cause, often JSON text
 *
 * Fails the task.
 *
 * Returns: %FALSE where it is not open any more
 */
gboolean
sw_task_call_fail (SwTaskCall *self,
                   const char *error,
                   const char *cause)
{
  return self->open && self->port->fail (self->owner, self->request.id, error, cause);
}

/**
 * sw_task_call_leave:
 * @reason: what it waits for now, in words
 *
 * Leaves an open task to whoever has its token: a client of the API, or a person. The call is over.
 */
void
sw_task_call_leave (SwTaskCall *self,
                    const char *reason)
{
  if (self->open)
    self->port->leave (self->owner, self->request.id, reason);
}

/**
 * sw_task_call_when_kept:
 * @func: called once, at once where the run is not durable, or the call has ended; not at all where
 *   the run goes away first
 * @data: for @func
 *
 * Waits until what was said is on the disk. A worker is told of its task then, and not before:
 * sw_task_call_begin() alone may be forgotten in a crash, and another worker get the task, too.
 */
void
sw_task_call_when_kept (SwTaskCall     *self,
                        SwTaskKeptFunc  func,
                        gpointer        data)
{
  if (self->open && self->port->when_kept != NULL)
    self->port->when_kept (self->owner, func, data);
  else
    func (NULL, data);
}

/**
 * sw_task_call_log:
 * @text: what a handler printed; need not be valid UTF-8, nor end with a line
 * @length: bytes, or -1 where it ends with NUL
 *
 * Hands on what a performer's program says beside its answer.
 */
void
sw_task_call_log (SwTaskCall *self,
                  const char *text,
                  gssize      length)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!self->open)
    return;
  bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  self->port->log (self->owner, self->request.id, bytes);
}
