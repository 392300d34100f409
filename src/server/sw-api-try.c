/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-private.h"

#include "engine/test-state/sw-test-state.h"
#include "json/sw-text.h"
#include "tasks/runner/sw-trial.h"

/* TestState. */

/* What of inspectionData is no JSON text */
static const char *const structures[] = { "request",
                                          "response",
                                          "errorDetails",
                                          "toleratedFailureCount",
                                          "toleratedFailurePercentage",
                                          "maxConcurrency",
                                          NULL };

static void
become_text (SwValue  *object,
             SwString *key,
             SwValue   value)
{
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);

  sw_value_set_member_string (object, key, sw_value_new_string (text));
}

/* Data is JSON text in the API; the engine has values. */
static void
make_texts (SwValue *response)
{
  g_auto (SwValue) output = sw_value_ref (sw_value_get_member (*response, "output"));
  g_auto (SwValue) data = sw_value_ref (sw_value_get_member (*response, "inspectionData"));

  if (!sw_value_is (output, SW_TYPE_UNDEFINED))
    {
      g_autofree char *text = sw_value_to_text (output, SW_TEXT_DEFAULT, NULL);

      sw_answer_set_text (response, "output", text);
    }
  if (!sw_value_is (data, SW_TYPE_OBJECT))
    return;
  for (guint i = 0; i < sw_value_get_length (data); i++)
    if (!g_strv_contains (structures, sw_string_get_text (sw_value_get_key (data, i))))
      become_text (&data, sw_value_get_key (data, i), sw_value_get_member_at (data, i));
  sw_value_set_member (response, "inspectionData", sw_value_ref (data));
}

/* A member of the request that holds JSON text */
static gboolean
read_json (SwApiCall  *call,
           const char *member,
           SwValue    *value)
{
  const char *text = sw_api_call_get_text (call, member);
  g_autofree char *fault = NULL;

  if (text == NULL || sw_value_from_text (text, -1, SW_TEXT_PAYLOAD, value, NULL))
    return TRUE;
  fault = sw_api_dup_json_fault (text, NULL);
  sw_api_call_refuse (call, "InvalidExecutionInput", "Invalid State Machine Execution Input: '%s'",
                      fault);
  return FALSE;
}

static void
try_state (SwApiCall          *call,
           SwTestStateOptions *options)
{
  g_autoptr (SwPerformer) performer = NULL;
  g_auto (SwTrial) trial = { 0 };
  g_autoptr (GError) error = NULL;
  SwValue response = SW_VALUE_INIT;
  gboolean tried;

  if (call->api->tasks != NULL)
    performer = sw_tasks_file_new_performer (call->api->tasks, NULL, NULL);
  sw_trial_init (&trial, performer, options->reveal_secrets);
  options->perform = sw_trial_perform;
  options->perform_data = &trial;
  options->interrupt = sw_patience_ask;
  options->interrupt_data = &trial.patience;
  call->api->testing = TRUE;
  tried = sw_test_state (options, &response, &error);
  call->api->testing = FALSE;
  if (!tried)
    {
      sw_api_call_refuse (call,
                          error->code == SW_TEST_STATE_ERROR_UNPERFORMED
                              ? "ValidationException"
                              : sw_test_state_error_name (error->code),
                          "%s", error->message);
      return;
    }
  if (g_strcmp0 (sw_api_call_get_text (call, "inspectionLevel"), "TRACE") == 0)
    sw_trial_tell (&trial, &response);
  make_texts (&response);
  sw_api_call_succeed (call, response);
}

static void
test_state (SwApi     *api,
            SwApiCall *call)
{
  g_auto (SwValue) input = SW_VALUE_INIT, variables = SW_VALUE_INIT, context = SW_VALUE_INIT;
  SwTestStateOptions options = {
    .definition = sw_api_call_get_text (call, "definition"),
    .state_name = sw_api_call_get_text (call, "stateName"),
    .mock = sw_api_call_get (call, "mock"),
    .configuration = sw_api_call_get (call, "stateConfiguration"),
    .reveal_secrets = sw_api_call_get_flag (call, "revealSecrets", FALSE),
    .role_arn = sw_api_call_get_text (call, "roleArn"),
    .account = api->account,
    .region = api->region,
    .now = sw_api_now (api),
  };
  const char *level = sw_api_call_get_text (call, "inspectionLevel");

  if (api->testing)
    {
      sw_api_call_refuse (call, "ThrottlingException", "Rate exceeded");
      return;
    }
  if (!read_json (call, "input", &input) || !read_json (call, "variables", &variables)
      || !read_json (call, "context", &context))
    return;
  options.input = input;
  options.variables = variables;
  options.context = context;
  options.inspect = level != NULL && !g_str_equal (level, "INFO");
  try_state (call, &options);
}

static gboolean
begin_test (gpointer data)
{
  SwApiCall *call = data;

  test_state (call->api, call);
  return G_SOURCE_REMOVE;
}

/**
 * sw_api_test_state:
 *
 * TestState. While the task of a state is waited for, or its expressions are evaluated, no other is
 * tried: AWS allows one a second. It begins on its own: whoever has read the request from a client
 * is to listen to others meanwhile.
 */
void
sw_api_test_state (SwApi     *api,
                   SwApiCall *call)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, begin_test, sw_api_call_ref (call),
                   (GDestroyNotify) sw_api_call_unref);
}
