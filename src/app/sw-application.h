/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/serve/sw-serving.h"
#include "app/session/sw-session.h"
#include "app/sw-head-start.h"

G_BEGIN_DECLS

#define SW_TYPE_APPLICATION (sw_application_get_type ())
G_DECLARE_FINAL_TYPE (SwApplication, sw_application, SW, APPLICATION, AdwApplication)

SwApplication *sw_application_new          (void);
GSettings     *sw_application_get_settings (SwApplication *self);
SwServing     *sw_application_get_serving  (SwApplication *self);
SwSession     *sw_application_get_session  (SwApplication *self);
SwHeadStart   *sw_application_take_head_start (SwApplication *self,
                                            GFile         *file);

G_END_DECLS
