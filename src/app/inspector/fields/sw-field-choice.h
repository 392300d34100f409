/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-fields.h"

G_BEGIN_DECLS

/* Which fields the inspector gives a row. STATE is the selected state, or NULL: the machine's own
 * fields are meant; OBJECT is what has the fields. */
gboolean  sw_field_is_possible      (const SwField *field,
                                     const SwState *state);
gboolean  sw_field_is_shown         (const SwField *field,
                                     const SwState *state,
                                     const SwNode  *object);
gboolean  sw_field_has_shown_rival  (const SwField *field,
                                     const SwState *state,
                                     const SwNode  *object);
gboolean  sw_field_stands_for_group (SwFieldSet     set,
                                     const SwField *field,
                                     const SwNode  *object);

G_END_DECLS
