/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check.h"
#include "json/sw-text.h"
#include "stories.h"

#include <string.h>

/* What the checker says of a definition, with VALUES for its placeholders (JSON, or NULL): a line
 * for each finding, with what it underlines. */

static char *
dup_findings (SwModel       *model,
              SwMachineType  type,
              const char    *values_text)
{
  const char *text = sw_tree_get_text (sw_model_get_tree (model), NULL);
  g_auto (SwValue) values = SW_VALUE_INIT;
  g_autoptr (GPtrArray) diagnostics = NULL;
  GString *out = g_string_new (NULL);

  if (values_text != NULL)
    g_assert_true (sw_value_from_text (values_text, -1, SW_TEXT_DEFAULT, &values, NULL));
  diagnostics = sw_check_substituted (model, type, values);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *item = g_ptr_array_index (diagnostics, i);
      g_autofree char *location = sw_check_dup_location (model, item);

      g_assert_cmpuint (item->span.start, <=, item->span.end);
      g_assert_cmpuint (item->span.end, <=, strlen (text));
      g_string_append_printf (
          out, "%s %s at %s: %s\n    %.*s\n", sw_severity_get_name (item->severity), item->code,
          location, item->message, (int) sw_span_length (item->span), text + item->span.start);
    }

  return g_string_free (out, FALSE);
}

static void
test_findings (const Story *story)
{
  g_autoptr (SwModel) model = model_from_text (story_get_section (story, "text"));
  gboolean express = g_strcmp0 (story_get (story, "type"), "EXPRESS") == 0;
  g_autofree char *findings =
      dup_findings (model, express ? SW_MACHINE_EXPRESS : SW_MACHINE_STANDARD,
                    story_get_section (story, "values"));
  const char *expected = story_get_section (story, "findings");

  assert_same_text (findings, expected != NULL ? expected : "");
}

/* Cut anywhere, a definition can be checked, and what is underlined is inside the text. */
static void
test_every_prefix (void)
{
  const char *text =
      "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Choice\",\"Choices\":[{\"And\":[{"
      "\"Variable\":\"$.a\",\"IsNull\":"
      "true}],\"Next\":\"M\"}],\"Default\":${x}},\"M\":{\"Type\":\"Map\",\"ItemProcessor\":{"
      "\"ProcessorConfig\":{\"Mode\":"
      "\"INLINE\"},\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:"
      "states:::sqs:sendMessage\","
      "\"Parameters\":{\"a.$\":\"$.x\",\"b\":[1,{}]},\"Catch\":[{\"ErrorEquals\":[\"E\",1],"
      "\"Next\":\"T\"}],"
      "\"Retry\":[{\"ErrorEquals\":[\"F\"],\"BackoffRate\":1.5}],\"End\":true}}},\"End\":true}}}";

  for (gsize length = 0; length <= strlen (text); length++)
    {
      g_autofree char *prefix = g_strndup (text, length);
      g_autoptr (SwModel) model = model_from_text (prefix);
      g_autofree char *findings = dup_findings (model, SW_MACHINE_STANDARD, NULL);

      g_assert_nonnull (findings);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  stories_add_tests ("checks.txt", "/asl/check", test_findings);
  stories_add_tests ("warnings.txt", "/asl/warnings", test_findings);
  stories_add_tests ("checks-substituted.txt", "/asl/check/substituted", test_findings);
  g_test_add_func ("/asl/check/every prefix of a text", test_every_prefix);

  return g_test_run ();
}
