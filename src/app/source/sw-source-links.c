/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-pane-private.h"

#include "asl/symbol/sw-symbol.h"

/* While Ctrl is held, the name under the pointer is a link to where it is defined. */

#define LINK_TAG "symbol-link"

static GtkTextBuffer *
get_buffer (SwSourcePane *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
clear_link (SwSourcePane *self)
{
  GtkTextIter start, end;

  if (!self->has_link)
    return;
  self->has_link = FALSE;
  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_remove_tag_by_name (get_buffer (self), LINK_TAG, &start, &end);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), "text");
}

static void
show_link (SwSourcePane *self,
           SwSpan        span)
{
  GtkTextIter start, end;

  if (self->has_link && self->link.start == span.start && self->link.end == span.end)
    return;
  clear_link (self);
  self->has_link = TRUE;
  self->link = span;
  sw_document_get_iter_at_byte (self->document, span.start, &start);
  sw_document_get_iter_at_byte (self->document, span.end, &end);
  gtk_text_buffer_apply_tag_by_name (get_buffer (self), LINK_TAG, &start, &end);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), "pointer");
}

/* The byte of the text under a point of the view; FALSE where no character is */
static gboolean
find_byte (SwSourcePane *self,
           double        x,
           double        y,
           gsize        *offset)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GtkTextIter place;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x,
                                         &buffer_y);
  if (!gtk_text_view_get_iter_at_location (view, &place, buffer_x, buffer_y))
    return FALSE;
  *offset = sw_document_get_byte_at_iter (self->document, &place);
  return TRUE;
}

static void
motion_cb (SwSourcePane             *self,
           double                    x,
           double                    y,
           GtkEventControllerMotion *motion)
{
  GdkModifierType modifiers
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (motion));
  g_autoptr (SwSymbol) symbol = NULL;
  gsize offset;

  if ((modifiers & GDK_CONTROL_MASK) == 0 || sw_document_get_pending (self->document)
      || !find_byte (self, x, y, &offset))
    {
      clear_link (self);
      return;
    }
  if (self->has_link && sw_span_contains (self->link, offset))
    return;
  symbol = sw_symbol_find_at (sw_document_get_live_model (self->document), offset);
  if (symbol != NULL)
    show_link (self, symbol->span);
  else
    clear_link (self);
}

static gboolean
modifiers_cb (SwSourcePane   *self,
              GdkModifierType modifiers)
{
  if ((modifiers & GDK_CONTROL_MASK) == 0)
    clear_link (self);
  return GDK_EVENT_PROPAGATE;
}

static void
pressed_cb (SwSourcePane    *self,
            int              n_presses,
            double           x,
            double           y,
            GtkGestureClick *click)
{
  GdkModifierType modifiers
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  gsize offset;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) != GDK_CONTROL_MASK)
    return;
  sw_document_settle (self->document);
  if (!find_byte (self, x, y, &offset))
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  clear_link (self);
  _sw_source_pane_define (self, offset);
}

/* When the document is known */
void
_sw_source_pane_init_links (SwSourcePane *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_text_buffer_create_tag (get_buffer (self), LINK_TAG, "underline", PANGO_UNDERLINE_SINGLE,
                              NULL);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (clear_link), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "modifiers", G_CALLBACK (modifiers_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (view, motion);
  gtk_widget_add_controller (view, keys);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
}
