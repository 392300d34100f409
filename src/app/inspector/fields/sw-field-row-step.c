/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <glib/gi18n.h>

#include "app/sw-row-button.h"

/* A number is typed, or stepped by two buttons. */

static void
step (SwFieldRow *self,
      double      by)
{
  g_autofree char *text = _sw_field_row_dup_typed (self);
  double most = self->field->maximum > 0 ? self->field->maximum : G_MAXDOUBLE;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;
  double number = g_ascii_strtod (text, &end);

  /* A placeholder or an expression has no next number. */
  if (*end != '\0')
    return;
  number = *text == '\0' ? self->field->minimum : number + by;
  g_ascii_dtostr (buffer, sizeof buffer, CLAMP (number, self->field->minimum, most));
  _sw_field_row_set_typed (self, buffer);
  sw_field_row_commit (self);
}

static void
less_cb (SwFieldRow *self)
{
  step (self, -1);
}

static void
more_cb (SwFieldRow *self)
{
  step (self, 1);
}

static void
add_button (SwFieldRow *self,
            GtkWidget  *box,
            const char *icon,
            const char *tooltip,
            GCallback   callback)
{
  GtkWidget *button = sw_row_button_new (icon, tooltip);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

/* Both buttons, side by side */
GtkWidget *
_sw_field_row_create_steps (SwFieldRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  add_button (self, box, "list-remove-symbolic", _("Decrease"), G_CALLBACK (less_cb));
  add_button (self, box, "list-add-symbolic", _("Increase"), G_CALLBACK (more_cb));
  return box;
}
