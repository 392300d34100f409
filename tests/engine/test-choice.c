/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-choice.h"
#include "json/sw-text.h"

/* What a rule asks, asked of data at hand: as an execution answers it. */

#define STARS_10 "*a*a*a*a*a*a*a*a*a*a"
#define STARS STARS_10 STARS_10 STARS_10 STARS_10 STARS_10

static const struct
{
  const char *rule;
  SwQueryLanguage language;
  SwAnswer answer;
  const char *cause; /* a pattern, or NULL */
} rows[] = {
  { "{ \"Variable\": \"$.n\", \"NumericGreaterThan\": 2 }", SW_QUERY_JSONPATH, SW_ANSWER_TRUE, NULL },
  { "{ \"Variable\": \"$.n\", \"StringEquals\": \"3\" }", SW_QUERY_JSONPATH, SW_ANSWER_FALSE, NULL },
  { "{ \"Not\": { \"Variable\": \"$.n\", \"NumericEqualsPath\": \"$v\" } }", SW_QUERY_JSONPATH,
    SW_ANSWER_FALSE, NULL },
  { "{ \"And\": [{ \"Variable\": \"$.x\", \"IsPresent\": true }, { \"Variable\": \"$.x\", "
    "\"IsNull\": true }] }", SW_QUERY_JSONPATH, SW_ANSWER_FALSE, NULL },
  { "{ \"Or\": [{ \"Variable\": \"$$.State.Name\", \"StringMatches\": \"De*\" }], \"Comment\": \"c\" } ",
    SW_QUERY_JSONPATH, SW_ANSWER_TRUE, NULL },
  /* Ten thousand letters against fifty stars: each star is given up once, none is tried anew with each other */
  { "{ \"Variable\": \"$.long\", \"StringMatches\": \"" STARS "b\" }", SW_QUERY_JSONPATH, SW_ANSWER_FALSE, NULL },
  { "{ \"Variable\": \"$.long\", \"StringMatches\": \"" STARS "\" }", SW_QUERY_JSONPATH, SW_ANSWER_TRUE, NULL },
  { "{ \"Variable\": \"$.x\", \"NumericEquals\": 1 }", SW_QUERY_JSONPATH, SW_ANSWER_FAILURE,
    "Invalid path '$.x'*" },
  { "{ \"Variable\": \"$.[\", \"NumericEquals\": 1 }", SW_QUERY_JSONPATH, SW_ANSWER_FAILURE, "*" },
  { "{ \"Variable\": \"$.n\" }", SW_QUERY_JSONPATH, SW_ANSWER_FAILURE, "*comparison operator*" },
  { "{ \"Condition\": \"{% $states.input.n = $v %}\" }", SW_QUERY_JSONATA, SW_ANSWER_TRUE, NULL },
  { "{ \"Condition\": \"{% 1 %}\" }", SW_QUERY_JSONATA, SW_ANSWER_FAILURE, "*boolean*" },
};

static SwValue
read_value (const char *json)
{
  SwValue value = SW_VALUE_INIT;

  g_assert_true (sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &value, NULL));
  return value;
}

static void
test_ask (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *letters = g_strnfill (10000, 'a');
  g_autofree char *data_text = g_strdup_printf ("{ \"n\": 3, \"long\": \"%s\" }", letters);
  g_auto (SwValue) input = read_value (data_text);
  g_auto (SwValue) context = read_value ("{ \"State\": { \"Name\": \"Decide\" } }");
  g_auto (SwValue) variables = read_value ("{ \"v\": 3 }");
  const SwEvaluation evaluation = { .query = { input, context, variables, NULL, NULL } };
  g_autofree char *cause = NULL;

  g_assert_cmpint (sw_choice_ask (rows[row].rule, rows[row].language, &evaluation, &cause), ==,
                   rows[row].answer);
  g_assert_true ((cause != NULL) == (rows[row].cause != NULL));
  if (cause != NULL)
    {
      g_test_message ("%s", cause);
      g_assert_true (g_pattern_match_simple (rows[row].cause, cause));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/choice/ask/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_ask);
    }
  return g_test_run ();
}
