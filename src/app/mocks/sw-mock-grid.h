/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "tasks/mocks/sw-mock-sheet.h"

G_BEGIN_DECLS

/* SwMockGrid: the rows of a test case as a table: state, calls, answer, result or error, cause.
 * Each cell is edited in place.
 *
 * Signal
 *   edited  the person changed the sheet */
#define SW_TYPE_MOCK_GRID (sw_mock_grid_get_type ())
G_DECLARE_FINAL_TYPE (SwMockGrid, sw_mock_grid, SW, MOCK_GRID, AdwBin)

void sw_mock_grid_set_sheet (SwMockGrid  *self,
                             SwMockSheet *take_sheet);
void sw_mock_grid_set_model (SwMockGrid  *self,
                             SwModel     *model);
void sw_mock_grid_update    (SwMockGrid  *self);
void sw_mock_grid_add       (SwMockGrid  *self);

SwMockSheet *sw_mock_grid_get_sheet (SwMockGrid *self);

G_END_DECLS
