/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sw-application.h"

G_BEGIN_DECLS

#define SW_TYPE_WINDOW (sw_window_get_type ())
G_DECLARE_FINAL_TYPE (SwWindow, sw_window, SW, WINDOW, AdwApplicationWindow)

SwWindow *sw_window_new       (SwApplication *app);
void      sw_window_open_file (SwWindow      *self,
                               GFile         *file);

G_END_DECLS
