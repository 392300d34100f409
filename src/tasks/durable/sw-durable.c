/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/durable/sw-durable.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-text.h"
#include "tasks/runner/sw-runner-private.h"

/* Durable runs: how they are begun, and which of them were interrupted. */

/**
 * sw_runner_new_durable:
 * @program: what to run
 * @options: everything from outside, but its source of randomness; copied. The name has to be one
 *   that no other execution of the machine has
 * @performer: (nullable): who performs the tasks; those it leaves, or all, are for a person
 * @store: not to read only
 * @origin: who will take it up again: "run", "designer", "server"
 * @about: a value that @origin needs for that; or undefined
 *
 * Makes a live run that outlives the program.
 *
 * Returns: (transfer full): the runner
 */
SwRunner *
sw_runner_new_durable (SwProgram                *program,
                       const SwExecutionOptions *options,
                       SwPerformer              *performer,
                       SwStore                  *store,
                       const char               *origin,
                       SwValue                   about)
{
  SwJournal *journal = sw_journal_new (store, origin, about, options);
  SwExecutionOptions completed = *options;
  SwExecution *execution;
  SwRunner *self;

  completed.random = sw_journal_get_random (journal, &completed.random_data);
  completed.child_events = SW_DURABLE_CHILD_EVENTS;
  execution = sw_execution_new (program, &completed);
  sw_journal_follow (journal, execution);
  self = sw_runner_new_from (execution, performer, SW_RUN_LIVE);
  self->keeper = sw_keeper_new (self, journal);
  return self;
}

/**
 * sw_interrupted_free:
 *
 * Frees it.
 */
void
sw_interrupted_free (SwInterrupted *self)
{
  g_free (self->arn);
  g_free (self->name);
  g_free (self->machine);
  g_free (self->origin);
  sw_value_clear (&self->about);
  g_free (self);
}

static gboolean
add_interrupted (const SwStoreExecution *row,
                 gpointer                data)
{
  SwInterrupted *self = g_new0 (SwInterrupted, 1);
  g_auto (SwValue) settings = SW_VALUE_INIT;
  const char *machine = strrchr (row->machine_arn, ':');

  self->id = row->id;
  self->arn = g_strdup (row->arn);
  self->name = g_strdup (row->name);
  self->machine = g_strdup (machine != NULL ? machine + 1 : row->machine_arn);
  self->origin = g_strdup (row->origin);
  self->start = row->start;
  self->due = row->due;
  self->n_events = row->n_events;
  if (row->settings != NULL
      && sw_value_from_text (row->settings, -1, SW_TEXT_DEFAULT, &settings, NULL))
    self->about = sw_value_ref (sw_value_get_member (settings, "about"));
  g_ptr_array_add (data, self);
  return TRUE;
}

static int
compare_due (gconstpointer a,
             gconstpointer b)
{
  const SwInterrupted *first = *(SwInterrupted *const *) a, *second = *(SwInterrupted *const *) b;
  gint64 first_due = first->due != 0 ? first->due : G_MAXINT64;
  gint64 second_due = second->due != 0 ? second->due : G_MAXINT64;

  if (first_due != second_due)
    return first_due < second_due ? -1 : 1;
  return first->id < second->id ? -1 : first->id > second->id;
}

/**
 * sw_interrupted_find:
 * @id: of an execution, be it over or not
 * @error: %SW_DURABLE_ERROR_ABSENT, %SW_STORE_ERROR_READ
 *
 * Returns: (transfer full): what whoever has it go on needs to know of it; or %NULL with @error set
 */
SwInterrupted *
sw_interrupted_find (SwStore  *store,
                     gint64    id,
                     GError  **error)
{
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_interrupted_free);
  const SwStoreFilter filter = { .id = id };

  if (!sw_store_foreach_execution (store, &filter, add_interrupted, list, error))
    return NULL;
  if (list->len > 0)
    return g_ptr_array_steal_index (list, 0);
  g_set_error (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_ABSENT, _ ("There is no execution %d"),
               (int) id);
  return NULL;
}

/**
 * sw_interrupted_list:
 * @origin: (nullable): only those of this one
 * @error: %SW_STORE_ERROR_READ
 *
 * Lists the executions that are not at their end: where no program drives them, they were
 * interrupted.
 *
 * Returns: (transfer full) (element-type SwInterrupted): in the order in which they are to be taken
 * up, that which goes on first first; or %NULL with @error set
 */
GPtrArray *
sw_interrupted_list (SwStore     *store,
                     const char  *origin,
                     GError     **error)
{
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_interrupted_free);
  const SwStoreFilter filter = { .origin = origin, .status = SW_EXECUTION_RUNNING + 1 };

  if (!sw_store_foreach_execution (store, &filter, add_interrupted, list, error))
    return NULL;
  g_ptr_array_sort (list, compare_due);
  return g_steal_pointer (&list);
}
