/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sw-cli.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DESIGNER "stepwright-designer"

static const SwCliCommand commands[] = {
  { "check", "FILE…", "Tell what is wrong with definitions", sw_cli_check },
  { "debug", "FILE", "Run a definition step by step", sw_cli_debug },
  { "diff", "A B|FILE", "Tell what two versions of a definition do differently", sw_cli_diff },
  { "format", "FILE", "Indent a definition anew", sw_cli_format },
  { "graph", "FILE", "Draw a definition", sw_cli_graph },
  { "edit", "FILE OPERATION [ARGUMENT…]", "Do what the canvas does, from a script", sw_cli_edit },
  { "export", "FILE", "Write a definition in another form", sw_cli_export },
  { "history", "FILE", "Tell what a history of AWS or of a run has", sw_cli_history },
  { "propose", "FILE", "Find the functions that a definition calls", sw_cli_propose },
  { "query", "jsonata|jsonpath EXPR", "Evaluate an expression over an input", sw_cli_query },
  { "run", "FILE", "Run a definition on this computer", sw_cli_run },
  { "runs", "list|show|resume|redrive|stop [RUN…]", "Look after executions that are kept", sw_cli_runs },
  { "serve", "[FILE…]", "Answer to AWS's clients on this computer", sw_cli_serve },
  { "test", "FILE…", "Run the tests beside definitions", sw_cli_test },
  { "test-state", "FILE [STATE]", "Try one state by itself", sw_cli_test_state },
  { "trust", "PATH…", "Consent to what tasks files start and call", sw_cli_trust },
};

/**
 * sw_cli_find_command:
 *
 * Returns: (nullable): the command of that name, or NULL
 */
const SwCliCommand *
sw_cli_find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];

  return NULL;
}

static void
print_usage (FILE *out)
{
  fputs ("Usage:\n"
         "  stepwright FILE                 open FILE in the designer\n"
         "  stepwright COMMAND [ARGUMENT…]  work in the terminal\n"
         "\n"
         "Commands:\n",
         out);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (out, "  %-10s %s\n", commands[i].name, commands[i].summary);
  fputs ("\n"
         "stepwright COMMAND --help tells more of a command.\n"
         "\n"
         "Exit status: 0 fine; 1 what was examined is bad (errors found, the execution failed);\n"
         "2 wrong usage, or input that cannot be read; 3 a task has nobody to perform it.\n",
         out);
}

/* The designer that was built or installed beside this program, or the one on the PATH. */
static char *
dup_designer (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, DESIGNER, NULL) : NULL;
  g_autofree char *built
      = folder != NULL ? g_build_filename (folder, "..", "app", DESIGNER, NULL) : NULL;

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  if (built != NULL && g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&built);

  return g_find_program_in_path (DESIGNER);
}

/* Becomes the designer; returns only when that fails. */
static SwCliStatus
open_designer (char **argv)
{
  g_autofree char *designer = dup_designer ();

  if (designer == NULL)
    {
      sw_cli_complain ("The designer (%s) is not installed; stepwright --help lists what works in "
                       "the terminal",
                       DESIGNER);
      return SW_CLI_USAGE;
    }

  argv[0] = designer;
  execv (designer, argv);
  sw_cli_complain ("%s cannot be started: %s", designer, g_strerror (errno));
  return SW_CLI_USAGE;
}

static gboolean
is_file_name (const char *argument)
{
  return g_file_test (argument, G_FILE_TEST_EXISTS) || strpbrk (argument, "./") != NULL;
}

int
main (int   argc,
      char *argv[])
{
  const SwCliCommand *command;

  setlocale (LC_ALL, "");
  g_set_prgname ("stepwright");

  if (argc < 2)
    {
      print_usage (stderr);
      return SW_CLI_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0
      || strcmp (argv[1], "help") == 0)
    {
      print_usage (stdout);
      return SW_CLI_FINE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      printf ("stepwright %s\n", PACKAGE_VERSION);
      return SW_CLI_FINE;
    }

  command = sw_cli_find_command (argv[1]);
  if (command != NULL)
    return command->run (argc - 1, argv + 1);
  if (argv[1][0] != '-' && is_file_name (argv[1]))
    return open_designer (argv);

  sw_cli_complain ("'%s' is neither a command nor a file; see stepwright --help", argv[1]);
  return SW_CLI_USAGE;
}
