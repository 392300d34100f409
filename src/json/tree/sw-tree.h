/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-diagnostic.h"
#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* SwTree: the located, error-tolerant syntax tree of a document in JSON or YAML. It survives any
 * text: a missing comma, bracket or quote, a half-typed member, an unquoted ${placeholder} where a
 * value stands. Immutable once parsed, shared by an atomic reference count (it may be built in one
 * thread and read in another); its nodes live as long as it does.
 *
 * Whoever walks the nodes need not know the syntax: the same definition makes the same tree. What
 * differs are the bytes of the text, so nobody but the files of this folder looks at those of a
 * node: sw_node_dup_string(), sw_node_get_literal() and sw_node_dup_json() tell what it says. */
typedef struct _SwTree SwTree;
typedef struct _SwNode SwNode;

typedef enum
{
  SW_SYNTAX_JSON,
  SW_SYNTAX_YAML,
} SwSyntax;

typedef enum
{
  SW_NODE_MISSING, /* a value was expected and none stands there; its span is empty */
  SW_NODE_NULL,
  SW_NODE_BOOLEAN,
  SW_NODE_NUMBER,
  SW_NODE_STRING,
  SW_NODE_ARRAY,
  SW_NODE_OBJECT,
  SW_NODE_PLACEHOLDER, /* ${name} without quotes */
  SW_NODE_INVALID,     /* a word that is no JSON value (reported) */
} SwNodeKind;

/* Fields are for reading; all offsets are bytes of the tree's text. */
struct _SwNode
{
  SwNodeKind  kind;
  guint       index;   /* position among its siblings, from 0 */
  guint       count;   /* children: elements or members */
  gboolean    broken;  /* this value or its key was repaired while parsing (children not counted) */
  SwSpan      span;    /* the value with its quotes or brackets; of a block in YAML from its first to
                          its last byte; of what an alias stands for, the alias */
  SwSpan      key;     /* the member's name with its quotes; empty for elements and the root */
  const char *name;    /* the member's name decoded, NUL-terminated, or NULL; owned by the tree */
  gsize       name_length;
  SwTree     *tree;    /* not owned */
  SwNode     *parent;
  SwNode     *first;
  SwNode     *last;
  SwNode     *next;
  SwNode     *previous;
};

SwSyntax      sw_syntax_from_name     (const char   *name);
SwSyntax      sw_syntax_guess         (const char   *text);

SwTree       *sw_tree_parse           (const char   *text,
                                       gssize        length);
SwTree       *sw_tree_parse_as        (const char   *text,
                                       gssize        length,
                                       SwSyntax      syntax);
SwTree       *sw_tree_ref             (SwTree       *self);
void          sw_tree_unref           (SwTree       *self);
const char   *sw_tree_get_text        (const SwTree *self,
                                       gsize        *length);
SwSyntax      sw_tree_get_syntax      (const SwTree *self);
SwNode       *sw_tree_get_root        (const SwTree *self);
GPtrArray    *sw_tree_get_diagnostics (const SwTree *self);
gboolean      sw_tree_is_valid        (const SwTree *self);
void          sw_tree_locate          (const SwTree *self,
                                       gsize         offset,
                                       guint        *line,
                                       guint        *column);
SwNode       *sw_tree_find_deeper     (const SwTree *self,
                                       guint         depth,
                                       guint        *deepest);
SwNode       *sw_tree_resolve         (const SwTree *self,
                                       const char   *pointer);
SwNode       *sw_tree_find_at         (const SwTree *self,
                                       gsize         offset);

SwNode       *sw_node_get_member      (const SwNode *self,
                                       const char   *name);
SwNode       *sw_node_get_element     (const SwNode *self,
                                       guint         index);
char         *sw_node_dup_pointer     (const SwNode *self);
char         *sw_node_dup_string      (const SwNode *self,
                                       gsize        *length);
gboolean      sw_node_has_prefix      (const SwNode *self,
                                       const char   *prefix);
gboolean      sw_node_equals_string   (const SwNode *self,
                                       const char   *text);
gboolean      sw_node_is_copy         (const SwNode *self);
const char   *sw_node_get_literal     (const SwNode *self,
                                       gsize        *length);
char         *sw_node_dup_json        (const SwNode *self);
SwValue       sw_node_to_value        (const SwNode *self);
SwSpan        sw_node_get_full_span   (const SwNode *self);

const char   *sw_json_correct_word    (const char   *word);

char         *sw_pointer_append       (const char   *pointer,
                                       const char   *name);
char         *sw_pointer_append_index (const char   *pointer,
                                       guint         index);
char        **sw_pointer_split        (const char   *pointer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwTree, sw_tree_unref)

G_END_DECLS
