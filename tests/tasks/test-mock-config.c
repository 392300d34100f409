/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-config.h"

/* What the format's rules refuse, and how the message begins */
static const struct
{
  const char *name;
  const char *text;
  const char *message;
} refused[] = {
  { "no-json", "{", NULL },
  { "duplicate-state", "{\"StateMachines\": {}, \"StateMachines\": {}}", NULL },
  { "no-object", "[]", "/: must be an object" },
  { "no-machines", "{\"MockedResponses\": {}}", "StateMachines: must be an object" },
  { "no-cases", "{\"StateMachines\": {\"M\": {}}}",
    "StateMachines/M/TestCases: must be an object" },
  { "case-is-no-object", "{\"StateMachines\": {\"M\": {\"TestCases\": {\"C\": 1}}}}",
    "StateMachines/M/TestCases/C: must be an object" },
  { "response-is-no-name", "{\"StateMachines\": {\"M\": {\"TestCases\": {\"C\": {\"S\": 5}}}}}",
    "StateMachines/M/TestCases/C/S: must be the name of a mocked response" },
  { "response-is-missing", "{\"StateMachines\": {\"M\": {\"TestCases\": {\"C\": {\"S\": \"R\"}}}}}",
    "StateMachines/M/TestCases/C/S: names the response \"R\", which MockedResponses does not "
    "have" },
  { "responses-are-no-object", "{\"StateMachines\": {}, \"MockedResponses\": []}",
    "MockedResponses: must be" },
  { "response-is-no-object", "{\"StateMachines\": {}, \"MockedResponses\": {\"R\": 1}}",
    "MockedResponses/R: must be" },
  { "no-answers", "{\"StateMachines\": {}, \"MockedResponses\": {\"R\": {}}}",
    "MockedResponses/R: has no answer at all" },
  { "not-a-number",
    "{\"StateMachines\": {}, \"MockedResponses\": {\"R\": {\"first\": {\"Return\": 1}}}}",
    "MockedResponses/R/first: is no invocation number" },
  { "range-backwards",
    "{\"StateMachines\": {}, \"MockedResponses\": {\"R\": {\"2-1\": {\"Return\": 1}}}}",
    "MockedResponses/R/2-1: is no invocation number" },
  { "does-not-begin-at-0",
    "{\"StateMachines\": {}, \"MockedResponses\": {\"R\": {\"1\": {\"Return\": 1}}}}",
    "MockedResponses/R: has no answer for invocation 0" },
  { "gap",
    "{\"StateMachines\": {}, \"MockedResponses\": {\"R\": {\"0\": {\"Return\": 1}, \"2\": "
    "{\"Return\": 1}}}}",
    "MockedResponses/R: has no answer for invocation 1" },
  { "overlap",
    "{\"StateMachines\": {}, \"MockedResponses\": {\"R\": {\"0-2\": {\"Return\": 1}, \"2\": "
    "{\"Return\": 1}}}}",
    "MockedResponses/R: has two answers for invocation 2" },
  { "neither", "{\"StateMachines\": {}, \"MockedResponses\": {\"R\": {\"0\": {}}}}",
    "MockedResponses/R/0: needs exactly one of" },
  { "both",
    "{\"StateMachines\": {}, \"MockedResponses\": {\"R\": {\"0\": {\"Return\": 1, \"Throw\": "
    "{}}}}}",
    "MockedResponses/R/0: needs exactly one of" },
  { "throw-without-cause",
    "{\"StateMachines\": {}, \"MockedResponses\": {\"R\": {\"0\": {\"Throw\": {\"Error\": "
    "\"E\"}}}}}",
    "MockedResponses/R/0: \"Throw\" needs" },
};

static const char complete[]
    = "{\"StateMachines\": {\"M\": {\"TestCases\": {\"C\": {\"S\": \"R\"}, \"D\": {}}}, \"N\": "
      "{\"TestCases\": {}}},"
      " \"MockedResponses\": {"
      "  \"R\": {\"1-2\": {\"Throw\": {\"Error\": \"E\", \"Cause\": \"W\"}}, \"0\": {\"Return\": "
      "null},"
      "        \"3\": {\"Return\": {\"big\": 12345678901234567890, \"nul\": \"a\\u0000b\"}}},"
      "  \"unused\": {\"0\": {\"Return\": 1}}}}";

static void
test_refused (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwMockConfig) config = sw_mock_config_new_from_text (refused[index].text, -1, &error);

  g_assert_null (config);
  if (refused[index].message == NULL)
    {
      g_assert_error (error, SW_MOCK_CONFIG_ERROR, SW_MOCK_CONFIG_ERROR_SYNTAX);
      return;
    }
  g_assert_error (error, SW_MOCK_CONFIG_ERROR, SW_MOCK_CONFIG_ERROR_INVALID);
  if (!g_str_has_prefix (error->message, refused[index].message))
    g_assert_cmpstr (error->message, ==, refused[index].message);
}

static SwMockConfig *
load (void)
{
  g_autoptr (GError) error = NULL;
  SwMockConfig *config = sw_mock_config_new_from_text (complete, -1, &error);

  g_assert_no_error (error);
  return config;
}

static void
test_names (void)
{
  g_autoptr (SwMockConfig) config = load ();
  g_auto (GStrv) machines = sw_mock_config_dup_machines (config);
  g_auto (GStrv) cases = sw_mock_config_dup_cases (config, "M");
  g_auto (GStrv) none = sw_mock_config_dup_cases (config, "unknown");

  g_assert_true (
      g_strv_equal ((const char *const *) machines, (const char *const[]){ "M", "N", NULL }));
  g_assert_true (
      g_strv_equal ((const char *const *) cases, (const char *const[]){ "C", "D", NULL }));
  g_assert_null (none[0]);
}

static void
test_unknown_case (void)
{
  g_autoptr (SwMockConfig) config = load ();
  g_autoptr (GError) machine = NULL, test_case = NULL;

  g_assert_null (sw_mock_config_new_performer (config, "X", "C", &machine));
  g_assert_error (machine, SW_MOCK_CONFIG_ERROR, SW_MOCK_CONFIG_ERROR_UNKNOWN);
  g_assert_cmpstr (machine->message, ==,
                   "The mock file has no state machine \"X\"; it has \"M\", \"N\"");
  g_assert_null (sw_mock_config_new_performer (config, "M", "X", &test_case));
  g_assert_cmpstr (test_case->message, ==,
                   "The mock file has no test case \"X\"; it has \"C\", \"D\"");
}

typedef struct
{
  SwValue  output;
  char    *error;
  char    *cause;
} Answer;

static SwPerformResult
ask (SwPerformer *performer,
     const char  *state,
     guint        invocation,
     Answer      *answer)
{
  SwScope scope = { 0 };
  SwState asked = { .name = (char *) state, .scope = &scope };
  SwTaskRequest request = { .state = &asked, .invocation = invocation, .resource = "f" };
  g_autoptr (SwTaskCall) call = sw_task_call_new (&request, NULL, NULL, NULL, NULL);

  return sw_performer_perform (performer, call, &answer->output, &answer->error,
                               &answer->cause);
}

static void
clear_answer (Answer *answer)
{
  sw_value_clear (&answer->output);
  g_clear_pointer (&answer->error, g_free);
  g_clear_pointer (&answer->cause, g_free);
}

static void
test_answers (void)
{
  g_autoptr (SwMockConfig) config = load ();
  g_autoptr (SwPerformer) performer = sw_mock_config_new_performer (config, "M", "C", NULL);
  Answer answer = { SW_VALUE_INIT };

  g_assert_cmpint (ask (performer, "other", 0, &answer), ==, SW_PERFORM_NOBODY);
  g_assert_cmpint (ask (performer, "S", 0, &answer), ==, SW_PERFORM_DONE);
  g_assert_true (sw_value_is (answer.output, SW_TYPE_NULL));
  for (guint i = 1; i <= 2; i++)
    {
      g_assert_cmpint (ask (performer, "S", i, &answer), ==, SW_PERFORM_FAILED);
      g_assert_cmpstr (answer.error, ==, "E");
      g_assert_cmpstr (answer.cause, ==, "W");
      clear_answer (&answer);
    }
  g_assert_cmpint (ask (performer, "S", 4, &answer), ==, SW_PERFORM_FAILED);
  g_assert_cmpstr (answer.error, ==, "States.Runtime");
  g_assert_nonnull (g_strstr_len (answer.cause, -1, "'R' has no answer for invocation 4"));
  clear_answer (&answer);
}

/* Payloads keep what json-glib would change. */
static void
test_payload (void)
{
  g_autoptr (SwMockConfig) config = load ();
  g_autoptr (SwPerformer) performer = sw_mock_config_new_performer (config, "M", "C", NULL);
  Answer answer = { SW_VALUE_INIT };
  gsize length;

  g_assert_cmpint (ask (performer, "S", 3, &answer), ==, SW_PERFORM_DONE);
  g_assert_true (sw_value_get_member (answer.output, "big").flags & SW_VALUE_DIGITS);
  sw_value_get_text (sw_value_get_member (answer.output, "nul"), &length);
  g_assert_cmpuint (length, ==, 3);
  clear_answer (&answer);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/mock-config/refuses/", refused[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/mock-config/lists-machines-and-cases", test_names);
  g_test_add_func ("/mock-config/says-which-cases-there-are", test_unknown_case);
  g_test_add_func ("/mock-config/answers-by-invocation", test_answers);
  g_test_add_func ("/mock-config/keeps-payloads-exactly", test_payload);
  return g_test_run ();
}
