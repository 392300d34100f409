/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/mocks/sw-mock-view.h"
#include "app/runs/sw-run-status.h"
#include "app/tests/sw-test-bench.h"

G_BEGIN_DECLS

/* SwTestPanel: the tests of a document: what came of each, what of the definition they come by, and
 * tests that could be added.
 *
 * Signals
 *   close                    the person wants the panel away
 *   show-state (pointer: s)  what was chosen belongs to the state there */
#define SW_TYPE_TEST_PANEL (sw_test_panel_get_type ())
G_DECLARE_FINAL_TYPE (SwTestPanel, sw_test_panel, SW, TEST_PANEL, AdwBin)

void         sw_test_panel_set_document (SwTestPanel *self,
                                         SwDocument  *document,
                                         SwRunStatus *status);
SwTestBench *sw_test_panel_get_bench    (SwTestPanel *self);
SwMockView  *sw_test_panel_get_mocks    (SwTestPanel *self);
void         sw_test_panel_show_view    (SwTestPanel *self,
                                         const char  *name);

G_END_DECLS
