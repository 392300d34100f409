/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/tests/sw-test-dialog-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (SwTestDialog, sw_test_dialog, ADW_TYPE_DIALOG)

static guint save_signal;
static guint remove_signal;

const char *const sw_test_dialog_statuses[4] = { "SUCCEEDED", "FAILED", "TIMED_OUT", NULL };

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

/**
 * sw_test_dialog_update:
 *
 * Shows the rows that go together, and what is wrong with the test.
 */
void
sw_test_dialog_update (SwTestDialog *self)
{
  guint output = adw_combo_row_get_selected (self->output_row);
  gboolean succeeds = adw_combo_row_get_selected (self->status_row) == 0;
  GtkWidget *const of_success[]
      = { GTK_WIDGET (self->output_row), GTK_WIDGET (self->condition_row) };
  GtkWidget *const of_failure[] = { GTK_WIDGET (self->error_row), GTK_WIDGET (self->cause_row),
                                    GTK_WIDGET (self->cause_like_row) };
  g_autofree char *problem = self->ready ? sw_test_dialog_dup_problem (self) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (of_success); i++)
    gtk_widget_set_visible (of_success[i], succeeds);
  for (guint i = 0; i < G_N_ELEMENTS (of_failure); i++)
    gtk_widget_set_visible (of_failure[i], !succeeds);
  gtk_widget_set_visible (GTK_WIDGET (self->input_view),
                          adw_combo_row_get_selected (self->input_row) == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->output_view), succeeds && output > 0);
  adw_banner_set_use_markup (self->problem_banner, FALSE);
  adw_banner_set_title (self->problem_banner, problem != NULL ? problem : "");
  adw_banner_set_revealed (self->problem_banner, problem != NULL);
  gtk_widget_set_sensitive (self->save_button, problem == NULL);
}

static void
changed_cb (SwTestDialog *self)
{
  if (self->ready)
    sw_test_dialog_update (self);
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
      gtk_editable_set_text (GTK_EDITABLE (self->cause_like_row), "");
    }
  else
    {
      adw_combo_row_set_selected (self->output_row, 0);
      gtk_editable_set_text (GTK_EDITABLE (self->condition_row), "");
    }
  sw_test_dialog_update (self);
}

/**
 * sw_test_dialog_mock_removed:
 * @row: one of the dialog's
 *
 * Takes an answer away.
 */
void
sw_test_dialog_mock_removed (SwTestDialog  *self,
                             SwTestMockRow *row)
{
  g_ptr_array_remove (self->mocks, row);
  adw_preferences_group_remove (self->mocks_group, GTK_WIDGET (row));
  sw_test_dialog_update (self);
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
  row = sw_test_dialog_add_mock (self, chosen, range, SW_VALUE_INIT);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  sw_test_dialog_update (self);
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
  sw_value_clear (&self->shown);
  G_OBJECT_CLASS (sw_test_dialog_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (klass, SwTestDialog, child)

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
      klass, "/io/github/stepwright/Stepwright/sw-test-dialog.ui");
  BIND (name_row);
  BIND (type_row);
  BIND (environment_row);
  BIND (start_row);
  BIND (input_row);
  BIND (input_view);
  BIND (values_group);
  BIND (values_view);
  BIND (mocks_group);
  BIND (case_row);
  BIND (status_row);
  BIND (output_row);
  BIND (output_view);
  BIND (condition_row);
  BIND (error_row);
  BIND (cause_row);
  BIND (cause_like_row);
  BIND (path_row);
  BIND (passes_row);
  BIND (avoids_row);
  BIND (calls_row);
  BIND (remove_group);
  BIND (save_button);
  BIND (problem_banner);
  gtk_widget_class_bind_template_callback (klass, changed_cb);
  gtk_widget_class_bind_template_callback (klass, status_cb);
  gtk_widget_class_bind_template_callback (klass, add_mock_cb);
  gtk_widget_class_bind_template_callback (klass, save_cb);
  gtk_widget_class_bind_template_callback (klass, remove_cb);
}

static void
sw_test_dialog_class_init (SwTestDialogClass *klass)
{
  g_type_ensure (SW_TYPE_JSON_VIEW);
  G_OBJECT_CLASS (klass)->dispose = sw_test_dialog_dispose;
  save_signal = g_signal_new ("save", SW_TYPE_TEST_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  remove_signal = g_signal_new ("remove", SW_TYPE_TEST_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
sw_test_dialog_init (SwTestDialog *self)
{
  self->mocks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_dialog_set_focus (ADW_DIALOG (self),
                        GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->name_row))));
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
sw_test_dialog_new (SwTree   *tasks,
                    SwModel  *model,
                    char    **cases,
                    int       index,
                    SwValue   test)
{
  SwTestDialog *self = g_object_new (SW_TYPE_TEST_DIALOG, NULL);

  self->tasks = sw_tree_ref (tasks);
  self->model = sw_model_ref (model);
  self->index = index;
  self->test = sw_value_ref (test);
  adw_dialog_set_title (ADW_DIALOG (self), index < 0 ? _("New Test") : _("Edit Test"));
  gtk_widget_set_visible (self->remove_group, index >= 0);
  sw_test_dialog_fill (self, cases);
  self->shown = sw_test_dialog_dup_form (self);
  self->ready = TRUE;
  sw_test_dialog_update (self);
  return self;
}
