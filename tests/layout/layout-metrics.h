/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "layout/sw-layout.h"

G_BEGIN_DECLS

/* What a reader of a picture would call a fault, counted. All of them have to be 0, but for
 * `upwards`, which may be as many as there are loops. */
typedef struct
{
  guint through;       /* an edge crosses a box, its own from inside */
  guint box_overlaps;  /* two boxes of a scope overlap, or one leaves its lane */
  guint label_on_box;
  guint label_on_label;
  guint label_crossed; /* an edge runs over the label of another */
  guint label_outside; /* a label leaves its lane */
  guint loose_ends;    /* an edge does not begin and end at its boxes, or its arrow is askew */
  guint upwards;       /* edges whose target begins before their source, along the flow */
} LayoutFaults;

LayoutFaults layout_faults_count (SwLayout           *layout);
guint        layout_faults_sum   (const LayoutFaults *faults);
char        *layout_faults_dup_text (const LayoutFaults *faults);

/* How often edges cross, those in side channels and those that share a state left out */
guint        layout_count_crossings (SwLayout        *layout);

/* How long an edge is on the average, in points, those in side channels left out */
double       layout_get_mean_length (SwLayout        *layout);

/* The first difference between two layouts of the same definition, or NULL */
char        *layout_dup_difference (SwLayout *a,
                                    SwLayout *b);
/* Of all pairs of states that stand in the same scope in both, in percent: how many have swapped
 * left and right */
double       layout_get_swaps     (SwLayout *a,
                                   SwLayout *b);

G_END_DECLS
