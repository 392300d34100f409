/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-explain.h"
#include "json/sw-text.h"
#include "stories.h"

#include <string.h>

/* What is said of a place. A case of data/explain.json:
 *
 *   text    the document, with ' for " and ¦ before the character that is asked about
 *   title   of the explanation; without one nothing is to be said
 *   detail, help, target
 *   facts   lines that there are
 *   over    the text it is about
 *   data    what the last run tells: { input, result, output, variables, context,
 *           placeholders } */

#define CARET "¦"

static const char *
get_text (SwValue     value,
          const char *name)
{
  SwValue member = sw_value_get_member (value, name);

  return sw_value_is (member, SW_TYPE_STRING) ? sw_value_get_text (member, NULL) : NULL;
}

static void
check_facts (const SwExplanation *found,
             SwValue              facts)
{
  for (guint i = 0; i < found->facts->len; i++)
    g_test_message ("- %s", (char *) g_ptr_array_index (found->facts, i));
  for (guint i = 0; sw_value_is (facts, SW_TYPE_ARRAY) && i < sw_value_get_length (facts); i++)
    {
      const char *fact = sw_value_get_text (sw_value_get_element (facts, i), NULL);

      g_test_message ("%s", fact);
      g_assert_true (g_ptr_array_find_with_equal_func (found->facts, fact, g_str_equal, NULL));
    }
}

static void
check_found (const SwExplanation *found,
             const char          *text,
             SwValue              story)
{
  g_autofree char *over =
      g_strndup (text + found->span.start, sw_span_length (found->span));
  g_autofree char *expected = g_strdup (get_text (story, "over"));

  g_assert_cmpstr (found->title, ==, get_text (story, "title"));
  if (get_text (story, "detail") != NULL)
    g_assert_cmpstr (found->detail, ==, get_text (story, "detail"));
  if (get_text (story, "help") != NULL)
    g_assert_cmpstr (found->help, ==, get_text (story, "help"));
  if (get_text (story, "target") != NULL)
    g_assert_cmpstr (found->target, ==, get_text (story, "target"));
  if (expected != NULL)
    g_assert_cmpstr (over, ==, g_strdelimit (expected, "'", '"'));
  check_facts (found, sw_value_get_member (story, "facts"));
}

static void
run_case (gconstpointer user_data)
{
  SwValue story = *(const SwValue *) user_data;
  g_autofree char *text = g_strdelimit (g_strdup (get_text (story, "text")), "'", '"');
  char *caret = strstr (text, CARET);
  SwValue data = sw_value_get_member (story, "data");
  SwAssistData known = {
    .input = sw_value_get_member (data, "input"),
    .result = sw_value_get_member (data, "result"),
    .output = sw_value_get_member (data, "output"),
    .variables = sw_value_get_member (data, "variables"),
    .context = sw_value_get_member (data, "context"),
    .placeholders = sw_value_get_member (data, "placeholders"),
  };
  g_autoptr (SwModel) model = NULL;
  g_autoptr (SwExplanation) found = NULL;

  g_assert (caret != NULL); /* not _nonnull, after which a compiler still takes it for perhaps NULL */
  memmove (caret, caret + strlen (CARET), strlen (caret + strlen (CARET)) + 1);
  model = model_from_text (text);
  found = sw_explain (model, (gsize) (caret - text), &known);
  if (found != NULL)
    g_test_message ("%s | %s | %s", found->title, found->detail, found->help);
  g_assert_cmpint (found != NULL, ==, get_text (story, "title") != NULL);
  if (found != NULL)
    check_found (found, text, story);
}

static void
story_free_value (gpointer data)
{
  sw_value_clear (data);
  g_free (data);
}

static void
add_cases (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "asl", "data", "explain.json", NULL);
  g_autofree char *text = NULL;
  gsize length;
  g_auto (SwValue) cases = SW_VALUE_INIT;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &cases, NULL));
  for (guint i = 0; i < sw_value_get_length (cases); i++)
    {
      SwValue *story = g_new0 (SwValue, 1);
      g_autofree char *name = NULL;

      *story = sw_value_ref (sw_value_get_element (cases, i));
      name = g_strconcat ("/asl/explain/", get_text (*story, "name"), NULL);
      g_test_add_data_func_full (name, story, run_case, story_free_value);
    }
}

/* Asked about each byte of a text, whole or broken, it says something or nothing. */
static void
test_everywhere (void)
{
  static const char *const text =
      "{ \"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {\n"
      "  \"A\": { \"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sns:publish\",\n"
      "    \"Arguments\": { \"Message\": \"{% $states.input.a[0].b & $x('x') %}\" },\n"
      "    \"Next\": \"B\", \"Assign\": { \"x\": 1 },\n"
      "    \"Catch\": [ { \"ErrorEquals\": [\"E\"], \"Next\": \"B\" } ] },\n"
      "  \"B\": { \"Type\": \"Choice\", \"Choices\": [ { \"Condition\": \"{% true %}\" } ] } } }";

  for (gsize length = 1; length <= strlen (text); length++)
    {
      g_autofree char *part = g_strndup (text, length);
      g_autoptr (SwModel) model = model_from_text (part);
      gsize step = length == strlen (text) ? 1 : length;

      for (gsize i = step == 1 ? 0 : length - 1; i < length; i += step)
        {
          g_autoptr (SwExplanation) found = sw_explain (model, i, NULL);

          if (found == NULL)
            continue;
          g_assert_cmpuint (found->span.end, <=, length);
          g_assert_cmpuint (found->span.start, <=, i);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  add_cases ();
  g_test_add_func ("/asl/explain/everywhere", test_everywhere);

  return g_test_run ();
}
