/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-placeholder-values.h"

G_BEGIN_DECLS

/* SwPlaceholderRow: a row where the value of one placeholder is typed. What was typed is written
 * with Enter, with its button, or when the row is left; Escape gives the value back. */
#define SW_TYPE_PLACEHOLDER_ROW (sw_placeholder_row_get_type ())
G_DECLARE_FINAL_TYPE (SwPlaceholderRow, sw_placeholder_row, SW, PLACEHOLDER_ROW, AdwEntryRow)

GtkWidget  *sw_placeholder_row_new      (SwPlaceholderValues *values,
                                         const char          *name);
const char *sw_placeholder_row_get_name (SwPlaceholderRow    *self);

G_END_DECLS
