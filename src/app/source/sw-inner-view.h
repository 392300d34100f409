/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "asl/assist/sw-inner-text.h"

G_BEGIN_DECLS

/* SwInnerView: what an editor of one field, outside of the code, tells completion and hover. OWNER
 * is whoever made the editor; once it is gone nothing is asked. */
typedef struct
{
  /* What stands in the editor around the byte CARET, at its place in the document; NULL where that
   * is gone, or where it is none of the document's words */
  SwInnerText *(*dup_text)  (GObject *owner,
                             gsize    caret);
  /* JSON pointer of the state that has the field, or NULL */
  char        *(*dup_state) (GObject *owner);
  /* It holds a condition as a line: what is none of the document's words is one of the line's. */
  gboolean       is_rule;
} SwInnerView;

G_END_DECLS
