/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-form-private.h"

#include <string.h>

#include "app/inspector/fields/sw-field-row-private.h"

/* Rows of a form, by what they show. */

/**
 * sw_field_form_show_part:
 * @pointer: JSON pointer of a rule, retrier or catcher
 * @tab: (out): where it is
 *
 * Opens the part in its list.
 *
 * Returns: whether there is such a part
 */
gboolean
sw_field_form_show_part (SwFieldForm *self,
                         const char  *pointer,
                         SwFieldTab  *tab)
{
  const char *last = strrchr (pointer, '/');
  g_autofree char *array
      = last != NULL ? g_strndup (pointer, (gsize) (last - pointer)) : g_strdup ("");

  for (guint i = 0; last != NULL && i < self->rows->len; i++)
    {
      SwFieldRow *row = self->rows->pdata[i];
      g_autofree char *own = row->pointer != NULL ? _sw_field_row_dup_pointer (row) : NULL;

      if (row->kind != &_sw_field_row_list || g_strcmp0 (own, array) != 0)
        continue;
      *tab = row->field->tab;
      return _sw_field_row_list_open (row, (guint) g_ascii_strtoull (last + 1, NULL, 10));
    }
  return FALSE;
}

/**
 * sw_field_form_get_row:
 * @field: a field's name, "Comment"
 *
 * Returns: (transfer none) (nullable): the row that shows it now
 */
GtkWidget *
sw_field_form_get_row (SwFieldForm *self,
                       const char  *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *widget = sw_field_row_get_widget (self->rows->pdata[i]);

      if (g_str_equal (sw_field_row_get_field (self->rows->pdata[i])->name, field)
          && gtk_widget_get_visible (widget))
        return widget;
    }
  return NULL;
}

/**
 * sw_field_form_find_row:
 * @pointer: JSON pointer of a field's value, however deep in what the form shows
 *
 * Returns: (transfer none) (nullable): the row that edits it, where it is in sight
 */
GtkWidget *
sw_field_form_find_row (SwFieldForm *self,
                        const char  *pointer)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      SwFieldRow *found = sw_field_row_find (self->rows->pdata[i], pointer);

      if (found != NULL && gtk_widget_get_visible (sw_field_row_get_widget (self->rows->pdata[i])))
        return sw_field_row_get_widget (found);
    }
  return NULL;
}

/**
 * sw_field_form_get_name_row:
 *
 * Returns: (transfer none) (nullable): where a state's name is typed
 */
GtkWidget *
sw_field_form_get_name_row (SwFieldForm *self)
{
  return self->name != NULL ? sw_name_row_get_widget (self->name) : NULL;
}

static SwFieldRow *
find_focus (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (_sw_field_row_has_focus (rows->pdata[i]))
      {
        SwFieldRow *row = rows->pdata[i];
        SwFieldRow *inner = find_focus (row->children);

        return inner != NULL ? inner : row;
      }
  return NULL;
}

/**
 * sw_field_form_get_focus:
 *
 * Returns: (transfer none) (nullable): the innermost row that has the keyboard
 */
SwFieldRow *
sw_field_form_get_focus (SwFieldForm *self)
{
  return find_focus (self->rows);
}
