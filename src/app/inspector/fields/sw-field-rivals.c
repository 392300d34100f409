/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of a group of fields one may stand: seconds, a timestamp, or a path to either. The one that
 * stands has a button with the others, which take its place. */

/* The button's name is the field's. */
static void
chosen_cb (SwFieldRow *self,
           GtkWidget  *button)
{
  const SwField *field = sw_fields_find_in (self->set, gtk_widget_get_name (button));
  g_autoptr (SwFieldRow) row = sw_field_row_new (self->document, self->set, field);
  g_autofree char *pointer = g_strdup (self->pointer);

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER)));
  sw_field_row_commit (self);
  sw_field_row_show (row, pointer);
  sw_field_row_start (row);
}

static gboolean
is_rival (SwFieldRow    *self,
          const SwField *field)
{
  SwState *state = _sw_field_row_get_state (self);

  return field != self->field && g_strcmp0 (field->exclusive, self->field->exclusive) == 0
         && sw_field_is_legal (field, state != NULL ? state->type : SW_STATE_UNKNOWN,
                               _sw_field_row_get_language (self));
}

/* The list is made when it is opened: by then it is known whose field it is. */
static void
create_popup (GtkMenuButton *menu,
              gpointer       user_data)
{
  SwFieldRow *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint count;
  const SwField *fields = sw_fields_get_set (self->set, &count);

  for (guint i = 0; i < count; i++)
    if (is_rival (self, &fields[i]))
      {
        GtkWidget *button = gtk_button_new_with_label (gettext (fields[i].label));

        gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
        gtk_widget_set_name (button, fields[i].name);
        gtk_widget_set_tooltip_text (button, gettext (fields[i].help));
        gtk_widget_add_css_class (button, "flat");
        g_signal_connect_object (button, "clicked", G_CALLBACK (chosen_cb), self,
                                 G_CONNECT_SWAPPED);
        gtk_box_append (GTK_BOX (box), button);
      }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "menu");
  gtk_menu_button_set_popover (menu, popover);
}

/**
 * _sw_field_rivals_new:
 *
 * Returns: (transfer floating) (nullable): a menu of the fields that exclude this one and can be
 *   given in its place, such as SecondsPath for Seconds; NULL where there are none to offer
 */
GtkWidget *
_sw_field_rivals_new (SwFieldRow *self)
{
  GtkWidget *menu;

  /* "Next" has an item for the end. */
  if (self->field->exclusive == NULL || strcmp (self->field->exclusive, "transition") == 0
      || strcmp (self->field->exclusive, "processor") == 0)
    return NULL;
  menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (menu), create_popup, self, NULL);
  gtk_widget_add_css_class (menu, "flat");
  gtk_widget_set_valign (menu, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (menu, _("Give It in Another Way"));
  return menu;
}
