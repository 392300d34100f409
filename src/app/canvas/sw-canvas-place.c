/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

/* The place a person looked at, to come back to it at another time and in another size of the
 * window. */

/**
 * sw_canvas_get_place:
 * @place: (out): where the person looks
 *
 * Returns: whether the person has chosen a place; where not, the whole picture is shown
 */
gboolean
sw_canvas_get_place (SwCanvas *self, SwCanvasPlace *place)
{
  SwRect visible;

  g_return_val_if_fail (SW_IS_CANVAS (self), FALSE);

  *place = self->wanted_place;
  if (self->place_due)
    return TRUE;
  if (self->fit != SW_FIT_NONE || self->viewport.view_width <= 0)
    return FALSE;
  visible = sw_viewport_get_visible (&self->viewport);
  *place = (SwCanvasPlace) { self->viewport.scale, sw_rect_get_center (visible) };
  return TRUE;
}

/**
 * sw_canvas_set_place:
 * @place: where to look
 *
 * Takes the view there, once the canvas has a size and its picture.
 */
void
sw_canvas_set_place (SwCanvas *self, SwCanvasPlace place)
{
  g_return_if_fail (SW_IS_CANVAS (self));

  self->wanted_place = place;
  self->place_due = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * _sw_canvas_take_place:
 *
 * Returns: whether there was a place to go to, and the viewport says so now. A window that opens is
 *   given several sizes in a row; each time the same point is in the middle.
 */
gboolean
_sw_canvas_take_place (SwCanvas *self)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwViewport *viewport = &self->viewport;

  if (!(self->place_due || self->place_kept) || scene == NULL || sw_scene_get_n_nodes (scene) == 0)
    return FALSE;
  self->place_due = FALSE;
  self->place_kept = TRUE;
  self->fit = SW_FIT_NONE;
  viewport->scale = CLAMP (self->wanted_place.zoom, SW_VIEWPORT_MIN_SCALE, SW_VIEWPORT_MAX_SCALE);
  sw_viewport_place (viewport, self->wanted_place.middle,
                     (SwPoint) { viewport->view_width / 2, viewport->view_height / 2 });
  return TRUE;
}
