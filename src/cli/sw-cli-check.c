/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-document.h"
#include "cli/sw-cli-findings.h"
#include "cli/sw-cli-values.h"
#include "cli/sw-cli.h"

#include "asl/check/sw-check.h"
#include "asl/fixes/sw-fixes.h"
#include "tasks/sw-tasks-check.h"

#include <string.h>

static const char description[]
    = "Each finding is a line FILE:LINE:COLUMN: SEVERITY CODE: MESSAGE at POINTER. Errors are\n"
      "what CreateStateMachine refuses; their codes and messages are the service's. Codes that\n"
      "begin with SW_ are Stepwright's own: what the service accepts, but is hardly meant.\n"
      "--rules lists all that is looked for. What Express machines lack is told of those that\n"
      "--type, or \"type\" in the tasks file beside FILE, says are EXPRESS.\n"
      "\n"
      "With --json they are one document: {\"result\": \"OK\"|\"FAIL\", \"diagnostics\": [{\"file\",\n"
      "\"severity\", \"source\": \"aws\"|\"stepwright\", \"code\", \"rule\", \"message\",\n"
      "\"help\", \"location\", \"line\", \"column\", \"fixes\": [{\"title\", \"safe\", \"edits\":\n"
      "[{\"offset\", \"length\", \"text\"}]}]}]}; offsets and lengths are bytes.\n"
      "\n"
      "--fix does every fix that is safe: surely what is meant, and afterwards the definition\n"
      "checks at least as well. Each is told on a line FILE:LINE:COLUMN: FIXED: WHAT, or with\n"
      "--json in \"fixed\": [{\"file\", \"line\", \"column\", \"title\"}]. FILE is written, or left\n"
      "as it is with --dry-run. What remains is told as without --fix. With FILE -, the mended\n"
      "text goes to standard output and all else to standard error. YAML is mended as JSON is,\n"
      "its comments and quotes staying as they are; but mistakes of its syntax are left.\n"
      "\n"
      "${placeholders} have the values that \"substitutions\" of the tasks file beside FILE, or\n"
      "of --tasks, give them; without a value nothing is said about what they stand for.\n"
      "FILE may be - for standard input. A file NAME.tasks.json is checked as a tasks file: its\n"
      "rows, mocks, values and tests.\n"
      "\n"
      "Exit status: 0 no errors (left, with --fix); 1 errors; 2 a file that cannot be read or\n"
      "written.\n";

typedef struct
{
  SwMachineType     type;  /* of the file at hand */
  char             *given_type;
  gboolean          json;
  gboolean          rules;
  gboolean          fix;
  gboolean          dry_run;
  char             *tasks;
  SwCliValueOptions given;
  SwValue           list;  /* of the JSON document */
  SwValue           fixed; /* likewise */
  guint             errors;
} SwCliCheck;

/* Where findings go: the mended text of standard input takes its place on standard output. */
static FILE *
get_output (const SwCliCheck *self,
            const char       *name)
{
  return self->fix && !self->dry_run && strcmp (name, "-") == 0 ? stderr : stdout;
}

/* MODEL is of the definition, or NULL for another file. */
static void
report (SwCliCheck *self,
        const char *name,
        SwTree     *tree,
        SwModel    *model,
        GPtrArray  *diagnostics)
{
  self->errors += sw_cli_count_errors (diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      if (self->json)
        sw_value_append (&self->list,
                         sw_cli_finding_to_value (name, tree, model, diagnostics->pdata[i]));
      else
        sw_cli_print_diagnostic (get_output (self, name), name, tree, diagnostics->pdata[i]);
    }
}

static SwValue
fixed_to_value (const char *name,
                const char *line,
                const char *title)
{
  SwValue value = sw_value_new_object (4);
  char *end;

  sw_value_set_member (&value, "file", sw_value_new_string (name));
  sw_value_set_member (&value, "line",
                       sw_value_new_integer ((gint64) g_ascii_strtoull (line, &end, 10)));
  sw_value_set_member (&value, "column",
                       sw_value_new_integer ((gint64) g_ascii_strtoull (end + 1, NULL, 10)));
  sw_value_set_member (&value, "title", sw_value_new_string (title));

  return value;
}

static void
report_fixed (SwCliCheck *self,
              const char *name,
              GPtrArray  *done)
{
  for (guint i = 0; i < done->len; i++)
    {
      const char *line = done->pdata[i]; /* LINE:COLUMN: TITLE */
      const char *title = strstr (line, ": ");

      if (self->json)
        sw_value_append (&self->fixed, fixed_to_value (name, line, title + strlen (": ")));
      else
        fprintf (get_output (self, name), "%s:%.*s: FIXED%s\n", name, (int) (title - line), line,
                 title);
    }
}

/* The model of what remains when all that is safe is mended; NULL after a message where the file
 * cannot be written */
static SwModel *
mend (SwCliCheck *self,
      const char *name,
      SwModel    *model)
{
  SwTree *tree = sw_model_get_tree (model);
  g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SwTree) mended = sw_fixes_mend (tree, self->type, done);
  gboolean piped = strcmp (name, "-") == 0;
  gsize length;
  const char *text = sw_tree_get_text (mended, &length);

  report_fixed (self, name, done);
  if (!self->dry_run && (done->len > 0 || piped) && !sw_cli_write_file (name, text, length))
    return NULL;

  return sw_model_new (mended);
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
  report (self, values->file_name, sw_substitutions_get_tree (values->file), NULL, unused);
}

/* A tasks file is none of the service's: it is read as what it is. */
static gboolean
check_tasks_file (SwCliCheck *self,
                  const char *name)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (SwTree) tree = sw_cli_load_tree (name);
  g_autoptr (GPtrArray) diagnostics = NULL;

  if (tree == NULL)
    return FALSE;
  diagnostics = sw_tasks_check (tree, folder);
  report (self, name, tree, NULL, diagnostics);
  return TRUE;
}

static gboolean
check_file (SwCliCheck *self,
            const char *name)
{
  g_autoptr (SwModel) model = sw_cli_load_model (name);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_auto (SwCliValues) values = { 0 };

  if (model == NULL || !sw_cli_values_init (&values, &self->given, name, self->tasks)
      || !sw_cli_values_find_type (&values, self->given_type, &self->type))
    return FALSE;

  if (self->fix)
    {
      SwModel *mended = mend (self, name, model);

      sw_model_unref (g_steal_pointer (&model));
      model = mended;
      if (model == NULL)
        return FALSE;
    }

  diagnostics = sw_check_substituted (model, self->type, values.values);
  report (self, name, sw_model_get_tree (model), model, diagnostics);
  check_values (self, &values, sw_model_get_tree (model));

  return TRUE;
}

static void
print_document (SwCliCheck *self)
{
  g_auto (SwValue) document = sw_value_new_object (3);

  sw_value_set_member (&document, "result",
                       sw_value_new_string (self->errors == 0 ? "OK" : "FAIL"));
  sw_value_set_member (&document, "diagnostics", sw_value_ref (self->list));
  if (self->fix)
    sw_value_set_member (&document, "fixed", sw_value_ref (self->fixed));
  sw_cli_print_json (document);
}

static SwCliStatus
check_files (SwCliCheck *self,
             int         argc,
             char      **argv)
{
  gboolean readable = TRUE;

  self->list = sw_value_new_array (0);
  self->fixed = sw_value_new_array (0);
  for (int i = 1; i < argc; i++)
    readable = (g_str_has_suffix (argv[i], SW_TASKS_FILE_SUFFIX) ? check_tasks_file (self, argv[i])
                                                                : check_file (self, argv[i]))
               && readable;
  if (self->json)
    print_document (self);
  sw_value_clear (&self->list);
  sw_value_clear (&self->fixed);

  if (!readable)
    return SW_CLI_USAGE;
  return self->errors == 0 ? SW_CLI_FINE : SW_CLI_BAD;
}

static gboolean
is_usage_right (const SwCliCheck *self,
                int               argc,
                char            **argv)
{
  static const SwCliValues nothing = { 0 };
  gboolean piped = FALSE;
  SwMachineType type;

  if (!sw_cli_values_find_type (&nothing, self->given_type, &type))
    return FALSE;
  for (int i = 1; i < argc; i++)
    piped = piped || strcmp (argv[i], "-") == 0;

  if (argc < 2 && !self->rules)
    sw_cli_complain ("check takes one or more files; see stepwright check --help");
  else if (self->dry_run && !self->fix)
    sw_cli_complain ("--dry-run goes with --fix; nothing is written without it");
  else if (self->json && self->fix && piped && !self->dry_run)
    sw_cli_complain ("with --fix standard output is for the mended text of -; leave --json out, or "
                     "add --dry-run");
  else
    return TRUE;

  return FALSE;
}

static SwCliStatus
run (SwCliCheck *self,
     int         argc,
     char      **argv)
{
  if (!is_usage_right (self, argc, argv))
    return SW_CLI_USAGE;
  if (!self->rules)
    return check_files (self, argc, argv);

  sw_cli_print_rules (self->json);

  return SW_CLI_FINE;
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
  SwCliCheck check = { 0 };
  SwCliStatus status;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &check.json, "Print one JSON document", NULL },
    { "fix", 0, 0, G_OPTION_ARG_NONE, &check.fix, "Do every fix that is safe", NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &check.dry_run, "With --fix: write nothing", NULL },
    { "rules", 0, 0, G_OPTION_ARG_NONE, &check.rules, "List all that is looked for", NULL },
    { "tasks", 0, 0, G_OPTION_ARG_FILENAME, &check.tasks,
      "Tasks file with values of placeholders, instead of the one beside FILE", "FILE" },
    SW_CLI_VALUE_ENTRIES (check.given),
    SW_CLI_TYPE_ENTRY (check.given_type, 't'),
    G_OPTION_ENTRY_NULL,
  };

  status = sw_cli_parse (&argc, &argv, entries, description) ? run (&check, argc, argv)
                                                             : SW_CLI_USAGE;
  sw_cli_value_options_clear (&check.given);
  g_free (check.tasks);
  g_free (check.given_type);
  return status;
}
