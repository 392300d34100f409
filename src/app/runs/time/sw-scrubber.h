/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/runs/record/sw-run-record.h"

G_BEGIN_DECLS

/* SwScrubber: a run's events on a line, and the one it is looked at as: dragged, clicked, or moved
 * by keys (left and right by one event, up and down by the states of a run, Page by a tenth, Home,
 * End). Failures stand out. At the end it follows the run. */
#define SW_TYPE_SCRUBBER (sw_scrubber_get_type ())
G_DECLARE_FINAL_TYPE (SwScrubber, sw_scrubber, SW, SCRUBBER, GtkWidget)

void sw_scrubber_set_record (SwScrubber  *self,
                             SwRunRecord *record);

G_END_DECLS
