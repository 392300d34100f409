/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdarg.h>

#include "json/tree/sw-arena.h"
#include "json/tree/sw-lexer.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* Findings beyond these many are not kept: nobody reads them, and hostile text has no end of them.
 */
#define SW_TREE_MAX_DIAGNOSTICS 1000

/* Parts whose pointer would be longer are told without one. */
#define SW_TREE_MAX_POINTER_LENGTH 2000

/* As much of the text as a message shows */
#define SW_TREE_MAX_QUOTE 80

struct _SwTree
{
  gatomicrefcount count;
  SwSyntax   syntax;
  char      *text;        /* NUL-terminated */
  gsize      length;
  gboolean   is_utf8;
  SwNode    *root;
  SwArena    arena;       /* nodes, names and indexes */
  GPtrArray *diagnostics; /* SwDiagnostic, in order of the text */
  gboolean   valid;       /* no error among them */
  GArray    *line_starts; /* gsize; made when first asked for, see sw_tree_locate() */
};

/* An object with many members has a hash index over them. */
typedef struct
{
  SwNode   node;
  SwNode **index; /* open addressing by the name's hash, the last of equal names; NULL for a small
                     object */
  guint    mask;  /* slots - 1 */
} SwObjectNode;

/* Up to here members are searched one by one. */
#define SW_NODE_LINEAR_MAX 8

SwNode  *sw_node_find_member     (const SwNode *self,
                                  const char   *name,
                                  gsize         length);
void     sw_node_decode          (const SwNode *self,
                                  gboolean      keep_halves,
                                  GString      *out);
void     sw_tree_decode_string   (const SwTree *self,
                                  SwSpan        content,
                                  gboolean      keep_halves,
                                  GString      *out);
char    *sw_text_quote           (const char   *text,
                                  SwSpan        span);
/* Links a node behind the last child. */
static inline void
sw_node_append_child (SwNode *parent,
                      SwNode *node)
{
  node->parent = parent;
  node->index = parent->count++;
  node->previous = parent->last;
  if (parent->last != NULL)
    parent->last->next = node;
  else
    parent->first = node;
  parent->last = node;
}

char    *sw_tree_quote           (const SwTree *self,
                                  SwSpan        span);
void     sw_tree_report          (SwTree       *self,
                                  const SwNode *node,
                                  SwSeverity    severity,
                                  const char   *code,
                                  const char   *kind,
                                  SwSpan        span,
                                  const char   *format,
                                  ...) G_GNUC_PRINTF (7, 8);
void     sw_tree_report_valist   (SwTree       *self,
                                  const SwNode *node,
                                  SwSeverity    severity,
                                  const char   *code,
                                  const char   *kind,
                                  SwSpan        span,
                                  const char   *format,
                                  va_list       arguments) G_GNUC_PRINTF (7, 0);
const SwDiagnostic *sw_tree_get_first_error (const SwTree *self);
void     sw_tree_report_token    (SwTree        *self,
                                  const SwNode  *node,
                                  const SwToken *token);
void     sw_tree_finish_object   (SwTree        *self,
                                  SwNode        *object,
                                  gboolean       report);

G_END_DECLS
