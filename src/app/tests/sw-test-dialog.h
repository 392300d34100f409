/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "asl/model/sw-model.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* SwTestDialog: edits one test. What it does not show of the test stays as it is.
 *
 * Signals
 *   save     the person is content: sw_test_dialog_dup_test()
 *   remove   the test is to go */
#define SW_TYPE_TEST_DIALOG (sw_test_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SwTestDialog, sw_test_dialog, SW, TEST_DIALOG, AdwDialog)

SwTestDialog *sw_test_dialog_new       (SwTree       *tasks,
                                        SwModel      *model,
                                        char        **cases,
                                        int           index,
                                        SwValue       test);
int           sw_test_dialog_get_index (SwTestDialog *self);
SwValue       sw_test_dialog_dup_test  (SwTestDialog *self);

G_END_DECLS
