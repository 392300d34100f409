/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-document.h"
#include "cli/sw-cli.h"

#include "layout/picture/sw-picture.h"

static const char description[]
    = "OUT's ending is the form: .svg, .png, .pdf, .dot (Graphviz), .json (boxes and curves).\n"
      "FILE may be - for standard input.\n"
      "\n"
      "Exit status: 0 fine; 1 there is nothing to draw; 2 wrong usage.\n";

typedef struct
{
  char            *output;
  gboolean         dark;
  gboolean         right;
  double           scale;
  SwPictureFormat  format;
} SwCliGraph;

static gboolean
check_options (SwCliGraph *self)
{
  if (self->output == NULL)
    sw_cli_complain ("graph needs -o OUT; see stepwright graph --help");
  else if (!sw_picture_format_from_name (self->output, &self->format))
    sw_cli_complain ("%s: the ending is none of .svg, .png, .pdf, .dot and .json", self->output);
  else if (!(self->scale > 0 && self->scale <= 16))
    sw_cli_complain ("--scale is a number above 0 and at most 16");
  else
    return TRUE;

  return FALSE;
}

static void
print_syntax_errors (const char *name,
                     SwTree     *tree)
{
  GPtrArray *diagnostics = sw_tree_get_diagnostics (tree);

  for (guint i = 0; i < diagnostics->len; i++)
    sw_cli_print_diagnostic (stderr, name, tree, diagnostics->pdata[i]);
}

/* A broken or empty definition has a picture too, a smaller one; a text without states has none. */
static gboolean
check_states (const char *name,
              SwModel    *model)
{
  print_syntax_errors (name, sw_model_get_tree (model));
  if (sw_model_get_states (model)->len > 0)
    return TRUE;

  sw_cli_complain ("%s has no states: there is nothing to draw", name);
  return FALSE;
}

static SwCliStatus
draw (const SwCliGraph *self,
      SwModel          *model)
{
  g_autoptr (SwGraph) graph = sw_graph_new (model);
  const SwLayoutOptions options = {
    .direction = self->right ? SW_DIRECTION_RIGHT : SW_DIRECTION_DOWN,
    .scale = 1.0,
  };
  const SwPictureOptions picture = { .dark = self->dark, .scale = self->scale };
  g_autoptr (SwLayout) layout = sw_layout_new (graph, &options, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sw_layout_to_picture (layout, self->format, &picture, &error);
  gconstpointer data;
  gsize length;

  if (bytes == NULL)
    {
      sw_cli_complain ("%s", error->message);
      return SW_CLI_BAD;
    }

  data = g_bytes_get_data (bytes, &length);
  return sw_cli_write_file (self->output, data, length) ? SW_CLI_FINE : SW_CLI_USAGE;
}

/**
 * sw_cli_graph:
 *
 * stepwright graph FILE -o OUT: the picture of a definition.
 */
SwCliStatus
sw_cli_graph (int    argc,
              char **argv)
{
  g_autofree char *output = NULL;
  SwCliGraph graph = { .scale = 1.0 };
  g_autoptr (SwModel) model = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "The picture to write", "OUT" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &graph.dark, "Light on dark", NULL },
    { "right", 0, 0, G_OPTION_ARG_NONE, &graph.right, "From left to right", NULL },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &graph.scale, "Pixels per point of a PNG (default: 1)",
      "FACTOR" },
    G_OPTION_ENTRY_NULL,
  };

  if (!sw_cli_parse (&argc, &argv, entries, description))
    return SW_CLI_USAGE;
  graph.output = output;
  if (argc != 2)
    {
      sw_cli_complain ("graph takes one file; see stepwright graph --help");
      return SW_CLI_USAGE;
    }
  if (!check_options (&graph))
    return SW_CLI_USAGE;

  model = sw_cli_load_model (argv[1]);
  if (model == NULL)
    return SW_CLI_USAGE;
  return check_states (argv[1], model) ? draw (&graph, model) : SW_CLI_BAD;
}
