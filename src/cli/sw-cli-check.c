/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-document.h"
#include "cli/sw-cli-values.h"
#include "cli/sw-cli.h"

#include "asl/sw-check.h"

#include <string.h>

static const char description[]
    = "Each finding is a line FILE:LINE:COLUMN: SEVERITY CODE: MESSAGE at POINTER. Errors are\n"
      "what CreateStateMachine refuses; their codes and messages are the service's. With --json\n"
      "they are one document: {\"result\": \"OK\"|\"FAIL\", \"diagnostics\": [{\"file\",\n"
      "\"severity\", \"code\", \"message\", \"location\", \"line\", \"column\"}]}.\n"
      "${placeholders} have the values that \"substitutions\" of the tasks file beside FILE, or of\n"
      "--tasks, give them; without a value nothing is said about what they stand for.\n"
      "FILE may be - for standard input.\n"
      "\n"
      "Exit status: 0 no errors; 1 errors; 2 a file that cannot be read.\n";

typedef struct
{
  SwMachineType     type;
  gboolean          json;
  char             *tasks;
  SwCliValueOptions given;
  SwValue           list;   /* of the JSON document */
  guint             errors;
} SwCliCheck;

static SwValue
diagnostic_to_value (const char         *name,
                     const SwTree       *tree,
                     const SwDiagnostic *diagnostic)
{
  SwValue value = sw_value_new_object (7);
  guint line;
  guint column;

  sw_tree_locate (tree, diagnostic->span.start, &line, &column);
  sw_value_set_member (&value, "file", sw_value_new_string (name));
  sw_value_set_member (&value, "severity",
                       sw_value_new_string (sw_severity_get_name (diagnostic->severity)));
  sw_value_set_member (&value, "code", sw_value_new_string (diagnostic->code));
  sw_value_set_member (&value, "message", sw_value_new_string (diagnostic->message));
  if (diagnostic->pointer != NULL)
    sw_value_set_member (
        &value, "location",
        sw_value_new_string (diagnostic->pointer[0] != '\0' ? diagnostic->pointer : "/"));
  sw_value_set_member (&value, "line", sw_value_new_integer (line));
  sw_value_set_member (&value, "column", sw_value_new_integer (column));

  return value;
}

static void
report (SwCliCheck *self,
        const char *name,
        SwTree     *tree,
        GPtrArray  *diagnostics)
{
  self->errors += sw_cli_count_errors (diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      if (self->json)
        sw_value_append (&self->list,
                         diagnostic_to_value (name, tree, diagnostics->pdata[i]));
      else
        sw_cli_print_diagnostic (stdout, name, tree, diagnostics->pdata[i]);
    }
}

/* Values that no placeholder takes are told of the tasks file, where they stand. */
static void
check_values (SwCliCheck        *self,
              const SwCliValues *values,
              SwTree            *tree)
{
  g_autoptr (GPtrArray) placeholders = NULL;
  g_autoptr (GPtrArray) unused = NULL;

  if (values->file == NULL)
    return;
  placeholders = sw_placeholders_find (sw_tree_get_root (tree));
  unused = sw_substitutions_check (values->file, placeholders);
  report (self, values->file_name, sw_substitutions_get_tree (values->file), unused);
}

static gboolean
check_file (SwCliCheck *self,
            const char *name)
{
  g_autoptr (SwModel) model = sw_cli_load_model (name);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_auto (SwCliValues) values = { 0 };

  if (model == NULL || !sw_cli_values_init (&values, &self->given, name, self->tasks))
    return FALSE;

  diagnostics = sw_check_substituted (model, self->type, values.values);
  report (self, name, sw_model_get_tree (model), diagnostics);
  check_values (self, &values, sw_model_get_tree (model));

  return TRUE;
}

static void
print_document (SwCliCheck *self)
{
  g_auto (SwValue) document = sw_value_new_object (2);

  sw_value_set_member (&document, "result",
                       sw_value_new_string (self->errors == 0 ? "OK" : "FAIL"));
  sw_value_set_member (&document, "diagnostics", sw_value_ref (self->list));
  sw_cli_print_json (document);
}

static gboolean
parse_type (const char    *text,
            SwMachineType *type)
{
  if (text == NULL || strcmp (text, "STANDARD") == 0)
    *type = SW_MACHINE_STANDARD;
  else if (strcmp (text, "EXPRESS") == 0)
    *type = SW_MACHINE_EXPRESS;
  else
    {
      sw_cli_complain ("--type is STANDARD or EXPRESS, not '%s'", text);
      return FALSE;
    }

  return TRUE;
}

static SwCliStatus
check_files (SwCliCheck *self,
             int         argc,
             char      **argv)
{
  gboolean readable = TRUE;

  if (argc < 2)
    {
      sw_cli_complain ("check takes one or more files; see stepwright check --help");
      return SW_CLI_USAGE;
    }

  self->list = sw_value_new_array (0);
  for (int i = 1; i < argc; i++)
    readable = check_file (self, argv[i]) && readable;
  if (self->json)
    print_document (self);
  sw_value_clear (&self->list);

  if (!readable)
    return SW_CLI_USAGE;
  return self->errors == 0 ? SW_CLI_FINE : SW_CLI_BAD;
}

/**
 * sw_cli_check:
 *
 * stepwright check FILE…: what is wrong with definitions.
 */
SwCliStatus
sw_cli_check (int    argc,
              char **argv)
{
  g_autofree char *type = NULL;
  SwCliCheck check = { 0 };
  SwCliStatus status;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &check.json, "Print one JSON document", NULL },
    { "tasks", 0, 0, G_OPTION_ARG_FILENAME, &check.tasks,
      "Tasks file with values of placeholders, instead of the one beside FILE", "FILE" },
    SW_CLI_VALUE_ENTRIES (check.given),
    { "type", 't', 0, G_OPTION_ARG_STRING, &type, "STANDARD (default) or EXPRESS", "TYPE" },
    G_OPTION_ENTRY_NULL,
  };

  status = sw_cli_parse (&argc, &argv, entries, description) && parse_type (type, &check.type)
               ? check_files (&check, argc, argv)
               : SW_CLI_USAGE;
  sw_cli_value_options_clear (&check.given);
  g_free (check.tasks);
  return status;
}
