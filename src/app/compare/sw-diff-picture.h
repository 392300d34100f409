/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "asl/diff/sw-diff.h"

G_BEGIN_DECLS

/* SwDiffPicture: two versions of a definition as one picture, to be looked at: what was added,
 * removed and changed stands out. Put it into a GtkScrolledWindow.
 *
 * Signal
 *
 *   picked (change: pointer)   the person chose a state that differs: an SwDiffState */
#define SW_TYPE_DIFF_PICTURE (sw_diff_picture_get_type ())
G_DECLARE_FINAL_TYPE (SwDiffPicture, sw_diff_picture, SW, DIFF_PICTURE, GtkWidget)

void   sw_diff_picture_set_diff (SwDiffPicture     *self,
                                 SwDiff            *diff);
void   sw_diff_picture_show     (SwDiffPicture     *self,
                                 const SwDiffState *change);
void   sw_diff_picture_set_zoom (SwDiffPicture     *self,
                                 double             zoom);
void   sw_diff_picture_zoom     (SwDiffPicture     *self,
                                 int                steps);
void   sw_diff_picture_fit      (SwDiffPicture     *self,
                                 double             width,
                                 double             height);

G_END_DECLS
