/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <glib/gi18n.h>

/* ResultPath: what becomes of a result is one of three things, of which only the one at a path has
 * something to type. The entry for it is the row's child, which stands right below. */

typedef enum
{
  RESULT_REPLACES,  /* no such field */
  RESULT_AT_PATH,
  RESULT_DISCARDED, /* null */
} ResultUse;

/* A state's field has a switch that says RESULT_REPLACES; a catcher's has none. */
static gboolean
has_replaces (SwFieldRow *self)
{
  return self->field->reveal == NULL;
}

static void
selected_cb (SwFieldRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->widget));
  ResultUse use = selected + (has_replaces (self) ? 0 : 1);

  if (self->showing || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (use == RESULT_REPLACES)
    _sw_field_row_write (self, NULL);
  else if (use == RESULT_DISCARDED)
    _sw_field_row_write (self, "null");
  else
    _sw_field_row_write (self, self->set == SW_FIELD_SET_CATCHER ? "\"$.error\"" : "\"$.result\"");
}

static GtkWidget *
create_result (SwFieldRow *self)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) uses = gtk_string_list_new (NULL);

  if (has_replaces (self))
    gtk_string_list_append (uses, _("Replaces the input"));
  gtk_string_list_append (uses, _("Is put into the input"));
  gtk_string_list_append (uses, _("Is discarded, the input is kept"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 self->set == SW_FIELD_SET_CATCHER ? _("The Error")
                                                                   : _("The Result"));
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (uses));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->children, _sw_field_row_new_of_kind (self->document, self->set,
                                                              self->field, &_sw_field_row_line));
  return row;
}

static void
show_result (SwFieldRow   *self,
             const SwNode *node)
{
  SwFieldRow *entry = self->children->pdata[0];
  ResultUse use = node == NULL                  ? RESULT_REPLACES
                  : node->kind == SW_NODE_NULL ? RESULT_DISCARDED
                                               : RESULT_AT_PATH;

  if (use != RESULT_REPLACES || has_replaces (self))
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->widget),
                                use - (has_replaces (self) ? 0 : 1));
  sw_field_row_set_visible (entry, use == RESULT_AT_PATH);
  sw_field_row_show (entry, self->pointer);
}

const SwFieldRowKind _sw_field_row_result = { create_result, show_result, NULL };
