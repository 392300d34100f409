/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/session/sw-session-private.h"

#include <glib/gi18n.h>

#include "app/session/sw-drafts.h"

/* Which documents need a draft, and the writing of it. */

#define NEVER G_MAXUINT64 /* no text has this number */

static void
record_clear (gpointer data)
{
  SwDraftRecord *record = data;

  g_object_unref (record->document);
  g_free (record->name);
}

static void
record_unref (gpointer data)
{
  g_rc_box_release_full (data, record_clear);
}

static void
drop_draft (SwDraftRecord *record)
{
  g_autofree char *name = g_steal_pointer (&record->name);

  if (name != NULL)
    sw_drafts_remove (name);
}

/**
 * _sw_session_ensure_record:
 *
 * Returns: (transfer none): what is known of a document's draft
 */
SwDraftRecord *
_sw_session_ensure_record (SwSession *self, SwDocument *document)
{
  SwDraftRecord *record;

  if (self->records == NULL)
    self->records = g_hash_table_new_full (NULL, NULL, NULL, record_unref);
  record = g_hash_table_lookup (self->records, document);
  if (record == NULL)
    {
      record = g_rc_box_new0 (SwDraftRecord);
      record->document = g_object_ref (document);
      g_hash_table_insert (self->records, document, record);
    }
  return record;
}

static gboolean
needs_draft (const SwDraftRecord *record)
{
  return !record->discarded
         && (sw_document_get_file (record->document) == NULL
             || sw_document_get_modified (record->document));
}

typedef struct
{
  SwSession     *session;
  SwDraftRecord *record;
  char          *name;
} WriteData;

static void
tell_failure (SwDraftRecord *record, const GError *error)
{
  g_autofree char *text = NULL;

  if (record->told)
    return;
  record->told = TRUE;
  /* Translators: %s is the system's reason, a sentence */
  text = g_strdup_printf (_("What you have not saved would be lost if the program ended now: %s"),
                          error->message);
  sw_document_report (record->document, text);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WriteData *data = user_data;
  g_autoptr (GError) error = NULL;

  data->record->writing = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    tell_failure (data->record, error);
  /* Not needed any more by the time it was there */
  if (g_strcmp0 (data->record->name, data->name) != 0)
    sw_drafts_remove (data->name);
  else
    sw_session_queue (data->session);
  g_object_unref (data->session);
  record_unref (data->record);
  g_free (data->name);
  g_free (data);
}

static void
write_draft (SwSession *self, SwDraftRecord *record, gboolean wait)
{
  guint64 serial = sw_document_get_serial (record->document);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  /* One at a time, so that the last one wins. */
  while (wait && record->writing)
    g_main_context_iteration (NULL, TRUE);
  if (record->writing || record->serial == serial)
    return;
  record->serial = serial;
  text = sw_document_dup_text (record->document, NULL);
  if (wait)
    {
      if (!sw_drafts_write (record->name, text, &error))
        tell_failure (record, error);
    }
  else
    {
      WriteData *data = g_new0 (WriteData, 1);

      *data = (WriteData) { g_object_ref (self), g_rc_box_acquire (record), g_strdup (record->name) };
      record->writing = TRUE;
      sw_drafts_write_async (record->name, text, written_cb, data);
    }
}

/**
 * _sw_session_name_draft:
 *
 * Returns: (transfer none) (nullable): the name that the document's text is going to be kept under;
 *   %NULL where it needs no keeping
 */
const char *
_sw_session_name_draft (SwDraftRecord *record)
{
  if (needs_draft (record) && record->name == NULL)
    {
      record->name = sw_drafts_new_name ();
      record->serial = NEVER;
    }
  return needs_draft (record) ? record->name : NULL;
}

static gboolean
is_held (SwSession *self, const char *name)
{
  for (guint i = 0; i < self->held->len; i++)
    {
      const SwSessionWindow *window = self->held->pdata[i];

      for (guint j = 0; j < window->tabs->len; j++)
        if (g_strcmp0 (((const SwSessionTab *) window->tabs->pdata[j])->draft, name) == 0)
          return TRUE;
    }
  return FALSE;
}

/**
 * _sw_session_update_drafts:
 * @wait: until all is on the disk
 *
 * Keeps every text that needs it, of the documents seen in the present round and of closed windows
 * that are to come back, and no other.
 */
void
_sw_session_update_drafts (SwSession *self, gboolean wait)
{
  GHashTableIter iter;
  SwDraftRecord *record;

  if (self->records == NULL)
    return;
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
    {
      if (record->seen && _sw_session_name_draft (record) != NULL)
        write_draft (self, record, wait);
      else if (record->name != NULL && !is_held (self, record->name))
        drop_draft (record);
      if (!record->seen)
        g_hash_table_iter_remove (&iter);
      else
        record->seen = FALSE;
    }
}
