/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/json/sw-json-tree-private.h"

#include "json/sw-text.h"

/* What can be done with the rows of a tree: copied, reached by a path, searched. */

/* The row that is chosen, or the only one; (transfer full) (nullable) */
static SwJsonNode *
dup_selected (SwJsonTree *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

static void
copy_value (SwJsonTree *self,
            SwValue     value)
{
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_PRETTY, NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
copy_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  copy_value (SW_JSON_TREE (widget), SW_JSON_TREE (widget)->value);
}

static void
copy_value_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  g_autoptr (SwJsonNode) node = dup_selected (SW_JSON_TREE (widget));

  if (node != NULL)
    copy_value (SW_JSON_TREE (widget), sw_json_node_get_value (node));
}

/**
 * _sw_json_tree_dup_path:
 *
 * Returns: (transfer full) (nullable): how an expression reaches @node
 */
char *
_sw_json_tree_dup_path (SwJsonTree *self,
                        SwJsonNode *node)
{
  if (self->root == NULL || sw_json_node_is_page (node))
    return NULL;
  return sw_json_node_dup_path (node, self->language, self->root);
}

static void
path_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SwJsonTree *self = SW_JSON_TREE (widget);
  g_autoptr (SwJsonNode) node = dup_selected (self);
  g_autofree char *path = node != NULL ? _sw_json_tree_dup_path (self, node) : NULL;

  if (path == NULL)
    gtk_widget_error_bell (widget);
  else if (g_str_equal (action, "json.copy-path"))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), path);
  else
    gtk_widget_activate_action (widget, "win.insert-expression", "s", path);
}

static void
search_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  SwJsonTree *self = SW_JSON_TREE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * _sw_json_tree_update_actions:
 *
 * Enables what can be done with the row that is chosen.
 */
void
_sw_json_tree_update_actions (SwJsonTree *self)
{
  g_autoptr (SwJsonNode) node = dup_selected (self);
  g_autofree char *path = node != NULL ? _sw_json_tree_dup_path (self, node) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "json.copy-value", node != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "json.copy-path", path != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "json.insert-path", path != NULL);
}

/* One that was closed stays until the next one opens: it may still handle the click that closed
 * it. */
static void
pop_menu_up (SwJsonTree *self,
             double      x,
             double      y)
{
  GtkWidget *menu = gtk_popover_menu_new_from_model (self->row_menu);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = menu;
  gtk_widget_set_parent (menu, GTK_WIDGET (self->list));
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (menu));
}

static void
menu_pressed_cb (SwJsonTree *self,
                 int         n_press,
                 double      x,
                 double      y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  GtkWidget *expander = at != NULL ? gtk_widget_get_ancestor (at, GTK_TYPE_TREE_EXPANDER) : NULL;

  if (expander == NULL && at != NULL && GTK_IS_TREE_EXPANDER (gtk_widget_get_first_child (at)))
    expander = gtk_widget_get_first_child (at);
  if (expander == NULL)
    return;
  gtk_single_selection_set_selected (
      self->selection, gtk_tree_list_row_get_position (
                           gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (expander))));
  pop_menu_up (self, x, y);
}

static void
menu_key_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  SwJsonTree *self = SW_JSON_TREE (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  graphene_rect_t bounds;

  if (focus != NULL && gtk_widget_compute_bounds (focus, GTK_WIDGET (self->list), &bounds))
    pop_menu_up (self, bounds.origin.x + 24, bounds.origin.y + bounds.size.height);
}

/**
 * _sw_json_tree_install_actions:
 *
 * Adds the actions of a tree, their keys, and the menu of a row.
 */
void
_sw_json_tree_install_actions (GtkWidgetClass *klass)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } keys[] = {
    { GDK_KEY_f, GDK_CONTROL_MASK, "json.search" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "json.copy-value" },
    { GDK_KEY_C, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "json.copy-path" },
    { GDK_KEY_Menu, 0, "json.menu" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "json.menu" },
  };

  gtk_widget_class_install_action (klass, "json.copy", NULL, copy_cb);
  gtk_widget_class_install_action (klass, "json.copy-value", NULL, copy_value_cb);
  gtk_widget_class_install_action (klass, "json.copy-path", NULL, path_cb);
  gtk_widget_class_install_action (klass, "json.insert-path", NULL, path_cb);
  gtk_widget_class_install_action (klass, "json.search", NULL, search_cb);
  gtk_widget_class_install_action (klass, "json.menu", NULL, menu_key_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, keys[i].modifiers, keys[i].action,
                                         NULL);
  gtk_widget_class_bind_template_callback (klass, menu_pressed_cb);
}
