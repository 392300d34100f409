/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* How a document is written: what new text in it should look like. */
typedef struct
{
  const char *eol;         /* "\n", "\r\n" or "\r" */
  char       *unit;        /* one level of indent */
  char       *colon;       /* what stands between a name and its value: ": " */
  const char *comma;       /* a comma and what follows it on the same line */
  const char *object_pad;  /* inside the brackets of an object on one line: "" or " " */
  const char *array_pad;
  gboolean    flat_arrays; /* arrays without arrays and objects stand on one line */
} SwStyle;

void     sw_style_detect        (SwStyle      *self,
                                 const SwTree *tree);
void     sw_style_clear         (SwStyle      *self);
void     sw_style_append_indent (const SwStyle *self,
                                 guint         depth,
                                 GString      *out);

SwSpan        sw_line_get_indent    (const char   *text,
                                     gsize         offset);
const char   *sw_line_find_last     (const char   *text);
gboolean      sw_span_has_line_end  (const char   *text,
                                     SwSpan        span);
gboolean      sw_span_is_white      (const char   *text,
                                     SwSpan        span);
gboolean      sw_node_is_filled     (const SwNode *node);
gboolean      sw_node_is_flat       (const SwNode *node);
const SwNode *sw_node_get_following (const SwNode *node,
                                     const SwNode *root);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwStyle, sw_style_clear)

G_END_DECLS
