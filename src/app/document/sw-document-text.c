/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

/* The document's text in bytes, beside the buffer that holds it in characters; and where the places
 * of the text as last read have gone in the buffer since. Bytes of the core become characters of
 * GTK only here.
 *
 * GtkTextBuffer gives its text only by walking all of it, 3 ms for 1 MiB, too dear for each key; so
 * it is copied here change by change.
 *
 * A place is never mapped by line and column: GtkTextBuffer also breaks lines at CR and U+2029,
 * which may stand raw in a JSON string. */

/* A change of the buffer since its text was read, in characters of the buffer as it was then */
typedef struct
{
  int at;
  int removed;
  int added;
} Drift;

/* The byte where a character of the buffer begins */
static gsize
find_byte (SwDocument *self,
           int         character)
{
  const char *text = self->text->str;
  gsize low = 0;
  int left = character;

  if ((gsize) self->n_chars == self->text->len)
    return (gsize) character;
  /* In strides, each counted at once; the last one character by character */
  for (gsize stride = 4096; low + stride <= self->text->len; low += stride)
    {
      int count = (int) sw_utf8_count (text + low, stride);

      if (count > left)
        break;
      left -= count;
    }
  while (low < self->text->len && (text[low] & 0xc0) == 0x80)
    low++;
  return (gsize) (g_utf8_offset_to_pointer (text + low, left) - text);
}

/* What is typed or erased in one go is one change. */
static void
add_drift (SwDocument *self,
           int         at,
           int         removed,
           int         added)
{
  Drift *last = self->drift->len > 0
                    ? &g_array_index (self->drift, Drift, self->drift->len - 1) : NULL;
  const Drift drift = { at, removed, added };

  if (last != NULL && removed == 0 && at == last->at + last->added)
    last->added += added;
  else
    g_array_append_val (self->drift, drift);
}

/* A handler that ran before may have changed the buffer too: then all of it is taken anew. */
static void
check_in_step (SwDocument *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  if (self->n_chars == gtk_text_buffer_get_char_count (buffer))
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_string_assign (self->text, text);
  self->n_chars = gtk_text_buffer_get_char_count (buffer);
}

/* After the insertion, END stands behind it. */
static void
inserted_cb (SwDocument  *self,
             GtkTextIter *end,
             const char  *text,
             int          length)
{
  int added = (int) sw_utf8_count (text, (gsize) length);
  int at = gtk_text_iter_get_offset (end) - added;

  if (self->n_chars + added == gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer)))
    {
      g_string_insert_len (self->text, (gssize) find_byte (self, at), text, length);
      self->n_chars += added;
    }
  check_in_step (self);
  add_drift (self, at, 0, added);
}

/* After the removal, both iterators stand where the text was. */
static void
removed_cb (SwDocument  *self,
            GtkTextIter *start)
{
  int at = gtk_text_iter_get_offset (start);
  int removed
      = self->n_chars - gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer));

  if (removed > 0)
    {
      gsize from = find_byte (self, at);

      g_string_erase (self->text, (gssize) from, (gssize) (find_byte (self, at + removed) - from));
      self->n_chars -= removed;
    }
  check_in_step (self);
  add_drift (self, at, MAX (0, removed), 0);
}

/* Follows the buffer; before anybody else does, as others may change it in turn. */
void
_sw_document_init_text (SwDocument *self)
{
  self->text = g_string_new (NULL);
  self->drift = g_array_new (FALSE, FALSE, sizeof (Drift));
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (inserted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->buffer, "delete-range", G_CALLBACK (removed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * _sw_document_clear_text:
 *
 * Frees the copy of the text and what leads from bytes to characters.
 */
void
_sw_document_clear_text (SwDocument *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->drift);
  g_clear_pointer (&self->chars, sw_char_map_free);
}

/* The present text has been read; TAKE_CHARS (transfer full) is of it. */
void
_sw_document_text_read (SwDocument *self,
                        SwCharMap  *take_chars)
{
  g_array_set_size (self->drift, 0);
  g_clear_pointer (&self->chars, sw_char_map_free);
  self->chars = take_chars;
}

/* Where a place of the text as last read, in bytes, is in the buffer now, in characters */
int
_sw_document_get_place (SwDocument *self,
                        gsize       offset)
{
  int place = (int) sw_char_map_to_char (self->chars, sw_tree_get_text (self->tree, NULL), offset);

  for (guint i = 0; i < self->drift->len; i++)
    {
      const Drift *drift = &g_array_index (self->drift, Drift, i);

      if (place >= drift->at + drift->removed)
        place += drift->added - drift->removed;
      else if (place > drift->at)
        place = drift->at;
    }
  return place;
}

/**
 * sw_document_get_iter_at_byte:
 * @offset: bytes of the text as last read, 0..its length
 * @iter: (out): the place in the buffer; where the text has changed since, that place has moved
 *   with it, and what was erased is where it stood
 */
void
sw_document_get_iter_at_byte (SwDocument  *self,
                              gsize        offset,
                              GtkTextIter *iter)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), iter,
                                      _sw_document_get_place (self, offset));
}

/**
 * sw_document_get_byte_at_iter:
 *
 * Returns: the offset in bytes of the text as last read; what was typed since is where it was typed
 */
gsize
sw_document_get_byte_at_iter (SwDocument        *self,
                              const GtkTextIter *iter)
{
  int place = gtk_text_iter_get_offset (iter);

  g_return_val_if_fail (SW_IS_DOCUMENT (self), 0);

  for (guint i = self->drift->len; i-- > 0;)
    {
      const Drift *drift = &g_array_index (self->drift, Drift, i);

      if (place >= drift->at + drift->added)
        place += drift->removed - drift->added;
      else if (place > drift->at)
        place = drift->at;
    }
  return sw_char_map_to_byte (self->chars, sw_tree_get_text (self->tree, NULL), (gsize) place);
}

/**
 * sw_document_dup_text:
 * @length: (out) (optional): its length in bytes
 *
 * Returns: (transfer full): the text in the buffer now, settled or not, without a byte order mark
 */
char *
sw_document_dup_text (SwDocument *self,
                      gsize      *length)
{
  g_return_val_if_fail (SW_IS_DOCUMENT (self), NULL);

  if (length != NULL)
    *length = self->text->len;
  return g_strndup (self->text->str, self->text->len);
}
