/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/tree/sw-lexer.h"

G_BEGIN_DECLS

enum
{
  SW_BYTE_SPACE = 1 << 0, /* JSON's white space */
  SW_BYTE_BLANK = 1 << 1, /* the part of it that stays on the line */
  SW_BYTE_WORD  = 1 << 2, /* may stand in a number, a literal or a name without quotes */
  SW_BYTE_DIGIT = 1 << 3,
};

extern const guint8 sw_byte_classes[256];

static inline gboolean
sw_byte_is (char   byte,
            guint8 classes)
{
  return (sw_byte_classes[(guchar) byte] & classes) != 0;
}

void     sw_token_set_problem         (SwToken       *token,
                                       SwProblem      problem,
                                       gsize          start,
                                       gsize          end);
gsize    sw_lexer_measure_quote       (const SwLexer *self,
                                       gsize          at);
void     sw_lexer_lex_string          (SwLexer       *self,
                                       SwToken       *token);
gboolean sw_lexer_lex_unopened_string (SwLexer       *self,
                                       SwToken       *token);

G_END_DECLS
