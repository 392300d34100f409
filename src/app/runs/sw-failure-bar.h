/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/record/sw-run-record.h"

G_BEGIN_DECLS

/* SwFailureBar: error and cause of a run that failed, in a line or two; the whole of it is in the
 * step's detail.
 *
 * Signal
 *   show-step   the person wants to see where it happened */
#define SW_TYPE_FAILURE_BAR (sw_failure_bar_get_type ())
G_DECLARE_FINAL_TYPE (SwFailureBar, sw_failure_bar, SW, FAILURE_BAR, AdwBin)

void sw_failure_bar_show (SwFailureBar *self,
                          SwRunRecord  *record);

G_END_DECLS
