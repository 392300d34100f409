/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata.h"

G_BEGIN_DECLS

typedef enum
{
  SW_JT_END,
  SW_JT_NAME,
  SW_JT_VARIABLE,
  SW_JT_STRING,
  SW_JT_NUMBER,
  SW_JT_VALUE,    /* true, false, null */
  SW_JT_REGEX,
  SW_JT_OPERATOR, /* also and, or, in */
} SwJsonataTokenKind;

typedef struct
{
  SwJsonataTokenKind kind;
  gsize              position; /* byte behind the token */
  char               op[3];    /* of OPERATOR: its text; "an", "or", "in" for the words */
  SwValue
      value; /* name, variable and string: the text; number and value: itself; regex: its pattern */
  gboolean           ignore_case; /* of REGEX */
  gboolean           multiline;
} SwJsonataToken;

typedef struct
{
  const char *text;
  gsize       length;
  gsize       position;
} SwJsonataLexer;

void     sw_jsonata_token_clear (SwJsonataToken  *self);
/* The next token. OPERAND_EXPECTED: a `/` begins a regular expression here. FALSE with ERROR set on
 * a lexical error. */
gboolean sw_jsonata_lexer_next  (SwJsonataLexer  *self,
                                 gboolean         operand_expected,
                                 SwJsonataToken  *token,
                                 SwJsonataError  *error);
/* As it stands in a message: the token's text */
char    *sw_jsonata_token_dup_text (const SwJsonataToken *self);

G_END_DECLS
