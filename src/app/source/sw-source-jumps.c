/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-pane-private.h"

#include "asl/symbol/sw-symbol.h"

/* Going about in the code, and back again. */

/* Jumps that are remembered */
#define MAX_JUMPS 100

static GtkTextBuffer *
get_buffer (SwSourcePane *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
delete_mark (gpointer mark)
{
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (mark);

  if (buffer != NULL)
    gtk_text_buffer_delete_mark (buffer, mark);
  g_object_unref (mark);
}

static void
update_actions (SwSourcePane *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "source.back", self->back->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "source.forward", self->forward->len > 0);
}

/* Where the caret is, as the last place of a list */
static void
remember (SwSourcePane *self,
          GPtrArray    *places)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  g_ptr_array_add (places,
                   g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &caret, TRUE)));
  if (places->len > MAX_JUMPS)
    g_ptr_array_remove_index (places, 0);
}

static void
go (SwSourcePane *self,
    GPtrArray    *from,
    GPtrArray    *to)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter place;

  if (from->len == 0)
    return;
  remember (self, to);
  gtk_text_buffer_get_iter_at_mark (buffer, &place, from->pdata[from->len - 1]);
  g_ptr_array_set_size (from, (int) from->len - 1);
  gtk_text_buffer_place_cursor (buffer, &place);
  _sw_source_pane_scroll (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  update_actions (self);
}

static void
back_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SwSourcePane *self = SW_SOURCE_PANE (widget);

  go (self, self->back, self->forward);
}

static void
forward_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  SwSourcePane *self = SW_SOURCE_PANE (widget);

  go (self, self->forward, self->back);
}

static void
match_bracket_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  SwSourcePane *self = SW_SOURCE_PANE (widget);
  GtkTextIter place;
  gsize match;

  sw_document_settle (self->document);
  if (!sw_bracket_match (sw_document_get_live_model (self->document),
                         _sw_source_pane_get_caret (self), &match))
    {
      gtk_widget_error_bell (widget);
      return;
    }
  sw_document_get_iter_at_byte (self->document, match, &place);
  gtk_text_buffer_place_cursor (get_buffer (self), &place);
  _sw_source_pane_scroll (self);
}

/**
 * _sw_source_pane_add_jumps:
 *
 * Installs the actions that go to places of the text and back.
 */
void
_sw_source_pane_add_jumps (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "source.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "source.forward", NULL, forward_cb);
  gtk_widget_class_install_action (widget_class, "source.match-bracket", NULL, match_bracket_cb);
}

/**
 * _sw_source_pane_init_jumps:
 *
 * Begins with no place to go back to.
 */
void
_sw_source_pane_init_jumps (SwSourcePane *self)
{
  self->back = g_ptr_array_new_with_free_func (delete_mark);
  self->forward = g_ptr_array_new_with_free_func (delete_mark);
  update_actions (self);
}

/**
 * _sw_source_pane_clear_jumps:
 *
 * Forgets the places, whose marks belong to the buffer. Part of dispose: it may be called twice.
 */
void
_sw_source_pane_clear_jumps (SwSourcePane *self)
{
  g_clear_pointer (&self->back, g_ptr_array_unref);
  g_clear_pointer (&self->forward, g_ptr_array_unref);
}

/* Scrolls as far as is needed to see the caret with some lines around it. */
void
_sw_source_pane_scroll (SwSourcePane *self)
{
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view),
                                gtk_text_buffer_get_insert (get_buffer (self)), 0.15, FALSE, 0, 0);
}

/* Byte of the text as last read */
gsize
_sw_source_pane_get_caret (SwSourcePane *self)
{
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &caret,
                                    gtk_text_buffer_get_insert (get_buffer (self)));
  return sw_document_get_byte_at_iter (self->document, &caret);
}

/* Selects SPAN (bytes of the text as last read) with the caret at its start, so that the state
 * there is selected on all sides. */
void
_sw_source_pane_jump (SwSourcePane *self,
                      SwSpan        span)
{
  GtkTextIter start, end;

  remember (self, self->back);
  g_ptr_array_set_size (self->forward, 0);
  update_actions (self);
  sw_document_get_iter_at_byte (self->document, span.start, &start);
  sw_document_get_iter_at_byte (self->document, span.end, &end);
  gtk_text_buffer_select_range (get_buffer (self), &start, &end);
  _sw_source_pane_scroll (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
focus_view (gpointer user_data)
{
  g_autoptr (SwSourcePane) self = user_data;

  if (self->view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* A list that was closed leaves the keyboard to the code: later, as GTK gives it to the button that
 * opened the list first. */
void
_sw_source_pane_take_focus (SwSourcePane *self)
{
  g_idle_add_once (focus_view, g_object_ref (self));
}

/* Makes a popover one of the pane's: not of the view, whose children are its own affair. */
void
_sw_source_pane_adopt (SwSourcePane *self,
                       GtkPopover   *popover)
{
  gtk_widget_set_parent (GTK_WIDGET (popover), GTK_WIDGET (self));
  g_signal_connect_object (popover, "closed", G_CALLBACK (_sw_source_pane_take_focus), self,
                           G_CONNECT_SWAPPED);
}

/* Opens a popover of the pane below a place of the text. */
void
_sw_source_pane_popup (SwSourcePane *self,
                       GtkPopover   *popover,
                       gsize         offset)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  graphene_point_t corner = GRAPHENE_POINT_INIT (0, 0);
  GdkRectangle place, visible;
  GtkTextIter iter;

  sw_document_get_iter_at_byte (self->document, offset, &iter);
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_iter_location (view, &iter, &place);
  place.width = 1;
  place.x = CLAMP (place.x, visible.x, visible.x + visible.width);
  place.y = CLAMP (place.y, visible.y, visible.y + visible.height);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x,
                                         &place.y);
  if (!gtk_widget_compute_point (GTK_WIDGET (view), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) place.x, (float) place.y), &corner))
    return;
  place.x = (int) corner.x;
  place.y = (int) corner.y;
  gtk_popover_set_pointing_to (popover, &place);
  gtk_popover_popup (popover);
}
