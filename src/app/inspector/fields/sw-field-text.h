/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/assist/sw-inner-text.h"
#include "asl/model/sw-fields.h"

G_BEGIN_DECLS

gboolean  sw_field_is_code        (const SwField    *field);
char     *sw_field_dup_text       (const SwField    *field,
                                   const SwNode     *node);
gboolean  sw_field_text_to_json   (const SwField    *field,
                                   SwQueryLanguage   language,
                                   const char       *text,
                                   char            **json,
                                   char            **error);
SwSpan      sw_field_text_find_error     (const SwField   *field,
                                          const char      *text);
SwInnerKind sw_field_text_get_inner_kind (const SwField *field,
                                          const char    *text);

G_END_DECLS
