/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "app/sw-application.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (SwApplication) app = NULL;

  setlocale (LC_ALL, "");
  /* A locale of the main thread's own: Graphviz, at work in another, sets the process's LC_NUMERIC
   * for moments. */
  uselocale (duplocale (LC_GLOBAL_LOCALE));
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  app = sw_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
