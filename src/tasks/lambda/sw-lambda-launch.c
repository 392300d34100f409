/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/lambda/sw-lambda-launch.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "sw-lambda-resources.h"
#include "tasks/lambda/sw-lambda-supervisor.h"
#include "tasks/sw-safe-tree.h"

/* Starts a function's process: an empty environment, its code read only, no more of the computer
 * than it needs, and an end with ours. */

/* Where a function's code stands in AWS, and in the sandbox: traces read alike */
#define SANDBOX_ROOT "/var/task"
#define CODE_FD 3
#define SEARCH_PATH "/usr/local/bin:/usr/bin:/bin"
/* AWS's size of /tmp: a function that fills the disk is stopped */
#define MOST_FILE_BYTES (512UL << 20)
/* A net under a function that multiplies itself; the kernel counts all of the user's processes. */
#define MOST_PROCESSES 8192
/* Address space is more than memory: libraries and stacks are in it */
#define SPACE_FACTOR 4
#define LEAST_SPACE (1024UL << 20)

/* What a runtime is, by SwLambdaRuntime */
static const struct
{
  const char *program;
  const char *run_text; /* option before the bootstrap's text */
  const char *resource; /* the bootstrap */
  const char *execution_env;
  gboolean    limits_space; /* node reserves far more than it uses */
} kinds[] = {
  [SW_LAMBDA_PYTHON] = { "python3", "-c", "/lambda/bootstrap.py", "AWS_Lambda_python3", TRUE },
  [SW_LAMBDA_NODE] = { "node", "-e", "/lambda/bootstrap.js", "AWS_Lambda_nodejs", FALSE },
  [SW_LAMBDA_CUSTOM] = { NULL, NULL, NULL, "AWS_Lambda_provided", TRUE },
};

static gboolean
probe_sandbox (void)
{
  static const char *const argv[]
      = { "bwrap", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--unshare-pid",
          "--unshare-ipc", "--unshare-uts", "--new-session", "--die-with-parent",
          "--ro-bind-fd", G_STRINGIFY (CODE_FD), "/tmp", "true", NULL };
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_take_fd (launcher, open ("/", O_PATH | O_CLOEXEC), CODE_FD);
  process = g_subprocess_launcher_spawnv (launcher, argv, NULL);
  return process != NULL && g_subprocess_wait (process, NULL, NULL)
         && g_subprocess_get_successful (process);
}

/**
 * sw_lambda_sandbox_works:
 *
 * Returns: whether bubblewrap is there and may be used; tried once
 */
gboolean
sw_lambda_sandbox_works (void)
{
  static gsize tried;

  if (g_once_init_enter (&tried))
    g_once_init_leave (&tried, probe_sandbox () ? 2 : 1);
  return tried == 2;
}

static void
add_all (GPtrArray         *argv,
         const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, g_strdup (words[i]));
}

static void
add_bind (GPtrArray  *argv,
          const char *from,
          const char *to)
{
  if (g_file_test (from, G_FILE_TEST_EXISTS))
    add_all (argv, (const char *const[]){ "--ro-bind", from, to, NULL });
}

/* Programs and libraries, certificates and names of hosts, the code; neither home nor passwords. The
 * code is bound by the descriptor CODE_FD: what was looked at is what is seen, wherever the path leads
 * by now. */
static void
add_sandbox (GPtrArray *argv)
{
  g_autofree char *code = g_strdup_printf ("%d", CODE_FD);
  static const char *const links[]
      = { "--symlink", "usr/bin",   "/bin",   "--symlink", "usr/lib",  "/lib",
          "--symlink", "usr/lib64", "/lib64", "--symlink", "usr/sbin", "/sbin", NULL };
  static const char *const rest[]
      = { "--tmpfs",       "/tmp",          "--proc",            "/proc",     "--dev", "/dev",
          "--unshare-pid", "--unshare-ipc", "--unshare-uts",     "--new-session",
          "--die-with-parent", "--cap-drop", "ALL", "--chdir", SANDBOX_ROOT, NULL };

  add_all (argv, (const char *const[]){ "bwrap", NULL });
  add_bind (argv, "/usr", "/usr");
  add_all (argv, links);
  add_bind (argv, "/etc/ssl", "/etc/ssl");
  add_bind (argv, "/etc/pki", "/etc/pki");
  add_bind (argv, "/etc/ca-certificates", "/etc/ca-certificates");
  add_bind (argv, "/etc/ld.so.cache", "/etc/ld.so.cache");
  add_bind (argv, "/etc/alternatives", "/etc/alternatives");
  add_bind (argv, "/etc/hosts", "/etc/hosts");
  add_bind (argv, "/etc/nsswitch.conf", "/etc/nsswitch.conf");
  add_bind (argv, "/etc/resolv.conf", "/etc/resolv.conf");
  add_all (argv, (const char *const[]){ "--ro-bind-fd", code, SANDBOX_ROOT, NULL });
  add_all (argv, rest);
}

/* The custom program as it is called within the sandbox */
static char *
dup_program (const SwLambdaSpec *spec,
             gboolean            sandboxed)
{
  gsize length = strlen (spec->task_root);

  if (sandboxed && g_str_has_prefix (spec->program, spec->task_root)
      && spec->program[length] == '/')
    return g_build_filename (SANDBOX_ROOT, spec->program + length + 1, NULL);
  return g_strdup (spec->program);
}

static char **
make_argv (const SwLambdaSpec *spec,
           gboolean            sandboxed)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GBytes) bootstrap = NULL;

  if (sandboxed)
    add_sandbox (argv);
  if (spec->runtime == SW_LAMBDA_CUSTOM)
    {
      if (sandboxed && !g_str_has_prefix (spec->program, spec->task_root))
        add_bind (argv, spec->program, spec->program);
      g_ptr_array_add (argv, dup_program (spec, sandboxed));
    }
  else
    {
      bootstrap = g_resource_lookup_data (sw_lambda_get_resource (), kinds[spec->runtime].resource,
                                          G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_ptr_array_add (argv, g_strdup (kinds[spec->runtime].program));
      if (spec->runtime == SW_LAMBDA_NODE)
        g_ptr_array_add (argv, g_strdup_printf ("--max-old-space-size=%u", spec->memory));
      g_ptr_array_add (argv, g_strdup (kinds[spec->runtime].run_text));
      g_ptr_array_add (argv, g_strndup (g_bytes_get_data (bootstrap, NULL),
                                        g_bytes_get_size (bootstrap)));
    }
  g_ptr_array_add (argv, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&argv), FALSE);
}

/* Nothing of the desktop's environment: only what AWS gives, and what the row has */
static char **
make_environment (const SwLambdaSpec     *spec,
                  const SwLambdaIdentity *identity,
                  const char             *task_root,
                  guint                   port)
{
  g_autofree char *api = g_strdup_printf ("127.0.0.1:%u", port);
  g_autofree char *memory = g_strdup_printf ("%u", spec->memory);
  g_autofree char *group = g_strdup_printf ("/aws/lambda/%s", identity->name);
  const char *const pairs[][2] = {
    { "PATH", SEARCH_PATH },
    { "LANG", "C.UTF-8" },
    { "TZ", ":UTC" },
    { "HOME", "/tmp" },
    { "PYTHONUNBUFFERED", "1" },
    { "AWS_LAMBDA_RUNTIME_API", api },
    { "AWS_LAMBDA_FUNCTION_NAME", identity->name },
    { "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST" },
    { "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory },
    { "AWS_LAMBDA_LOG_GROUP_NAME", group },
    { "AWS_LAMBDA_LOG_STREAM_NAME", "local" },
    { "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand" },
    { "AWS_EXECUTION_ENV", kinds[spec->runtime].execution_env },
    { "AWS_REGION", identity->region },
    { "AWS_DEFAULT_REGION", identity->region },
    { "LAMBDA_TASK_ROOT", task_root },
    { "_HANDLER", spec->handler },
  };
  char **environment = g_new0 (char *, 1);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    environment = g_environ_setenv (environment, pairs[i][0], pairs[i][1], TRUE);
  for (guint i = 0; spec->env[i] != NULL; i++)
    {
      const char *equals = strchr (spec->env[i], '=');
      g_autofree char *name = g_strndup (spec->env[i], (gsize) (equals - spec->env[i]));

      environment = g_environ_setenv (environment, name, equals + 1, TRUE);
    }
  return environment;
}

/* What a process needs to know before it becomes a function's */
typedef struct
{
  struct rlimit space;
  pid_t         owner;
  gboolean      sandboxed;
} Setup;

/* Runs between fork and exec: calls nothing but the kernel. */
static void
child_setup (gpointer data)
{
  const Setup *setup = data;
  const struct rlimit *space = &setup->space;
  const struct rlimit file = { MOST_FILE_BYTES, MOST_FILE_BYTES };
  const struct rlimit processes = { MOST_PROCESSES, MOST_PROCESSES };
  const struct rlimit core = { 0, 0 };

  setpgid (0, 0);
  setrlimit (RLIMIT_CORE, &core);
  if (!setup->sandboxed)
    sw_lambda_supervise (setup->owner);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  setrlimit (RLIMIT_FSIZE, &file);
  setrlimit (RLIMIT_NPROC, &processes);
  if (space->rlim_cur != RLIM_INFINITY)
    setrlimit (RLIMIT_AS, space);
}

/**
 * sw_lambda_launch:
 * @spec: the function
 * @identity: what it is called
 * @port: of its own Runtime API on 127.0.0.1
 * @error: set where its program is not there, or its code no longer where it was looked at
 *
 * Starts a process for a function, in a process group of its own. Standard output and error come
 * out of one pipe. It is killed when this process, or the thread that calls, ends.
 *
 * Returns: (transfer full): the process, or %NULL
 */
GSubprocess *
sw_lambda_launch (const SwLambdaSpec      *spec,
                  const SwLambdaIdentity  *identity,
                  guint                    port,
                  GError                 **error)
{
  gboolean sandboxed = spec->sandbox && sw_lambda_sandbox_works ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_auto (GStrv) argv = make_argv (spec, sandboxed);
  g_auto (GStrv) environment = make_environment (
      spec, identity, sandboxed ? SANDBOX_ROOT : spec->task_root, port);
  g_autofree Setup *setup = g_new (Setup, 1);
  g_autofd int code = -1;
  rlim_t bytes = MAX ((rlim_t) spec->memory * SPACE_FACTOR << 20, LEAST_SPACE);
  g_autofree char *interpreter
      = kinds[spec->runtime].program != NULL
            ? g_find_program_in_path (kinds[spec->runtime].program)
            : NULL;

  if (kinds[spec->runtime].program != NULL && interpreter == NULL)
    {
      g_set_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT,
                   "%s is not installed on this computer", kinds[spec->runtime].program);
      return NULL;
    }
  code = sw_safe_open_beneath (spec->project, spec->task_root, error);
  if (code < 0)
    return NULL;
  if (sandboxed)
    g_subprocess_launcher_take_fd (launcher, g_steal_fd (&code), CODE_FD);
  *setup = (Setup) { .owner = getpid (), .sandboxed = sandboxed };
  setup->space.rlim_cur = setup->space.rlim_max
      = kinds[spec->runtime].limits_space ? bytes : RLIM_INFINITY;
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_set_cwd (launcher, spec->task_root);
  g_subprocess_launcher_set_child_setup (launcher, child_setup, g_steal_pointer (&setup), g_free);
  return g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, error);
}
