/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-diff.h"

#include "layout/picture/sw-picture.h"

/**
 * sw_cli_can_draw:
 *
 * Returns: TRUE, as this is the program that draws
 */
gboolean
sw_cli_can_draw (char **argv)
{
  return TRUE;
}

/**
 * sw_cli_draw_diff:
 * @diff: two versions
 * @output: the picture to write; its ending is its form
 * @dark: whether it is light on dark
 *
 * Draws both versions as one picture.
 *
 * Returns: FALSE after a message when it cannot be drawn or written
 */
gboolean
sw_cli_draw_diff (const SwDiff *diff,
                  const char   *output,
                  gboolean      dark)
{
  const SwLayoutOptions options = { .direction = SW_DIRECTION_DOWN, .scale = 1.0 };
  g_autoptr (SwDiffGraph) graph = sw_diff_graph_new (diff);
  const SwPictureOptions picture = { .dark = dark, .scale = 1.0, .changes = graph };
  g_autoptr (SwLayout) layout = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  SwPictureFormat format;
  gconstpointer data;
  gsize length;

  if (!sw_picture_format_from_name (output, &format) || format == SW_PICTURE_DOT
      || format == SW_PICTURE_JSON)
    {
      sw_cli_complain ("%s: the ending is none of .svg, .png and .pdf", output);
      return FALSE;
    }
  layout = sw_layout_new (graph->graph, &options, NULL);
  bytes = sw_layout_to_picture (layout, format, &picture, &error);
  if (bytes == NULL)
    {
      sw_cli_complain ("%s", error->message);
      return FALSE;
    }
  data = g_bytes_get_data (bytes, &length);
  return sw_cli_write_file (output, data, length);
}
