/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-event-cells.h"

#include <glib/gi18n.h>

#include "app/runs/json/sw-json-node.h"
#include "json/sw-text.h"

#define PREVIEW_LENGTH 300 /* characters; a row shows no more at any width */

/* Marks of Unicode. No letter tells the direction of "+0:01.000": among text from the right its
 * sign would go to the end. */
#define FROM_LEFT "\u2066"
#define END_OF_DIRECTION "\u2069"

static GListModel *
create_children (gpointer item,
                 gpointer user_data)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (SwJsonNode) node = NULL;

  if (SW_IS_JSON_NODE (item))
    return sw_json_node_new_children (item);
  value = sw_history_event_to_value (sw_event_item_get_event (item), FALSE);
  node = sw_json_node_new (value);
  return sw_json_node_new_children (node);
}

/**
 * sw_event_rows_new:
 * @take_events: (transfer full): SwEventItem
 *
 * Returns: (transfer full): GtkTreeListRow of them, closed
 */
GtkTreeListModel *
sw_event_rows_new (GListModel *take_events)
{
  return gtk_tree_list_model_new (take_events, FALSE, FALSE, create_children, NULL, NULL);
}

/**
 * sw_event_row_dup_event:
 *
 * Returns: (transfer full): the event that the row is, or is a part of
 */
SwEventItem *
sw_event_row_dup_event (GtkTreeListRow *row)
{
  g_autoptr (GtkTreeListRow) at = g_object_ref (row);
  GtkTreeListRow *outer;

  while ((outer = gtk_tree_list_row_get_parent (at)) != NULL)
    {
      g_object_unref (at);
      at = outer;
    }
  return gtk_tree_list_row_get_item (at);
}

static GtkWidget *
create_text (float       xalign,
             guint       min_chars,
             const char *css_class)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), xalign);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), min_chars);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (text, css_class);
  return text;
}

static void
setup_number (GtkListItem *cell)
{
  gtk_list_item_set_child (cell, create_text (1, 5, "numeric"));
}

static void
setup_time (GtkListItem *cell)
{
  gtk_list_item_set_child (cell, create_text (1, 11, "numeric"));
}

static void
setup_step (GtkListItem *cell)
{
  GtkWidget *text = create_text (0, 8, NULL);

  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), 20);
  gtk_list_item_set_child (cell, text);
}

/* What unfolds the row, the type, and a sign of failure behind it */
static void
setup_type (GtkListItem *cell)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = create_text (0, 12, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");

  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), 26);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_tooltip_text (icon, _("Failure"));
  gtk_widget_add_css_class (icon, "error");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_list_item_set_child (cell, expander);
}

static void
show_text (GtkListItem *cell,
           const char  *text)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (cell)), text);
}

/* A member of the event, in place of the type; its value is in the step's place. */
static void
show_type (GtkListItem *cell,
           gpointer     item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (cell));
  GtkWidget *box = gtk_tree_expander_get_child (expander);
  GtkWidget *text = gtk_widget_get_first_child (box);
  g_autofree char *words = NULL;

  if (SW_IS_JSON_NODE (item))
    words = sw_json_node_dup_key (item);
  else
    g_object_get (item, "type", &words, NULL);
  gtk_tree_expander_set_list_row (expander, gtk_list_item_get_item (cell));
  gtk_inscription_set_text (GTK_INSCRIPTION (text), words);
  if (SW_IS_JSON_NODE (item))
    gtk_widget_add_css_class (text, "dim-label");
  else
    gtk_widget_remove_css_class (text, "dim-label");
  gtk_widget_set_visible (gtk_widget_get_last_child (box),
                          SW_IS_EVENT_ITEM (item) && sw_event_item_is_failure (item));
}

static void
show_step (GtkListItem *cell,
           gpointer     item)
{
  g_autofree char *words = NULL;

  if (SW_IS_EVENT_ITEM (item))
    g_object_get (item, "step", &words, NULL);
  else if (!sw_json_node_is_page (item))
    words = sw_value_dup_preview (sw_json_node_get_value (item), PREVIEW_LENGTH);
  show_text (cell, words != NULL ? words : "");
}

static void
show_id (GtkListItem *cell,
         gpointer     item)
{
  g_autofree char *words = NULL;

  if (SW_IS_EVENT_ITEM (item))
    words = g_strdup_printf ("%" G_GINT64_FORMAT,
                             (gint64) sw_history_event_get_id (sw_event_item_get_event (item)));
  show_text (cell, words != NULL ? words : "");
}

static void
show_time (GtkListItem *cell,
           gpointer     item)
{
  g_autofree char *words = NULL, *isolated = NULL;

  if (SW_IS_EVENT_ITEM (item))
    g_object_get (item, "time", &words, NULL);
  if (words != NULL)
    isolated = g_strconcat (FROM_LEFT, words, END_OF_DIRECTION, NULL);
  show_text (cell, isolated != NULL ? isolated : "");
}

typedef struct
{
  const char *id;
  const char *title;
  const char *sort;   /* property of SwEventItem */
  gboolean    number; /* that property is */
  gboolean    expand;
  void (*setup) (GtkListItem *cell);
  void (*show) (GtkListItem *cell,
                gpointer     item);
} Column;

static const Column columns[] = {
  { "id", N_("ID"), "id", TRUE, FALSE, setup_number, show_id },
  { "type", N_("Type"), "type", FALSE, TRUE, setup_type, show_type },
  { "step", N_("Step"), "step", FALSE, TRUE, setup_step, show_step },
  { "time", N_("Time"), "id", TRUE, FALSE, setup_time, show_time },
};

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *cell,
          gpointer            data)
{
  ((const Column *) data)->setup (cell);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *cell,
         gpointer            data)
{
  g_autoptr (GObject) item = gtk_tree_list_row_get_item (gtk_list_item_get_item (cell));

  ((const Column *) data)->show (cell, item);
}

static GtkSorter *
create_sorter (const Column *column)
{
  GtkExpression *value = gtk_property_expression_new (SW_TYPE_EVENT_ITEM, NULL, column->sort);

  return column->number ? GTK_SORTER (gtk_numeric_sorter_new (value))
                        : GTK_SORTER (gtk_string_sorter_new (value));
}

/**
 * sw_event_cells_add:
 * @view: without columns
 *
 * Adds the columns of events. Their sorters are for the events, before they become rows.
 */
void
sw_event_cells_add (GtkColumnView *view)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column
          = gtk_column_view_column_new (gettext (columns[i].title), factory);
      g_autoptr (GtkSorter) sorter = create_sorter (&columns[i]);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) &columns[i]);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) &columns[i]);
      gtk_column_view_column_set_id (column, columns[i].id);
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].expand);
      gtk_column_view_append_column (view, column);
    }
}
