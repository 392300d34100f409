/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "leftovers.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* So long a process that was killed may take to be gone, on a machine that is busy */
#define PATIENCE (30 * G_USEC_PER_SEC)

static char *root;      /* everything of this test is in it */
static char *temporary; /* … the folder for temporary files, which is empty between two cases */

static void
remove_folder (const char *path)
{
  const char *const argv[] = { "rm", "-rf", "--", path, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
}

/* Takes in whoever has lost its parent, and buries the dead, as init does; ends as the test
 * does. */
G_NORETURN static void
watch_over (pid_t test)
{
  int status = 0, result = 1;
  pid_t dead;

  while ((dead = waitpid (-1, &status, 0)) > 0 || errno == EINTR)
    if (dead == test)
      {
        result = WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status);
        break;
      }
  remove_folder (root);
  _exit (result);
}

/**
 * leftovers_begin:
 *
 * Puts the program under a parent that takes in every process of its own that has lost its parent,
 * and gives it folders of its own for temporary files and for settings. Called before there are
 * threads, and before anybody asks GLib for those folders.
 */
void
leftovers_begin (void)
{
  static const char *const homes[]
      = { "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME" };
  char path[] = "/tmp/stepwright-left-XXXXXX";
  pid_t test;

  root = g_strdup (g_mkdtemp (path));
  g_assert (root != NULL);
  temporary = g_build_filename (root, "tmp", NULL);
  g_assert_cmpint (g_mkdir (temporary, 0700), ==, 0);
  g_setenv ("TMPDIR", temporary, TRUE);
  g_setenv ("HOME", root, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    g_setenv (homes[i], root, TRUE);
  prctl (PR_SET_CHILD_SUBREAPER, 1);
  test = fork ();
  g_assert_cmpint (test, >=, 0);
  if (test > 0)
    watch_over (test);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/**
 * leftovers_dup_folder:
 *
 * Returns: (transfer full): path of a new folder among the temporary files
 */
char *
leftovers_dup_folder (void)
{
  char *folder = g_dir_make_tmp ("case-XXXXXX", NULL);

  g_assert (folder != NULL && g_str_has_prefix (folder, temporary));
  return folder;
}

/* The parent of a process, of /proc/ID/stat: what follows the name in brackets; 0 where it is
 * gone */
static pid_t
get_parent (const char *id)
{
  g_autofree char *path = g_build_filename ("/proc", id, "stat", NULL), *text = NULL;
  const char *end;
  int parent = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (end = strrchr (text, ')')) == NULL
      || sscanf (end, ") %*c %d", &parent) != 1)
    return 0;
  return parent;
}

/* A process that is ours or was taken in, as /proc tells of it; NULL: there is none */
static char *
dup_process (void)
{
  g_autoptr (GDir) all = g_dir_open ("/proc", 0, NULL);
  const char *id;

  while ((id = g_dir_read_name (all)) != NULL)
    {
      pid_t parent = g_ascii_isdigit (*id) ? get_parent (id) : 0;
      g_autofree char *path = NULL;
      char *text = NULL;

      if (parent == 0 || g_ascii_strtoll (id, NULL, 10) == getpid ()
          || (parent != getpid () && parent != getppid ()))
        continue;
      path = g_build_filename ("/proc", id, "stat", NULL);
      return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup (id);
    }
  return NULL;
}

static void
assert_no_process (void)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  g_autofree char *left = NULL;

  while ((left = dup_process ()) != NULL && g_get_monotonic_time () < end)
    {
      g_clear_pointer (&left, g_free);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      g_usleep (2000);
    }
  g_assert_cmpstr (left, ==, NULL);
}

static void
assert_no_mount (void)
{
  g_autofree char *mounts = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/mounts", &mounts, NULL, NULL));
  g_assert (strstr (mounts, root) == NULL);
}

static void
assert_no_file (void)
{
  g_autoptr (GDir) files = g_dir_open (temporary, 0, NULL);

  g_assert_cmpstr (g_dir_read_name (files), ==, NULL);
}

/**
 * leftovers_assert_none:
 * @folder: (nullable): of leftovers_dup_folder(); is removed
 *
 * Fails unless everything that the case has begun is gone.
 */
void
leftovers_assert_none (const char *folder)
{
  assert_no_process ();
  assert_no_mount ();
  if (folder != NULL)
    remove_folder (folder);
  assert_no_file ();
}
