/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/gestures/sw-canvas-tool.h"

#include <math.h>

/* Which drag a press may become: the first row that fits. */
static SwToolMode
choose_mode (const SwCanvasTool *self)
{
  if (self->modifiers & SW_TOOL_SPACE)
    return SW_TOOL_PAN;
  switch (self->hit.kind)
    {
    case SW_HIT_TIP:
    case SW_HIT_TAIL:
      return SW_TOOL_RECONNECT;
    case SW_HIT_HANDLE:
      return SW_TOOL_CONNECT;
    case SW_HIT_LABEL:
    case SW_HIT_LANE:
      return SW_TOOL_ORDER;
    case SW_HIT_NODE:
      return self->movable ? SW_TOOL_MOVE : SW_TOOL_BAND;
    case SW_HIT_NOTHING:
    case SW_HIT_BODY:
    case SW_HIT_EDGE:
    case SW_HIT_PLUS:
    default:
      return SW_TOOL_BAND;
    }
}

/**
 * sw_canvas_tool_press:
 * @hit: what is under the pointer
 * @movable: whether that is a state which may be moved
 * @point: where, in view pixels
 * @button: which button
 * @modifiers: which keys are held
 *
 * A button went down. A second button during a drag gives the drag up.
 *
 * Returns: %SW_TOOL_ANSWER_BEGIN for the middle button, which pans at once; %SW_TOOL_ANSWER_CANCEL;
 *   else %SW_TOOL_ANSWER_NONE
 */
SwToolAnswer
sw_canvas_tool_press (SwCanvasTool    *self,
                      SwHit            hit,
                      gboolean         movable,
                      SwPoint          point,
                      SwToolButton     button,
                      SwToolModifiers  modifiers)
{
  if (self->mode != SW_TOOL_IDLE)
    return sw_canvas_tool_cancel (self);
  *self = (SwCanvasTool) {
    .mode = SW_TOOL_PRESSED,
    .hit = hit,
    .movable = movable,
    .start = point,
    .point = point,
    .modifiers = modifiers,
  };
  if (button != SW_TOOL_BUTTON_MIDDLE)
    return SW_TOOL_ANSWER_NONE;
  self->mode = SW_TOOL_PAN;
  return SW_TOOL_ANSWER_BEGIN;
}

/**
 * sw_canvas_tool_move:
 * @point: where the pointer is, in view pixels
 *
 * The pointer moved. A press becomes a drag once it is %SW_TOOL_THRESHOLD pixels away.
 *
 * Returns: %SW_TOOL_ANSWER_BEGIN, %SW_TOOL_ANSWER_UPDATE or %SW_TOOL_ANSWER_NONE
 */
SwToolAnswer
sw_canvas_tool_move (SwCanvasTool *self, SwPoint point)
{
  if (self->mode == SW_TOOL_IDLE)
    return SW_TOOL_ANSWER_NONE;
  self->point = point;
  if (self->mode != SW_TOOL_PRESSED)
    return SW_TOOL_ANSWER_UPDATE;
  if (hypot (point.x - self->start.x, point.y - self->start.y) < SW_TOOL_THRESHOLD)
    return SW_TOOL_ANSWER_NONE;
  self->mode = choose_mode (self);
  return SW_TOOL_ANSWER_BEGIN;
}

/**
 * sw_canvas_tool_release:
 * @point: where, in view pixels
 * @ended: (out): the drag that ended, or %SW_TOOL_PRESSED for a click
 *
 * The button went up.
 *
 * Returns: %SW_TOOL_ANSWER_CLICK, %SW_TOOL_ANSWER_DROP or %SW_TOOL_ANSWER_NONE
 */
SwToolAnswer
sw_canvas_tool_release (SwCanvasTool *self, SwPoint point, SwToolMode *ended)
{
  *ended = self->mode;
  self->point = point;
  self->mode = SW_TOOL_IDLE;
  if (*ended == SW_TOOL_IDLE)
    return SW_TOOL_ANSWER_NONE;
  return *ended == SW_TOOL_PRESSED ? SW_TOOL_ANSWER_CLICK : SW_TOOL_ANSWER_DROP;
}

/**
 * sw_canvas_tool_cancel:
 *
 * Escape was pressed, or the system took the pointer away.
 *
 * Returns: %SW_TOOL_ANSWER_CANCEL where there was something to give up, else %SW_TOOL_ANSWER_NONE
 */
SwToolAnswer
sw_canvas_tool_cancel (SwCanvasTool *self)
{
  SwToolMode mode = self->mode;

  self->mode = SW_TOOL_IDLE;
  return mode == SW_TOOL_IDLE ? SW_TOOL_ANSWER_NONE : SW_TOOL_ANSWER_CANCEL;
}

/**
 * sw_canvas_tool_get_band:
 *
 * Returns: the rubber band in view pixels
 */
SwRect
sw_canvas_tool_get_band (const SwCanvasTool *self)
{
  return sw_rect_from_points (self->start, self->point);
}

/**
 * sw_canvas_tool_is_dragging:
 *
 * Returns: whether a drag is under way
 */
gboolean
sw_canvas_tool_is_dragging (const SwCanvasTool *self)
{
  return self->mode > SW_TOOL_PRESSED;
}
