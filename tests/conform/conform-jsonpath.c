/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conform.h"

#include "query/jsonpath/sw-jsonpath.h"

#include <string.h>

/* JSONPath as observed with Jayway (jayway.json), whose dialect AWS runs, with the differences
 * recorded on AWS:
 *
 *   - An indefinite path over something missing gives [] there, an error in Jayway.
 *
 * The RFC 9535 suite (cts.json) counts only where Jayway has been seen to agree with it. */

typedef struct
{
  SwJsonPath *path; /* NULL where the path was refused */
  gboolean    found;
  SwValue     value;
  GError     *error; /* of compiling or evaluating */
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->path, sw_json_path_unref);
  sw_value_clear (&answer->value);
  g_clear_error (&answer->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
ask (SwValue test,
     Answer *answer)
{
  SwValue document = sw_value_get_member (test, "document");
  const char *selector;
  gsize length;

  selector = sw_value_get_text (sw_value_get_member (test, "selector"), &length);
  answer->path = sw_json_path_new_len (selector, length, &answer->error);
  if (answer->path != NULL && !sw_value_is (document, SW_TYPE_UNDEFINED))
    answer->found = sw_json_path_evaluate (answer->path, document, NULL, &answer->value, &answer->error);
}

static char *
dup_value_difference (const Answer *answer,
                      SwValue       expected)
{
  g_autofree char *wanted = sw_value_to_text (expected, SW_TEXT_DEFAULT, NULL);
  g_autofree char *got = NULL;

  if (!answer->found)
    return g_strdup_printf ("%s instead of %.120s", answer->error->message, wanted);
  if (sw_value_equal (answer->value, expected))
    return NULL;

  got = sw_value_to_text (answer->value, SW_TEXT_DEFAULT, NULL);
  return g_strdup_printf ("%.120s instead of %.120s", got, wanted);
}

static char *
dup_jayway_difference (SwValue test)
{
  g_auto (Answer) answer = { .value = SW_VALUE_INIT };
  SwValue definite = sw_value_get_member (test, "definite");
  SwValue value = sw_value_get_member (test, "value");
  SwValue failure = sw_value_get_member (test, "eval_error");
  g_auto (SwValue) nothing = sw_value_new_array (0);

  ask (test, &answer);
  if (sw_value_is (definite, SW_TYPE_UNDEFINED))
    return answer.path == NULL ? NULL : g_strdup ("accepted, though it is refused");
  if (answer.path == NULL)
    return g_strdup_printf ("refused: %s", answer.error->message);
  if (sw_json_path_is_definite (answer.path) != sw_value_get_boolean (definite))
    return g_strdup ("definite and indefinite mixed up");

  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    return dup_value_difference (&answer, value);
  if (sw_value_is (failure, SW_TYPE_UNDEFINED))
    return NULL;
  if (!sw_json_path_is_definite (answer.path)
      && strcmp (sw_value_get_text (failure, NULL), "PathNotFoundException") == 0)
    return dup_value_difference (&answer, nothing);

  return answer.found ? g_strdup ("a value instead of an error") : NULL;
}

/* Whether Jayway's answer to a case of the RFC's suite is the suite's. */
static gboolean
agrees (SwValue test,
        SwValue observed)
{
  SwValue value = sw_value_get_member (observed, "value");
  SwValue result = sw_value_get_member (test, "result");
  gboolean refused = sw_value_is (sw_value_get_member (observed, "definite"), SW_TYPE_UNDEFINED);
  g_auto (SwValue) list = SW_VALUE_INIT;

  if (sw_value_is (sw_value_get_member (test, "invalid_selector"), SW_TYPE_BOOLEAN))
    return refused;
  if (refused || sw_value_is (value, SW_TYPE_UNDEFINED) || sw_value_is (result, SW_TYPE_UNDEFINED))
    return FALSE;
  if (!sw_value_get_boolean (sw_value_get_member (observed, "definite")))
    return sw_value_equal (value, result);

  list = sw_value_new_array (1);
  sw_value_append (&list, sw_value_ref (value));
  return sw_value_equal (list, result);
}

static char *
dup_cts_difference (SwValue test)
{
  g_auto (Answer) answer = { .value = SW_VALUE_INIT };
  SwValue result = sw_value_get_member (test, "result");

  ask (test, &answer);
  if (sw_value_is (result, SW_TYPE_UNDEFINED))
    return answer.path == NULL ? NULL : g_strdup ("accepted, though it is refused");
  if (answer.path == NULL)
    return g_strdup_printf ("refused: %s", answer.error->message);
  if (sw_json_path_is_definite (answer.path))
    return dup_value_difference (&answer, sw_value_get_element (result, 0));
  return dup_value_difference (&answer, result);
}

static SwValue
find_named (SwValue     tests,
            const char *name)
{
  for (guint i = 0; i < sw_value_get_length (tests); i++)
    {
      SwValue test = sw_value_get_element (tests, i);

      if (g_strcmp0 (sw_value_get_text (sw_value_get_member (test, "name"), NULL), name) == 0)
        return test;
    }

  return SW_VALUE_INIT;
}

/* What AWS has been recorded to answer otherwise than Jayway: our message, and the reason. */
static const struct
{
  const char *message;
  const char *reason;
} recorded[] = {
  { "Property ['sum()'] not found", "AWS has been recorded not to have sum()" },
  { "Multi properties can only be used as path leafs",
    "AWS has been recorded to refuse several names on the way" },
};

static const char *
find_recorded_reason (const char *difference)
{
  for (guint i = 0; difference != NULL && i < G_N_ELEMENTS (recorded); i++)
    if (strstr (difference, recorded[i].message) != NULL)
      return recorded[i].reason;

  return NULL;
}

static void
run_jayway (Conform *conform,
            SwValue  tests)
{
  for (guint i = 0; i < sw_value_get_length (tests); i++)
    {
      SwValue test = sw_value_get_element (tests, i);
      const char *name = sw_value_get_text (sw_value_get_member (test, "name"), NULL);
      g_autofree char *difference = dup_jayway_difference (test);
      const char *reason = find_recorded_reason (difference);

      if (reason != NULL)
        conform_skip (conform, name, reason);
      else
        conform_report (conform, name, difference);
    }
}

static void
run_cts (Conform *conform,
         SwValue  tests,
         SwValue  observed)
{
  for (guint i = 0; i < sw_value_get_length (tests); i++)
    {
      SwValue test = sw_value_get_element (tests, i);
      const char *name = sw_value_get_text (sw_value_get_member (test, "name"), NULL);
      g_autofree char *full_name = g_strconcat ("cts.json: ", name, NULL);
      g_autofree char *observed_name = g_strconcat ("cts: ", name, NULL);
      SwValue jayway = find_named (observed, observed_name);
      g_autofree char *difference = NULL;

      if (sw_value_is (jayway, SW_TYPE_UNDEFINED))
        conform_skip (conform, full_name, "what Jayway answers is not known");
      else if (!agrees (test, jayway))
        conform_skip (conform, full_name, "Jayway, which AWS runs, answers otherwise");
      else
        {
          difference = dup_cts_difference (test);
          conform_report (conform, full_name, difference);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = conform_dup_folder (argc, argv, "jsonpath");
  g_auto (SwValue) jayway = SW_VALUE_INIT;
  g_auto (SwValue) cts = SW_VALUE_INIT;
  Conform conform;

  conform_init (&conform, KNOWN_DIFFERENCES);
  if (conform_load (folder, "jayway.json", &jayway))
    run_jayway (&conform, sw_value_get_member (jayway, "tests"));
  if (conform_load (folder, "cts.json", &cts))
    run_cts (&conform, sw_value_get_member (cts, "tests"), sw_value_get_member (jayway, "tests"));

  return conform_finish (&conform);
}
