/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/source/sw-spot.h"

G_BEGIN_DECLS

/* SwSpotPopover: a list of places to go to, with a field that narrows it down. Signal `chosen`
 * (spot: SwSpot). */
#define SW_TYPE_SPOT_POPOVER (sw_spot_popover_get_type ())
G_DECLARE_FINAL_TYPE (SwSpotPopover, sw_spot_popover, SW, SPOT_POPOVER, GtkPopover)

void sw_spot_popover_set_heading (SwSpotPopover *self,
                                  const char    *heading);
void sw_spot_popover_set_search  (SwSpotPopover *self,
                                  const char    *placeholder);
void sw_spot_popover_set_spots   (SwSpotPopover *self,
                                  GListModel    *spots,
                                  guint          selected);

G_END_DECLS
