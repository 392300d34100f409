/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-text.h"
#include "json/tree/sw-tree.h"

/* What is typed into a row and what it becomes; NULL for JSON: refused, and the error holds
 * `says`. An empty JSON means that the field goes. */
static const struct
{
  SwFieldSet       set;
  const char      *field;
  SwQueryLanguage  language;
  const char      *typed;
  const char      *json;
  const char      *says;
} typed[] = {
  { SW_FIELD_SET_STATE, "Comment", SW_QUERY_JSONPATH, "", "" },
  { SW_FIELD_SET_STATE, "Comment", SW_QUERY_JSONPATH, "  ", "" },
  { SW_FIELD_SET_STATE, "Comment", SW_QUERY_JSONPATH, "say \"ä\"\nnow", "\"say \\\"ä\\\"\\nnow\"" },
  { SW_FIELD_SET_STATE, "Comment", SW_QUERY_JSONPATH, "12", "\"12\"" },
  { SW_FIELD_SET_STATE, "Resource", SW_QUERY_JSONPATH, " ${Arn} ", "\"${Arn}\"" },
  { SW_FIELD_SET_STATE, "Seconds", SW_QUERY_JSONPATH, "5", "5" },
  { SW_FIELD_SET_STATE, "Seconds", SW_QUERY_JSONPATH, " 5 ", "5" },
  { SW_FIELD_SET_STATE, "Seconds", SW_QUERY_JSONPATH, "${Delay}", "${Delay}" },
  { SW_FIELD_SET_STATE, "Seconds", SW_QUERY_JSONPATH, "5.5", NULL, "whole number" },
  { SW_FIELD_SET_STATE, "Seconds", SW_QUERY_JSONPATH, "-1", NULL, "from 0 to 99999999" },
  { SW_FIELD_SET_STATE, "Seconds", SW_QUERY_JSONPATH, "soon", NULL, "number" },
  { SW_FIELD_SET_STATE, "Seconds", SW_QUERY_JSONPATH, "\"5\"", NULL, "number" },
  { SW_FIELD_SET_STATE, "Seconds", SW_QUERY_JSONATA, "{% $delay %}", "\"{% $delay %}\"" },
  { SW_FIELD_SET_STATE, "Seconds", SW_QUERY_JSONPATH, "{% $delay %}", NULL, "expression" },
  { SW_FIELD_SET_STATE, "TimeoutSeconds", SW_QUERY_JSONPATH, "0", NULL, "from 1 to" },
  { SW_FIELD_SET_RETRIER, "BackoffRate", SW_QUERY_JSONPATH, "1.50", "1.50" },
  { SW_FIELD_SET_RETRIER, "BackoffRate", SW_QUERY_JSONPATH, "0.5", NULL, "1 or more" },
  { SW_FIELD_SET_STATE, "InputPath", SW_QUERY_JSONPATH, "$.a", "\"$.a\"" },
  { SW_FIELD_SET_STATE, "InputPath", SW_QUERY_JSONPATH, "null", "null" },
  { SW_FIELD_SET_STATE, "InputPath", SW_QUERY_JSONPATH, "a.b", NULL, "begins with $" },
  { SW_FIELD_SET_STATE, "ResultPath", SW_QUERY_JSONPATH, "null", "null" },
  { SW_FIELD_SET_STATE, "ErrorPath", SW_QUERY_JSONPATH, "States.Format('{}', $.e)",
    "\"States.Format('{}', $.e)\"" },
  { SW_FIELD_SET_STATE, "SecondsPath", SW_QUERY_JSONPATH, "null", NULL, "begins with $" },
  { SW_FIELD_SET_STATE, "Timestamp", SW_QUERY_JSONPATH, "2026-03-14T01:59:00Z",
    "\"2026-03-14T01:59:00Z\"" },
  { SW_FIELD_SET_STATE, "Timestamp", SW_QUERY_JSONPATH, "2026-03-14T01:59:00", NULL, "zone" },
  { SW_FIELD_SET_STATE, "Timestamp", SW_QUERY_JSONPATH, "tomorrow", NULL, "such as" },
  { SW_FIELD_SET_STATE, "Timestamp", SW_QUERY_JSONPATH, "${When}", "\"${When}\"" },
  { SW_FIELD_SET_RETRIER, "ErrorEquals", SW_QUERY_JSONPATH, "States.ALL", "[\"States.ALL\"]" },
  { SW_FIELD_SET_RETRIER, "ErrorEquals", SW_QUERY_JSONPATH, "A, B ,, C", "[\"A\", \"B\", \"C\"]" },
  { SW_FIELD_SET_STATE, "Parameters", SW_QUERY_JSONPATH, "{ \"a.$\": \"$\" }", "{ \"a.$\": \"$\" }" },
  { SW_FIELD_SET_STATE, "Parameters", SW_QUERY_JSONPATH, "{ \"a\": ${b} }", "{ \"a\": ${b} }" },
  { SW_FIELD_SET_STATE, "Parameters", SW_QUERY_JSONPATH, "{ \"a\" }", NULL, "Line 1, column" },
  { SW_FIELD_SET_STATE, "Output", SW_QUERY_JSONATA, "{% $states.input %}",
    "\"{% $states.input %}\"" },
  { SW_FIELD_SET_RULE, "Condition", SW_QUERY_JSONATA, "{% $x > 1 %}", "\"{% $x > 1 %}\"" },
};

static void
test_typed (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  const SwField *field = sw_fields_find_in (typed[i].set, typed[i].field);
  g_autofree char *json = NULL;
  g_autofree char *error = NULL;
  gboolean taken;

  g_assert_nonnull (field);
  taken = sw_field_text_to_json (field, typed[i].language, typed[i].typed, &json, &error);
  if (typed[i].json == NULL)
    {
      g_assert_false (taken);
      g_assert_nonnull (error);
      if (strstr (error, typed[i].says) == NULL)
        g_error ("“%s” does not say “%s”", error, typed[i].says);
    }
  else
    {
      g_assert_true (taken);
      g_assert_null (error);
      g_assert_cmpstr (json != NULL ? json : "", ==, typed[i].json);
    }
}

/* What a value of the text looks like in its row. `text` is an object with the field. */
static const struct
{
  SwFieldSet  set;
  const char *field;
  const char *text;
  const char *shown;
} shown[] = {
  { SW_FIELD_SET_STATE, "Comment", "{}", "" },
  { SW_FIELD_SET_STATE, "Comment", "{ \"Comment\": \"a\\nb\" }", "a\nb" },
  { SW_FIELD_SET_STATE, "Comment", "{ \"Comment\": ", "" },
  { SW_FIELD_SET_STATE, "Seconds", "{ \"Seconds\": 5e0 }", "5e0" },
  { SW_FIELD_SET_STATE, "Seconds", "{ \"Seconds\": ${Delay} }", "${Delay}" },
  { SW_FIELD_SET_STATE, "InputPath", "{ \"InputPath\": null }", "null" },
  { SW_FIELD_SET_STATE, "InputPath", "{ \"InputPath\": \"$.a\" }", "$.a" },
  { SW_FIELD_SET_RETRIER, "ErrorEquals", "{ \"ErrorEquals\": [\"A\", \"B\"] }", "A, B" },
  { SW_FIELD_SET_RETRIER, "ErrorEquals", "{ \"ErrorEquals\": [\"A\", 1] }", "[\"A\", 1]" },
  { SW_FIELD_SET_STATE, "Output", "{ \"Output\": \"{% $a = \\\"b\\\" %}\" }", "{% $a = \"b\" %}" },
  { SW_FIELD_SET_STATE, "Output", "{ \"Output\": \"b\" }", "\"b\"" },
  { SW_FIELD_SET_STATE, "Parameters", "{\n    \"Parameters\": {\n      \"a\": 1\n    }\n}",
    "{\n  \"a\": 1\n}" },
  { SW_FIELD_SET_STATE, "Parameters", "{\r\n\t\"Parameters\": {\r\n\t\t\"a\": 1\r\n\t}\r\n}",
    "{\n\t\"a\": 1\n}" },
};

static void
test_shown (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  const SwField *field = sw_fields_find_in (shown[i].set, shown[i].field);
  g_autoptr (SwTree) tree = sw_tree_parse (shown[i].text, -1);
  const SwNode *node = sw_node_get_member (sw_tree_get_root (tree), shown[i].field);
  g_autofree char *text = sw_field_dup_text (field, node);

  g_assert_cmpstr (text, ==, shown[i].shown);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *path = g_strdup_printf ("/field-text/typed/%s/%02" G_GSIZE_FORMAT,
                                               typed[i].field, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_typed);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *path = g_strdup_printf ("/field-text/shown/%s/%02" G_GSIZE_FORMAT,
                                               shown[i].field, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_shown);
    }
  return g_test_run ();
}
