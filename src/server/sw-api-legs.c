/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include "json/sw-text.h"

/* The legs of an execution, one more than it was redriven, with the Map runs each of them had: out
 * of memory, where nothing is kept; else those that have ended are told again from the store. */

static SwRetold *
retell (SwApiExecution *self)
{
  SwApi *api = self->api;
  gboolean running = self->runner != NULL;

  if (api->retold != NULL && api->retold_id == self->stored && api->retold_running == running
      && api->retold_redrives == self->redrives)
    return api->retold;
  g_clear_pointer (&api->retold, sw_retold_free);
  api->retold = sw_retold_new (api->store, self->stored, NULL);
  api->retold_id = self->stored;
  api->retold_running = running;
  api->retold_redrives = self->redrives;
  return api->retold;
}

static void
add_retold (SwApiExecution *self,
            GPtrArray      *legs)
{
  SwRetold *retold = retell (self);
  guint count = retold != NULL ? sw_retold_count_legs (retold) : 0;

  for (guint i = 0; i < count; i++)
    if (i + 1 < count || self->runner == NULL)
      g_ptr_array_add (legs, (gpointer) sw_retold_get_leg (retold, i));
}

/**
 * sw_api_execution_dup_legs:
 *
 * Finds the legs that may have had Map runs. They are valid until anything else is done.
 *
 * Returns: (transfer container) (element-type SwExecution): in the order of their time
 */
GPtrArray *
sw_api_execution_dup_legs (SwApiExecution *self)
{
  GPtrArray *legs = g_ptr_array_new ();

  for (guint i = 0; self->former != NULL && i < self->former->len; i++)
    g_ptr_array_add (legs, sw_runner_get_execution (g_ptr_array_index (self->former, i)));
  if (self->stored != 0 && self->has_map_runs)
    add_retold (self, legs);
  if (self->runner != NULL)
    g_ptr_array_add (legs, sw_runner_get_execution (self->runner));
  return legs;
}

/**
 * sw_api_execution_keep_leg:
 *
 * Keeps what can be asked about the leg that has just ended.
 */
void
sw_api_execution_keep_leg (SwApiExecution *self)
{
  if (sw_execution_count_map_runs (sw_runner_get_execution (self->runner)) == 0)
    return;
  self->has_map_runs = TRUE;
  if (self->stored != 0)
    return;
  if (self->former == NULL)
    self->former = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->former, g_object_ref (self->runner));
}

static gboolean
add_id (gint64      execution,
        const char *body,
        gpointer    data)
{
  g_hash_table_add (data, g_memdup2 (&execution, sizeof execution));
  return TRUE;
}

/**
 * sw_api_restore_map_runs:
 * @error: %SW_STORE_ERROR_READ
 *
 * Notes which executions of the store had Map runs.
 *
 * Returns: whether that could be read
 */
gboolean
sw_api_restore_map_runs (SwApi   *api,
                         GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iterator;
  gpointer value;

  if (!sw_store_foreach_map_run (api->store, add_id, ids, error))
    return FALSE;
  g_hash_table_iter_init (&iterator, api->executions);
  while (g_hash_table_iter_next (&iterator, NULL, &value))
    {
      SwApiExecution *execution = value;

      execution->has_map_runs = g_hash_table_contains (ids, &execution->stored);
    }
  return TRUE;
}
