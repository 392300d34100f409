/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/assist/sw-assist.h"
#include "query/sw-query-tokens.h"

G_BEGIN_DECLS

/* A condition in one line (sw-rule-text.h) while a person types it: its words, what they are, and
 * what goes next. */

/* What goes somewhere in the line */
typedef enum
{
  SW_RULE_PLACE_CONDITION, /* a path, not, a parenthesis */
  SW_RULE_PLACE_OPERATOR,  /* ==, is, matches */
  SW_RULE_PLACE_VALUE,     /* what is compared with */
  SW_RULE_PLACE_TEST,      /* present, null … */
  SW_RULE_PLACE_JOIN,      /* and, or, a closing parenthesis */
  SW_RULE_PLACE_SAME,      /* of a word: what went there before still does */
} SwRulePlace;

typedef struct
{
  SwSpan           span;    /* bytes of the line */
  SwRulePlace      place;   /* where it stands */
  SwQueryTokenKind kind;    /* of a path: of its beginning; ERROR: no word, or not yet */
  gboolean         is_path;
} SwRuleWord;

void      sw_rule_text_find_word_at (const char *text,
                                     gsize       caret,
                                     SwRuleWord *word);
GArray   *sw_rule_text_dup_tokens   (const char *text);
SwAssist *sw_rule_text_assist       (const char *text,
                                     gsize       caret);

G_END_DECLS
