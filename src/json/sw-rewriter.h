/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-edits.h"
#include "json/sw-tree.h"

G_BEGIN_DECLS

/* SwRewriter: a sequence of minimal changes to a document's text, collected into one SwEdits against the text
 * it began from. Each step names its place by JSON pointer *as the document stands after the steps before*,
 * touches only the bytes it must, and copies the style around it (indent unit, line ends, one-line
 * objects, space after colons).
 *
 * Values are given as JSON text; the rewriter re-indents it to its place when the surrounding is
 * spread over lines, and keeps it on one line where the surrounding is. A text may be any JSON,
 * ${placeholders} included.
 *
 * A step that cannot be done (no such pointer, a broken part in the way) returns FALSE, changes nothing and
 * sets an error that says why; the steps before remain. */
typedef struct _SwRewriter SwRewriter;

#define SW_REWRITE_ERROR (sw_rewrite_error_quark ())
GQuark sw_rewrite_error_quark (void);

typedef enum
{
  SW_REWRITE_ERROR_NOT_FOUND, /* nothing stands at the pointer */
  SW_REWRITE_ERROR_BROKEN,    /* the text there has a syntax error that must be mended first */
  SW_REWRITE_ERROR_EXISTS,    /* the object has such a member already */
  SW_REWRITE_ERROR_TYPE,      /* the place is no object, or no array */
} SwRewriteError;

SwRewriter *sw_rewriter_new      (SwTree      *tree);
void        sw_rewriter_free     (SwRewriter  *self);
SwTree     *sw_rewriter_get_tree (SwRewriter  *self);
SwEdits    *sw_rewriter_finish   (SwRewriter  *self);

/* Replaces the value at POINTER; adds the member at the end of its object where it is missing. */
gboolean    sw_rewriter_set      (SwRewriter  *self,
                                  const char  *pointer,
                                  const char  *json,
                                  GError     **error);
/* Adds a member to the object at POINTER: before the member BEFORE, after the member AFTER, or (both NULL) last. */
gboolean    sw_rewriter_insert_member (SwRewriter *self,
                                  const char  *pointer,
                                  const char  *name,
                                  const char  *json,
                                  const char  *before,
                                  const char  *after,
                                  GError     **error);
/* Adds an element to the array at POINTER at INDEX, 0..count. */
gboolean    sw_rewriter_insert_element (SwRewriter *self,
                                  const char  *pointer,
                                  guint        index,
                                  const char  *json,
                                  GError     **error);
gboolean    sw_rewriter_remove   (SwRewriter  *self,
                                  const char  *pointer,
                                  GError     **error);
gboolean    sw_rewriter_rename   (SwRewriter  *self,
                                  const char  *pointer,
                                  const char  *name,
                                  GError     **error);
/* Moves the member or element at POINTER, bytes and all (re-indented), into the object or array TO: a member
 * keeps its name and goes before BEFORE, after AFTER or last; an element goes to INDEX. */
gboolean    sw_rewriter_move_member (SwRewriter *self,
                                  const char  *pointer,
                                  const char  *to,
                                  const char  *before,
                                  const char  *after,
                                  GError     **error);
gboolean    sw_rewriter_move_element (SwRewriter *self,
                                  const char  *pointer,
                                  const char  *to,
                                  guint        index,
                                  GError     **error);

/* The whole document re-indented with UNIT spaces per level (0: tabs); nothing but white space changes. */
SwEdits    *sw_tree_format       (SwTree      *tree,
                                  guint        unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwRewriter, sw_rewriter_free)

G_END_DECLS
