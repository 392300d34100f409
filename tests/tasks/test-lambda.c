/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lambda-fixture.h"
#include "leftovers.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "json/sw-text.h"
#include "tasks/lambda/sw-lambda-spec.h"
#include "tasks/sw-trust.h"

/* Real handlers in real processes; those that fail are in test-lambda-faults.c. */

#define FUNCTION LAMBDA_FUNCTION
#define INVOKE LAMBDA_INVOKE
#define SDK LAMBDA_SDK

/* A call with a client context: base64 of {"custom": {"who": "Zo\u00eb \ud83d\ude00"}, "client":
 * {"app_title": "t"}}, of "no", of [], and what is no base64 */
#define CALL(RESOURCE, MORE)                                                                       \
  "{\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", \"End\": true, \"Resource\": "    \
  "\"" RESOURCE "\", \"Parameters\": {\"FunctionName\": \"f\", \"Payload\": {\"n\": 7}, " MORE "}}}}"
#define CONTEXT                                                                                    \
  "\"ClientContext\": "                                                                            \
  "\"eyJjdXN0b20iOiB7IndobyI6ICJab8OrIPCfmIAifSwgImNsaWVudCI6IHsiYXBwX3RpdGxlIjogInQifX0=\""
#define NO_CONTEXT "Client context must be a valid Base64-encoded JSON object. (Service: "
/* A runtime of its own: asks its API, and says with which status and error it answered */
#define ASK                                                                                        \
  "#!/usr/bin/python3\n"                                                                           \
  "import http.client, json, os, re, time\n"                                                       \
  "c = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])\n"                         \
  "BASE = '/2018-06-01'\n"                                                                         \
  "NEXT = '/runtime/invocation/next'\n"                                                            \
  "def ask(method, path, body=None):\n"                                                            \
  "  c.request(method, BASE + path, body); r = c.getresponse(); told = r.read()\n"                 \
  "  told = json.loads(told) if told.startswith(b'{') else {}\n"                                   \
  "  return [r.status, told.get('errorType', told.get('status'))]\n"                               \
  "def c_next():\n"                                                                                \
  "  c.request('GET', BASE + NEXT); r = c.getresponse(); r.read()\n"                               \
  "  return r.headers['Lambda-Runtime-Aws-Request-Id']\n"
/* base64 of 'xxx': the first of so many of them that 4 KiB are full before "first" */
#define LOG_TAIL "eHh4"
#define PYTHON_CONTEXT                                                                             \
  "def f(e, c): c = c.client_context; return c and [c.custom, c.env, c.client.app_title, "         \
  "c.client.app_package_name]\n"
/* Address space and files in MiB, processes, dumps; and what writing beyond comes to: EFBIG */
#define LIMITS                                                                                     \
  "import os, resource as r, tempfile\n"                                                           \
  "def f(e, c):\n"                                                                                 \
  "    got = [r.getrlimit(n)[1] for n in (r.RLIMIT_AS, r.RLIMIT_FSIZE, r.RLIMIT_NPROC, r.RLIMIT_CORE)]\n" \
  "    with tempfile.TemporaryFile() as file:\n"                                                   \
  "        try: os.pwrite(file.fileno(), b'x', 600 << 20); number = 0\n"                           \
  "        except OSError as error: number = error.errno\n"                                        \
  "    return [got[0] >> 20, got[1] >> 20, got[2], got[3], number]\n"

static const LambdaCase cases[] = {
  { "python-client-context", "h.py", PYTHON_CONTEXT, CALL (INVOKE, CONTEXT), NULL,
    "*\"Payload\":[{\"who\":\"Zo\303\253 \360\237\230\200\"},null,\"t\",null],*", NULL, NULL },
  { "python-client-context-of-the-sdk", "h.py", PYTHON_CONTEXT, CALL (SDK, CONTEXT), NULL,
    "*\"Payload\":\"[{\\\"who\\\": *\\\"t\\\", null]\"*", NULL, NULL },
  { "python-without-a-client-context", "h.py", PYTHON_CONTEXT,
    CALL (INVOKE, "\"ClientContext\": null"), NULL, "*\"Payload\":null,*", NULL, NULL },
  { "node-client-context", "h.js", "exports.f = async (e, c) => c.clientContext.custom.who;\n",
    CALL (INVOKE, CONTEXT), NULL, "*\"Payload\":\"Zo\303\253 \360\237\230\200\",*", NULL, NULL },
  { "client-context-that-is-no-base64", "h.py", PYTHON_CONTEXT,
    CALL (INVOKE, "\"ClientContext\": \"e3-0=\""), NULL, NULL, "Lambda.InvalidRequestContentException",
    NO_CONTEXT "AWSLambda; Status Code: 400; Error Code: InvalidRequestContentException; Request ID: "
               "*-*; Proxy: null)" },
  { "client-context-that-is-no-object", "h.py", PYTHON_CONTEXT,
    CALL (INVOKE, "\"ClientContext\": \"W10=\""), NULL, NULL, "Lambda.InvalidRequestContentException",
    NO_CONTEXT "*" },
  { "client-context-that-is-no-text", "h.py", PYTHON_CONTEXT,
    CALL (SDK, "\"ClientContext\": {}"), NULL, NULL, "Lambda.InvalidRequestContentException",
    NO_CONTEXT "Lambda, Status Code: 400, Request ID: *-*) (SDK Attempt Count: 1)" },
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
  /* Neither home nor passwords, code that cannot be written, no other processes, no powers */
  { "python-sees-nothing-but-itself", "h.py",
    "import os\ndef f(e, c):\n"
    "    try: open('/var/task/new', 'w'); wrote = True\n"
    "    except OSError: wrote = False\n"
    "    powers = [l for l in open('/proc/self/status') if l.startswith('CapEff')][0].split()[1]\n"
    "    ids = [p for p in os.listdir('/proc') if p.isdigit()]\n"
    "    return [os.path.exists('/root') or os.path.exists('/home'), os.path.exists('/etc/passwd'), wrote,\n"
    "            len(ids) <= 3, int(powers, 16), os.getcwd(), sorted(os.listdir('/var/task'))[-1],\n"
    "            os.environ['HOME']]\n",
    FUNCTION, NULL, "[false,false,false,true,0,\"/var/task\",\"m.tasks.json\",\"/tmp\"]", NULL, NULL },
  { "python-is-limited", "h.py", LIMITS, FUNCTION, "\"memory\": 512", "[2048,512,8192,0,27]", NULL, NULL },
  { "python-is-limited-without-a-sandbox", "h.py", LIMITS, FUNCTION, "\"memory\": 512, \"sandbox\": false",
    "[2048,512,8192,0,27]", NULL, NULL },
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
  { "invoke-as-an-event", "h.py", "def f(e, c): raise ValueError\n",
    CALL (INVOKE, "\"InvocationType\": \"Event\""), NULL,
    "{\"Payload\":\"\",\"SdkHttpMetadata\":*\"HttpStatusCode\":202}*\"StatusCode\":202}", NULL, NULL },
  { "invoke-as-a-trial", "h.py", "def f(e, c): raise ValueError\n",
    CALL (INVOKE, "\"InvocationType\": \"DryRun\""), NULL,
    "{\"Payload\":\"\",\"SdkHttpMetadata\":*\"HttpStatusCode\":204}*\"StatusCode\":204}", NULL, NULL },
  { "sdk-as-an-event", "h.py", "def f(e, c): pass\n",
    CALL (SDK, "\"InvocationType\": \"Event\""), NULL, "{\"Payload\":\"\",\"StatusCode\":202}", NULL,
    NULL },
  { "invoke-in-no-known-way", "h.py", "def f(e, c): pass\n",
    CALL (INVOKE, "\"InvocationType\": \"Perhaps\""), NULL, NULL, "Lambda.AWSLambdaException",
    "1 validation error detected: Value 'Perhaps' at 'invocationType' failed to satisfy constraint: "
    "Member must satisfy enum value set: [Event, RequestResponse, DryRun] (Service: Lambda, Status "
    "Code: 400, Request ID: *-*)" },
  { "invoke-with-the-end-of-its-log", "h.py",
    "def f(e, c): print('first' + 'x' * 5000 + 'last')\n",
    CALL (INVOKE, "\"LogType\": \"Tail\""), NULL,
    "*\"LogResult\":\"" LOG_TAIL "*YXN0Cg==\",*", NULL, NULL },
  { "invoke-without-its-log", "h.py", "def f(e, c): print('first')\n", INVOKE, NULL,
    "{\"ExecutedVersion\":\"$LATEST\",\"Payload\":null,*", NULL, NULL },
  { "bootstrap-is-told-of-its-mistakes", "bootstrap",
    ASK "answers = [ask('POST', '/runtime/invocation/x/response', '1')]\n"
        "i = c_next()\n"
        "answers += [ask('POST', '/runtime/invocation/x/response', '1'), ask('GET', NEXT),\n"
        "            ask('POST', '/runtime/invocation/x/error', '1'), ask('POST', '/runtime/init/error', '1'),\n"
        "            ask('GET', '/ping'), ask('POST', '/runtime/restore/next'),\n"
        "            ask('GET', f'/runtime/invocation/{i}/response'),\n"
        "            ask('POST', f'/runtime/invocation/{i}/other', '1')]\n"
        "assert ask('POST', f'/runtime/invocation/{i}/response', json.dumps(answers)) == [202, 'OK']\n",
    FUNCTION, "\"bootstrap\": \"bootstrap\", \"handler\": null",
    "[[403,\"InvalidStateTransition\"],[400,\"InvalidRequestID\"],[403,\"InvalidStateTransition\"],"
    "[400,\"InvalidRequestID\"],[403,\"InvalidStateTransition\"],[404,null],[404,null],[404,null],"
    "[404,null]]",
    NULL, NULL },
  { "bootstrap-answers-an-event-twice", "bootstrap",
    ASK "last = 0\n"
        "while True:\n"
        "  i = c_next()\n"
        "  ask('POST', f'/runtime/invocation/{i}/response', str(last))\n"
        "  last = ask('POST', f'/runtime/invocation/{i}/response', '5')[0]\n",
    "{\"StartAt\": \"M\", \"States\": {\"M\": {\"Type\": \"Map\", \"End\": true, \"QueryLanguage\": \"JSONata\", "
    "\"Items\": [1, 2], \"ItemProcessor\": {\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", \"Resource\": "
    "\"" FUNCTION "\", \"End\": true}}}}}}",
    "\"bootstrap\": \"bootstrap\", \"handler\": null, \"concurrency\": 1", "[0,403]", NULL, NULL },
  { "bootstrap-is-told-what-it-is", "bootstrap",
    ASK "c.request('GET', BASE + NEXT); r = c.getresponse(); r.read(); h = r.headers\n"
        "i = h['Lambda-Runtime-Aws-Request-Id']\n"
        "ahead = int(h['Lambda-Runtime-Deadline-Ms']) / 1000 - time.time()\n"
        "trace = h['Lambda-Runtime-Trace-Id']\n"
        "told = [len(i), 0 < ahead <= 3, h['Lambda-Runtime-Invoked-Function-Arn'], h['Content-Type'],\n"
        "        bool(re.fullmatch('Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0', trace)),\n"
        "        h['Lambda-Runtime-Client-Context']]\n"
        "env = dict(os.environ, AWS_LAMBDA_RUNTIME_API='')\n"
        "[env.pop(name, None) for name in ('PWD', 'LC_CTYPE', 'OLDPWD')]\n"
        "ask('POST', f'/runtime/invocation/{i}/response', json.dumps([told, dict(sorted(env.items()))]))\n",
    FUNCTION, "\"bootstrap\": \"bootstrap\", \"handler\": \"h\", \"env\": {\"OWN\": \"1\"}",
    "[[36,true,\"" FUNCTION "\",\"application/json\",true,null],"
    "{\"AWS_DEFAULT_REGION\":\"us-east-1\",\"AWS_EXECUTION_ENV\":\"AWS_Lambda_provided\","
    "\"AWS_LAMBDA_FUNCTION_MEMORY_SIZE\":\"128\",\"AWS_LAMBDA_FUNCTION_NAME\":\"f\","
    "\"AWS_LAMBDA_FUNCTION_VERSION\":\"$LATEST\",\"AWS_LAMBDA_INITIALIZATION_TYPE\":\"on-demand\","
    "\"AWS_LAMBDA_LOG_GROUP_NAME\":\"/aws/lambda/f\",\"AWS_LAMBDA_LOG_STREAM_NAME\":\"local\","
    "\"AWS_LAMBDA_RUNTIME_API\":\"\",\"AWS_REGION\":\"us-east-1\",\"HOME\":\"/tmp\","
    "\"LAMBDA_TASK_ROOT\":\"*\",\"LANG\":\"C.UTF-8\",\"OWN\":\"1\",\"PATH\":\"*\","
    "\"PYTHONUNBUFFERED\":\"1\",\"TZ\":\":UTC\",\"_HANDLER\":\"h\"}]",
    NULL, NULL },
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

/* A folder that was looked at, and has become a link since, is not run. */
static void
test_swapped (gconstpointer row)
{
  g_autofree char *folder = leftovers_dup_folder ();
  g_autofree char *definition = lambda_dup_definition (FUNCTION);
  g_autofree char *code = g_build_filename (folder, "fn", NULL), *other = g_build_filename (folder, "x", NULL);
  g_autoptr (SwTasksFile) tasks = NULL;
  g_autoptr (SwRunner) runner = NULL;
  g_autoptr (GError) error = NULL;

  lambda_write_file (folder, "fn/h.py", "def f(e, c): return 1\n");
  lambda_write_file (folder, "x/h.py", "def f(e, c): return 2\n");
  tasks = lambda_load_tasks (folder, row, &error);
  g_assert_no_error (error);
  sw_tasks_file_allow (tasks);
  g_assert_cmpint (g_rename (code, other), !=, 0);
  lambda_remove_folder (code);
  g_assert_cmpint (symlink ("x", code), ==, 0);
  runner = lambda_make_runner (tasks, definition);
  g_assert_true (sw_runner_run (runner));
  assert_like ("*/fn is not what it was when the tasks file was read: *",
               sw_execution_get_cause (sw_runner_get_execution (runner)));
  lambda_remove_folder (folder);
}

/* What Flatpak cannot do is told before it is tried. */
static void
test_flatpak (void)
{
  g_autofree char *folder = leftovers_dup_folder ();
  g_autofree char *definition = lambda_dup_definition (FUNCTION);
  g_autofree char *info = g_build_filename (folder, ".flatpak-info", NULL);
  const char *former = sw_lambda_spec_set_flatpak_info (info);
  g_autoptr (SwTasksFile) tasks = NULL;
  g_autoptr (SwRunner) runner = NULL;
  const SwTaskRequest *request;

  lambda_write_file (folder, ".flatpak-info", "[Application]\n");
  lambda_write_file (folder, "h.py", "def f(e, c): return 1\n");
  tasks = lambda_load_tasks (folder, NULL, NULL);
  sw_lambda_spec_set_flatpak_info (former);
  sw_tasks_file_allow (tasks);
  runner = lambda_make_runner (tasks, definition);
  g_assert_false (sw_runner_run (runner));
  request = g_ptr_array_index (sw_runner_get_manual (runner), 0);
  assert_like ("*a Flatpak starts no programs of this computer: mock the function*",
               sw_runner_get_reason (runner, request->id));
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
  g_test_add_data_func ("/lambda/code-that-became-a-link", "\"dir\": \"fn\"", test_swapped);
  g_test_add_data_func ("/lambda/code-that-became-a-link-without-a-sandbox",
                        "\"dir\": \"fn\", \"sandbox\": false", test_swapped);
  g_test_add_func ("/lambda/flatpak-runs-no-functions", test_flatpak);
  g_test_add_func ("/lambda/stays-warm", test_stays_warm);
  return g_test_run ();
}
