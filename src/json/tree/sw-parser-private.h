/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/tree/sw-tree-private.h"

G_BEGIN_DECLS

/* What the grammar wants next */
typedef enum
{
  SW_WANT_VALUE,
  SW_WANT_NAME,
  SW_WANT_COLON,
  SW_WANT_SEPARATOR, /* a comma or the closing bracket */
  SW_WANT_END,       /* nothing: the document is complete */
  SW_WANT_NOTHING,   /* parsing is over */
} SwWant;

/* The parser keeps no stack but the nodes' own parents, and reads each token once. Whatever it
 * meets, it either consumes a token, or closes a container, or moves on to a state that does. */
typedef struct
{
  SwTree  *tree;
  SwLexer  lexer;
  SwToken  token;        /* the one to judge */
  gsize    end;          /* of the token before */
  SwWant   want;
  SwNode  *container;    /* the innermost one that is open */
  guint    open_arrays;
  guint    open_objects;
  SwToken  name;         /* of the member whose value comes; an empty span where none was written */
  gboolean has_name;
  gboolean name_broken;
  SwSpan   comma;        /* the comma before what is wanted; empty after an opening bracket */
} SwParser;

static inline gboolean
sw_parser_is_in_object (const SwParser *self)
{
  return self->container != NULL && self->container->kind == SW_NODE_OBJECT;
}

void       sw_parser_report             (SwParser   *self,
                                         SwNode     *node,
                                         SwSpan      span,
                                         const char *kind,
                                         const char *format,
                                         ...) G_GNUC_PRINTF (5, 6);
void       sw_parser_break_container    (SwParser   *self);
void       sw_parser_consume            (SwParser   *self);
void       sw_parser_skip               (SwParser   *self,
                                         const char *kind,
                                         const char *what);
SwNode    *sw_parser_add_node           (SwParser   *self,
                                         SwNodeKind  kind,
                                         SwSpan      span);
void       sw_parser_add_leaf           (SwParser   *self);
SwNode    *sw_parser_add_missing        (SwParser   *self);
void       sw_parser_add_missing_member (SwParser   *self);
void       sw_parser_want_after_value   (SwParser   *self);
SwNodeKind sw_parser_get_word_kind      (const SwParser *self);
void       sw_parser_open_container     (SwParser   *self);
void       sw_parser_take_closing       (SwParser   *self);
void       sw_parser_close_at_end       (SwParser   *self);

/* sw-parser.c */
void       sw_json_parse                (SwTree     *tree);

G_END_DECLS
