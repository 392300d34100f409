/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/runs/record/sw-run-record.h"

G_BEGIN_DECLS

/* SwTimeAxis: which part of a run's time the bars of a view show. While all of it is shown, it
 * grows with the run.
 *
 * Signal: changed. All times are microseconds since the epoch. */
#define SW_TYPE_TIME_AXIS (sw_time_axis_get_type ())
G_DECLARE_FINAL_TYPE (SwTimeAxis, sw_time_axis, SW, TIME_AXIS, GObject)

SwTimeAxis *sw_time_axis_new       (void);
void        sw_time_axis_set_whole (SwTimeAxis *self,
                                    gint64      begin,
                                    gint64      end);
void        sw_time_axis_zoom      (SwTimeAxis *self,
                                    double      factor,
                                    double      anchor);
void        sw_time_axis_pan       (SwTimeAxis *self,
                                    double      share);
void        sw_time_axis_fit       (SwTimeAxis *self);
gboolean    sw_time_axis_is_whole  (SwTimeAxis *self);
double      sw_time_axis_get_share (SwTimeAxis *self,
                                    gint64      time);
gint64      sw_time_axis_get_begin (SwTimeAxis *self);
gint64      sw_time_axis_get_from  (SwTimeAxis *self);
gint64      sw_time_axis_get_to    (SwTimeAxis *self);
gint64      sw_time_axis_get_step  (SwTimeAxis *self,
                                    guint       most);
gboolean    sw_time_axis_get_mark  (SwTimeAxis *self,
                                    guint       most,
                                    guint       index,
                                    gint64     *since);

G_END_DECLS
