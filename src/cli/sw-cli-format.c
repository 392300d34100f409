/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-document.h"
#include "cli/sw-cli.h"

#include "json/rewriter/sw-rewriter.h"

static const char description[]
    = "Nothing but white space changes: the order of members, the spelling of numbers and\n"
      "${placeholders} stay. FILE may be - for standard input.\n"
      "YAML is refused: its indentation means something, and is left to the person.\n"
      "\n"
      "Exit status: 0 fine; 1 FILE has syntax errors, and nothing is written; 2 FILE is YAML.\n";

static gboolean
check_indent (int indent)
{
  if (indent >= 0 && indent <= 16)
    return TRUE;

  sw_cli_complain ("--indent is a number of spaces, 1 to 16, or 0 for tabs");
  return FALSE;
}

/* Only whole JSON can be indented anew. */
static SwCliStatus
check_tree (const char *file,
            SwTree     *tree)
{
  GPtrArray *diagnostics = sw_tree_get_diagnostics (tree);

  if (sw_tree_get_syntax (tree) == SW_SYNTAX_YAML)
    {
      sw_cli_complain ("%s is YAML, whose indentation means something; nothing is changed. Convert "
                       "it by stepwright export --as asl, if it is to be JSON",
                       file);
      return SW_CLI_USAGE;
    }
  if (sw_cli_count_errors (diagnostics) == 0)
    return SW_CLI_FINE;

  for (guint i = 0; i < diagnostics->len; i++)
    sw_cli_print_diagnostic (stderr, file, tree, diagnostics->pdata[i]);

  return SW_CLI_BAD;
}

/**
 * sw_cli_format:
 *
 * stepwright format FILE: the definition indented anew.
 */
SwCliStatus
sw_cli_format (int    argc,
               char **argv)
{
  gboolean in_place = FALSE;
  int indent = 2;
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwEdits) edits = NULL;
  SwCliStatus status;
  const GOptionEntry entries[] = {
    { "in-place", 'i', 0, G_OPTION_ARG_NONE, &in_place, "Write FILE instead of standard output",
      NULL },
    { "indent", 0, 0, G_OPTION_ARG_INT, &indent, "Spaces per level; 0: tabs (default: 2)", "N" },
    G_OPTION_ENTRY_NULL,
  };

  if (!sw_cli_parse (&argc, &argv, entries, description) || !check_indent (indent))
    return SW_CLI_USAGE;
  if (argc != 2)
    {
      sw_cli_complain ("format takes one file; see stepwright format --help");
      return SW_CLI_USAGE;
    }

  tree = sw_cli_load_tree (argv[1]);
  if (tree == NULL)
    return SW_CLI_USAGE;
  status = check_tree (argv[1], tree);
  if (status != SW_CLI_FINE)
    return status;

  edits = sw_tree_format (tree, (guint) indent);
  return sw_cli_write_edited (argv[1], tree, edits, in_place) ? SW_CLI_FINE : SW_CLI_USAGE;
}
