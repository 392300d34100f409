/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/record/sw-run-record.h"

G_BEGIN_DECLS

/* SwStagesView: what becomes of the data in a visit of a state: a row for each stage between input
 * and output, and the data of the one that is chosen. */
#define SW_TYPE_STAGES_VIEW (sw_stages_view_get_type ())
G_DECLARE_FINAL_TYPE (SwStagesView, sw_stages_view, SW, STAGES_VIEW, AdwBin)

void sw_stages_view_show (SwStagesView  *self,
                          SwRunRecord   *record,
                          const SwVisit *visit);

G_END_DECLS
