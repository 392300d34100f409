/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-field-menu.h"

#include <glib/gi18n.h>

#include "app/inspector/sw-field-choice.h"
#include "app/inspector/sw-field-row.h"

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

/* Returns: (transfer floating): a box, perhaps empty */
static GtkWidget *
create_list (SwDocument    *document,
             const SwState *state,
             const SwNode  *object,
             SwFieldTab     tab)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint count;
  const SwField *fields
      = sw_fields_get_set (state != NULL ? SW_FIELD_SET_STATE : SW_FIELD_SET_MACHINE, &count);

  for (guint i = 0; i < count; i++)
    if (fields[i].tab == tab && sw_field_is_possible (&fields[i], state)
        && !sw_field_is_shown (&fields[i], state, object))
      gtk_box_append (GTK_BOX (box), create_button (document, &fields[i]));
  return box;
}

/**
 * sw_field_menu_new:
 * @state: (nullable): the selected state; `NULL` for the machine
 * @object: what has the fields
 * @tab: of the inspector
 *
 * Returns: (transfer floating) (nullable): a button with the fields of @tab that have no row, or
 *   `NULL` where all have one
 */
GtkWidget *
sw_field_menu_new (SwDocument    *document,
                   const SwState *state,
                   const SwNode  *object,
                   SwFieldTab     tab)
{
  g_autoptr (GtkWidget) list = g_object_ref_sink (create_list (document, state, object, tab));
  GtkWidget *menu, *popover;

  if (gtk_widget_get_first_child (list) == NULL)
    return NULL;
  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_widget_add_css_class (popover, "menu");
  menu = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (menu), _("Add Field"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (menu), popover);
  gtk_widget_set_halign (menu, GTK_ALIGN_CENTER);
  return menu;
}
