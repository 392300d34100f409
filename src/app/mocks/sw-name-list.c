/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/mocks/sw-name-list.h"

#include <string.h>

struct _SwNameList
{
  GtkPopover  parent_instance;

  GtkListBox *list;
  char       *typed; /* in small letters */
};

G_DEFINE_FINAL_TYPE (SwNameList, sw_name_list, GTK_TYPE_POPOVER)

static guint picked_signal;

static const char *
get_name (GtkListBoxRow *row)
{
  return gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row)));
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  SwNameList *self = user_data;
  g_autofree char *name = g_utf8_casefold (get_name (row), -1);

  return self->typed == NULL || strstr (name, self->typed) != NULL;
}

static void
activated_cb (SwNameList    *self,
              GtkListBoxRow *row)
{
  g_signal_emit (self, picked_signal, 0, get_name (row));
}

static void
sw_name_list_finalize (GObject *object)
{
  g_free (SW_NAME_LIST (object)->typed);
  G_OBJECT_CLASS (sw_name_list_parent_class)->finalize (object);
}

static void
sw_name_list_class_init (SwNameListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_name_list_finalize;
  picked_signal = g_signal_new ("picked", SW_TYPE_NAME_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sw_name_list_init (SwNameList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 240);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
}

/**
 * sw_name_list_new:
 * @entry: under which it is shown; it is the list's parent, so unparent the list with it
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
sw_name_list_new (GtkWidget *entry)
{
  GtkWidget *self = g_object_new (SW_TYPE_NAME_LIST, NULL);

  gtk_widget_set_parent (self, entry);
  return self;
}

/**
 * sw_name_list_set_names:
 * @names: all that there are
 */
void
sw_name_list_set_names (SwNameList        *self,
                        const char *const *names)
{
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; names[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (names[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (self->list, label);
    }
}

/* The rows that fit, in their order */
static GPtrArray *
dup_rows (SwNameList *self)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (GTK_IS_LIST_BOX_ROW (row) && filter_cb (GTK_LIST_BOX_ROW (row), self))
      g_ptr_array_add (rows, row);
  return rows;
}

/**
 * sw_name_list_show:
 * @typed: part of a name; "" for all
 *
 * Shows the names that have @typed in them; hides the list where that leaves nothing to choose.
 */
void
sw_name_list_show (SwNameList *self,
                   const char *typed)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_free (self->typed);
  self->typed = g_utf8_casefold (typed, -1);
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_unselect_all (self->list);
  rows = dup_rows (self);
  if (rows->len == 0 || (rows->len == 1 && g_str_equal (get_name (rows->pdata[0]), typed)))
    sw_name_list_hide (self);
  else
    gtk_popover_popup (GTK_POPOVER (self));
}

/**
 * sw_name_list_hide:
 *
 * Hides the names.
 */
void
sw_name_list_hide (SwNameList *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/**
 * sw_name_list_is_shown:
 *
 * Returns: whether names are offered now
 */
gboolean
sw_name_list_is_shown (SwNameList *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self));
}

/* To the next row, or the one before; round and round */
static void
move (SwNameList *self,
      int         by)
{
  g_autoptr (GPtrArray) rows = dup_rows (self);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  guint index, count = rows->len;

  if (count == 0)
    return;
  if (row == NULL || !g_ptr_array_find (rows, row, &index))
    index = by > 0 ? 0 : count - 1;
  else
    index = (index + count + (guint) by) % count;
  gtk_list_box_select_row (self->list, rows->pdata[index]);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), get_name (rows->pdata[index]),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
take_chosen (SwNameList *self)
{
  g_autoptr (GPtrArray) rows = dup_rows (self);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL && rows->len == 1)
    row = rows->pdata[0];
  if (row != NULL)
    activated_cb (self, row);
  return row != NULL;
}

/**
 * sw_name_list_take_key:
 * @key: that the entry got while the names are shown
 *
 * Lets arrows choose, Enter take what is chosen or the only one that fits, and Escape close the
 * list.
 *
 * Returns: whether the key was for the list
 */
gboolean
sw_name_list_take_key (SwNameList *self,
                       guint       key)
{
  switch (key)
    {
    case GDK_KEY_Down:
      move (self, 1);
      return TRUE;
    case GDK_KEY_Up:
      move (self, -1);
      return TRUE;
    case GDK_KEY_Escape:
      sw_name_list_hide (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return take_chosen (self);
    default:
      return FALSE;
    }
}
