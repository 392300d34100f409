/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-ast.h"
#include "query/jsonata/sw-jsonata-lexer.h"

G_BEGIN_DECLS

/* What the two halves of the first pass share: operands (names, literals, brackets) and infix
 * operators */
typedef struct
{
  SwJsonata      *owner;
  SwJsonataLexer  lexer;
  SwJsonataToken  token;   /* the one to be read next */
  SwJsonataError *error;
  guint           nesting;
} SwJsonataParser;

gboolean       sw_jp_at               (const SwJsonataParser *parser,
                                       const char            *op);
SwJsonataNode *sw_jp_fail             (SwJsonataParser       *parser,
                                       const char            *code,
                                       gsize                  position,
                                       const char            *token,
                                       const char            *value);
gboolean       sw_jp_advance          (SwJsonataParser       *parser,
                                       gboolean               operand);
gboolean       sw_jp_expect           (SwJsonataParser       *parser,
                                       const char            *op,
                                       gboolean               operand);
SwJsonataNode *sw_jp_new_node         (SwJsonataParser       *parser,
                                       SwJsonataKind          kind,
                                       gsize                  position);
gboolean       sw_jp_parse_list       (SwJsonataParser       *parser,
                                       SwJsonataNode         *parent,
                                       const char            *close);
gboolean       sw_jp_parse_pairs      (SwJsonataParser       *parser,
                                       SwJsonataNode         *object);
SwJsonataNode *sw_jp_parse_operand    (SwJsonataParser       *parser);
SwJsonataNode *sw_jp_parse_expression (SwJsonataParser       *parser,
                                       guint                  power);

G_END_DECLS
