/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/page/sw-page.h"
#include "app/sw-application.h"

G_BEGIN_DECLS

#define SW_TYPE_WINDOW (sw_window_get_type ())
G_DECLARE_FINAL_TYPE (SwWindow, sw_window, SW, WINDOW, AdwApplicationWindow)

SwWindow *sw_window_new              (SwApplication *app);
void      sw_window_open_file        (SwWindow      *self,
                                      GFile         *file);
void      sw_window_open_files       (SwWindow      *self,
                                      GPtrArray     *files);
void      sw_window_present_with_files (SwWindow    *self,
                                        GPtrArray   *files);
SwPage   *sw_window_add_document     (SwWindow      *self,
                                      SwDocument    *document);
SwPage   *sw_window_get_page         (SwWindow      *self);

G_END_DECLS
