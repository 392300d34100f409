/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl-compare.h"
#include "conform.h"

#include "engine/test-state/sw-test-state.h"

/* Replays recorded calls of TestState: what it answers, with every value between input and output,
 * and what it refuses, word for word. */

#define ACCOUNT "111111111111"
#define REGION "us-east-1"
#define ROLE "arn:aws:iam::111111111111:role/role"
/* 2030-01-01T00:00:00Z */
#define CLOCK (G_GINT64_CONSTANT (1893456000) * G_USEC_PER_SEC)

/* A task without a mock was performed by the real function: its result is what was recorded. */
static gboolean
perform_as_recorded (const SwTaskRequest  *request,
                     SwValue              *output,
                     char                **error,
                     char                **cause,
                     gpointer              data)
{
  const SwValue *response = data;
  SwValue inspection = sw_value_get_member (*response, "inspectionData");
  SwValue result = sw_value_get_member (inspection, "result");

  if (sw_value_is (result, SW_TYPE_UNDEFINED))
    result = sw_value_get_member (*response, "output");
  if (sw_value_is (result, SW_TYPE_UNDEFINED))
    {
      *error = g_strdup (conform_get_text (*response, "error"));
      *cause = g_strdup (conform_get_text (*response, "cause"));
    }
  else
    {
      *output = sw_value_ref (result);
    }
  return TRUE;
}

static char *
dup_definition (SwValue test)
{
  const char *text = conform_get_text (test, "definition_text");

  return text != NULL ? g_strdup (text)
                      : sw_value_to_text (sw_value_get_member (test, "definition"),
                                          SW_TEXT_DEFAULT, NULL);
}

static char *
compare_refusal (SwValue       expected,
                 const GError *error)
{
  SwValue refusal = sw_value_get_member (expected, "error");
  const char *code = conform_get_text (refusal, "code"),
             *message = conform_get_text (refusal, "message");

  if (g_strcmp0 (code, sw_test_state_error_name (error->code)) == 0
      && g_strcmp0 (message, error->message) == 0)
    return NULL;
  return g_strdup_printf ("refused with %s \"%s\" instead of %s \"%s\"",
                          sw_test_state_error_name (error->code), error->message, code, message);
}

static char *
compare (SwValue       test,
         SwValue       response,
         const GError *error)
{
  SwValue expected = sw_value_get_member (test, "expected");
  gboolean ok = sw_value_get_boolean (sw_value_get_member (expected, "ok"));
  AslMasks masks;
  char *difference;

  if (!ok && error != NULL)
    return compare_refusal (expected, error);
  if (error != NULL)
    return g_strdup_printf ("refused: %s", error->message);
  if (!ok)
    return g_strdup_printf ("accepted instead of \"%s\"",
                            conform_get_text (sw_value_get_member (expected, "error"), "message"));
  asl_masks_init (&masks, sw_value_get_member (test, "masks"));
  difference = asl_compare (&masks, "response", sw_value_get_member (expected, "response"),
                            response);
  asl_masks_clear (&masks);
  return difference;
}

static void
run_case (Conform *conform,
          SwValue  test)
{
  g_autofree char *definition = dup_definition (test);
  SwValue recorded = sw_value_get_member (sw_value_get_member (test, "expected"), "response");
  const char *level = conform_get_text (test, "inspectionLevel");
  SwTestStateOptions options = { .definition = definition,
                                 .state_name = conform_get_text (test, "stateName"),
                                 .input = sw_value_get_member (test, "input"),
                                 .variables = sw_value_get_member (test, "variables"),
                                 .context = sw_value_get_member (test, "context"),
                                 .mock = sw_value_get_member (test, "mock"),
                                 .configuration = sw_value_get_member (test, "stateConfiguration"),
                                 .inspect = level != NULL && !g_str_equal (level, "INFO"),
                                 .account = ACCOUNT,
                                 .region = REGION,
                                 .now = CLOCK,
                                 .perform = perform_as_recorded,
                                 .perform_data = &recorded };
  g_auto (SwValue) response = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *difference = NULL;

  options.reveal_secrets = sw_value_get_boolean (sw_value_get_member (test, "revealSecrets"));
  if (sw_value_get_boolean (sw_value_get_member (test, "role_given")))
    options.role_arn = ROLE;
  sw_test_state (&options, &response, &error);
  difference = compare (test, response, error);
  conform_report (conform, conform_get_text (test, "id"), difference);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = conform_dup_folder (argc, argv, "asl/test_state");
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  Conform conform;
  const char *name;

  conform_init (&conform, KNOWN_DIFFERENCES);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_auto (SwValue) cases = SW_VALUE_INIT;

      if (!g_str_has_suffix (name, ".json") || !conform_load (folder, name, &cases))
        continue;
      for (guint i = 0; i < sw_value_get_length (cases); i++)
        run_case (&conform, sw_value_get_element (cases, i));
    }
  return conform_finish (&conform);
}
