/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page/sw-page-private.h"

#include <math.h>

/* How the diagram and the code share the width of the page. GtkPaned knows a place in pixels; what
 * is remembered, and kept when the window is resized, is the diagram's share. One above the other,
 * in a narrow window, they are placed by their needs. */

static gboolean
is_side_by_side (SwPage *self)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (self->views_paned))
         == GTK_ORIENTATION_HORIZONTAL;
}

/* Clamped here, so that GtkPaned does not and that is not taken for a person's wish. */
static gboolean
place_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  SwPage *self = SW_PAGE (widget);
  int least, most;

  self->split_tick = 0;
  if (!is_side_by_side (self))
    return G_SOURCE_REMOVE;
  g_object_get (self->views_paned, "min-position", &least, "max-position", &most, NULL);
  self->split_width = gtk_widget_get_width (GTK_WIDGET (self->views_paned));
  self->split_position = CLAMP ((int) lround (self->split_share * self->split_width), least,
                                MAX (least, most));
  gtk_paned_set_position (self->views_paned, self->split_position);
  return G_SOURCE_REMOVE;
}

/* The widget is being allocated when its place changes; the next frame is the first chance. */
static void
queue_place (SwPage *self)
{
  if (self->split_tick == 0)
    self->split_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), place_cb, NULL, NULL);
}

static void
moved_cb (SwPage *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->views_paned));
  int position = gtk_paned_get_position (self->views_paned);

  if (!is_side_by_side (self) || width == 0 || !g_str_equal (self->view_mode, "split"))
    return;
  if (width != self->split_width)
    queue_place (self);
  else if (self->split_tick == 0 && position != self->split_position)
    {
      self->split_position = position;
      self->split_share = CLAMP ((double) position / width, 0.1, 0.9);
      g_object_notify (G_OBJECT (self), "split-share");
    }
}

/**
 * _sw_page_set_split_share:
 * @share: of the width that the diagram has beside the code, 0.1 to 0.9
 */
void
_sw_page_set_split_share (SwPage *self,
                          double  share)
{
  if (fabs (self->split_share - share) < 1e-6)
    return;
  self->split_share = share;
  queue_place (self);
  g_object_notify (G_OBJECT (self), "split-share");
}

/**
 * _sw_page_init_split:
 *
 * Begins with the share of a new page, and notes what the person makes of it.
 */
void
_sw_page_init_split (SwPage *self)
{
  self->split_share = SW_PAGE_SPLIT_SHARE;
  g_signal_connect_object (self->views_paned, "notify::position", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->views_paned, "notify::max-position", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
}
