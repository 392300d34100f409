/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/serve/sw-serving.h"
#include "app/window/sw-window.h"

G_BEGIN_DECLS

/* SwServeDialog: switches the program's server on and off, tells its address, and lists what was
 * started through it. */
#define SW_TYPE_SERVE_DIALOG (sw_serve_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SwServeDialog, sw_serve_dialog, SW, SERVE_DIALOG, AdwDialog)

AdwDialog *sw_serve_dialog_new (SwServing *serving,
                                SwWindow  *window);

G_END_DECLS
