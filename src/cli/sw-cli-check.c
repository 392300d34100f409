/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-document.h"
#include "cli/sw-cli.h"

#include "asl/sw-check.h"

#include <string.h>

static const char description[]
    = "Each finding is a line FILE:LINE:COLUMN: SEVERITY CODE: MESSAGE at POINTER. Errors are\n"
      "what CreateStateMachine refuses; their codes and messages are the service's. With --json\n"
      "they are one document: {\"result\": \"OK\"|\"FAIL\", \"diagnostics\": [{\"file\",\n"
      "\"severity\", \"code\", \"message\", \"location\", \"line\", \"column\"}]}.\n"
      "FILE may be - for standard input.\n"
      "\n"
      "Exit status: 0 no errors; 1 errors; 2 a file that cannot be read.\n";

typedef struct
{
  SwMachineType type;
  gboolean      json;
  SwValue       list;   /* of the JSON document */
  guint         errors;
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

static gboolean
check_file (SwCliCheck *self,
            const char *name)
{
  g_autoptr (SwModel) model = sw_cli_load_model (name);
  g_autoptr (GPtrArray) diagnostics = NULL;
  SwTree *tree;

  if (model == NULL)
    return FALSE;

  tree = sw_model_get_tree (model);
  diagnostics = sw_check (model, self->type);
  self->errors += sw_cli_count_errors (diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      if (self->json)
        sw_value_append (&self->list,
                         diagnostic_to_value (name, tree, diagnostics->pdata[i]));
      else
        sw_cli_print_diagnostic (stdout, name, tree, diagnostics->pdata[i]);
    }

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
  gboolean readable = TRUE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &check.json, "Print one JSON document", NULL },
    { "type", 't', 0, G_OPTION_ARG_STRING, &type, "STANDARD (default) or EXPRESS", "TYPE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!sw_cli_parse (&argc, &argv, entries, description) || !parse_type (type, &check.type))
    return SW_CLI_USAGE;
  if (argc < 2)
    {
      sw_cli_complain ("check takes one or more files; see stepwright check --help");
      return SW_CLI_USAGE;
    }

  check.list = sw_value_new_array (0);
  for (int i = 1; i < argc; i++)
    readable = check_file (&check, argv[i]) && readable;
  if (check.json)
    print_document (&check);
  sw_value_clear (&check.list);

  if (!readable)
    return SW_CLI_USAGE;
  return check.errors == 0 ? SW_CLI_FINE : SW_CLI_BAD;
}
