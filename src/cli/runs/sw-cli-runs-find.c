/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/runs/sw-cli-runs.h"

/* Executions by what a person calls them: a number, a name, an ARN. */

static void
run_free (SwCliRun *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_free (self);
}

static gboolean
add_run (const SwStoreExecution *row,
         gpointer                data)
{
  SwCliRun *self = g_new0 (SwCliRun, 1);
  const char **fields[] = { &self->row.arn,      &self->row.name,     &self->row.machine_arn,
                            &self->row.revision, &self->row.origin,   &self->row.settings,
                            &self->row.input,    &self->row.output,   &self->row.error,
                            &self->row.cause };

  G_STATIC_ASSERT (G_N_ELEMENTS (fields) == G_N_ELEMENTS (self->texts));
  self->row = *row;
  self->row.seed = self->row.redrive_token = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    *fields[i] = self->texts[i] = g_strdup (*fields[i]);
  g_ptr_array_add (data, self);
  return TRUE;
}

static GPtrArray *
read_runs (SwStore             *store,
           const SwStoreFilter *filter)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) run_free);
  g_autoptr (GError) error = NULL;

  if (sw_store_foreach_execution (store, filter, add_run, runs, &error))
    return g_steal_pointer (&runs);
  sw_cli_complain ("%s", error->message);
  return NULL;
}

/**
 * sw_cli_runs_list:
 * @status: SwExecutionStatus + 1; 0: any
 *
 * Returns: (transfer full) (nullable) (element-type SwCliRun): executions, the newest first; %NULL
 * after a message
 */
GPtrArray *
sw_cli_runs_list (SwStore *store,
                  int      status)
{
  const SwStoreFilter filter = { .status = status };

  return read_runs (store, &filter);
}

static gboolean
is_called (const SwCliRun *run,
           const char     *name)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, run->row.id);

  return g_str_equal (number, name) || g_str_equal (run->row.name, name)
         || g_str_equal (run->row.arn, name);
}

/* Returns FALSE after a message where there is not exactly one. */
static gboolean
find_one (GPtrArray  *all,
          const char *name,
          GPtrArray  *found)
{
  const SwCliRun *first = NULL;
  guint count = 0, at = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const SwCliRun *run = g_ptr_array_index (all, i);

      if (!is_called (run, name))
        continue;
      first = count++ == 0 ? run : first;
      at = count == 1 ? i : at;
    }
  if (count == 1)
    g_ptr_array_add (found, g_ptr_array_steal_index (all, at));
  else if (count == 0)
    sw_cli_complain ("There is no execution '%s'; stepwright runs list shows those there are",
                     name);
  else
    sw_cli_complain ("%u executions are called '%s'; say which by its number", count, name);
  return count == 1;
}

/**
 * sw_cli_runs_find:
 * @names: numbers, names or ARNs
 * @running: only those that are not at their end
 *
 * Finds executions, and complains where there is none of a name, or more than one.
 *
 * Returns: (transfer full) (nullable) (element-type SwCliRun): one for each name; %NULL after a
 * message
 */
GPtrArray *
sw_cli_runs_find (SwStore   *store,
                  char     **names,
                  gboolean   running)
{
  g_autoptr (GPtrArray) all
      = sw_cli_runs_list (store, running ? SW_EXECUTION_RUNNING + 1 : 0);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) run_free);

  if (all == NULL)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    if (!find_one (all, names[i], found))
      return NULL;
  return g_steal_pointer (&found);
}
