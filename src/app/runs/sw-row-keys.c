/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-row-keys.h"

static gboolean
open_row (GtkTreeListRow *row)
{
  if (!gtk_tree_list_row_is_expandable (row) || gtk_tree_list_row_get_expanded (row))
    return FALSE;
  gtk_tree_list_row_set_expanded (row, TRUE);
  return TRUE;
}

/* Closes the row, or else goes to the one it is inside of */
static gboolean
close_row (GtkSingleSelection *rows,
           GtkTreeListRow     *row)
{
  g_autoptr (GtkTreeListRow) outer = NULL;

  if (gtk_tree_list_row_get_expanded (row))
    {
      gtk_tree_list_row_set_expanded (row, FALSE);
      return TRUE;
    }
  outer = gtk_tree_list_row_get_parent (row);
  if (outer == NULL)
    return FALSE;
  gtk_single_selection_set_selected (rows, gtk_tree_list_row_get_position (outer));
  return TRUE;
}

static gboolean
key_cb (GtkWidget *view,
        GVariant  *outwards,
        gpointer   data)
{
  GtkSingleSelection *rows = data;
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (rows);
  /* What is outwards is where the text begins. */
  gboolean mirrored = gtk_widget_get_direction (view) == GTK_TEXT_DIR_RTL;

  if (row == NULL)
    return FALSE;
  return g_variant_get_boolean (outwards) != mirrored ? close_row (rows, row) : open_row (row);
}

/**
 * sw_row_keys_add:
 * @view: of a tree
 * @rows: what is chosen in it: GtkTreeListRow
 *
 * Right opens the chosen row, Left closes it, or goes to the one it is inside of.
 */
void
sw_row_keys_add (GtkColumnView      *view,
                 GtkSingleSelection *rows)
{
  static const struct
  {
    guint    key;
    gboolean outwards;
  } keys[] = {
    { GDK_KEY_Right, FALSE },
    { GDK_KEY_KP_Right, FALSE },
    { GDK_KEY_Left, TRUE },
    { GDK_KEY_KP_Left, TRUE },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, 0),
                                                gtk_callback_action_new (key_cb, rows, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_boolean (keys[i].outwards));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (view), controller);
}
