/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "tasks/sw-trust.h"

/* What a person is asked to consent to is exactly what the rows would reach, and any change of that
 * is asked about anew. */

/* Whoever gives the keys of the profile "p"; what it is called with is the person's to read. */
#define CONFIG                                                                                     \
  "[profile p]\nregion = eu-west-1\ncredential_process = /usr/bin/keys --for \"two words\" p\n"    \
  "[profile k]\naws_account_id = 210987654321\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n"

typedef struct
{
  const char *name;
  const char *rows;  /* of the tasks file; more members of the file may follow */
  const char *lines; /* that are told, one below the other; @ is the folder of the tasks file */
} Row;

static const Row rows[] = {
  { "what reaches nothing is told by no line", "{\"state\": \"A\", \"use\": \"manual\"}", "" },
  { "a function: program, name, folder",
    "{\"function\": \"f\", \"use\": \"lambda\", \"dir\": \"fn\", \"handler\": \"h.f\"}",
    "runs python3 with h.f of @/fn" },
  { "a function of another language",
    "{\"function\": \"f\", \"use\": \"lambda\", \"dir\": \"fn\", \"handler\": \"n.f\"}",
    "runs node with n.f of @/fn" },
  { "names of variables, and no value",
    "{\"function\": \"f\", \"use\": \"lambda\", \"dir\": \"fn\", \"handler\": \"h.f\", "
    "\"env\": {\"TABLE\": \"secret\", \"KEY\": \"a=b\"}}",
    "runs python3 with h.f of @/fn, with the variables TABLE, KEY" },
  { "a function without sandbox",
    "{\"function\": \"f\", \"use\": \"lambda\", \"dir\": \"fn\", \"handler\": \"h.f\", \"sandbox\": false}",
    "runs python3 with h.f of @/fn, without sandbox" },
  { "a program", "{\"function\": \"f\", \"use\": \"lambda\", \"bootstrap\": \"bin/run\"}", "runs @/bin/run" },
  { "a program for the code of another folder",
    "{\"function\": \"f\", \"use\": \"lambda\", \"bootstrap\": \"bin/run\", \"dir\": \"fn\", \"handler\": \"h.f\"}",
    "runs @/bin/run with h.f of @/fn" },
  { "where a link leads",
    "{\"function\": \"f\", \"use\": \"lambda\", \"dir\": \"link\", \"handler\": \"h.f\"}",
    "runs python3 with h.f of @/fn" },
  { "a server of functions", "{\"function\": \"f\", \"use\": \"invoke\", \"url\": \"http://127.0.0.1:3001\"}",
    "calls services of AWS at http://127.0.0.1:3001 (functions of Lambda alone)" },
  { "services of this computer",
    "{\"resource\": \"*\", \"use\": \"aws\", \"endpoint\": \"http://127.0.0.1:5000\", \"region\": \"eu-west-1\"}",
    "calls services of AWS at http://127.0.0.1:5000, region eu-west-1" },
  { "services where the environment says", "{\"resource\": \"*\", \"use\": \"aws\"}",
    "calls services of AWS where AWS_ENDPOINT_URL says" },
  { "the real services: account, region, profile",
    "{\"resource\": \"*\", \"use\": \"aws\", \"endpoint\": \"aws\", \"region\": \"eu-west-1\", \"profile\": \"k\"}",
    "calls the real services of AWS, account 210987654321, region eu-west-1, profile k" },
  { "the command that gives keys",
    "{\"resource\": \"*\", \"use\": \"aws\", \"endpoint\": \"aws\", \"profile\": \"p\"}",
    "calls the real services of AWS, region eu-west-1, profile p, with keys from the command: /usr/bin/keys --for \"two words\" p" },
  { "what the file says of all rows",
    "{\"resource\": \"*\", \"use\": \"aws\"}], \"aws\": {\"endpoint\": \"http://127.0.0.1:5000\"}, \"tests\": [",
    "calls services of AWS at http://127.0.0.1:5000" },
  { "clusters", "{\"resource\": \"*\", \"use\": \"aws\", \"endpoint\": \"aws\", \"profile\": \"k\", \"hosts\": "
    "[\"*.eks.amazonaws.com\"]}",
    "calls the real services of AWS, account 210987654321, profile k, and clusters at *.eks.amazonaws.com" },
  { "any address", "{\"resource\": \"*\", \"use\": \"http\"}", "calls any public address over HTTPS" },
  { "certain addresses", "{\"resource\": \"*\", \"use\": \"http\", \"hosts\": [\"api.example.com\", \"10.*\"]}",
    "calls api.example.com, 10.* over HTTP" },
  { "no address", "{\"resource\": \"*\", \"use\": \"http\", \"hosts\": []}", "calls \"\" over HTTP" },
  { "every row, in their order",
    "{\"resource\": \"a\", \"use\": \"http\"}, {\"state\": \"A\", \"use\": \"manual\"}, "
    "{\"function\": \"f\", \"use\": \"lambda\", \"bootstrap\": \"bin/run\"}, {\"resource\": \"a\", \"use\": \"http\"}",
    "calls any public address over HTTPS\nruns @/bin/run\ncalls any public address over HTTPS" },
  { "a folder that would begin a line",
    "{\"function\": \"f\", \"use\": \"lambda\", \"dir\": \"x\\nruns nothing\", \"handler\": \"h.f\", \"runtime\": "
    "\"python3\"}",
    "runs python3 with h.f of \"@/x\\nruns nothing\"" },
  { "a name that would be a folder",
    "{\"function\": \"f\", \"use\": \"lambda\", \"dir\": \"fn\", \"handler\": \"h.f of /usr/safe\", \"runtime\": "
    "\"python3\"}",
    "runs python3 with \"h.f of /usr/safe\" of @/fn" },
  { "a name that would turn the line round",
    "{\"function\": \"f\", \"use\": \"lambda\", \"dir\": \"fn\", \"handler\": \"h\\u202e.f\", \"runtime\": \"python3\"}",
    "runs python3 with \"h\\u202e.f\" of @/fn" },
  { "variables that would be none",
    "{\"function\": \"f\", \"use\": \"lambda\", \"dir\": \"fn\", \"handler\": \"h.f\", "
    "\"env\": {\"A, without\": \"\", \"\\u200b\": \"\"}}",
    "runs python3 with h.f of @/fn, with the variables \"A, without\", \"\\u200b\"" },
  { "addresses that would be others",
    "{\"resource\": \"*\", \"use\": \"http\", \"hosts\": [\"*\\u001b[2K\", \"a over HTTP\\rb\"]}",
    "calls \"*\\u001b[2K\", \"a over HTTP\\u000db\" over HTTP" },
  { "a region and a profile that would be others",
    "{\"resource\": \"*\", \"use\": \"aws\", \"endpoint\": \"http://127.0.0.1:5000\", \"region\": \"eu, account 1\", "
    "\"profile\": \"\\u2066p\"}",
    "calls services of AWS at http://127.0.0.1:5000, region \"eu, account 1\", profile \"\\u2066p\"" },
};

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
}

static char *
make_project (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stepwright-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);

  write_file (folder, "fn/h.py", "def f(e, c): return 1\n");
  write_file (folder, "fn/n.js", "exports.f = async () => 1\n");
  write_file (folder, "other/h.py", "def f(e, c): return 2\n");
  write_file (folder, "bin/run", "#!/bin/sh\n");
  write_file (folder, "bin/two", "#!/bin/sh\n");
  write_file (folder, "config", CONFIG);
  g_assert_cmpint (symlink ("fn", link), ==, 0);
  return g_canonicalize_filename (folder, NULL);
}

static void
remove_project (const char *folder)
{
  const char *const argv[] = { "rm", "-r", "--", folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
}

static SwTasksFile *
load (const char *folder,
      const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  SwTasksFile *tasks = sw_tasks_file_load (file, &error);

  g_assert_no_error (error);
  return tasks;
}

static void
use_config (const char *folder)
{
  g_autofree char *config = g_build_filename (folder, "config", NULL);

  g_setenv ("AWS_CONFIG_FILE", config, TRUE);
}

static void
test_lines (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *folder = make_project (), *lines = NULL;
  g_autofree char *text = g_strdup_printf ("{\"version\": 1, \"tasks\": [%s]}", row->rows);
  g_autoptr (SwTasksFile) tasks = NULL;
  g_auto (GStrv) reach = NULL;
  g_autoptr (GString) wanted = g_string_new (row->lines);

  use_config (folder);
  write_file (folder, "m.tasks.json", text);
  tasks = load (folder, "m.tasks.json");
  reach = sw_trust_dup_reach (tasks);
  lines = g_strjoinv ("\n", reach);
  g_string_replace (wanted, "@", folder, 0);
  g_assert_cmpstr (lines, ==, wanted->str);
  g_assert_cmpint (sw_trust_is_needed (tasks), ==, *row->lines != '\0');
  remove_project (folder);
}

/* Long names are told to their last letter, and every row of many. */
static void
test_long (void)
{
  g_autofree char *folder = make_project (), *name = g_strnfill (4000, 'x');
  g_autoptr (GString) text = g_string_new ("{\"version\": 1, \"tasks\": [");
  g_autofree char *wanted = g_strdup_printf ("calls %s.example over HTTP", name);
  g_autoptr (SwTasksFile) tasks = NULL;
  g_auto (GStrv) reach = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (text, "%s{\"resource\": \"*\", \"use\": \"http\", \"hosts\": [\"%s.example\"]}",
                            i > 0 ? ", " : "", name);
  g_string_append (text, "]}");
  write_file (folder, "m.tasks.json", text->str);
  tasks = load (folder, "m.tasks.json");
  reach = sw_trust_dup_reach (tasks);
  g_assert_cmpuint (g_strv_length (reach), ==, 500);
  for (guint i = 0; i < 500; i++)
    g_assert_cmpstr (reach[i], ==, wanted);
  remove_project (folder);
}

#define ALL                                                                                        \
  "{\"version\": 1, \"tasks\": [{\"function\": \"f\", \"use\": \"lambda\", \"dir\": \"link\", "    \
  "\"handler\": \"h.f\", \"env\": {\"A\": \"1\"}}, {\"function\": \"g\", \"use\": \"lambda\", "    \
  "\"bootstrap\": \"bin/program\"}, {\"resource\": \"*\", \"use\": \"aws\", \"endpoint\": "        \
  "\"aws\", \"profile\": \"p\"}]}"

/* What is done after consent, and whether it is asked about anew */
static const struct
{
  const char *name;
  const char *file, *text; /* written anew; NULL: none */
  const char *link, *to;   /* led elsewhere; NULL: none */
  const char *load;        /* the tasks file that is used then */
  gboolean    given;
} changes[] = {
  { "nothing is changed", NULL, NULL, NULL, NULL, "m.tasks.json", TRUE },
  { "the same is written", "m.tasks.json", ALL, NULL, NULL, "m.tasks.json", TRUE },
  { "it is reached by a link", NULL, NULL, "again.tasks.json", "m.tasks.json", "again.tasks.json", TRUE },
  { "code is edited", "fn/h.py", "def f(e, c): return 3\n", NULL, NULL, "m.tasks.json", TRUE },
  { "the definition is edited", "m.asl.json", "{}", NULL, NULL, "m.tasks.json", TRUE },
  { "a blank is added to the tasks file", "m.tasks.json", ALL " ", NULL, NULL, "m.tasks.json", FALSE },
  { "the tasks file lies elsewhere", "fn/../m2.tasks.json", ALL, NULL, NULL, "m2.tasks.json", FALSE },
  { "the program is another", NULL, NULL, "bin/program", "two", "m.tasks.json", FALSE },
  { "the folder is another", NULL, NULL, "link", "other", "m.tasks.json", FALSE },
  { "the command for keys is another", "config", "[profile p]\ncredential_process = /usr/bin/other\n", NULL,
    NULL, "m.tasks.json", FALSE },
  { "the region of the profile's is another", "config",
    "[profile p]\nregion = us-east-1\ncredential_process = /usr/bin/keys --for \"two words\" p\n", NULL, NULL,
    "m.tasks.json", FALSE },
};

static void
test_change (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *folder = make_project ();
  g_autofree char *program = g_build_filename (folder, "bin/program", NULL);
  g_autoptr (SwTasksFile) tasks = NULL, then = NULL;
  g_autoptr (GError) error = NULL;

  use_config (folder);
  g_assert_cmpint (symlink ("run", program), ==, 0);
  write_file (folder, "m.tasks.json", ALL);
  tasks = load (folder, "m.tasks.json");
  g_assert_false (sw_trust_is_given (tasks));
  sw_trust_give (tasks, &error);
  g_assert_no_error (error);

  if (changes[i].file != NULL)
    write_file (folder, changes[i].file, changes[i].text);
  if (changes[i].link != NULL)
    {
      g_autofree char *link = g_build_filename (folder, changes[i].link, NULL);

      g_unlink (link);
      g_assert_cmpint (symlink (changes[i].to, link), ==, 0);
    }
  then = load (folder, changes[i].load);
  g_assert_cmpint (sw_trust_is_given (then), ==, changes[i].given);
  remove_project (folder);
}

/* Consent for one run is of the file as it was read for that, and is written nowhere. */
static void
test_once (void)
{
  g_autofree char *folder = make_project ();
  g_autoptr (SwTasksFile) tasks = NULL, again = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = g_build_filename (folder, "m.tasks.json", NULL);
  gboolean given;

  use_config (folder);
  write_file (folder, "m.tasks.json", ALL);
  tasks = load (folder, "m.tasks.json");
  sw_tasks_file_allow (tasks);
  g_assert_true (sw_trust_is_given (tasks));
  again = load (folder, "m.tasks.json");
  g_assert_false (sw_trust_is_given (again));
  file = g_file_new_for_path (path);
  g_assert_true (sw_trust_withdraw (file, &given, NULL));
  g_assert_false (given);
  remove_project (folder);
}

static void
forget_environment (void)
{
  g_auto (GStrv) names = g_listenv ();

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], "AWS_"))
      g_unsetenv (names[i]);
  g_setenv ("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent", TRUE);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  forget_environment ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tasks/trust/told/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_lines);
    }
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tasks/trust/asked anew/%s", changes[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_change);
    }
  g_test_add_func ("/tasks/trust/told/long names and many rows are whole", test_long);
  g_test_add_func ("/tasks/trust/asked anew/consent for once is for once", test_once);
  return g_test_run ();
}
