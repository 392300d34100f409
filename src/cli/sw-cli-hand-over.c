/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sw-cli.h"

#include <errno.h>
#include <unistd.h>

/* The commands that draw are in a program of their own. What they link (Graphviz, cairo, librsvg and what these bring
 * along, some forty libraries) takes longer to load than a definition takes to check, and the other commands do not
 * need it. */

#define DRAW "stepwright-draw"

/* Beside this program where both were built; else where it was installed, also under another prefix. */
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

/**
 * sw_cli_graph:
 *
 * stepwright graph FILE -o OUT: becomes the program that draws. Returns only when that fails.
 */
SwCliStatus
sw_cli_graph (int    argc,
              char **argv)
{
  g_autofree char *draw = dup_draw ();
  g_autofree char **arguments = g_new0 (char *, (gsize) argc + 2);

  arguments[0] = draw;
  for (int i = 0; i < argc; i++)
    arguments[i + 1] = argv[i];
  execv (draw, arguments);
  sw_cli_complain ("%s, which draws, cannot be started: %s", draw, g_strerror (errno));
  return SW_CLI_USAGE;
}
