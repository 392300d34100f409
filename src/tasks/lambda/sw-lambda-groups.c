/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/lambda/sw-lambda-groups.h"

#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

/* A process that outlives this one by a moment. It is told of each group, "+ 4711", and "- 4711" when
 * that has ended. When this process ends, by whatever, also by a signal that nobody can catch, the
 * pipe ends; then it kills the groups that are left. Of the terminal's signals it takes no notice. */
static const char watcher[]
    = "trap '' HUP INT TERM\n"
      "groups=' '\n"
      "while read -r sign group; do\n"
      "  case $sign in\n"
      "    +) groups=\"$groups$group \" ;;\n"
      "    -) groups=\"${groups%% $group *} ${groups#* $group }\" ;;\n"
      "  esac\n"
      "done\n"
      "for group in $groups; do kill -s KILL -- \"-$group\"; done\n";

static GMutex lock;
static GSubprocess *process; /* while there is a group */
static guint n_groups;

/* Away from the terminal, whose keys are for this process */
static void
leave_session (gpointer data)
{
  setsid ();
}

static GSubprocess *
start (void)
{
  const char *const argv[] = { "/bin/sh", "-c", watcher, NULL };
  char *environment[] = { NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
      | G_SUBPROCESS_FLAGS_STDERR_SILENCE);

  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_set_cwd (launcher, "/");
  g_subprocess_launcher_set_child_setup (launcher, leave_session, NULL, NULL);
  return g_subprocess_launcher_spawnv (launcher, argv, NULL);
}

/* Where nobody listens, the kernel still ends the functions' own processes; SIGPIPE is off since
 * there is a socket (of the Runtime API). */
static void
tell (char sign,
      GPid group)
{
  g_autofree char *line = g_strdup_printf ("%c %d\n", sign, group);

  if (process != NULL)
    g_output_stream_write_all (g_subprocess_get_stdin_pipe (process), line, strlen (line), NULL,
                               NULL, NULL);
}

/**
 * sw_lambda_groups_add:
 * @group: of a process that was started
 *
 * Has a group end with this program, however that ends.
 */
void
sw_lambda_groups_add (GPid group)
{
  g_mutex_lock (&lock);
  if (n_groups++ == 0)
    process = start ();
  tell ('+', group);
  g_mutex_unlock (&lock);
}

/**
 * sw_lambda_groups_remove:
 * @group: that has ended, or was killed
 *
 * Forgets a group: its number may be another's soon.
 */
void
sw_lambda_groups_remove (GPid group)
{
  g_mutex_lock (&lock);
  tell ('-', group);
  if (--n_groups == 0 && process != NULL)
    {
      g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
      g_clear_object (&process);
    }
  g_mutex_unlock (&lock);
}
