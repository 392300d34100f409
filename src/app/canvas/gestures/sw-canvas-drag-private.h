/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/gestures/sw-canvas-drag.h"

G_BEGIN_DECLS

struct _SwCanvasDrag
{
  SwDragKind          kind;
  const SwStencil    *stencil;    /* ADD */
  char              **pointers;   /* MOVE: of the states */
  SwCanvasTarget     *origin;     /* HEAD, TAIL, ORDER_EDGE: the place of the edge in hand */
  guint               edge;       /* … and its id */
  guint               from;       /* ARROW: the state it comes from; of an edge the node it leaves */
  const SwGraphScope *lane;       /* ORDER_LANE */
  SwCanvasTarget     *target;     /* ADD, MOVE: what is aimed at */
  guint               node;       /* HEAD, TAIL, ARROW: what is aimed at; SW_CANVAS_NO_ID for nothing */
  guint               aimed_edge; /* ORDER_EDGE: likewise */
  const SwGraphScope *aimed_lane; /* ORDER_LANE: likewise */
  char               *refusal;    /* why what is aimed at is not possible */
};

G_END_DECLS
