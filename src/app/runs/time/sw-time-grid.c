/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/time/sw-time-grid.h"

#define MARK_ROOM 80 /* pixels from one mark to the next */

/**
 * sw_time_grid_count_marks:
 * @width: of the widget, in pixels
 *
 * Returns: how many marks there is room for
 */
guint
sw_time_grid_count_marks (int width)
{
  return (guint) MAX (1, width / MARK_ROOM);
}

/**
 * sw_time_grid_mirror:
 *
 * Lets time run as texts do: what is drawn from here on begins at the right where they do.
 */
void
sw_time_grid_mirror (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  if (gtk_widget_get_direction (widget) != GTK_TEXT_DIR_RTL)
    return;
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (widget), 0));
  gtk_snapshot_scale (snapshot, -1, 1);
}

/**
 * sw_time_grid_append_line:
 * @x: where it stands
 * @height: of the line, from the top
 * @opacity: of @colour, 0 … 1
 *
 * Draws a moment.
 */
void
sw_time_grid_append_line (GtkSnapshot   *snapshot,
                          double         x,
                          double         height,
                          const GdkRGBA *colour,
                          double         opacity)
{
  GdkRGBA faint = *colour;

  faint.alpha *= (float) opacity;
  gtk_snapshot_append_color (snapshot, &faint,
                             &GRAPHENE_RECT_INIT ((float) x, 0, 1, (float) height));
}

/**
 * sw_time_grid_append:
 *
 * Draws the round times on the axis as lines, under the bars and on the ruler alike.
 */
void
sw_time_grid_append (GtkWidget           *widget,
                     SwTimeAxis          *axis,
                     GtkSnapshot         *snapshot,
                     const SwCanvasTheme *theme)
{
  int width = gtk_widget_get_width (widget);
  gint64 since;

  for (guint i = 0; sw_time_axis_get_mark (axis, sw_time_grid_count_marks (width), i, &since); i++)
    sw_time_grid_append_line (
        snapshot, sw_time_axis_get_share (axis, sw_time_axis_get_begin (axis) + since) * width,
        gtk_widget_get_height (widget), &theme->dim_text, 0.2);
}
