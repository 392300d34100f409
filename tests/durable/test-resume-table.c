/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../store/store-fixture.h"

#include "json/sw-text.h"
#include "tasks/durable/sw-durable.h"
#include "tasks/sw-task-desk.h"
#include "tasks/sw-tasks-file.h"

/* What becomes of each kind of task, however far it had come when the program ended: every line of
 * the table, with the rows of a tasks file as people write them. Nothing is called: who would
 * perform the tasks is asked what he says of them, and somebody else notes the calls. */

#define LAMBDA "arn:aws:lambda:us-east-1:123456789012:function:f"
#define INVOKE "arn:aws:states:::lambda:invoke"
#define ACTIVITY "arn:aws:states:us-east-1:123456789012:activity:a"
#define SEND "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
#define BATCH "arn:aws:states:::batch:submitJob.sync"
#define GLUE "arn:aws:states:::glue:startCrawler.sync"
#define START "arn:aws:states:::states:startExecution"
#define SDK_START "arn:aws:states:::aws-sdk:sfn:startExecution"
#define HTTP "arn:aws:states:::http:invoke"
#define PUT "arn:aws:states:::dynamodb:putItem"

#define MACHINE "\"StateMachineArn\": \"arn:aws:states:us-east-1:123456789012:stateMachine:m\""
#define TOKEN "\"T.$\": \"$$.Task.Token\""
#define NAMED MACHINE ", \"Name\": \"x\""
#define AWS "\"use\": \"aws\", \"endpoint\": \"http://127.0.0.1:1\""
#define FUNCTION "\"use\": \"lambda\", \"bootstrap\": \"b\""
#define URL "\"use\": \"invoke\", \"url\": \"http://127.0.0.1:1\""
#define WEB "\"use\": \"http\""
#define MANUAL "\"use\": \"manual\""

typedef enum
{
  SCHEDULED, /* nobody was called */
  STARTED,   /* somebody was */
  UNDER_WAY, /* a worker has it, or its request was accepted */
  N_STAGES,
} Stage;

static const char *const stage_names[] = { "scheduled", "started", "under-way" };

/* What comes of it: it is performed "anew", or the call goes on ("begun", "submitted"), a "person"
 * is asked, or it "fails". NULL: a task of that kind is never there. */
typedef struct
{
  const char *name;
  const char *resource;
  const char *parameters;
  const char *row;        /* of the tasks file; NULL: a mock */
  gboolean    desk;       /* clients of an API answer tokens */
  const char *plain[N_STAGES];
  const char *idempotent[N_STAGES];
} Row;

static const Row rows[] = {
  { "mock", LAMBDA, "", NULL, FALSE, { "anew", "anew" }, { NULL } },
  { "mock-callback", SEND, TOKEN, NULL, FALSE, { "anew", "anew" }, { NULL } },
  { "mock-job", BATCH, "", NULL, FALSE, { "anew", "anew" }, { NULL } },
  { "manual", LAMBDA, "", MANUAL, FALSE, { "person", "person" }, { "person", "person" } },
  { "manual-callback", SEND, TOKEN, MANUAL, FALSE, { "person", "person" }, { "person", "person" } },
  { "manual-job", BATCH, "", MANUAL, FALSE, { "person", "person" }, { "person", "person" } },
  { "lambda", LAMBDA, "", FUNCTION, FALSE, { "anew", "fails" }, { "anew", "anew" } },
  { "lambda-invoke", INVOKE, "\"FunctionName\": \"f\"", FUNCTION, FALSE, { "anew", "fails" },
    { "anew", "anew" } },
  { "lambda-callback", INVOKE ".waitForTaskToken", "\"FunctionName\": \"f\", " TOKEN, FUNCTION,
    FALSE, { "anew", "fails", "person" }, { "anew", "anew", "person" } },
  { "invoke", LAMBDA, "", URL, FALSE, { "anew", "fails" }, { "anew", "anew" } },
  { "http", HTTP, "", WEB, FALSE, { "anew", "fails" }, { "anew", "anew" } },
  { "aws", PUT, "", AWS, FALSE, { "anew", "fails" }, { "anew", "anew" } },
  { "callback", SEND, TOKEN, AWS, FALSE, { "anew", "fails", "person" },
    { "anew", "anew", "person" } },
  { "callback-at-desk", SEND, TOKEN, AWS, TRUE, { "anew", "fails", "submitted" },
    { "anew", "anew", "submitted" } },
  { "callback-nobody-sends", SEND, TOKEN, MANUAL, TRUE, { "anew", "anew" }, { NULL } },
  { "activity", ACTIVITY, "", MANUAL, FALSE, { "person", NULL, "person" }, { NULL } },
  { "activity-at-desk", ACTIVITY, "", MANUAL, TRUE, { "anew", NULL, "begun" }, { NULL } },
  { "activity-row-for-all", ACTIVITY, "", AWS, TRUE, { "anew", NULL, "begun" },
    { "anew", NULL, "begun" } },
  { "job", BATCH, "", AWS, FALSE, { "anew", "fails", "submitted" },
    { "anew", "anew", "submitted" } },
  { "job-that-cannot-be-asked-for", GLUE, "", AWS, FALSE, { "anew", "fails", "fails" },
    { "anew", "anew", "anew" } },
  { "start", START, MACHINE, AWS, FALSE, { "anew", "fails" }, { "anew", "anew" } },
  { "start-named", START, NAMED, AWS, FALSE, { "anew", "anew" }, { "anew", "anew" } },
  { "start-named-by-sdk", SDK_START, NAMED, AWS, FALSE, { "anew", "anew" }, { "anew", "anew" } },
  { "start-named-of-a-stand-in", START, NAMED, URL, FALSE, { "anew", "fails" },
    { "anew", "anew" } },
  { "start-sync", START ".sync:2", MACHINE, AWS, FALSE, { "anew", "fails", "submitted" },
    { "anew", "anew", "submitted" } },
  { "start-sync-named", START ".sync:2", NAMED, AWS, FALSE, { "anew", "anew", "submitted" },
    { "anew", "anew", "submitted" } },
  { "start-callback", START ".waitForTaskToken", MACHINE ", \"Input\": {" TOKEN "}", AWS, TRUE,
    { "anew", "fails", "submitted" }, { "anew", "anew", "submitted" } },
  { "start-callback-named", START ".waitForTaskToken", NAMED ", \"Input\": {" TOKEN "}", AWS, TRUE,
    { "anew", "anew", "submitted" }, { "anew", "anew", "submitted" } },
};

/* Says of a task what another one says, and notes the calls instead of performing them */
typedef struct
{
  SwPerformer  head;
  SwPerformer *inner;
  SwTaskCall  *call; /* the last, or NULL */
} Witness;

static SwPerformResult
witness (SwPerformer  *head,
         SwTaskCall   *call,
         SwValue      *output,
         char        **error,
         char        **cause)
{
  Witness *self = (Witness *) head;

  if (sw_performer_get_recovery (self->inner, sw_task_call_get_request (call))
      == SW_RECOVERY_NOBODY)
    return SW_PERFORM_NOBODY;
  g_clear_pointer (&self->call, sw_task_call_unref);
  self->call = sw_task_call_ref (call);
  return SW_PERFORM_PENDING;
}

static SwRecovery
recover (SwPerformer         *head,
         const SwTaskRequest *request)
{
  return sw_performer_get_recovery (((Witness *) head)->inner, request);
}

static gboolean
takes_up (SwPerformer         *head,
          const SwTaskRequest *request)
{
  return sw_performer_takes_up (((Witness *) head)->inner, request);
}

static void
witness_free (SwPerformer *head)
{
  Witness *self = (Witness *) head;

  g_clear_pointer (&self->call, sw_task_call_unref);
  sw_performer_unref (self->inner);
  g_free (self);
}

static SwPerformer *
new_mock (GError **error)
{
  static const char text[]
      = "{\"StateMachines\": {\"m\": {\"TestCases\": {\"c\": {\"A\": \"R\"}}}},"
        " \"MockedResponses\": {\"R\": {\"0\": {\"Return\": 1}}}}";
  g_autoptr (SwMockConfig) config = sw_mock_config_new_from_text (text, -1, error);

  return config != NULL ? sw_mock_config_new_performer (config, "m", "c", error) : NULL;
}

static SwPerformer *
new_by_row (const char  *row,
            gboolean     idempotent,
            GError     **error)
{
  g_autofree char *text = g_strdup_printf (
      "{\"version\": 1, \"aws\": {\"region\": \"us-east-1\"},"
      " \"tasks\": [{\"resource\": \"*\", %s%s}]}",
      row, idempotent ? ", \"idempotent\": true" : "");
  g_autoptr (GFile) folder = g_file_new_for_path (g_get_tmp_dir ());
  g_autoptr (SwTasksFile) file = sw_tasks_file_new_from_text (text, -1, folder, error);

  if (file == NULL)
    return NULL;
  sw_tasks_file_allow (file);
  return sw_tasks_file_new_performer (file, NULL, error);
}

static Witness *
witness_new (const Row *row,
             gboolean   idempotent)
{
  static const SwPerformerKind kind = { .perform = witness,
                                        .free = witness_free,
                                        .recover = recover,
                                        .takes_up = takes_up };
  g_autoptr (SwTaskDesk) desk = sw_task_desk_new ();
  g_autoptr (GError) error = NULL;
  Witness *self = g_new0 (Witness, 1);

  sw_performer_init (&self->head, &kind);
  self->inner = row->row != NULL ? new_by_row (row->row, idempotent, &error) : new_mock (&error);
  g_assert_no_error (error);
  if (row->desk)
    {
      g_autoptr (SwPerformer) behind = g_steal_pointer (&self->inner);

      self->inner = sw_task_desk_new_performer (desk, behind);
    }
  return self;
}

static SwProgram *
compile (const Row *row)
{
  g_autofree char *text = g_strdup_printf (
      "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"%s\", "
      "\"Parameters\": {%s}, \"TimeoutSeconds\": 700, \"End\": true}}}",
      row->resource, row->parameters);
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

/* Iterates until nothing more happens by itself. */
static void
settle (SwRunner *runner)
{
  for (guint quiet = 0; quiet < 3; quiet++)
    {
      gboolean kept = FALSE;

      sw_runner_when_kept (runner, on_kept, &kept);
      while (!kept)
        g_main_context_iteration (NULL, TRUE);
      while (g_main_context_iteration (NULL, FALSE))
        quiet = 0;
    }
}

static gboolean
put_back (const SwStoreTask *task,
          gpointer           data)
{
  SwStoreWrite *write = sw_store_write_new ();
  SwStoreTask copy = *task;

  copy.phase = "scheduled";
  sw_store_write_put_task (write, &copy);
  sw_store_commit (data, write, NULL, NULL);
  return FALSE;
}

/* Brings the task as far as STAGE says, the run's program ends there. */
static gint64
begin (SwStore    *store,
       const Row  *row,
       Witness    *performer,
       Stage       stage,
       char      **token)
{
  const SwExecutionOptions options = { .name = "one" };
  g_autoptr (SwProgram) program = compile (row);
  g_autoptr (SwRunner) runner = sw_runner_new_durable (program, &options, &performer->head, store,
                                                       "run", SW_VALUE_INIT);
  const SwTaskRequest *request;
  SwExecution *execution = sw_runner_get_execution (runner);
  g_auto (SwValue) answer = sw_value_new_object (1);

  sw_runner_start (runner);
  settle (runner);
  request = sw_execution_get_request (execution, 1);
  sw_value_set_member (&answer, "JobId", sw_value_new_string ("j"));
  if (stage == UNDER_WAY && request->kind == SW_TASK_ACTIVITY)
    g_assert_true (sw_execution_begin_task (execution, 1, "worker", sw_runner_get_time (runner)));
  else if (stage == UNDER_WAY)
    g_assert_true (sw_execution_submit_task (execution, 1, answer, sw_runner_get_time (runner)));
  sw_runner_refresh (runner);
  settle (runner);
  *token = g_strdup (request->token);
  return request->deadline;
}

static const char *
tell_outcome (SwRunner *runner,
              Witness  *performer)
{
  static const char *const phases[] = { "anew", "begun", "submitted" };
  guint n_manual;

  if (sw_runner_get_status (runner) != SW_EXECUTION_RUNNING)
    {
      g_assert_cmpstr (sw_execution_get_error (sw_runner_get_execution (runner)), ==,
                       "States.TaskFailed");
      return "fails";
    }
  g_object_get (runner, "pending", &n_manual, NULL);
  if (n_manual == 0)
    return performer->call != NULL ? phases[sw_task_call_get_phase (performer->call)] : "nothing";
  g_assert_null (performer->call);
  return "person";
}

typedef struct
{
  const Row  *row;
  gboolean    idempotent;
  Stage       stage;
  const char *expected;
} Case;

static void
test_case (Fixture       *fixture,
           gconstpointer  data)
{
  const Case *self = data;
  g_autoptr (SwStore) store = fixture_open (fixture);
  Witness *before = witness_new (self->row, self->idempotent);
  Witness *after = witness_new (self->row, self->idempotent);
  g_autoptr (SwPerformer) keep_before = &before->head;
  g_autoptr (SwPerformer) keep_after = &after->head;
  g_autofree char *token = NULL;
  gint64 deadline = begin (store, self->row, before, self->stage, &token);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwRunner) runner = NULL;
  const SwTaskRequest *request;

  if (self->stage == SCHEDULED)
    sw_store_foreach_task (store, 1, put_back, store, NULL);
  flush (store);
  runner = sw_runner_new_resumed (store, 1, &after->head, &error);
  g_assert_no_error (error);
  sw_runner_start (runner);
  settle (runner);
  g_assert_cmpstr (tell_outcome (runner, after), ==, self->expected);
  request = sw_execution_get_request (sw_runner_get_execution (runner), 1);
  if (request == NULL)
    return;
  g_assert_cmpstr (request->token, ==, token);
  g_assert_cmpint (request->deadline, ==, deadline);
}

/* AWS keeps nothing of it: whatever its tasks were, it is over. */
static void
test_express (Fixture       *fixture,
              gconstpointer  data)
{
  const Row *row = data;
  const SwExecutionOptions options = { .name = "one", .express = TRUE };
  g_autoptr (SwStore) store = fixture_open (fixture);
  g_autoptr (SwProgram) program = compile (row);
  Witness *performer = witness_new (row, FALSE);
  g_autoptr (SwPerformer) keep = &performer->head;
  g_autoptr (SwRunner) runner
      = sw_runner_new_durable (program, &options, keep, store, "run", SW_VALUE_INIT);
  g_autoptr (GError) error = NULL;

  sw_runner_start (runner);
  settle (runner);
  g_clear_object (&runner);
  flush (store);
  g_assert_null (sw_runner_new_resumed (store, 1, keep, &error));
  g_assert_error (error, SW_DURABLE_ERROR, SW_DURABLE_ERROR_EXPRESS);
}

static void
add_cases (GPtrArray *cases,
           const Row *row,
           gboolean   idempotent)
{
  const char *const *expected = idempotent ? row->idempotent : row->plain;

  for (Stage stage = SCHEDULED; stage < N_STAGES; stage++)
    {
      Case *self = g_new0 (Case, 1);
      g_autofree char *path = g_strdup_printf ("/resume/table/%s%s/%s", row->name,
                                               idempotent ? "-idempotent" : "", stage_names[stage]);

      *self = (Case) { row, idempotent, stage, expected[stage] };
      g_ptr_array_add (cases, self);
      if (expected[stage] != NULL)
        g_test_add (path, Fixture, self, fixture_set_up, test_case, fixture_tear_down);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/resume/table/%s/express", rows[i].name);

      add_cases (cases, &rows[i], FALSE);
      add_cases (cases, &rows[i], TRUE);
      g_test_add (path, Fixture, &rows[i], fixture_set_up, test_express, fixture_tear_down);
    }
  return g_test_run ();
}
