/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "tasks/sw-retell-private.h"
#include "tasks/sw-runner-private.h"

/* Executions that have come to their end: told again to be looked into, or to go on. */

struct _SwRetold
{
  SwStored     stored; /* has the journal that the executions' random numbers come from */
  SwExecution *last;
};

static SwExecution *
tell (SwStored  *stored,
      GError   **error)
{
  g_autoptr (GHashTable) submitted = sw_stored_new_answers ();
  g_autoptr (SwExecution) execution = sw_stored_new_execution (stored, error);

  if (execution == NULL || !sw_stored_tell (stored, &execution, submitted, error))
    return NULL;
  return g_steal_pointer (&execution);
}

/**
 * sw_retold_new:
 * @id: of an execution of a Standard machine, be it over or not
 * @error: %SW_DURABLE_ERROR, %SW_STORE_ERROR
 *
 * Tells an execution again as it stands in the store, to look into it: the Map runs it had, and the
 * executions of their items, are in no table of the store. Nothing comes of it.
 *
 * Returns: (transfer full): what it was; or %NULL with @error set
 */
SwRetold *
sw_retold_new (SwStore  *store,
               gint64    id,
               GError  **error)
{
  g_autoptr (SwRetold) self = g_new0 (SwRetold, 1);

  self->stored.children = TRUE;
  self->stored.legs = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_execution_free);
  if (!sw_stored_read (&self->stored, store, id, error))
    return NULL;
  self->last = tell (&self->stored, error);
  return self->last != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * sw_retold_free:
 *
 * Frees it, with its executions.
 */
void
sw_retold_free (SwRetold *self)
{
  g_clear_pointer (&self->last, sw_execution_free);
  sw_stored_clear (&self->stored);
  g_free (self);
}

/**
 * sw_retold_count_legs:
 *
 * Returns: one more than it was redriven
 */
guint
sw_retold_count_legs (const SwRetold *self)
{
  return self->stored.legs->len + 1;
}

/**
 * sw_retold_get_leg:
 * @index: 0: from its start to its first end
 *
 * Returns: (transfer none): what happened from one redrive to the next
 */
const SwExecution *
sw_retold_get_leg (const SwRetold *self,
                   guint           index)
{
  return index < self->stored.legs->len ? g_ptr_array_index (self->stored.legs, index) : self->last;
}

/**
 * sw_runner_new_redriven:
 * @store: not to read only
 * @id: of an execution that did not succeed
 * @performer: (nullable): as of sw_runner_new_durable()
 * @token: (nullable): of whoever asks for it, kept with the execution
 * @now: microseconds since the epoch, not before its end
 * @error: %SW_DURABLE_ERROR, %SW_FORK_ERROR, %SW_STORE_ERROR
 *
 * Has an execution go on with the state it ended in; sw_runner_start() begins. What led there is
 * told again, and nothing of it is performed a second time. It is as durable as before.
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

  if (!sw_stored_read (&stored, store, id, error))
    return NULL;
  if (!stored.ended)
    {
      sw_durable_refuse (error, SW_DURABLE_ERROR_RUNS, _ ("The execution “%s” has not ended"),
                         stored.arn);
      return NULL;
    }
  execution = tell (&stored, error);
  if (execution == NULL || !sw_stored_redrive (&stored, &execution, now, error))
    return NULL;
  sw_journal_redrive (stored.journal, stored.redrives, now, token);
  return sw_stored_make_runner (&stored, g_steal_pointer (&execution), performer);
}

/**
 * sw_runner_get_leg:
 *
 * Returns: what stands before the own history of a durable run, where it was redriven
 */
SwLeg
sw_runner_get_leg (SwRunner *self)
{
  return self->keeper != NULL ? sw_keeper_get_leg (self->keeper) : (SwLeg) { 0 };
}
