/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-tasks.h"
#include "cli/sw-cli.h"
#include "tasks/rows/sw-row-proposals.h"
#include "tasks/sw-substitutions.h"

static const char description[]
    = "Looks beside a definition for the Lambda functions that it calls: in a SAM or CloudFormation\n"
      "template (template.yaml), among built programs (.aws-sam/build), and by the names of files and\n"
      "folders (start-qc.py, start-qc/index.mjs). Prints a row of the tasks file for each that no row\n"
      "is for yet. With --in-place they are added to NAME.tasks.json. Nothing is run; before a run\n"
      "starts a function, consent is asked for, see stepwright trust.\n"
      "\n"
      "Exit status: 0 something was found; 1 nothing; 2 wrong usage, or the definition cannot be read.\n";

static SwTree *
load_tasks (GFile *file)
{
  g_autofree char *text = NULL;
  gsize length;

  if (file == NULL || !g_file_load_contents (file, NULL, &text, &length, NULL, NULL))
    return NULL;
  return sw_tree_parse (text, (gssize) length);
}

static SwCliStatus
save (GPtrArray *proposals,
      GFile     *file)
{
  g_autofree char *name = sw_cli_dup_file_name (file);
  g_autoptr (GError) error = NULL;

  if (!sw_row_proposals_save (proposals, file, &error))
    {
      sw_cli_complain ("%s: %s", name, error->message);
      return SW_CLI_USAGE;
    }
  for (guint i = 0; i < proposals->len; i++)
    {
      const SwRowProposal *proposal = proposals->pdata[i];

      g_printerr ("%s: %s, from %s\n", name, proposal->function, proposal->origin);
    }
  return SW_CLI_FINE;
}

static SwCliStatus
propose (const char *name,
         gboolean    in_place)
{
  g_autoptr (GFile) definition = g_file_new_for_commandline_arg (name);
  g_autoptr (GFile) folder = g_file_get_parent (definition);
  g_autoptr (GFile) file = sw_substitutions_find_file (definition);
  g_autoptr (SwTree) tasks = load_tasks (file), tree = NULL;
  g_autoptr (SwModel) model = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!sw_cli_read_file (name, &text, &length))
    return SW_CLI_USAGE;
  tree = sw_tree_parse_as (text, (gssize) length, sw_syntax_from_name (name));
  model = sw_model_new (tree);
  proposals = sw_row_proposals_find (model, folder, tasks);
  if (proposals->len == 0)
    {
      g_printerr ("Beside %s there is no function that it calls and that no row is for yet\n",
                  name);
      return SW_CLI_BAD;
    }
  if (in_place && file != NULL)
    return save (proposals, file);
  for (guint i = 0; i < proposals->len; i++)
    g_print ("%s\n", ((SwRowProposal *) proposals->pdata[i])->row);
  return SW_CLI_FINE;
}

/**
 * sw_cli_propose:
 *
 * stepwright propose FILE: finds the functions that a definition calls.
 */
SwCliStatus
sw_cli_propose (int    argc,
                char **argv)
{
  gboolean in_place = FALSE;
  const GOptionEntry entries[] = {
    { "in-place", 0, 0, G_OPTION_ARG_NONE, &in_place, "Add the rows to the tasks file", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!sw_cli_parse (&argc, &argv, entries, description))
    return SW_CLI_USAGE;
  if (argc == 2)
    return propose (argv[1], in_place);
  sw_cli_complain ("propose takes one definition; see stepwright propose --help");
  return SW_CLI_USAGE;
}
