/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist.h"
#include "asl/assist/sw-inner-text.h"

#include <string.h>

/* A field typed outside of the definition has the place it has inside: what is proposed there is
 * what the code's own completion proposes. */

/* What is typed has a | for the caret. */
static const struct
{
  const char *language;
  const char *state;
  const char *object; /* from the state */
  const char *field;
  const char *typed;
  SwInnerKind kind;
  const char *proposed; /* one of the labels; NULL: nothing is */
} completions[] = {
  { "JSONPath", "{ \"Type\": \"Pass\", \"InputPath\": \"$.a\", \"End\": true }", "", "InputPath",
    "$$.Exec|", SW_INNER_STRING, "Execution" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"End\": true }", "", "OutputPath", "$$.|", SW_INNER_STRING,
    "State" },
  { "JSONPath", "{ }", "", "InputPath", "$$.|", SW_INNER_STRING, "Execution" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"Parameters\": 1, \"End\": true }", "", "Parameters",
    "{\n  \"x.$\": \"States.|\"\n}", SW_INNER_JSON, "States.Format" },
  /* Not closed yet */
  { "JSONPath", "{ \"Type\": \"Pass\", \"Parameters\": { \"a\": 1 }, \"End\": true }", "",
    "Parameters", "{ \"x.$\": \"States.|", SW_INNER_JSON, "States.Format" },
  { "JSONata", "{ \"Type\": \"Pass\", \"Output\": \"\", \"End\": true }", "", "Output",
    "{% $states.|", SW_INNER_STRING, "input" },
  { "JSONata", "{ \"Type\": \"Pass\", \"End\": true }", "", "Output",
    "{% \"a\\\\\" & $upp| %}", SW_INNER_STRING, "$uppercase" },
  { "JSONata", "{ \"Type\": \"Fail\", \"Cause\": \"c\" }", "", "Cause", "{% $str|", SW_INNER_STRING,
    "$string" },
  { "JSONata", "{ \"Type\": \"Choice\", \"Choices\": [{ \"Next\": \"A\" }] }", "/Choices/0",
    "Condition", "$exi|", SW_INNER_EXPRESSION, "$exists" },
  { "JSONPath", "{ \"Type\": \"Task\", \"Resource\": \"\", \"End\": true }", "", "Resource", "arn|",
    SW_INNER_STRING, "arn:aws:states:::lambda:invoke" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"Result\": 1, \"End\": true }", "", "Result", "{ \"a\": |",
    SW_INNER_JSON, NULL },
};

static SwTree *
parse_machine (const char *language, const char *state)
{
  g_autofree char *text = g_strdup_printf ("{ \"QueryLanguage\": \"%s\", \"StartAt\": \"A\", "
                                           "\"States\": { \"A\": %s } }",
                                           language, state);

  return sw_tree_parse (text, -1);
}

static gboolean
is_proposed (const SwAssist *assist, const char *label)
{
  GPtrArray *proposals = sw_assist_get_proposals (assist);

  for (guint i = 0; i < proposals->len; i++)
    if (strcmp (((const SwProposal *) proposals->pdata[i])->label, label) == 0)
      return TRUE;
  return FALSE;
}

static void
test_completion (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (SwTree) tree = parse_machine (completions[row].language, completions[row].state);
  g_autofree char *object = g_strconcat ("/States/A", completions[row].object, NULL);
  g_auto (GStrv) halves = g_strsplit (completions[row].typed, "|", 2);
  g_autofree char *typed = g_strconcat (halves[0], halves[1], NULL);
  g_autoptr (SwInnerText) inner = sw_inner_text_new (tree, object, completions[row].field, typed,
                                                     completions[row].kind);
  gsize length, back, caret = strlen (halves[0]);
  g_assert (inner != NULL);
  gsize outer = sw_inner_text_to_outer (inner, caret);
  const char *text = sw_inner_text_get (inner, &length);
  g_autoptr (SwTree) whole = sw_tree_parse (text, (gssize) length);
  g_autoptr (SwModel) model = sw_model_new (whole);
  g_autoptr (SwAssist) assist = sw_assist_new (model, outer, NULL);

  g_test_message ("%.*s|%s", (int) outer, text, text + outer);
  g_assert_true (sw_inner_text_to_inner (inner, outer, &back));
  g_assert_cmpuint (back, ==, caret);
  if (completions[row].proposed != NULL)
    g_assert_true (is_proposed (assist, completions[row].proposed));
  else
    g_assert_cmpuint (sw_assist_get_proposals (assist)->len, ==, 0);
}

/* Every place goes out and comes back; places outside are told to be. */
static void
test_places (void)
{
  static const char typed[] = "{% \"a\" & '\\t' & \xc3\xa4 %}";
  g_autoptr (SwTree) tree
      = parse_machine ("JSONata", "{ \"Type\": \"Pass\", \"Output\": 1, \"End\": true }");
  g_autoptr (SwInnerText) inner
      = sw_inner_text_new (tree, "/States/A", "Output", typed, SW_INNER_STRING);
  g_autoptr (SwTree) whole = NULL;
  g_autofree char *value = NULL;
  gsize length, back;
  const char *text = sw_inner_text_get (inner, &length);

  for (gsize i = 0; i <= strlen (typed); i++)
    {
      g_assert_true (sw_inner_text_to_inner (inner, sw_inner_text_to_outer (inner, i), &back));
      g_assert_cmpuint (back, ==, i);
    }
  g_assert_false (sw_inner_text_to_inner (inner, 0, &back));
  g_assert_cmpuint (back, ==, 0);
  g_assert_false (sw_inner_text_to_inner (inner, length, &back));
  g_assert_cmpuint (back, ==, strlen (typed));
  whole = sw_tree_parse (text, (gssize) length);
  g_assert_true (sw_tree_is_valid (whole));
  value = sw_node_dup_string (sw_tree_resolve (whole, "/States/A/Output"), NULL);
  g_assert_cmpstr (value, ==, typed);
}

/* A path in a line that is more than it: the rest of the line is at its ends. */
static void
test_part_of_a_line (void)
{
  static const char typed[] = "not($.a.b == 1)";
  const SwSpan part = { 4, 9 };
  g_autoptr (SwTree) tree
      = parse_machine ("JSONPath", "{ \"Type\": \"Choice\", \"Choices\": [{ \"Next\": \"A\" }] }");
  g_autoptr (SwInnerText) inner = sw_inner_text_new_part (
      tree, "/States/A/Choices/0", "Variable", typed, part, SW_INNER_STRING);
  g_autoptr (SwTree) whole = NULL;
  gsize length, back;
  const char *text = sw_inner_text_get (inner, &length);

  whole = sw_tree_parse (text, (gssize) length);
  g_assert_true (
      sw_node_equals_string (sw_tree_resolve (whole, "/States/A/Choices/0/Variable"), "$.a.b"));
  for (gsize i = 0; i <= strlen (typed); i++)
    {
      g_assert_true (sw_inner_text_to_inner (inner, sw_inner_text_to_outer (inner, i), &back));
      g_assert_cmpuint (back, ==, CLAMP (i, part.start, part.end));
    }
}

/* A definition in YAML is taken as what it means; where the object is gone there is nothing. */
static void
test_other_definitions (void)
{
  g_autoptr (SwTree) yaml = sw_tree_parse_as (
      "StartAt: A\nStates:\n  A:\n    Type: Pass\n    InputPath: $.a\n    End: true\n", -1,
      SW_SYNTAX_YAML);
  g_autoptr (SwInnerText) inner
      = sw_inner_text_new (yaml, "/States/A", "InputPath", "$.b", SW_INNER_STRING);
  g_autoptr (SwTree) whole = NULL;
  gsize length;
  const char *text;

  g_assert (inner != NULL);
  text = sw_inner_text_get (inner, &length);
  whole = sw_tree_parse (text, (gssize) length);
  g_assert_true (sw_tree_is_valid (whole));
  g_assert_true (sw_node_equals_string (sw_tree_resolve (whole, "/States/A/InputPath"), "$.b"));
  g_assert_null (sw_inner_text_new (yaml, "/States/B", "InputPath", "$.b", SW_INNER_STRING));
  g_assert_null (sw_inner_text_new (yaml, "/StartAt", "InputPath", "$.b", SW_INNER_STRING));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (completions); i++)
    {
      g_autofree char *name = g_strdup_printf ("/inner-text/completion/%u", i);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_completion);
    }
  g_test_add_func ("/inner-text/places", test_places);
  g_test_add_func ("/inner-text/part", test_part_of_a_line);
  g_test_add_func ("/inner-text/other", test_other_definitions);
  return g_test_run ();
}
