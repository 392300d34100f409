/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/record/sw-run-record.h"

G_BEGIN_DECLS

/* SwStepDetail: everything about the visit that is chosen, as at the event the run is looked at:
 * data, what became of them on the way, variables, tries, definition, events. Where none is chosen,
 * about the run.
 *
 * Property `page`: name of the page that is shown */
#define SW_TYPE_STEP_DETAIL (sw_step_detail_get_type ())
G_DECLARE_FINAL_TYPE (SwStepDetail, sw_step_detail, SW, STEP_DETAIL, AdwBin)

void sw_step_detail_set_record (SwStepDetail *self,
                                SwRunRecord  *record);
void sw_step_detail_show_page  (SwStepDetail *self,
                                const char   *name);

G_END_DECLS
