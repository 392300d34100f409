/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "layout/sw-simplex.h"

G_BEGIN_DECLS

/* In which directions a spring could give way at no cost; in none where it is as long in all cheapest
 * places */
typedef enum
{
  SW_SIMPLEX_RIGID = 0,
  SW_SIMPLEX_NEARER = 1,  /* down to its length it may be farther, and … */
  SW_SIMPLEX_FARTHER = 2, /* … from its length on */
} SwSimplexFreedom;

void sw_simplex_center (const SwSimplexSpring  *springs,
                        const SwSimplexFreedom *freedoms,
                        guint                   n_springs,
                        guint                   n_points,
                        int                    *places);

G_END_DECLS
