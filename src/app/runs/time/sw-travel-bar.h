/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/record/sw-run-record.h"
#include "app/runs/time/sw-time-axis.h"

G_BEGIN_DECLS

/* SwTravelBar: the way to any moment of a run: event by event, on a line, or back to the end. What
 * stands at the moment one has come to is chosen in the record. */
#define SW_TYPE_TRAVEL_BAR (sw_travel_bar_get_type ())
G_DECLARE_FINAL_TYPE (SwTravelBar, sw_travel_bar, SW, TRAVEL_BAR, AdwBin)

void sw_travel_bar_set_record (SwTravelBar *self,
                               SwRunRecord *record);

G_END_DECLS
