/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-span.h"

G_BEGIN_DECLS

/* One replacement of bytes. An insertion has an empty span, a removal an empty text. */
typedef struct
{
  SwSpan span; /* bytes of the old text */
  char  *text; /* NUL-terminated for convenience; may hold U+0000 */
  gsize  length;
} SwEdit;

/* A set of replacements against one text: sorted by span, never overlapping, applied together.
 * Immutable once handed out, shared by reference count. */
typedef struct _SwEdits SwEdits;

SwEdits      *sw_edits_new       (void);
SwEdits      *sw_edits_ref       (SwEdits       *self);
void          sw_edits_unref     (SwEdits       *self);
void          sw_edits_add       (SwEdits       *self,
                                  SwSpan         span,
                                  const char    *text,
                                  gssize         length);
guint         sw_edits_get_count (const SwEdits *self);
const SwEdit *sw_edits_get       (const SwEdits *self,
                                  guint          index);
char         *sw_edits_apply     (const SwEdits *self,
                                  const char    *text,
                                  gsize          length,
                                  gsize         *new_length);
SwEdits      *sw_edits_invert    (const SwEdits *self,
                                  const char    *text);
SwEdits      *sw_edits_compose   (const SwEdits *first,
                                  const SwEdits *second);
gsize         sw_edits_map       (const SwEdits *self,
                                  gsize          offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwEdits, sw_edits_unref)

G_END_DECLS
