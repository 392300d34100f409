/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
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
  { "a-folder-above-of-somebody-else", "", 0, NULL, TRUE, "* can be changed by others" },
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

/* What lies among the downloads is asked about at each run. */
static void
test_downloads (void)
{
  const char *home = g_get_home_dir ();
  g_autofree char *downloads = g_build_filename (home, "Downloads", NULL);
  g_autofree char *folder = g_build_filename (downloads, "project", NULL);
  g_autofree char *config = g_build_filename (g_get_user_config_dir (), "user-dirs.dirs", NULL);
  g_autofree char *path = g_build_filename (folder, "m.tasks.json", NULL), *danger = NULL;
  g_autoptr (GFile) where = g_file_new_for_path (path);
  g_autoptr (SwTasksFile) tasks = NULL;
  g_autoptr (GError) error = NULL;

  /* GLib asks the environment for these folders, also where those of the test are its own. */
  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (config, "XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n", -1, NULL));
  g_reload_user_special_dirs_cache ();
  write_file (folder, "m.tasks.json", ROW);
  write_file (folder, "fn/h.py", "");
  tasks = sw_tasks_file_load (where, &error);
  g_assert_no_error (error);
  danger = sw_trust_dup_danger (tasks);
  g_assert (danger != NULL);
  g_assert_true (g_pattern_match_simple ("*/m.tasks.json is among the downloads", danger));
  g_assert_false (sw_trust_give (tasks, &error));
  g_assert_error (error, SW_TRUST_ERROR, SW_TRUST_ERROR_UNSAFE);
  sw_tasks_file_allow (tasks);
  g_assert_true (sw_trust_is_given (tasks));
  /* A person without such a folder has home for it: that is no reason. */
  g_assert_true (g_file_set_contents (config, "XDG_DOWNLOAD_DIR=\"$HOME/\"\n", -1, NULL));
  g_reload_user_special_dirs_cache ();
  g_free (danger);
  danger = sw_trust_dup_danger (tasks);
  g_assert_cmpstr (danger, ==, NULL);
  remove_project (downloads);
}

/* The kernel's own words on drives, made by hand: a stick, a disk, and what is on no drive */
static void
test_removable (void)
{
  static const struct
  {
    const char *removable; /* of the drive; NULL: the kernel knows none */
    gboolean    found;
  } drives[] = { { "1\n", TRUE }, { "0\n", FALSE }, { NULL, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (drives); i++)
    {
      g_autofree char *sysfs = g_dir_make_tmp ("stepwright-XXXXXX", NULL);
      g_autofree char *block = g_build_filename (sysfs, "dev", "block", NULL), *link = NULL;
      struct stat status;

      g_assert_cmpint (stat (sysfs, &status), ==, 0);
      link = g_strdup_printf ("%s/%u:%u", block, major (status.st_dev), minor (status.st_dev));
      g_assert_cmpint (g_mkdir_with_parents (block, 0700), ==, 0);
      if (drives[i].removable != NULL)
        {
          write_file (sysfs, "devices/sdx/removable", drives[i].removable);
          write_file (sysfs, "devices/sdx/sdx1/partition", "1\n");
          g_assert_cmpint (symlink ("../../devices/sdx/sdx1", link), ==, 0);
        }
      g_assert (sw_safe_is_removable (sysfs, sysfs) == drives[i].found);
      remove_project (sysfs);
    }
  g_assert_true (sw_safe_is_removable ("/run/media/me/stick/m.tasks.json", "/sys"));
  g_assert_true (sw_safe_is_removable ("/media/me/stick", "/sys"));
  g_assert_false (sw_safe_is_removable ("/mediathek/m.tasks.json", "/nowhere"));
}

/* What a path leads to when it is used */
static void
test_beneath (void)
{
  static const struct
  {
    const char *path; /* below the project */
    gboolean    found;
  } paths[] = { { "", TRUE },      { "fn", TRUE },          { "fn/h.py", TRUE },      { "gone", FALSE },
                { "link", FALSE }, { "link/s.py", FALSE },  { "fn/../fn", TRUE },     { "../", FALSE },
                { "out", FALSE },  { "fn/../..", FALSE } };
  g_autofree char *project = make_project (), *link = g_build_filename (project, "link", NULL);
  g_autofree char *out = g_build_filename (project, "out", NULL);

  g_assert_cmpint (symlink ("shared", link), ==, 0);
  g_assert_cmpint (symlink ("/usr", out), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", project, paths[i].path);
      g_autoptr (GError) error = NULL;
      int found = sw_safe_open_beneath (project, path, &error);

      g_assert ((found >= 0) == paths[i].found);
      g_assert ((error == NULL) == paths[i].found);
      if (found >= 0)
        close (found);
    }
  g_assert_cmpint (sw_safe_open_beneath (project, "/usr", NULL), <, 0);
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
  g_test_add_func ("/tasks/safe-tree/downloads", test_downloads);
  g_test_add_func ("/tasks/safe-tree/removable-drives", test_removable);
  g_test_add_func ("/tasks/safe-tree/what-a-path-leads-to-when-it-is-used", test_beneath);
  g_test_add_func ("/tasks/safe-tree/what-is-within-a-folder", test_within);
  return g_test_run ();
}
