/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/sw-rule-text.h"

G_BEGIN_DECLS

/* What printer and parser share: the words, and how far a path reaches. */
const char *sw_rule_text_get_word        (SwOperandKind  type);
gboolean    sw_rule_text_find_word       (const char    *word,
                                          gsize          length,
                                          SwOperandKind *type);
gsize       sw_rule_text_get_path_length (const char    *text);

G_END_DECLS
