/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SW_TYPE_SHORTCUTS_DIALOG (sw_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SwShortcutsDialog, sw_shortcuts_dialog, SW, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *sw_shortcuts_dialog_new (GtkApplication *app);

G_END_DECLS
