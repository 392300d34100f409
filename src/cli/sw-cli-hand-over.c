/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sw-cli-diff.h"

#include <errno.h>
#include <unistd.h>

/* The commands that draw are in a program of their own. What they link (Graphviz, cairo, librsvg
 * and what these bring along, some forty libraries) takes longer to load than a definition takes to
 * check, and the other commands do not need it. */

#define DRAW "stepwright-draw"

/* Beside this program where both were built; else where it was installed, also under another
 * prefix. */
static char *
dup_draw (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : g_strdup (BINDIR);
  g_autofree char *beside = g_build_filename (folder, DRAW, NULL);
  g_autofree char *moved = g_build_filename (folder, "..", "libexec", "stepwright", DRAW, NULL);

  if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  if (g_file_test (moved, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&moved);
  return g_build_filename (PKGLIBEXECDIR, DRAW, NULL);
}

/* Becomes the program that draws; returns only when that fails. */
static void
hand_over (char **argv)
{
  g_autofree char *draw = dup_draw ();
  g_autofree char **arguments = g_new0 (char *, (gsize) g_strv_length (argv) + 2);

  arguments[0] = draw;
  for (guint i = 0; argv[i] != NULL; i++)
    arguments[i + 1] = argv[i];
  execv (draw, arguments);
  sw_cli_complain ("%s, which draws, cannot be started: %s", draw, g_strerror (errno));
}

/**
 * sw_cli_graph:
 *
 * stepwright graph FILE -o OUT: becomes the program that draws. Returns only when that fails.
 */
SwCliStatus
sw_cli_graph (int    argc,
              char **argv)
{
  hand_over (argv);
  return SW_CLI_USAGE;
}

/**
 * sw_cli_can_draw:
 * @argv: (array zero-terminated=1): the command line, the command's name first
 *
 * Becomes the program that draws, which does all that @argv asks for.
 *
 * Returns: FALSE, after a message: it cannot be started
 */
gboolean
sw_cli_can_draw (char **argv)
{
  hand_over (argv);
  return FALSE;
}

/* For the program that draws, which has its own */
gboolean
sw_cli_draw_diff (const SwDiff *diff,
                  const char   *output,
                  gboolean      dark)
{
  g_return_val_if_reached (FALSE);
}
