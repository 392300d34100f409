/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/time/sw-time-ruler.h"

#include "app/runs/record/sw-visit-list.h"
#include "app/runs/time/sw-time-grid.h"

struct _SwTimeRuler
{
  GtkWidget   parent_instance;

  SwTimeAxis *axis;
};

G_DEFINE_FINAL_TYPE (SwTimeRuler, sw_time_ruler, GTK_TYPE_WIDGET)

/* X: of the mark that the text stands behind, in pixels from where time begins */
static void
append_label (GtkWidget     *widget,
              GtkSnapshot   *snapshot,
              double         x,
              const char    *text,
              const GdkRGBA *colour)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL
          ? gtk_widget_get_width (widget) - x - 4 - width
          : x + 4;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, 2));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
sw_time_ruler_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  SwTimeAxis *axis = SW_TIME_RULER (widget)->axis;
  int width = gtk_widget_get_width (widget);
  gint64 since;
  SwCanvasTheme theme;

  sw_canvas_theme_load (&theme, widget);
  gtk_snapshot_save (snapshot);
  sw_time_grid_mirror (widget, snapshot);
  sw_time_grid_append (widget, axis, snapshot, &theme);
  gtk_snapshot_restore (snapshot);
  for (guint i = 0; sw_time_axis_get_mark (axis, sw_time_grid_count_marks (width), i, &since); i++)
    {
      g_autofree char *text = sw_duration_dup_text (since);
      double x = sw_time_axis_get_share (axis, sw_time_axis_get_begin (axis) + since) * width;

      if (x >= 0 && x < width)
        append_label (widget, snapshot, x, text, &theme.dim_text);
    }
}

static void
sw_time_ruler_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = 20;
}

static void
sw_time_ruler_dispose (GObject *object)
{
  g_clear_object (&SW_TIME_RULER (object)->axis);
  G_OBJECT_CLASS (sw_time_ruler_parent_class)->dispose (object);
}

static void
sw_time_ruler_class_init (SwTimeRulerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_time_ruler_dispose;
  widget_class->snapshot = sw_time_ruler_snapshot;
  widget_class->measure = sw_time_ruler_measure;
  gtk_widget_class_set_css_name (widget_class, "time-ruler");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sw_time_ruler_init (SwTimeRuler *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * sw_time_ruler_new:
 * @axis: of the view it is in
 *
 * Returns: (transfer floating): the ruler of @axis
 */
GtkWidget *
sw_time_ruler_new (SwTimeAxis *axis)
{
  SwTimeRuler *self = g_object_new (SW_TYPE_TIME_RULER, NULL);

  self->axis = g_object_ref (axis);
  g_signal_connect_object (axis, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
