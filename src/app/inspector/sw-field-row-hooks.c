/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-field-row-private.h"

#include <glib/gi18n.h>

#include "app/inspector/sw-field-text.h"

/* What is to be told of the text in a row, whoever put it there, in the note below. Another thing
 * to tell is another function in the table. */

typedef void (*Hook) (SwFieldRow *row,
                      const char *text);

/* That deployment fills in a part */
static void
show_placeholders (SwFieldRow *row,
                   const char *text)
{
  g_auto (GStrv) names = NULL;
  g_autofree char *list = sw_field_dup_placeholders (text);
  GtkWidget *box;

  if (list == NULL)
    {
      sw_field_note_set_extra (row->note, "placeholders", NULL);
      return;
    }
  names = g_strsplit (list, ", ", -1);
  box = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 4);
  for (char **name = names; *name != NULL; name++)
    {
      GtkWidget *chip = gtk_label_new (*name);

      gtk_widget_add_css_class (chip, "placeholder-chip");
      gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (chip, _("Filled in at deployment"));
      adw_wrap_box_append (ADW_WRAP_BOX (box), chip);
    }
  sw_field_note_set_extra (row->note, "placeholders", box);
}

static const Hook hooks[] = {
  show_placeholders,
};

void
_sw_field_row_text_changed (SwFieldRow *self,
                            const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hooks); i++)
    hooks[i] (self, text);
}
