/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "engine/execution/sw-redrive.h"
#include "tasks/durable/sw-retell-private.h"
#include "tasks/runner/sw-runner-private.h"

/* Executions that have come to their end: told again to be looked into, or to go on. */

struct _SwRetold
{
  SwStored     stored; /* has the journal that the executions' random numbers come from */
  SwExecution *execution;
};

static SwExecution *
tell (SwStored  *stored,
      GError   **error)
{
  g_autoptr (GHashTable) submitted = sw_stored_new_answers ();
  g_autoptr (SwExecution) execution = sw_stored_new_execution (stored, error);

  if (execution == NULL || !sw_stored_tell (stored, execution, submitted, error))
    return NULL;
  return g_steal_pointer (&execution);
}

/**
 * sw_retold_new:
 * @id: of an execution of a Standard machine, be it over or not
 * @first_child: index of an item of a Map run among all
 * @n_children: of so many from that one on is told what they had and did; 0: of those that ended last
 * @error: %SW_DURABLE_ERROR, %SW_STORE_ERROR
 *
 * Tells an execution again as it stands in the store, to look into it: the Map runs it had, and the
 * executions of their items, are in no table of the store. Nothing comes of it. Of more than
 * %SW_DURABLE_CHILD_EVENTS events only those that ended last are told, of one item all.
 *
 * Returns: (transfer full): what it was; or %NULL with @error set
 */
SwRetold *
sw_retold_new (SwStore  *store,
               gint64    id,
               guint     first_child,
               guint     n_children,
               GError  **error)
{
  g_autoptr (SwRetold) self = g_new0 (SwRetold, 1);

  self->stored.children = TRUE;
  self->stored.first_child = first_child;
  self->stored.n_children = n_children;
  if (!sw_stored_read (&self->stored, store, id, error))
    return NULL;
  self->execution = tell (&self->stored, error);
  if (self->execution == NULL)
    return NULL;
  g_clear_pointer (&self->stored.bodies, g_ptr_array_unref);
  g_clear_pointer (&self->stored.entries, g_ptr_array_unref);
  return g_steal_pointer (&self);
}

/**
 * sw_retold_free:
 *
 * Frees it, with its execution.
 */
void
sw_retold_free (SwRetold *self)
{
  g_clear_pointer (&self->execution, sw_execution_free);
  sw_stored_clear (&self->stored);
  g_free (self);
}

/**
 * sw_retold_get_execution:
 *
 * Returns: (transfer none): the execution as it stands in the store
 */
const SwExecution *
sw_retold_get_execution (const SwRetold *self)
{
  return self->execution;
}

static gboolean
check_redrivable (const SwStored  *stored,
                  gint64           now,
                  GError         **error)
{
  const char *refusal = sw_redrive_get_refusal (&stored->facts, now);

  if (refusal != NULL)
    sw_durable_refuse (error, SW_DURABLE_ERROR_UNREDRIVABLE, "%s", gettext (refusal));
  return refusal == NULL;
}

/**
 * sw_runner_new_redriven:
 * @store: not to read only
 * @id: of an execution that did not succeed
 * @performer: (nullable): as of sw_runner_new_durable()
 * @token: (nullable): of whoever asks for it, kept with the execution
 * @now: microseconds since the epoch; before its end counts as that
 * @error: %SW_DURABLE_ERROR, %SW_STORE_ERROR
 *
 * Has an execution go on where it ended; sw_runner_start() begins. What led there is told again, and
 * nothing of it is performed a second time. It is as durable as before.
 *
 * Returns: (transfer full): the runner, or %NULL with @error set
 */
SwRunner *
sw_runner_new_redriven (SwStore      *store,
                        gint64        id,
                        SwPerformer  *performer,
                        const char   *token,
                        gint64        now,
                        GError      **error)
{
  g_auto (SwStored) stored = { 0 };
  g_autoptr (SwExecution) execution = NULL;
  SwRunner *runner;

  if (!sw_stored_read (&stored, store, id, error) || !check_redrivable (&stored, now, error))
    return NULL;
  execution = tell (&stored, error);
  if (execution == NULL)
    return NULL;
  runner = sw_stored_make_runner (&stored, g_steal_pointer (&execution), performer);
  sw_runner_redrive (runner, token, now);
  return runner;
}

/**
 * sw_runner_get_unredrivable:
 * @now: microseconds since the epoch
 *
 * Returns: (nullable): why a run cannot be redriven, for gettext(); %NULL: it can
 */
const char *
sw_runner_get_unredrivable (SwRunner *self,
                            gint64    now)
{
  const SwHistory *history = sw_execution_get_history (self->execution);
  const SwRedriveFacts facts
      = { .status = sw_execution_get_status (self->execution),
          .express = sw_execution_get_express (self->execution),
          .n_events = sw_history_get_count (history),
          .start = sw_history_get_count (history) > 0 ? sw_history_event_get_time (sw_history_get (history, 0)) : now,
          .stop = sw_execution_get_time (self->execution) };

  return sw_redrive_get_refusal (&facts, now);
}

/**
 * sw_runner_redrive:
 * @token: (nullable): of whoever asks for it, kept with a durable execution
 * @now: microseconds since the epoch; before its end counts as that
 *
 * Has a run that ended without success go on where it ended, from its next turn on.
 *
 * Returns: %FALSE where it runs or has succeeded
 */
gboolean
sw_runner_redrive (SwRunner   *self,
                   const char *token,
                   gint64      now)
{
  if (!sw_execution_redrive (self->execution, now))
    return FALSE;
  if (self->keeper != NULL)
    sw_keeper_redrive (self->keeper, token);
  sw_runner_set_time (self, MAX (now, sw_runner_get_time (self)));
  sw_runner_refresh (self);
  return TRUE;
}
