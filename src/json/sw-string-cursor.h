/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* SwStringCursor: leads from the bytes that a string of the document says back to the bytes of the
 * text that say it, escapes accounted for. It goes forward only, so that a walk along a string
 * costs no more than its length. A plain struct over the tree; nothing is owned. */
typedef struct
{
  const SwNode *node;
  const char   *text;    /* of the tree */
  guint         style;   /* how a string of YAML is written, SwYamlStyle */
  gsize         at;      /* byte of the text */
  gsize         limit;   /* where the string's content ends */
  gsize         decoded; /* bytes that the content says before `at` */
} SwStringCursor;

void   sw_string_cursor_init      (SwStringCursor *self,
                                   const SwNode   *node);
void   sw_string_cursor_init_name (SwStringCursor *self,
                                   const SwNode   *member);
gsize  sw_string_cursor_seek      (SwStringCursor *self,
                                   gsize           decoded);
gsize  sw_string_cursor_find      (SwStringCursor *self,
                                   gsize           offset);
SwSpan sw_string_cursor_locate    (SwStringCursor *self,
                                   gsize           start,
                                   gsize           end);

G_END_DECLS
