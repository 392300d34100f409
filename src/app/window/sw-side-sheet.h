/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* SwSideSheet: what a bottom sheet holds in place of the side bars: one panel of several at a time,
 * in a height that does not depend on what it shows. */
#define SW_TYPE_SIDE_SHEET (sw_side_sheet_get_type ())
G_DECLARE_FINAL_TYPE (SwSideSheet, sw_side_sheet, SW, SIDE_SHEET, GtkWidget)

void       sw_side_sheet_add       (SwSideSheet *self,
                                    GtkWidget   *panel,
                                    const char  *title);
void       sw_side_sheet_remove    (SwSideSheet *self,
                                    GtkWidget   *panel);
void       sw_side_sheet_show      (SwSideSheet *self,
                                    GtkWidget   *panel);
GtkWidget *sw_side_sheet_get_shown (SwSideSheet *self);

G_END_DECLS
