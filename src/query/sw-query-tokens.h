/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-span.h"

G_BEGIN_DECLS

/* What the words of an expression are, for those who colour it and look things up in it. Reading
 * goes on behind a mistake: half an expression has tokens as well. */
typedef enum
{
  SW_QUERY_TOKEN_VARIABLE, /* $, $$, $name */
  SW_QUERY_TOKEN_FUNCTION, /* the name of what is called: $sum, States.Format, length */
  SW_QUERY_TOKEN_FIELD,    /* the name of a member */
  SW_QUERY_TOKEN_STRING,
  SW_QUERY_TOKEN_NUMBER,
  SW_QUERY_TOKEN_CONSTANT, /* true, false, null */
  SW_QUERY_TOKEN_KEYWORD,  /* and, or, in, function */
  SW_QUERY_TOKEN_OPERATOR,
  SW_QUERY_TOKEN_REGEX,
  SW_QUERY_TOKEN_COMMENT,
  SW_QUERY_TOKEN_ERROR,    /* from here on the text is no expression */
  SW_QUERY_N_TOKENS
} SwQueryTokenKind;

typedef struct
{
  SwQueryTokenKind kind;
  SwSpan           span; /* bytes of the expression */
} SwQueryToken;

/* A variable that an expression reads from outside: neither a parameter of one of its functions nor
 * bound in it with :=, @ or #. */
typedef struct
{
  char    *name;   /* without `$` */
  SwSpan   span;   /* of the name without `$`, bytes of the expression */
  gboolean called; /* $name (…): a function of the language, unless a variable has its name */
} SwVariableUse;

GArray   *sw_jsonata_tokenize           (const char *text,
                                         gsize       length);
GArray   *sw_jsonata_dup_uses           (const char *text,
                                         gsize       length,
                                         GHashTable *locals);
GArray   *sw_expression_tokenize        (const char *text,
                                         gsize       length);
GArray   *sw_expression_dup_uses        (const char *text,
                                         gsize       length);
GArray   *sw_variable_uses_new          (void);

G_END_DECLS
