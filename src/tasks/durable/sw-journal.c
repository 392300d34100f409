/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/durable/sw-journal-private.h"

#include <glib/gi18n.h>

#include "json/sw-text.h"

/* A journal begun, or gone on with; and what can be asked of it. */

static SwJournal *
journal_new (SwStore    *store,
             const char *origin)
{
  SwJournal *self = g_new0 (SwJournal, 1);

  self->store = g_object_ref (store);
  self->origin = g_strdup (origin);
  self->entry = g_string_new (NULL);
  sw_journal_init_tasks (self);
  return self;
}

/* All that makes another execution like it, beside its definition, input and seed; and what its
 * origin wants to know again */
static char *
dup_settings (const SwExecutionOptions *options,
              SwValue                   about)
{
  g_auto (SwValue) settings = sw_value_new_object (2);
  SwValue own = sw_value_new_object (8);

  sw_value_set_text (&own, "name", options->name);
  sw_value_set_text (&own, "machine", options->machine_name);
  sw_value_set_text (&own, "account", options->account);
  sw_value_set_text (&own, "region", options->region);
  sw_value_set_text (&own, "role", options->role_arn);
  sw_value_set_member (&own, "lifetime", sw_value_new_integer (options->lifetime));
  if (options->scales_waits)
    sw_value_set_member (&own, "waitScale", sw_value_new_number (options->wait_scale));
  sw_value_set_member (&own, "unlimited", sw_value_new_boolean (options->unlimited));
  sw_value_set_member (&own, "children", sw_value_new_boolean (options->children));
  sw_value_set_member (&own, "express", sw_value_new_boolean (options->express));
  sw_value_set_member (&settings, "options", own);
  if (!sw_value_is (about, SW_TYPE_UNDEFINED))
    sw_value_set_member (&settings, "about", sw_value_ref (about));
  return sw_value_to_text (settings, SW_TEXT_DEFAULT, NULL);
}

/**
 * sw_journal_new:
 * @store: not to read only
 * @origin: who drives the execution: "run", "designer", "server"
 * @about: what @origin needs to take it up again: a value it makes sense of; or undefined
 * @options: of the execution
 *
 * Makes a journal for an execution that is to be begun, with random numbers that can be had again:
 * sw_journal_get_random().
 *
 * Returns: (transfer full): the journal
 */
SwJournal *
sw_journal_new (SwStore                  *store,
                const char               *origin,
                SwValue                   about,
                const SwExecutionOptions *options)
{
  SwJournal *self = journal_new (store, origin);

  self->id = sw_store_reserve_id (store);
  self->light = options->express;
  self->settings = dup_settings (options, about);
  if (!sw_seed_init (&self->seed))
    g_error ("The system has no random numbers to give");
  return self;
}

/**
 * sw_journal_set_fork:
 * @take_fork: (transfer full): what the execution starts from in place of its beginning
 *   (sw-durable-fork.c)
 *
 * Says that an execution is begun in the middle of another one. That is the first of its entries,
 * and not among its settings: lists read those.
 */
void
sw_journal_set_fork (SwJournal *self,
                     SwValue    take_fork)
{
  g_string_append (self->entry, "[\"fork\",");
  sw_value_print (take_fork, SW_TEXT_DEFAULT, self->entry);
  g_string_append_c (self->entry, ']');
  sw_value_clear (&take_fork);
}

/**
 * sw_journal_new_again:
 * @store: not to read only
 * @row: of an execution that was begun before
 * @error: set where @row cannot be made sense of
 *
 * Makes a journal that goes on with an execution.
 *
 * Returns: (transfer full): the journal, or %NULL with @error set
 */
SwJournal *
sw_journal_new_again (SwStore                *store,
                      const SwStoreExecution *row,
                      GError                **error)
{
  g_autoptr (SwJournal) self = journal_new (store, row->origin);

  self->id = row->id;
  self->added = TRUE;
  self->settings = g_strdup (row->settings);
  self->due = row->due;
  if (sw_seed_init_from_text (&self->seed, row->seed))
    return g_steal_pointer (&self);
  g_set_error (error, SW_STORE_ERROR, SW_STORE_ERROR_READ,
               _ ("What is stored of the execution “%s” is damaged"), row->arn);
  return NULL;
}

/**
 * sw_journal_free:
 *
 * Frees it; what was not handed over is not stored.
 */
void
sw_journal_free (SwJournal *self)
{
  g_object_unref (self->store);
  g_free (self->origin);
  g_free (self->settings);
  g_free (self->redrive_token);
  g_string_free (self->entry, TRUE);
  sw_journal_clear_tasks (self);
  g_free (self);
}

/**
 * sw_journal_get_id:
 *
 * Returns: the execution's id in the store
 */
gint64
sw_journal_get_id (const SwJournal *self)
{
  return self->id;
}

/**
 * sw_journal_is_light:
 *
 * Returns: whether only begin and end are written
 */
gboolean
sw_journal_is_light (const SwJournal *self)
{
  return self->light;
}

/**
 * sw_journal_get_random:
 * @data: (out): its argument
 *
 * Returns: the random numbers of the execution; the journal has to outlive it
 */
SwRandomFunc
sw_journal_get_random (SwJournal *self,
                       gpointer  *data)
{
  *data = &self->seed;
  return sw_seed_next;
}
