/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-row-button.h"

/**
 * sw_row_button_new:
 * @icon: name of a symbolic icon
 * @tooltip: (nullable): what the button does, which assistive technology takes for its name
 *
 * Returns: (transfer floating): a button for the end of a row, as low as its icon and without a
 *   frame
 */
GtkWidget *
sw_row_button_new (const char *icon,
                   const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  return button;
}
