/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/scene/sw-scene.h"

G_BEGIN_DECLS

/* SwCanvasTool: what the pointer is doing, as a state machine without events, widgets or time:
 *
 *   IDLE --press--> PRESSED --move past the threshold--> PAN | MOVE | RECONNECT | CONNECT | ORDER | BAND
 *   … --release--> IDLE
 *
 * The canvas feeds it and acts upon what it answers. A value; all points in view pixels. */

typedef enum
{
  SW_TOOL_IDLE,
  SW_TOOL_PRESSED,
  SW_TOOL_PAN,
  SW_TOOL_MOVE,      /* a state, or all selected ones, to another place */
  SW_TOOL_RECONNECT, /* an end of an arrow to another state */
  SW_TOOL_CONNECT,   /* a new arrow from a state */
  SW_TOOL_ORDER,     /* a rule, catcher or branch before or behind others */
  SW_TOOL_BAND,      /* a rubber band */
} SwToolMode;

typedef enum
{
  SW_TOOL_BUTTON_PRIMARY,
  SW_TOOL_BUTTON_MIDDLE,
} SwToolButton;

typedef enum
{
  SW_TOOL_TOGGLE = 1 << 0, /* Ctrl: add to the selection, or take from it */
  SW_TOOL_EXTEND = 1 << 1, /* Shift: add to the selection */
  SW_TOOL_SPACE  = 1 << 2, /* the space bar is held: the hand tool */
} SwToolModifiers;

typedef struct
{
  SwToolMode      mode;
  SwHit           hit;      /* what was pressed */
  gboolean        movable;  /* what was pressed is a state that may be moved */
  SwPoint         start;
  SwPoint         point;
  SwToolModifiers modifiers;
} SwCanvasTool;

typedef enum
{
  SW_TOOL_ANSWER_NONE,
  SW_TOOL_ANSWER_BEGIN,   /* a drag has just begun: see `mode` */
  SW_TOOL_ANSWER_UPDATE,  /* it went on */
  SW_TOOL_ANSWER_CLICK,   /* released where it was pressed */
  SW_TOOL_ANSWER_DROP,    /* a drag has ended well: see `mode` of the tool as it was */
  SW_TOOL_ANSWER_CANCEL,  /* a drag was given up */
} SwToolAnswer;

#define SW_TOOL_THRESHOLD 8.0

SwToolAnswer sw_canvas_tool_press   (SwCanvasTool    *self,
                                     SwHit            hit,
                                     gboolean         movable,
                                     SwPoint          point,
                                     SwToolButton     button,
                                     SwToolModifiers  modifiers);
SwToolAnswer sw_canvas_tool_move    (SwCanvasTool    *self,
                                     SwPoint          point);
SwToolAnswer sw_canvas_tool_release (SwCanvasTool    *self,
                                     SwPoint          point,
                                     SwToolMode      *ended);
SwToolAnswer sw_canvas_tool_cancel  (SwCanvasTool    *self);
SwRect       sw_canvas_tool_get_band (const SwCanvasTool *self);
gboolean     sw_canvas_tool_is_dragging (const SwCanvasTool *self);

G_END_DECLS
