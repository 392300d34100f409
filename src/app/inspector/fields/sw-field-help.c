/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-help.h"

#include <glib/gi18n.h>

/* What the table knows of a field, in a popover at its row: F1, for whoever has no pointer to wait
 * for a tooltip with. */

static void
append (GString    *text,
        const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/**
 * sw_field_help_dup:
 *
 * Returns: (transfer full): sentences, a line each
 */
char *
sw_field_help_dup (const SwField *field)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (field->help != NULL)
    append (text, gettext (field->help));
  if (field->maximum > 0)
    {
      g_autofree char *least = g_strdup_printf ("%.0f", field->minimum);
      g_autofree char *most = g_strdup_printf ("%.0f", field->maximum);
      /* translators: the smallest and the largest number allowed */
      g_autofree char *range = g_strdup_printf (_("From %s to %s."), least, most);

      append (text, range);
    }
  if ((field->flags & SW_FIELD_REQUIRED) != 0)
    append (text, field->exclusive != NULL ? _("One of its group must be given.")
                                           : _("It must be given."));
  if ((field->flags & SW_FIELD_EXPRESSIBLE) != 0)
    append (text, _("With JSONata it may be an expression: {% … %}."));
  if ((field->flags & SW_FIELD_DISTRIBUTED) != 0)
    append (text, _("For a Map of the mode DISTRIBUTED."));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * sw_field_help_popup:
 * @parent: the widget that gets the popover for as long as it shows
 * @row: inside @parent: where it points to
 */
void
sw_field_help_popup (GtkWidget     *parent,
                     GtkWidget     *row,
                     const SwField *field)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (gettext (field->label));
  g_autofree char *help = sw_field_help_dup (field);
  GtkWidget *text = gtk_label_new (help);
  graphene_rect_t bounds;

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 40);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);
  if (*field->name != '\0')
    {
      GtkWidget *name = gtk_label_new (field->name);

      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_label_set_selectable (GTK_LABEL (name), TRUE);
      gtk_widget_add_css_class (name, "monospace");
      gtk_widget_add_css_class (name, "dim-label");
      gtk_box_append (GTK_BOX (box), name);
    }
  gtk_widget_add_css_class (box, "field-help");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_set_parent (popover, parent);
  g_signal_connect (popover, "closed", G_CALLBACK (gtk_widget_unparent), NULL);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_LEFT);
  if (gtk_widget_compute_bounds (row, parent, &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                                 &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                   (int) bounds.size.width,
                                                   (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (popover));
}
