/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lambda-fixture.h"
#include "leftovers.h"
#include "tasks/lambda/sw-lambda-process.h"

/* Handlers that hang, die, flood, lie and leave things behind; and runs that are stopped or dropped
 * under them, as by a window that is closed. Each has its outcome in the terms of the language, and
 * leaves nothing behind. */

/* What Lambda's sandbox reports of a function that cannot say it itself */
#define REPORT(TYPE, MESSAGE) \
  "{\"errorType\":\"" TYPE "\",\"errorMessage\":\"RequestId: *-*-*-*-* Error: " MESSAGE "\"}"

#define BOOTSTRAP "\"bootstrap\": \"bootstrap\", \"handler\": null"

/* A runtime of its own: it takes one event, i is its id; what follows is how it answers. */
#define TAKE                                                                                       \
  "#!/usr/bin/python3\n"                                                                           \
  "import http.client, os, socket, time\n"                                                         \
  "api = os.environ['AWS_LAMBDA_RUNTIME_API']\n"                                                   \
  "c = http.client.HTTPConnection(api)\n"                                                          \
  "c.request('GET', '/2018-06-01/runtime/invocation/next'); r = c.getresponse(); r.read()\n"       \
  "i = r.headers['Lambda-Runtime-Aws-Request-Id']\n"                                               \
  "path = f'/2018-06-01/runtime/invocation/{i}/response'\n"                                        \
  "STREAMING = {'Lambda-Runtime-Function-Response-Mode': 'streaming'}\n"
#define REPORTS(BODY)                                                                              \
  TAKE "c.request('POST', path.replace('response', 'error'), b'" BODY "')\nc.getresponse().read()\n"
#define NO_TYPE                                                                                    \
  "The cause could not be determined because Lambda did not return an error type. Returned "       \
  "payload: "
/* A machine of one task of an integration, with its token in the payload; MORE of the state */
#define STATE(INTEGRATION, MORE)                                                                   \
  "{\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", \"Resource\": "                         \
  "\"arn:aws:states:::" INTEGRATION "\", \"Parameters\": {\"FunctionName\": \"f\", \"Payload\": "        \
  "{\"token.$\": \"$$.Task.Token\"}}, \"Next\": \"U\"" MORE "}, \"U\": {\"Type\": \"Succeed\"}}}"
#define ANSWER(BYTES) TAKE "c.request('POST', path, " BYTES "); c.getresponse().read()\n"
/* … byte by byte, over a socket of its own */
#define SEND                                                                                       \
  TAKE                                                                                             \
  "host, port = api.split(':')\n"                                                                  \
  "s = socket.create_connection((host, int(port)))\n"                                              \
  "s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)\n"                                      \
  "def send(data): [s.sendall(bytes([byte])) for byte in data]\n"                                  \
  "def post(n): send(f'POST {path} HTTP/1.1\\r\\nHost: {api}\\r\\nContent-Length: {n}\\r\\n\\r\\n'.encode())\n"
/* … in pieces, {"a": 1} in two of them, and TRAILERS behind them */
#define SEND_PIECES                                                                                \
  SEND "send(f'POST {path} HTTP/1.1\\r\\nHost: {api}\\r\\nTransfer-Encoding: chunked\\r\\n"            \
       "Lambda-Runtime-Function-Response-Mode: streaming\\r\\n\\r\\n'.encode())\n"
#define PIECES(TRAILERS)                                                                           \
  SEND_PIECES "send(b'4\\r\\n{\"a\"\\r\\n4;x=y\\r\\n: 1}\\r\\n0\\r\\n" TRAILERS "\\r\\n')\n"           \
              "assert b' 202 ' in s.recv(99)\ntime.sleep(60)\n"
#define ERROR_TYPE "Lambda-Runtime-Function-Error-Type: "
#define ERROR_BODY "Lambda-Runtime-Function-Error-Body: "
/* A child in a session of its own that loses its parent at once, as daemons do */
#define DAEMON                                                                                     \
  "import os, time\ndef f(e, c):\n"                                                                \
  "    r, w = os.pipe()\n"                                                                         \
  "    if os.fork() == 0:\n"                                                                       \
  "        os.setsid()\n"                                                                          \
  "        if os.fork() == 0:\n"                                                                   \
  "            os.setsid()\n"                                                                      \
  "            os.write(w, b'.')\n"                                                                \
  "            os.execvp('sleep', ['sleep', '1000'])\n"                                            \
  "        os._exit(0)\n"                                                                          \
  "    os.wait(); os.read(r, 1)\n"
/* A child that would outlive it */
#define CHILD "import subprocess, time\ndef f(e, c):\n    subprocess.Popen(['sleep', '1000'])\n"

static const LambdaCase cases[] = {
  { "python-hangs", "h.py", "import time\ndef f(e, c): time.sleep(60)\n", LAMBDA_FUNCTION,
    "\"timeout\": 1", NULL, "Sandbox.Timedout",
    REPORT ("Sandbox.Timedout", "Task timed out after 1.00 seconds") },
  { "python-dies", "h.py", "import os\ndef f(e, c): os._exit(3)\n", LAMBDA_FUNCTION, NULL, NULL,
    "Runtime.ExitError", REPORT ("Runtime.ExitError", "Runtime exited with error: exit status 3") },
  { "python-leaves", "h.py", "import os\ndef f(e, c): os._exit(0)\n", LAMBDA_FUNCTION, NULL, NULL,
    "Runtime.ExitError", REPORT ("Runtime.ExitError", "Runtime exited without providing a reason") },
  { "python-aborts", "h.py", "import os\ndef f(e, c): os.abort()\n", LAMBDA_FUNCTION, NULL, NULL,
    "Runtime.ExitError", REPORT ("Runtime.ExitError", "Runtime exited with error: signal: aborted") },
  { "python-is-killed", "h.py", "import os\ndef f(e, c): os.kill(os.getpid(), 9)\n", LAMBDA_FUNCTION,
    "\"sandbox\": false", NULL, "Runtime.ExitError",
    REPORT ("Runtime.ExitError", "Runtime exited with error: signal: killed") },
  { "python-floods-its-log", "h.py",
    "def f(e, c):\n    for i in range(100000): print('x' * 99)\n    return 'done'\n", LAMBDA_FUNCTION,
    "\"timeout\": 60", "\"done\"", NULL, NULL },
  { "python-seven-megabytes", "h.py", "def f(e, c): return 'x' * 7000000\n", LAMBDA_FUNCTION,
    "\"timeout\": 60", NULL, "Function.ResponseSizeTooLarge", "*6291556 bytes*" },
  { "python-over-the-quota", "h.py", "def f(e, c): return 'x' * 300000\n", LAMBDA_FUNCTION, NULL, NULL,
    "States.DataLimitExceeded",
    "The state/task '" LAMBDA_FUNCTION "' returned a result with a size exceeding the maximum number "
    "of bytes service limit." },
  { "python-over-the-quota-invoked", "h.py", "def f(e, c): return 'x' * 300000\n", LAMBDA_INVOKE,
    NULL, NULL, "States.DataLimitExceeded",
    "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes "
    "service limit." },
  { "bootstrap-that-cannot-be-run", "bootstrap", "#!/nowhere/interpreter\n", LAMBDA_FUNCTION,
    "\"bootstrap\": \"bootstrap\", \"handler\": null", NULL, "Runtime.ExitError", "*" },
  { "python-floods-for-ever", "h.py",
    "import os\ndef f(e, c):\n    while True: os.write(1, b'x' * 65536)\n", LAMBDA_FUNCTION,
    "\"timeout\": 1", NULL, "Sandbox.Timedout", "*Task timed out after 1.00 seconds*" },
  { "python-will-not-end", "h.py",
    "import signal, time\ndef f(e, c):\n    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "    time.sleep(60)\n",
    LAMBDA_FUNCTION, "\"timeout\": 1, \"sandbox\": false", NULL, "Sandbox.Timedout", "*" },
  { "python-out-of-memory", "h.py", "def f(e, c): return len(bytearray(8 << 30))\n",
    LAMBDA_FUNCTION, NULL, NULL, "MemoryError", "*\"errorType\": \"MemoryError\"*" },
  { "python-leaves-a-child", "h.py", CHILD "    return 1\n", LAMBDA_FUNCTION, NULL, "1", NULL,
    NULL },
  { "python-leaves-a-child-without-a-sandbox", "h.py", CHILD "    return 1\n", LAMBDA_FUNCTION,
    "\"sandbox\": false", "1", NULL, NULL },
  { "python-hangs-beside-its-child", "h.py", CHILD "    time.sleep(60)\n", LAMBDA_FUNCTION,
    "\"timeout\": 1, \"sandbox\": false", NULL, "Sandbox.Timedout", "*" },
  { "python-dies-before-its-child", "h.py", CHILD "    import os; os._exit(4)\n",
    LAMBDA_FUNCTION, "\"sandbox\": false", NULL, "Runtime.ExitError", "*exit status 4*" },
  { "python-leaves-a-daemon", "h.py", DAEMON "    return 1\n", LAMBDA_FUNCTION, NULL, "1", NULL, NULL },
  { "python-leaves-a-daemon-without-a-sandbox", "h.py", DAEMON "    return 1\n", LAMBDA_FUNCTION,
    "\"sandbox\": false", "1", NULL, NULL },
  { "python-hangs-beside-its-daemon", "h.py", DAEMON "    time.sleep(60)\n", LAMBDA_FUNCTION,
    "\"timeout\": 1, \"sandbox\": false", NULL, "Sandbox.Timedout", "*" },
  { "python-dies-before-its-daemon", "h.py", DAEMON "    os._exit(4)\n", LAMBDA_FUNCTION,
    "\"sandbox\": false", NULL, "Runtime.ExitError", "*exit status 4*" },
  { "python-aborts-before-its-daemon", "h.py", DAEMON "    os.abort()\n", LAMBDA_FUNCTION,
    "\"sandbox\": false", NULL, "Runtime.ExitError", "*signal: aborted*" },
  { "bootstrap-answers-no-json", "bootstrap", ANSWER ("b'{\"a\": [1'"), LAMBDA_FUNCTION, BOOTSTRAP,
    NULL, "Lambda.Unknown", "The function's result is not JSON: *Returned payload: {\"a\": [1*" },
  { "bootstrap-answers-in-pieces", "bootstrap",
    TAKE "c.request('POST', path, iter([b'{\"a\"', b': 1}']), "
         "STREAMING, encode_chunked=True)\n"
         "c.getresponse().read()\n",
    LAMBDA_FUNCTION, BOOTSTRAP, "{\"a\":1}", NULL, NULL },
  { "bootstrap-fails-behind-its-pieces", "bootstrap",
    PIECES (ERROR_TYPE "Odd\\r\\n" ERROR_BODY
            "eyJlcnJvclR5cGUiOiAiT2RkIiwgImVycm9yTWVzc2FnZSI6ICJzbyJ9\\r\\n"),
    LAMBDA_FUNCTION, BOOTSTRAP, NULL, "Odd", "{\"errorType\": \"Odd\", \"errorMessage\": \"so\"}" },
  { "bootstrap-fails-behind-its-pieces-when-invoked", "bootstrap",
    PIECES ("lambda-runtime-function-error-body: "
            "eyJlcnJvclR5cGUiOiAiT2RkIiwgImVycm9yTWVzc2FnZSI6ICJzbyJ9\\r\\n"),
    LAMBDA_INVOKE, BOOTSTRAP, NULL, "Odd", "{\"errorType\":\"Odd\",\"errorMessage\":\"so\"}" },
  { "bootstrap-fails-behind-its-pieces-without-a-report", "bootstrap",
    PIECES (ERROR_TYPE "Odd\\r\\n"), LAMBDA_FUNCTION, BOOTSTRAP, NULL, "Odd",
    "{\"errorType\":\"Odd\",\"errorMessage\":\"\"}" },
  { "bootstrap-says-something-else-behind-its-pieces", "bootstrap", PIECES ("X-Other: 1\\r\\n"),
    LAMBDA_FUNCTION, BOOTSTRAP, "{\"a\":1}", NULL, NULL },
  { "bootstrap-answers-seven-megabytes-in-pieces", "bootstrap",
    TAKE "c.request('POST', path, iter([b'1' * 1000000] * 7), STREAMING, encode_chunked=True)\n"
         "os._exit(9 if c.getresponse().status == 413 else 8)\n",
    LAMBDA_FUNCTION, BOOTSTRAP, NULL, "Function.ResponseSizeTooLarge", "*6291556 bytes*" },
  { "bootstrap-breaks-off-in-its-pieces", "bootstrap",
    SEND_PIECES "send(b'5\\r\\n{\"a\"')\nos._exit(6)\n", LAMBDA_FUNCTION, BOOTSTRAP, NULL,
    "Runtime.ExitError", "*exit status 6*" },
  { "bootstrap-stalls-in-its-pieces", "bootstrap",
    SEND_PIECES "send(b'5\\r\\n{\"a\"')\ntime.sleep(60)\n", LAMBDA_FUNCTION,
    BOOTSTRAP ", \"timeout\": 1", NULL, "Sandbox.Timedout", "*" },
  { "bootstrap-sends-no-pieces", "bootstrap",
    SEND_PIECES "send(b'five\\r\\n')\nos._exit(7 if b' 400 ' in s.recv(99) else 8)\n",
    LAMBDA_FUNCTION, BOOTSTRAP, NULL, "Runtime.ExitError", "*exit status 7*" },
  { "bootstrap-answers-in-another-mode", "bootstrap",
    TAKE "c.request('POST', path, b'1', {'Lambda-Runtime-Function-Response-Mode': 'other'})\n"
         "os._exit(7 if c.getresponse().status == 400 else 8)\n",
    LAMBDA_FUNCTION, BOOTSTRAP, NULL, "Runtime.ExitError", "*exit status 7*" },
  { "bootstrap-reports-no-type", "bootstrap", REPORTS ("{\"a\": 1}"), LAMBDA_FUNCTION, BOOTSTRAP, NULL,
    "Lambda.Unknown", NO_TYPE "{\"a\": 1}" },
  { "bootstrap-reports-no-type-when-invoked", "bootstrap", REPORTS ("{\"a\": 1}"), LAMBDA_INVOKE,
    BOOTSTRAP, NULL, "Lambda.Unknown", NO_TYPE "{\"a\": 1}" },
  { "bootstrap-reports-a-type-that-is-no-text", "bootstrap", REPORTS ("{\"errorType\": 5}"),
    LAMBDA_FUNCTION, BOOTSTRAP, NULL, "Lambda.Unknown", NO_TYPE "{\"errorType\": 5}" },
  { "bootstrap-reports-no-json", "bootstrap", REPORTS ("oh no"), LAMBDA_INVOKE, BOOTSTRAP, NULL,
    "Lambda.Unknown", NO_TYPE "oh no" },
  { "bootstrap-reports-and-dies", "bootstrap",
    REPORTS ("{\"errorType\": \"Odd\"}") "os._exit(1)\n", LAMBDA_FUNCTION, BOOTSTRAP, NULL, "Odd",
    "{\"errorType\": \"Odd\"}" },
  { "bootstrap-cannot-begin", "bootstrap",
    "#!/usr/bin/python3\nimport http.client, os\n"
    "c = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])\n"
    "c.request('POST', '/2018-06-01/runtime/init/error', b'{\"errorType\": \"Odd\"}')\n"
    "os._exit(c.getresponse().status != 202)\n",
    LAMBDA_INVOKE, BOOTSTRAP, NULL, "Odd", "{\"errorType\":\"Odd\"}" },
  { "python-hangs-when-invoked", "h.py", "import time\ndef f(e, c): time.sleep(60)\n", LAMBDA_INVOKE,
    "\"timeout\": 1", NULL, "Sandbox.Timedout",
    REPORT ("Sandbox.Timedout", "Task timed out after 1.00 seconds") },
  { "python-dies-when-invoked", "h.py", "import os\ndef f(e, c): os._exit(3)\n", LAMBDA_INVOKE, NULL,
    NULL, "Runtime.ExitError",
    REPORT ("Runtime.ExitError", "Runtime exited with error: exit status 3") },
  { "python-raises-with-a-token", "h.py", "def f(e, c): raise ValueError('so')\n",
    STATE ("lambda:invoke.waitForTaskToken", ""), NULL, NULL, "ValueError",
    "{\"errorMessage\":\"so\",\"errorType\":\"ValueError\",*" },
  { "python-hangs-with-a-token", "h.py", "import time\ndef f(e, c): time.sleep(60)\n",
    STATE ("lambda:invoke.waitForTaskToken", ""), "\"timeout\": 1", NULL, "Sandbox.Timedout",
    REPORT ("Sandbox.Timedout", "Task timed out after 1.00 seconds") },
  { "python-dies-with-a-token", "h.py", "import os\ndef f(e, c): os._exit(3)\n",
    STATE ("lambda:invoke.waitForTaskToken", ""), NULL, NULL, "Runtime.ExitError",
    REPORT ("Runtime.ExitError", "Runtime exited with error: exit status 3") },
  { "python-returns-and-nobody-has-the-token", "h.py", "def f(e, c): return e['token'][:4]\n",
    STATE ("lambda:invoke.waitForTaskToken", ", \"TimeoutSeconds\": 1"), NULL, NULL, "States.Timeout",
    "" },
  { "a-state's-time-is-caught-with-an-empty-cause", "h.py", "import time\ndef f(e, c): time.sleep(60)\n",
    "{\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", \"Resource\": \"" LAMBDA_FUNCTION
    "\", \"TimeoutSeconds\": 1, \"Next\": \"U\", \"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], "
    "\"Next\": \"U\"}]}, \"U\": {\"Type\": \"Succeed\"}}}",
    "\"timeout\": 60", "{\"Error\":\"States.Timeout\",\"Cause\":\"\"}", NULL, NULL },
  { "bootstrap-answers-nothing", "bootstrap", ANSWER ("b''"), LAMBDA_FUNCTION, BOOTSTRAP, "null",
    NULL, NULL },
  { "bootstrap-answers-no-utf-8", "bootstrap", ANSWER ("b'{\"a\": \"\\xff\\xfe\"}'"),
    LAMBDA_FUNCTION, BOOTSTRAP, NULL, "Lambda.Unknown",
    "The function's result is not JSON: *Returned payload: {\"a\": *" },
  { "bootstrap-answers-seven-megabytes", "bootstrap", ANSWER ("b'1' * 7000000"), LAMBDA_FUNCTION,
    BOOTSTRAP, NULL, "Function.ResponseSizeTooLarge", "*6291556 bytes*" },
  { "bootstrap-answers-byte-by-byte", "bootstrap",
    SEND "post(14)\nsend(b'{\"slow\": true}')\ns.recv(99)\ntime.sleep(60)\n", LAMBDA_FUNCTION,
    BOOTSTRAP ", \"timeout\": 60", "{\"slow\":true}", NULL, NULL },
  { "bootstrap-stalls-in-its-answer", "bootstrap",
    SEND "post(20)\nsend(b'{\"slow\"')\ntime.sleep(60)\n", LAMBDA_FUNCTION,
    BOOTSTRAP ", \"timeout\": 1", NULL, "Sandbox.Timedout", "*" },
  { "bootstrap-speaks-no-http", "bootstrap",
    SEND "s.sendall(bytes(range(256)) * 9 + b'\\r\\n\\r\\n')\ns.recv(99)\nos._exit(5)\n",
    LAMBDA_FUNCTION, BOOTSTRAP, NULL, "Runtime.ExitError", "*exit status 5*" },
};

#define HERE "import subprocess, os, time\ndef f(e, c):\n    print('here')\n"
#define HANGS HERE "    time.sleep(60)\n"
#define FLOODS HERE "    subprocess.Popen(['yes'])\n    while True: os.write(1, b'x' * 65536)\n"
#define PARENT HERE "    subprocess.Popen(['sleep', '1000'])\n    time.sleep(60)\n"

/* What a person does to a run while its handler is at work, and what it comes to */
typedef enum
{
  DROP,     /* closes the window */
  STOP,     /* … or stops it before */
  TIME_OUT, /* waits for the state's own time limit */
} Deed;

static const struct
{
  const char       *name;
  const char       *code;
  const char       *row;
  Deed              deed;
  SwExecutionStatus status;
} deeds[] = {
  { "dropped-while-it-hangs", HANGS, "\"timeout\": 60", DROP, SW_EXECUTION_RUNNING },
  { "dropped-while-it-hangs-without-a-sandbox", HANGS, "\"timeout\": 60, \"sandbox\": false", DROP,
    SW_EXECUTION_RUNNING },
  { "dropped-with-a-child", PARENT, "\"timeout\": 60", DROP, SW_EXECUTION_RUNNING },
  { "dropped-with-a-child-without-a-sandbox", PARENT, "\"timeout\": 60, \"sandbox\": false", DROP,
    SW_EXECUTION_RUNNING },
  { "dropped-with-a-daemon-without-a-sandbox", DAEMON "    print('here')\n    time.sleep(60)\n",
    "\"timeout\": 60, \"sandbox\": false", DROP, SW_EXECUTION_RUNNING },
  { "dropped-while-it-floods", FLOODS, "\"timeout\": 60", DROP, SW_EXECUTION_RUNNING },
  { "stopped-while-it-hangs", HANGS, "\"timeout\": 60", STOP, SW_EXECUTION_ABORTED },
  { "stopped-while-it-floods", FLOODS, "\"timeout\": 60", STOP, SW_EXECUTION_ABORTED },
  { "states-timeout-while-it-hangs", HANGS, "\"timeout\": 60", TIME_OUT, SW_EXECUTION_FAILED },
  { "states-timeout-while-it-floods", FLOODS, "\"timeout\": 60", TIME_OUT, SW_EXECUTION_FAILED },
};

static const char definition[]
    = "{\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", \"Resource\": "
      "\"" LAMBDA_FUNCTION "\", \"TimeoutSeconds\": %d, \"End\": true}}}";

static void
on_log (SwRunner *runner,
        guint64   id,
        GBytes   *text,
        gpointer  data)
{
  *(gboolean *) data = TRUE;
}

static SwRunner *
start (const char *folder,
       const char *code,
       const char *row,
       guint       seconds)
{
  g_autoptr (SwTasksFile) tasks = NULL;
  g_autofree char *text = g_strdup_printf (definition, (int) seconds);
  g_autoptr (GError) error = NULL;
  SwRunner *runner;

  lambda_write_file (folder, "h.py", code);
  tasks = lambda_load_tasks (folder, row, &error);
  g_assert_no_error (error);
  sw_tasks_file_allow (tasks);
  runner = lambda_make_runner (tasks, text);
  sw_runner_start (runner);
  return runner;
}

static void
test_deed (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *folder = leftovers_dup_folder ();
  g_autoptr (SwRunner) runner
      = start (folder, deeds[i].code, deeds[i].row, deeds[i].deed == TIME_OUT ? 1 : 60);
  gboolean here = FALSE;

  g_signal_connect (runner, "task-log", G_CALLBACK (on_log), &here);
  /* On a machine that is busy the state's time may be over before the function is there. */
  while (!here && sw_runner_get_status (runner) == SW_EXECUTION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  if (deeds[i].deed == STOP)
    sw_runner_stop (runner);
  while (deeds[i].deed == TIME_OUT && sw_runner_get_status (runner) == SW_EXECUTION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sw_runner_get_status (runner), ==, deeds[i].status);
  if (deeds[i].deed == TIME_OUT)
    g_assert_cmpstr (sw_execution_get_error (sw_runner_get_execution (runner)), ==,
                     "States.Timeout");
  g_clear_object (&runner);
  leftovers_assert_none (folder);
}

/* Dropped at each of the first turns of the main context: before its process is there, while it
 * starts, while its event is on the way. */
static void
test_dropped_at_once (void)
{
  for (guint n = 0; n < 12; n++)
    {
      g_autofree char *folder = leftovers_dup_folder ();
      g_autoptr (SwRunner) runner = start (folder, HANGS, "\"timeout\": 60", 60);

      for (guint i = 0; i < n; i++)
        g_main_context_iteration (NULL, FALSE);
      g_clear_object (&runner);
      leftovers_assert_none (folder);
    }
}

static gboolean
draw (gpointer data)
{
  *(guint *) data += 1;
  return G_SOURCE_CONTINUE;
}

/* Whatever a handler prints, a window is drawn meanwhile (at GTK's priority for that). */
static void
test_window_stays_alive (void)
{
  g_autofree char *folder = leftovers_dup_folder ();
  g_autoptr (SwRunner) runner = start (folder, FLOODS, "\"timeout\": 60", 60);
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  gboolean here = FALSE;
  guint drawn = 0, n_turns, source;

  g_signal_connect (runner, "task-log", G_CALLBACK (on_log), &here);
  while (!here)
    g_main_context_iteration (NULL, TRUE);
  source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 20, draw, &drawn, NULL);
  for (n_turns = 0; drawn < 500 && g_get_monotonic_time () < end; n_turns++)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpuint (drawn, ==, 500);
  g_test_message ("%u turns", n_turns);
  g_assert_cmpuint (n_turns, <, 1500);
  g_clear_object (&runner);
  leftovers_assert_none (folder);
}

/* Code that never comes to its handler has Lambda's limit for that, and the function's own time once
 * more. */
static void
test_never_starts (void)
{
  g_autofree char *folder = leftovers_dup_folder ();
  guint limit = sw_lambda_process_set_init_limit (100);
  g_autoptr (SwRunner) runner
      = start (folder, "import time\ntime.sleep (60)\n", "\"timeout\": 1", 60);
  SwExecution *execution = sw_runner_get_execution (runner);

  while (sw_runner_get_status (runner) == SW_EXECUTION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  sw_lambda_process_set_init_limit (limit);
  g_assert_cmpuint (limit, ==, 10000);
  g_assert_cmpstr (sw_execution_get_error (execution), ==, "Sandbox.Timedout");
  assert_like (REPORT ("Sandbox.Timedout", "Task timed out after 1.00 seconds"),
               sw_execution_get_cause (execution));
  g_clear_object (&runner);
  leftovers_assert_none (folder);
}

/* The answer of a handler that comes while the run is paused is kept, and counts when it goes on. */
static void
test_answered_while_paused (void)
{
  g_autofree char *folder = leftovers_dup_folder ();
  g_autoptr (SwRunner) runner
      = start (folder, "def f(e, c):\n    print('here')\n    return 5\n", NULL, 60);
  SwExecution *execution = sw_runner_get_execution (runner);
  gboolean here = FALSE;

  g_signal_connect (runner, "task-log", G_CALLBACK (on_log), &here);
  while (!here)
    g_main_context_iteration (NULL, TRUE);
  sw_runner_set_paused (runner, TRUE);
  while (sw_execution_get_request (execution, 1) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sw_runner_get_status (runner), ==, SW_EXECUTION_RUNNING);
  sw_runner_set_paused (runner, FALSE);
  while (sw_runner_get_status (runner) == SW_EXECUTION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (sw_value_get_number (sw_execution_get_output (execution)), ==, 5);
  g_clear_object (&runner);
  leftovers_assert_none (folder);
}

int
main (int    argc,
      char **argv)
{
  leftovers_begin ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    lambda_add_case (&cases[i]);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autofree char *name = g_strdup_printf ("/lambda/%s", deeds[i].name);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_deed);
    }
  g_test_add_func ("/lambda/dropped-at-once", test_dropped_at_once);
  g_test_add_func ("/lambda/never-starts", test_never_starts);
  g_test_add_func ("/lambda/window-stays-alive", test_window_stays_alive);
  g_test_add_func ("/lambda/answered-while-paused", test_answered_while_paused);
  return g_test_run ();
}
