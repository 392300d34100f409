/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-placeholder-chips.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "app/document/sw-placeholder-values.h"
#include "app/inspector/sw-placeholder-row.h"

/* A value is cut after so many characters: the whole of it is in the popover. */
#define VALUE_CHARS 24

#define SW_TYPE_PLACEHOLDER_CHIP (sw_placeholder_chip_get_type ())
G_DECLARE_FINAL_TYPE (SwPlaceholderChip, sw_placeholder_chip, SW, PLACEHOLDER_CHIP, AdwBin)

/* One of them */
struct _SwPlaceholderChip
{
  AdwBin               parent_instance;

  SwPlaceholderValues *values;
  char                *name;
  GtkMenuButton       *button;
  GtkLabel            *value;
};

G_DEFINE_FINAL_TYPE (SwPlaceholderChip, sw_placeholder_chip, ADW_TYPE_BIN)

static void
show_value (SwPlaceholderChip *self)
{
  g_autofree char *value = sw_placeholder_values_dup (self->values, self->name);
  g_autofree char *label = NULL;

  gtk_label_set_label (self->value, value != NULL ? value : _("no value"));
  if (value != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "missing");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "missing");
  /* translators: a placeholder such as ${TableName}, and its value */
  label = value != NULL ? g_strdup_printf (_("${%s} is %s"), self->name, value)
                        : g_strdup_printf (_("${%s} has no value"), self->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
sw_placeholder_chip_finalize (GObject *object)
{
  SwPlaceholderChip *self = SW_PLACEHOLDER_CHIP (object);

  g_clear_object (&self->values);
  g_free (self->name);
  G_OBJECT_CLASS (sw_placeholder_chip_parent_class)->finalize (object);
}

static void
sw_placeholder_chip_class_init (SwPlaceholderChipClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_placeholder_chip_finalize;
}

/* The popover is made when it is first wanted: most chips are never clicked. */
static void
create_popover (GtkMenuButton *button,
                gpointer       user_data)
{
  SwPlaceholderChip *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_size_request (list, 300, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), sw_placeholder_row_new (self->values, self->name));
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_menu_button_set_popover (button, popover);
}

static void
sw_placeholder_chip_init (SwPlaceholderChip *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "placeholder-chip");
  gtk_menu_button_set_create_popup_func (self->button, create_popover, self, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

static GtkWidget *
chip_new (SwDocument *document,
          const char *name)
{
  SwPlaceholderChip *self = g_object_new (SW_TYPE_PLACEHOLDER_CHIP, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);

  self->values = g_object_ref (sw_placeholder_values_get (document));
  self->name = g_strdup (name);
  self->value = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_ellipsize (self->value, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (self->value, VALUE_CHARS);
  gtk_widget_add_css_class (label, "name");
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "value");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->value));
  gtk_menu_button_set_child (self->button, box);
  g_signal_connect_object (self->values, "changed", G_CALLBACK (show_value), self,
                           G_CONNECT_SWAPPED);
  show_value (self);
  return GTK_WIDGET (self);
}

/**
 * sw_placeholder_chips_dup_names:
 * @text: (nullable): a field's text
 *
 * Returns: (transfer full): the names of its placeholders, each once, in order; literals are none
 */
char **
sw_placeholder_chips_dup_names (const char *text)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize length = text != NULL ? strlen (text) : 0, at = 0;
  SwSpan span, name;

  while (sw_placeholder_scan (text, length, &at, &span, &name))
    {
      char *copy = g_strndup (text + name.start, sw_span_length (name));
      gboolean literal = text[name.start - 1] == '!';

      if (!literal && !g_hash_table_contains (known, copy))
        g_strv_builder_add (names, copy);
      g_hash_table_add (known, copy);
    }
  return g_strv_builder_end (names);
}

/**
 * sw_placeholder_chips_new:
 * @names: of placeholders
 *
 * Returns: (transfer floating) (nullable): a chip for each, which follows its value and lets it be
 *   changed; `NULL` where there are none
 */
GtkWidget *
sw_placeholder_chips_new (SwDocument         *document,
                          const char *const  *names)
{
  GtkWidget *box;

  if (names[0] == NULL)
    return NULL;
  box = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 4);
  for (guint i = 0; names[i] != NULL; i++)
    adw_wrap_box_append (ADW_WRAP_BOX (box), chip_new (document, names[i]));
  return box;
}
