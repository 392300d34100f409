/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "json/sw-text.h"

#define MACHINE "arn:aws:states:us-east-1:123456789012:stateMachine:m"
#define ACTIVITY "arn:aws:states:us-east-1:123456789012:activity:a"
#define PASS "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true}}}"
#define WAIT                                                                                       \
  "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Wait\", \"Seconds\": 1000, \"End\": true}}}"
#define WORK                                                                                       \
  "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"" ACTIVITY       \
  "\", \"End\": true}}}"
#define FAIL                                                                                       \
  "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}, "               \
  "\"B\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:lambda:us-east-1:123456789012:function:f\", " \
  "\"End\": true}}}"

/* Two items, one of which fails and is tolerated, and then a task that nobody performs */
#define ITEMS                                                                                      \
  "{\"StartAt\": \"All\", \"States\": {\"All\": {\"Type\": \"Map\", \"Label\": \"Each\", "               \
  "\"ToleratedFailureCount\": 1, \"ItemsPath\": \"$$.Execution.Input.list\", \"Next\": \"B\", "        \
  "\"ItemProcessor\": {\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": "          \
  "\"STANDARD\"}, \"StartAt\": \"C\", \"States\": {\"C\": {\"Type\": \"Choice\", \"Choices\": [{"     \
  "\"Variable\": \"$.bad\", \"IsPresent\": true, \"Next\": \"No\"}], \"Default\": \"Yes\"}, "          \
  "\"No\": {\"Type\": \"Fail\", \"Error\": \"Bad\"}, \"Yes\": {\"Type\": \"Succeed\"}}}}, "           \
  "\"B\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:lambda:us-east-1:123456789012:function:f\", " \
  "\"End\": true}}}"

/* What a request came to */
typedef struct
{
  gboolean  done;
  SwValue   response;
  char     *error;
  char     *message;
} Answer;

static void
answer_clear (Answer *answer)
{
  sw_value_clear (&answer->response);
  g_free (answer->error);
  g_free (answer->message);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
answered (SwApiCall  *call,
          SwValue     response,
          const char *error,
          const char *message,
          gpointer    data)
{
  Answer *answer = data;

  g_assert_false (answer->done);
  answer->done = TRUE;
  answer->response = sw_value_ref (response);
  answer->error = g_strdup (error);
  answer->message = g_strdup (message);
}

static SwApiCall *
begin (SwApi      *api,
       const char *operation,
       const char *request,
       Answer     *answer)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  sw_value_from_text (request, -1, SW_TEXT_DEFAULT, &value, &error);
  g_assert_no_error (error);
  return sw_api_begin (api, operation, value, answered, answer);
}

/* Asks, and waits for the answer. */
static Answer
ask (SwApi      *api,
     const char *operation,
     const char *request)
{
  Answer *answer = g_new0 (Answer, 1);
  Answer copy;

  sw_api_call_unref (begin (api, operation, request, answer));
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
  copy = *answer;
  g_free (answer);
  return copy;
}

static const char *
get_text (const Answer *answer,
          const char   *member)
{
  SwValue value = sw_value_get_member (answer->response, member);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

static SwApi *
new_api (SwStore *store)
{
  const SwApiOptions options = { .speed = store != NULL ? SW_RUN_LIVE : SW_RUN_VIRTUAL,
                                 .store = store,
                                 .poll_seconds = 1 };

  return sw_api_new (&options);
}

static void
create (SwApi      *api,
        const char *definition)
{
  g_auto (SwValue) request = sw_value_new_object (3);
  g_autofree char *text = NULL;

  sw_value_set_member (&request, "name", sw_value_new_string ("m"));
  sw_value_set_member (&request, "definition", sw_value_new_string (definition));
  sw_value_set_member (&request, "roleArn", sw_value_new_string ("arn:aws:iam::123456789012:role/r"));
  text = sw_value_to_text (request, SW_TEXT_DEFAULT, NULL);
  {
    g_auto (Answer) answer = ask (api, "CreateStateMachine", text);

    g_assert_cmpstr (answer.message, ==, NULL);
  }
}

static char *
start (SwApi      *api,
       const char *name)
{
  g_autofree char *request
      = g_strdup_printf ("{\"stateMachineArn\": \"" MACHINE "\", \"name\": \"%s\"}", name);
  g_auto (Answer) answer = ask (api, "StartExecution", request);

  g_assert_cmpstr (answer.message, ==, NULL);
  return g_strdup (get_text (&answer, "executionArn"));
}

static Answer
ask_about (SwApi      *api,
           const char *operation,
           const char *execution)
{
  g_autofree char *request = g_strdup_printf ("{\"executionArn\": \"%s\"}", execution);

  return ask (api, operation, request);
}

static void
wait_for (SwApi      *api,
          const char *execution,
          const char *status)
{
  for (;;)
    {
      g_auto (Answer) answer = ask_about (api, "DescribeExecution", execution);

      if (g_strcmp0 (get_text (&answer, "status"), status) == 0)
        return;
      g_assert_cmpstr (get_text (&answer, "status"), ==, "RUNNING");
      g_main_context_iteration (NULL, TRUE);
    }
}

/* 129 arrays in one another: data may be 128 deep */
#define NESTED_8(x)  "[[[[[[[[" x "]]]]]]]]"
#define NESTED_64(x) NESTED_8 (NESTED_8 (NESTED_8 (NESTED_8 (NESTED_8 (NESTED_8 (NESTED_8 (NESTED_8 (x))))))))
#define NESTED_129   "[" NESTED_64 (NESTED_64 ("")) "]"

static const struct
{
  const char *operation;
  const char *request;
  const char *error;
  const char *message;
} refusals[] = {
  { "Nonsense", "{}", "UnknownOperationException", "There is no operation 'Nonsense'" },
  { "CreateActivity", "{}", "ValidationException",
    "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not "
    "be null" },
  { "CreateActivity", "{\"name\": 7}", "SerializationException",
    "NUMBER_VALUE can not be converted to a String" },
  { "ListExecutions", "{\"stateMachineArn\": \"\", \"maxResults\": -1}", "ValidationException",
    "2 validation errors detected: Value '' at 'stateMachineArn' failed to satisfy constraint: Member "
    "must have length greater than or equal to 1; Value '-1' at 'maxResults' failed to satisfy "
    "constraint: Member must have value greater than or equal to 0" },
  { "ListExecutions", "{}", "ValidationException",
    "Either the state machine ARN or the map run ARN must be specified" },
  { "SendTaskSuccess", "{\"taskToken\": \"x\", \"output\": \"{}\"}", "InvalidToken",
    "Invalid Token: 'Invalid token'" },
  { "SendTaskSuccess", "{\"taskToken\": \"x\", \"output\": \"[1 2]\"}", "InvalidOutput",
    "Invalid Output: 'Unexpected character ('2' (code 50)): was expecting comma to separate Array "
    "entries'" },
  { "SendTaskSuccess", "{\"taskToken\": \"x\", \"output\": \"" NESTED_129 "\"}", "InvalidOutput",
    "Invalid Output: 'Document nesting depth (129) exceeds the maximum allowed (128)'" },
  { "ListStateMachines", "{\"nextToken\": \"bm9uZQ==\"}", "InvalidToken",
    "Invalid Token: 'Invalid token'" },
  { "DescribeStateMachine", "{\"stateMachineArn\": \"" ACTIVITY "\"}", "InvalidArn",
    "Invalid Arn: 'Resource type not valid in this context: activity'" },
};

static void
test_refusals (void)
{
  g_autoptr (SwApi) api = new_api (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_auto (Answer) answer = ask (api, refusals[i].operation, refusals[i].request);

      g_assert_cmpstr (answer.error, ==, refusals[i].error);
      g_assert_cmpstr (answer.message, ==, refusals[i].message);
    }
}

/* A worker that has gone gets no task: the next one does. */
static void
test_worker_gone (void)
{
  g_autoptr (SwApi) api = new_api (NULL);
  g_auto (Answer) made = ask (api, "CreateActivity", "{\"name\": \"a\"}");
  g_auto (Answer) first = { 0 }, second = { 0 };
  g_autoptr (SwApiCall) gone = begin (api, "GetActivityTask", "{\"activityArn\": \"" ACTIVITY "\"}",
                                      &first);
  g_autoptr (SwApiCall) waits = NULL;
  g_autofree char *execution = NULL, *request = NULL;

  sw_api_call_give_up (gone);
  waits = begin (api, "GetActivityTask", "{\"activityArn\": \"" ACTIVITY "\", \"workerName\": \"w\"}",
                 &second);
  create (api, WORK);
  execution = start (api, "one");
  while (!second.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (first.done);
  request = g_strdup_printf ("{\"taskToken\": \"%s\", \"output\": \"{}\"}",
                             get_text (&second, "taskToken"));
  {
    g_auto (Answer) sent = ask (api, "SendTaskSuccess", request);
    g_auto (Answer) again = ask (api, "SendTaskSuccess", request);

    g_assert_cmpstr (sent.error, ==, NULL);
    g_assert_cmpstr (again.error, ==, "TaskTimedOut");
  }
  wait_for (api, execution, "SUCCEEDED");
}

/* Nothing comes: the worker is told so. */
static void
test_poll_ends (void)
{
  g_autoptr (SwApi) api = new_api (NULL);
  g_auto (Answer) made = ask (api, "CreateActivity", "{\"name\": \"a\"}");
  g_auto (Answer) answer = ask (api, "GetActivityTask", "{\"activityArn\": \"" ACTIVITY "\"}");

  g_assert_cmpstr (answer.error, ==, NULL);
  g_assert_cmpuint (sw_value_get_length (answer.response), ==, 0);
}

/* A thousand workers may wait; one more is told so, until another one has gone. */
static void
test_polls_bounded (void)
{
  g_autoptr (SwApi) api = new_api (NULL);
  g_auto (Answer) made = ask (api, "CreateActivity", "{\"name\": \"a\"}");
  g_auto (SwValue) request = SW_VALUE_INIT;
  static Answer polls[1002];
  SwApiCall *calls[G_N_ELEMENTS (polls)];

  sw_value_from_text ("{\"activityArn\": \"" ACTIVITY "\"}", -1, SW_TEXT_DEFAULT, &request, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (polls); i++)
    {
      if (i == G_N_ELEMENTS (polls) - 1)
        sw_api_call_give_up (calls[0]);
      calls[i] = sw_api_begin (api, "GetActivityTask", request, answered, &polls[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (polls); i++)
    {
      g_assert_cmpstr (polls[i].error, ==, i == 1000 ? "ActivityWorkerLimitExceeded" : NULL);
      if (i > 0)
        sw_api_call_give_up (calls[i]);
      sw_api_call_unref (calls[i]);
      answer_clear (&polls[i]);
    }
}

/* What nobody performs fails; redriven, it goes on with the state it failed in, and all is told. */
static void
test_redrive (void)
{
  g_autoptr (SwApi) api = new_api (NULL);
  g_autofree char *execution = NULL;
  static const char *const kinds[]
      = { "ExecutionStarted",        "PassStateEntered", "PassStateExited",
          "TaskStateEntered",        "LambdaFunctionScheduled", "LambdaFunctionStarted",
          "LambdaFunctionFailed",    "ExecutionFailed",  "ExecutionRedriven",
          "LambdaFunctionScheduled", "LambdaFunctionStarted",
          "LambdaFunctionFailed",    "ExecutionFailed" };
  SwValue events;

  create (api, FAIL);
  execution = start (api, "one");
  wait_for (api, execution, "FAILED");
  {
    g_auto (Answer) redriven = ask_about (api, "RedriveExecution", execution);

    g_assert_cmpstr (redriven.message, ==, NULL);
  }
  wait_for (api, execution, "FAILED");
  {
    g_auto (Answer) history = ask_about (api, "GetExecutionHistory", execution);

    events = sw_value_get_member (history.response, "events");
    g_assert_cmpuint (sw_value_get_length (events), ==, G_N_ELEMENTS (kinds));
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      {
        SwValue event = sw_value_get_element (events, i);
        gint64 id = 0, previous = 0;

        g_assert_cmpstr (sw_value_get_text (sw_value_get_member (event, "type"), NULL), ==, kinds[i]);
        sw_value_get_integer (sw_value_get_member (event, "id"), &id);
        sw_value_get_integer (sw_value_get_member (event, "previousEventId"), &previous);
        g_assert_cmpint (id, ==, i + 1);
        g_assert_cmpint (previous, <, id);
      }
  }
}

static char *
new_store_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stepwright-api-XXXXXX", NULL);

  return g_build_filename (folder, "executions.db", NULL);
}

static void
remove_store (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_remove (file);
    }
  g_rmdir (folder);
}

static char *
dup_map_run (SwApi      *api,
             const char *execution)
{
  g_auto (Answer) runs = ask_about (api, "ListMapRuns", execution);
  SwValue list = sw_value_get_member (runs.response, "mapRuns");

  g_assert_cmpstr (runs.message, ==, NULL);
  g_assert_cmpuint (sw_value_get_length (list), ==, 1);
  return g_strdup (sw_value_get_text (
      sw_value_get_member (sw_value_get_element (list, 0), "mapRunArn"), NULL));
}

static void
check_child (SwApi      *api,
             const char *child,
             const char *status,
             const char *last)
{
  g_auto (Answer) described = ask_about (api, "DescribeExecution", child);
  g_auto (Answer) history = ask_about (api, "GetExecutionHistory", child);
  SwValue events = sw_value_get_member (history.response, "events");
  guint count = sw_value_get_length (events);
  SwValue event;

  g_assert_cmpstr (get_text (&described, "status"), ==, status);
  g_assert_cmpstr (get_text (&described, "stateMachineArn"), ==, MACHINE "/Each");
  g_assert_cmpuint (count, >, 2);
  event = sw_value_get_element (events, count - 1);
  g_assert_cmpstr (sw_value_get_text (sw_value_get_member (event, "type"), NULL), ==, last);
}

static void
check_items (SwApi      *api,
             const char *execution)
{
  static const struct
  {
    const char *status;
    const char *last;
  } rows[] = { { "FAILED", "ExecutionFailed" }, { "SUCCEEDED", "ExecutionSucceeded" } };
  g_autofree char *run = dup_map_run (api, execution);
  g_autofree char *request = g_strdup_printf ("{\"mapRunArn\": \"%s\"}", run);
  g_auto (Answer) listed = ask (api, "ListExecutions", request);
  SwValue list = sw_value_get_member (listed.response, "executions");

  g_assert_cmpstr (listed.message, ==, NULL);
  g_assert_cmpuint (sw_value_get_length (list), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SwValue child = sw_value_get_member (sw_value_get_element (list, i), "executionArn");

      check_child (api, sw_value_get_text (child, NULL), rows[i].status, rows[i].last);
    }
}

/* The items of a Map run have executions of their own, also when the one that they are of was
 * redriven behind the Map, kept on the disk or not. */
static void
test_items (SwStore *store)
{
  g_autoptr (SwApi) api = new_api (store);
  g_autofree char *execution = NULL;

  create (api, ITEMS);
  {
    g_auto (Answer) started = ask (api, "StartExecution",
                                   "{\"stateMachineArn\": \"" MACHINE "\", \"input\": "
                                   "\"{\\\"list\\\": [{}, {\\\"bad\\\": 1}]}\"}");

    execution = g_strdup (get_text (&started, "executionArn"));
  }
  wait_for (api, execution, "FAILED");
  check_items (api, execution);
  {
    g_auto (Answer) redriven = ask_about (api, "RedriveExecution", execution);

    g_assert_cmpstr (redriven.message, ==, NULL);
  }
  wait_for (api, execution, "FAILED");
  check_items (api, execution);
}

static void
test_items_in_memory (void)
{
  test_items (NULL);
}

static void
test_items_kept (void)
{
  g_autofree char *path = new_store_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SwStore) store = sw_store_open (path, &error);

  g_assert_no_error (error);
  test_items (store);
  g_clear_object (&store);
  remove_store (path);
}

static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static guint
count_events (SwApi      *api,
              const char *execution)
{
  g_auto (Answer) history = ask_about (api, "GetExecutionHistory", execution);

  g_assert_cmpstr (history.message, ==, NULL);
  return sw_value_get_length (sw_value_get_member (history.response, "events"));
}

/* While the disk is full, nothing is told that a crash could take back, and questions have their
 * answers all the same. */
static void
test_told_when_kept (void)
{
  g_autofree char *path = new_store_path ();
  g_autoptr (SwStore) store = sw_store_open (path, NULL);
  g_autoptr (SwApi) api = new_api (store);
  g_autofree char *execution = NULL, *request = NULL;
  g_auto (Answer) stopped = { 0 };
  guint before;

  create (api, WAIT);
  {
    g_auto (Answer) started
        = ask (api, "StartExecution", "{\"stateMachineArn\": \"" MACHINE "\"}");

    execution = g_strdup (get_text (&started, "executionArn"));
  }
  while ((before = count_events (api, execution)) < 2)
    g_main_context_iteration (NULL, TRUE);
  signal (SIGXFSZ, SIG_IGN);
  limit_files (1000);
  request = g_strdup_printf ("{\"executionArn\": \"%s\"}", execution);
  sw_api_call_unref (begin (api, "StopExecution", request, &stopped));
  while (sw_store_get_trouble (store) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_events (api, execution), ==, before);
  wait_for (api, execution, "RUNNING");
  g_assert_false (stopped.done);

  limit_files (RLIM_INFINITY);
  sw_store_retry (store);
  while (!stopped.done)
    g_main_context_iteration (NULL, TRUE);
  wait_for (api, execution, "ABORTED");
  g_assert_cmpuint (count_events (api, execution), ==, before + 1);
  g_clear_object (&api);
  g_clear_object (&store);
  remove_store (path);
}

static char *
start_items (SwApi *api)
{
  g_auto (Answer) started = ask (api, "StartExecution",
                                 "{\"stateMachineArn\": \"" MACHINE "\", \"input\": "
                                 "\"{\\\"list\\\": [{}, {\\\"bad\\\": 1}]}\"}");

  return g_strdup (get_text (&started, "executionArn"));
}

/* Without a store so many that have ended stay, with their Map runs and items; one that is redriven
 * counts as the latest. */
static void
test_bounded (void)
{
  const SwApiOptions options = { .speed = SW_RUN_LIVE, .poll_seconds = 1, .max_ended = 2 };
  g_autoptr (SwApi) api = sw_api_new (&options);
  g_autoptr (GPtrArray) executions = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *run = NULL, *request = NULL;

  create (api, ITEMS);
  for (guint i = 0; i < 4; i++)
    {
      g_ptr_array_add (executions, start_items (api));
      wait_for (api, executions->pdata[i], "FAILED");
      if (i != 1)
        continue;
      run = dup_map_run (api, executions->pdata[0]);
      {
        g_auto (Answer) redriven = ask_about (api, "RedriveExecution", executions->pdata[0]);

        g_assert_cmpstr (redriven.message, ==, NULL);
      }
      wait_for (api, executions->pdata[0], "FAILED");
    }
  for (guint i = 0; i < executions->len; i++)
    {
      g_auto (Answer) described = ask_about (api, "DescribeExecution", executions->pdata[i]);

      g_assert_cmpstr (described.error, ==, i < 2 ? "ExecutionDoesNotExist" : NULL);
    }
  request = g_strdup_printf ("{\"mapRunArn\": \"%s\"}", run);
  {
    g_auto (Answer) described = ask (api, "DescribeMapRun", request);

    g_assert_cmpstr (described.error, ==, "ResourceNotFound");
  }
  check_items (api, executions->pdata[3]);
}

/* Without a store the events of so many items stay, of those that ended last; of the others it is
 * known how they ended, and said what is missing. */
static void
test_items_bounded (void)
{
  const SwApiOptions options = { .speed = SW_RUN_LIVE, .poll_seconds = 1, .max_item_events = 1 };
  g_autoptr (SwApi) api = sw_api_new (&options);
  g_autofree char *execution = NULL, *run = NULL, *request = NULL;

  create (api, ITEMS);
  execution = start_items (api);
  wait_for (api, execution, "FAILED");
  run = dup_map_run (api, execution);
  for (guint i = 0; i < 2; i++)
    {
      const char *status = i == 0 ? "SUCCEEDED" : "FAILED";
      g_autofree char *listing
          = g_strdup_printf ("{\"mapRunArn\": \"%s\", \"statusFilter\": \"%s\"}", run, status);
      g_auto (Answer) listed = ask (api, "ListExecutions", listing);
      SwValue list = sw_value_get_member (listed.response, "executions");
      const char *item = sw_value_get_text (
          sw_value_get_member (sw_value_get_element (list, 0), "executionArn"), NULL);
      g_auto (Answer) described = ask_about (api, "DescribeExecution", item);
      g_auto (Answer) history = ask_about (api, "GetExecutionHistory", item);
      SwValue included = sw_value_get_member (
          sw_value_get_member (described.response, "inputDetails"), "included");

      g_assert_cmpuint (sw_value_get_length (list), ==, 1);
      g_assert_cmpstr (get_text (&described, "status"), ==, status);
      g_assert_cmpstr (get_text (&described, "input"), ==, i == 0 ? NULL : "{\"bad\":1}");
      g_assert_cmpint (sw_value_get_boolean (included), ==, i > 0);
      g_assert_cmpstr (history.error, ==, i == 0 ? "ExecutionDoesNotExist" : NULL);
      g_assert_true (i > 0 || strstr (history.message, "the last 1 events") != NULL);
    }
}

/* What was acknowledged is there for the next program: machines, an execution that has ended, one
 * that waits for its worker, who still has the token. */
static void
test_goes_on (void)
{
  g_autofree char *path = new_store_path (), *ended = NULL, *open = NULL, *request = NULL;
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (SwStore) store = sw_store_open (path, &error);
    g_autoptr (SwApi) api = new_api (store);
    g_auto (Answer) activity = ask (api, "CreateActivity", "{\"name\": \"a\"}");
    g_auto (Answer) task = { 0 };

    g_assert_no_error (error);
    create (api, WORK);
    ended = start (api, "ended");
    {
      g_auto (Answer) first = ask (api, "GetActivityTask", "{\"activityArn\": \"" ACTIVITY "\"}");

      request = g_strdup_printf ("{\"taskToken\": \"%s\", \"output\": \"{}\"}",
                                 get_text (&first, "taskToken"));
      {
        g_auto (Answer) sent = ask (api, "SendTaskSuccess", request);

        g_assert_cmpstr (sent.message, ==, NULL);
      }
    }
    wait_for (api, ended, "SUCCEEDED");
    open = start (api, "open");
    task = ask (api, "GetActivityTask", "{\"activityArn\": \"" ACTIVITY "\"}");
    g_free (request);
    request = g_strdup_printf ("{\"taskToken\": \"%s\", \"output\": \"7\"}",
                               get_text (&task, "taskToken"));
    sw_store_flush (store, &error);
  }
  {
    g_autoptr (SwStore) store = sw_store_open (path, &error);
    g_autoptr (SwApi) api = new_api (store);
    g_auto (Answer) sent = { 0 }, history = { 0 };

    g_assert_no_error (error);
    g_assert_true (sw_api_resume (api, &error));
    wait_for (api, ended, "SUCCEEDED");
    for (guint i = 0; i < 50; i++)
      g_main_context_iteration (NULL, FALSE);
    sent = ask (api, "SendTaskSuccess", request);
    g_assert_cmpstr (sent.message, ==, NULL);
    wait_for (api, open, "SUCCEEDED");
    history = ask_about (api, "GetExecutionHistory", open);
    g_assert_cmpuint (sw_value_get_length (sw_value_get_member (history.response, "events")), ==, 7);
  }
  remove_store (path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/refusals", test_refusals);
  g_test_add_func ("/api/worker-gone", test_worker_gone);
  g_test_add_func ("/api/poll-ends", test_poll_ends);
  g_test_add_func ("/api/polls-bounded", test_polls_bounded);
  g_test_add_func ("/api/redrive", test_redrive);
  g_test_add_func ("/api/items/in-memory", test_items_in_memory);
  g_test_add_func ("/api/items/kept", test_items_kept);
  g_test_add_func ("/api/told-when-kept", test_told_when_kept);
  g_test_add_func ("/api/bounded", test_bounded);
  g_test_add_func ("/api/items/bounded", test_items_bounded);
  g_test_add_func ("/api/goes-on", test_goes_on);
  return g_test_run ();
}
