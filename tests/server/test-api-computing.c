/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "server/sw-api.h"

/* While the expression of one client's execution is evaluated, all clients are answered, and that
 * execution can be stopped. */

#define MACHINE "arn:aws:states:us-east-1:123456789012:stateMachine:"
#define EXECUTION "arn:aws:states:us-east-1:123456789012:execution:"
#define ENDLESS                                                                                    \
  "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\","            \
  "\"Output\":\"{% ($f := function(){$f()}; $f()) %}\",\"End\":true}}}"
#define QUICK "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Result\":7,\"End\":true}}}"

/* Someone who asks while another one's expression is evaluated */
typedef struct
{
  SwApi    *api;
  gboolean  begun;    /* the evaluation gave a turn */
  gboolean  answered; /* the quick execution has ended */
} Client;

static void
take_output (SwApiCall  *call,
             SwValue     response,
             const char *error,
             const char *message,
             gpointer    data)
{
  SwValue *copy = data;

  g_assert_null (error);
  *copy = sw_value_ref (response);
}

static SwApiCall *
begin (SwApi         *api,
       const char    *operation,
       const char    *request,
       SwApiAnswered  answered,
       gpointer       data)
{
  g_auto (SwValue) value = SW_VALUE_INIT;

  g_assert_true (sw_value_from_text (request, -1, SW_TEXT_DEFAULT, &value, NULL));
  return sw_api_begin (api, operation, value, answered, data);
}

/* Asks what is answered at once. */
static SwValue
ask (SwApi      *api,
     const char *operation,
     const char *request)
{
  SwValue response = SW_VALUE_INIT;

  sw_api_call_unref (begin (api, operation, request, take_output, &response));
  g_assert_false (sw_value_is (response, SW_TYPE_UNDEFINED));
  return response;
}

static void
expect (SwApi      *api,
        const char *operation,
        const char *request,
        const char *member,
        const char *wanted)
{
  g_auto (SwValue) response = ask (api, operation, request);

  g_assert_cmpstr (sw_value_get_text (sw_value_get_member (response, member), NULL), ==, wanted);
}

static void
on_sync (SwApiCall  *call,
         SwValue     response,
         const char *error,
         const char *message,
         gpointer    data)
{
  Client *self = data;

  g_assert_cmpstr (sw_value_get_text (sw_value_get_member (response, "output"), NULL), ==, "7");
  self->answered = TRUE;
  expect (self->api, "DescribeExecution", "{\"executionArn\":\"" EXECUTION "endless:one\"}", "status",
          "RUNNING");
  g_clear_pointer (&call, sw_api_call_unref);
}

/* A source that is dispatched within another one's dispatch: that is a turn. */
static gboolean
look (gpointer data)
{
  Client *self = data;
  g_auto (SwValue) history = SW_VALUE_INIT;
  g_auto (SwValue) stopped = SW_VALUE_INIT;

  if (!self->begun && g_main_depth () < 2)
    return G_SOURCE_CONTINUE;
  if (!self->begun)
    {
      self->begun = TRUE;
      expect (self->api, "DescribeExecution", "{\"executionArn\":\"" EXECUTION "endless:one\"}",
              "status", "RUNNING");
      history = ask (self->api, "GetExecutionHistory",
                     "{\"executionArn\":\"" EXECUTION "endless:one\"}");
      g_assert_cmpuint (sw_value_get_length (sw_value_get_member (history, "events")), >=, 1);
      begin (self->api, "StartSyncExecution", "{\"stateMachineArn\":\"" MACHINE "quick\"}", on_sync,
             self);
    }
  if (!self->answered)
    return G_SOURCE_CONTINUE;
  stopped = ask (self->api, "StopExecution",
                 "{\"executionArn\":\"" EXECUTION "endless:one\",\"error\":\"Enough\"}");
  g_assert_true (sw_value_is (sw_value_get_member (stopped, "stopDate"), SW_TYPE_NUMBER));
  return G_SOURCE_REMOVE;
}

static void
test_others_are_answered (void)
{
  const SwApiOptions options = { .account = "123456789012" };
  g_autoptr (SwApi) api = sw_api_new (&options);
  g_autofree char *endless = sw_api_add_machine (api, "endless", ENDLESS, FALSE, NULL, NULL);
  g_autofree char *quick = sw_api_add_machine (api, "quick", QUICK, TRUE, NULL, NULL);
  Client client = { .api = api };
  g_auto (SwValue) started = SW_VALUE_INIT;
  SwApiExecution *execution;

  g_assert_nonnull (endless);
  g_assert_nonnull (quick);
  g_timeout_add (1, look, &client);
  started = ask (api, "StartExecution",
                 "{\"stateMachineArn\":\"" MACHINE "endless\",\"name\":\"one\"}");
  execution = sw_api_get_execution (api, EXECUTION "endless:one");
  while (sw_api_execution_get_info (execution).status == SW_EXECUTION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (client.answered);
  expect (api, "DescribeExecution", "{\"executionArn\":\"" EXECUTION "endless:one\"}", "status",
          "ABORTED");
  expect (api, "DescribeExecution", "{\"executionArn\":\"" EXECUTION "endless:one\"}", "error",
          "Enough");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/computing/others-are-answered", test_others_are_answered);
  return g_test_run ();
}
