/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-field-part.h"

#include <glib/gi18n.h>

#include "app/inspector/sw-backoff-chart.h"
#include "asl/sw-graph.h"

/* One rule, retrier or catcher: a row that unfolds into the rows of its own fields. */

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

/**
 * _sw_field_part_dup_pointer:
 *
 * Returns: (transfer full): the JSON pointer of the element at @index
 */
char *
_sw_field_part_dup_pointer (SwFieldRow *list,
                            guint       index)
{
  g_autofree char *array = sw_pointer_append (list->pointer, list->field->name);

  return sw_pointer_append_index (array, index);
}

static gboolean
is_shown (SwFieldRow    *self,
          const SwField *field)
{
  if (!sw_field_is_legal (field, SW_STATE_UNKNOWN, _sw_field_row_get_language (self)))
    return FALSE;
  /* Comparisons of JSONPath are in the row of the condition. */
  return self->field->set != SW_FIELD_SET_RULE || !(field->flags & SW_FIELD_JSONPATH);
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

/* What a folded element says */
static char *
dup_summary (SwFieldRow *self,
             guint       index,
             char      **target)
{
  SwState *state = _sw_field_row_get_state (self);
  GArray *handlers = self->field->kind == SW_FIELD_RETRIERS ? state->retriers : state->catchers;
  const SwHandler *handler;

  if (self->field->kind == SW_FIELD_RULES)
    {
      const SwRule *rule
          = index < state->rules->len ? &g_array_index (state->rules, SwRule, index) : NULL;

      *target = rule != NULL ? rule->next.name : NULL;
      return rule != NULL ? sw_rule_dup_condition (rule, state->language) : NULL;
    }
  handler = index < handlers->len ? &g_array_index (handlers, SwHandler, index) : NULL;
  *target = handler != NULL ? handler->next.name : NULL;
  return handler != NULL && handler->errors != NULL ? g_strjoinv (", ", handler->errors) : NULL;
}

/**
 * _sw_field_part_show:
 * @list: whose part it is
 * @index: of the part in the list's array
 */
void
_sw_field_part_show (SwFieldPart *part,
                     SwFieldRow  *list,
                     guint        index)
{
  g_autofree char *pointer = _sw_field_part_dup_pointer (list, index);
  char *target = NULL;
  g_autofree char *summary = dup_summary (list, index, &target);
  /* translators: the state that follows, behind an arrow */
  g_autofree char *subtitle
      = target != NULL && *target != '\0' ? g_strdup_printf (_("→ %s"), target) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (part->expander),
                                 summary != NULL && *summary != '\0' ? summary : _("Incomplete"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (part->expander),
                                 subtitle != NULL ? subtitle : "");
  for (guint i = 0; i < part->rows->len; i++)
    sw_field_row_show (part->rows->pdata[i], pointer);
  if (part->chart != NULL)
    sw_backoff_chart_show_retrier (SW_BACKOFF_CHART (part->chart),
                                   sw_node_get_element (_sw_field_row_get_node (list), index));
}
