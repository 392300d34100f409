/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-document.h"
#include "cli/sw-cli-values.h"
#include "cli/sw-cli.h"

#include "asl/check/sw-check.h"
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
      "are lost in JSON, and its plain ${placeholders} get quotes.\n"
      "\n"
      "${placeholders} stay; with --substitutions they get the values of the tasks file or of\n"
      "--set.\n"
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
  char *text = syntax == SW_SYNTAX_JSON ? sw_tree_dup_strict_json (tree, &error)
                                        : sw_tree_dup_converted (tree, syntax, &error);

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

/* The command line, read */
typedef struct
{
  const char        *file;
  char              *form;
  char              *output;
  gboolean           substitute;
  char              *tasks;
  SwCliValueOptions  values;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->form);
  g_free (options->output);
  g_free (options->tasks);
  sw_cli_value_options_clear (&options->values);
}

/* The definition as it stands, or with values in the place of its placeholders; NULL after a
 * message */
static SwModel *
load_model (const Options *options)
{
  g_autoptr (SwModel) model = sw_cli_load_model (options->file);
  g_autoptr (SwSubstitution) substitution = NULL;
  g_auto (SwCliValues) values = { 0 };
  SwTree *tree;

  if (model == NULL || !options->substitute)
    return g_steal_pointer (&model);
  tree = sw_model_get_tree (model);
  if (!sw_cli_values_init (&values, &options->values, options->file, options->tasks))
    return NULL;
  substitution = sw_cli_values_apply (&values, options->file, tree, sw_tree_get_root (tree));
  return substitution != NULL ? sw_model_new (sw_substitution_get_tree (substitution)) : NULL;
}

static SwCliStatus
export_syntax (const Options *options,
               SwSyntax       syntax)
{
  const char *name = options->file;
  const char *output = options->output != NULL ? options->output : "-";
  g_autoptr (SwModel) model = load_model (options);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autofree char *text = NULL;

  if (model == NULL)
    return SW_CLI_USAGE;

  diagnostics = sw_check (model, SW_MACHINE_STANDARD);
  print_errors (name, sw_model_get_tree (model), diagnostics);
  text = dup_converted (name, sw_model_get_tree (model), syntax);
  if (text == NULL || (syntax == SW_SYNTAX_JSON && !check_strict (name, text))
      || (syntax == SW_SYNTAX_YAML && !sw_tree_is_valid (sw_model_get_tree (model))))
    return SW_CLI_BAD;

  if (!sw_cli_write_file (output, text, strlen (text)))
    return SW_CLI_USAGE;
  return sw_cli_count_errors (diagnostics) == 0 ? SW_CLI_FINE : SW_CLI_BAD;
}

static SwCliStatus
export_asl (const Options *options)
{
  return export_syntax (options, SW_SYNTAX_JSON);
}

static SwCliStatus
export_yaml (const Options *options)
{
  return export_syntax (options, SW_SYNTAX_YAML);
}

static const struct
{
  const char *name;
  SwCliStatus (*run) (const Options *options);
} forms[] = {
  { "asl", export_asl },
  { "yaml", export_yaml },
};

static SwCliStatus
run_form (const Options *options)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (options->form == NULL || strcmp (forms[i].name, options->form) == 0)
      return forms[i].run (options);

  sw_cli_complain ("There is no form '%s'; see stepwright export --help", options->form);
  return SW_CLI_USAGE;
}

/**
 * sw_cli_export:
 *
 * stepwright export FILE --as FORM: the definition in the form that something else wants it in.
 */
SwCliStatus
sw_cli_export (int    argc,
               char **argv)
{
  Options options = { 0 };
  SwCliStatus status = SW_CLI_USAGE;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.form, "What to write (default: asl)", "FORM" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, "Where to, instead of standard output",
      "FILE" },
    { "substitutions", 0, 0, G_OPTION_ARG_NONE, &options.substitute,
      "Put values in the place of ${placeholders}", NULL },
    { "tasks", 0, 0, G_OPTION_ARG_FILENAME, &options.tasks,
      "Tasks file with their values, instead of the one beside FILE", "FILE" },
    SW_CLI_VALUE_ENTRIES (options.values),
    G_OPTION_ENTRY_NULL,
  };

  if (sw_cli_parse (&argc, &argv, entries, description))
    {
      options.file = argc == 2 ? argv[1] : NULL;
      if (options.file != NULL)
        status = run_form (&options);
      else
        sw_cli_complain ("export takes one file; see stepwright export --help");
    }
  clear_options (&options);
  return status;
}
