/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/debug/sw-fork-private.h"

#include <stdarg.h>

G_DEFINE_QUARK (sw-fork-error-quark, sw_fork_error)

/**
 * sw_fork_refuse:
 *
 * Says why the record cannot be told again; what was said first stays.
 */
void
sw_fork_refuse (SwFork      *self,
                SwForkError  code,
                const char  *format,
                ...)
{
  va_list arguments;

  if (self->error != NULL)
    return;
  va_start (arguments, format);
  self->error = g_error_new_valist (SW_FORK_ERROR, (int) code, format, arguments);
  va_end (arguments);
}

static gboolean
stop_everywhere (SwExecution  *execution,
                 const SwStop *stop,
                 gpointer      data)
{
  return TRUE;
}

static void
drive (SwFork *self)
{
  SwExecution *execution = self->execution;

  do
    while (self->error == NULL && sw_execution_step (execution, execution->now))
      if (execution->stopped != NULL)
        sw_fork_decide (self, execution->stopped);
  while (self->error == NULL && sw_fork_take_turn (self));
}

static int
compare_requests (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  const SwTask *left = a, *right = b;

  return left->request.id < right->request.id ? -1 : left->request.id > right->request.id;
}

/* Tasks without a recorded answer are to be performed by whoever drives it from now on. */
static void
renew_requests (SwExecution *execution)
{
  GHashTableIter iterator;
  gpointer value;

  g_hash_table_iter_init (&iterator, execution->tasks);
  while (g_hash_table_iter_next (&iterator, NULL, &value))
    {
      SwTask *task = value;

      if (!task->published || !task->taken)
        continue;
      task->taken = FALSE;
      g_queue_insert_sorted (&execution->requests, task, compare_requests, NULL);
    }
}

/* What was left where the record ends goes on with the next step. */
static void
release (SwFork *self)
{
  for (guint i = 0; i < self->parked->len; i++)
    sw_frame_ready (self->execution, g_ptr_array_index (self->parked, i));
  self->execution->stopped = self->found;
  self->execution->n_asks = 0;
  sw_execution_set_stop_func (self->execution, NULL, NULL);
  renew_requests (self->execution);
}

static void
check_found (SwFork *self)
{
  if (self->error != NULL || self->target == NULL || self->found != NULL)
    return;
  sw_fork_refuse (self, SW_FORK_ERROR_DIFFERS,
                  "Told again, the run does not come to event %u, where it entered '%s'",
                  self->target->entered, self->target->state->name);
}

static SwExecution *
tell (SwProgram                *program,
      const SwExecutionOptions *options,
      SwTrace                  *trace,
      guint                     limit,
      const SwVisit            *target,
      GError                  **error)
{
  SwHistory *history = sw_trace_get_history (trace);
  const SwHistoryEvent *first = sw_history_get (history, 0);
  SwExecutionOptions copy = *options;
  SwFork self = { .trace = trace, .history = history, .limit = limit, .target = target };

  copy.input = first->data;
  self.places = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sw_fork_place_free);
  self.parked = g_ptr_array_new ();
  self.execution = sw_execution_new (program, &copy);
  sw_execution_set_stop_func (self.execution, stop_everywhere, NULL);
  sw_execution_start (self.execution, first->time);
  drive (&self);
  check_found (&self);
  if (self.error == NULL && self.execution->status == SW_EXECUTION_RUNNING)
    release (&self);
  g_hash_table_unref (self.places);
  g_ptr_array_unref (self.parked);
  if (self.error == NULL)
    return self.execution;
  sw_execution_free (self.execution);
  g_propagate_error (error, self.error);
  return NULL;
}

/* The visit of a state that an event belongs to: that of the event itself; of a branch, an
 * iteration or the machine the last one begun by then in it. */
static const SwVisit *
find_target (SwTrace *trace,
             guint    event)
{
  const SwVisit *visit = sw_trace_get_visit_of (trace, event);
  const SwVisit *last = NULL;

  if (visit == NULL || visit->kind == SW_VISIT_STATE)
    return visit;
  for (guint i = 0; i < sw_visit_get_n_children (visit); i++)
    {
      const SwVisit *child = sw_visit_get_child (visit, i);

      if (last == NULL || child->entered <= event)
        last = child;
    }
  return last;
}

/**
 * sw_execution_new_fork:
 * @program: what to run: that of the run, or another version of it
 * @options: as for sw_execution_new(); the input is the run's own
 * @trace: of the run
 * @event: id
 * @parent: (nullable): ARN of the run, kept with the execution
 * @error: set where the state cannot be come to; the message says why
 *
 * Makes an execution that stands before the state which @event belongs to, with the input and the
 * variables it had, and with all beside it where it was. The history up to there is the run's; each
 * can be changed by sw_execution_set_part() before sw_execution_resume(). The time is that of the
 * event.
 *
 * Returns: (transfer full): the execution, or %NULL with @error set
 */
SwExecution *
sw_execution_new_fork (SwProgram                *program,
                       const SwExecutionOptions *options,
                       SwTrace                  *trace,
                       guint                     event,
                       const char               *parent,
                       GError                  **error)
{
  guint count = sw_trace_get_n_events (trace);
  const SwVisit *target = event > 0 && event <= count ? find_target (trace, event) : NULL;
  SwExecution *self;

  if (target == NULL)
    {
      g_set_error (error, SW_FORK_ERROR, SW_FORK_ERROR_EVENT, "Event %u belongs to no state",
                   event);
      return NULL;
    }
  self = tell (program, options, trace, target->entered, target, error);
  if (self == NULL)
    return NULL;
  self->parent = g_strdup (parent);
  self->parent_event = target->entered;
  return self;
}

/**
 * sw_execution_new_replay:
 * @program: what to run
 * @options: as for sw_execution_new(); the input is the run's own
 * @trace: of the run
 * @event: id; 0: the last
 * @error: set where that cannot be come to; the message says why
 *
 * Makes an execution that stands as the run stood after @event.
 *
 * Returns: (transfer full): the execution, or %NULL with @error set
 */
SwExecution *
sw_execution_new_replay (SwProgram                *program,
                         const SwExecutionOptions *options,
                         SwTrace                  *trace,
                         guint                     event,
                         GError                  **error)
{
  guint count = sw_trace_get_n_events (trace);

  if (count == 0 || event > count)
    {
      g_set_error (error, SW_FORK_ERROR, SW_FORK_ERROR_EVENT, "The history has no event %u", event);
      return NULL;
    }
  return tell (program, options, trace, event != 0 ? event : count, NULL, error);
}

/**
 * sw_execution_get_parent:
 * @event: (out) (optional): id of the event it was begun at
 *
 * Returns: (nullable): ARN of the run it was forked from; %NULL: from none, or from none with a
 *   name
 */
const char *
sw_execution_get_parent (const SwExecution *self,
                         guint             *event)
{
  if (event != NULL)
    *event = self->parent_event;
  return self->parent;
}
