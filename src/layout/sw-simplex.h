/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Points on a line, and springs between them: where do the points stand when the springs are as
 * little away from their lengths as can be? All lengths are whole numbers, and so are the places. */

#define SW_SIMPLEX_NEVER G_MAXUINT

typedef struct
{
  guint from;   /* index of a point */
  guint to;
  int   length; /* how far `to` would stand behind `from` */
  guint less;   /* what each unit costs by which it is nearer; SW_SIMPLEX_NEVER where that must not be */
  guint more;   /* … and by which it is farther */
} SwSimplexSpring;

gboolean sw_simplex_solve (const SwSimplexSpring *springs,
                           guint                  n_springs,
                           guint                  n_points,
                           int                   *places);

G_END_DECLS
