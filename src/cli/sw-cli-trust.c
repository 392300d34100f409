/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-tasks.h"
#include "cli/sw-cli.h"
#include "tasks/sw-trust.h"

#include <stdio.h>
#include <unistd.h>

static const char description[]
    = "Lists what the rows of tasks files would start or call on this computer, and keeps your consent\n"
      "to exactly that: once a file changes, it is asked for anew. PATH is a tasks file, a definition\n"
      "beside which one lies, or a folder of them. Without consent such rows are not used; mocks and\n"
      "answers by hand need none. \"stepwright run --trust\" consents for one run.\n"
      "\n"
      "Exit status: 0 all is consented to, or needs no consent; 1 something is not; 2 wrong usage, or\n"
      "consent cannot be kept.\n";

#define SUFFIX ".tasks.json"

typedef struct
{
  gboolean yes;
  gboolean list;
  gboolean withdraw;
} Options;

static void
add_folder (GFile     *folder,
            GPtrArray *files)
{
  g_autoptr (GFileEnumerator) children
      = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME, 0, NULL, NULL);
  GFileInfo *info;

  while (children != NULL && g_file_enumerator_iterate (children, &info, NULL, NULL, NULL)
         && info != NULL)
    if (g_str_has_suffix (g_file_info_get_name (info), SUFFIX))
      g_ptr_array_add (files, g_file_get_child (folder, g_file_info_get_name (info)));
}

static GPtrArray *
find_files (int    argc,
            char **argv)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[i]);
      GFile *beside;

      if (g_file_query_file_type (file, 0, NULL) == G_FILE_TYPE_DIRECTORY)
        {
          add_folder (file, files);
          continue;
        }
      beside = g_str_has_suffix (argv[i], SUFFIX) ? g_object_ref (file)
                                                  : sw_cli_tasks_find (argv[i], NULL);
      g_ptr_array_add (files, beside != NULL ? beside : g_object_ref (file));
    }
  return files;
}

static void
print_reach (GFile       *file,
             SwTasksFile *tasks)
{
  g_autofree char *name = sw_cli_dup_file_name (file);
  g_autofree char *danger = sw_trust_dup_danger (tasks);
  g_auto (GStrv) reach = sw_trust_dup_reach (tasks);

  if (reach[0] == NULL)
    g_print ("%s: reaches nothing, and needs no consent\n", name);
  else
    g_print ("%s: %s\n", name, sw_trust_is_given (tasks) ? "consented to" : "not consented to");
  for (guint i = 0; reach[i] != NULL; i++)
    g_print ("  %s\n", reach[i]);
  if (danger != NULL)
    g_print ("  %s: consent is for one run (stepwright run --trust)\n", danger);
}

static gboolean
ask (void)
{
  char answer[16];

  if (!isatty (STDIN_FILENO))
    {
      sw_cli_complain ("Nobody can be asked here; consent with --yes");
      return FALSE;
    }
  g_printerr ("Consent? [y/N] ");
  return fgets (answer, sizeof answer, stdin) != NULL && (answer[0] == 'y' || answer[0] == 'Y');
}

static SwCliStatus
withdraw (GFile *file)
{
  g_autofree char *name = sw_cli_dup_file_name (file);
  g_autoptr (GError) error = NULL;
  gboolean given;

  if (!sw_trust_withdraw (file, &given, &error))
    {
      sw_cli_complain ("%s", error->message);
      return SW_CLI_USAGE;
    }
  g_print ("%s: %s\n", name, given ? "consent withdrawn" : "was not consented to");
  return SW_CLI_FINE;
}

static SwCliStatus
consent (GFile         *file,
         const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTasksFile) tasks = NULL;

  if (options->withdraw)
    return withdraw (file);
  tasks = sw_tasks_file_load (file, &error);
  if (tasks == NULL)
    {
      sw_cli_complain ("%s", error->message);
      return SW_CLI_USAGE;
    }
  print_reach (file, tasks);
  if (!sw_trust_is_needed (tasks) || sw_trust_is_given (tasks))
    return SW_CLI_FINE;
  if (options->list || (!options->yes && !ask ()))
    return SW_CLI_BAD;
  if (sw_trust_give (tasks, &error))
    return SW_CLI_FINE;
  sw_cli_complain ("%s", error->message);
  return SW_CLI_USAGE;
}

/**
 * sw_cli_trust:
 *
 * stepwright trust PATH…: consents to what tasks files would start or call.
 */
SwCliStatus
sw_cli_trust (int    argc,
              char **argv)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &options.yes, "Consent without being asked", NULL },
    { "list", 'l', 0, G_OPTION_ARG_NONE, &options.list, "List only; change nothing", NULL },
    { "withdraw", 0, 0, G_OPTION_ARG_NONE, &options.withdraw, "Take consent back", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) files = NULL;
  SwCliStatus status = SW_CLI_FINE;

  if (!sw_cli_parse (&argc, &argv, entries, description))
    return SW_CLI_USAGE;
  if (argc < 2 || options.yes + options.list + options.withdraw > 1)
    {
      sw_cli_complain ("trust takes files or folders, and one of --yes, --list and --withdraw; see "
                       "stepwright trust --help");
      return SW_CLI_USAGE;
    }
  files = find_files (argc, argv);
  if (files->len == 0)
    g_print ("There is no *%s\n", SUFFIX);
  for (guint i = 0; i < files->len; i++)
    {
      SwCliStatus one = consent (g_ptr_array_index (files, i), &options);

      status = MAX (status, one);
    }
  return status;
}
