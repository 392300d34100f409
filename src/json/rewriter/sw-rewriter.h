/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-edits.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* SwRewriter: a sequence of minimal changes to a document's text, collected into one SwEdits
 * against the text it began from. Each step names its place by JSON pointer *as the document
 * stands after the steps before*, touches only the bytes it must, and copies the style around it
 * (indent unit, line ends, one-line objects, space around colons, empty lines between members).
 *
 * Values are given as JSON text, ${placeholders} included; their scalars and names go in byte by
 * byte. They are written like the value they replace, or like the nearest sibling of their kind:
 * over lines, or on one. What they hold keeps the lines it came with; text without lines is
 * spread as the document does it.
 *
 * A step that cannot be done (no such pointer, a broken part in the way) returns FALSE, changes
 * nothing and sets an error that says why; the steps before remain. Faults elsewhere in the
 * document do not matter. */
typedef struct _SwRewriter SwRewriter;

#define SW_REWRITE_ERROR (sw_rewrite_error_quark ())
GQuark sw_rewrite_error_quark (void);

typedef enum
{
  SW_REWRITE_ERROR_NOT_FOUND, /* nothing stands at the pointer */
  SW_REWRITE_ERROR_BROKEN,    /* the text there, or the new value, has a syntax error */
  SW_REWRITE_ERROR_EXISTS,    /* the object has such a member already */
  SW_REWRITE_ERROR_TYPE,      /* the place is no object, or no array, or within what is moved */
  SW_REWRITE_ERROR_YAML,      /* it cannot be done in this YAML without changing more than that */
} SwRewriteError;

SwRewriter *sw_rewriter_new            (SwTree      *tree);
void        sw_rewriter_free           (SwRewriter  *self);
SwTree     *sw_rewriter_get_tree       (SwRewriter  *self);
SwEdits    *sw_rewriter_finish         (SwRewriter  *self);

gboolean    sw_rewriter_set            (SwRewriter  *self,
                                        const char  *pointer,
                                        const char  *json,
                                        GError     **error);
gboolean    sw_rewriter_insert_member  (SwRewriter  *self,
                                        const char  *pointer,
                                        const char  *name,
                                        const char  *json,
                                        const char  *before,
                                        const char  *after,
                                        GError     **error);
gboolean    sw_rewriter_insert_element (SwRewriter  *self,
                                        const char  *pointer,
                                        guint        index,
                                        const char  *json,
                                        GError     **error);
gboolean    sw_rewriter_remove         (SwRewriter  *self,
                                        const char  *pointer,
                                        GError     **error);
gboolean    sw_rewriter_rename         (SwRewriter  *self,
                                        const char  *pointer,
                                        const char  *name,
                                        GError     **error);
gboolean    sw_rewriter_move_member    (SwRewriter  *self,
                                        const char  *pointer,
                                        const char  *to,
                                        const char  *before,
                                        const char  *after,
                                        GError     **error);
gboolean    sw_rewriter_move_element   (SwRewriter  *self,
                                        const char  *pointer,
                                        const char  *to,
                                        guint        index,
                                        GError     **error);

void        sw_node_remove_text        (const SwNode *node,
                                        SwEdits      *edits);
char       *sw_rewrite_dup_word        (const SwNode *node,
                                        gboolean      is_name,
                                        const char   *json,
                                        GError      **error);

SwEdits    *sw_tree_format             (SwTree      *tree,
                                        guint        unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwRewriter, sw_rewriter_free)

G_END_DECLS
