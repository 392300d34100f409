/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "asl/sw-inner-text.h"

G_BEGIN_DECLS

/* SwInnerView: what an editor of one field, outside of the code, tells completion and hover. OWNER
 * is whoever made the editor; once it is gone nothing is asked. */
typedef struct
{
  /* What stands in the editor, at its place in the document; NULL where that is gone */
  SwInnerText *(*dup_text)  (GObject *owner);
  /* JSON pointer of the state that has the field, or NULL */
  char        *(*dup_state) (GObject *owner);
} SwInnerView;

G_END_DECLS
