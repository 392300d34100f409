/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <glib/gi18n.h>

#include "app/inspector/fields/sw-field-choice.h"

/* A field behind a switch: off, the definition has no such field; on, its row is right below. The
 * same for an object whose own fields each have a row. */

/* What the switch took away, to give it back when it is turned on again */
typedef struct
{
  char *json;
  char *pointer; /* where it stood */
} OptionalData;

static void
optional_data_free (gpointer data)
{
  OptionalData *optional = data;

  g_free (optional->json);
  g_free (optional->pointer);
  g_free (optional);
}

static void
turn_on (SwFieldRow *self)
{
  OptionalData *optional = self->data;

  if (optional->json != NULL && g_strcmp0 (optional->pointer, self->pointer) == 0)
    {
      g_autofree char *json = g_steal_pointer (&optional->json);

      _sw_field_row_write (self, json);
    }
  else
    sw_field_row_start (self);
}

static void
turn_off (SwFieldRow *self)
{
  OptionalData *optional = self->data;
  const SwNode *node = _sw_field_row_get_node (self);

  if (node == NULL)
    return;
  g_free (optional->json);
  optional->json = sw_node_dup_json (node);
  g_set_str (&optional->pointer, self->pointer);
  _sw_field_row_write (self, NULL);
}

static void
enabled_cb (SwFieldRow *self)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);

  if (self->showing)
    return;
  for (guint i = 0; i < self->children->len; i++)
    sw_field_row_commit (self->children->pdata[i]);
  if (adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self->widget)))
    turn_on (self);
  else
    turn_off (self);
}

static GtkWidget *
create_expander (SwFieldRow *self)
{
  GtkWidget *row = adw_expander_row_new ();
  OptionalData *optional = g_new0 (OptionalData, 1);

  self->data = optional;
  self->free_data = optional_data_free;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_expander_row_set_show_enable_switch (ADW_EXPANDER_ROW (row), TRUE);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), FALSE);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), self->field->name);
  g_signal_connect_object (row, "notify::enable-expansion", G_CALLBACK (enabled_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
add_child (SwFieldRow *self,
           GtkWidget  *expander,
           SwFieldRow *take_child)
{
  g_ptr_array_add (self->children, take_child);
  sw_field_row_add_to (take_child, expander);
}

/* One value */

static GtkWidget *
create_optional (SwFieldRow *self)
{
  GtkWidget *row = create_expander (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gettext (self->field->reveal));
  add_child (self, row,
             _sw_field_row_new_of_kind (self->document, self->set, self->field,
                                        _sw_field_row_find_kind (self->field)));
  return row;
}

static void
show_optional (SwFieldRow   *self,
               const SwNode *node)
{
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self->widget), node != NULL);
  sw_field_row_show (self->children->pdata[0], self->pointer);
}

const SwFieldRowKind _sw_field_row_optional = { create_optional, show_optional, NULL };

/* An object. What is no object (an expression, a placeholder) is shown as it is, by the last of
 * the children. */

static GtkWidget *
create_object (SwFieldRow *self)
{
  GtkWidget *row = create_expander (self);
  guint count;
  const SwField *fields = sw_fields_get_set (self->field->set, &count);

  for (guint i = 0; i < count; i++)
    add_child (self, row, sw_field_row_new (self->document, self->field->set, &fields[i]));
  add_child (self, row,
             _sw_field_row_new_of_kind (self->document, self->set, self->field,
                                        &_sw_field_row_code));
  return row;
}

static void
show_object (SwFieldRow   *self,
             const SwNode *node)
{
  g_autofree char *pointer = _sw_field_row_dup_pointer (self);
  SwFieldRow *whole = self->children->pdata[self->children->len - 1];
  gboolean is_object = node != NULL && node->kind == SW_NODE_OBJECT;

  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self->widget), node != NULL);
  for (guint i = 0; i + 1 < self->children->len; i++)
    {
      SwFieldRow *child = self->children->pdata[i];
      gboolean visible = is_object
                         && sw_field_is_legal (child->field, SW_STATE_UNKNOWN,
                                               _sw_field_row_get_language (self))
                         && sw_field_stands_for_group (self->field->set, child->field, node);

      sw_field_row_set_visible (child, visible);
      sw_field_row_show (child, pointer);
    }
  sw_field_row_set_visible (whole, node != NULL && !is_object);
  sw_field_row_show (whole, self->pointer);
}

const SwFieldRowKind _sw_field_row_object = { create_object, show_object, NULL };
