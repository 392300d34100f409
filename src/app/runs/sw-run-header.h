/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/record/sw-run-record.h"

G_BEGIN_DECLS

/* SwRunHeader: how a run stands: status, clock, transitions; behind a button what it comes to, held
 * against AWS's limits, and what it would cost there.
 *
 * Properties
 *   compact  the status alone; all figures are behind the button */
#define SW_TYPE_RUN_HEADER (sw_run_header_get_type ())
G_DECLARE_FINAL_TYPE (SwRunHeader, sw_run_header, SW, RUN_HEADER, AdwBin)

void        sw_run_header_set_record (SwRunHeader      *self,
                                      SwRunRecord      *record);
char       *sw_redrives_dup_text     (guint             count);
const char *sw_run_status_get_label  (SwExecutionStatus status);
const char *sw_run_status_get_icon   (SwExecutionStatus status);
const char *sw_run_status_get_class  (SwExecutionStatus status);

G_END_DECLS
