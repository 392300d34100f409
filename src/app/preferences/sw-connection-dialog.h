/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* SwConnectionDialog: asks for a connection of HTTP Tasks. Signal `saved` (name, text): text is
 * what sw_connection_new_from_text() reads. */
#define SW_TYPE_CONNECTION_DIALOG (sw_connection_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SwConnectionDialog, sw_connection_dialog, SW, CONNECTION_DIALOG, AdwDialog)

G_END_DECLS
