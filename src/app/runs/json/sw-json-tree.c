/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/json/sw-json-tree-private.h"

#include "json/sw-text.h"

/* A new value opens with this many rows at most, level by level. */
#define FIRST_ROWS 24
/* What of the value before was open stays open, as far as that is among the first rows. */
#define KEPT_ROWS 2000

G_DEFINE_FINAL_TYPE (SwJsonTree, sw_json_tree, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_PLACEHOLDER,
  PROP_SHOW_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GListModel *
create_children (gpointer item,
                 gpointer user_data)
{
  return sw_json_node_new_children (item);
}

/* The parts of what holds parts; else the value itself, alone */
static GListModel *
create_top (SwValue value)
{
  g_autoptr (SwJsonNode) node = sw_json_node_new (value);
  GListModel *children = sw_json_node_new_children (node);

  if (children == NULL)
    {
      children = G_LIST_MODEL (g_list_store_new (SW_TYPE_JSON_NODE));
      g_list_store_append (G_LIST_STORE (children), node);
    }
  return children;
}

/* Pointers of the open rows */
static GHashTable *
list_open (SwJsonTree *self)
{
  GHashTable *open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint count = self->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;

  for (guint i = 0; i < MIN (count, KEPT_ROWS); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, i);
      g_autoptr (SwJsonNode) node = NULL;

      if (!gtk_tree_list_row_get_expanded (row))
        continue;
      node = gtk_tree_list_row_get_item (row);
      g_hash_table_add (open, sw_json_node_dup_pointer (node));
    }
  return open;
}

static void
open_again (SwJsonTree *self,
            GHashTable *open)
{
  for (guint i = 0;
       g_hash_table_size (open) > 0 && i < g_list_model_get_n_items (G_LIST_MODEL (self->rows))
       && i < KEPT_ROWS;
       i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, i);
      g_autoptr (SwJsonNode) node = gtk_tree_list_row_get_item (row);
      g_autofree char *pointer = sw_json_node_dup_pointer (node);

      if (g_hash_table_remove (open, pointer))
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

/* One level after the other, as long as all of it is to be seen at once */
static void
open_first (SwJsonTree *self)
{
  GListModel *rows = G_LIST_MODEL (self->rows);

  for (guint i = 0; i < g_list_model_get_n_items (rows) && i < FIRST_ROWS; i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, i);
      g_autoptr (SwJsonNode) node = gtk_tree_list_row_get_item (row);
      guint parts = sw_value_get_length (sw_json_node_get_value (node));

      if (gtk_tree_list_row_is_expandable (row) && !sw_json_node_is_page (node)
          && g_list_model_get_n_items (rows) + parts <= FIRST_ROWS)
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
show_page (SwJsonTree *self)
{
  gboolean none = sw_value_is (self->value, SW_TYPE_UNDEFINED);

  if (self->show_text && !none && !self->text_shown)
    {
      g_autofree char *text = sw_value_to_text (self->value, SW_TEXT_PRETTY, NULL);

      sw_json_view_set_text (self->text_view, text);
      self->text_shown = TRUE;
    }
  gtk_stack_set_visible_child_name (self->stack, none             ? "none"
                                                 : self->show_text ? "text"
                                                                   : "tree");
  gtk_widget_set_visible (self->tools, !none);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "json.copy", !none);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "json.search", !none);
}

static void
show_rows (SwJsonTree *self)
{
  g_autoptr (GHashTable) open = list_open (self);

  g_clear_object (&self->rows);
  if (!sw_value_is (self->value, SW_TYPE_UNDEFINED))
    self->rows = gtk_tree_list_model_new (create_top (self->value), FALSE, FALSE, create_children,
                                          NULL, NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  if (self->rows != NULL && g_hash_table_size (open) > 0)
    open_again (self, open);
  else if (self->rows != NULL)
    open_first (self);
}

static void
sw_json_tree_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SwJsonTree *self = SW_JSON_TREE (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, gtk_label_get_label (self->placeholder_label));
      break;
    case PROP_SHOW_TEXT:
      g_value_set_boolean (value, self->show_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_json_tree_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SwJsonTree *self = SW_JSON_TREE (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_set_str (&self->label, g_value_get_string (value));
      g_object_set (self->text_view, "label", self->label, NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      self->label != NULL ? self->label : "", -1);
      break;
    case PROP_PLACEHOLDER:
      gtk_label_set_label (self->placeholder_label, g_value_get_string (value));
      break;
    case PROP_SHOW_TEXT:
      if (self->show_text == g_value_get_boolean (value))
        break;
      self->show_text = g_value_get_boolean (value);
      if (self->show_text)
        gtk_search_bar_set_search_mode (self->search_bar, FALSE);
      show_page (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_json_tree_dispose (GObject *object)
{
  SwJsonTree *self = SW_JSON_TREE (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_JSON_TREE);
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (sw_json_tree_parent_class)->dispose (object);
}

static void
sw_json_tree_finalize (GObject *object)
{
  SwJsonTree *self = SW_JSON_TREE (object);

  sw_value_clear (&self->value);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self->key);
  g_free (self->root);
  g_free (self->label);
  G_OBJECT_CLASS (sw_json_tree_parent_class)->finalize (object);
}

static void
sw_json_tree_class_init (SwJsonTreeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags
      = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  g_type_ensure (SW_TYPE_JSON_VIEW);
  object_class->get_property = sw_json_tree_get_property;
  object_class->set_property = sw_json_tree_set_property;
  object_class->dispose = sw_json_tree_dispose;
  object_class->finalize = sw_json_tree_finalize;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  properties[PROP_SHOW_TEXT] = g_param_spec_boolean ("show-text", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-json-tree.ui");
  gtk_widget_class_bind_template_child (widget_class, SwJsonTree, stack);
  gtk_widget_class_bind_template_child (widget_class, SwJsonTree, placeholder_label);
  gtk_widget_class_bind_template_child (widget_class, SwJsonTree, list);
  gtk_widget_class_bind_template_child (widget_class, SwJsonTree, text_view);
  gtk_widget_class_bind_template_child (widget_class, SwJsonTree, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SwJsonTree, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SwJsonTree, search_count);
  gtk_widget_class_bind_template_child (widget_class, SwJsonTree, tools);
  gtk_widget_class_bind_template_child (widget_class, SwJsonTree, row_menu);
  _sw_json_tree_bind_search (widget_class);
  _sw_json_tree_install_actions (widget_class);
}

static void
sw_json_tree_init (SwJsonTree *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (_sw_json_tree_update_actions), self, G_CONNECT_SWAPPED);
  factory = _sw_json_row_factory_new (self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  _sw_json_tree_update_actions (self);
  show_page (self);
}

/**
 * sw_json_tree_new:
 *
 * Returns: (transfer floating): a tree that shows nothing yet
 */
GtkWidget *
sw_json_tree_new (void)
{
  return g_object_new (SW_TYPE_JSON_TREE, NULL);
}

/**
 * sw_json_tree_set_value:
 * @value: undefined: there is none, and the placeholder says so
 *
 * Shows another value. Parts that were open stay open where the new value has them.
 */
void
sw_json_tree_set_value (SwJsonTree *self,
                        SwValue     value)
{
  g_return_if_fail (SW_IS_JSON_TREE (self));

  if (sw_value_same_box (self->value, value))
    return;
  sw_value_set (&self->value, sw_value_ref (value));
  self->text_shown = FALSE;
  show_page (self); /* first: the rows keep clear of the buttons that show */
  show_rows (self);
  _sw_json_tree_search (self);
}

/**
 * sw_json_tree_get_value:
 *
 * Returns: borrowed: what is shown
 */
SwValue
sw_json_tree_get_value (SwJsonTree *self)
{
  return self->value;
}

/**
 * sw_json_tree_set_root:
 * @language: in which paths are written
 * @root: (nullable): what expressions call the whole value: "$", "$states.input"; `NULL`: they
 *   cannot reach it
 */
void
sw_json_tree_set_root (SwJsonTree      *self,
                       SwQueryLanguage  language,
                       const char      *root)
{
  g_return_if_fail (SW_IS_JSON_TREE (self));

  self->language = language;
  g_set_str (&self->root, root);
  _sw_json_tree_update_actions (self);
}
