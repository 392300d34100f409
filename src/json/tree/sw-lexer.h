/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-span.h"

G_BEGIN_DECLS

typedef enum
{
  SW_TOKEN_END,
  SW_TOKEN_OPEN_OBJECT,
  SW_TOKEN_CLOSE_OBJECT,
  SW_TOKEN_OPEN_ARRAY,
  SW_TOKEN_CLOSE_ARRAY,
  SW_TOKEN_COLON,
  SW_TOKEN_COMMA,
  SW_TOKEN_STRING,
  SW_TOKEN_NUMBER,
  SW_TOKEN_WORD,
  SW_TOKEN_PLACEHOLDER,
  /* What may stand nowhere, and says nothing about what stands around it */
  SW_TOKEN_COMMENT,
  SW_TOKEN_SPACE, /* white space of the kinds that JSON does not know */
  SW_TOKEN_STRAY,
} SwTokenKind;

/* What is wrong with a token that is nevertheless understood */
typedef enum
{
  SW_PROBLEM_NONE,
  SW_PROBLEM_UNCLOSED_STRING,
  SW_PROBLEM_UNOPENED_STRING,
  SW_PROBLEM_OTHER_QUOTES,
  SW_PROBLEM_ESCAPE,
  SW_PROBLEM_UNICODE_ESCAPE,
  SW_PROBLEM_CONTROL,
  SW_PROBLEM_NUMBER,
  SW_PROBLEM_PLACEHOLDER,
  SW_PROBLEM_EQUALS,
  SW_PROBLEM_SEMICOLON,
  SW_PROBLEM_COMMENT,
  SW_PROBLEM_SPACE,
  SW_PROBLEM_STRAY,
} SwProblem;

typedef struct
{
  SwTokenKind kind;
  SwProblem   problem;      /* the first one */
  SwSpan      span;
  SwSpan      problem_span; /* meaningful with a problem */
  SwSpan      content;      /* of a string, without its quotes */
  gboolean    escaped;      /* a string with backslashes */
} SwToken;

typedef struct
{
  const char *text; /* NUL-terminated at LENGTH, and may hold U+0000 before */
  gsize       length;
  gsize       at;
} SwLexer;

void     sw_lexer_next           (SwLexer    *self,
                                  SwToken    *token);
char     sw_lexer_peek           (const SwLexer *self,
                                  guint       skip);
SwSpan   sw_lexer_find_content   (const char *text,
                                  SwSpan      string);
gboolean sw_lexer_is_number      (const char *text,
                                  SwSpan      span);

G_END_DECLS
