/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-fields.h"

G_BEGIN_DECLS

/* The fields of everything that is no state (sw-fields-parts.c). */
const SwField *sw_part_fields_get (SwFieldSet  set,
                                   guint      *count);

G_END_DECLS
