/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

/* What is needed to bring a document back that was not saved: what file its text was made from, and
 * the text. */

/* No file system gives such a one: saving asks before it writes over what another program wrote. */
#define FOREIGN_ETAG "changed since"

/**
 * sw_document_get_serial:
 *
 * Returns: a number that is another one after each change of the text
 */
guint64
sw_document_get_serial (SwDocument *self)
{
  return self->serial;
}

/**
 * sw_document_dup_digest:
 *
 * Returns: (transfer full) (nullable): what tells the file, as last read or written, from any other
 *   content; %NULL where the document has none
 */
char *
sw_document_dup_digest (SwDocument *self)
{
  g_return_val_if_fail (SW_IS_DOCUMENT (self), NULL);

  return self->on_disk != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->on_disk)
                               : NULL;
}

/**
 * sw_document_new_draft:
 * @text: valid UTF-8
 * @syntax: what it is written in
 * @title: (nullable): what to call it until it is saved
 * @origin: (nullable): the file it began as, whose neighbours belong to it
 * @modified: whether it differs from what it began as
 *
 * Returns: (transfer full): a document without a file
 */
SwDocument *
sw_document_new_draft (const char *text,
                       SwSyntax    syntax,
                       const char *title,
                       GFile      *origin,
                       gboolean    modified)
{
  SwDocument *self = sw_document_new ();

  _sw_document_set_syntax (self, syntax);
  _sw_document_set_text (self, text, strlen (text), NULL);
  g_set_object (&self->origin, origin);
  sw_document_detach (self, title);
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self->buffer), modified);
  return self;
}

/**
 * sw_document_take_draft:
 * @text: what was not saved, valid UTF-8
 * @digest: (nullable): of the file that @text was made from
 *
 * Puts unsaved text back over that of the file just loaded, as a step that can be undone. Where the
 * file is another one by now, the document is outdated: reloading takes what the file has, and
 * saving asks before it writes over it.
 */
void
sw_document_take_draft (SwDocument *self, const char *text, const char *digest)
{
  g_autofree char *present = NULL;

  g_return_if_fail (SW_IS_DOCUMENT (self));

  present = sw_document_dup_digest (self);
  _sw_document_take_as_edit (self, text, strlen (text));
  if (!sw_document_get_modified (self) || g_strcmp0 (present, digest) == 0)
    return;
  g_clear_pointer (&self->on_disk, g_bytes_unref);
  g_set_str (&self->etag, FOREIGN_ETAG);
  _sw_document_set_outdated (self, TRUE);
}
