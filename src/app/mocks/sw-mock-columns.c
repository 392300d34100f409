/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/mocks/sw-mock-grid-private.h"

#include <glib/gi18n.h>

#include "app/mocks/sw-mock-cell.h"
#include "engine/sw-task-advice.h"
#include "json/sw-text.h"

/* The columns of the table. What a cell does goes to the sheet's row at its place. */

/* The cell's own, so that its signals know where it stands */
static GtkListItem *
get_item (gpointer cell)
{
  return g_object_get_data (cell, "item");
}

static SwMockGrid *
get_grid (gpointer cell)
{
  return SW_MOCK_GRID (gtk_widget_get_ancestor (cell, SW_TYPE_MOCK_GRID));
}

/* The grid where CELL stands in it, at ROW; NULL while it is on its way out */
static SwMockGrid *
find_place (gpointer  cell,
            guint    *index)
{
  SwMockGrid *self = get_grid (cell);

  *index = gtk_list_item_get_position (get_item (cell));
  return self != NULL && self->sheet != NULL && *index < sw_mock_sheet_get_count (self->sheet)
             ? self
             : NULL;
}

static GtkWidget *
create_cell (GtkListItem    *item,
             SwMockCellKind  kind,
             const char     *label,
             GCallback       committed)
{
  GtkWidget *cell = sw_mock_cell_new (kind, label);

  g_object_set_data (G_OBJECT (cell), "item", item);
  g_signal_connect (cell, "committed", committed, NULL);
  return cell;
}

static const char *
get_problem (const SwMockRow *row,
             SwMockField      field)
{
  return row->problem != NULL && row->field == field ? row->problem : NULL;
}

static void
state_committed_cb (SwMockCell *cell,
                    const char *text)
{
  guint index;
  SwMockGrid *self = find_place (cell, &index);

  if (self == NULL)
    return;
  sw_mock_sheet_set_state (self->sheet, index, text);
  sw_mock_grid_edited (self);
}

/* The states that have a task, in the order of the definition */
static void
offer_states_cb (SwMockCell *cell)
{
  SwMockGrid *self = get_grid (cell);
  GPtrArray *states = self->model != NULL ? sw_model_get_states (self->model) : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; states != NULL && i < states->len; i++)
    if (((SwState *) states->pdata[i])->type == SW_STATE_TASK)
      g_strv_builder_add (names, ((SwState *) states->pdata[i])->name);
  all = g_strv_builder_end (names);
  sw_mock_cell_offer (cell, (const char *const *) all);
}

static GtkWidget *
create_state (SwMockGrid  *self,
              GtkListItem *item)
{
  GtkWidget *cell
      = create_cell (item, SW_MOCK_CELL_NAME, _("State"), G_CALLBACK (state_committed_cb));

  g_signal_connect (cell, "open", G_CALLBACK (offer_states_cb), NULL);
  return cell;
}

static void
show_state (SwMockGrid      *self,
            GtkWidget       *cell,
            const SwMockRow *row)
{
  sw_mock_cell_show (SW_MOCK_CELL (cell), SW_MOCK_CELL_NAME, _("State"), row->state,
                     get_problem (row, SW_MOCK_FIELD_STATE), row->blocks);
}

static void
calls_committed_cb (SwMockCell *cell,
                    const char *text)
{
  guint index;
  SwMockGrid *self = find_place (cell, &index);

  if (self == NULL)
    return;
  sw_mock_sheet_set_calls (self->sheet, index, text);
  sw_mock_grid_edited (self);
}

static GtkWidget *
create_calls (SwMockGrid  *self,
              GtkListItem *item)
{
  return create_cell (item, SW_MOCK_CELL_TEXT, _("Calls"), G_CALLBACK (calls_committed_cb));
}

static void
show_calls (SwMockGrid      *self,
            GtkWidget       *cell,
            const SwMockRow *row)
{
  sw_mock_cell_show (SW_MOCK_CELL (cell), SW_MOCK_CELL_TEXT, _("Calls"), row->calls,
                     get_problem (row, SW_MOCK_FIELD_CALLS), row->blocks);
}

static void
set_answer (SwMockGrid      *self,
            guint            index,
            gboolean         throws,
            const SwMockRow *row)
{
  g_autofree char *result = g_strdup (row->result), *error = g_strdup (row->error);
  g_autofree char *cause = g_strdup (row->cause);

  if (throws)
    sw_mock_sheet_set_throw (self->sheet, index, error, cause);
  else
    sw_mock_sheet_set_return (self->sheet, index, result);
  sw_mock_grid_edited (self);
}

static void
answer_cb (GtkDropDown *cell)
{
  guint index;
  SwMockGrid *self = find_place (cell, &index);
  gboolean throws = gtk_drop_down_get_selected (cell) == 1;
  const SwMockRow *row = self != NULL ? sw_mock_sheet_get (self->sheet, index) : NULL;

  if (row != NULL && row->throws != throws)
    set_answer (self, index, throws, row);
}

static GtkWidget *
create_answer (SwMockGrid  *self,
               GtkListItem *item)
{
  const char *const answers[] = { _("Returns"), _("Throws"), NULL };
  GtkWidget *cell = gtk_drop_down_new_from_strings (answers);

  gtk_widget_add_css_class (cell, "flat");
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Answer"), -1);
  g_object_set_data (G_OBJECT (cell), "item", item);
  g_signal_connect (cell, "notify::selected", G_CALLBACK (answer_cb), NULL);
  return cell;
}

static void
show_answer (SwMockGrid      *self,
             GtkWidget       *cell,
             const SwMockRow *row)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (cell), row->throws ? 1 : 0);
}

static void
value_committed_cb (SwMockCell *cell,
                    const char *text)
{
  guint index;
  SwMockGrid *self = find_place (cell, &index);
  const SwMockRow *row = self != NULL ? sw_mock_sheet_get (self->sheet, index) : NULL;
  g_autofree char *cause = row != NULL ? g_strdup (row->cause) : NULL;

  if (row == NULL)
    return;
  if (row->throws)
    sw_mock_sheet_set_throw (self->sheet, index, text, cause);
  else
    sw_mock_sheet_set_return (self->sheet, index, text);
  sw_mock_grid_edited (self);
}

static void
offer_errors_cb (SwMockCell *cell)
{
  guint index;
  SwMockGrid *self = find_place (cell, &index);
  const SwMockRow *row = self != NULL ? sw_mock_sheet_get (self->sheet, index) : NULL;
  const SwState *state = row != NULL ? sw_mock_grid_find_state (self, row->state) : NULL;
  g_auto (GStrv) errors = state != NULL ? sw_task_dup_errors (state) : g_new0 (char *, 1);

  sw_mock_cell_offer (cell, (const char *const *) errors);
}

static GtkWidget *
create_value (SwMockGrid  *self,
              GtkListItem *item)
{
  GtkWidget *cell
      = create_cell (item, SW_MOCK_CELL_JSON, _("Result"), G_CALLBACK (value_committed_cb));

  g_signal_connect (cell, "open", G_CALLBACK (offer_errors_cb), NULL);
  return cell;
}

/* On one line, as far as it is JSON */
static char *
dup_line (const char *json)
{
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (!sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &value, NULL))
    return g_strdup (json);
  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

static void
show_value (SwMockGrid      *self,
            GtkWidget       *cell,
            const SwMockRow *row)
{
  g_autofree char *line = row->throws ? g_strdup (row->error) : dup_line (row->result);

  sw_mock_cell_show (SW_MOCK_CELL (cell), row->throws ? SW_MOCK_CELL_NAME : SW_MOCK_CELL_JSON,
                     row->throws ? _("Error") : _("Result"), line,
                     get_problem (row, SW_MOCK_FIELD_ANSWER), row->blocks);
}

static void
cause_committed_cb (SwMockCell *cell,
                    const char *text)
{
  guint index;
  SwMockGrid *self = find_place (cell, &index);
  const SwMockRow *row = self != NULL ? sw_mock_sheet_get (self->sheet, index) : NULL;
  g_autofree char *error = row != NULL ? g_strdup (row->error) : NULL;

  if (row == NULL || !row->throws)
    return;
  sw_mock_sheet_set_throw (self->sheet, index, error, text);
  sw_mock_grid_edited (self);
}

static GtkWidget *
create_cause (SwMockGrid  *self,
              GtkListItem *item)
{
  return create_cell (item, SW_MOCK_CELL_TEXT, _("Cause"), G_CALLBACK (cause_committed_cb));
}

/* A result has none. */
static void
show_cause (SwMockGrid      *self,
            GtkWidget       *cell,
            const SwMockRow *row)
{
  sw_mock_cell_show (SW_MOCK_CELL (cell), SW_MOCK_CELL_TEXT, _("Cause"),
                     row->throws ? row->cause : "", NULL, FALSE);
  gtk_widget_set_opacity (cell, row->throws ? 1 : 0);
  gtk_widget_set_can_focus (cell, row->throws);
  gtk_widget_set_can_target (cell, row->throws);
}

static void
remove_cb (GtkWidget *cell)
{
  guint index;
  SwMockGrid *self = find_place (cell, &index);

  if (self != NULL)
    sw_mock_grid_remove (self, index);
}

static GtkWidget *
create_remove (SwMockGrid  *self,
               GtkListItem *item)
{
  GtkWidget *cell = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (cell, "flat");
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (cell, _("Remove the Answer"));
  g_object_set_data (G_OBJECT (cell), "item", item);
  g_signal_connect (cell, "clicked", G_CALLBACK (remove_cb), NULL);
  return cell;
}

static void
show_remove (SwMockGrid      *self,
             GtkWidget       *cell,
             const SwMockRow *row)
{
}

/**
 * sw_mock_columns_get:
 * @count: (out): how many there are
 *
 * Returns: (transfer none): the columns
 */
const SwMockColumn *
sw_mock_columns_get (guint *count)
{
  static const SwMockColumn columns[] = {
    { N_("State"), -1, create_state, show_state },
    /* translators: a column: numbers of the calls of a state that get an answer, "0" or "1-3" */
    { N_("Calls"), 128, create_calls, show_calls },
    { N_("Answer"), 116, create_answer, show_answer },
    { N_("Result or Error"), -1, create_value, show_value },
    { N_("Cause"), -1, create_cause, show_cause },
    { "", 48, create_remove, show_remove },
  };

  *count = G_N_ELEMENTS (columns);
  return columns;
}
