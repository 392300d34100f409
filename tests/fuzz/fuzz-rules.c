/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "asl/rules/sw-rule-text.h"
#include "json/tree/sw-tree.h"

#include <string.h>

/* The input is the condition of a Choice rule, typed as a line. What is read is printed as a line that
 * is read as the same, and as a rule in JSON that is, too. */

const char *const fuzz_seeds[] = {
  "$.size > 2 and not($.type == \"x\")",
  "($.a == 1 and $.b != \"b\\n\\u00e9\") or $.c <= -1.50e3",
  "$.t < timestamp \"2026-03-14T01:59:00Z\" or $.t is not timestamp",
  "$.a > number $$.Map.Item.Value and $.b == text $v and ${what} is null",
  "path \"no path\" is present or $['a b'][0].c matches \"*.log\"",
  "and($.a == true) and or($.a > number path ${limit})",
  NULL,
};

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *error = NULL, *json = NULL, *printed = NULL, *brief = NULL, *twice = NULL;
  g_autoptr (SwCondition) condition = NULL, from_json = NULL, from_text = NULL;
  g_autoptr (SwTree) tree = NULL;
  gsize offset = 0;

  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  condition = sw_rule_text_parse (text, &offset, &error);
  g_assert_true ((condition == NULL) == (error != NULL));
  if (condition == NULL)
    {
      g_assert_true (g_utf8_validate (error, -1, NULL));
      g_assert_cmpuint (offset, <=, strlen (text));
      return 0;
    }

  json = sw_condition_to_json (condition);
  tree = sw_tree_parse (json, -1);
  g_assert_true (sw_tree_is_valid (tree));
  from_json = sw_condition_from_node (sw_tree_get_root (tree));
  printed = sw_rule_text_print (from_json, SW_RULE_TEXT_EXACT);
  brief = sw_rule_text_print (from_json, SW_RULE_TEXT_BRIEF);
  from_text = sw_rule_text_parse (printed, &offset, &error);
  g_assert_cmpstr (error, ==, NULL);
  twice = sw_condition_to_json (from_text);
  g_assert_cmpstr (twice, ==, json);
  return 0;
}
