/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/json/sw-json-tree-private.h"

#include <glib/gi18n.h>

#include "app/runs/json/sw-json-search.h"
#include "json/sw-text.h"

/* A row of the tree: a name, and what stands there on one line, what is looked for lit up. */

#define PREVIEW_LENGTH 300 /* characters; a row shows no more at any width */
/* So many rows at the top share their height with the buttons that lie over the tree. */
#define ROWS_BESIDE_TOOLS 2

static const char *const type_classes[] = {
  [SW_TYPE_UNDEFINED] = "json-null", [SW_TYPE_NULL] = "json-null",
  [SW_TYPE_BOOLEAN] = "json-word",   [SW_TYPE_NUMBER] = "json-number",
  [SW_TYPE_STRING] = "json-string",  [SW_TYPE_ARRAY] = "json-parts",
  [SW_TYPE_OBJECT] = "json-parts",   [SW_TYPE_OPAQUE] = "json-null",
};

static void
light_up (GtkLabel   *label,
          const char *text,
          const char *key)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  gsize start, end = 0;

  while (key != NULL && sw_json_search_find (text, key, end, &start, &end))
    {
      /* The yellow of search matches, as in text editors, readable on light and dark. */
      PangoAttribute *ground = pango_attr_background_new (0xf6f6, 0xd3d3, 0x2d2d);
      PangoAttribute *ink = pango_attr_foreground_new (0, 0, 0);

      ground->start_index = ink->start_index = (guint) start;
      ground->end_index = ink->end_index = (guint) end;
      pango_attr_list_insert (attributes, ground);
      pango_attr_list_insert (attributes, ink);
    }
  gtk_label_set_attributes (label, attributes);
}

/* "3 elements" of what holds others, in front of a look inside */
static char *
dup_text (SwJsonNode *node)
{
  SwValue value = sw_json_node_get_value (node);
  guint count = sw_value_get_length (value);

  if (sw_json_node_is_page (node))
    return g_strdup ("");
  if (sw_value_is (value, SW_TYPE_ARRAY) && count > 0)
    {
      g_autofree char *preview = sw_value_dup_preview (value, PREVIEW_LENGTH);

      return g_strdup_printf ("%u  %s", count, preview);
    }
  return sw_value_dup_preview (value, PREVIEW_LENGTH);
}

static GtkListItem *
get_item (GtkWidget *box)
{
  return g_object_get_data (G_OBJECT (box), "sw-json-item");
}

static SwJsonNode *
get_node (GtkListItem *item)
{
  return gtk_tree_list_row_get_item (GTK_TREE_LIST_ROW (gtk_list_item_get_item (item)));
}

/**
 * _sw_json_row_update:
 * @row: (type GtkBox): what the factory made
 *
 * Shows the node that the row stands for now.
 */
void
_sw_json_row_update (GtkWidget  *row,
                     SwJsonTree *tree)
{
  GtkListItem *item = get_item (row);
  g_autoptr (SwJsonNode) node = get_node (item);
  GtkLabel *key_label = GTK_LABEL (gtk_widget_get_first_child (row));
  GtkLabel *value_label = GTK_LABEL (gtk_widget_get_last_child (row));
  SwType type = sw_value_type (sw_json_node_get_value (node));
  g_autofree char *key = sw_json_node_dup_key (node);
  g_autofree char *text = dup_text (node);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", key, text);

  gtk_label_set_label (key_label, key);
  gtk_widget_set_visible (GTK_WIDGET (key_label), *key != '\0');
  gtk_label_set_label (value_label, text);
  for (gsize i = 0; i < G_N_ELEMENTS (type_classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (value_label), type_classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (value_label), type_classes[type]);
  light_up (key_label, key, tree->key);
  light_up (value_label, text, tree->key);
  gtk_list_item_set_accessible_label (item, *key != '\0' ? spoken : text);
}

static void
bind_cb (SwJsonTree  *self,
         GtkListItem *item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));

  gtk_tree_expander_set_list_row (expander, gtk_list_item_get_item (item));
  _sw_json_row_update (gtk_tree_expander_get_child (expander), self);
}

static void
unbind_cb (SwJsonTree  *self,
           GtkListItem *item)
{
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
}

static GdkContentProvider *
drag_prepare_cb (SwJsonTree    *self,
                 double         x,
                 double         y,
                 GtkDragSource *source)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (SwJsonNode) node = get_node (get_item (row));
  g_autofree char *path = _sw_json_tree_dup_path (self, node);

  return path != NULL ? gdk_content_provider_new_typed (G_TYPE_STRING, path) : NULL;
}

static void
drag_begin_cb (GtkDragSource *source)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (gtk_widget_get_first_child (row));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

/* The buttons cover no text of a tree that is not scrolled. */
static void
position_cb (GtkListItem *item,
             GParamSpec  *pspec,
             SwJsonTree  *self)
{
  GtkWidget *expander = gtk_list_item_get_child (item);
  int width = 0;

  if (expander == NULL)
    return;
  if (gtk_list_item_get_position (item) < ROWS_BESIDE_TOOLS)
    gtk_widget_measure (self->tools, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_set_margin_end (expander, width);
}

static void
setup_cb (SwJsonTree  *self,
          GtkListItem *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *key = gtk_label_new (NULL);
  GtkWidget *value = gtk_label_new (NULL);
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_widget_add_css_class (key, "json-key");
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (value), TRUE);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_box_append (GTK_BOX (row), key);
  gtk_box_append (GTK_BOX (row), value);
  g_object_set_data (G_OBJECT (row), "sw-json-item", item);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), NULL);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), row);
  gtk_list_item_set_child (item, expander);
  g_signal_connect_object (item, "notify::position", G_CALLBACK (position_cb), self, 0);
}

/**
 * _sw_json_row_factory_new:
 *
 * Returns: (transfer full): makes the rows of @self
 */
GtkListItemFactory *
_sw_json_row_factory_new (SwJsonTree *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}
