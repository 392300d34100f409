/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/runner/sw-runner-keep-private.h"

/* How a durable run goes on: steps and what is heard of tasks come together as one transaction;
 * when that is on the disk, its effects follow; then the next one. */

/* So long one slice may take before the main context has its turn, microseconds */
#define SLICE 4000
/* Steps between two looks at the clock */
#define STEPS 64

/* Whoever wants to know when something is on the disk */
typedef struct
{
  guint64        ticket; /* number of the transaction */
  SwTaskKeptFunc func;
  gpointer       data;
} Waiter;

/* A transaction under way; the keeper may go away before it arrives. */
struct _SwKeeperFlight
{
  SwKeeper *keeper; /* or NULL */
};

/**
 * sw_keeper_new:
 * @runner: not started yet
 * @take_journal: follows its execution
 *
 * Makes what keeps a run. The runner frees it, after its execution.
 *
 * Returns: (transfer full): the keeper
 */
SwKeeper *
sw_keeper_new (SwRunner  *runner,
               SwJournal *take_journal)
{
  SwKeeper *self = g_new0 (SwKeeper, 1);

  self->runner = runner;
  self->journal = take_journal;
  sw_keeper_init_effects (self);
  self->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
  self->n_events = sw_history_get_count (sw_execution_get_history (runner->execution));
  return self;
}

/**
 * sw_keeper_free:
 *
 * Frees it. What was handed over is written all the same.
 */
void
sw_keeper_free (SwKeeper *self)
{
  if (self->flight != NULL)
    self->flight->keeper = NULL;
  sw_journal_free (self->journal);
  g_array_unref (self->effects);
  g_array_unref (self->waiters);
  g_clear_error (&self->lost);
  g_free (self);
}

/**
 * sw_keeper_is_whole:
 *
 * Returns: whether everything is kept; %FALSE of an Express execution
 */
gboolean
sw_keeper_is_whole (const SwKeeper *self)
{
  return !sw_journal_is_light (self->journal);
}

/**
 * sw_keeper_is_busy:
 *
 * Returns: whether the run stands still until a transaction is on the disk
 */
gboolean
sw_keeper_is_busy (const SwKeeper *self)
{
  return self->flight != NULL;
}

/**
 * sw_keeper_wants_slice:
 *
 * Returns: whether there is something to write, or to be done because it is written
 */
gboolean
sw_keeper_wants_slice (const SwKeeper *self)
{
  return sw_keeper_is_whole (self) && self->lost == NULL && self->flight == NULL
         && (self->effects->len > 0 || sw_journal_has_news (self->journal));
}

/**
 * sw_keeper_get_status:
 *
 * Returns: how the run stands on the disk
 */
SwExecutionStatus
sw_keeper_get_status (const SwKeeper *self)
{
  return sw_keeper_is_whole (self) ? self->status
                                   : sw_execution_get_status (self->runner->execution);
}

/**
 * sw_keeper_get_n_events:
 *
 * Returns: number of events that are on the disk
 */
guint
sw_keeper_get_n_events (const SwKeeper *self)
{
  return sw_keeper_is_whole (self)
             ? self->n_events
             : sw_history_get_count (sw_execution_get_history (self->runner->execution));
}

/**
 * sw_keeper_redrive:
 * @token: (nullable): of whoever asked for it
 *
 * Notes that the run, which had ended, was redriven.
 */
void
sw_keeper_redrive (SwKeeper   *self,
                   const char *token)
{
  sw_journal_redrive (self->journal, token, sw_execution_get_time (self->runner->execution));
}

/**
 * sw_keeper_note_light:
 *
 * Writes begin and end of an Express execution; nothing waits for that.
 */
void
sw_keeper_note_light (SwKeeper *self)
{
  if (!sw_keeper_is_whole (self) && sw_execution_is_started (self->runner->execution)
      && sw_journal_has_news (self->journal))
    sw_journal_commit (self->journal, NULL, NULL);
}

/* Steps as far as it goes within the slice: at the pace of time all at one time, which is how they
 * are written down. */
static void
step (SwKeeper *self)
{
  SwRunner *runner = self->runner;
  gint64 end = g_get_monotonic_time () + SLICE;
  gint64 now = sw_runner_get_time (runner);

  for (guint i = 1; i % STEPS != 0 || g_get_monotonic_time () < end; i++)
    {
      if (!sw_execution_step (runner->execution,
                              runner->pace == 1 ? now : sw_runner_get_step_time (runner)))
        break;
      if (self->lost != NULL)
        break;
      sw_keeper_take_requests (self);
      if (runner->paused)
        break;
      if (sw_execution_get_stop (runner->execution) != NULL)
        {
          sw_runner_set_paused (runner, TRUE);
          break;
        }
    }
}

/* What is told now may bring further questions: those wait for their own turn. */
static void
tell_waiters (SwKeeper *self)
{
  g_autoptr (GArray) waiters = g_steal_pointer (&self->waiters);

  self->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
  for (guint i = 0; i < waiters->len; i++)
    {
      Waiter waiter = g_array_index (waiters, Waiter, i);

      if (waiter.ticket <= self->n_kept || self->lost != NULL)
        waiter.func (self->lost, waiter.data);
      else
        g_array_append_val (self->waiters, waiter);
    }
}

/* The store has refused it: nothing more happens on the strength of what cannot be kept. */
static void
lose (SwKeeper     *self,
      const GError *error)
{
  SwExecution *execution = self->runner->execution;

  self->lost = g_error_copy (error);
  g_array_set_size (self->effects, 0);
  sw_execution_abort (execution, "States.Runtime", error->message,
                      sw_runner_get_time (self->runner));
  self->flight_status = SW_EXECUTION_ABORTED;
  self->flight_events = sw_history_get_count (sw_execution_get_history (execution));
}

static void
on_kept (const GError *error,
         gpointer      data)
{
  g_autofree SwKeeperFlight *flight = data;
  SwKeeper *self = flight->keeper;
  g_autoptr (SwRunner) keep = self != NULL ? g_object_ref (self->runner) : NULL;

  if (self == NULL)
    return;
  self->flight = NULL;
  self->n_kept++;
  if (error != NULL)
    lose (self, error);
  self->status = self->flight_status;
  self->n_events = self->flight_events;
  sw_runner_notify_changes (keep);
  tell_waiters (self);
  sw_keeper_perform_all (self);
  sw_runner_schedule (keep);
}

static void
commit (SwKeeper *self)
{
  SwExecution *execution = self->runner->execution;

  self->flight = g_new0 (SwKeeperFlight, 1);
  self->flight->keeper = self;
  self->flight_status = sw_execution_get_status (execution);
  self->flight_events = sw_history_get_count (sw_execution_get_history (execution));
  self->n_commits++;
  sw_journal_commit (self->journal, on_kept, self->flight);
}

/**
 * sw_keeper_slice:
 *
 * Brings the run on by one transaction.
 */
void
sw_keeper_slice (SwKeeper *self)
{
  SwRunner *runner = self->runner;
  g_autoptr (SwRunner) keep = g_object_ref (runner);

  if (self->flight != NULL || self->lost != NULL)
    return;
  runner->n_keeps++;
  if (!runner->paused)
    do
      step (self);
    while (!sw_journal_has_news (self->journal) && self->effects->len == 0
           && self->lost == NULL && sw_runner_jump (runner));
  runner->n_keeps--;
  if (self->lost != NULL)
    return;
  if (sw_journal_has_news (self->journal))
    commit (self);
  else
    sw_keeper_perform_all (self);
  sw_runner_schedule (runner);
}

/**
 * sw_keeper_let_go:
 *
 * Hands over what has been heard and not been written yet: the run is dropped, not ended.
 */
void
sw_keeper_let_go (SwKeeper *self)
{
  if (sw_keeper_is_whole (self) && self->lost == NULL
      && sw_execution_is_started (self->runner->execution)
      && sw_journal_has_news (self->journal))
    sw_journal_commit (self->journal, NULL, NULL);
}

/**
 * sw_keeper_abandon:
 *
 * Has nothing more be written of a run whose step is not brought to its end, for the program ends: it
 * stands on the disk as it stood there before, and can be taken up from there.
 */
void
sw_keeper_abandon (SwKeeper *self)
{
  if (sw_keeper_is_whole (self) && self->lost == NULL)
    self->lost = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The program ends");
}

/**
 * sw_runner_get_stored_id:
 *
 * Returns: id of a durable run's execution in its store; 0: it is not durable
 */
gint64
sw_runner_get_stored_id (SwRunner *self)
{
  return self->keeper != NULL ? sw_journal_get_id (self->keeper->journal) : 0;
}

/**
 * sw_runner_when_kept:
 * @func: called once: when all that has happened so far is on the disk, at once where it is, or
 *   where the run is not durable; with an error where it will never be
 * @data: for @func
 *
 * Waits for the disk, before an answer is given for instance. Not called where the runner goes away
 * first.
 */
void
sw_runner_when_kept (SwRunner       *self,
                     SwTaskKeptFunc  func,
                     gpointer        data)
{
  SwKeeper *keeper = self->keeper;
  Waiter waiter = { .func = func, .data = data };
  gboolean more;

  if (keeper == NULL || !sw_keeper_is_whole (keeper) || keeper->lost != NULL)
    {
      func (keeper != NULL ? keeper->lost : NULL, data);
      return;
    }
  /* What comes while a step computes is taken behind it. */
  more = sw_journal_has_news (keeper->journal) || sw_execution_is_stepping (self->execution);
  waiter.ticket = keeper->n_commits + (more ? 1 : 0);
  if (waiter.ticket <= keeper->n_kept)
    func (NULL, data);
  else
    g_array_append_val (keeper->waiters, waiter);
}
