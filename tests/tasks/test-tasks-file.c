/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "tasks/sw-tasks-file.h"

static const struct
{
  const char *name;
  const char *text;
  const char *message; /* NULL: no JSON */
} refused[] = {
  { "no-json", "{", NULL },
  { "no-object", "[]", "/: must be an object" },
  { "another-version", "{\"version\": 2}", "version: this version of Stepwright reads" },
  { "rows-are-no-array", "{\"tasks\": {}}", "tasks: must be an array" },
  { "row-is-no-object", "{\"tasks\": [1]}", "tasks/0: must be an object" },
  { "row-without-use", "{\"tasks\": [{\"state\": \"S\"}]}", "tasks/0: \"use\" must be one of" },
  { "unknown-use", "{\"tasks\": [{\"state\": \"S\", \"use\": \"magic\"}]}",
    "tasks/0: \"use\" must be one of" },
  { "row-for-nothing", "{\"tasks\": [{\"use\": \"manual\"}]}", "tasks/0: needs one of" },
  { "matcher-is-no-text", "{\"tasks\": [{\"state\": 5, \"use\": \"manual\"}]}",
    "tasks/0: \"state\" must be a text" },
  { "idempotent-is-no-flag", "{\"tasks\": [{\"state\": \"S\", \"use\": \"manual\", \"idempotent\": 1}]}",
    "tasks/0: \"idempotent\" must be true or false" },
  { "mock-is-no-object", "{\"mock\": 5}", "mock: must be an object" },
  { "inputs-are-no-object", "{\"inputs\": []}", "inputs: must be an object" },
  { "objects-are-no-array", "{\"objects\": {}}", "objects: must be an array" },
  { "object-without-file", "{\"objects\": [{\"bucket\": \"b\"}]}", "objects/0: needs \"bucket\" and" },
  { "object-with-a-wrong-key", "{\"objects\": [{\"bucket\": \"b\", \"file\": \"f\", \"key\": 1}]}",
    "objects/0: \"key\" must be a text" },
  { "mock-file-is-missing", "{\"mock\": {\"file\": \"nowhere.json\"}}",
    "mock/file: there is no file \"nowhere.json\"" },
};

/* Which reason the first matching row gives */
static const struct
{
  const char *state;
  const char *resource;
  const char *reason; /* part of it; NULL: no row matches */
} matched[] = {
  { "Approve", "arn:aws:lambda:us-east-1:123456789012:function:f",
    "row 0 of the tasks file leaves it to a person" },
  { "Other", "arn:aws:lambda:us-east-1:123456789012:function:start-qc-2:LIVE",
    "row 1 of the tasks file leaves it to a person" },
  { "Other", "arn:aws:lambda:us-east-1:123456789012:function:legacy-x:1",
    "row 2 of the tasks file leaves it to a person" },
  { "Inner", "arn:aws:lambda:us-east-1:123456789012:function:none",
    "row 3 of the tasks file leaves it to a person" },
  { "Other", "arn:aws:lambda:us-east-1:123456789012:function:none", NULL },
};

static const char rows[]
    = "{\"version\": 1, \"later\": true, \"tasks\": ["
      "{\"state\": \"Approve\", \"use\": \"manual\"},"
      "{\"resource\": \"arn:aws:lambda:*:*:function:start-qc*\", \"use\": \"manual\"},"
      "{\"function\": \"legacy-?\", \"use\": \"manual\"},"
      "{\"state\": \"Outer/Inn*\", \"use\": \"manual\"}]}";

static void
test_refused (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (g_get_tmp_dir ());
  g_autoptr (SwTasksFile) file
      = sw_tasks_file_new_from_text (refused[index].text, -1, folder, &error);

  g_assert_null (file);
  if (refused[index].message == NULL)
    {
      g_assert_error (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_SYNTAX);
      return;
    }
  g_assert_error (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_INVALID);
  if (!g_str_has_prefix (error->message, refused[index].message))
    g_assert_cmpstr (error->message, ==, refused[index].message);
}

static void
test_rows (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTasksFile) file = sw_tasks_file_new_from_text (rows, -1, NULL, &error);
  g_autoptr (SwPerformer) performer = NULL;

  g_assert_no_error (error);
  performer = sw_tasks_file_new_performer (file, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (matched); i++)
    {
      SwScope root = { 0 };
      SwState outer = { .name = (char *) "Outer", .scope = &root };
      SwScope scope = { .parent = &outer };
      SwState state = { .name = (char *) matched[i].state, .scope = &scope };
      SwTaskRequest request
          = { .state = &state, .resource = matched[i].resource, .kind = SW_TASK_LAMBDA };
      g_autoptr (SwTaskCall) call = sw_task_call_new (&request, NULL, NULL, NULL, NULL);
      g_auto (SwValue) output = SW_VALUE_INIT;
      g_autofree char *name = NULL, *reason = NULL;

      g_assert_cmpint (sw_performer_perform (performer, call, &output, &name, &reason), ==,
                       SW_PERFORM_NOBODY);
      if (matched[i].reason == NULL)
        g_assert_null (reason);
      else
        g_assert_nonnull (g_strstr_len (reason, -1, matched[i].reason));
    }
}

/* lambda:invoke names its function in the input. */
static void
test_invoked_function (void)
{
  g_autoptr (SwTasksFile) file = sw_tasks_file_new_from_text (rows, -1, NULL, NULL);
  g_autoptr (SwPerformer) performer = sw_tasks_file_new_performer (file, NULL, NULL);
  SwScope scope = { 0 };
  SwState state = { .name = (char *) "S", .scope = &scope };
  SwTaskRequest request = { .state = &state,
                            .resource = "arn:aws:states:::lambda:invoke",
                            .kind = SW_TASK_SERVICE,
                            .service = "lambda",
                            .action = "invoke" };
  g_autoptr (SwTaskCall) call = NULL;
  g_auto (SwValue) output = SW_VALUE_INIT;
  g_autofree char *name = NULL, *reason = NULL;

  request.input = sw_value_new_object (1);
  sw_value_set_member (
      &request.input, "FunctionName",
      sw_value_new_string ("arn:aws:lambda:eu-west-1:123456789012:function:legacy-a:$LATEST"));
  call = sw_task_call_new (&request, NULL, NULL, NULL, NULL);
  sw_performer_perform (performer, call, &output, &name, &reason);
  g_assert_nonnull (g_strstr_len (reason, -1, "row 2"));
  sw_value_clear (&request.input);
}

/* What becomes of a task that was under way when the program ended */
static const struct
{
  const char *function;
  const char *service; /* or NULL: a function */
  const char *name;    /* of the execution that it starts, or NULL */
  SwRecovery  recovery;
  const char *action;  /* of the service */
} recoveries[] = {
  { "once", NULL, NULL, SW_RECOVERY_UNKNOWN },
  { "often", NULL, NULL, SW_RECOVERY_AGAIN },
  { "asked", NULL, NULL, SW_RECOVERY_NOBODY },
  { "none", NULL, NULL, SW_RECOVERY_NOBODY },
  { NULL, "states", "named", SW_RECOVERY_AGAIN, "startExecution" },
  { NULL, "states", NULL, SW_RECOVERY_UNKNOWN, "startExecution" },
  { NULL, "sqs", "named", SW_RECOVERY_UNKNOWN, "startExecution" },
  { NULL, "states", "named", SW_RECOVERY_RESUBMIT, "startExecution.sync:2" },
  { NULL, "states", NULL, SW_RECOVERY_GO_ON, "startExecution.sync" },
  { NULL, "sqs", "named", SW_RECOVERY_UNKNOWN, "startExecution.sync" },
};

static const char recovering[]
    = "{\"version\": 1, \"aws\": {\"endpoint\": \"http://127.0.0.1:9\", \"region\": \"us-east-1\"},"
      " \"tasks\": ["
      "{\"function\": \"once\", \"use\": \"invoke\", \"url\": \"http://127.0.0.1:9\"},"
      "{\"function\": \"often\", \"use\": \"invoke\", \"url\": \"http://127.0.0.1:9\","
      " \"idempotent\": true},"
      "{\"function\": \"asked\", \"use\": \"manual\", \"idempotent\": true},"
      "{\"resource\": \"arn:aws:states:::*\", \"use\": \"aws\"}]}";

static SwTaskRequest
make_request (guint          i,
              const SwState *state,
              char         **resource)
{
  SwTaskRequest request = { .state = (SwState *) state, .kind = SW_TASK_LAMBDA };

  *resource = recoveries[i].function != NULL
                  ? g_strdup_printf ("arn:aws:lambda:us-east-1:123456789012:function:%s",
                                     recoveries[i].function)
                  : g_strdup_printf ("arn:aws:states:::%s:%s", recoveries[i].service,
                                     recoveries[i].action);
  request.resource = *resource;
  if (recoveries[i].service == NULL)
    return request;
  request.kind = SW_TASK_SERVICE;
  request.service = recoveries[i].service;
  request.action = recoveries[i].action;
  if (strstr (request.action, ".sync") != NULL)
    request.pattern = SW_TASK_RUN_A_JOB;
  request.input = sw_value_new_object (1);
  if (recoveries[i].name != NULL)
    sw_value_set_member (&request.input, "Name", sw_value_new_string (recoveries[i].name));
  return request;
}

static void
test_recovery (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTasksFile) file = sw_tasks_file_new_from_text (recovering, -1, NULL, &error);
  g_autoptr (SwPerformer) performer = NULL;
  SwScope scope = { 0 };
  const SwState state = { .name = (char *) "S", .scope = &scope };

  g_assert_no_error (error);
  performer = sw_tasks_file_new_performer (file, NULL, &error);
  g_assert_no_error (error);
  /* Without consent a person is asked, and may be asked again. */
  for (guint consented = 0; consented < 2; consented++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (recoveries); i++)
        {
          g_autofree char *resource = NULL;
          SwTaskRequest request = make_request (i, &state, &resource);

          g_assert_cmpint (sw_performer_get_recovery (performer, &request), ==,
                           consented ? recoveries[i].recovery : SW_RECOVERY_NOBODY);
          sw_value_clear (&request.input);
        }
      sw_tasks_file_allow (file);
    }
}

static void
test_case_without_mocks (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTasksFile) file = sw_tasks_file_new_from_text (rows, -1, NULL, NULL);

  g_assert_null (sw_tasks_file_new_performer (file, "Happy", &error));
  g_assert_error (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_CASE);
}

/* The mock file lies beside the tasks file; the only machine and the only case need no naming. */
static void
test_mock_section (void)
{
  static const char mocks[]
      = "{\"StateMachines\": {\"M\": {\"TestCases\": {\"Happy\": {\"S\": \"R\"}}}},"
        " \"MockedResponses\": {\"R\": {\"0\": {\"Return\": 7}}}}";
  g_autofree char *folder = g_dir_make_tmp ("stepwright-XXXXXX", NULL);
  g_autofree char *mock_path = g_build_filename (folder, "MockConfigFile.json", NULL);
  g_autofree char *tasks_path = g_build_filename (folder, "m.tasks.json", NULL);
  g_autoptr (GFile) tasks = g_file_new_for_path (tasks_path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTasksFile) file = NULL;
  g_autoptr (SwPerformer) performer = NULL;
  g_auto (GStrv) cases = NULL;
  SwScope scope = { 0 };
  SwState state = { .name = (char *) "S", .scope = &scope };
  SwTaskRequest request = { .state = &state, .resource = "f" };
  g_autoptr (SwTaskCall) call = sw_task_call_new (&request, NULL, NULL, NULL, NULL);
  g_auto (SwValue) output = SW_VALUE_INIT;
  g_autofree char *name = NULL, *cause = NULL;

  g_file_set_contents (mock_path, mocks, -1, NULL);
  g_file_set_contents (tasks_path,
                       "{\"version\": 1, \"mock\": {\"file\": \"MockConfigFile.json\"}}", -1, NULL);
  file = sw_tasks_file_load (tasks, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sw_tasks_file_get_machine (file), ==, "M");
  cases = sw_tasks_file_dup_cases (file);
  g_assert_true (
      g_strv_equal ((const char *const *) cases, (const char *const[]){ "Happy", NULL }));
  performer = sw_tasks_file_new_performer (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sw_performer_perform (performer, call, &output, &name, &cause), ==,
                   SW_PERFORM_DONE);
  g_assert_cmpfloat (sw_value_get_number (output), ==, 7);
  g_unlink (mock_path);
  g_unlink (tasks_path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/tasks-file/refuses/", refused[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/tasks-file/takes-the-first-row-that-matches", test_rows);
  g_test_add_func ("/tasks-file/finds-the-function-of-an-invocation", test_invoked_function);
  g_test_add_func ("/tasks-file/says-what-may-be-performed-again", test_recovery);
  g_test_add_func ("/tasks-file/needs-mocks-for-a-case", test_case_without_mocks);
  g_test_add_func ("/tasks-file/finds-its-mock-file", test_mock_section);
  return g_test_run ();
}
