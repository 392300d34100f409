/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/rules/sw-rule-text.h"

G_BEGIN_DECLS

/* What printer and parser share: the words, and how far a path reaches. */
const char *sw_rule_text_get_word         (SwOperandKind  type);
gboolean    sw_rule_text_find_word        (const char    *word,
                                           gsize          length,
                                           SwOperandKind *type);
gsize       sw_rule_text_get_word_length  (const char    *text);
gsize       sw_rule_text_get_quoted_length (const char  *text);
gsize       sw_rule_text_get_path_length  (const char    *text);

/* A line being read, word by word. After the first error nothing more is taken. */
typedef struct
{
  const char *at;    /* what is read next */
  const char *wrong; /* where the first error is, or NULL */
  char       *error;
  guint       depth; /* of parentheses */
} SwRuleReader;

gpointer    sw_rule_reader_fail           (SwRuleReader  *self,
                                           const char    *where,
                                           const char    *message);
gpointer    sw_rule_reader_fail_expected  (SwRuleReader  *self,
                                           const char    *expected);
void        sw_rule_reader_skip_space     (SwRuleReader  *self);
gboolean    sw_rule_reader_take_word      (SwRuleReader  *self,
                                           const char    *word);
gboolean    sw_rule_reader_take_character (SwRuleReader  *self,
                                           char           character);
char       *sw_rule_reader_take_scalar    (SwRuleReader  *self);
char       *sw_rule_reader_take_path      (SwRuleReader  *self);
const char *sw_rule_reader_take_symbol    (SwRuleReader  *self);

G_END_DECLS
