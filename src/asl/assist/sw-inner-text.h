/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* SwInnerText: the text of one field as it is typed in an editor of its own, at its place in the
 * whole definition: what is asked of a place of the definition (what can stand there, what does)
 * can be asked of a place of the field. Nothing of the document changes. Offsets are bytes: `inner`
 * ones of what is typed, `outer` ones of the definition with it. */
typedef struct _SwInnerText SwInnerText;

/* What is typed is … */
typedef enum
{
  SW_INNER_JSON,       /* the value's source */
  SW_INNER_STRING,     /* what a string says, without quotes and escapes */
  SW_INNER_EXPRESSION, /* the same, without {% and %} */
} SwInnerKind;

SwInnerText *sw_inner_text_new      (SwTree            *tree,
                                     const char        *object,
                                     const char        *name,
                                     const char        *typed,
                                     SwInnerKind        kind);
SwInnerText *sw_inner_text_new_part (SwTree           *tree,
                                     const char        *object,
                                     const char        *name,
                                     const char        *typed,
                                     SwSpan             part,
                                     SwInnerKind        kind);
void         sw_inner_text_free     (SwInnerText       *self);
const char  *sw_inner_text_get      (const SwInnerText *self,
                                     gsize             *length);
const char  *sw_inner_text_get_typed (const SwInnerText *self);
gboolean     sw_inner_text_is_string (const SwInnerText *self);
gsize        sw_inner_text_to_outer (const SwInnerText *self,
                                     gsize              inner);
gboolean     sw_inner_text_to_inner (const SwInnerText *self,
                                     gsize              outer,
                                     gsize             *inner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwInnerText, sw_inner_text_free)

G_END_DECLS
