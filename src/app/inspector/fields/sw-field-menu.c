/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-menu.h"

#include <glib/gi18n.h>

#include "app/inspector/fields/sw-field-choice.h"
#include "app/inspector/fields/sw-field-row.h"

/* The fields of an object that have no row yet, each a button that gives it one. */

/* The button's name is the field's. */
static void
add_field_cb (SwDocument *document,
              GtkWidget  *button)
{
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);
  SwState *state = sw_document_get_selected_state (document);
  SwFieldSet set = state != NULL ? SW_FIELD_SET_STATE : SW_FIELD_SET_MACHINE;
  const SwField *field = sw_fields_find_in (set, gtk_widget_get_name (button));
  g_autoptr (SwFieldRow) row = NULL;

  gtk_popover_popdown (GTK_POPOVER (popover));
  if (field == NULL)
    return;
  row = sw_field_row_new (document, set, field);
  sw_field_row_show (row, state != NULL ? state->pointer : "");
  sw_field_row_start (row);
}

static GtkWidget *
create_button (SwDocument    *document,
               const SwField *field)
{
  GtkWidget *button = gtk_button_new_with_label (gettext (field->label));

  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  gtk_widget_set_name (button, field->name);
  gtk_widget_set_tooltip_text (button, gettext (field->help));
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_field_cb), document,
                           G_CONNECT_SWAPPED);
  return button;
}

/* Of a group of which one may stand, the row of the one that does offers the others. */
static gboolean
is_offered (const SwField *field,
            const SwState *state,
            const SwNode  *object,
            SwFieldTab     tab)
{
  return field->tab == tab && sw_field_is_possible (field, state)
         && !sw_field_is_shown (field, state, object)
         && !sw_field_has_shown_rival (field, state, object);
}

static const SwField *
get_fields (const SwState *state,
            guint         *count)
{
  return sw_fields_get_set (state != NULL ? SW_FIELD_SET_STATE : SW_FIELD_SET_MACHINE, count);
}

/* The list is made when it is opened, for the state that is selected then. */
static void
create_popup (GtkMenuButton *menu,
              gpointer       user_data)
{
  SwDocument *document = g_object_get_data (G_OBJECT (menu), "document");
  SwState *state = sw_document_get_selected_state (document);
  const SwNode *object
      = state != NULL ? state->node
                      : sw_tree_get_root (sw_model_get_tree (sw_document_get_model (document)));
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint count;
  const SwField *fields = get_fields (state, &count);

  for (guint i = 0; i < count; i++)
    if (is_offered (&fields[i], state, object, GPOINTER_TO_UINT (user_data)))
      gtk_box_append (GTK_BOX (box), create_button (document, &fields[i]));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "menu");
  gtk_menu_button_set_popover (menu, popover);
}

/**
 * sw_field_menu_new:
 * @tab: of the inspector
 *
 * Returns: (transfer floating): a button with the fields of @tab that the selected state, or the
 *   machine, could have and has no row for
 */
GtkWidget *
sw_field_menu_new (SwDocument *document,
                   SwFieldTab  tab)
{
  GtkWidget *menu = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (menu), _("Add Field"));
  gtk_widget_set_halign (menu, GTK_ALIGN_CENTER);
  /* The document holds the inspector's rows no longer than the inspector it. */
  g_object_set_data_full (G_OBJECT (menu), "document", g_object_ref (document), g_object_unref);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (menu), create_popup,
                                         GUINT_TO_POINTER (tab), NULL);
  return menu;
}

/**
 * sw_field_menu_has:
 * @state: (nullable): the selected state; `NULL` for the machine
 * @object: what has the fields
 *
 * Returns: whether there is anything to offer
 */
gboolean
sw_field_menu_has (const SwState *state,
                   const SwNode  *object,
                   SwFieldTab     tab)
{
  guint count;
  const SwField *fields = get_fields (state, &count);

  for (guint i = 0; i < count; i++)
    if (is_offered (&fields[i], state, object, tab))
      return TRUE;
  return FALSE;
}
