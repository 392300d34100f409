/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../store/store-fixture.h"

#include <libsoup/soup.h>
#include <string.h>

#include "json/sw-text.h"
#include "tasks/durable/sw-durable.h"
#include "tasks/sw-tasks-file.h"

/* What becomes of services' jobs when the program that waits for them is gone: each case drops a
 * run while an endpoint holds one of its requests, and takes it up again. */

#define CHILD "arn:aws:states:us-east-1:123456789012:execution:m:x"
#define START "arn:aws:states:::states:startExecution"
#define MACHINE "\"StateMachineArn\": \"arn:aws:states:us-east-1:123456789012:stateMachine:m\""
#define SENT_MACHINE "\"stateMachineArn\":\"arn:aws:states:us-east-1:123456789012:stateMachine:m\""
#define SUBMIT "arn:aws:states:::batch:submitJob.sync"
#define BATCH "\"JobName\": \"j\", \"JobQueue\": \"q\", \"JobDefinition\": \"d\""
#define SENT_BATCH "\"jobName\":\"j\",\"jobQueue\":\"q\",\"jobDefinition\":\"d\""
#define DESCRIBED "DescribeExecution {\"executionArn\":\"" CHILD "\"}; "
#define CHILD_OUTPUT \
  "{\"ExecutionArn\":\"" CHILD "\",\"Output\":{\"a\":1},\"Status\":\"SUCCEEDED\"}"

static const struct
{
  const char *operation;
  const char *answer;
} answers[] = {
  { "StartExecution", "{\"executionArn\": \"" CHILD "\", \"startDate\": 1}" },
  { "DescribeExecution",
    "{\"executionArn\": \"" CHILD "\", \"status\": \"SUCCEEDED\", \"output\": \"{\\\"a\\\":1}\"}" },
  { "submitjob", "{\"jobId\": \"j1\", \"jobName\": \"j\"}" },
  { "describejobs", "{\"jobs\": [{\"jobId\": \"j1\", \"status\": \"FAILED\"}]}" },
  { "StartJobRun", "{\"JobRunId\": \"r1\"}" },
  { "GetJobRun", "{\"JobRun\": {\"Id\": \"r1\", \"JobRunState\": \"SUCCEEDED\"}}" },
  { "StopExecution", "{\"stopDate\": 1}" },
  { "terminatejob", "{}" },
  { "BatchStopJobRun", "{}" },
  { "RunTask", "{\"tasks\": [{\"taskArn\": \"t1\"}]}" },
  { "StopTask", "{}" },
  { "invocations", "{}" },
};

static const struct
{
  const char *name;
  const char *resource;
  const char *parameters;
  const char *row;     /* members of the tasks file's row, beside "use" */
  const char *held;    /* the request that is under way when the program ends */
  const char *after;   /* what is asked for after that */
  const char *output;  /* of the run, or NULL: it fails */
  const char *cause;   /* begins so */
} rows[] = {
  { "execution", START ".sync:2", MACHINE, "", "DescribeExecution", DESCRIBED, CHILD_OUTPUT, NULL },
  { "execution-with-name", START ".sync:2", MACHINE ", \"Name\": \"x\"", "", "DescribeExecution",
    DESCRIBED, CHILD_OUTPUT, NULL },
  { "execution-not-submitted", START ".sync:2", MACHINE, "", "StartExecution", "", NULL,
    "The engine stopped" },
  { "execution-with-name-not-submitted", START ".sync:2", MACHINE ", \"Name\": \"x\"", "",
    "StartExecution", "StartExecution {" SENT_MACHINE ",\"name\":\"x\"}; " DESCRIBED, CHILD_OUTPUT,
    NULL },
  { "known-by-two-parameters", "arn:aws:states:::glue:startJobRun.sync", "\"JobName\": \"j\"", "",
    "GetJobRun", "GetJobRun {\"RunId\":\"r1\",\"JobName\":\"j\"}; ",
    "{\"Id\":\"r1\",\"JobRunState\":\"SUCCEEDED\"}", NULL },
  { "failed-meanwhile", SUBMIT, BATCH, "", "describejobs", "describejobs {\"jobs\":[\"j1\"]}; ",
    NULL, "{\"JobId\":\"j1\"" },
  { "not-submitted", SUBMIT, BATCH, "", "submitjob", "", NULL, "The engine stopped" },
  { "idempotent", SUBMIT, BATCH, ", \"idempotent\": true", "describejobs",
    "describejobs {\"jobs\":[\"j1\"]}; ", NULL, "{\"JobId\":\"j1\"" },
  { "idempotent-not-submitted", SUBMIT, BATCH, ", \"idempotent\": true", "submitjob",
    "submitjob {" SENT_BATCH "}; describejobs {\"jobs\":[\"j1\"]}; ", NULL, "{\"JobId\":\"j1\"" },
  { "no-job", "arn:aws:states:::lambda:invoke", "\"FunctionName\": \"f\"", "", "invocations", "",
    NULL, "The engine stopped" },
};

typedef struct
{
  SoupServer        *server;
  char              *address;
  GString           *log;
  const char        *hold; /* the request that is not answered, or NULL */
  const char        *fault; /* one that is refused, or NULL */
  SoupServerMessage *held;
} Endpoint;

/* The operation is said by a header or by the end of the path. */
static char *
dup_operation (SoupServerMessage *message,
               const char        *path)
{
  const char *target = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "X-Amz-Target");

  return g_strdup (target != NULL ? strrchr (target, '.') + 1 : strrchr (path, '/') + 1);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  Endpoint *self = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *operation = dup_operation (message, path);

  g_string_append_printf (self->log, "%s %.*s; ", operation, (int) body->length, body->data);
  if (g_strcmp0 (operation, self->hold) == 0)
    {
      g_set_object (&self->held, message);
      soup_server_message_pause (message);
      return;
    }
  if (g_strcmp0 (operation, self->fault) == 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (answers[i].operation, operation))
      {
        soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
        soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC,
                                          answers[i].answer, strlen (answers[i].answer));
        return;
      }
  g_error ("Nobody answers %s", operation);
}

static void
endpoint_start (Endpoint   *self,
                const char *hold)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new (NULL, NULL);
  self->log = g_string_new (NULL);
  self->hold = hold;
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

/* From now on everything is answered. */
static void
endpoint_let_go (Endpoint *self)
{
  self->hold = NULL;
  g_string_truncate (self->log, 0);
  soup_server_message_set_status (self->held, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
  soup_server_message_unpause (self->held);
  g_clear_object (&self->held);
}

static void
endpoint_stop (Endpoint *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_string_free (self->log, TRUE);
  g_free (self->address);
}

static SwPerformer *
make_performer (const Endpoint *endpoint,
                const char     *row)
{
  g_autofree char *text = g_strdup_printf (
      "{\"version\": 1, \"aws\": {\"endpoint\": \"%s\", \"region\": \"us-east-1\"},"
      " \"tasks\": [{\"resource\": \"*\", \"use\": \"aws\"%s}]}",
      endpoint->address, row);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTasksFile) file = sw_tasks_file_new_from_text (text, -1, NULL, &error);
  SwPerformer *performer;

  g_assert_no_error (error);
  sw_tasks_file_allow (file);
  performer = sw_tasks_file_new_performer (file, NULL, &error);
  g_assert_no_error (error);
  return performer;
}

/* ITEM: the task is that of a distributed Map's only item. */
static SwProgram *
compile (const char *resource,
         const char *parameters,
         gboolean    item)
{
  g_autofree char *task = g_strdup_printf (
      "\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"%s\", "
      "\"Parameters\": {%s}, \"End\": true}}",
      resource, parameters);
  g_autofree char *text
      = item ? g_strdup_printf ("{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Pass\", "
                                "\"Result\": [1], \"Next\": \"M\"}, \"M\": {\"Type\": \"Map\", "
                                "\"ItemProcessor\": {\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", "
                                "\"ExecutionType\": \"STANDARD\"}, %s}, \"End\": true}}}",
                                task)
             : g_strdup_printf ("{%s}", task);
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  SwProgram *program = sw_program_new (model, &error);

  g_assert_no_error (error);
  return program;
}

static void
on_kept (const GError *error,
         gpointer      data)
{
  *(gboolean *) data = TRUE;
}

/* Runs until the request is under way that the endpoint holds, and ends there. */
static void
run_until_held (Endpoint    *endpoint,
                SwProgram   *program,
                SwPerformer *performer,
                SwStore     *store)
{
  const SwExecutionOptions options = { .name = "one" };
  g_autoptr (SwRunner) runner
      = sw_runner_new_durable (program, &options, performer, store, "run", SW_VALUE_INIT);
  gboolean kept = FALSE;

  sw_runner_start (runner);
  while (endpoint->held == NULL)
    g_main_context_iteration (NULL, TRUE);
  sw_runner_when_kept (runner, on_kept, &kept);
  while (!kept)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sw_runner_get_status (runner), ==, SW_EXECUTION_RUNNING);
}

static void
check_end (const SwExecution *execution,
           guint              i)
{
  g_autofree char *output = NULL;

  if (rows[i].output == NULL)
    {
      g_assert_cmpint (sw_execution_get_status (execution), ==, SW_EXECUTION_FAILED);
      g_assert_cmpstr (sw_execution_get_error (execution), ==, "States.TaskFailed");
      g_assert_true (g_str_has_prefix (sw_execution_get_cause (execution), rows[i].cause));
      return;
    }
  g_assert_cmpint (sw_execution_get_status (execution), ==, SW_EXECUTION_SUCCEEDED);
  output = sw_value_to_text (sw_execution_get_output (execution), SW_TEXT_DEFAULT, NULL);
  g_assert_cmpstr (output, ==, rows[i].output);
}

static void
test_row (Fixture       *fixture,
          gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (SwProgram) program = compile (rows[i].resource, rows[i].parameters, FALSE);
  g_autoptr (SwStore) store = fixture_open (fixture);
  g_autoptr (SwPerformer) performer = NULL;
  g_autoptr (SwRunner) runner = NULL;
  g_autoptr (GError) error = NULL;
  Endpoint endpoint = { 0 };

  endpoint_start (&endpoint, rows[i].held);
  performer = make_performer (&endpoint, rows[i].row);
  run_until_held (&endpoint, program, performer, store);
  endpoint_let_go (&endpoint);
  runner = sw_runner_new_resumed (store, 1, performer, &error);
  g_assert_no_error (error);
  sw_runner_start (runner);
  while (sw_runner_get_status (runner) == SW_EXECUTION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  check_end (sw_runner_get_execution (runner), i);
  g_assert_cmpstr (endpoint.log->str, ==, rows[i].after);
  endpoint_stop (&endpoint);
}

/* The run that is stopped cannot be told again */
#define UNTOLD (1u << 16)
/* The job was begun by an item of a distributed Map */
#define ITEM (1u << 17)
/* The store is one of before, whose rows do not say what a job was begun with */
#define OLDER (1u << 18)

/* What is asked for when a run is stopped whose job goes on */
static const struct
{
  const char *name;
  const char *resource;
  const char *parameters;
  const char *held;    /* the request that is under way when the program ends */
  const char *after;   /* what is asked for after that */
  const char *fault;   /* operation that the service refuses, or NULL */
  gboolean    allowed; /* there is consent to what the row reaches */
  guint       n_left;  /* jobs that go on */
} stops[] = {
  { "execution", START ".sync:2", MACHINE, "DescribeExecution",
    "StopExecution {\"executionArn\":\"" CHILD "\"}; ", NULL, TRUE, 0 },
  { "execution-not-submitted", START ".sync:2", MACHINE, "StartExecution", "", NULL, TRUE, 0 },
  { "batch", SUBMIT, BATCH, "describejobs",
    "terminatejob {\"jobId\":\"j1\",\"reason\":\"The execution that waits for it was stopped\"}; ",
    NULL, TRUE, 0 },
  { "glue", "arn:aws:states:::glue:startJobRun.sync", "\"JobName\": \"j\"", "GetJobRun",
    "BatchStopJobRun {\"JobName\":\"j\",\"JobRunIds\":[\"r1\"]}; ", NULL, TRUE, 0 },
  { "ecs", "arn:aws:states:::ecs:runTask.sync", "\"TaskDefinition\": \"d\", \"Cluster\": \"c\"",
    "DescribeTasks",
    "StopTask {\"task\":\"t1\",\"cluster\":\"c\"}; ",
    NULL, TRUE, 0 },
  { "refused", SUBMIT, BATCH, "describejobs",
    "terminatejob {\"jobId\":\"j1\",\"reason\":\"The execution that waits for it was stopped\"}; ",
    "terminatejob", TRUE, 1 },
  { "without-consent", SUBMIT, BATCH, "describejobs", "", NULL, FALSE, 1 },
};

static SwPerformer *
make_untrusted (const Endpoint *endpoint)
{
  g_autofree char *text = g_strdup_printf (
      "{\"version\": 1, \"tasks\": [{\"resource\": \"*\", \"use\": \"aws\", "
      "\"region\": \"us-east-1\", \"endpoint\": \"%s\"}]}",
      endpoint->address);
  g_autoptr (SwTasksFile) file = sw_tasks_file_new_from_text (text, -1, NULL, NULL);

  return sw_tasks_file_new_performer (file, NULL, NULL);
}

typedef struct
{
  gboolean ended;
  guint    n_left;
} Stopped;

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Stopped *self = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (sw_interrupted_stop_finish (result, &self->n_left, &error));
  g_assert_no_error (error);
  self->ended = TRUE;
}

static gboolean
expect_aborted (const SwStoreExecution *row,
                gpointer                data)
{
  g_assert_cmpint (row->status, ==, SW_EXECUTION_ABORTED);
  g_assert_cmpstr (row->cause, ==, "because");
  return TRUE;
}

/* Has the history say something else than the entries lead to, as one of another version would. */
static void
make_untold (SwStore *store)
{
  SwStoreWrite *write = sw_store_write_new ();
  const SwStoreEvent event = { .id = 1, .type = "ExecutionStarted", .body = "{}" };
  g_autoptr (GError) error = NULL;

  sw_store_write_put_event (write, 1, &event);
  sw_store_commit (store, write, NULL, NULL);
  g_assert_true (sw_store_flush (store, &error));
  g_assert_null (sw_runner_new_resumed (store, 1, NULL, &error));
  g_assert_error (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_DIFFERS);
}

static gboolean
put_without_request (const SwStoreTask *task,
                     gpointer           data)
{
  SwStoreTask row = *task;

  g_assert_cmpint (row.request != NULL, ==, g_str_equal (row.phase, "submitted"));
  row.request = NULL;
  sw_store_write_put_task (data, &row);
  return TRUE;
}

static void
forget_request (SwStore *store)
{
  SwStoreWrite *write = sw_store_write_new ();

  g_assert_true (sw_store_foreach_task (store, 1, put_without_request, write, NULL));
  sw_store_commit (store, write, NULL, NULL);
  g_assert_true (sw_store_flush (store, NULL));
}

/* Whether the job had begun when the program ended */
static gboolean
is_submitted (guint i)
{
  return !g_str_has_suffix (stops[i].name, "not-submitted");
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  guint flags = GPOINTER_TO_UINT (data) & (UNTOLD | ITEM | OLDER);
  guint i = GPOINTER_TO_UINT (data) & ~(UNTOLD | ITEM | OLDER);
  gboolean unknown = (flags & OLDER) != 0 && (flags & ITEM) != 0;
  g_autoptr (SwProgram) program
      = compile (stops[i].resource, stops[i].parameters, (flags & ITEM) != 0);
  g_autoptr (SwStore) store = fixture_open (fixture);
  const SwStoreFilter filter = { .id = 1 };
  g_autoptr (SwPerformer) performer = NULL;
  g_autoptr (SwPerformer) after = NULL;
  Endpoint endpoint = { 0 };
  Stopped stopped = { FALSE, 0 };

  endpoint_start (&endpoint, stops[i].held);
  performer = make_performer (&endpoint, "");
  after = stops[i].allowed ? sw_performer_ref (performer) : make_untrusted (&endpoint);
  run_until_held (&endpoint, program, performer, store);
  endpoint_let_go (&endpoint);
  endpoint.fault = stops[i].fault;
  if ((flags & OLDER) != 0)
    forget_request (store);
  if ((flags & UNTOLD) != 0)
    make_untold (store);
  sw_interrupted_stop_async (store, 1, after, NULL, "because", on_stopped, &stopped);
  while (!stopped.ended)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (stopped.n_left, ==, unknown && is_submitted (i) ? 1 : stops[i].n_left);
  g_assert_cmpstr (endpoint.log->str, ==, unknown ? "" : stops[i].after);
  g_assert_true (sw_store_foreach_execution (store, &filter, expect_aborted, NULL, NULL));
  endpoint_stop (&endpoint);
}

static gboolean
has_stopped (const Endpoint *endpoint)
{
  return strstr (endpoint->log->str, "terminatejob") != NULL;
}

/* One that was taken up is stopped as any that runs: by the server's StopExecution, for one. */
static void
test_stop_resumed (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (SwProgram) program = compile (SUBMIT, BATCH, FALSE);
  g_autoptr (SwStore) store = fixture_open (fixture);
  g_autoptr (SwPerformer) performer = NULL;
  g_autoptr (SwRunner) runner = NULL;
  Endpoint endpoint = { 0 };

  endpoint_start (&endpoint, "describejobs");
  performer = make_performer (&endpoint, "");
  run_until_held (&endpoint, program, performer, store);
  endpoint_let_go (&endpoint);
  endpoint.hold = "describejobs";
  runner = sw_runner_new_resumed (store, 1, performer, NULL);
  sw_runner_start (runner);
  while (endpoint.held == NULL)
    g_main_context_iteration (NULL, TRUE);
  sw_runner_stop (runner);
  while (!has_stopped (&endpoint))
    g_main_context_iteration (NULL, TRUE);
  endpoint_let_go (&endpoint);
  while (sw_runner_get_status (runner) == SW_EXECUTION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sw_runner_get_status (runner), ==, SW_EXECUTION_ABORTED);
  endpoint_stop (&endpoint);
}

static const struct
{
  const char *name;
  guint       flags;
} kinds[] = {
  { "stopped-of-an-item", ITEM },
  { "untold-of-an-item", ITEM | UNTOLD },
  { "untold-of-an-older-store", UNTOLD | OLDER },
  { "untold-of-an-item-of-an-older-store", ITEM | UNTOLD | OLDER },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("AWS_ACCESS_KEY_ID", "test", TRUE);
  g_setenv ("AWS_SECRET_ACCESS_KEY", "test", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/resume/jobs/%s", rows[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_row,
                  fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autofree char *path = g_strdup_printf ("/resume/jobs/stopped/%s", stops[i].name);
      g_autofree char *untold = g_strdup_printf ("/resume/jobs/untold/%s", stops[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_stop,
                  fixture_tear_down);
      g_test_add (untold, Fixture, GUINT_TO_POINTER (i | UNTOLD), fixture_set_up, test_stop,
                  fixture_tear_down);
      for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
        {
          g_autofree char *more = g_strdup_printf ("/resume/jobs/%s/%s", kinds[j].name, stops[i].name);

          g_test_add (more, Fixture, GUINT_TO_POINTER (i | kinds[j].flags), fixture_set_up, test_stop,
                      fixture_tear_down);
        }
    }
  g_test_add ("/resume/jobs/stopped/when-taken-up", Fixture, NULL, fixture_set_up,
              test_stop_resumed, fixture_tear_down);
  return g_test_run ();
}
