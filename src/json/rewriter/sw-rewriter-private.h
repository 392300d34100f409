/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/rewriter/sw-rewriter.h"
#include "json/sw-style.h"

G_BEGIN_DECLS

/* Where a new child goes: between two neighbours, of which either or both may be missing. */
typedef struct
{
  const SwNode *container;
  const SwNode *previous;
  const SwNode *next;
} SwPlace;

/* How the new child is to be written there */
typedef struct
{
  char    *gap;      /* white space between it and its neighbour, behind the comma */
  char    *indent;   /* of the line that it begins */
  char    *colon;    /* between a name and a value */
  gboolean has_line; /* it gets a line of its own */
} SwFit;

/* Replacing values moves nothing else in the tree, so replacements of different parts wait together
 * for one new parse: a state's new name in a hundred references costs as much as in one. */
struct _SwRewriter
{
  SwTree  *tree;     /* of the text after the steps so far, but for those that wait */
  SwEdits *edits;    /* of the same steps, against the text it began with */
  SwEdits *waiting;  /* replacements in the text of the tree; never empty, or NULL */
  GArray  *replaced; /* SwSpan of the nodes that they replace */
  SwStyle  style;    /* of the first text: steps do not change it; of YAML, for what is in brackets */
};

void     sw_rewriter_settle            (SwRewriter       *self);
SwTree  *sw_rewriter_apply             (SwRewriter       *self,
                                        const SwEdits    *step);
void     sw_rewriter_adopt             (SwRewriter       *self,
                                        SwEdits          *step,
                                        SwTree           *take_tree);
gboolean sw_rewriter_replace_span      (SwRewriter       *self,
                                        SwSpan            span,
                                        const GString    *text);
void     sw_rewriter_print_replacement (SwRewriter       *self,
                                        const SwNode     *old,
                                        const SwNode     *value,
                                        GString          *out);
gboolean sw_rewriter_is_yaml           (const SwRewriter *self);
gboolean sw_rewriter_commit            (SwRewriter       *self,
                                        SwEdits          *take_edits);

SwTree  *sw_rewrite_parse_value        (const char   *json,
                                        GError      **error);
SwNode  *sw_rewrite_find_node          (const SwTree *tree,
                                        const char   *pointer,
                                        GError      **error);
SwNode  *sw_rewrite_find_child         (const SwTree *tree,
                                        const char   *pointer,
                                        GError      **error);
gboolean sw_rewrite_check_whole        (const SwTree *tree,
                                        const SwNode *node,
                                        GError      **error);
gboolean sw_rewrite_check_kind         (const SwNode *node,
                                        SwNodeKind    kind,
                                        GError      **error);
gboolean sw_rewrite_check_name_is_free (const SwNode *object,
                                        const char   *name,
                                        GError      **error);
gboolean sw_rewrite_find_member_place  (const SwTree *tree,
                                        const char   *pointer,
                                        const char   *before,
                                        const char   *after,
                                        SwPlace      *place,
                                        GError      **error);
gboolean sw_rewrite_find_element_place (const SwTree *tree,
                                        const char   *pointer,
                                        guint         index,
                                        const SwNode *moved,
                                        SwPlace      *place,
                                        GError      **error);

static inline const char *
sw_node_get_text (const SwNode *node)
{
  return sw_tree_get_text (node->tree, NULL);
}

static inline gsize
sw_node_get_start (const SwNode *node)
{
  return sw_node_get_full_span (node).start;
}

/* The bytes between a child and its neighbour or bracket before it: white space, a comma, perhaps
 * comments */
static inline SwSpan
sw_node_get_gap (const SwNode *node)
{
  gsize from = node->previous != NULL ? node->previous->span.end : node->parent->span.start + 1;

  return (SwSpan) { from, sw_node_get_start (node) };
}

void     sw_fit_clear            (SwFit         *self);
void     sw_place_fit            (const SwPlace *self,
                                  const SwStyle *style,
                                  gboolean       scalar,
                                  SwFit         *fit);
gboolean sw_place_spreads        (const SwPlace *self,
                                  const SwStyle *style,
                                  const SwFit   *fit,
                                  const SwNode  *value);
void     sw_place_insert         (const SwPlace *self,
                                  const SwStyle *style,
                                  const SwFit   *fit,
                                  const char    *child,
                                  gsize          length,
                                  SwEdits       *edits);

void     sw_value_text_print     (const SwNode  *value,
                                  const SwStyle *style,
                                  const char    *indent,
                                  gboolean       spread,
                                  GString       *out);
void     sw_value_text_shift     (const char    *text,
                                  SwSpan         span,
                                  const char    *indent,
                                  GString       *out);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwFit, sw_fit_clear)

G_END_DECLS
