/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/tests/sw-test-mock-row.h"

#include <glib/gi18n.h>

#include "app/runs/json/sw-json-view.h"
#include "app/sw-row-button.h"
#include "json/sw-text.h"

struct _SwTestMockRow
{
  AdwExpanderRow parent_instance;

  AdwComboRow   *state_row;
  AdwEntryRow   *range_row;
  AdwComboRow   *kind_row;
  AdwEntryRow   *error_row;
  AdwEntryRow   *cause_row;
  SwJsonView    *value_view;
  GtkWidget     *value_box;
  GtkStringList *states;
};

G_DEFINE_FINAL_TYPE (SwTestMockRow, sw_test_mock_row, ADW_TYPE_EXPANDER_ROW)

static guint changed_signal;
static guint remove_signal;

/* Its head: "Pay · call 0" with the answer below */
static void
update (SwTestMockRow *self)
{
  gboolean throws = adw_combo_row_get_selected (self->kind_row) == 1;
  const char *state = sw_test_mock_row_get_state (self);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  /* translators: name of a state, then the number of its call ("0") or several ("1-3") */
  title = g_strdup_printf (_ ("%s, call %s"), state != NULL ? state : "",
                           sw_test_mock_row_get_range (self));
  text = throws ? g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->error_row)))
                : sw_json_view_dup_text (self->value_view);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
  gtk_widget_set_visible (GTK_WIDGET (self->error_row), throws);
  gtk_widget_set_visible (GTK_WIDGET (self->cause_row), throws);
  gtk_widget_set_visible (self->value_box, !throws);
}

static void
changed_cb (SwTestMockRow *self)
{
  update (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
remove_cb (SwTestMockRow *self)
{
  g_signal_emit (self, remove_signal, 0);
}

static void
sw_test_mock_row_dispose (GObject *object)
{
  g_clear_object (&SW_TEST_MOCK_ROW (object)->states);
  G_OBJECT_CLASS (sw_test_mock_row_parent_class)->dispose (object);
}

static void
sw_test_mock_row_class_init (SwTestMockRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_test_mock_row_dispose;
  changed_signal = g_signal_new ("changed", SW_TYPE_TEST_MOCK_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  remove_signal = g_signal_new ("remove", SW_TYPE_TEST_MOCK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static AdwEntryRow *
add_entry (SwTestMockRow *self,
           const char    *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return ADW_ENTRY_ROW (row);
}

static AdwComboRow *
add_combo (SwTestMockRow *self,
           const char    *title,
           GListModel    *model)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), model);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return ADW_COMBO_ROW (row);
}

static void
add_value (SwTestMockRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();

  self->value_view = g_object_new (SW_TYPE_JSON_VIEW, "editable", TRUE, "label", _ ("Result"),
                                   "height-request", 110, NULL);
  gtk_widget_set_margin_start (GTK_WIDGET (self->value_view), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->value_view), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->value_view), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->value_view), 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (self->value_view));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  self->value_box = row;
}

static void
sw_test_mock_row_init (SwTestMockRow *self)
{
  const char *const kinds[] = { _ ("Returns a result"), _ ("Throws an error"), NULL };
  g_autoptr (GtkStringList) kind_list = gtk_string_list_new (kinds);
  GtkWidget *button = sw_row_button_new ("user-trash-symbolic", _ ("Remove the Answer"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_expander_row_set_subtitle_lines (ADW_EXPANDER_ROW (self), 1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (self), button);
  self->states = gtk_string_list_new (NULL);
  self->state_row = add_combo (self, _ ("State"), G_LIST_MODEL (self->states));
  self->range_row = add_entry (self, _ ("Calls, as in 0 or 1-3"));
  self->kind_row = add_combo (self, _ ("Answer"), G_LIST_MODEL (kind_list));
  self->error_row = add_entry (self, _ ("Error"));
  self->cause_row = add_entry (self, _ ("Cause"));
  add_value (self);
}

/* The states that have a task, and the one that is named, whatever it is */
static void
fill_states (SwTestMockRow *self,
             SwModel       *model,
             const char    *state)
{
  GPtrArray *states = sw_model_get_states (model);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < states->len; i++)
    {
      const SwState *each = g_ptr_array_index (states, i);

      if (each->type != SW_STATE_TASK)
        continue;
      if (g_strcmp0 (each->name, state) == 0)
        selected = g_list_model_get_n_items (G_LIST_MODEL (self->states));
      gtk_string_list_append (self->states, each->name);
    }
  if (selected == GTK_INVALID_LIST_POSITION && state != NULL)
    {
      selected = g_list_model_get_n_items (G_LIST_MODEL (self->states));
      gtk_string_list_append (self->states, state);
    }
  adw_combo_row_set_selected (self->state_row, state != NULL ? selected : 0);
}

static void
set_text (AdwEntryRow *row,
          SwValue      object,
          const char  *name)
{
  SwValue value = sw_value_get_member (object, name);

  if (sw_value_is (value, SW_TYPE_STRING))
    gtk_editable_set_text (GTK_EDITABLE (row), sw_value_get_text (value, NULL));
}

/**
 * sw_test_mock_row_new:
 * @model: whose states can be mocked
 * @state: (nullable): the state that answers
 * @range: its calls: "0", "1-3"
 * @answer: { "Return": … } or { "Throw": { "Error", "Cause" } }
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
sw_test_mock_row_new (SwModel    *model,
                      const char *state,
                      const char *range,
                      SwValue     answer)
{
  SwTestMockRow *self = g_object_new (SW_TYPE_TEST_MOCK_ROW, NULL);
  SwValue thrown = sw_value_get_member (answer, "Throw");
  SwValue value = sw_value_get_member (answer, "Return");
  g_autofree char *text = sw_value_is (value, SW_TYPE_UNDEFINED)
                              ? g_strdup ("{}")
                              : sw_value_to_text (value, SW_TEXT_PRETTY, NULL);

  fill_states (self, model, state);
  gtk_editable_set_text (GTK_EDITABLE (self->range_row), range);
  adw_combo_row_set_selected (self->kind_row, sw_value_is (thrown, SW_TYPE_OBJECT));
  if (sw_value_is (thrown, SW_TYPE_OBJECT))
    {
      set_text (self->error_row, thrown, "Error");
      set_text (self->cause_row, thrown, "Cause");
    }
  sw_json_view_set_text (self->value_view, text);
  update (self);
  g_signal_connect_object (self->state_row, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kind_row, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->range_row, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->error_row, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cause_row, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->value_view, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * sw_test_mock_row_get_state:
 *
 * Returns: (nullable): name of the state that answers; %NULL where the definition has no task
 */
const char *
sw_test_mock_row_get_state (SwTestMockRow *self)
{
  GtkStringObject *state = adw_combo_row_get_selected_item (self->state_row);

  return state != NULL ? gtk_string_object_get_string (state) : NULL;
}

/**
 * sw_test_mock_row_get_range:
 *
 * Returns: the calls it answers, as written
 */
const char *
sw_test_mock_row_get_range (SwTestMockRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->range_row));
}

/**
 * sw_test_mock_row_dup_answer:
 * @answer: (out): owned
 *
 * Makes the answer as a MockConfigFile.json has it.
 *
 * Returns: %FALSE where the result is no JSON
 */
gboolean
sw_test_mock_row_dup_answer (SwTestMockRow *self,
                             SwValue       *answer)
{
  SwValue thrown;
  SwValue value = SW_VALUE_INIT;

  if (adw_combo_row_get_selected (self->kind_row) == 1)
    {
      thrown = sw_value_new_object (2);
      sw_value_set_member (
          &thrown, "Error",
          sw_value_new_string (gtk_editable_get_text (GTK_EDITABLE (self->error_row))));
      sw_value_set_member (
          &thrown, "Cause",
          sw_value_new_string (gtk_editable_get_text (GTK_EDITABLE (self->cause_row))));
      *answer = sw_value_new_object (1);
      sw_value_set_member (answer, "Throw", thrown);
      return TRUE;
    }
  if (!sw_json_view_get_value (self->value_view, &value))
    return FALSE;
  *answer = sw_value_new_object (1);
  sw_value_set_member (answer, "Return", value);
  return TRUE;
}
