/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops.h"
#include "asl/rules/sw-rule-text.h"
#include "asl/sw-backoff.h"

#include <string.h>

/* Conditions of Choice rules: as a line of text and back, and set in a definition. */

/* The line is what the JSON prints as, exactly, and what is read as that JSON. */
static const struct
{
  const char *text;
  const char *json;
} exact[] = {
  { "$.size > 2 and not($.type == \"x\")",
    "{ \"And\": [{ \"Variable\": \"$.size\", \"NumericGreaterThan\": 2 }, { \"Not\": { "
    "\"Variable\": \"$.type\", \"StringEquals\": \"x\" } }] }" },
  { "$.a == 1", "{ \"Variable\": \"$.a\", \"NumericEquals\": 1 }" },
  { "$.a <= -1.50e3", "{ \"Variable\": \"$.a\", \"NumericLessThanEquals\": -1.50e3 }" },
  { "$.a >= \"b\\n\\u00e9\"",
    "{ \"Variable\": \"$.a\", \"StringGreaterThanEquals\": \"b\\n\\u00e9\" }" },
  { "$.a == true", "{ \"Variable\": \"$.a\", \"BooleanEquals\": true }" },
  { "$.a matches \"*.log\"", "{ \"Variable\": \"$.a\", \"StringMatches\": \"*.log\" }" },
  { "$.t < timestamp \"2026-03-14T01:59:00Z\"",
    "{ \"Variable\": \"$.t\", \"TimestampLessThan\": \"2026-03-14T01:59:00Z\" }" },
  { "$.a == text $.b", "{ \"Variable\": \"$.a\", \"StringEqualsPath\": \"$.b\" }" },
  { "$.a > number $$.Map.Item.Value",
    "{ \"Variable\": \"$.a\", \"NumericGreaterThanPath\": \"$$.Map.Item.Value\" }" },
  { "$.a == boolean $v", "{ \"Variable\": \"$.a\", \"BooleanEqualsPath\": \"$v\" }" },
  { "$.a == timestamp $.b", "{ \"Variable\": \"$.a\", \"TimestampEqualsPath\": \"$.b\" }" },
  { "$.a > number ${limit}", "{ \"Variable\": \"$.a\", \"NumericGreaterThan\": ${limit} }" },
  { "$.a > number path ${limit}",
    "{ \"Variable\": \"$.a\", \"NumericGreaterThanPath\": ${limit} }" },
  { "${what} is null", "{ \"Variable\": ${what}, \"IsNull\": true }" },
  { "path \"no path\" is present", "{ \"Variable\": \"no path\", \"IsPresent\": true }" },
  { "$['a b'][0].c is not numeric", "{ \"Variable\": \"$['a b'][0].c\", \"IsNumeric\": false }" },
  { "$.a is string or $.a is boolean or $.a is timestamp",
    "{ \"Or\": [{ \"Variable\": \"$.a\", \"IsString\": true }, { \"Variable\": \"$.a\", "
    "\"IsBoolean\": true }, { \"Variable\": \"$.a\", \"IsTimestamp\": true }] }" },
  { "($.a == 1 and $.b == 2) or $.c == 3",
    "{ \"Or\": [{ \"And\": [{ \"Variable\": \"$.a\", \"NumericEquals\": 1 }, { \"Variable\": "
    "\"$.b\", \"NumericEquals\": 2 }] }, { \"Variable\": \"$.c\", \"NumericEquals\": 3 }] }" },
  { "and($.a == 1)", "{ \"And\": [{ \"Variable\": \"$.a\", \"NumericEquals\": 1 }] }" },
  { "not(or($.a == 1))",
    "{ \"Not\": { \"Or\": [{ \"Variable\": \"$.a\", \"NumericEquals\": 1 }] } }" },
};

static char *
print_json (const char *json)
{
  g_autoptr (SwTree) tree = sw_tree_parse (json, -1);
  g_autoptr (SwCondition) condition = sw_condition_from_node (sw_tree_get_root (tree));

  return sw_rule_text_print (condition, SW_RULE_TEXT_EXACT);
}

static char *
parse_text (const char *text)
{
  gsize offset;
  g_autofree char *error = NULL;
  g_autoptr (SwCondition) condition = sw_rule_text_parse (text, &offset, &error);

  g_assert_cmpstr (error, ==, NULL);

  return sw_condition_to_json (condition);
}

static void
test_exact (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (exact); i++)
    {
      g_autofree char *text = print_json (exact[i].json);
      g_autofree char *json = parse_text (exact[i].text);

      g_assert_cmpstr (text, ==, exact[i].text);
      g_assert_cmpstr (json, ==, exact[i].json);
    }
}

/* What a person may type besides, and the line it stands for */
static const struct
{
  const char *typed;
  const char *text;
} also[] = {
  { "  $.a==1  ", "$.a == 1" },
  { "$.a != 1", "not($.a == 1)" },
  { "$.a != text $.b AND $.c Is Not Present", "not($.a == text $.b) and $.c is not present" },
  { "$.a == 1 and $.b == 2 or $.c == 3", "($.a == 1 and $.b == 2) or $.c == 3" },
  { "(($.a == 1))", "$.a == 1" },
  { "$.a == text \"x\"", "$.a == \"x\"" },
  { "$.a[?(@.b == 1)].c == 2", "$.a[?(@.b == 1)].c == 2" },
};

static void
test_also_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (also); i++)
    {
      g_autofree char *json = parse_text (also[i].typed);
      g_autofree char *text = print_json (json);

      g_assert_cmpstr (text, ==, also[i].text);
    }
}

/* ^ in front of where the error is */
static const struct
{
  const char *text;
  const char *error;
} errors[] = {
  { "^", "*ends too early*a path*" },
  { "$.a^", "*ends too early*==*" },
  { "$.a ^= 1", "Expected here: ==*" },
  { "$.a == ^", "*ends too early*a number*" },
  { "$.a == ^nul", "*neither text*" },
  { "$.a == ^\"x", "*no end*" },
  { "$.a == ^$.b", "Say of what kind*" },
  { "$.a == ^${b}", "Say of what kind*" },
  { "$.a == ^null", "Say of what kind*" },
  { "$.a == ^number \"x\"", "*do not go together*" },
  { "$.a ^< true", "*only be compared with ==*" },
  { "$.a ^matches 2", "*pattern*" },
  { "$.a is ^there", "Expected here: present*" },
  { "^size > 2", "Expected here: a path*" },
  { "not ^$.a == 1", "Expected here: an opening*" },
  { "($.a == 1^", "*closing parenthesis*" },
  { "$.a == 1 ^$.b == 2", "Expected here: and, or*" },
  { "$.a == 1^)", "Expected here: and, or*" },
  { "$.a == 1 and ^", "*ends too early*" },
  { "^…", "Something is missing*" },
  { "$.größe == 1 or $.ä == ^x", "*neither text*" },
  { "$.t < timestamp ^${-99T01:59:00Z", "*no end*" },
  { "^${a is null", "*no end*" },
  { "path ^${", "*no end*" },
  { "path ^x is null", "*in quotes*" },
};

static void
test_errors_say_where (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      const char *mark = strchr (errors[i].text, '^');
      g_autofree char *text =
          g_strdup_printf ("%.*s%s", (int) (mark - errors[i].text), errors[i].text, mark + 1);
      g_autofree char *error = NULL;
      gsize offset;
      g_autoptr (SwCondition) condition = sw_rule_text_parse (text, &offset, &error);

      g_test_message ("%s: %s at %" G_GSIZE_FORMAT, text, error, offset);
      g_assert_null (condition);
      g_assert_true (g_pattern_match_simple (errors[i].error, error));
      g_assert_cmpuint (offset, ==, mark - errors[i].text);
    }
}

static void
test_nesting_has_an_end (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *error = NULL;
  gsize offset;

  for (guint i = 0; i < 10000; i++)
    g_string_append_c (text, '(');
  g_assert_null (sw_rule_text_parse (text->str, &offset, &error));
  g_assert_cmpuint (offset, ==, SW_CONDITION_MAX_DEPTH + 1);
}

/* Random conditions of every operator */

static char *
random_string (GRand *random)
{
  static const char *const strings[] = {
    "\"\"",
    "\"x\"",
    "\"a \\\" b\"",
    "\"\\\\\"",
    "\"and\"",
    "\"ä (…) or\"",
    "\"2026-03-14T01:59:00Z\"",
  };

  return g_strdup (strings[g_rand_int_range (random, 0, G_N_ELEMENTS (strings))]);
}

static char *
random_path (GRand *random)
{
  static const char *const paths[] = {
    "\"$\"",   "\"$.a\"", "\"$$.Execution.Id\"", "\"$v[0]\"", "\"$['a ) b']\"", "\"$.a b\"",
    "\"and\"", "${p}",    "\"$['\\\"']\"",
  };

  return g_strdup (paths[g_rand_int_range (random, 0, G_N_ELEMENTS (paths))]);
}

static char *
random_operand (GRand *random, const SwOperator *operator)
{
  if (operator->operand == SW_OPERAND_PATH)
    return random_path (random);
  if (operator->operand != SW_OPERAND_TEST && g_rand_int_range (random, 0, 6) == 0)
    return g_strdup ("${value}");
  switch ((int) operator->operand)
    {
    case SW_OPERAND_NUMBER:
      return g_strdup_printf ("%d.%d", g_rand_int_range (random, -9, 9),
                              g_rand_int_range (random, 0, 99));
    case SW_OPERAND_BOOLEAN:
    case SW_OPERAND_TEST:
      return g_strdup (g_rand_boolean (random) ? "true" : "false");
    default:
      return random_string (random);
    }
}

static SwCondition *
random_condition (GRand *random, guint depth)
{
  guint n_operators;
  const SwOperator *operators = sw_operators_get_all (&n_operators);
  guint kind = depth > 4 ? 0 : g_rand_int_range (random, 0, 6);
  SwCondition *condition;

  if (kind < 3)
    {
      const SwOperator *operator= & operators[g_rand_int_range (random, 0, n_operators)];
      g_autofree char *variable = random_path (random);
      g_autofree char *operand = random_operand (random, operator);

      return sw_condition_new_comparison (variable, operator, operand);
    }
  condition = sw_condition_new (kind == 3   ? SW_CONDITION_AND
                                : kind == 4 ? SW_CONDITION_OR
                                            : SW_CONDITION_NOT);
  for (int i = kind == 5 ? 1 : g_rand_int_range (random, 1, 4); i > 0; i--)
    g_ptr_array_add (condition->parts, random_condition (random, depth + 1));

  return condition;
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260314);

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (SwCondition) condition = random_condition (random, 0);
      g_autofree char *json = sw_condition_to_json (condition);
      g_autofree char *text = print_json (json);
      g_autofree char *error = NULL;
      gsize offset;
      g_autoptr (SwCondition) again = sw_rule_text_parse (text, &offset, &error);

      if (again == NULL)
        g_error ("%s: %s at %" G_GSIZE_FORMAT, text, error, offset);
      if (!sw_condition_equal (condition, again))
        g_error ("%s is not what %s says", text, json);
    }
}

/* Any bytes are read or refused within the text. */
static void
test_any_text_is_refused_or_read (void)
{
  static const char *const bits[] = { "$.a", "and", "or",      "not", "(",    ")",    "\"",
                                      "==",  "is",  "present", "2",   "text", "path", "${",
                                      "[",   "'",   "…",       " ",   "\\",   "\n",   "matches" };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *error = NULL;
      gsize offset;
      g_autoptr (SwCondition) condition = NULL;

      for (int n = g_rand_int_range (random, 0, 9); n > 0; n--)
        g_string_append_printf (text, "%s%s",
                                bits[g_rand_int_range (random, 0, G_N_ELEMENTS (bits))],
                                g_rand_boolean (random) ? " " : "");
      condition = sw_rule_text_parse (text->str, &offset, &error);
      g_assert_true ((condition == NULL) == (error != NULL));
      g_assert_cmpuint (offset, <=, text->len);
      g_assert_true (error == NULL || g_utf8_validate (text->str + offset, -1, NULL));
    }
}

/* Setting it in a definition */

#define RULE(condition) "{ " condition ", \"Next\": \"B\", \"Comment\": \"c\" }"
#define MACHINE(rule)                                                                              \
  "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Choice\", \"Choices\": [" rule         \
  "] }, \"B\": { \"Type\": \"Succeed\" } } }"

static const struct
{
  const char *before;
  const char *text;
  const char *after;
} settings[] = {
  /* One value changes; the odd spacing stays. */
  { RULE ("\"Variable\":\"$.a\",  \"NumericEquals\" : 1"), "$.a == 2",
    RULE ("\"Variable\":\"$.a\",  \"NumericEquals\" : 2") },
  { RULE ("\"Variable\":\"$.a\",  \"NumericEquals\" : 1"), "$.b < \"x\"",
    RULE ("\"Variable\":\"$.b\",  \"StringLessThan\" : \"x\"") },
  /* A part of three */
  { RULE ("\"And\": [{\"Variable\":\"$.a\",\"IsNull\":true }, "
          "{\"Variable\":\"$.b\",\"IsNull\":true}]"),
    "$.a is null and $.b is present",
    RULE ("\"And\": [{\"Variable\":\"$.a\",\"IsNull\":true }, "
          "{\"Variable\":\"$.b\",\"IsPresent\":true}]") },
  { RULE ("\"And\": [{\"Variable\":\"$.a\",\"IsNull\":true }, "
          "{\"Variable\":\"$.b\",\"IsNull\":true}]"),
    "and($.b is null)", RULE ("\"And\": [{\"Variable\":\"$.b\",\"IsNull\":true}]") },
  /* Another kind: Next and Comment stay where they are. */
  { RULE ("\"Variable\": \"$.a\", \"IsNull\": true"), "not($.a is null)",
    RULE ("\"Not\": { \"Variable\": \"$.a\", \"IsNull\": true }") },
  { RULE ("\"Variable\": \"$.a\", \"IsNull\": true, \"IsPresent\": true"), "$.a is null",
    RULE ("\"Variable\": \"$.a\", \"IsNull\": true") },
  { "{ \"Next\": \"B\" }", "$.a is null",
    "{ \"Variable\": \"$.a\", \"IsNull\": true, \"Next\": \"B\" }" },
  /* A line has no comments: the parts that stay keep theirs. */
  { RULE ("\"And\": [{ \"Variable\": \"$.a\", \"IsNull\": true, \"Comment\": \"1\" }, "
          "{ \"Not\": { \"Variable\": \"$.b\", \"IsNull\": true, \"Comment\": \"3\" }, "
          "\"Comment\": \"2\" }]"),
    "$.a is null and not($.b is present)",
    RULE ("\"And\": [{ \"Variable\": \"$.a\", \"IsNull\": true, \"Comment\": \"1\" }, "
          "{ \"Not\": { \"Variable\": \"$.b\", \"IsPresent\": true, \"Comment\": \"3\" }, "
          "\"Comment\": \"2\" }]") },
  { RULE ("\"And\": [{ \"Variable\": \"$.a\", \"IsNull\": true }, "
          "{ \"Variable\": \"$.b\", \"IsNull\": true, \"Comment\": \"1\" }]"),
    "and($.b is null)",
    RULE ("\"And\": [{ \"Variable\": \"$.b\", \"IsNull\": true, \"Comment\": \"1\" }]") },
  /* What becomes the whole brings its comment along, unless the rule has one. */
  { "{ \"Not\": { \"Variable\": \"$.a\", \"IsNull\": true, \"Comment\": \"1\" }, \"Next\": \"B\" }",
    "not($.a is present)",
    "{ \"Not\": { \"Variable\": \"$.a\", \"IsPresent\": true, \"Comment\": \"1\" }, \"Next\": \"B\" }" },
};

static char *
set_in (const char *definition, const char *text)
{
  g_autoptr (SwTree) tree = sw_tree_parse (definition, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autofree char *error_text = NULL;
  g_autoptr (GError) error = NULL;
  gsize offset;
  g_autoptr (SwCondition) condition = sw_rule_text_parse (text, &offset, &error_text);
  const SwNode *rule = sw_tree_resolve (tree, "/States/A/Choices/0");
  g_autoptr (SwCondition) former = rule != NULL ? sw_condition_from_node (rule) : NULL;
  g_autoptr (SwOpsResult) result = NULL;

  g_assert (former != NULL);
  sw_condition_take_comments (condition, former);
  result = sw_ops_set_condition (model, "/States/A/Choices/0", condition, &error);
  g_assert_no_error (error);

  return sw_edits_apply (result->edits, definition, strlen (definition), NULL);
}

static void
test_setting_keeps_what_is_common (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *before = g_strdup_printf (MACHINE ("%s"), settings[i].before);
      g_autofree char *expected = g_strdup_printf (MACHINE ("%s"), settings[i].after);
      g_autofree char *after = set_in (before, settings[i].text);
      g_autofree char *back = NULL;

      /* Line breaks are the rewriter's own business. */
      g_assert_cmpstr (after, ==, expected);
      back = set_in (after, settings[i].text);
      g_assert_cmpstr (back, ==, after);
    }
}

/* Whatever stood there, after setting a condition it is that condition. */
static void
test_setting_sets (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (SwCondition) before = random_condition (random, 2);
      g_autoptr (SwCondition) after = random_condition (random, 2);
      g_autofree char *json = sw_condition_to_json (before);
      g_autofree char *text = sw_rule_text_print (after, SW_RULE_TEXT_EXACT);
      g_autofree char *definition = g_strdup_printf (MACHINE ("%s"), json);
      g_autofree char *changed = set_in (definition, text);
      g_autoptr (SwTree) tree = sw_tree_parse (changed, -1);
      g_autoptr (SwCondition) got =
          sw_condition_from_node (sw_tree_resolve (tree, "/States/A/Choices/0"));

      g_assert_true (sw_condition_equal (got, after));
    }
}

static void
test_setting_needs_a_rule (void)
{
  g_autoptr (SwTree) tree = sw_tree_parse (MACHINE (""), -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (SwCondition) condition = sw_condition_new (SW_CONDITION_AND);
  g_autoptr (GError) error = NULL;

  g_assert_null (sw_ops_set_condition (model, "/States/A/Choices/0", condition, &error));
  g_assert_error (error, SW_OPS_ERROR, SW_OPS_ERROR_REFUSED);
}

/* The waits of retriers, in seconds */
static void
test_backoff (void)
{
  static const struct
  {
    SwBackoff backoff;
    double delays[4];
  } rows[] = {
    { { 1, 2, 0, 3, FALSE }, { 1, 2, 4, 8 } },
    { { 2, 1.5, 0, 3, TRUE }, { 2, 3, 4.5, 6.75 } },
    { { 10, 2, 25, 3, FALSE }, { 10, 20, 25, 25 } },
    { { 2000000000, 2, 0, 3, FALSE }, { 2000000000, 2147483647, 2147483647, 2147483647 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint number = 0; number < 4; number++)
      g_assert_cmpfloat (sw_backoff_get_delay (&rows[i].backoff, number), ==,
                         rows[i].delays[number]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule-text/exact", test_exact);
  g_test_add_func ("/rule-text/also-read", test_also_read);
  g_test_add_func ("/rule-text/errors-say-where", test_errors_say_where);
  g_test_add_func ("/rule-text/nesting-has-an-end", test_nesting_has_an_end);
  g_test_add_func ("/rule-text/round-trip", test_round_trip);
  g_test_add_func ("/rule-text/any-text", test_any_text_is_refused_or_read);
  g_test_add_func ("/condition/setting-keeps-what-is-common", test_setting_keeps_what_is_common);
  g_test_add_func ("/condition/setting-sets", test_setting_sets);
  g_test_add_func ("/condition/setting-needs-a-rule", test_setting_needs_a_rule);
  g_test_add_func ("/backoff/delays", test_backoff);

  return g_test_run ();
}
