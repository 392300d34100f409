/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* SwTestMockRow: what one state answers to some of its calls: a row of the table of mocks.
 *
 * Signals
 *   changed   something in it
 *   remove    the row is to go */
#define SW_TYPE_TEST_MOCK_ROW (sw_test_mock_row_get_type ())
G_DECLARE_FINAL_TYPE (SwTestMockRow, sw_test_mock_row, SW, TEST_MOCK_ROW, AdwExpanderRow)

GtkWidget  *sw_test_mock_row_new        (SwModel       *model,
                                         const char    *state,
                                         const char    *range,
                                         SwValue        answer);
const char *sw_test_mock_row_get_state  (SwTestMockRow *self);
const char *sw_test_mock_row_get_range  (SwTestMockRow *self);
gboolean    sw_test_mock_row_dup_answer (SwTestMockRow *self,
                                         SwValue       *answer);

G_END_DECLS
