/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

#include <string.h>

/* A step that computes lets the outside have its say. What is given up comes from outside as an
 * answer does, and is told as an input; what comes to the execution meanwhile waits for the end of
 * the step. */

#define STOPPED "The execution was stopped"

/* A computation given up */
typedef struct
{
  guint64  question;
  gboolean stop;   /* the execution is to be aborted: nothing follows from it */
  char    *reason;
} SwBreak;

static void
break_clear (gpointer data)
{
  g_free (((SwBreak *) data)->reason);
}

static GArray *
new_breaks (void)
{
  GArray *breaks = g_array_new (FALSE, FALSE, sizeof (SwBreak));

  g_array_set_clear_func (breaks, break_clear);
  return breaks;
}

static const SwExecutionInput *
find_waiting (const SwExecution *self,
              SwInputKind        kind,
              guint64            id)
{
  const GPtrArray *waiting = self->breaks.waiting;

  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    {
      const SwExecutionInput *input = g_ptr_array_index (waiting, i);

      if (input->kind == kind && input->id == id)
        return input;
    }
  return NULL;
}

static void
note (SwBreaks *breaks,
      SwBreak   take_break)
{
  if (breaks->made == NULL)
    breaks->made = new_breaks ();
  breaks->halted |= take_break.stop;
  g_array_append_val (breaks->made, take_break);
}

/* Told again, a step gives up what it gave up then, and nothing else. */
static const char *
answer_as_planned (SwBreaks *breaks,
                   guint64   question)
{
  const SwBreak *planned = &g_array_index (breaks->planned, SwBreak, 0);
  SwBreak now = { question, planned->stop, g_strdup (planned->reason) };

  if (planned->question != question)
    {
      g_free (now.reason);
      return NULL;
    }
  note (breaks, now);
  g_array_remove_index (breaks->planned, 0);
  return now.reason;
}

/* Asks outside: whoever is asked may abort the execution, or say why the computation is to end. */
static const char *
answer (guint64  question,
        gpointer data)
{
  SwExecution *self = data;
  SwBreaks *breaks = &self->breaks;
  const char *reason = NULL;
  SwBreak now = { .question = question };

  if (sw_breaks_are_left (self))
    return answer_as_planned (breaks, question);
  if (breaks->func != NULL)
    reason = breaks->func (question, breaks->data);
  now.stop = find_waiting (self, SW_INPUT_ABORT, 0) != NULL;
  if (reason == NULL && !now.stop)
    return NULL;
  now.reason = g_strdup (now.stop ? STOPPED : reason);
  note (breaks, now);
  return now.reason;
}

/**
 * sw_execution_set_interrupt_func:
 * @func: (nullable): asked every quarter of a millisecond or so while a step computes, from its
 *   first question on, which has the number 1. A reason why it is to be given up fails the state, in
 *   the way its language has for it
 * @data: for @func
 *
 * Says who bounds what the execution computes, and sees to it that other things happen meanwhile.
 */
void
sw_execution_set_interrupt_func (SwExecution     *self,
                                 SwInterruptFunc  func,
                                 gpointer         data)
{
  self->breaks.func = func;
  self->breaks.data = data;
}

/**
 * sw_execution_set_watch_func:
 * @func: (nullable): asked while an expression is evaluated that has no effect on the execution: a
 *   watch, the condition of a breakpoint
 * @data: for @func
 *
 * Says who bounds what is looked at while the execution stands still.
 */
void
sw_execution_set_watch_func (SwExecution     *self,
                             SwInterruptFunc  func,
                             gpointer         data)
{
  self->breaks.watch = (SwInterrupt) { .func = func, .data = data };
}

/**
 * sw_execution_is_stepping:
 *
 * Returns: whether a step computes: asked from within, in a turn that it gives to others
 */
gboolean
sw_execution_is_stepping (const SwExecution *self)
{
  return self->breaks.stepping;
}

/**
 * sw_breaks_get_watch:
 *
 * Returns: what the next expression is evaluated with that has no effect
 */
SwInterrupt *
sw_breaks_get_watch (SwExecution *self)
{
  self->breaks.watch
      = (SwInterrupt) { .func = self->breaks.watch.func, .data = self->breaks.watch.data };
  return &self->breaks.watch;
}

/**
 * sw_breaks_begin:
 *
 * Begins a step.
 */
void
sw_breaks_begin (SwExecution *self)
{
  self->breaks.stepping = TRUE;
  self->breaks.halted = FALSE;
  self->breaks.interrupt = (SwInterrupt) { .func = answer, .data = self };
}

/**
 * sw_breaks_get:
 *
 * Returns: (nullable): what the next expression is evaluated with, although one was given up before
 */
SwInterrupt *
sw_breaks_get (SwExecution *self)
{
  if (!self->breaks.stepping)
    return NULL;
  sw_interrupt_clear (&self->breaks.interrupt);
  return &self->breaks.interrupt;
}

/**
 * sw_breaks_tell:
 *
 * Tells what the step gave up, before the step itself is told of.
 */
void
sw_breaks_tell (SwExecution *self)
{
  g_autoptr (GArray) made = NULL;

  if (self->breaks.made == NULL)
    return;
  made = g_steal_pointer (&self->breaks.made);
  for (guint i = 0; i < made->len; i++)
    {
      const SwBreak *given_up = &g_array_index (made, SwBreak, i);

      sw_input_tell (self, SW_INPUT_INTERRUPT, given_up->question, SW_VALUE_INIT,
                     given_up->stop ? "stop" : "time", given_up->reason);
    }
}

/**
 * sw_breaks_end:
 *
 * Ends a step, and takes what came while it computed: what it has overtaken is no more accepted.
 */
void
sw_breaks_end (SwExecution *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->breaks.waiting);
  SwStopFunc stop_func = g_steal_pointer (&self->breaks.stop_func);

  self->breaks.stepping = FALSE;
  self->breaks.halted = FALSE;
  if (stop_func != NULL)
    sw_execution_set_stop_func (self, stop_func, self->breaks.stop_data);
  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    sw_execution_feed (self, g_ptr_array_index (waiting, i));
}

/**
 * sw_breaks_clear:
 *
 * Frees all that is kept.
 */
void
sw_breaks_clear (SwExecution *self)
{
  g_clear_pointer (&self->breaks.made, g_array_unref);
  g_clear_pointer (&self->breaks.planned, g_array_unref);
  g_clear_pointer (&self->breaks.waiting, g_ptr_array_unref);
}

/**
 * sw_breaks_plan:
 * @input: of kind %SW_INPUT_INTERRUPT
 *
 * Has the next step give up a computation.
 *
 * Returns: %FALSE where @input says nothing that can be planned
 */
gboolean
sw_breaks_plan (SwExecution            *self,
                const SwExecutionInput *input)
{
  SwBreak planned = { .question = input->id, .stop = g_strcmp0 (input->name, "stop") == 0 };

  if (self->status != SW_EXECUTION_RUNNING || input->id == 0 || input->cause == NULL)
    return FALSE;
  planned.reason = g_strdup (input->cause);
  if (self->breaks.planned == NULL)
    self->breaks.planned = new_breaks ();
  g_array_append_val (self->breaks.planned, planned);
  return TRUE;
}

/**
 * sw_breaks_are_left:
 *
 * Returns: whether there is something planned that no step has given up
 */
gboolean
sw_breaks_are_left (const SwExecution *self)
{
  return self->breaks.planned != NULL && self->breaks.planned->len > 0;
}

static void
input_free (gpointer data)
{
  SwExecutionInput *input = data;

  sw_value_clear (&input->value);
  g_free ((char *) input->name);
  g_free ((char *) input->cause);
  g_free (input);
}

/**
 * sw_breaks_defer:
 * @input: copied
 *
 * Keeps what comes while a step computes, until it is done.
 *
 * Returns: %FALSE where none does: it is to be taken at once
 */
gboolean
sw_breaks_defer (SwExecution            *self,
                 const SwExecutionInput *input)
{
  SwExecutionInput *copy;

  if (!self->breaks.stepping)
    return FALSE;
  copy = g_memdup2 (input, sizeof *input);
  copy->value = sw_value_ref (input->value);
  copy->name = g_strdup (input->name);
  copy->cause = g_strdup (input->cause);
  if (self->breaks.waiting == NULL)
    self->breaks.waiting = g_ptr_array_new_with_free_func (input_free);
  g_ptr_array_add (self->breaks.waiting, copy);
  return TRUE;
}

/**
 * sw_breaks_answered:
 * @id: of a task
 *
 * Returns: whether an answer for it waits
 */
gboolean
sw_breaks_answered (const SwExecution *self,
                    guint64            id)
{
  return find_waiting (self, SW_INPUT_SUCCEED, id) != NULL
         || find_waiting (self, SW_INPUT_FAIL, id) != NULL;
}
