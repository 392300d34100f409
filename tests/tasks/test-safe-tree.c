/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tasks/sw-safe-tree.h"
#include "tasks/sw-trust.h"

/* Who could have put the code there that a person has agreed to run. */

#define ROW \
  "{\"version\": 1, \"tasks\": [{\"function\": \"f\", \"use\": \"lambda\", \"dir\": \"fn\", " \
  "\"handler\": \"h.f\"}]}"

typedef struct
{
  const char *name;
  const char *path;   /* below the project's folder; "" is that itself */
  guint       mode;   /* that it gets; 0: stays as it is */
  const char *target; /* what PATH becomes a link to, or NULL */
  gboolean    stranger; /* whether it belongs to somebody else; wants root */
  const char *danger; /* a pattern; NULL: none */
} Row;

static const Row rows[] = {
  { "code-of-ones-own", "fn/h.py", 0644, NULL, FALSE, NULL },
  { "code-that-all-may-write", "fn/h.py", 0666, NULL, FALSE, "*/fn/h.py can be changed by others" },
  { "a-folder-that-all-may-write", "fn", 0777, NULL, FALSE, "*can be *by *" },
  { "a-module-below-that-all-may-write", "fn/lib/m.py", 0646, NULL, FALSE,
    "*/fn/lib/m.py can be changed by others" },
  { "a-folder-above-that-all-may-write", "", 0777, NULL, FALSE, "* can be written by everybody" },
  { "a-folder-above-where-all-may-write-their-own", "", 01777, NULL, FALSE, NULL },
  { "a-link-within-the-project", "fn/link", 0, "../shared", FALSE, NULL },
  { "a-link-out-of-the-project", "fn/link", 0, "/usr/bin/env", FALSE,
    "*/fn/link leads out of the tasks file’s folder, to /usr/*" },
  { "a-link-to-nothing", "fn/link", 0, "gone", FALSE, NULL },
  { "code-of-somebody-else", "fn/h.py", 0, NULL, TRUE, "*/fn/h.py can be changed by others" },
  { "a-folder-of-somebody-else", "fn", 0, NULL, TRUE, "*/fn can be changed by others" },
};

static void
write_file (const char *project,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (project, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_project (const char *project)
{
  g_autofree char *line = g_strdup_printf ("rm -rf %s", project);

  g_assert_true (g_spawn_command_line_sync (line, NULL, NULL, NULL, NULL));
}

static char *
make_project (void)
{
  char *project = g_dir_make_tmp ("stepwright-XXXXXX", NULL);

  write_file (project, "m.tasks.json", ROW);
  write_file (project, "fn/h.py", "def f(e, c): return 1\n");
  write_file (project, "fn/lib/m.py", "");
  write_file (project, "shared/s.py", "");
  return project;
}

/* FALSE where only root could make it so */
static gboolean
change (const Row  *row,
        const char *path)
{
  if (row->target != NULL)
    g_assert_cmpint (symlink (row->target, path), ==, 0);
  if (row->mode != 0)
    g_assert_cmpint (g_chmod (path, (int) row->mode), ==, 0);
  return !row->stranger || chown (path, 12345, 12345) == 0;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *project = make_project ();
  g_autofree char *path = g_build_filename (project, row->path, NULL);
  g_autofree char *file = g_build_filename (project, "m.tasks.json", NULL), *danger = NULL;
  g_autoptr (GFile) where = g_file_new_for_path (file);
  g_autoptr (SwTasksFile) tasks = NULL;
  g_autoptr (GError) error = NULL;

  tasks = sw_tasks_file_load (where, &error);
  g_assert_no_error (error);
  g_assert_true (sw_trust_give (tasks, &error));
  g_assert_true (sw_trust_is_given (tasks));
  if (!change (row, path))
    {
      g_test_skip ("only root can give a file away");
      remove_project (project);
      return;
    }
  danger = sw_trust_dup_danger (tasks);
  if (row->danger == NULL)
    g_assert_cmpstr (danger, ==, NULL);
  else
    {
      g_assert (danger != NULL);
      g_assert_true (g_pattern_match_simple (row->danger, danger));
    }
  /* Consent that was given counts no more, but for a single run */
  g_assert_cmpint (sw_trust_is_given (tasks), ==, row->danger == NULL);
  sw_tasks_file_allow (tasks);
  g_assert_true (sw_trust_is_given (tasks));
  if (row->danger != NULL)
    {
      g_assert_false (sw_trust_give (tasks, &error));
      g_assert_error (error, SW_TRUST_ERROR, SW_TRUST_ERROR_UNSAFE);
    }
  remove_project (project);
}

static void
test_within (void)
{
  g_assert_true (sw_safe_is_within ("/a/b", "/a"));
  g_assert_true (sw_safe_is_within ("/a", "/a"));
  g_assert_true (sw_safe_is_within ("/a", "/"));
  g_assert_false (sw_safe_is_within ("/ab", "/a"));
  g_assert_false (sw_safe_is_within ("/", "/a"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  umask (022);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tasks/safe-tree/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/tasks/safe-tree/what-is-within-a-folder", test_within);
  return g_test_run ();
}
