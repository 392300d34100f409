/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lambda-fixture.h"
#include "leftovers.h"

#include <glib/gstdio.h>
#include <string.h>

#include "json/sw-text.h"
#include "tasks/sw-trust.h"

/* Real handlers in real processes; those that fail are in test-lambda-faults.c. */

#define FUNCTION LAMBDA_FUNCTION
#define INVOKE LAMBDA_INVOKE
#define SDK LAMBDA_SDK

static const LambdaCase cases[] = {
  { "python-result", "h.py", "def f(event, context): return {'got': event['n'] + 1}\n", FUNCTION,
    NULL, "{\"got\":8}", NULL, NULL },
  { "python-context", "h.py",
    "def f(e, c): return [c.function_name, c.memory_limit_in_mb, c.aws_request_id[8], "
    "c.invoked_function_arn, 0 < c.get_remaining_time_in_millis() <= 3000]\n",
    FUNCTION, NULL, "[\"f\",\"128\",\"-\",\"" FUNCTION "\",true]", NULL, NULL },
  { "python-module-in-a-folder", "a/h.py", "def f(e, c): return 1\n", FUNCTION,
    "\"handler\": \"a/h.f\", \"runtime\": \"python3.13\"", "1", NULL, NULL },
  { "python-raises", "h.py", "class Oops(Exception): pass\ndef f(e, c):\n    raise Oops('so')\n",
    FUNCTION, NULL, NULL, "Oops",
    "{\"errorMessage\": \"so\", \"errorType\": \"Oops\", \"requestId\": \"*\", \"stackTrace\": [\"*"
    "line 3, in f*raise Oops*\"]}" },
  { "python-raises-in-invoke", "h.py", "def f(e, c): raise ValueError('so')\n", INVOKE, NULL, NULL,
    "ValueError", "{\"errorMessage\":\"so\",\"errorType\":\"ValueError\",*" },
  { "python-without-module", "other.py", "", FUNCTION, "\"runtime\": \"python\"", NULL,
    "Runtime.ImportModuleError",
    "*Unable to import module 'h': No module named 'h'*" },
  { "python-without-handler", "h.py", "def g(e, c): pass\n", FUNCTION, NULL, NULL,
    "Runtime.HandlerNotFound", "*Handler 'f' missing on module 'h'*" },
  { "python-syntax", "h.py", "def f(e, c: pass\n", FUNCTION, NULL, NULL,
    "Runtime.UserCodeSyntaxError", "*Syntax error in module 'h'*" },
  { "python-unserialisable", "h.py", "def f(e, c): return {1, 2}\n", FUNCTION, NULL, NULL,
    "Runtime.MarshalError", "*Unable to marshal response: Object of type set*" },
  { "python-empty-environment", "h.py",
    "import os\ndef f(e, c): return [os.environ.get('DESKTOP_SECRET'), os.environ['TABLE']]\n",
    FUNCTION, "\"env\": {\"TABLE\": \"t\"}", "[null,\"t\"]", NULL, NULL },
  { "invoke-wraps", "h.py", "def f(e, c): return e\n", INVOKE, NULL,
    "{\"ExecutedVersion\":\"$LATEST\",\"Payload\":{\"n\":7},\"SdkHttpMetadata\":*"
    "\"HttpStatusCode\":200*\"SdkResponseMetadata\":{\"RequestId\":\"*\"},\"StatusCode\":200}",
    NULL, NULL },
  { "sdk-hands-text-on", "h.py", "def f(e, c): return e\n", SDK, NULL,
    "{\"ExecutedVersion\":\"$LATEST\",\"Payload\":\"{\\\"n\\\": 7}\",\"StatusCode\":200}", NULL,
    NULL },
  { "sdk-tells-of-errors", "h.py", "def f(e, c): raise ValueError('so')\n", SDK, NULL,
    "*\"Payload\":\"*ValueError*\",\"StatusCode\":200,\"FunctionError\":\"Unhandled\"}", NULL, NULL },
  { "node-promise", "h.js", "exports.f = async (e, c) => ({ got: e.n, name: c.functionName });\n",
    FUNCTION, NULL, "{\"got\":7,\"name\":\"f\"}", NULL, NULL },
  { "node-callback", "h.js", "exports.f = (e, c, done) => setTimeout(() => done(null, e.n), 1);\n",
    FUNCTION, NULL, "7", NULL, NULL },
  { "node-ignores-what-is-returned", "h.cjs", "exports.f = (e) => 5;\n", FUNCTION, NULL, "null",
    NULL, NULL },
  { "node-module", "h.mjs", "export const f = async (e) => e.n * 2;\n", FUNCTION, NULL, "14", NULL,
    NULL },
  { "node-throws", "h.js",
    "exports.f = async () => { throw Object.assign(new Error('so'), { name: 'Oops' }); };\n",
    FUNCTION, NULL, NULL, "Oops",
    "{\"errorType\":\"Oops\",\"errorMessage\":\"so\",\"trace\":[*]}" },
  { "node-without-module", "other.js", "", FUNCTION, "\"runtime\": \"nodejs22.x\"", NULL,
    "Runtime.ImportModuleError", "*Cannot find module 'h'*" },
  { "node-without-handler", "h.js", "exports.g = 1;\n", FUNCTION, NULL, NULL,
    "Runtime.HandlerNotFound", "*h.f is undefined or not exported*" },
  { "node-circle", "h.js", "exports.f = async () => { const a = {}; a.a = a; return a; };\n",
    FUNCTION, NULL, NULL, "Runtime.MarshalError", "*Unable to stringify response body*" },
  { "bootstrap-of-its-own", "bootstrap",
    "#!/usr/bin/python3\n"
    "import http.client, os\n"
    "c = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])\n"
    "while True:\n"
    "  c.request('GET', '/2018-06-01/runtime/invocation/next'); r = c.getresponse(); b = r.read()\n"
    "  i = r.headers['Lambda-Runtime-Aws-Request-Id']\n"
    "  c.request('POST', f'/2018-06-01/runtime/invocation/{i}/response', b); c.getresponse().read()\n",
    FUNCTION, "\"bootstrap\": \"bootstrap\", \"handler\": null", "{\"n\":7}", NULL, NULL },
};

/* What a row is refused for; %s stands for the folder. */
static const struct
{
  const char *name;
  const char *row;
  const char *message;
} refused[] = {
  { "no-handler", "\"handler\": null", "*needs \"handler\" as \"file.function\"*" },
  { "unknown-runtime", "\"runtime\": \"cobol\"", "*\"runtime\" must begin with*" },
  { "outside", "\"bootstrap\": \"../h.py\"", "*leads out of the tasks file's folder*" },
  { "absolute", "\"bootstrap\": \"/bin/sh\"", "*must be a path from the tasks file's folder*" },
  { "link-outside", "\"bootstrap\": \"link\"", "*leads out of the tasks file's folder*" },
  { "timeout", "\"timeout\": 901", "*\"timeout\" must be a whole number from 1 to 900" },
  { "memory", "\"memory\": \"much\"", "*\"memory\" must be a whole number from 128 to 10240" },
  { "env", "\"env\": {\"A\": 1}", "*\"A\" must be a name with a text" },
  { "sandbox", "\"sandbox\": 1", "*\"sandbox\" must be true or false" },
};

static void
test_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *outer = leftovers_dup_folder ();
  g_autofree char *folder = g_build_filename (outer, "inner", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autoptr (SwTasksFile) tasks = NULL;
  g_autoptr (GError) error = NULL;

  lambda_write_file (outer, "h.py", "");
  lambda_write_file (folder, "h.py", "");
  g_assert_cmpint (symlink ("../h.py", link), ==, 0);
  tasks = lambda_load_tasks (folder, refused[i].row, &error);
  g_assert_null (tasks);
  g_assert_error (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_INVALID);
  assert_like (refused[i].message, error->message);
  lambda_remove_folder (outer);
}

/* What is not there need not be there for mocks: the row is read, and the person is told. */
static const struct
{
  const char *name;
  const char *row;
  const char *reason;
} absent[] = {
  { "handler-file", "\"handler\": \"x.f\"", "there is no .py, .js, .mjs or .cjs file for \"x.f\" in *" },
  { "bootstrap", "\"bootstrap\": \"build/nowhere\"", "there is no */build/nowhere" },
  { "program", "\"bootstrap\": \"m.tasks.json\"", "* is no program that can be run" },
};

static void
test_absent (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *folder = leftovers_dup_folder ();
  g_autofree char *definition = lambda_dup_definition (FUNCTION);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTasksFile) tasks = lambda_load_tasks (folder, absent[i].row, &error);
  g_autoptr (SwRunner) runner = NULL;
  const SwTaskRequest *request;

  g_assert_no_error (error);
  sw_tasks_file_allow (tasks);
  runner = lambda_make_runner (tasks, definition);
  g_assert_false (sw_runner_run (runner));
  request = g_ptr_array_index (sw_runner_get_manual (runner), 0);
  assert_like (absent[i].reason, sw_runner_get_reason (runner, request->id));
  lambda_remove_folder (folder);
}

/* Without consent nothing is started, and the person is told what to do. */
static void
test_needs_consent (void)
{
  g_autofree char *folder = leftovers_dup_folder ();
  g_autofree char *definition = lambda_dup_definition (FUNCTION);
  g_autofree char *path = g_build_filename (folder, "m.tasks.json", NULL);
  g_autofree char *ran = g_build_filename (folder, "ran", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SwTasksFile) tasks = NULL, again = NULL, changed = NULL;
  g_autoptr (SwRunner) runner = NULL;
  g_auto (GStrv) reach = NULL;
  const SwTaskRequest *request;
  gboolean given;

  lambda_write_file (folder, "h.py", "def f(e, c): open('/var/task/ran', 'w')\n");
  tasks = lambda_load_tasks (folder, NULL, NULL);
  g_assert_true (sw_trust_is_needed (tasks));
  g_assert_false (sw_trust_is_given (tasks));
  reach = sw_trust_dup_reach (tasks);
  assert_like ("runs python3 with h.f of *", reach[0]);
  runner = lambda_make_runner (tasks, definition);
  g_assert_false (sw_runner_run (runner));
  request = g_ptr_array_index (sw_runner_get_manual (runner), 0);
  assert_like ("row 0 of the tasks file needs your consent*",
               sw_runner_get_reason (runner, request->id));
  g_assert_false (g_file_test (ran, G_FILE_TEST_EXISTS));

  g_assert_cmpint (sw_runner_get_reach (runner), ==, SW_REACH_NOTHING);
  sw_tasks_file_allow (tasks);
  g_assert_cmpint (sw_runner_get_reach (runner), ==, SW_REACH_COMPUTER);

  g_assert_true (sw_trust_give (tasks, NULL));
  again = sw_tasks_file_load (file, NULL);
  g_assert_true (sw_trust_is_given (again));
  changed = lambda_load_tasks (folder, "\"timeout\": 4", NULL);
  g_assert_false (sw_trust_is_given (changed));
  g_assert_true (sw_trust_withdraw (file, &given, NULL));
  g_assert_true (given);
  g_assert_false (sw_trust_is_given (again));
  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  g_assert_false (sw_trust_give (tasks, NULL));
  lambda_remove_folder (folder);
}

/* A process that has started serves the next event, too; more run side by side. */
static void
test_stays_warm (void)
{
  g_autofree char *folder = leftovers_dup_folder (), *text = NULL;
  g_autoptr (SwTasksFile) tasks = NULL;
  g_autoptr (SwRunner) runner = NULL;

  lambda_write_file (folder, "h.py", "n = 0\ndef f(e, c):\n    global n\n    n += 1\n    return n\n");
  tasks = lambda_load_tasks (folder, "\"concurrency\": 1", NULL);
  sw_tasks_file_allow (tasks);
  runner = lambda_make_runner (
      tasks, "{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Pass\", \"Result\": [1, 2, 3], "
             "\"Next\": \"M\"}, \"M\": {\"Type\": \"Map\", \"End\": true, \"ItemProcessor\": "
             "{\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", \"Resource\": "
             "\"" FUNCTION "\", \"End\": true}}}}}}");
  g_assert_true (sw_runner_run (runner));
  text = sw_value_to_text (sw_execution_get_output (sw_runner_get_execution (runner)),
                           SW_TEXT_DEFAULT, NULL);
  g_assert_cmpstr (text, ==, "[1,2,3]");
  lambda_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  leftovers_begin ();
  g_setenv ("DESKTOP_SECRET", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    lambda_add_case (&cases[i]);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name = g_strdup_printf ("/lambda/refuses/%s", refused[i].name);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_refused);
    }
  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    {
      g_autofree char *name = g_strdup_printf ("/lambda/absent/%s", absent[i].name);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_absent);
    }
  g_test_add_func ("/lambda/needs-consent", test_needs_consent);
  g_test_add_func ("/lambda/stays-warm", test_stays_warm);
  return g_test_run ();
}
