/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "tasks/lambda/sw-lambda-function.h"

/* What a call of a Lambda function costs here beside calling its handler directly: the first, which
 * starts the process, and those that find it warm, one after the other. */

#define N_CALLS 2000
#define EVENT "{\"n\": 7, \"text\": \"an event of usual size\"}"

static const struct
{
  const char *name;
  const char *program; /* has to be there */
  const char *file;
  const char *code;
  const char *direct; /* prints the nanoseconds of a call, JSON read and written as in Lambda */
} kinds[] = {
  { "python", "python3", "h.py", "def f(event, context): return {'n': event['n'] + 1}\n",
    "import json, time, h\n"
    "t = time.perf_counter_ns()\n"
    "for i in range(20000): json.dumps(h.f(json.loads('" EVENT "'), None))\n"
    "print((time.perf_counter_ns() - t) / 20000)\n" },
  { "node", "node", "h.js", "exports.f = async (event) => ({ n: event.n + 1 });\n",
    "const h = require('./h.js');\n"
    "(async () => { const t = process.hrtime.bigint();\n"
    "for (let i = 0; i < 20000; i++) JSON.stringify(await h.f(JSON.parse('" EVENT "')));\n"
    "console.log(Number(process.hrtime.bigint() - t) / 20000); })();\n" },
};

static double
measure_direct (guint i, const char *folder)
{
  const char *const argv[]
      = { kinds[i].program, g_str_equal (kinds[i].program, "node") ? "-e" : "-c", kinds[i].direct,
          NULL };
  g_autofree char *printed = NULL;

  if (!g_spawn_sync (folder, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &printed, NULL,
                     NULL, NULL))
    return 0;
  return g_ascii_strtod (printed, NULL);
}

static void
replied (const SwLambdaReply *reply, gpointer data)
{
  g_assert_cmpint (reply->outcome, ==, SW_LAMBDA_RETURNED);
  *(gboolean *) data = TRUE;
}

static double
call (SwLambdaFunction *function, GBytes *event)
{
  gint64 begin = g_get_monotonic_time ();
  gboolean done = FALSE;

  sw_lambda_function_invoke (function, &(SwLambdaEvent){ event, NULL }, replied, NULL, &done, NULL);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  return (double) (g_get_monotonic_time () - begin);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
measure (guint i, gboolean sandbox)
{
  g_autofree char *folder = g_dir_make_tmp ("stepwright-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, kinds[i].file, NULL);
  g_autoptr (JsonObject) row = json_object_new ();
  g_autoptr (GFile) place = g_file_new_for_path (folder);
  const SwTaskRowSource source = { row, row, place, "tasks/0" };
  const SwLambdaIdentity identity = { "arn:aws:lambda:us-east-1:123456789012:function:f", "f",
                                      "us-east-1" };
  g_autoptr (GBytes) event = g_bytes_new_static (EVENT, sizeof EVENT - 1);
  g_autoptr (SwLambdaSpec) spec = NULL;
  g_autoptr (SwLambdaFunction) function = NULL;
  double first, direct, *times = g_newa (double, N_CALLS);

  g_file_set_contents (path, kinds[i].code, -1, NULL);
  json_object_set_string_member (row, "dir", ".");
  json_object_set_string_member (row, "handler", "h.f");
  json_object_set_boolean_member (row, "sandbox", sandbox);
  spec = sw_lambda_spec_new (&source, NULL);
  function = sw_lambda_function_new (spec, &identity);
  direct = measure_direct (i, folder) / 1000;
  first = call (function, event) / 1000;
  for (guint n = 0; n < N_CALLS; n++)
    times[n] = call (function, event);
  qsort (times, N_CALLS, sizeof *times, compare);
  printf ("%-8s %-9s first %7.1f ms   warm p50 %7.0f us  p99 %7.0f us   direct %6.1f us   p50 is "
          "%.0f x\n",
          kinds[i].name, sandbox ? "sandboxed" : "plain", first, times[N_CALLS / 2],
          times[N_CALLS * 99 / 100], direct, times[N_CALLS / 2] / direct);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *program = g_find_program_in_path (kinds[i].program);

      if (program == NULL)
        {
          printf ("%-8s is not installed\n", kinds[i].name);
          continue;
        }
      if (sw_lambda_sandbox_works ())
        measure (i, TRUE);
      measure (i, FALSE);
    }
  return 0;
}
