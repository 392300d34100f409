/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/scene/sw-scene.h"

G_BEGIN_DECLS

/* How a breakpoint is shown; the first of several at one place wins */
typedef enum
{
  SW_BREAK_ON,
  SW_BREAK_CONDITION, /* stops only if something holds */
  SW_BREAK_OFF,       /* kept, but stops nothing */
  SW_BREAK_N_LOOKS,
} SwBreakLook;

/* SwBreakSign: a breakpoint, as the canvas is told of it. */
typedef struct
{
  const char  *pointer; /* JSON pointer of a state, or of a way out of one: "/States/A/Choices/0" */
  SwBreakLook  look;
  const char  *text;    /* a sentence about it, such as when it stops; or NULL */
} SwBreakSign;

/* SwBreakBadge: the breakpoints of one place of the picture. */
typedef struct
{
  gboolean    on_edge;
  guint       id;       /* of the node, or the edge */
  SwBreakLook look;
  char       *pointer;  /* of the first */
  char       *text;     /* of all, a line for each; never empty */
} SwBreakBadge;

GPtrArray *sw_break_signs_copy       (const SwBreakSign *signs,
                                      guint              n_signs);
GPtrArray *sw_break_badges_new       (const SwScene     *scene,
                                      GPtrArray         *signs);
GPtrArray *sw_break_badges_dup_texts (GPtrArray         *badges,
                                      const SwScene     *scene);

G_END_DECLS
