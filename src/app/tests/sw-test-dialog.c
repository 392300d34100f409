/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/tests/sw-test-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/runs/sw-json-view.h"
#include "app/tests/sw-test-mock-row.h"
#include "json/sw-text.h"
#include "tasks/sw-test-case.h"
#include "tasks/sw-test-edits.h"

struct _SwTestDialog
{
  AdwDialog parent_instance;

  AdwEntryRow         *name_row;
  AdwComboRow         *type_row;
  AdwComboRow         *input_row;
  SwJsonView          *input_view;
  AdwPreferencesGroup *mocks_group;
  AdwComboRow         *case_row;
  AdwComboRow         *status_row;
  AdwComboRow         *output_row;
  SwJsonView          *output_view;
  AdwEntryRow         *condition_row;
  AdwEntryRow         *error_row;
  AdwEntryRow         *cause_row;
  AdwEntryRow         *path_row;
  AdwEntryRow         *passes_row;
  AdwEntryRow         *avoids_row;
  AdwEntryRow         *calls_row;
  GtkWidget           *remove_group;
  GtkWidget           *save_button;
  AdwBanner           *problem_banner;

  SwTree    *tasks;
  SwModel   *model;
  int        index; /* in "tests"; -1: a new one */
  SwValue    test;  /* as it was */
  GPtrArray *mocks; /* SwTestMockRow, not owned */
  gboolean   ready; /* filled: what changes from now on is the person's */
};

G_DEFINE_FINAL_TYPE (SwTestDialog, sw_test_dialog, ADW_TYPE_DIALOG)

static guint save_signal;
static guint remove_signal;

/* By the rows of status_row; NULL: not said */
static const char *const statuses[] = { "SUCCEEDED", "FAILED", "TIMED_OUT", NULL };

/* Members of "expect" that are lists of states */
static const char *const lists[] = { "path", "passes", "avoids" };

static AdwEntryRow *
get_list_row (SwTestDialog *self,
              guint         index)
{
  AdwEntryRow *const rows[] = { self->path_row, self->passes_row, self->avoids_row };

  return rows[index];
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* "A → B"; a comma parts as well where there is no arrow */
static SwValue
split_states (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, strstr (text, "→") != NULL ? "→" : ",", -1);
  SwValue list = sw_value_new_array (4);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      sw_value_append (&list, sw_value_new_string (parts[i]));
  return list;
}

static char *
join_states (SwValue     list,
             const char *separator)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sw_value_get_length (list); i++)
    {
      SwValue name = sw_value_get_element (list, i);

      if (sw_value_is (name, SW_TYPE_STRING))
        g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "",
                                sw_value_get_text (name, NULL));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "2", "1-3", "2-" as { "min", "max" } */
static SwValue
read_count (const char *text)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);
  SwValue value;

  if (ends[0] == NULL || ends[1] == NULL)
    return sw_value_new_number (g_ascii_strtod (text, NULL));
  value = sw_value_new_object (2);
  sw_value_set_member (&value, "min", sw_value_new_number (g_ascii_strtod (ends[0], NULL)));
  if (ends[1][0] != '\0')
    sw_value_set_member (&value, "max", sw_value_new_number (g_ascii_strtod (ends[1], NULL)));
  return value;
}

/* "Pay: 2, Ship: 1-3" */
static SwValue
split_calls (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  SwValue calls = sw_value_new_object (2);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *colon = strrchr (parts[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      sw_value_set_member (&calls, g_strstrip (parts[i]), read_count (g_strstrip (colon + 1)));
    }
  return calls;
}

static char *
join_calls (SwValue calls)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sw_value_get_length (calls); i++)
    {
      SwValue count = sw_value_get_member_at (calls, i);
      SwValue most = sw_value_get_member (count, "max");

      g_string_append_printf (text, "%s%s: ", i > 0 ? ", " : "",
                              sw_string_get_text (sw_value_get_key (calls, i)));
      if (sw_value_is (count, SW_TYPE_NUMBER))
        g_string_append_printf (text, "%.0f", sw_value_get_number (count));
      else
        g_string_append_printf (text, "%.0f-",
                                sw_value_get_number (sw_value_get_member (count, "min")));
      if (sw_value_is (most, SW_TYPE_NUMBER))
        g_string_append_printf (text, "%.0f", sw_value_get_number (most));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
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
    {
      sw_value_clear (&take_value);
      sw_value_remove_member (object, name);
    }
}

static void
set_entry (SwValue     *object,
           const char  *name,
           AdwEntryRow *row)
{
  set_or_remove (object, name, sw_value_new_string (get_text (row)), get_text (row)[0] != '\0');
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

static SwValue
new_expect (SwTestDialog *self)
{
  SwValue expect = sw_value_ref (sw_value_get_member (self->test, "expect"));
  const char *status = statuses[adw_combo_row_get_selected (self->status_row)];
  guint output = adw_combo_row_get_selected (self->output_row);
  SwValue calls = split_calls (get_text (self->calls_row));

  if (!sw_value_is (expect, SW_TYPE_OBJECT))
    sw_value_set (&expect, sw_value_new_object (4));
  set_or_remove (&expect, "status", sw_value_new_string (status != NULL ? status : ""),
                 status != NULL);
  set_or_remove (&expect, "output", read_view (self->output_view), output == 1);
  set_or_remove (&expect, "outputIncludes", read_view (self->output_view), output == 2);
  if (!sw_value_is (sw_value_get_member (expect, "outputCondition"), SW_TYPE_ARRAY))
    set_entry (&expect, "outputCondition", self->condition_row);
  set_entry (&expect, "error", self->error_row);
  set_or_remove (&expect, "cause", SW_VALUE_INIT, FALSE);
  set_entry (&expect, "causeLike", self->cause_row);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      SwValue list = split_states (get_text (get_list_row (self, i)));

      set_or_remove (&expect, lists[i], list, sw_value_get_length (list) > 0);
    }
  set_or_remove (&expect, "calls", calls, sw_value_get_length (calls) > 0);
  return expect;
}

/**
 * sw_test_dialog_dup_test:
 *
 * Returns: (transfer full): the test as it is in the dialog
 */
SwValue
sw_test_dialog_dup_test (SwTestDialog *self)
{
  SwValue test = sw_value_ref (self->test);
  SwValue expect = new_expect (self), mocks = new_mocks (self);
  guint input = adw_combo_row_get_selected (self->input_row);
  SwValue own = read_view (self->input_view);

  sw_value_set_member (&test, "name", sw_value_new_string (get_text (self->name_row)));
  if (input > 0)
    {
      sw_value_clear (&own);
      own = sw_value_new_string (get_selected_text (self->input_row));
    }
  set_or_remove (&test, "input", own, !sw_value_is (own, SW_TYPE_UNDEFINED));
  set_or_remove (&test, "type", sw_value_new_string ("EXPRESS"),
                 adw_combo_row_get_selected (self->type_row) == 1);
  set_or_remove (&test, "case", sw_value_new_string (get_selected_text (self->case_row)),
                 adw_combo_row_get_selected (self->case_row) > 0
                     && gtk_widget_get_visible (GTK_WIDGET (self->case_row)));
  set_or_remove (&test, "mocks", mocks, sw_value_get_length (mocks) > 0);
  set_or_remove (&test, "expect", expect, sw_value_get_length (expect) > 0);
  return test;
}

/**
 * sw_test_dialog_get_index:
 *
 * Returns: which test of the file it is; -1 for a new one
 */
int
sw_test_dialog_get_index (SwTestDialog *self)
{
  return self->index;
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

/* What is wrong with the test, in a line; NULL: nothing */
static char *
find_problem (SwTestDialog *self)
{
  guint index;
  g_autoptr (SwTree) tree = write_test (self, &index);
  g_autoptr (GPtrArray) problems
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_diagnostic_free);
  g_autoptr (GPtrArray) cases = NULL;
  g_autofree char *pointer = NULL;
  gboolean valid;

  g_object_get (self->input_view, "valid", &valid, NULL);
  if (!valid && adw_combo_row_get_selected (self->input_row) == 0)
    return g_strdup (_ ("The input is not JSON"));
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

static void
update (SwTestDialog *self)
{
  guint status = adw_combo_row_get_selected (self->status_row);
  guint output = adw_combo_row_get_selected (self->output_row);
  gboolean succeeds = status == 0;
  g_autofree char *problem = self->ready ? find_problem (self) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->input_view),
                          adw_combo_row_get_selected (self->input_row) == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->output_row), succeeds);
  gtk_widget_set_visible (GTK_WIDGET (self->output_view), succeeds && output > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->condition_row), succeeds);
  gtk_widget_set_visible (GTK_WIDGET (self->error_row), !succeeds);
  gtk_widget_set_visible (GTK_WIDGET (self->cause_row), !succeeds);
  adw_banner_set_title (self->problem_banner, problem != NULL ? problem : "");
  adw_banner_set_revealed (self->problem_banner, problem != NULL);
  gtk_widget_set_sensitive (self->save_button, problem == NULL);
}

static void
changed_cb (SwTestDialog *self)
{
  if (self->ready)
    update (self);
}

static void
input_cb (SwTestDialog *self)
{
  changed_cb (self);
}

/* What cannot be together is not kept in a field that is out of sight. */
static void
status_cb (SwTestDialog *self)
{
  if (!self->ready)
    return;
  if (adw_combo_row_get_selected (self->status_row) == 0)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->error_row), "");
      gtk_editable_set_text (GTK_EDITABLE (self->cause_row), "");
    }
  else
    {
      adw_combo_row_set_selected (self->output_row, 0);
      gtk_editable_set_text (GTK_EDITABLE (self->condition_row), "");
    }
  update (self);
}

static void
mock_removed_cb (SwTestDialog  *self,
                 SwTestMockRow *row)
{
  g_ptr_array_remove (self->mocks, row);
  adw_preferences_group_remove (self->mocks_group, GTK_WIDGET (row));
  update (self);
}

static GtkWidget *
add_mock (SwTestDialog *self,
          const char   *state,
          const char   *range,
          SwValue       answer)
{
  GtkWidget *row = sw_test_mock_row_new (self->model, state, range, answer);

  g_ptr_array_add (self->mocks, row);
  adw_preferences_group_add (self->mocks_group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (mock_removed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* How many calls of a state are answered so far */
static guint
count_answers (SwTestDialog *self,
               const char   *state)
{
  guint count = 0;

  for (guint i = 0; i < self->mocks->len; i++)
    count += g_strcmp0 (sw_test_mock_row_get_state (self->mocks->pdata[i]), state) == 0;
  return count;
}

static void
add_mock_cb (SwTestDialog *self)
{
  GPtrArray *states = sw_model_get_states (self->model);
  const char *chosen = NULL;
  g_autofree char *range = NULL;
  GtkWidget *row;

  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = g_ptr_array_index (states, i);

      if (state->type == SW_STATE_TASK
          && (chosen == NULL || count_answers (self, chosen) > count_answers (self, state->name)))
        chosen = state->name;
    }
  range = g_strdup_printf ("%u", count_answers (self, chosen));
  row = add_mock (self, chosen, range, SW_VALUE_INIT);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  update (self);
}

static void
save_cb (SwTestDialog *self)
{
  g_signal_emit (self, save_signal, 0);
}

static void
remove_cb (SwTestDialog *self)
{
  g_signal_emit (self, remove_signal, 0);
}

static void
sw_test_dialog_dispose (GObject *object)
{
  SwTestDialog *self = SW_TEST_DIALOG (object);

  self->ready = FALSE;
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_TEST_DIALOG);
  g_clear_pointer (&self->tasks, sw_tree_unref);
  g_clear_pointer (&self->model, sw_model_unref);
  g_clear_pointer (&self->mocks, g_ptr_array_unref);
  sw_value_clear (&self->test);
  G_OBJECT_CLASS (sw_test_dialog_parent_class)->dispose (object);
}

static void
sw_test_dialog_class_init (SwTestDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_JSON_VIEW);
  G_OBJECT_CLASS (klass)->dispose = sw_test_dialog_dispose;
  save_signal = g_signal_new ("save", SW_TYPE_TEST_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  remove_signal = g_signal_new ("remove", SW_TYPE_TEST_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-test-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, type_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, input_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, input_view);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, mocks_group);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, case_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, status_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, output_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, output_view);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, condition_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, error_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, cause_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, path_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, passes_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, avoids_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, calls_row);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, remove_group);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, SwTestDialog, problem_banner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, input_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_mock_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
sw_test_dialog_init (SwTestDialog *self)
{
  self->mocks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

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

/* "Written below", and the inputs by name */
static void
fill_input (SwTestDialog *self)
{
  SwValue input = sw_value_get_member (self->test, "input");
  const SwNode *inputs = sw_node_get_member (sw_tree_get_root (self->tasks), "inputs");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("Written below"));
  for (const SwNode *each = inputs != NULL ? inputs->first : NULL; each; each = each->next)
    {
      gtk_string_list_append (names, each->name);
      if (sw_value_is (input, SW_TYPE_STRING)
          && g_str_equal (each->name, sw_value_get_text (input, NULL)))
        selected = g_list_model_get_n_items (G_LIST_MODEL (names)) - 1;
    }
  adw_combo_row_set_model (self->input_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->input_row, selected);
  fill_view (self->input_view, selected > 0 ? SW_VALUE_INIT : input);
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
        add_mock (self, state, sw_string_get_text (sw_value_get_key (answers, j)),
                  sw_value_get_member_at (answers, j));
    }
}

/* A case that the test names is kept, be it in the mock file or not. */
static void
fill_case (SwTestDialog  *self,
           char         **cases)
{
  SwValue chosen = sw_value_get_member (self->test, "case");
  const char *name
      = sw_value_is (chosen, SW_TYPE_STRING) ? sw_value_get_text (chosen, NULL) : NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("As the tasks file says"));
  gtk_string_list_splice (names, 1, 0, (const char *const *) cases);
  if (name != NULL && !g_strv_contains ((const char *const *) cases, name))
    gtk_string_list_append (names, name);
  for (guint i = 1; name != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (names)); i++)
    if (g_str_equal (gtk_string_list_get_string (names, i), name))
      selected = i;
  adw_combo_row_set_model (self->case_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->case_row, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->case_row), selected > 0 || cases[0] != NULL);
}

static guint
find_status (SwValue expect)
{
  SwValue status = sw_value_get_member (expect, "status");

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (sw_value_is (status, SW_TYPE_STRING) && statuses[i] != NULL
        && g_str_equal (sw_value_get_text (status, NULL), statuses[i]))
      return i;
  return sw_value_is (sw_value_get_member (expect, "error"), SW_TYPE_UNDEFINED)
                 && sw_value_is (sw_value_get_member (expect, "cause"), SW_TYPE_UNDEFINED)
                 && sw_value_is (sw_value_get_member (expect, "causeLike"), SW_TYPE_UNDEFINED)
             ? 0
             : 3;
}

static void
fill_expect (SwTestDialog *self)
{
  SwValue expect = sw_value_get_member (self->test, "expect");
  SwValue output = sw_value_get_member (expect, "output");
  SwValue includes = sw_value_get_member (expect, "outputIncludes");
  gboolean whole = !sw_value_is (output, SW_TYPE_UNDEFINED);
  g_autofree char *calls = join_calls (sw_value_get_member (expect, "calls"));

  adw_combo_row_set_selected (self->status_row, find_status (expect));
  adw_combo_row_set_selected (self->output_row,
                              whole ? 1 : sw_value_is (includes, SW_TYPE_UNDEFINED) ? 0 : 2);
  fill_view (self->output_view, whole ? output : includes);
  fill_entry (self->condition_row, expect, "outputCondition");
  fill_entry (self->error_row, expect, "error");
  fill_entry (self->cause_row, expect, "cause");
  fill_entry (self->cause_row, expect, "causeLike");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *text
          = join_states (sw_value_get_member (expect, lists[i]), i == 0 ? " → " : ", ");

      gtk_editable_set_text (GTK_EDITABLE (get_list_row (self, i)), text);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->calls_row), calls);
}

/**
 * sw_test_dialog_new:
 * @tasks: the tasks file
 * @model: the definition, for the names of its states
 * @cases: test cases of the mock file; empty where there are none
 * @index: which test of the file it is; -1 for a new one
 * @test: the test as it stands there
 *
 * Returns: (transfer floating): the dialog
 */
SwTestDialog *
sw_test_dialog_new (SwTree  *tasks,
                    SwModel *model,
                    char **cases,
                    int      index,
                    SwValue  test)
{
  SwTestDialog *self = g_object_new (SW_TYPE_TEST_DIALOG, NULL);
  SwValue type = sw_value_get_member (test, "type");

  self->tasks = sw_tree_ref (tasks);
  self->model = sw_model_ref (model);
  self->index = index;
  self->test = sw_value_ref (test);
  adw_dialog_set_title (ADW_DIALOG (self), index < 0 ? _ ("New Test") : _ ("Edit Test"));
  gtk_widget_set_visible (self->remove_group, index >= 0);
  fill_entry (self->name_row, test, "name");
  adw_combo_row_set_selected (self->type_row,
                              sw_value_is (type, SW_TYPE_STRING)
                                  && g_str_equal (sw_value_get_text (type, NULL), "EXPRESS"));
  fill_input (self);
  fill_mocks (self);
  fill_case (self, cases);
  fill_expect (self);
  self->ready = TRUE;
  update (self);
  return self;
}
