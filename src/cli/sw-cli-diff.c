/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-diff.h"
#include "cli/sw-cli-document.h"

#include "base/sw-git.h"

#include <string.h>

static const char description[]
    = "With one FILE its last commit in git is the earlier version, or what --since names.\n"
      "\n"
      "The order of keys, indentation and JSON or YAML make no difference. A state is the same one\n"
      "where it has the same name in the same place; else it was moved, renamed (where it says much\n"
      "the same), added or removed.\n"
      "\n"
      "  + added   - removed   ~ changed\n"
      "\n"
      "--output draws both versions as one picture: .svg, .png, .pdf. A and B may be - for standard\n"
      "input, one of them.\n"
      "\n"
      "Exit status: 0 fine, also where they differ; 1 they differ, with --exit-code; 2 wrong usage\n"
      "or a file that cannot be read.\n";

typedef struct
{
  char       *since;
  char       *output;
  gboolean    dark;
  gboolean    json;
  gboolean    exit_code;
  const char *names[2]; /* of both versions, for the reader */
} Options;

static const char signs[] = {
  [SW_CHANGE_NONE] = ' ',
  [SW_CHANGE_ADDED] = '+',
  [SW_CHANGE_REMOVED] = '-',
  [SW_CHANGE_CHANGED] = '~',
};

static guint
get_line (const SwModel *model, const SwNode *node)
{
  guint line, column;

  sw_tree_locate (sw_model_get_tree (model),
                  sw_span_length (node->key) > 0 ? node->key.start : node->span.start, &line,
                  &column);
  return line;
}

/* "Charge (Task) in Each, line 12, was Pay" */
static void
print_state_line (const SwDiffState *change)
{
  const SwState *state = change->after != NULL ? change->after : change->before;
  const char *type = sw_state_type_get_name (state->type);

  g_print ("%c %s (%s)", signs[change->change], state->name, type != NULL ? type : "no type");
  if (state->scope->parent != NULL)
    g_print (" in %s", state->scope->parent->name);
  g_print (", line %u", get_line (state->scope->model, state->node));
  if (change->after == NULL)
    g_print (" before");
  if (change->renamed)
    g_print (", was %s", change->before->name);
  if (change->moved && change->before->scope->parent != NULL)
    g_print (", was in %s", change->before->scope->parent->name);
  else if (change->moved)
    g_print (", was outside");
  g_print ("\n");
}

static void
print_change (const SwDiffState *change)
{
  if (change->before == NULL && change->after == NULL)
    g_print ("~ the machine\n");
  else
    print_state_line (change);
  for (guint i = 0; i < change->fields->len; i++)
    {
      const SwDiffField *field = change->fields->pdata[i];
      g_autofree char *text = sw_diff_field_dup_text (field);

      g_print ("    %c %s: %s\n", signs[field->change], field->path, text);
    }
}

static void
print_changes (const Options *options, GPtrArray *changes)
{
  if (changes->len == 0)
    g_print ("%s and %s do the same.\n", options->names[0], options->names[1]);
  for (guint i = 0; i < changes->len; i++)
    print_change (changes->pdata[i]);
}

/* A bare placeholder is no JSON value: its text stands for it. */
static SwValue
new_node_value (const SwNode *node)
{
  SwValue value = sw_node_to_value (node);
  g_autofree char *text = NULL;

  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    return value;
  text = sw_node_dup_json (node);
  return sw_value_new_string (text);
}

static SwValue
new_field (const SwDiffField *field)
{
  SwValue object = sw_value_new_object (4);

  sw_value_set_text (&object, "change", sw_change_get_name (field->change));
  sw_value_set_text (&object, "path", field->path);
  if (field->before != NULL)
    sw_value_set_member (&object, "before", new_node_value (field->before));
  if (field->after != NULL)
    sw_value_set_member (&object, "after", new_node_value (field->after));
  return object;
}

static SwValue
new_place (const SwState *state)
{
  const char *type = sw_state_type_get_name (state->type);
  SwValue object = sw_value_new_object (4);

  sw_value_set_text (&object, "name", state->name);
  if (type != NULL)
    sw_value_set_text (&object, "type", type);
  sw_value_set_text (&object, "location", state->pointer);
  sw_value_set_member (&object, "line",
                       sw_value_new_integer (get_line (state->scope->model, state->node)));
  return object;
}

static SwValue
new_change (const SwDiffState *change)
{
  SwValue object = sw_value_new_object (7);
  SwValue fields = sw_value_new_array (change->fields->len);

  sw_value_set_text (&object, "change", sw_change_get_name (change->change));
  sw_value_set_text (&object, "of",
                     change->before == NULL && change->after == NULL ? "machine" : "state");
  if (change->before != NULL)
    sw_value_set_member (&object, "before", new_place (change->before));
  if (change->after != NULL)
    sw_value_set_member (&object, "after", new_place (change->after));
  sw_value_set_member (&object, "renamed", sw_value_new_boolean (change->renamed));
  sw_value_set_member (&object, "moved", sw_value_new_boolean (change->moved));
  for (guint i = 0; i < change->fields->len; i++)
    sw_value_append (&fields, new_field (change->fields->pdata[i]));
  sw_value_set_member (&object, "fields", fields);
  return object;
}

static void
print_json (const Options *options, GPtrArray *changes)
{
  g_auto (SwValue) document = sw_value_new_object (4);
  SwValue list = sw_value_new_array (changes->len);

  for (guint i = 0; i < changes->len; i++)
    sw_value_append (&list, new_change (changes->pdata[i]));
  sw_value_set_text (&document, "before", options->names[0]);
  sw_value_set_text (&document, "after", options->names[1]);
  sw_value_set_member (&document, "same", sw_value_new_boolean (changes->len == 0));
  sw_value_set_member (&document, "changes", list);
  sw_cli_print_json (document);
}

/* The version of a file in git; NULL after a message */
static SwModel *
load_commit (const char *file, const char *revision)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sw_git_read (file, revision, &error);
  g_autoptr (SwTree) tree = NULL;
  g_autofree char *text = NULL;
  gsize length;
  const char *data;

  if (bytes == NULL)
    {
      sw_cli_complain ("%s", error->message);
      return NULL;
    }
  data = g_bytes_get_data (bytes, &length);
  if (!g_utf8_validate_len (data, length, NULL))
    {
      sw_cli_complain ("%s was no UTF-8 text in “%s”", file, revision);
      return NULL;
    }
  text = g_strndup (data, length);
  tree = sw_cli_parse_text (file, text, length);
  return sw_model_new (tree);
}

static SwDiff *
compare (Options *options, int argc, char **argv)
{
  const char *revision = options->since != NULL ? options->since : "HEAD";
  g_autoptr (SwModel) before = NULL;
  g_autoptr (SwModel) after = NULL;

  options->names[0] = argc == 3 ? argv[1] : revision;
  options->names[1] = argv[argc - 1];
  before = argc == 3 ? sw_cli_load_model (argv[1]) : load_commit (argv[1], revision);
  if (before == NULL)
    return NULL;
  after = sw_cli_load_model (argv[argc - 1]);
  return after != NULL ? sw_diff_new (before, after) : NULL;
}

static gboolean
check_arguments (const Options *options, int argc, char **argv)
{
  if (argc != 2 && argc != 3)
    sw_cli_complain ("diff takes two files, or one that git knows; see stepwright diff --help");
  else if (argc == 3 && options->since != NULL)
    sw_cli_complain (
        "--since is for one file, which is compared with an earlier version of itself");
  else if (argc == 3 && strcmp (argv[1], "-") == 0 && strcmp (argv[2], "-") == 0)
    sw_cli_complain ("Standard input can be read once alone: name a file for the other version");
  else if (argc == 2 && strcmp (argv[1], "-") == 0)
    sw_cli_complain ("Standard input has no earlier version in git: name two versions");
  else
    return TRUE;

  return FALSE;
}

static SwCliStatus
run (Options *options, int argc, char **argv)
{
  g_autoptr (SwDiff) diff = NULL;
  GPtrArray *changes;

  if (!check_arguments (options, argc, argv))
    return SW_CLI_USAGE;
  diff = compare (options, argc, argv);
  if (diff == NULL)
    return SW_CLI_USAGE;
  if (options->output != NULL && !sw_cli_draw_diff (diff, options->output, options->dark))
    return SW_CLI_USAGE;

  changes = sw_diff_get_states (diff);
  if (options->json)
    print_json (options, changes);
  else
    print_changes (options, changes);
  return options->exit_code && changes->len > 0 ? SW_CLI_BAD : SW_CLI_FINE;
}

/**
 * sw_cli_diff:
 *
 * stepwright diff A B: what two versions of a definition do differently.
 */
SwCliStatus
sw_cli_diff (int    argc,
             char **argv)
{
  g_auto (GStrv) given = g_strdupv (argv);
  g_autofree char *since = NULL;
  g_autofree char *output = NULL;
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "since", 0, 0, G_OPTION_ARG_STRING, &since, "The earlier version in git (default: HEAD)",
      "REVISION" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Draw both versions as one picture", "OUT" },
    { "svg", 0, 0, G_OPTION_ARG_FILENAME, &output, "The same as --output", "OUT.svg" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &options.dark, "Draw light on dark", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "Print the changes as JSON", NULL },
    { "exit-code", 0, 0, G_OPTION_ARG_NONE, &options.exit_code, "Exit with 1 where they differ", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!sw_cli_parse (&argc, &argv, entries, description))
    return SW_CLI_USAGE;
  options.since = since;
  options.output = output;
  if (output != NULL && !sw_cli_can_draw (given))
    return SW_CLI_USAGE;
  return run (&options, argc, argv);
}
