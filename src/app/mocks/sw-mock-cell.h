/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* SwMockCell: a text in a table that is written by Enter or on leaving, taken back by Escape, with
 * what is wrong with it below. It may offer names to choose from while one types, or open JSON in a
 * larger field.
 *
 * Signals
 *   open                     the names are about to be offered: sw_mock_cell_offer() says which
 *   committed (text: string) the person has another text */
#define SW_TYPE_MOCK_CELL (sw_mock_cell_get_type ())
G_DECLARE_FINAL_TYPE (SwMockCell, sw_mock_cell, SW, MOCK_CELL, AdwBin)

typedef enum
{
  SW_MOCK_CELL_TEXT,
  SW_MOCK_CELL_NAME, /* offers names */
  SW_MOCK_CELL_JSON, /* opens in a larger field */
} SwMockCellKind;

GtkWidget *sw_mock_cell_new   (SwMockCellKind      kind,
                               const char         *label);
void       sw_mock_cell_show  (SwMockCell         *self,
                               SwMockCellKind      kind,
                               const char         *label,
                               const char         *text,
                               const char         *problem,
                               gboolean            serious);
void       sw_mock_cell_offer (SwMockCell         *self,
                               const char *const  *names);

G_END_DECLS
