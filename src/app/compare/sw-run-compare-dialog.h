/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/record/sw-run-record.h"

G_BEGIN_DECLS

/* SwRunCompareDialog: two runs side by side: where they part, and what data differ.
 *
 * Signal
 *
 *   state-activated (pointer: string)   the person wants to see this state in the document */
#define SW_TYPE_RUN_COMPARE_DIALOG (sw_run_compare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SwRunCompareDialog, sw_run_compare_dialog, SW, RUN_COMPARE_DIALOG, AdwDialog)

SwRunCompareDialog *sw_run_compare_dialog_new (SwRunRecord *before,
                                               SwRunRecord *after,
                                               const char  *before_name,
                                               const char  *after_name);

G_END_DECLS
