/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* SwNameRow: the name of a state. Written by Enter or on leaving, never while it is typed: half a
 * name is another name, and each reference follows it. */
#define SW_TYPE_NAME_ROW (sw_name_row_get_type ())
G_DECLARE_FINAL_TYPE (SwNameRow, sw_name_row, SW, NAME_ROW, GObject)

SwNameRow *sw_name_row_new        (SwDocument    *document);
GtkWidget *sw_name_row_get_widget (SwNameRow     *self);
void       sw_name_row_show       (SwNameRow     *self,
                                   const SwState *state);
void       sw_name_row_commit     (SwNameRow     *self);

G_END_DECLS
