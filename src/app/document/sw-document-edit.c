/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

#include "json/sw-style.h"

/* How the buffer is changed. */

/* A widened edit: characters [start, end) give way to `text`. */
typedef struct
{
  int   start;
  int   end;
  char *text;
  gsize length;
} Replacement;

static void
replace_range (GtkTextBuffer     *buffer,
               const Replacement *replacement)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, replacement->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, replacement->end);
  if (replacement->end > replacement->start)
    gtk_text_buffer_delete (buffer, &start, &end);
  if (replacement->length > 0)
    gtk_text_buffer_insert (buffer, &start, replacement->text, replacement->length);
}

/* GtkTextBuffer takes a group of one lone insertion or one lone removal out of its group and
 * joins it with what was typed beside it. A neighbouring character taken along makes it two
 * actions, which stay a step of their own. */
static void
widen (GtkTextBuffer *buffer,
       Replacement   *replacement)
{
  GtkTextIter from, to;
  g_autofree char *neighbour = NULL;
  g_autofree char *text = g_steal_pointer (&replacement->text);
  gboolean before = replacement->start > 0;

  if (before)
    replacement->start--;
  else
    replacement->end++;
  gtk_text_buffer_get_iter_at_offset (buffer, &from,
                                      before ? replacement->start : replacement->end - 1);
  to = from;
  gtk_text_iter_forward_char (&to);
  neighbour = gtk_text_buffer_get_text (buffer, &from, &to, TRUE);
  replacement->text =
      before ? g_strconcat (neighbour, text, NULL) : g_strconcat (text, neighbour, NULL);
  replacement->length = strlen (replacement->text);
}

/* The same for a text that leaves no neighbour, by a character that comes and goes. */
static void
replace_all (GtkTextBuffer     *buffer,
             const Replacement *replacement)
{
  g_autofree char *padded = g_strconcat (replacement->text, " ", NULL);
  const Replacement first = { replacement->start, replacement->end, padded, strlen (padded) };
  GtkTextIter start, end;

  replace_range (buffer, &first);
  gtk_text_buffer_get_end_iter (buffer, &end);
  start = end;
  gtk_text_iter_backward_char (&start);
  gtk_text_buffer_delete (buffer, &start, &end);
}

static void
replace_alone (GtkTextBuffer *buffer,
               Replacement   *replacement)
{
  gboolean one_action = replacement->end == replacement->start || replacement->length == 0;

  if (one_action
      && gtk_text_buffer_get_char_count (buffer) == replacement->end - replacement->start)
    replace_all (buffer, replacement);
  else
    {
      if (one_action)
        widen (buffer, replacement);
      replace_range (buffer, replacement);
    }
}

/* Applies EDITS, which are against the text as last read, as exactly one undo step.
 *
 * The empty group first: after undo and redo GtkTextBuffer would join the next group with the
 * redone one. */
void
_sw_document_replace (SwDocument *self,
                      SwEdits    *edits)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  const char *text = sw_tree_get_text (self->tree, NULL);
  guint count = sw_edits_get_count (edits);

  self->caret_hold++;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_buffer_begin_user_action (buffer);
  /* From the end, so that the offsets of those before stay true. */
  for (guint i = count; i-- > 0;)
    {
      const SwEdit *edit = sw_edits_get (edits, i);
      Replacement replacement = {
        .start = (int) sw_char_map_to_char (self->chars, text, edit->span.start),
        .end = (int) sw_char_map_to_char (self->chars, text, edit->span.end),
        .text = g_strndup (edit->text, edit->length),
        .length = edit->length,
      };

      if (count == 1)
        replace_alone (buffer, &replacement);
      else
        replace_range (buffer, &replacement);
      g_free (replacement.text);
    }
  gtk_text_buffer_end_user_action (buffer);
  self->caret_hold--;
}

/**
 * sw_document_get_indent:
 *
 * Returns: the spaces of one level of indentation in the text as last read, 1..8; 0 where it has
 *   tabs; 2 where it has none
 */
guint
sw_document_get_indent (SwDocument *self)
{
  const char *line = sw_tree_get_text (self->tree, NULL);

  g_return_val_if_fail (SW_IS_DOCUMENT (self), 2);

  while ((line = strchr (line, '\n')) != NULL)
    {
      line++;
      if (*line == '\t')
        return 0;
      if (*line == ' ')
        return (guint) MIN (strspn (line, " "), 8);
    }
  return 2;
}

/**
 * sw_document_get_line_end:
 *
 * Returns: (transfer none): what ends the lines of the text as last read: "\\n", "\\r\\n" or "\\r"
 */
const char *
sw_document_get_line_end (SwDocument *self)
{
  g_auto (SwStyle) style = { 0 };

  g_return_val_if_fail (SW_IS_DOCUMENT (self), "\n");

  sw_style_detect (&style, self->tree);
  return style.eol;
}

/**
 * sw_document_can_undo:
 *
 * Returns: whether there is a step to undo
 */
gboolean
sw_document_can_undo (SwDocument *self)
{
  return self->done->len > 0 || gtk_text_buffer_get_can_undo (GTK_TEXT_BUFFER (self->buffer));
}

/**
 * sw_document_can_redo:
 *
 * Returns: whether there is an undone step to do again
 */
gboolean
sw_document_can_redo (SwDocument *self)
{
  return self->undone->len > 0 || gtk_text_buffer_get_can_redo (GTK_TEXT_BUFFER (self->buffer));
}

/**
 * sw_document_undo:
 *
 * Takes back the last step, whichever side it came from. The selection follows to what changed.
 */
void
sw_document_undo (SwDocument *self)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  sw_document_flush (self);
  if (!_sw_document_step (self, FALSE)
      && gtk_text_buffer_get_can_undo (GTK_TEXT_BUFFER (self->buffer)))
    gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->buffer));
}

/**
 * sw_document_redo:
 *
 * Does again what was undone last: a step, or what the buffer keeps of typing.
 */
void
sw_document_redo (SwDocument *self)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  sw_document_flush (self);
  if (!_sw_document_step (self, TRUE)
      && gtk_text_buffer_get_can_redo (GTK_TEXT_BUFFER (self->buffer)))
    gtk_text_buffer_redo (GTK_TEXT_BUFFER (self->buffer));
}
