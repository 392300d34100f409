/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-part.h"

#include <glib/gi18n.h>

#include "app/inspector/sw-backoff-chart.h"

/* One rule, retrier, catcher, branch or processor: a row that unfolds into the rows of its own
 * fields. */

/* A rule's condition in JSONPath: comparisons within comparisons, edited as a whole. */
static const SwField condition_field = {
  "", SW_FIELD_JSON, 0, 0, SW_FIELD_TAB_CONFIGURATION, .label = N_ ("Condition"),
  .help = N_ ("Such as $.size > 2 and not($.type == \"x\"); is present, matches and path may stand "
              "in it, too.")
};

/**
 * _sw_field_part_free:
 *
 * Frees the part; its expander is its parent's.
 */
void
_sw_field_part_free (SwFieldPart *part)
{
  g_ptr_array_unref (part->rows);
  g_free (part);
}

static gboolean
is_shown (SwFieldRow    *self,
          const SwField *field)
{
  if (!sw_field_is_legal (field, SW_STATE_UNKNOWN, _sw_field_row_get_language (self)))
    return FALSE;
  /* Comparisons of JSONPath are in the row of the condition. */
  if (self->field->set == SW_FIELD_SET_RULE)
    return !(field->flags & SW_FIELD_JSONPATH);
  /* States are the diagram; a processor's mode has a row beside the part. */
  return field->kind != SW_FIELD_STATES
         && (self->field->set != SW_FIELD_SET_PROCESSOR || field->kind != SW_FIELD_OBJECT);
}

static void
add_field (SwFieldRow    *self,
           SwFieldPart   *part,
           const SwField *field)
{
  SwFieldRow *row
      = field == &condition_field
            ? _sw_field_row_new_of_kind (self->document, self->field->set, field,
                                         &_sw_field_row_rule)
            : sw_field_row_new (self->document, self->field->set, field);

  g_ptr_array_add (part->rows, g_object_ref (row));
  g_ptr_array_add (self->children, row);
  sw_field_row_add_to (row, part->expander);
}

static void
add_chart (SwFieldPart *part)
{
  GtkWidget *row = adw_preferences_row_new ();

  part->chart = sw_backoff_chart_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), part->chart);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (part->expander), row);
}

/**
 * _sw_field_part_new:
 * @list: a row of a list, whose part it becomes
 *
 * Returns: (transfer full): a part that shows nothing yet; its expander is to be put somewhere
 */
SwFieldPart *
_sw_field_part_new (SwFieldRow *list)
{
  SwFieldPart *part = g_new0 (SwFieldPart, 1);
  guint count;
  const SwField *fields = sw_fields_get_set (list->field->set, &count);

  part->expander = adw_expander_row_new ();
  part->rows = g_ptr_array_new_with_free_func (g_object_unref);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (part->expander), FALSE);
  adw_expander_row_set_title_lines (ADW_EXPANDER_ROW (part->expander), 2);
  if (list->field->set == SW_FIELD_SET_RULE
      && _sw_field_row_get_language (list) == SW_QUERY_JSONPATH)
    add_field (list, part, &condition_field);
  for (guint i = 0; i < count; i++)
    {
      if (list->field->kind == SW_FIELD_RETRIERS && g_str_equal (fields[i].name, "Comment"))
        add_chart (part);
      if (is_shown (list, &fields[i]))
        add_field (list, part, &fields[i]);
    }
  return part;
}

/**
 * _sw_field_part_show:
 * @pointer: of the object that the part is of
 */
void
_sw_field_part_show (SwFieldPart *part,
                     SwFieldRow  *list,
                     const char  *pointer)
{
  for (guint i = 0; i < part->rows->len; i++)
    sw_field_row_show (part->rows->pdata[i], pointer);
  if (part->chart != NULL)
    sw_backoff_chart_show_retrier (SW_BACKOFF_CHART (part->chart),
                                   sw_tree_resolve (sw_model_get_tree (sw_document_get_model (
                                                        list->document)),
                                                    pointer));
}

/**
 * _sw_field_part_set_words:
 * @title: (nullable): what the folded part says
 * @subtitle: (nullable): and below
 */
void
_sw_field_part_set_words (SwFieldPart *part,
                          const char  *title,
                          const char  *subtitle)
{
  const char *shown = title != NULL && *title != '\0' ? title : _("Incomplete");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (part->expander), shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (part->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  shown, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (part->expander),
                                 subtitle != NULL ? subtitle : "");
}

/**
 * _sw_field_part_remove:
 *
 * Takes the part out of the row of the list, and frees it.
 */
void
_sw_field_part_remove (SwFieldPart *part,
                       SwFieldRow  *list)
{
  GtkWidget *expander = part->expander;

  for (guint i = 0; i < part->rows->len; i++)
    g_ptr_array_remove (list->children, part->rows->pdata[i]);
  _sw_field_part_free (part);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (list->widget), expander);
}
