/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-window-private.h"

#include <string.h>

/* The overview of keys. GTK would load it by itself, but with each window that opens: it has more widgets than the rest
 * of an empty window. Here it is made when it is asked for. Its classes are deprecated and their successors younger than
 * GNOME 48, so that nothing is called of them: they are made of the resource, and known by their properties. */

#define RESOURCE "/io/github/stepwright/Stepwright/help-overlay.ui"

/* A shortcut of an action has the action's keys. There are others in the tree than the resource names: the window has
 * each a second time, to be searched for. */
static void
fill_keys (GtkApplication *app,
           GtkWidget      *widget)
{
  g_autofree char *action = NULL;
  g_autofree char *keys = NULL;
  g_auto (GStrv) accels = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fill_keys (app, child);
  if (strcmp (G_OBJECT_TYPE_NAME (widget), "GtkShortcutsShortcut") != 0)
    return;
  g_object_get (widget, "action-name", &action, NULL);
  if (action == NULL)
    return;
  accels = gtk_application_get_accels_for_action (app, action);
  keys = g_strjoinv (" ", accels);
  g_object_set (widget, "accelerator", keys, NULL);
}

/**
 * _sw_window_show_shortcuts:
 *
 * Shows which keys there are.
 */
void
_sw_window_show_shortcuts (SwWindow *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE);
  GtkWindow *overview = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  fill_keys (gtk_window_get_application (GTK_WINDOW (self)), GTK_WIDGET (overview));
  gtk_window_set_transient_for (overview, GTK_WINDOW (self));
  gtk_window_present (overview);
}
