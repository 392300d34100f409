/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/sw-run-status.h"

G_BEGIN_DECLS

/* SwPartBar: which part of a container is looked at, chosen from a list, gone to and fro, or those
 * alone that failed. It shows itself where the run that is shown has parts of the state that is
 * selected, or of one around it.
 *
 * The iterations of a Map share a picture, which then tells of the chosen one alone, or of all of
 * them together. The branches of a Parallel stand side by side, each with its own counts: choosing
 * one has the lists of the run keep to it.
 *
 * Property
 *   branches   of a Parallel, not iterations of a Map; construct only */
#define SW_TYPE_PART_BAR (sw_part_bar_get_type ())
G_DECLARE_FINAL_TYPE (SwPartBar, sw_part_bar, SW, PART_BAR, AdwBin)

void sw_part_bar_set_status (SwPartBar   *self,
                             SwRunStatus *status);
void sw_part_bar_choose     (SwPartBar   *self,
                             const char  *container,
                             guint        index);

G_END_DECLS
