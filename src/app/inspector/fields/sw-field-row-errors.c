/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <glib/gi18n.h>

#include "app/inspector/sw-error-picker.h"
#include "json/sw-text.h"

/* ErrorEquals: a chip for each name, and a button that offers the names there are. */

typedef struct
{
  GtkWidget *chips;
  GtkWidget *picker;
  GtkWidget *source; /* what stands there, where it is no list of names */
} ErrorsData;

static gboolean
is_list (const SwNode *node)
{
  if (node == NULL)
    return TRUE;
  if (node->kind != SW_NODE_ARRAY)
    return FALSE;
  for (const SwNode *item = node->first; item != NULL; item = item->next)
    if (item->kind != SW_NODE_STRING)
      return FALSE;
  return TRUE;
}

/* The names, NULL-terminated */
static GPtrArray *
read_names (SwFieldRow *self)
{
  GPtrArray *names = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  const SwNode *node = _sw_field_row_get_node (self);

  for (const SwNode *item = node != NULL && is_list (node) ? node->first : NULL; item != NULL;
       item = item->next)
    g_ptr_array_add (names, sw_node_dup_string (item, NULL));
  return names;
}

static void
write_names (SwFieldRow *self,
             GPtrArray  *names)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        g_string_append (json, ", ");
      sw_json_string_print (names->pdata[i], strlen (names->pdata[i]), json);
    }
  g_string_append_c (json, ']');
  _sw_field_row_write (self, json->str);
}

static void
picked_cb (SwFieldRow *self,
           const char *name)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  g_autoptr (GPtrArray) names = read_names (self);

  if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    return;
  g_ptr_array_add (names, g_strdup (name));
  write_names (self, names);
}

/* The button's name is the error's. */
static void
remove_cb (SwFieldRow *self,
           GtkWidget  *button)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  g_autoptr (GPtrArray) names = read_names (self);
  ErrorsData *errors = self->data;
  guint index;

  if (!g_ptr_array_find_with_equal_func (names, gtk_widget_get_name (button), g_str_equal, &index))
    return;
  g_ptr_array_remove_index (names, index);
  gtk_widget_grab_focus (errors->picker);
  write_names (self, names);
}

static GtkWidget *
create_chip (SwFieldRow *self,
             const char *name)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *tip = g_strdup_printf (_("Remove %s"), name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (label, name);
  gtk_widget_set_name (remove, name);
  gtk_widget_set_tooltip_text (remove, tip);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), remove);
  gtk_widget_add_css_class (chip, "error-chip");
  return chip;
}

/* Which names are offered depends on the state and on who handles them. */
static void
open_cb (SwFieldRow *self)
{
  ErrorsData *errors = self->data;
  g_autoptr (GPtrArray) names = read_names (self);

  sw_error_picker_offer (SW_ERROR_PICKER (errors->picker), _sw_field_row_get_state (self),
                         self->set == SW_FIELD_SET_RETRIER,
                         (const char *const *) names->pdata);
}

static GtkWidget *
create_errors (SwFieldRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (gettext (self->field->label));
  ErrorsData *errors = g_new0 (ErrorsData, 1);

  self->data = errors;
  self->free_data = g_free;
  errors->chips = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (errors->chips), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (errors->chips), 6);
  errors->picker = sw_error_picker_new ();
  errors->source = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (errors->source), 0);
  gtk_label_set_wrap (GTK_LABEL (errors->source), TRUE);
  gtk_widget_add_css_class (errors->source, "monospace");
  adw_wrap_box_append (ADW_WRAP_BOX (errors->chips), errors->picker);
  g_signal_connect_object (errors->picker, "picked", G_CALLBACK (picked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (errors->picker, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_add_css_class (box, "field-code");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), errors->chips);
  gtk_box_append (GTK_BOX (box), errors->source);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  return row;
}

/* The chips whose names stay, stay: a button that has the focus keeps it. */
static void
show_errors (SwFieldRow   *self,
             const SwNode *node)
{
  ErrorsData *errors = self->data;
  g_autoptr (GPtrArray) names = read_names (self);
  GtkWidget *chip = gtk_widget_get_first_child (errors->chips);
  GtkWidget *previous = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      if (chip == errors->picker || g_strcmp0 (gtk_widget_get_name (chip), names->pdata[i]) != 0)
        {
          GtkWidget *new = create_chip (self, names->pdata[i]);

          gtk_widget_set_name (new, names->pdata[i]);
          adw_wrap_box_insert_child_after (ADW_WRAP_BOX (errors->chips), new, previous);
          previous = new;
          continue;
        }
      previous = chip;
      chip = gtk_widget_get_next_sibling (chip);
    }
  while (chip != errors->picker)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (chip);

      adw_wrap_box_remove (ADW_WRAP_BOX (errors->chips), chip);
      chip = next;
    }
  gtk_widget_set_visible (errors->chips, is_list (node));
  gtk_widget_set_visible (errors->source, !is_list (node));
  gtk_label_set_label (GTK_LABEL (errors->source), is_list (node) ? "" : self->shown);
}

const SwFieldRowKind _sw_field_row_errors = { .create = create_errors, .show = show_errors };
