/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/json/sw-json-tree-private.h"

#include <glib/gi18n.h>

#include "app/runs/json/sw-json-search.h"

/* Searching a value: matches are lit up, and gone through one by one, opening what hides them. */

static GtkTreeListRow *
find_top_row (SwJsonTree *self,
              guint       position)
{
  return gtk_tree_list_model_get_child_row (self->rows, position);
}

/* Opens what stands around the part that WAY leads to. Returns its row. */
static GtkTreeListRow *
open_way (SwJsonTree      *self,
          const SwJsonWay *way)
{
  g_autoptr (SwJsonNode) node = sw_json_node_new (self->value);
  g_autoptr (GtkTreeListRow) row = NULL;

  for (guint level = 0; level < way->len;)
    {
      guint place = sw_json_node_find_child (node, g_array_index (way, guint, level));
      GtkTreeListRow *child = row != NULL ? (gtk_tree_list_row_set_expanded (row, TRUE),
                                             gtk_tree_list_row_get_child_row (row, place))
                                          : find_top_row (self, place);

      if (child == NULL)
        return NULL;
      g_set_object (&row, child);
      g_object_unref (child);
      g_object_unref (node);
      node = gtk_tree_list_row_get_item (row);
      if (!sw_json_node_is_page (node))
        level++;
    }
  return g_steal_pointer (&row);
}

static void
show_match (SwJsonTree *self)
{
  g_autoptr (GtkTreeListRow) row = NULL;
  g_autofree char *text = NULL;

  if (self->found == NULL || self->found->len == 0)
    {
      gtk_label_set_label (self->search_count, self->found != NULL ? _("No match") : "");
      return;
    }
  /* translators: which match of how many */
  text = g_strdup_printf (_("%u of %u"), self->match + 1, self->found->len);
  gtk_label_set_label (self->search_count, text);
  row = open_way (self, self->found->pdata[self->match]);
  if (row != NULL)
    gtk_list_view_scroll_to (self->list, gtk_tree_list_row_get_position (row),
                             GTK_LIST_SCROLL_SELECT, NULL);
}

static void
update_rows (SwJsonTree *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *expander = gtk_widget_get_first_child (child);

      if (GTK_IS_TREE_EXPANDER (expander)
          && gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (expander)) != NULL)
        _sw_json_row_update (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander)), self);
    }
}

/**
 * _sw_json_tree_search:
 *
 * Looks for what the entry holds in the present value.
 */
void
_sw_json_tree_search (SwJsonTree *self)
{
  const char *text = gtk_editable_get_text (self->search_entry);
  gboolean searching = gtk_search_bar_get_search_mode (self->search_bar) && *text != '\0';

  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->key, g_free);
  self->match = 0;
  if (searching && self->rows != NULL)
    {
      self->key = sw_json_search_dup_key (text);
      self->found = sw_json_search (self->value, text);
    }
  update_rows (self);
  show_match (self);
}

static void
search_changed_cb (SwJsonTree *self)
{
  _sw_json_tree_search (self);
}

static void
step (SwJsonTree *self,
      guint       by)
{
  if (self->found == NULL || self->found->len == 0)
    return;
  self->match = (self->match + by) % self->found->len;
  show_match (self);
}

static void
search_next_cb (SwJsonTree *self)
{
  step (self, 1);
}

static void
search_previous_cb (SwJsonTree *self)
{
  if (self->found != NULL && self->found->len > 0)
    step (self, self->found->len - 1);
}

static void
search_stop_cb (SwJsonTree *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
search_mode_cb (SwJsonTree *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    g_object_set (self, "show-text", FALSE, NULL);
  _sw_json_tree_search (self);
}

/**
 * _sw_json_tree_bind_search:
 *
 * Binds the callbacks of the search for the template.
 */
void
_sw_json_tree_bind_search (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, search_next_cb);
  gtk_widget_class_bind_template_callback (klass, search_previous_cb);
  gtk_widget_class_bind_template_callback (klass, search_stop_cb);
  gtk_widget_class_bind_template_callback (klass, search_mode_cb);
}
