/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "json/sw-text.h"
#include "tasks/durable/sw-retell-private.h"

/* What is stored of an execution, read. */

/**
 * sw_stored_clear:
 *
 * Frees what was read.
 */
void
sw_stored_clear (SwStored *self)
{
  g_free (self->arn);
  g_free (self->revision);
  sw_value_clear (&self->settings);
  sw_value_clear (&self->input);
  sw_value_clear (&self->fork);
  g_clear_pointer (&self->journal, sw_journal_free);
  g_clear_pointer (&self->bodies, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->program, sw_program_unref);
  g_clear_error (&self->error);
}

static gboolean
read_row (const SwStoreExecution *row,
          gpointer                data)
{
  SwStored *self = data;

  self->found = TRUE;
  self->ended = row->status != SW_EXECUTION_RUNNING;
  self->arn = g_strdup (row->arn);
  self->revision = g_strdup (row->revision);
  self->start = row->start;
  if (row->settings == NULL
      || !sw_value_from_text (row->settings, -1, SW_TEXT_DEFAULT, &self->settings, &self->error)
      || !sw_value_from_text (row->input, -1, SW_TEXT_DEFAULT, &self->input, &self->error))
    return FALSE;
  self->facts = (SwRedriveFacts){ .status = row->status,
                                  .express = sw_stored_is_express (self),
                                  .n_events = row->n_events,
                                  .start = row->start,
                                  .stop = row->stop };
  self->journal = sw_journal_new_again (self->store, row, &self->error);
  return FALSE;
}

static gboolean
add_body (const SwStoreEvent *event,
          gpointer            data)
{
  g_ptr_array_add (data, g_strdup (event->body));
  return TRUE;
}

static gboolean
add_entry (gint64      number,
           const char *body,
           gpointer    data)
{
  g_ptr_array_add (data, g_strdup (body));
  return TRUE;
}

/* [["fork", {…}], …] is the first entry of an execution begun in the middle of another one; once it
 * stood among the settings. */
static void
read_fork (SwStored *self)
{
  const char *first = self->entries->len > 0 ? g_ptr_array_index (self->entries, 0) : "";
  g_auto (SwValue) entry = SW_VALUE_INIT;
  SwValue fork = sw_value_is (self->settings, SW_TYPE_OBJECT)
                     ? sw_value_get_member (self->settings, "fork")
                     : SW_VALUE_INIT;

  if (g_str_has_prefix (first, "[[\"fork\",")
      && sw_value_from_text (first, -1, SW_TEXT_DEFAULT, &entry, NULL))
    fork = sw_value_get_element (sw_value_get_element (entry, 0), 1);
  self->fork = sw_value_ref (fork);
}

/**
 * sw_stored_read:
 * @self: zeroes, but for what is wanted
 * @id: of an execution, be it over or not
 * @error: set where there is none, or what is stored of it is damaged
 *
 * Reads all that is stored of an execution.
 *
 * Returns: whether it can be told again; call sw_stored_clear() either way
 */
gboolean
sw_stored_read (SwStored  *self,
                SwStore   *store,
                gint64     id,
                GError   **error)
{
  const SwStoreFilter filter = { .id = id };

  self->id = id;
  self->store = store;
  self->bodies = g_ptr_array_new_with_free_func (g_free);
  self->entries = g_ptr_array_new_with_free_func (g_free);
  if (!sw_store_foreach_execution (store, &filter, read_row, self, error)
      || !sw_store_foreach_event (store, id, 0, FALSE, 0, add_body, self->bodies, error)
      || !sw_store_foreach_entry (store, id, add_entry, self->entries, error))
    return FALSE;
  read_fork (self);
  if (!self->found)
    sw_durable_refuse (error, SW_DURABLE_ERROR_ABSENT, _ ("There is no execution %d"), (int) id);
  else if (self->journal == NULL)
    sw_durable_refuse (error, SW_DURABLE_ERROR_DAMAGED,
            _ ("What is stored of the execution “%s” is damaged"), self->arn);
  else
    return TRUE;
  return FALSE;
}

/**
 * sw_stored_check_open:
 * @error: %SW_DURABLE_ERROR_ENDED
 *
 * Returns: whether the execution runs
 */
gboolean
sw_stored_check_open (const SwStored *self,
                      GError        **error)
{
  if (self->ended)
    sw_durable_refuse (error, SW_DURABLE_ERROR_ENDED,
                       _ ("The execution “%s” has come to its end"), self->arn);
  return !self->ended;
}
