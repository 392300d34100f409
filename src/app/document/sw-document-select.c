/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

/* The selected state: one for the code and for everything else that shows the document. */

static SwState *
find_state_at_caret (SwDocument *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  return sw_model_find_at (self->live, sw_document_get_byte_at_iter (self, &caret));
}

/* Lets POINTER (which may be the present one) be the selection, with the mark on its state. */
static void
adopt_selected (SwDocument *self,
                const char *pointer)
{
  SwState *state = pointer != NULL ? sw_model_find_pointer (self->live, pointer) : NULL;

  if (state != NULL)
    {
      GtkTextIter brace;

      sw_document_get_iter_at_byte (self, state->node->span.start, &brace);
      gtk_text_buffer_move_mark (GTK_TEXT_BUFFER (self->buffer), self->selected_mark, &brace);
    }
  if (g_set_str (&self->selected, pointer))
    _sw_document_notify (self, SW_DOCUMENT_PROP_SELECTED);
}

/* The caret says what is selected. */
void
_sw_document_select_at_caret (SwDocument *self)
{
  SwState *state = find_state_at_caret (self);
  const char *pointer = state != NULL ? state->pointer : NULL;

  self->caret_moved = FALSE;
  /* While the text is broken a state may seem to be gone; the picture still has it. */
  if (self->stale && (pointer == NULL || sw_model_find_pointer (self->model, pointer) == NULL))
    return;
  adopt_selected (self, pointer);
}

/* After a new reading: the selected state may have another pointer now, or be gone. */
void
_sw_document_follow_selected (SwDocument *self)
{
  GtkTextIter brace;
  SwState *state;
  gsize offset;

  if (self->selected == NULL)
    return;
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &brace, self->selected_mark);
  offset = sw_document_get_byte_at_iter (self, &brace);
  state = sw_model_find_at (self->live, offset);
  if (state == NULL || state->node->span.start != offset)
    state = sw_model_find_pointer (self->live, self->selected);
  if (state != NULL)
    {
      g_autofree char *pointer = g_strdup (state->pointer);

      adopt_selected (self, pointer);
    }
  else if (!self->stale)
    adopt_selected (self, NULL);
}

/* The buffer's caret has moved, by the person or by us. */
void
_sw_document_caret_moved (SwDocument *self)
{
  if (self->caret_hold > 0)
    return;
  self->caret_moved = TRUE;
  if (self->serial == self->read_serial)
    _sw_document_select_at_caret (self);
}

/**
 * sw_document_get_selected:
 *
 * Returns: (transfer none) (nullable): JSON pointer of the selected state, of the first one of
 *   several
 */
const char *
sw_document_get_selected (SwDocument *self)
{
  return self->selected;
}

/**
 * sw_document_get_selected_state:
 *
 * Returns: (transfer none) (nullable): the selected state in the model now in force
 */
SwState *
sw_document_get_selected_state (SwDocument *self)
{
  return self->selected != NULL ? sw_model_find_pointer (self->model, self->selected) : NULL;
}

/**
 * sw_document_set_selected:
 * @pointer: (nullable): JSON pointer of a state, or `NULL` for none
 *
 * Selects a state on all sides. The caret of the code goes to the state's name, unless it stands
 * in the state already.
 */
void
sw_document_set_selected (SwDocument *self,
                          const char *pointer)
{
  GtkTextBuffer *buffer;
  SwState *state;

  g_return_if_fail (SW_IS_DOCUMENT (self));

  if (g_strcmp0 (self->selected, pointer) == 0)
    return;
  buffer = GTK_TEXT_BUFFER (self->buffer);
  state = pointer != NULL ? sw_model_find_pointer (self->live, pointer) : NULL;
  if (state != NULL && self->serial == self->read_serial && find_state_at_caret (self) != state)
    {
      GtkTextIter name;

      sw_document_get_iter_at_byte (self, state->node->key.start, &name);
      self->caret_hold++;
      gtk_text_buffer_place_cursor (buffer, &name);
      self->caret_hold--;
    }
  adopt_selected (self, pointer);
}

/**
 * sw_document_get_n_selected:
 *
 * Returns: how many states are selected
 */
guint
sw_document_get_n_selected (SwDocument *self)
{
  return self->selected == NULL ? 0 : MAX (self->n_selected, 1u);
}

/**
 * sw_document_set_n_selected:
 * @n_selected: how many states the diagram has selected
 */
void
sw_document_set_n_selected (SwDocument *self,
                            guint       n_selected)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  if (self->n_selected == n_selected)
    return;
  self->n_selected = n_selected;
  _sw_document_notify (self, SW_DOCUMENT_PROP_N_SELECTED);
}
