/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <math.h>

/* Where the view is. `viewport` says where it is going; `view` where the board stands in this
 * frame. Both are the same unless an animation is under way. */

#define ANIMATION_MS 220
/* Above this many states an animated layout would stutter. */
#define MAX_ANIMATED_NODES 500
/* A document opens whole, unless that makes it smaller than this … */
#define SMALLEST_WHOLE_SCALE 0.4
/* … then it opens readable, at its beginning. */
#define READABLE_SCALE 0.6

static gboolean
is_animating (SwCanvas *self)
{
  return self->animation != NULL
         && adw_animation_get_state (self->animation) == ADW_ANIMATION_PLAYING;
}

/**
 * _sw_canvas_to_scene:
 *
 * Returns: the point of the scene shown at @view now
 */
SwPoint
_sw_canvas_to_scene (SwCanvas *self, SwPoint view)
{
  return (SwPoint) {
    (view.x - self->view.origin.x) / self->view.scale,
    (view.y - self->view.origin.y) / self->view.scale,
  };
}

/**
 * _sw_canvas_to_view:
 *
 * Returns: where @scene is shown now, in view pixels
 */
SwPoint
_sw_canvas_to_view (SwCanvas *self, SwPoint scene)
{
  return (SwPoint) {
    self->view.origin.x + scene.x * self->view.scale,
    self->view.origin.y + scene.y * self->view.scale,
  };
}

/**
 * _sw_canvas_rect_to_view:
 *
 * Returns: where @scene is shown now, in view pixels
 */
SwRect
_sw_canvas_rect_to_view (SwCanvas *self, SwRect scene)
{
  SwPoint corner = _sw_canvas_to_view (self, (SwPoint) { scene.x, scene.y });

  return (SwRect) { corner.x, corner.y, scene.width * self->view.scale,
                    scene.height * self->view.scale };
}

/**
 * _sw_canvas_view_allocate:
 *
 * Gives the board its place; only from size_allocate.
 */
void
_sw_canvas_view_allocate (SwCanvas *self)
{
  GtkWidget *board = GTK_WIDGET (self->board);
  float scale = (float) self->view.scale;
  graphene_point_t origin
      = GRAPHENE_POINT_INIT ((float) self->view.origin.x, (float) self->view.origin.y);
  SwPoint corner = _sw_canvas_to_scene (self, (SwPoint) { 0, 0 });
  SwRect visible = { corner.x, corner.y, self->viewport.view_width / self->view.scale,
                     self->viewport.view_height / self->view.scale };
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  int width = scene ? (int) ceil (sw_scene_get_width (scene)) : 1;
  int height = scene ? (int) ceil (sw_scene_get_height (scene)) : 1;

  sw_canvas_board_set_visible_part (self->board, visible, self->view.scale);
  gtk_widget_measure (board, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (board, MAX (1, width), MAX (1, height), -1,
                       gsk_transform_scale (gsk_transform_translate (NULL, &origin), scale, scale));
}

static void
show_view (SwCanvas *self, SwCanvasView view)
{
  self->view = view;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static SwCanvasView
get_goal (SwCanvas *self)
{
  return (SwCanvasView) { sw_viewport_get_origin (&self->viewport), self->viewport.scale };
}

static void
animate_cb (double progress, gpointer user_data)
{
  SwCanvas *self = user_data;
  SwCanvasView goal = get_goal (self);
  SwCanvasView from = self->view_from;
  SwCanvasView now = {
    { from.origin.x + (goal.origin.x - from.origin.x) * progress,
      from.origin.y + (goal.origin.y - from.origin.y) * progress },
    from.scale + (goal.scale - from.scale) * progress,
  };

  if (self->board == NULL)
    return;
  if (self->scene_moves)
    sw_canvas_board_set_progress (self->board, progress);
  show_view (self, progress >= 1 ? goal : now);
}

static void
animation_done_cb (SwCanvas *self)
{
  _sw_canvas_update_hover (self);
}

static void
ensure_animation (SwCanvas *self)
{
  if (self->animation != NULL)
    return;
  AdwAnimationTarget *target = adw_callback_animation_target_new (animate_cb, self, NULL);
  self->animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, ANIMATION_MS, target);
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), ADW_EASE_OUT_CUBIC);
  g_signal_connect_object (self->animation, "done", G_CALLBACK (animation_done_cb), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
may_animate (SwCanvas *self)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);

  return gtk_widget_get_mapped (GTK_WIDGET (self)) && self->viewport.view_width > 0 && scene != NULL
         && sw_scene_get_n_nodes (scene) <= MAX_ANIMATED_NODES
         && !sw_canvas_tool_is_dragging (&self->tool)
         && adw_get_enable_animations (GTK_WIDGET (self));
}

static gboolean
is_there (SwCanvas *self)
{
  SwCanvasView goal = get_goal (self);

  return !sw_scene_is_moving (sw_canvas_board_get_scene (self->board))
         && goal.scale == self->view.scale && goal.origin.x == self->view.origin.x
         && goal.origin.y == self->view.origin.y;
}

static void
update_adjustments (SwCanvas *self)
{
  const SwViewport *viewport = &self->viewport;
  double uppers[] = { sw_viewport_get_upper_x (viewport), sw_viewport_get_upper_y (viewport) };
  double values[] = { viewport->scroll_x, viewport->scroll_y };
  double pages[] = { viewport->view_width, viewport->view_height };

  self->adjusting = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    if (self->adjustments[i] != NULL)
      gtk_adjustment_configure (self->adjustments[i], values[i], 0, uppers[i], pages[i] * 0.1,
                                pages[i] * 0.9, pages[i]);
  self->adjusting = FALSE;
}

/**
 * _sw_canvas_view_stop:
 *
 * Ends an animation at once: all is where it belongs.
 */
void
_sw_canvas_view_stop (SwCanvas *self)
{
  if (is_animating (self))
    adw_animation_skip (self->animation);
}

/**
 * _sw_canvas_view_changed:
 * @animate: whether to move there smoothly, where that is wanted and possible
 *
 * Takes the view to where the viewport says.
 */
void
_sw_canvas_view_changed (SwCanvas *self, gboolean animate)
{
  self->place_kept = FALSE;
  update_adjustments (self);
  if (is_animating (self))
    adw_animation_pause (self->animation);
  if (!animate || !may_animate (self) || is_there (self))
    {
      sw_canvas_board_set_progress (self->board, 1);
      show_view (self, get_goal (self));
      return;
    }
  ensure_animation (self);
  self->scene_moves = sw_scene_is_moving (sw_canvas_board_get_scene (self->board));
  self->view_from = self->view;
  adw_animation_reset (self->animation);
  adw_animation_play (self->animation);
}

static void
fit_viewport (SwCanvas *self)
{
  SwViewport *viewport = &self->viewport;
  SwScene *scene = sw_canvas_board_get_scene (self->board);

  viewport->scale = sw_viewport_get_fit_scale (viewport, SW_VIEWPORT_MIN_SCALE, 1.0);
  if (self->fit == SW_FIT_OPEN && viewport->scale < SMALLEST_WHOLE_SCALE)
    viewport->scale = READABLE_SCALE;
  sw_viewport_clamp (viewport);
  if (scene == NULL || sw_scene_get_n_nodes (scene) == 0)
    return;
  /* What does not fit shows its beginning. */
  SwRect start = sw_scene_get_node (scene, 0)->rect;
  SwPoint middle = { start.x + start.width / 2, 0 };
  sw_viewport_place (viewport, middle, (SwPoint) { viewport->view_width / 2, SW_VIEWPORT_MARGIN });
}

/**
 * _sw_canvas_view_resized:
 *
 * Fits or clamps the viewport after the view or the picture has changed its size; does not animate.
 */
void
_sw_canvas_view_resized (SwCanvas *self)
{
  double scale = self->viewport.scale;

  if (self->viewport.view_width <= 0)
    return;
  if (!_sw_canvas_take_place (self) && self->fit != SW_FIT_NONE)
    fit_viewport (self);
  else
    sw_viewport_clamp (&self->viewport);
  update_adjustments (self);
  if (!is_animating (self))
    self->view = get_goal (self);
  if (scale != self->viewport.scale)
    g_object_notify (G_OBJECT (self), "zoom");
  _sw_canvas_update_actions (self);
}

/**
 * _sw_canvas_zoom_at:
 * @scale: the wanted scale
 * @anchor: the point of the view that stays, in pixels
 * @animate: whether smoothly
 *
 * Zooms. From then on the person's choice stands.
 */
void
_sw_canvas_zoom_at (SwCanvas *self, double scale, SwPoint anchor, gboolean animate)
{
  double before = self->viewport.scale;

  _sw_canvas_view_stop (self);
  self->fit = SW_FIT_NONE;
  sw_viewport_zoom (&self->viewport, scale, anchor);
  _sw_canvas_view_changed (self, animate);
  if (before != self->viewport.scale)
    g_object_notify (G_OBJECT (self), "zoom");
  _sw_canvas_update_actions (self);
}

/**
 * sw_canvas_fit:
 *
 * Shows the whole picture, and keeps doing so until the person zooms.
 */
void
sw_canvas_fit (SwCanvas *self)
{
  double before = self->viewport.scale;

  g_return_if_fail (SW_IS_CANVAS (self));

  _sw_canvas_view_stop (self);
  self->fit = SW_FIT_ALL;
  fit_viewport (self);
  _sw_canvas_view_changed (self, TRUE);
  if (before != self->viewport.scale)
    g_object_notify (G_OBJECT (self), "zoom");
  _sw_canvas_update_actions (self);
}

/**
 * _sw_canvas_centre:
 * @scene: a point of the scene
 * @animate: whether smoothly
 *
 * Takes a point to the middle of the view, as far as the picture goes.
 */
void
_sw_canvas_centre (SwCanvas *self, SwPoint scene, gboolean animate)
{
  SwViewport *viewport = &self->viewport;

  _sw_canvas_view_stop (self);
  sw_viewport_place (viewport, scene,
                     (SwPoint) { viewport->view_width / 2, viewport->view_height / 2 });
  _sw_canvas_view_changed (self, animate);
}

/**
 * _sw_canvas_zoom_to:
 * @rect: a part of the scene
 *
 * Fills the view with a part of the picture, not larger than its original size.
 */
void
_sw_canvas_zoom_to (SwCanvas *self, SwRect rect)
{
  SwViewport part = self->viewport;

  part.scene_width = rect.width;
  part.scene_height = rect.height;
  _sw_canvas_view_stop (self);
  self->fit = SW_FIT_NONE;
  self->viewport.scale = sw_viewport_get_fit_scale (&part, SW_VIEWPORT_MIN_SCALE, 1.0);
  _sw_canvas_centre (self, sw_rect_get_center (rect), TRUE);
  g_object_notify (G_OBJECT (self), "zoom");
  _sw_canvas_update_actions (self);
}

/**
 * _sw_canvas_scroll_by:
 * @dx: view pixels
 * @dy: view pixels
 *
 * Scrolls at once.
 */
void
_sw_canvas_scroll_by (SwCanvas *self, double dx, double dy)
{
  _sw_canvas_view_stop (self);
  self->viewport.scroll_x += dx;
  self->viewport.scroll_y += dy;
  sw_viewport_clamp (&self->viewport);
  _sw_canvas_view_changed (self, FALSE);
}

/**
 * _sw_canvas_reveal:
 * @id: of a node
 * @animate: whether smoothly
 *
 * Scrolls so that a node can be seen.
 */
void
_sw_canvas_reveal (SwCanvas *self, guint id, gboolean animate)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwViewport before = self->viewport;

  if (scene == NULL || id >= sw_scene_get_n_nodes (scene) || self->viewport.view_width <= 0)
    return;
  SwRect rect = sw_scene_get_node (scene, id)->rect;
  if (sw_scene_is_container (scene, id))
    rect.height = SW_LAYOUT_HEADER_HEIGHT;
  sw_viewport_reveal (&self->viewport, rect);
  if (before.scroll_x == self->viewport.scroll_x && before.scroll_y == self->viewport.scroll_y)
    return;
  if (is_animating (self))
    update_adjustments (self); /* the animation under way goes there instead */
  else
    _sw_canvas_view_changed (self, animate);
}

static void
scrolled_cb (SwCanvas *self)
{
  if (self->adjusting)
    return;
  self->place_kept = FALSE;
  if (self->adjustments[GTK_ORIENTATION_HORIZONTAL] != NULL)
    self->viewport.scroll_x =
        gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
  if (self->adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    self->viewport.scroll_y =
        gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_VERTICAL]);
  _sw_canvas_view_stop (self);
  show_view (self, get_goal (self));
}

/**
 * _sw_canvas_set_adjustment:
 *
 * Takes the adjustment of a scrolled window.
 */
void
_sw_canvas_set_adjustment (SwCanvas *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  GtkAdjustment **place = &self->adjustments[orientation];

  if (*place == adjustment && adjustment != NULL)
    return;
  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, scrolled_cb, self);
  g_set_object (place, adjustment);
  if (adjustment != NULL)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  update_adjustments (self);
}
