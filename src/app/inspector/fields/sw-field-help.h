/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "asl/model/sw-fields.h"

G_BEGIN_DECLS

void  sw_field_help_popup (GtkWidget     *parent,
                           GtkWidget     *row,
                           const SwField *field);
char *sw_field_help_dup   (const SwField *field);

G_END_DECLS
