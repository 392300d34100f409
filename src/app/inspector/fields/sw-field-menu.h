/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"
#include "asl/model/sw-fields.h"

G_BEGIN_DECLS

GtkWidget *sw_field_menu_new (SwDocument    *document,
                              SwFieldTab     tab);
gboolean   sw_field_menu_has (const SwState *state,
                              const SwNode  *object,
                              SwFieldTab     tab);

G_END_DECLS
