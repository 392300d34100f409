/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "asl/diff/sw-diff.h"

G_BEGIN_DECLS

/* SwCompareDialog: two versions of a definition, as a list of changes beside a picture of both.
 *
 * Signal
 *
 *   state-activated (pointer: string)   the person wants to see this state in the document */
#define SW_TYPE_COMPARE_DIALOG (sw_compare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SwCompareDialog, sw_compare_dialog, SW, COMPARE_DIALOG, AdwDialog)

SwCompareDialog *sw_compare_dialog_new (SwDiff     *diff,
                                        const char *before,
                                        const char *after);

G_END_DECLS
