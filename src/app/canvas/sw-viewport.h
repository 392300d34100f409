/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "layout/sw-layout.h"

G_BEGIN_DECLS

/* SwViewport: the arithmetic between a picture and the window on it. A value; no widget.
 *
 * "Scene" lengths are points of the layout, "view" lengths are pixels of the widget. A picture
 * smaller than the view is centred; a larger one scrolls, from 0 to sw_viewport_get_upper_*() minus
 * the view's size. */
typedef struct
{
  double scale;        /* view pixels per scene point, SW_VIEWPORT_MIN_SCALE … SW_VIEWPORT_MAX_SCALE */
  double scroll_x;     /* view pixels, what a horizontal adjustment holds */
  double scroll_y;
  double view_width;   /* view pixels */
  double view_height;
  double scene_width;  /* scene points */
  double scene_height;
} SwViewport;

#define SW_VIEWPORT_MIN_SCALE 0.02
#define SW_VIEWPORT_MAX_SCALE 4.0
#define SW_VIEWPORT_MARGIN 24.0 /* view pixels kept free around the picture */

void     sw_viewport_init             (SwViewport       *self);
double   sw_viewport_get_upper_x      (const SwViewport *self);
double   sw_viewport_get_upper_y      (const SwViewport *self);
SwPoint  sw_viewport_get_origin       (const SwViewport *self);
SwPoint  sw_viewport_to_view          (const SwViewport *self,
                                       SwPoint           scene);
SwPoint  sw_viewport_to_scene         (const SwViewport *self,
                                       SwPoint           view);
SwRect   sw_viewport_get_visible      (const SwViewport *self);
void     sw_viewport_clamp            (SwViewport       *self);
void     sw_viewport_zoom             (SwViewport       *self,
                                       double            scale,
                                       SwPoint           anchor);
void     sw_viewport_place            (SwViewport       *self,
                                       SwPoint           scene,
                                       SwPoint           view);
double   sw_viewport_get_fit_scale    (const SwViewport *self,
                                       double            smallest,
                                       double            largest);
void     sw_viewport_reveal           (SwViewport       *self,
                                       SwRect            rect);
double   sw_viewport_get_next_scale   (double            scale,
                                       int               steps);

gboolean sw_rect_contains             (SwRect            rect,
                                       SwPoint           point);
gboolean sw_rect_intersects           (SwRect            a,
                                       SwRect            b);
SwRect   sw_rect_from_points          (SwPoint           a,
                                       SwPoint           b);
SwPoint  sw_rect_get_center           (SwRect            rect);
SwRect   sw_rect_grow                 (SwRect            rect,
                                       double            by);

G_END_DECLS
