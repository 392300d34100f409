/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/record/sw-run-record.h"

G_BEGIN_DECLS

/* SwRunEvents: the events of a run, or of one visit: searched, filtered by kind, sorted by any
 * column. Choosing one chooses it in the record; activating one travels there; each unfolds into
 * what AWS tells of it. */
#define SW_TYPE_RUN_EVENTS (sw_run_events_get_type ())
G_DECLARE_FINAL_TYPE (SwRunEvents, sw_run_events, SW, RUN_EVENTS, AdwBin)

void sw_run_events_set_record (SwRunEvents *self,
                               SwRunRecord *record,
                               SwVisit     *visit);

G_END_DECLS
