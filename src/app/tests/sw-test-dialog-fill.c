/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/tests/sw-test-dialog-private.h"

#include <glib/gi18n.h>

#include "json/sw-placeholders.h"
#include "json/sw-text.h"
#include "tasks/tests/sw-test-words.h"

/* From a test to the dialog's rows. */

static void
fill_entry (AdwEntryRow *row,
            SwValue      object,
            const char  *name)
{
  SwValue value = sw_value_get_member (object, name);

  if (sw_value_is (value, SW_TYPE_STRING))
    gtk_editable_set_text (GTK_EDITABLE (row), sw_value_get_text (value, NULL));
}

static void
fill_view (SwJsonView *view,
           SwValue     value)
{
  g_autofree char *text = sw_value_is (value, SW_TYPE_UNDEFINED)
                              ? g_strdup ("{}")
                              : sw_value_to_text (value, SW_TEXT_PRETTY, NULL);

  sw_json_view_set_text (view, text);
}

/* Fills a list of names behind a first entry, and chooses the one that VALUE names; a name that is
 * not among them is kept. */
static guint
fill_names (AdwComboRow       *row,
            const char        *first,
            const char *const *names,
            SwValue            value)
{
  const char *name
      = sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (list, first);
  gtk_string_list_splice (list, 1, 0, names);
  if (name != NULL && !g_strv_contains (names, name))
    gtk_string_list_append (list, name);
  for (guint i = 1; name != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    if (g_str_equal (gtk_string_list_get_string (list, i), name))
      selected = i;
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, selected);
  return selected;
}

/* Names of the members of an object in the tasks file */
static char **
dup_members (SwTestDialog *self,
             const char   *name)
{
  const SwNode *object = sw_node_get_member (sw_tree_get_root (self->tasks), name);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (const SwNode *each = object != NULL ? object->first : NULL; each != NULL; each = each->next)
    if (each->name != NULL)
      g_strv_builder_add (names, each->name);
  return g_strv_builder_end (names);
}

/* "Written below", and the inputs by name. A text that names none is a mistake, which is told. */
static void
fill_input (SwTestDialog *self)
{
  SwValue input = sw_value_get_member (self->test, "input");
  g_auto (GStrv) names = dup_members (self, "inputs");
  guint selected
      = fill_names (self->input_row, _("Written below"), (const char *const *) names, input);

  fill_view (self->input_view, selected > 0 ? SW_VALUE_INIT : input);
}

static gboolean
has_placeholders (SwTestDialog *self)
{
  g_autoptr (GPtrArray) found
      = sw_placeholders_find (sw_tree_get_root (sw_model_get_tree (self->model)));

  return found->len > 0;
}

/* What stands in the place of placeholders, where there are any */
static void
fill_values (SwTestDialog *self)
{
  SwValue environment = sw_value_get_member (self->test, "environment");
  SwValue values = sw_value_get_member (self->test, "substitutions");
  g_auto (GStrv) names = dup_members (self, "environments");
  guint selected = fill_names (self->environment_row, _("As the tasks file says"),
                               (const char *const *) names, environment);

  gtk_widget_set_visible (GTK_WIDGET (self->environment_row), selected > 0 || names[0] != NULL);
  fill_view (self->values_view, values);
  gtk_widget_set_visible (self->values_group, !sw_value_is (values, SW_TYPE_UNDEFINED)
                                                  || has_placeholders (self));
}

static void
changed_cb (SwTestDialog *self)
{
  if (self->ready)
    sw_test_dialog_update (self);
}

/**
 * sw_test_dialog_add_mock:
 * @state: (nullable): that answers
 * @range: its calls
 * @answer: what they get; undefined for an empty object
 *
 * Adds a row for an answer.
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
sw_test_dialog_add_mock (SwTestDialog *self,
                         const char   *state,
                         const char   *range,
                         SwValue       answer)
{
  GtkWidget *row = sw_test_mock_row_new (self->model, state, range, answer);

  g_ptr_array_add (self->mocks, row);
  adw_preferences_group_add (self->mocks_group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (sw_test_dialog_mock_removed), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
fill_mocks (SwTestDialog *self)
{
  SwValue mocks = sw_value_get_member (self->test, "mocks");

  for (guint i = 0; i < sw_value_get_length (mocks); i++)
    {
      const char *state = sw_string_get_text (sw_value_get_key (mocks, i));
      SwValue answers = sw_value_get_member_at (mocks, i);

      for (guint j = 0; j < sw_value_get_length (answers); j++)
        sw_test_dialog_add_mock (self, state, sw_string_get_text (sw_value_get_key (answers, j)),
                                 sw_value_get_member_at (answers, j));
    }
}

static void
fill_case (SwTestDialog  *self,
           char         **cases)
{
  guint selected = fill_names (self->case_row, _("As the tasks file says"),
                               (const char *const *) cases,
                               sw_value_get_member (self->test, "case"));

  gtk_widget_set_visible (GTK_WIDGET (self->case_row), selected > 0 || cases[0] != NULL);
}

static gboolean
has (SwValue     object,
     const char *name)
{
  return !sw_value_is (sw_value_get_member (object, name), SW_TYPE_UNDEFINED);
}

static guint
find_status (SwValue expect)
{
  SwValue status = sw_value_get_member (expect, "status");

  for (guint i = 0; i < G_N_ELEMENTS (sw_test_dialog_statuses); i++)
    if (sw_value_is (status, SW_TYPE_STRING) && sw_test_dialog_statuses[i] != NULL
        && g_str_equal (sw_value_get_text (status, NULL), sw_test_dialog_statuses[i]))
      return i;
  return has (expect, "error") || has (expect, "cause") || has (expect, "causeLike") ? 3 : 0;
}

static void
fill_expect (SwTestDialog *self)
{
  SwValue expect = sw_value_get_member (self->test, "expect");
  gboolean whole = has (expect, "output");
  guint n_texts, n_lists;
  const SwTestField *texts = sw_test_dialog_get_texts (&n_texts);
  const SwTestField *lists = sw_test_dialog_get_lists (&n_lists);
  g_autofree char *calls = sw_test_calls_to_text (sw_value_get_member (expect, "calls"));

  adw_combo_row_set_selected (self->status_row, find_status (expect));
  adw_combo_row_set_selected (self->output_row, whole                            ? 1
                                                : has (expect, "outputIncludes") ? 2
                                                                                 : 0);
  fill_view (self->output_view,
             sw_value_get_member (expect, whole ? "output" : "outputIncludes"));
  for (guint i = 0; i < n_texts; i++)
    fill_entry (sw_test_dialog_get_row (self, &texts[i]), expect, texts[i].member);
  for (guint i = 0; i < n_lists; i++)
    {
      g_autofree char *text
          = sw_test_states_to_text (sw_value_get_member (expect, lists[i].member), i == 0);

      gtk_editable_set_text (GTK_EDITABLE (sw_test_dialog_get_row (self, &lists[i])), text);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->calls_row), calls);
}

/**
 * sw_test_dialog_fill:
 * @cases: test cases of the mock file; empty where there are none
 *
 * Shows the test in the rows.
 */
void
sw_test_dialog_fill (SwTestDialog  *self,
                     char         **cases)
{
  SwValue type = sw_value_get_member (self->test, "type");

  fill_entry (self->name_row, self->test, "name");
  fill_entry (self->start_row, self->test, "start");
  adw_combo_row_set_selected (self->type_row,
                              sw_value_is (type, SW_TYPE_STRING)
                                  && g_str_equal (sw_value_get_text (type, NULL), "EXPRESS"));
  fill_input (self);
  fill_values (self);
  fill_mocks (self);
  fill_case (self, cases);
  fill_expect (self);
}
