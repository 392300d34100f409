/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/tests/sw-test-dialog-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "tasks/tests/sw-test-case.h"
#include "tasks/tests/sw-test-edits.h"
#include "tasks/tests/sw-test-words.h"

/* From the dialog's rows to a test. */

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_or_remove (SwValue    *object,
               const char *name,
               SwValue     take_value,
               gboolean    present)
{
  if (present)
    sw_value_set_member (object, name, take_value);
  else
    sw_value_clear (&take_value);
}

static void
set_text (SwValue     *object,
          const char  *name,
          const char  *text)
{
  set_or_remove (object, name, sw_value_new_string (text), *text != '\0');
}

/* A value as it is written, or, while it is no JSON, nothing */
static SwValue
read_view (SwJsonView *view)
{
  SwValue value = SW_VALUE_INIT;

  sw_json_view_get_value (view, &value);
  return value;
}

static const char *
get_selected_text (AdwComboRow *row)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);

  return item != NULL ? gtk_string_object_get_string (item) : "";
}

static SwValue
new_mocks (SwTestDialog *self)
{
  SwValue mocks = sw_value_new_object (self->mocks->len);

  for (guint i = 0; i < self->mocks->len; i++)
    {
      SwTestMockRow *row = g_ptr_array_index (self->mocks, i);
      const char *state = sw_test_mock_row_get_state (row);
      SwValue answer = SW_VALUE_INIT, answers = SW_VALUE_INIT;

      if (state == NULL || !sw_test_mock_row_dup_answer (row, &answer))
        continue;
      answers = sw_value_ref (sw_value_get_member (mocks, state));
      if (sw_value_is (answers, SW_TYPE_UNDEFINED))
        answers = sw_value_new_object (2);
      sw_value_set_member (&answers, sw_test_mock_row_get_range (row), answer);
      sw_value_set_member (&mocks, state, answers);
    }
  return mocks;
}

/**
 * sw_test_dialog_get_texts:
 * @count: (out): how many there are
 *
 * Returns: (transfer none): the members of "expect" that are texts
 */
const SwTestField *
sw_test_dialog_get_texts (guint *count)
{
  static const SwTestField texts[] = {
    { "outputCondition", G_STRUCT_OFFSET (SwTestDialog, condition_row) },
    { "error", G_STRUCT_OFFSET (SwTestDialog, error_row) },
    { "cause", G_STRUCT_OFFSET (SwTestDialog, cause_row) },
    { "causeLike", G_STRUCT_OFFSET (SwTestDialog, cause_like_row) },
  };

  *count = G_N_ELEMENTS (texts);
  return texts;
}

/**
 * sw_test_dialog_get_lists:
 * @count: (out): how many there are
 *
 * Returns: (transfer none): the members of "expect" that are lists of states; the first is in order
 */
const SwTestField *
sw_test_dialog_get_lists (guint *count)
{
  static const SwTestField lists[] = {
    { "path", G_STRUCT_OFFSET (SwTestDialog, path_row) },
    { "passes", G_STRUCT_OFFSET (SwTestDialog, passes_row) },
    { "avoids", G_STRUCT_OFFSET (SwTestDialog, avoids_row) },
  };

  *count = G_N_ELEMENTS (lists);
  return lists;
}

/**
 * sw_test_dialog_get_row:
 *
 * Returns: (transfer none): the row of a field
 */
AdwEntryRow *
sw_test_dialog_get_row (SwTestDialog      *self,
                        const SwTestField *field)
{
  return G_STRUCT_MEMBER (AdwEntryRow *, self, field->row);
}

static SwValue
new_expect (SwTestDialog *self)
{
  SwValue expect = sw_value_new_object (8);
  const char *status = sw_test_dialog_statuses[adw_combo_row_get_selected (self->status_row)];
  guint output = adw_combo_row_get_selected (self->output_row), n_texts, n_lists;
  const SwTestField *texts = sw_test_dialog_get_texts (&n_texts);
  const SwTestField *lists = sw_test_dialog_get_lists (&n_lists);
  SwValue calls = sw_test_calls_from_text (get_text (self->calls_row));

  set_text (&expect, "status", status != NULL ? status : "");
  set_or_remove (&expect, "output", read_view (self->output_view), output == 1);
  set_or_remove (&expect, "outputIncludes", read_view (self->output_view), output == 2);
  for (guint i = 0; i < n_texts; i++)
    set_text (&expect, texts[i].member, get_text (sw_test_dialog_get_row (self, &texts[i])));
  for (guint i = 0; i < n_lists; i++)
    {
      SwValue list
          = sw_test_states_from_text (get_text (sw_test_dialog_get_row (self, &lists[i])));

      set_or_remove (&expect, lists[i].member, list, sw_value_get_length (list) > 0);
    }
  set_or_remove (&expect, "calls", calls, sw_value_get_length (calls) > 0);
  return expect;
}

/**
 * sw_test_dialog_dup_form:
 *
 * Returns: (transfer full): what the rows say, in the dialog's words
 */
SwValue
sw_test_dialog_dup_form (SwTestDialog *self)
{
  SwValue test = sw_value_new_object (8);
  SwValue expect = new_expect (self), mocks = new_mocks (self);
  SwValue values = read_view (self->values_view);
  guint input = adw_combo_row_get_selected (self->input_row);
  SwValue own = input > 0 ? sw_value_new_string (get_selected_text (self->input_row))
                          : read_view (self->input_view);

  sw_value_set_member (&test, "name", sw_value_new_string (get_text (self->name_row)));
  set_or_remove (&test, "input", own, !sw_value_is (own, SW_TYPE_UNDEFINED));
  set_or_remove (&test, "type", sw_value_new_string ("EXPRESS"),
                 adw_combo_row_get_selected (self->type_row) == 1);
  set_or_remove (&test, "environment",
                 sw_value_new_string (get_selected_text (self->environment_row)),
                 adw_combo_row_get_selected (self->environment_row) > 0);
  set_or_remove (&test, "substitutions", values, sw_value_get_length (values) > 0);
  set_text (&test, "start", get_text (self->start_row));
  set_or_remove (&test, "case", sw_value_new_string (get_selected_text (self->case_row)),
                 adw_combo_row_get_selected (self->case_row) > 0
                     && gtk_widget_get_visible (GTK_WIDGET (self->case_row)));
  set_or_remove (&test, "mocks", mocks, sw_value_get_length (mocks) > 0);
  set_or_remove (&test, "expect", expect, sw_value_get_length (expect) > 0);
  return test;
}

/**
 * sw_test_dialog_dup_test:
 *
 * Returns: (transfer full): the test, with what was changed in the dialog; all else as it was
 *   written
 */
SwValue
sw_test_dialog_dup_test (SwTestDialog *self)
{
  g_auto (SwValue) form = sw_test_dialog_dup_form (self);

  return self->index >= 0 ? sw_test_merge (self->test, self->shown, form)
                          : sw_value_ref (form);
}

/* The file as it would be with the test in it */
static SwTree *
write_test (SwTestDialog *self,
            guint        *index)
{
  g_auto (SwValue) test = sw_test_dialog_dup_test (self);
  g_auto (SwValue) tests = sw_value_new_array (1);
  const SwNode *list = sw_node_get_member (sw_tree_get_root (self->tasks), "tests");
  g_autoptr (SwEdits) edits = NULL;
  g_autofree char *edited = NULL;
  const char *text;
  gsize length;

  sw_value_append (&tests, sw_value_ref (test));
  *index = self->index >= 0 ? (guint) self->index : list != NULL ? list->count : 0;
  edits = self->index >= 0 ? sw_test_edits_replace (self->tasks, *index, test, NULL)
                           : sw_test_edits_add (self->tasks, tests, NULL);
  if (edits == NULL)
    return NULL;
  text = sw_tree_get_text (self->tasks, &length);
  edited = sw_edits_apply (edits, text, length, &length);
  return sw_tree_parse (edited, (gssize) length);
}

/* A view that does not say JSON, or not an object of values */
static const char *
find_broken_view (SwTestDialog *self)
{
  g_auto (SwValue) values = read_view (self->values_view);
  gboolean valid;

  g_object_get (self->input_view, "valid", &valid, NULL);
  if (!valid && adw_combo_row_get_selected (self->input_row) == 0)
    return _("The input is not JSON");
  if (!sw_value_is (values, SW_TYPE_OBJECT))
    return _("The values of placeholders are no object, as in {\"Table\": \"orders\"}");
  return NULL;
}

/**
 * sw_test_dialog_dup_problem:
 *
 * Returns: (transfer full) (nullable): what is wrong with the test, in a line; %NULL: nothing
 */
char *
sw_test_dialog_dup_problem (SwTestDialog *self)
{
  guint index;
  g_autoptr (SwTree) tree = write_test (self, &index);
  g_autoptr (GPtrArray) problems
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_diagnostic_free);
  g_autoptr (GPtrArray) cases = NULL;
  g_autofree char *pointer = NULL;

  if (find_broken_view (self) != NULL)
    return g_strdup (find_broken_view (self));
  if (tree == NULL)
    return NULL;
  cases = sw_test_cases_read (tree, problems);
  if (index < cases->len)
    sw_test_check_names (g_ptr_array_index (cases, index), self->model, tree, problems);
  pointer = g_strdup_printf ("/tests/%u", index);
  for (guint i = 0; i < problems->len; i++)
    {
      const SwDiagnostic *problem = g_ptr_array_index (problems, i);

      if (g_str_has_prefix (problem->pointer, pointer)
          && strchr ("/", problem->pointer[strlen (pointer)]) != NULL)
        return g_strdup (problem->message);
    }
  return NULL;
}
