/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

/* Steps of undo that change no text: what is written into a file beside the definition. The text's
 * own steps are the buffer's, which takes no others. Each of these remembers the text it was taken
 * at, and so has its place between them: it is the next to go where that text stands again. */

typedef struct
{
  SwDocumentStep step;
  gpointer       data;
  GDestroyNotify free_data;
  gsize          length; /* of the text it was taken at */
  guint          hash;
} Step;

static void
step_free (gpointer data)
{
  Step *self = data;

  self->free_data (self->data);
  g_free (self);
}

/**
 * _sw_document_init_steps:
 *
 * Begins with nothing to undo.
 */
void
_sw_document_init_steps (SwDocument *self)
{
  self->done = g_ptr_array_new_with_free_func (step_free);
  self->undone = g_ptr_array_new_with_free_func (step_free);
}

/**
 * _sw_document_clear_steps:
 *
 * Forgets the steps. Part of dispose: it may be called twice.
 */
void
_sw_document_clear_steps (SwDocument *self)
{
  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_clear_pointer (&self->undone, g_ptr_array_unref);
}

/* Whoever shows whether there is something to undo asks the document, and is told by the buffer. */
static void
tell (SwDocument *self)
{
  g_object_notify (G_OBJECT (self->buffer), "can-undo");
  g_object_notify (G_OBJECT (self->buffer), "can-redo");
}

/**
 * sw_document_add_step:
 * @step: takes back what was just done, and does it again
 * @data: (transfer full): of @step
 * @free_data: frees @data
 *
 * Adds a step of undo that is no change of the text.
 */
void
sw_document_add_step (SwDocument     *self,
                      SwDocumentStep  step,
                      gpointer        data,
                      GDestroyNotify  free_data)
{
  Step *added = g_new (Step, 1);

  g_return_if_fail (SW_IS_DOCUMENT (self));

  *added = (Step) { step, data, free_data, self->text->len, g_str_hash (self->text->str) };
  g_ptr_array_add (self->done, added);
  g_ptr_array_set_size (self->undone, 0);
  tell (self);
}

/* Takes the last of these steps back, or does the next again, if it is its turn. */
gboolean
_sw_document_step (SwDocument *self,
                   gboolean    forward)
{
  GPtrArray *from = forward ? self->undone : self->done;
  GPtrArray *to = forward ? self->done : self->undone;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  gboolean others
      = forward ? gtk_text_buffer_get_can_redo (buffer) : gtk_text_buffer_get_can_undo (buffer);
  Step *step = from->len > 0 ? from->pdata[from->len - 1] : NULL;

  if (step == NULL
      || (others
          && (step->length != self->text->len || step->hash != g_str_hash (self->text->str))))
    return FALSE;
  g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));
  step->step (step->data, forward);
  tell (self);
  return TRUE;
}
