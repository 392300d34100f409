/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/scene/sw-scene.h"

G_BEGIN_DECLS

/* Where an arrow key leads on the canvas. Pure. */
typedef enum
{
  SW_STEP_NEXT,     /* along the flow */
  SW_STEP_PREVIOUS, /* against it */
  SW_STEP_BEFORE,   /* to the one beside, across the flow: on the left, or above in a picture that flows to the right */
  SW_STEP_BEHIND,   /* … on the right, or below */
  SW_STEP_FIRST,
  SW_STEP_LAST,
} SwStep;

gboolean sw_canvas_navigate (SwScene     *scene,
                             SwDirection  direction,
                             guint        from,
                             SwStep       step,
                             guint       *to);

G_END_DECLS
