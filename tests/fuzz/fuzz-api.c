/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "json/sw-text.h"
#include "server/sw-api.h"

#include <string.h>

/* Lines, each an operation of the API and its request: "ListActivities {}". Every request is answered
 * once or can be given up, and what is answered is JSON. */

#define ROLE "\"roleArn\":\"arn:aws:iam::123456789012:role/r\""
#define MACHINE "\"arn:aws:states:us-east-1:123456789012:stateMachine:m\""
#define DEFINITION "{\\\"StartAt\\\":\\\"A\\\",\\\"States\\\":{\\\"A\\\":{\\\"Type\\\":\\\"Pass\\\",\\\"End\\\":true}}}"
#define CREATE "CreateStateMachine {\"name\":\"m\"," ROLE ",\"definition\":\"" DEFINITION "\"}\n"

const char *const fuzz_seeds[] = {
  CREATE "StartExecution {\"stateMachineArn\":" MACHINE ",\"name\":\"e\",\"input\":\"{}\"}\n"
         "ListExecutions {\"stateMachineArn\":" MACHINE ",\"maxResults\":1,\"statusFilter\":\"RUNNING\"}\n"
         "GetExecutionHistory {\"executionArn\":\"arn:aws:states:us-east-1:123456789012:execution:m:e\"}",
  CREATE "PublishStateMachineVersion {\"stateMachineArn\":" MACHINE "}\n"
         "CreateStateMachineAlias {\"name\":\"a\",\"routingConfiguration\":[{\"stateMachineVersionArn\":"
         "\"arn:aws:states:us-east-1:123456789012:stateMachine:m:1\",\"weight\":100}]}\n"
         "TagResource {\"resourceArn\":" MACHINE ",\"tags\":[{\"key\":\"k\",\"value\":\"v\"}]}",
  "CreateActivity {\"name\":\"a\"}\nListActivities {\"nextToken\":\"x\"}\nSendTaskSuccess "
  "{\"taskToken\":\"t\",\"output\":\"1\"}\nSendTaskFailure {\"taskToken\":\"t\",\"error\":\"E\"}",
  "ValidateStateMachineDefinition {\"definition\":\"" DEFINITION "\",\"maxResults\":0}\n"
  "TestState {\"definition\":\"{\\\"Type\\\":\\\"Pass\\\",\\\"End\\\":true}\"," ROLE ",\"input\":\"{}\"}",
  NULL,
};

static void
answered (SwApiCall  *call,
          SwValue     response,
          const char *error,
          const char *message,
          gpointer    data)
{
  guint *n_answers = data;
  gsize length;

  (*n_answers)++;
  if (error != NULL)
    {
      g_auto (SwValue) said = sw_value_new_string (message);

      fuzz_print (said);
    }
  else
    {
      g_autofree char *text = sw_value_to_text (response, SW_TEXT_DEFAULT, &length);
      g_auto (SwValue) again = SW_VALUE_INIT;

      g_assert_true (
          sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &again, NULL));
      fuzz_printed (NULL, 0, text, length);
    }
}

static void
ask (SwApi      *api,
     const char *line)
{
  const char *space = strchr (line, ' ');
  g_autofree char *operation = space != NULL ? g_strndup (line, (gsize) (space - line)) : NULL;
  g_auto (SwValue) request = SW_VALUE_INIT;
  SwApiCall *call;
  guint n_answers = 0;

  if (space == NULL || !sw_api_knows (operation)
      || !sw_value_from_text (space + 1, -1, SW_TEXT_DEFAULT, &request, NULL)
      || !sw_value_is (request, SW_TYPE_OBJECT))
    return;
  call = sw_api_begin (api, operation, request, answered, &n_answers);
  for (guint i = 0; n_answers == 0 && i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
  sw_api_call_give_up (call);
  g_assert_cmpuint (n_answers, <=, 1);
  sw_api_call_unref (call);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (SwApi) api = sw_api_new (&(SwApiOptions) { .speed = SW_RUN_VIRTUAL });
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 8);

  for (guint i = 0; lines[i] != NULL; i++)
    ask (api, lines[i]);
  return 0;
}
