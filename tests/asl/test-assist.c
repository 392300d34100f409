/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist.h"
#include "asl/check/sw-check.h"
#include "asl/sw-functions.h"
#include "json/sw-text.h"
#include "query/jsonata/sw-jsonata.h"
#include "query/sw-payload-template.h"
#include "stories.h"

#include <string.h>

/* What is proposed where. A case of data/assist-*.json:
 *
 *   text    the document, with ' for " and ¦ for the caret
 *   has     labels that are proposed
 *   not     labels that are not
 *   first   the label that comes first
 *   only    all labels there are, in their order
 *   details label to what stands beside it
 *   accept  the label that is accepted, and then
 *   result  the document, with fields between « and »; it is whole, unless `broken`
 *   data    what the last run tells: { input, result, output, variables, context } */

#define CARET "¦"

static const char *
get_text (SwValue     value,
          const char *name)
{
  SwValue member = sw_value_get_member (value, name);

  return sw_value_is (member, SW_TYPE_STRING) ? sw_value_get_text (member, NULL) : NULL;
}

/* The case's text with its quotes, or NULL */
static char *
dup_quoted (SwValue     value,
            const char *name)
{
  const char *text = get_text (value, name);

  return text != NULL ? g_strdelimit (g_strdup (text), "'", '"') : NULL;
}

static SwProposal *
find (SwAssist   *assist,
      const char *label)
{
  GPtrArray *proposals = sw_assist_get_proposals (assist);

  for (guint i = 0; i < proposals->len; i++)
    {
      SwProposal *proposal = g_ptr_array_index (proposals, i);

      if (strcmp (proposal->label, label) == 0)
        return proposal;
    }

  return NULL;
}

static void
check_labels (SwAssist *assist,
              SwValue   labels,
              gboolean  expected)
{
  for (guint i = 0; sw_value_is (labels, SW_TYPE_ARRAY) && i < sw_value_get_length (labels); i++)
    {
      const char *label = sw_value_get_text (sw_value_get_element (labels, i), NULL);

      g_test_message ("%s%s", expected ? "" : "not ", label);
      g_assert_cmpint (find (assist, label) != NULL, ==, expected);
    }
}

static void
check_only (SwAssist *assist,
            SwValue   labels)
{
  GPtrArray *proposals = sw_assist_get_proposals (assist);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GString) actual = g_string_new (NULL);

  if (!sw_value_is (labels, SW_TYPE_ARRAY))
    return;
  for (guint i = 0; i < sw_value_get_length (labels); i++)
    g_string_append_printf (expected, "[%s]",
                            sw_value_get_text (sw_value_get_element (labels, i), NULL));
  for (guint i = 0; i < proposals->len; i++)
    g_string_append_printf (actual, "[%s]",
                            ((SwProposal *) g_ptr_array_index (proposals, i))->label);
  g_assert_cmpstr (actual->str, ==, expected->str);
}

static void
check_details (SwAssist *assist,
               SwValue   details)
{
  for (guint i = 0; sw_value_is (details, SW_TYPE_OBJECT) && i < sw_value_get_length (details); i++)
    {
      SwProposal *proposal =
          find (assist, sw_string_get_text (sw_value_get_key (details, i)));

      g_assert_nonnull (proposal);
      g_assert_cmpstr (proposal->detail, ==,
                       sw_value_get_text (sw_value_get_member_at (details, i), NULL));
    }
}

static void
check_accepted (SwAssist   *assist,
                const char *text,
                SwValue     story)
{
  const char *label = get_text (story, "accept");
  SwProposal *proposal = label != NULL ? find (assist, label) : NULL;
  g_autofree char *expected = dup_quoted (story, "result");
  SwSpan span = sw_assist_get_span (assist);
  gsize comma;
  gboolean wants_comma = sw_assist_wants_comma (assist, &comma);
  g_autoptr (GString) marked = g_string_new (text);
  g_autoptr (GString) plain = g_string_new (text);
  g_autoptr (SwInsertion) insertion = NULL;
  g_autofree char *fields = NULL;
  g_autoptr (SwTree) tree = NULL;

  if (label == NULL)
    return;
  g_assert_nonnull (proposal);
  insertion = sw_assist_dup_insertion (assist, proposal);
  fields = sw_insertion_dup_marked (insertion);
  g_string_erase (marked, (gssize) span.start, (gssize) sw_span_length (span));
  g_string_insert (marked, (gssize) span.start, fields);
  g_string_erase (plain, (gssize) span.start, (gssize) sw_span_length (span));
  g_string_insert (plain, (gssize) span.start, insertion->text);
  if (wants_comma)
    {
      g_string_insert (marked, (gssize) comma, ",");
      g_string_insert (plain, (gssize) comma, ",");
    }
  assert_same_text (marked->str, expected);
  tree = sw_tree_parse (plain->str, -1);
  g_assert_cmpint (sw_tree_is_valid (tree), ==,
                   !sw_value_get_boolean (sw_value_get_member (story, "broken")));
}

static void
run_case (gconstpointer user_data)
{
  SwValue story = *(const SwValue *) user_data;
  g_autofree char *text = dup_quoted (story, "text");
  char *caret = strstr (text, CARET);
  SwValue data = sw_value_get_member (story, "data");
  SwAssistData known = {
    .input = sw_value_get_member (data, "input"),
    .result = sw_value_get_member (data, "result"),
    .output = sw_value_get_member (data, "output"),
    .variables = sw_value_get_member (data, "variables"),
    .context = sw_value_get_member (data, "context"),
  };
  g_autoptr (SwModel) model = NULL;
  g_autoptr (SwAssist) assist = NULL;
  GPtrArray *proposals;
  const char *first = get_text (story, "first");

  g_assert (caret != NULL); /* not _nonnull, after which a compiler still takes it for perhaps NULL */
  memmove (caret, caret + strlen (CARET), strlen (caret + strlen (CARET)) + 1);
  model = model_from_text (text);
  assist = sw_assist_new (model, (gsize) (caret - text), &known);
  proposals = sw_assist_get_proposals (assist);
  for (guint i = 0; i < proposals->len; i++)
    g_test_message ("- %s", ((SwProposal *) g_ptr_array_index (proposals, i))->label);

  check_labels (assist, sw_value_get_member (story, "has"), TRUE);
  check_labels (assist, sw_value_get_member (story, "not"), FALSE);
  check_only (assist, sw_value_get_member (story, "only"));
  check_details (assist, sw_value_get_member (story, "details"));
  if (first != NULL)
    {
      g_assert_cmpuint (proposals->len, >, 0);
      g_assert_cmpstr (((SwProposal *) g_ptr_array_index (proposals, 0))->label, ==, first);
    }
  check_accepted (assist, text, story);
}

static void
story_free (gpointer data)
{
  sw_value_clear (data);
  g_free (data);
}

static void
add_cases (const char *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "asl", "data", file, NULL);
  g_autofree char *text = NULL;
  gsize length;
  g_auto (SwValue) cases = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  g_assert_true (sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &cases, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < sw_value_get_length (cases); i++)
    {
      SwValue *story = g_new0 (SwValue, 1);
      g_autofree char *name = NULL;

      *story = sw_value_ref (sw_value_get_element (cases, i));
      name = g_strdup_printf ("/asl/%.*s/%s", (int) strlen (file) - 5, file,
                              get_text (*story, "name"));
      g_test_add_data_func_full (name, story, run_case, story_free);
    }
}

/* At every byte of a definition, whole or cut off there, places are within the text and nothing
 * crashes. */
static void
check_at (const char *text,
          gsize       length,
          gsize       offset)
{
  g_autofree char *part = g_strndup (text, length);
  g_autoptr (SwModel) model = model_from_text (part);
  g_autoptr (SwAssist) assist = sw_assist_new (model, offset, NULL);
  GPtrArray *proposals = sw_assist_get_proposals (assist);
  SwSpan span = sw_assist_get_span (assist);

  g_assert_cmpuint (span.start, <=, offset);
  g_assert_cmpuint (span.end, >=, offset);
  g_assert_cmpuint (span.end, <=, length);
  for (guint i = 0; i < MIN (proposals->len, 3); i++)
    {
      SwProposal *proposal = g_ptr_array_index (proposals, i);
      g_autoptr (SwInsertion) insertion = sw_assist_dup_insertion (assist, proposal);

      g_assert_true (g_utf8_validate (insertion->text, -1, NULL));
      for (guint j = 0; j < insertion->fields->len; j++)
        g_assert_cmpuint (g_array_index (insertion->fields, SwSpan, j).end, <=,
                          strlen (insertion->text));
    }
}

static void
test_everywhere (void)
{
  static const char *const text =
      "{ \"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {\n"
      "  \"A\": { \"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sns:publish\",\n"
      "    \"Arguments\": { \"Message\": \"{% $states.input.a[0].b & 'x' %}\" }, \"Next\": \"B\",\n"
      "    \"Catch\": [ { \"ErrorEquals\": [\"States.ALL\"], \"Next\": \"B\" } ] },\n"
      "  \"B\": { \"Type\": \"Choice\", \"QueryLanguage\": \"JSONPath\", \"Choices\": [\n"
      "    { \"Not\": { \"Variable\": \"$.a\", \"IsNull\": true }, \"Next\": \"A\" } ] } } }";

  for (gsize i = 0; i <= strlen (text); i++)
    {
      check_at (text, strlen (text), i);
      check_at (text, i, i);
    }
}

/* Each snippet, put into a machine, is valid as it is. */
static void
check_snippet (const SwSnippet *snippet,
               SwQueryLanguage  language)
{
  const char *name = language == SW_QUERY_JSONATA ? "JSONata" : "JSONPath";
  g_autofree char *empty = g_strdup_printf (
      "{ \"QueryLanguage\": \"%s\", \"StartAt\": \"%s\", \"States\": {\n"
      "\"Last\": { \"Type\": \"Succeed\" } } }",
      name, snippet->name != NULL ? snippet->name : "");
  g_autoptr (SwModel) model = model_from_text (empty);
  SwSnippetPlace place = { model, language, "Last" };
  g_autoptr (SwInsertion) text = sw_snippet_dup_text (snippet, &place);
  g_autofree char *whole = NULL;
  g_autoptr (SwModel) with = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (snippet->kind != SW_SNIPPET_STATE)
    return;
  whole = g_strdup_printf ("{ \"QueryLanguage\": \"%s\", \"StartAt\": \"%s\", \"States\": {\n%s,\n"
                           "\"Last\": { \"Type\": \"Succeed\" } } }",
                           name, snippet->name, text->text);
  g_test_message ("%s", whole);
  with = model_from_text (whole);
  g_assert_true (sw_tree_is_valid (sw_model_get_tree (with)));
  found = sw_check (with, SW_MACHINE_STANDARD);
  for (guint i = 0; i < found->len; i++)
    {
      const SwDiagnostic *item = g_ptr_array_index (found, i);

      /* What ends alone cannot lead on. */
      g_test_message ("%s", item->message);
      g_assert_true (item->severity != SW_SEVERITY_ERROR
                     || strstr (item->message, "is not reachable") != NULL);
    }
}

static void
test_snippets (void)
{
  guint n_snippets;
  const SwSnippet *snippets = sw_snippets_get_all (&n_snippets);

  for (guint i = 0; i < n_snippets; i++)
    {
      g_assert_true (sw_snippets_find (snippets[i].id) == &snippets[i]);
      check_snippet (&snippets[i], SW_QUERY_JSONPATH);
      check_snippet (&snippets[i], SW_QUERY_JSONATA);
    }
}

/* The tables name the functions there are: each is one to the evaluators. */
static void
test_functions (void)
{
  guint n_functions;
  const SwFunction *functions = sw_functions_get_all (SW_QUERY_JSONATA, &n_functions);

  g_assert_cmpuint (n_functions, ==, 69);
  for (guint i = 0; i < n_functions; i++)
    {
      g_autofree char *text = g_strdup_printf ("$type(%s)", functions[i].name);
      g_auto (SwJsonataError) error = { 0 };
      g_autoptr (SwJsonata) expression = sw_jsonata_new (text, -1, &error);
      g_auto (SwValue) result = SW_VALUE_INIT;
      SwJsonataScope scope = { 0 };

      g_test_message ("%s", functions[i].name);
      g_assert_true (sw_jsonata_evaluate (expression, &scope, &result, &error));
      g_assert_cmpstr (sw_value_get_text (result, NULL), ==, "function");
      g_assert_true (g_str_has_suffix (functions[i].help, ".")
                     || g_str_has_suffix (functions[i].help, "…"));
    }

  functions = sw_functions_get_all (SW_QUERY_JSONPATH, &n_functions);
  g_assert_cmpuint (n_functions, ==, 18);
  for (guint i = 0; i < n_functions; i++)
    {
      static const char *const arguments[] = { "()", "('a')", "('a', 'b')", "('a', 'b', 'c')" };
      gboolean known = FALSE;

      g_test_message ("%s", functions[i].name);
      for (guint j = 0; j < G_N_ELEMENTS (arguments); j++)
        {
          g_autofree char *text = g_strconcat (functions[i].name, arguments[j], NULL);
          g_autoptr (SwPayloadTemplate) path = sw_payload_template_new_path (text, NULL);

          known = known || path != NULL;
        }
      g_assert_true (known);
    }
}

/* In YAML values and names that are there are completed: a caret at each byte is fine, and what
 * takes their place is YAML. */
static void
test_yaml (void)
{
  static const char *const text = "QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n"
                                  "    Type: Pas\n    Output: \"{% $sta %}\"\n    Next: ''\n"
                                  "  B:\n    Type: Succeed\n";
  static const struct
  {
    const char *behind;
    const char *label;
  } places[] = {
    { "Type: Pas", "Pass" }, { "{% $sta", "$states" }, { "Next: '", "B" }, { "StartAt: ", "B" },
  };
  g_autoptr (SwTree) tree = sw_tree_parse_as (text, -1, SW_SYNTAX_YAML);
  g_autoptr (SwModel) model = sw_model_new (tree);

  for (gsize i = 0; i <= strlen (text); i++)
    {
      g_autoptr (SwAssist) assist = sw_assist_new (model, i, NULL);

      g_assert_cmpuint (sw_assist_get_span (assist).end, <=, strlen (text));
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gsize offset =
          (gsize) (strstr (text, places[i].behind) - text) + strlen (places[i].behind);
      g_autoptr (SwAssist) assist = sw_assist_new (model, offset, NULL);

      g_test_message ("%s", places[i].behind);
      g_assert_nonnull (find (assist, places[i].label));
    }
}

/* Places of YAML where nothing stands yet. "¦" is the caret, "«»" where the person goes on. */
static void
test_yaml_empty (void)
{
  static const struct
  {
    const char *text;
    const char *label;  /* that is offered; NULL: nothing is */
    const char *not;    /* that is not; or NULL */
    const char *result; /* of accepting it; or NULL */
  } rows[] = {
    { "StartAt: A\nStates:\n  A:\n    Type: ¦\n", "Pass", "Next", "StartAt: A\nStates:\n  A:\n    Type: \"Pass\"\n" },
    { "StartAt: ¦\nStates:\n  A:\n    Type: Succeed\n", "A", NULL, NULL },
    { "StartAt: A\nStates:\n  A:\n    Type: Pass\n    ¦\n", "Next", "Resource",
      "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: \"«»\"\n" },
    { "StartAt: A\nStates:\n  A:\n    Type: Task\n    ¦\n    End: true\n", "Resource", "End",
      "StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: \"«»\"\n    End: true\n" },
    { "StartAt: A\nStates:\n  A:\n    Type: Task\n    Par¦\n    End: true\n", "Parameters", NULL,
      "StartAt: A\nStates:\n  A:\n    Type: Task\n    Parameters:\n\t«»\n    End: true\n" },
    { "StartAt: A\nStates:\n  A:\n    ¦\n", "Type", "Next", NULL },
    { "StartAt: A\nStates:\n  A:\n    Type: Succeed\n¦\n", "TimeoutSeconds", "StartAt", NULL },
    { "StartAt: A\nStates:\n  A:\n    Type: Task\n    Retry:\n      - ¦\n", "ErrorEquals", "Type", NULL },
    { "StartAt: A\nStates:\n  A:\n    Type: Task\n    Retry:\n      - ErrorEquals:\n          - ¦\n", "States.ALL",
      NULL, NULL },
    { "StartAt: A\nStates:\n  A:\n    Type: Task\n    ¦\n", "Retry", NULL,
      "StartAt: A\nStates:\n  A:\n    Type: Task\n    Retry:\n\t- ErrorEquals:\n\t  \t- \"«States.ALL»\"\n"
      "\t  IntervalSeconds: «1»\n\t  MaxAttempts: «3»\n\t  BackoffRate: «2»\n\t  JitterStrategy: \"FULL\"\n" },
    { "StartAt: A # ¦\nStates: {}\n", NULL, NULL, NULL },
    { "StartAt: A ¦\nStates: {}\n", NULL, NULL, NULL },
    { "Comment: |\n  some ¦\nStates: {}\n", NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *caret = strstr (rows[i].text, "¦");
      gsize offset = (gsize) (caret - rows[i].text);
      g_autofree char *before = g_strndup (rows[i].text, offset);
      g_autofree char *text = g_strconcat (before, caret + strlen ("¦"), NULL);
      g_autoptr (SwTree) tree = sw_tree_parse_as (text, -1, SW_SYNTAX_YAML);
      g_autoptr (SwModel) model = sw_model_new (tree);
      g_autoptr (SwAssist) assist = sw_assist_new (model, offset, NULL);

      g_test_message ("row %u", i);
      if (rows[i].label == NULL)
        {
          g_assert_cmpuint (sw_assist_get_proposals (assist)->len, ==, 0);
          continue;
        }
      g_assert_nonnull (find (assist, rows[i].label));
      g_assert_true (rows[i].not == NULL || find (assist, rows[i].not) == NULL);
      if (rows[i].result != NULL)
        {
          g_autoptr (SwInsertion) insertion =
              sw_assist_dup_insertion (assist, find (assist, rows[i].label));
          g_autofree char *marked = sw_insertion_dup_marked (insertion);
          SwSpan span = sw_assist_get_span (assist);
          g_autofree char *start = g_strndup (text, span.start);
          g_autofree char *result = g_strconcat (start, marked, text + span.end, NULL);

          g_assert_cmpstr (result, ==, rows[i].result);
        }
    }
}

/* TEXT as an editor inserts it: its own lines indented like the one they begin in, by two blanks a
 * level */
static char *
dup_indented (const char *text,
              const char *indent)
{
  g_autoptr (GString) out = g_string_new (text);

  g_string_replace (out, "«", "", 0);
  g_string_replace (out, "»", "", 0);
  g_string_replace (out, "\t", "  ", 0);
  g_autofree char *line = g_strconcat ("\n", indent, NULL);
  g_string_replace (out, "\n", line, 0);
  return g_strdup (out->str);
}

/* Whatever is chosen at an empty place of YAML leaves YAML, and says the same as in JSON. */
static void
test_yaml_stays_yaml (void)
{
  static const struct
  {
    const char *before;
    const char *indent;
  } places[] = {
    { "StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::sqs:sendMessage\n    ", "    " },
    { "StartAt: A\nStates:\n  A:\n    Type: Map\n    ", "    " },
    { "StartAt: A\nStates:\n  A:\n    Type: Parallel\n    ", "    " },
    { "StartAt: A\nStates:\n  A:\n    Type: Choice\n    ", "    " },
    { "StartAt: A\nStates:\n  A:\n    Type: Choice\n    Choices:\n      - Next: A\n        ", "        " },
    { "StartAt: A\nStates:\n  A:\n    Type: Succeed\n  ", "  " },
    { "QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Succeed\n  ", "  " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (SwTree) tree = sw_tree_parse_as (places[i].before, -1, SW_SYNTAX_YAML);
      g_autoptr (SwModel) model = sw_model_new (tree);
      g_autoptr (SwAssist) assist = sw_assist_new (model, strlen (places[i].before), NULL);
      GPtrArray *proposals = sw_assist_get_proposals (assist);

      g_assert_cmpuint (proposals->len, >, 1);
      for (guint j = 0; j < proposals->len; j++)
        {
          const SwProposal *proposal = g_ptr_array_index (proposals, j);
          g_autoptr (SwInsertion) insertion = sw_assist_dup_insertion (assist, proposal);
          g_autofree char *inserted = dup_indented (insertion->text, places[i].indent);
          g_autofree char *text = g_strconcat (places[i].before, inserted, "\n", NULL);
          g_autoptr (SwTree) after = sw_tree_parse_as (text, -1, SW_SYNTAX_YAML);

          g_test_message ("%s: %s", proposal->label, text);
          g_assert_true (sw_tree_is_valid (after));
          g_assert_null (strchr (inserted, '\t'));
          g_assert_null (strstr (inserted, "{\n"));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  add_cases ("assist-keys.json");
  add_cases ("assist-values.json");
  add_cases ("assist-expressions.json");
  g_test_add_func ("/asl/assist/everywhere", test_everywhere);
  g_test_add_func ("/asl/assist/yaml", test_yaml);
  g_test_add_func ("/asl/assist/yaml-empty", test_yaml_empty);
  g_test_add_func ("/asl/assist/yaml-stays-yaml", test_yaml_stays_yaml);
  g_test_add_func ("/asl/assist/snippets are right at once", test_snippets);
  g_test_add_func ("/asl/assist/functions are those there are", test_functions);

  return g_test_run ();
}
