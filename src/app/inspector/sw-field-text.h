/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/sw-fields.h"

G_BEGIN_DECLS

gboolean  sw_field_is_code        (const SwField    *field);
char     *sw_field_dup_text       (const SwField    *field,
                                   const SwNode     *node);
gboolean  sw_field_text_to_json   (const SwField    *field,
                                   SwQueryLanguage   language,
                                   const char       *text,
                                   char            **json,
                                   char            **error);

G_END_DECLS
