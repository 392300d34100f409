/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/time/sw-time-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/runs/record/sw-visit-list.h"
#include "app/runs/time/sw-time-grid.h"

#define BAR_HEIGHT 10
#define PART_HEIGHT 4  /* of branches and iterations, which hold what has bars of its own */
#define LEAST_WIDTH 3  /* pixels: what took no time is seen all the same */

struct _SwTimeBar
{
  GtkWidget     parent_instance;

  SwTimeAxis   *axis;
  SwRunRecord  *record; /* NULL: nothing to show */
  SwVisit      *visit;
};

G_DEFINE_FINAL_TYPE (SwTimeBar, sw_time_bar, GTK_TYPE_WIDGET)

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
  sw_time_grid_mirror (widget, snapshot);
  sw_time_grid_append (widget, self->axis, snapshot, &theme);
  append_visit (self, snapshot, &theme);
  at = sw_run_record_get_snapshot (self->record);
  if (!sw_run_record_get_follows (self->record))
    sw_time_grid_append_line (snapshot,
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
