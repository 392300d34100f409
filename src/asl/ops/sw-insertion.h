/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/ops/sw-ops.h"

G_BEGIN_DECLS

/* SwInsertion: a text to put into a document, with places for the person to go through and fill in.
 * Levels of indent are tabs and line ends "\n": whoever inserts it writes them as the document
 * does, and begins each line after the first as the line it is inserted in. */
typedef struct
{
  char   *text;
  GArray *fields; /* SwSpan, bytes of `text`, in the order they are gone through; an empty one waits
                   * for its text, another holds a default. The caret ends behind the text */
} SwInsertion;

SwInsertion *sw_insertion_new          (const char        *text);
SwInsertion *sw_insertion_new_marked   (const char        *marked);
void         sw_insertion_append       (SwInsertion       *self,
                                        const char        *text);
void         sw_insertion_append_field (SwInsertion       *self,
                                        const char        *text);
void         sw_insertion_free         (SwInsertion       *self);
char        *sw_insertion_dup_marked   (const SwInsertion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwInsertion, sw_insertion_free)

G_END_DECLS
