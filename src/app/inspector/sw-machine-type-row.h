/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* SwMachineTypeRow: whether a document is checked and run as a Standard or an Express machine. ASL
 * does not say; the tasks file beside it does, or the preferences for all of them. */
#define SW_TYPE_MACHINE_TYPE_ROW (sw_machine_type_row_get_type ())
G_DECLARE_FINAL_TYPE (SwMachineTypeRow, sw_machine_type_row, SW, MACHINE_TYPE_ROW, AdwComboRow)

GtkWidget *sw_machine_type_row_new (SwDocument *document);

G_END_DECLS
