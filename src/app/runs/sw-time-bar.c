/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-time-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/canvas/sw-canvas-theme.h"
#include "app/runs/sw-visit-list.h"

#define BAR_HEIGHT 10
#define PART_HEIGHT 4  /* of branches and iterations, which hold what has bars of its own */
#define LEAST_WIDTH 3  /* pixels: what took no time is seen all the same */
#define MARK_ROOM 80   /* pixels from one mark of the ruler to the next */

struct _SwTimeBar
{
  GtkWidget     parent_instance;

  SwTimeAxis   *axis;
  SwRunRecord  *record; /* NULL: nothing to show */
  SwVisit      *visit;
};

G_DEFINE_FINAL_TYPE (SwTimeBar, sw_time_bar, GTK_TYPE_WIDGET)

static gboolean
is_rtl (GtkWidget *widget)
{
  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
}

/* Time runs as texts do. */
static void
mirror (GtkWidget   *widget,
        GtkSnapshot *snapshot)
{
  if (!is_rtl (widget))
    return;
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (widget), 0));
  gtk_snapshot_scale (snapshot, -1, 1);
}

/* How many marks a width has room for */
static guint
count_marks (int width)
{
  return (guint) MAX (1, width / MARK_ROOM);
}

static void
append_mark (GtkSnapshot   *snapshot,
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

static void
append_bar (SwTimeBar     *self,
            GtkSnapshot   *snapshot,
            gint64         from,
            gint64         to,
            double         height,
            const GdkRGBA *colour,
            double         opacity)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double left = CLAMP (sw_time_axis_get_share (self->axis, from), -0.01, 1.01) * width;
  double right = CLAMP (sw_time_axis_get_share (self->axis, to), -0.01, 1.01) * width;
  GdkRGBA paint = *colour;
  GskRoundedRect shape;

  if (right < 0 || left > width)
    return;
  left = MIN (left, width - LEAST_WIDTH);
  right = MAX (right, left + LEAST_WIDTH);
  paint.alpha *= (float) opacity;
  gsk_rounded_rect_init_from_rect (
      &shape,
      &GRAPHENE_RECT_INIT ((float) left,
                           (float) ((gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2),
                           (float) (right - left), (float) height),
      2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &paint, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

/* Tries with the waits between them */
static void
append_attempts (SwTimeBar           *self,
                 GtkSnapshot         *snapshot,
                 const SwCanvasTheme *theme,
                 SwRunState           state,
                 gint64               now)
{
  SwTrace *trace = sw_run_record_get_trace (self->record);
  g_autoptr (GArray) attempts
      = sw_trace_dup_attempts (trace, self->visit, sw_run_record_get_position (self->record));

  for (guint i = 0; i < attempts->len; i++)
    {
      const SwAttempt *attempt = &g_array_index (attempts, SwAttempt, i);
      const GdkRGBA *colour
          = &theme->runs[attempt->failed != 0 ? SW_RUN_STATE_FAILED : state];

      if (attempt->wait > 0)
        append_bar (self, snapshot, attempt->began - attempt->wait, attempt->began, PART_HEIGHT,
                    &theme->dim_text, 0.4);
      append_bar (self, snapshot, attempt->began, attempt->finished != 0 ? attempt->finished : now,
                  BAR_HEIGHT, colour, 1);
    }
}

static void
append_visit (SwTimeBar           *self,
              GtkSnapshot         *snapshot,
              const SwCanvasTheme *theme)
{
  SwSnapshot *at = sw_run_record_get_snapshot (self->record);
  SwRunState state = sw_run_record_get_state (self->record, self->visit);
  gint64 now = sw_snapshot_get_time (at);
  gint64 ended = self->visit->ended != 0 ? MIN (self->visit->ended, now) : now;
  gboolean is_part = self->visit->kind != SW_VISIT_STATE;

  if (state == SW_RUN_STATE_IDLE)
    return;
  if (self->visit->kind == SW_VISIT_STATE && self->visit->round > 0)
    append_attempts (self, snapshot, theme, state, now);
  else
    append_bar (self, snapshot, self->visit->began, ended, is_part ? PART_HEIGHT : BAR_HEIGHT,
                &theme->runs[state],
                self->visit->kind == SW_VISIT_STATE && self->visit->state->type == SW_STATE_WAIT
                    ? 0.5
                    : 1);
}

/* The round times on the axis as lines, under the bars and on the ruler alike */
static void
append_grid (GtkWidget           *widget,
             SwTimeAxis          *axis,
             GtkSnapshot         *snapshot,
             const SwCanvasTheme *theme)
{
  int width = gtk_widget_get_width (widget);
  gint64 since;

  for (guint i = 0; sw_time_axis_get_mark (axis, count_marks (width), i, &since); i++)
    append_mark (snapshot,
                 sw_time_axis_get_share (axis, sw_time_axis_get_begin (axis) + since) * width,
                 gtk_widget_get_height (widget), &theme->dim_text, 0.2);
}

static void
sw_time_bar_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  SwTimeBar *self = SW_TIME_BAR (widget);
  SwCanvasTheme theme;
  SwSnapshot *at;

  if (self->record == NULL || gtk_widget_get_width (widget) <= LEAST_WIDTH)
    return;
  sw_canvas_theme_load (&theme, widget);
  mirror (widget, snapshot);
  append_grid (widget, self->axis, snapshot, &theme);
  append_visit (self, snapshot, &theme);
  at = sw_run_record_get_snapshot (self->record);
  if (!sw_run_record_get_follows (self->record))
    append_mark (snapshot,
                 sw_time_axis_get_share (self->axis, sw_snapshot_get_time (at))
                     * gtk_widget_get_width (widget),
                 gtk_widget_get_height (widget), &theme.accent, 1);
}

static void
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 48 : BAR_HEIGHT + 8;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : BAR_HEIGHT + 8;
}

static void
sw_time_bar_dispose (GObject *object)
{
  g_clear_object (&SW_TIME_BAR (object)->record);
  g_clear_object (&SW_TIME_BAR (object)->axis);
  G_OBJECT_CLASS (sw_time_bar_parent_class)->dispose (object);
}

static void
sw_time_bar_class_init (SwTimeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_time_bar_dispose;
  widget_class->snapshot = sw_time_bar_snapshot;
  widget_class->measure = measure;
  gtk_widget_class_set_css_name (widget_class, "time-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sw_time_bar_init (SwTimeBar *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

/**
 * sw_time_bar_new:
 * @axis: of the view it is in
 *
 * Returns: (transfer floating): an empty bar
 */
GtkWidget *
sw_time_bar_new (SwTimeAxis *axis)
{
  SwTimeBar *self = g_object_new (SW_TYPE_TIME_BAR, NULL);

  self->axis = g_object_ref (axis);
  g_signal_connect_object (axis, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * sw_time_bar_set:
 * @record: (nullable): the run
 * @visit: (nullable): one of its visits
 *
 * Shows a visit, as it stands where the run is looked at.
 */
void
sw_time_bar_set (SwTimeBar   *self,
                 SwRunRecord *record,
                 SwVisit     *visit)
{
  g_autofree char *from = NULL;
  g_autofree char *text = NULL;

  g_set_object (&self->record, record);
  self->visit = visit;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (record == NULL)
    return;
  from = sw_duration_dup_text (visit->began - sw_time_axis_get_begin (self->axis));
  /* translators: when a state was entered, since the start of the run */
  text = g_strdup_printf (_("after %s"), from);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

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
  x = is_rtl (widget) ? gtk_widget_get_width (widget) - x - 4 - width : x + 4;
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
  mirror (widget, snapshot);
  append_grid (widget, axis, snapshot, &theme);
  gtk_snapshot_restore (snapshot);
  for (guint i = 0; sw_time_axis_get_mark (axis, count_marks (width), i, &since); i++)
    {
      g_autofree char *text = sw_duration_dup_text (since);
      double x = sw_time_axis_get_share (axis, sw_time_axis_get_begin (axis) + since) * width;

      if (x >= 0 && x < width)
        append_label (widget, snapshot, x, text, &theme.dim_text);
    }
}

static void
measure_ruler (GtkWidget      *widget,
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
  widget_class->measure = measure_ruler;
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
