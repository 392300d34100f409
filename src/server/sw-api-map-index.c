/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include <string.h>

#include "engine/execution/sw-map-children.h"
#include "json/sw-text.h"

/* Which execution a Map run, or an item of it, is of. Runs and their items have the same first digits
 * in their names (sw_execution_get_child()): those of executions that have ended are found by them,
 * and no other has to be told again. */

/* "MACHINE/LABEL:UUID" or "MACHINE/LABEL:NAME:UUID" -> "MACHINE/LABEL:" and the first digits */
static char *
dup_key (const char *arn)
{
  const char *slash = strchr (arn, '/');
  const char *colon = slash != NULL ? strchr (slash, ':') : NULL;
  const char *machine = slash;

  if (colon == NULL)
    return NULL;
  while (machine > arn && machine[-1] != ':')
    machine--;
  return g_strndup (machine, (gsize) (colon + 1 - machine)
                                 + MIN (strlen (colon + 1), SW_MAP_RUN_DIGITS));
}

/**
 * sw_api_index_map_run:
 * @run: ARN of a Map run
 * @execution: ARN of the execution it is of
 *
 * Has the run, and its items, be found.
 */
void
sw_api_index_map_run (SwApi      *api,
                      const char *run,
                      const char *execution)
{
  g_autofree char *key = dup_key (run);
  GPtrArray *arns;

  if (key == NULL)
    return;
  arns = g_hash_table_lookup (api->map_index, key);
  if (arns == NULL)
    {
      arns = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (api->map_index, g_steal_pointer (&key), arns);
    }
  if (!g_ptr_array_find_with_equal_func (arns, execution, g_str_equal, NULL))
    g_ptr_array_add (arns, g_strdup (execution));
}

/**
 * sw_api_unindex_map_runs:
 * @self: kept in memory alone
 *
 * Forgets the runs of an execution that nobody can ask for any more.
 */
void
sw_api_unindex_map_runs (SwApiExecution *self)
{
  const SwExecution *told = sw_api_execution_get_told (self);
  GHashTable *map_index = self->api->map_index;

  for (guint i = 0; told != NULL && i < sw_execution_count_map_runs (told); i++)
    {
      g_autofree char *key = dup_key (sw_execution_get_map_run (told, i).arn);
      GPtrArray *arns = key != NULL ? g_hash_table_lookup (map_index, key) : NULL;
      guint place;

      if (arns == NULL
          || !g_ptr_array_find_with_equal_func (arns, self->arn, g_str_equal, &place))
        continue;
      g_ptr_array_remove_index_fast (arns, place);
      if (arns->len == 0)
        g_hash_table_remove (map_index, key);
    }
}

static gboolean
is_stale (gpointer key,
          gpointer value,
          gpointer data)
{
  GPtrArray *arns = value;
  SwApi *api = data;

  for (guint i = arns->len; i-- > 0;)
    if (!g_hash_table_contains (api->executions, g_ptr_array_index (arns, i)))
      g_ptr_array_remove_index_fast (arns, i);
  return arns->len == 0;
}

/**
 * sw_api_trim_map_index:
 *
 * Forgets the runs of executions that nobody can ask for any more.
 */
void
sw_api_trim_map_index (SwApi *api)
{
  g_hash_table_foreach_remove (api->map_index, is_stale, api);
}

/**
 * sw_api_find_holders:
 * @arn: of a Map run, or of an item of one
 *
 * Finds executions that it may be of: those that run, of which nothing is written down here, and what
 * is known of those that have ended.
 *
 * Returns: (transfer container) (element-type SwApiExecution): most often one
 */
GPtrArray *
sw_api_find_holders (SwApi      *api,
                     const char *arn)
{
  g_autofree char *key = dup_key (arn);
  GPtrArray *found = g_ptr_array_new (), *arns;
  g_auto (SwArn) parsed = { NULL }, machine_arn = { NULL };
  SwApiMachine *machine;

  if (key == NULL || !sw_arn_parse (&parsed, arn))
    return found;
  arns = g_hash_table_lookup (api->map_index, key);
  for (guint i = 0; arns != NULL && i < arns->len; i++)
    {
      SwApiExecution *execution
          = g_hash_table_lookup (api->executions, g_ptr_array_index (arns, i));

      if (execution != NULL)
        g_ptr_array_add (found, execution);
    }
  machine_arn.name = g_strndup (parsed.name, strcspn (parsed.name, "/"));
  machine = sw_api_find_machine (api, &machine_arn);
  for (GList *link = machine != NULL ? machine->executions.head : NULL; link != NULL;
       link = link->next)
    if (((SwApiExecution *) link->data)->runner != NULL
        && !g_ptr_array_find (found, link->data, NULL))
      g_ptr_array_add (found, link->data);
  return found;
}

static gboolean
add_run (gint64      execution,
         const char *body,
         gpointer    data)
{
  g_auto (SwValue) event = SW_VALUE_INIT;
  GHashTable *runs = data;
  SwValue arn;

  if (!sw_value_from_text (body, -1, SW_TEXT_DEFAULT, &event, NULL))
    return TRUE;
  arn = sw_value_get_member (sw_value_get_member (event, "mapRunStartedEventDetails"), "mapRunArn");
  if (sw_value_is (arn, SW_TYPE_STRING))
    {
      GPtrArray *list = g_hash_table_lookup (runs, &execution);

      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (runs, g_memdup2 (&execution, sizeof execution), list);
        }
      g_ptr_array_add (list, g_strdup (sw_value_get_text (arn, NULL)));
    }
  return TRUE;
}

/**
 * sw_api_restore_map_runs:
 * @error: %SW_STORE_ERROR_READ
 *
 * Notes which executions of the store had which Map runs.
 *
 * Returns: whether that could be read
 */
gboolean
sw_api_restore_map_runs (SwApi   *api,
                         GError **error)
{
  g_autoptr (GHashTable) runs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                       (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iterator;
  gpointer value;

  if (!sw_store_foreach_map_run (api->store, add_run, runs, error))
    return FALSE;
  g_hash_table_iter_init (&iterator, api->executions);
  while (g_hash_table_iter_next (&iterator, NULL, &value))
    {
      SwApiExecution *execution = value;
      GPtrArray *list = g_hash_table_lookup (runs, &execution->stored);

      execution->has_map_runs = list != NULL;
      for (guint i = 0; list != NULL && i < list->len; i++)
        sw_api_index_map_run (api, g_ptr_array_index (list, i), execution->arn);
    }
  return TRUE;
}
