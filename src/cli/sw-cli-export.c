/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-document.h"
#include "cli/sw-cli.h"

#include "asl/sw-check.h"
#include "json/sw-convert.h"
#include "json/sw-text.h"

#include <string.h>

static const char description[]
    = "Forms:\n"
      "  asl   Amazon States Language as JSON, for the console and the API: FILE as it stands,\n"
      "        once it is found to be strict JSON; of YAML, what it says\n"
      "  yaml  the same in YAML: blocks, text of several lines as such, quotes where they are\n"
      "        needed. FILE as it stands where it is YAML\n"
      "\n"
      "Names, values, their order and the spelling of numbers stay; comments and anchors of YAML\n"
      "are lost in JSON.\n"
      "\n"
      "What the service would refuse is told on standard error. FILE may be - for standard input.\n"
      "\n"
      "Exit status: 0 fine; 1 the definition has errors (it is written all the same), or it is no\n"
      "strict JSON, or no YAML (nothing is written).\n";

static void
print_errors (const char *name,
              SwTree     *tree,
              GPtrArray  *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *diagnostic = diagnostics->pdata[i];

      if (diagnostic->severity == SW_SEVERITY_ERROR)
        sw_cli_print_diagnostic (stderr, name, tree, diagnostic);
    }
}

/* The text in the wanted syntax; NULL after a message where there is none */
static char *
dup_converted (const char *name,
               SwTree     *tree,
               SwSyntax    syntax)
{
  g_autoptr (GError) error = NULL;
  char *text = sw_tree_dup_converted (tree, syntax, &error);

  if (text == NULL)
    sw_cli_complain ("%s cannot become %s: %s", name, sw_syntax_get_name (syntax), error->message);
  return text;
}

/* The console takes strict JSON alone: no bare placeholders, no name twice. */
static gboolean
check_strict (const char *name,
              const char *text)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (sw_value_from_text (text, -1, SW_TEXT_REPORT_DUPLICATES, &value, &error))
    return TRUE;

  sw_cli_complain ("%s is no strict JSON, which the console needs: %s", name, error->message);
  return FALSE;
}

static SwCliStatus
export_syntax (const char *name,
               const char *output,
               SwSyntax    syntax)
{
  g_autoptr (SwModel) model = sw_cli_load_model (name);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autofree char *text = NULL;

  if (model == NULL)
    return SW_CLI_USAGE;

  diagnostics = sw_check (model, SW_MACHINE_STANDARD);
  print_errors (name, sw_model_get_tree (model), diagnostics);
  text = dup_converted (name, sw_model_get_tree (model), syntax);
  if (text == NULL || (syntax == SW_SYNTAX_JSON && !check_strict (name, text)) ||
      (syntax == SW_SYNTAX_YAML && !sw_tree_is_valid (sw_model_get_tree (model))))
    return SW_CLI_BAD;

  if (!sw_cli_write_file (output, text, strlen (text)))
    return SW_CLI_USAGE;
  return sw_cli_count_errors (diagnostics) == 0 ? SW_CLI_FINE : SW_CLI_BAD;
}

static SwCliStatus
export_asl (const char *name,
            const char *output)
{
  return export_syntax (name, output, SW_SYNTAX_JSON);
}

static SwCliStatus
export_yaml (const char *name,
             const char *output)
{
  return export_syntax (name, output, SW_SYNTAX_YAML);
}

static const struct
{
  const char *name;
  SwCliStatus (*run) (const char *name,
                      const char *output);
} forms[] = {
  { "asl", export_asl },
  { "yaml", export_yaml },
};

/**
 * sw_cli_export:
 *
 * stepwright export FILE --as FORM: the definition in the form that something else wants it in.
 */
SwCliStatus
sw_cli_export (int    argc,
               char **argv)
{
  g_autofree char *form = NULL;
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &form, "What to write (default: asl)", "FORM" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where to, instead of standard output",
      "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!sw_cli_parse (&argc, &argv, entries, description))
    return SW_CLI_USAGE;
  if (argc != 2)
    {
      sw_cli_complain ("export takes one file; see stepwright export --help");
      return SW_CLI_USAGE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (form == NULL || strcmp (forms[i].name, form) == 0)
      return forms[i].run (argv[1], output != NULL ? output : "-");

  sw_cli_complain ("There is no form '%s'; see stepwright export --help", form);
  return SW_CLI_USAGE;
}
