/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/time/sw-time-axis.h"

#define LEAST_SPAN 1000 /* microseconds that a view shows at least */

struct _SwTimeAxis
{
  GObject parent_instance;

  gint64  begin; /* of the run */
  gint64  end;
  gint64  from;  /* of what is shown */
  gint64  to;
};

G_DEFINE_FINAL_TYPE (SwTimeAxis, sw_time_axis, G_TYPE_OBJECT)

static guint changed_signal;

static void
sw_time_axis_class_init (SwTimeAxisClass *klass)
{
  changed_signal = g_signal_new ("changed", SW_TYPE_TIME_AXIS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
sw_time_axis_init (SwTimeAxis *self)
{
  self->end = self->to = LEAST_SPAN;
}

/**
 * sw_time_axis_new:
 *
 * Returns: (transfer full): an axis of the shortest time it can show
 */
SwTimeAxis *
sw_time_axis_new (void)
{
  return g_object_new (SW_TYPE_TIME_AXIS, NULL);
}

static void
show (SwTimeAxis *self,
      gint64      from,
      gint64      to)
{
  gint64 span = CLAMP (to - from, LEAST_SPAN, MAX (LEAST_SPAN, self->end - self->begin));

  from = CLAMP (from, self->begin, MAX (self->begin, self->end - span));
  if (from == self->from && from + span == self->to)
    return;
  self->from = from;
  self->to = from + span;
  g_signal_emit (self, changed_signal, 0);
}

/**
 * sw_time_axis_set_whole:
 * @begin: when the run began
 * @end: its latest event
 *
 * Tells how far the run goes.
 */
void
sw_time_axis_set_whole (SwTimeAxis *self,
                        gint64      begin,
                        gint64      end)
{
  gboolean whole = sw_time_axis_is_whole (self) || begin != self->begin;

  self->begin = begin;
  self->end = MAX (end, begin + LEAST_SPAN);
  if (whole)
    show (self, self->begin, self->end);
}

/**
 * sw_time_axis_zoom:
 * @factor: above 1 shows less
 * @anchor: share of the width, 0 … 1, that stays where it is
 */
void
sw_time_axis_zoom (SwTimeAxis *self,
                   double      factor,
                   double      anchor)
{
  double span = (double) (self->to - self->from);
  double shown = span / factor;
  gint64 from = self->from + (gint64) ((span - shown) * anchor);

  show (self, from, from + (gint64) shown);
}

/**
 * sw_time_axis_pan:
 * @share: of what is shown, that it moves by; below 0 to what was before
 */
void
sw_time_axis_pan (SwTimeAxis *self,
                  double      share)
{
  gint64 by = (gint64) ((double) (self->to - self->from) * share);

  show (self, self->from + by, self->to + by);
}

/**
 * sw_time_axis_fit:
 *
 * Shows the whole run again.
 */
void
sw_time_axis_fit (SwTimeAxis *self)
{
  show (self, self->begin, self->end);
}

/**
 * sw_time_axis_is_whole:
 *
 * Returns: whether all of the run is shown, so that the axis grows with it
 */
gboolean
sw_time_axis_is_whole (SwTimeAxis *self)
{
  return self->from <= self->begin && self->to >= self->end;
}

/**
 * sw_time_axis_get_share:
 *
 * Returns: where @time is, as a share of the width; below 0 or above 1 outside
 */
double
sw_time_axis_get_share (SwTimeAxis *self,
                        gint64      time)
{
  return (double) (time - self->from) / (double) (self->to - self->from);
}

/**
 * sw_time_axis_get_begin:
 *
 * Returns: when the run began
 */
gint64
sw_time_axis_get_begin (SwTimeAxis *self)
{
  return self->begin;
}

/**
 * sw_time_axis_get_from:
 *
 * Returns: the first moment that is shown
 */
gint64
sw_time_axis_get_from (SwTimeAxis *self)
{
  return self->from;
}

/**
 * sw_time_axis_get_to:
 *
 * Returns: the last moment that is shown, after the first one
 */
gint64
sw_time_axis_get_to (SwTimeAxis *self)
{
  return self->to;
}

/**
 * sw_time_axis_get_step:
 * @most: marks there is room for, above 0
 *
 * Returns: microseconds between marks: a round number of them, for people
 */
gint64
sw_time_axis_get_step (SwTimeAxis *self,
                       guint       most)
{
  static const gint64 units[] = { 1, 1000, G_USEC_PER_SEC, 60 * G_USEC_PER_SEC,
                                  3600 * (gint64) G_USEC_PER_SEC, 86400 * (gint64) G_USEC_PER_SEC };
  static const guint steps[] = { 1, 2, 5, 10, 15, 20, 30, 50, 100, 200, 500 };
  gint64 span = self->to - self->from;

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (steps); j++)
      if (span / (units[i] * steps[j]) <= most
          && (i + 1 == G_N_ELEMENTS (units) || units[i] * steps[j] < units[i + 1]))
        return units[i] * steps[j];
  return MAX (1, span / most);
}

/**
 * sw_time_axis_get_mark:
 * @most: marks there is room for, above 0
 * @index: of the mark, from 0
 * @since: (out): microseconds since the run began, where it stands; the first may be before what is
 *   shown
 *
 * Returns: whether there is such a mark
 */
gboolean
sw_time_axis_get_mark (SwTimeAxis *self,
                       guint       most,
                       guint       index,
                       gint64     *since)
{
  gint64 step = sw_time_axis_get_step (self, most);

  *since = ((self->from - self->begin) / step + index) * step;
  return self->begin + *since <= self->to;
}
