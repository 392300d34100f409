/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-machine-type-row.h"

#include <glib/gi18n.h>

#include "app/document/sw-placeholder-values.h"

struct _SwMachineTypeRow
{
  AdwComboRow          parent_instance;

  SwDocument          *document;
  SwPlaceholderValues *values;
  gboolean             showing; /* a change of the list is ours */
};

G_DEFINE_FINAL_TYPE (SwMachineTypeRow, sw_machine_type_row, ADW_TYPE_COMBO_ROW)

/* The items of the list; the first is for none of its own. */
enum
{
  ITEM_PREFERRED,
  ITEM_STANDARD,
  ITEM_EXPRESS,
};

static const SwMachineType types[] = {
  [ITEM_STANDARD] = SW_MACHINE_STANDARD,
  [ITEM_EXPRESS] = SW_MACHINE_EXPRESS,
};

static void
show (SwMachineTypeRow *self)
{
  SwMachineType type = SW_MACHINE_STANDARD;
  guint item = ITEM_PREFERRED;

  if (sw_placeholder_values_has_type (self->values, &type))
    item = type == SW_MACHINE_EXPRESS ? ITEM_EXPRESS : ITEM_STANDARD;
  self->showing = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), item);
  self->showing = FALSE;
}

static void
selected_cb (SwMachineTypeRow *self)
{
  guint item = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  g_autoptr (GError) error = NULL;

  if (self->showing || self->values == NULL || item >= G_N_ELEMENTS (types))
    return;
  if (sw_placeholder_values_set_type (self->values, item == ITEM_PREFERRED ? NULL : &types[item],
                                      &error))
    return;
  sw_document_report (self->document, error->message);
  show (self);
}

static void
sw_machine_type_row_dispose (GObject *object)
{
  SwMachineTypeRow *self = SW_MACHINE_TYPE_ROW (object);

  g_clear_object (&self->values);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_machine_type_row_parent_class)->dispose (object);
}

static void
sw_machine_type_row_class_init (SwMachineTypeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_machine_type_row_dispose;
}

static void
sw_machine_type_row_init (SwMachineTypeRow *self)
{
  const char *const words[] = {
    /* translators: what the preferences say goes for this state machine, too */
    _("As in Preferences"),
    /* translators: a type of state machine; AWS's name */
    _("Standard"),
    /* translators: a type of state machine; AWS's name */
    _("Express"),
    NULL,
  };
  g_autoptr (GtkStringList) list = gtk_string_list_new (words);

  self->showing = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Machine Type"));
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               _("What it is checked and run as; kept in the tasks file"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (list));
  self->showing = FALSE;
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/**
 * sw_machine_type_row_new:
 *
 * Returns: (transfer floating): the type of @document, which it follows
 */
GtkWidget *
sw_machine_type_row_new (SwDocument *document)
{
  SwMachineTypeRow *self = g_object_new (SW_TYPE_MACHINE_TYPE_ROW, NULL);

  self->document = g_object_ref (document);
  self->values = g_object_ref (sw_placeholder_values_get (document));
  g_signal_connect_object (self->values, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
