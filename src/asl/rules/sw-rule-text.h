/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/rules/sw-condition.h"

G_BEGIN_DECLS

/* The condition of a JSONPath Choice rule in one line, for people:
 *
 *   $.size > 2 and not($.type == "x")
 *
 *   condition   any ("or" any)*                      "and" binds closer than "or"
 *   any         one ("and" one)*
 *   one         comparison | "(" condition ")" | "not" "(" condition ")"
 *               | ("and" | "or") "(" condition ")"   a group of one
 *   comparison  PATH ("==" | "<" | ">" | "<=" | ">=") value
 *               | PATH "!=" value                    short for not(PATH == value)
 *               | PATH "matches" text
 *               | PATH "is" "not"? ("present" | "null" | "numeric" | "string" | "boolean"
 *                                   | "timestamp")
 *   value       "text" | 12.5 | true | false | timestamp "2026-03-14T01:59:00Z"
 *               | ("text" | "number" | "boolean" | "timestamp") (PATH | ${placeholder})
 *   PATH        $.a.b[0] | $$.Execution.Id | $variable | path "whatever is no such word"
 *
 * What is printed SW_RULE_TEXT_EXACT is read back as the very same condition; "…" stands where a
 * part is missing, and is not read. SW_RULE_TEXT_BRIEF is for labels: it leaves out the words that
 * say of what kind a value is, and the escapes. */
typedef enum
{
  SW_RULE_TEXT_EXACT,
  SW_RULE_TEXT_BRIEF,
} SwRuleTextStyle;

char        *sw_rule_text_print (const SwCondition  *condition,
                                 SwRuleTextStyle     style);
SwCondition *sw_rule_text_parse (const char         *text,
                                 gsize              *offset,
                                 char              **error);

G_END_DECLS
