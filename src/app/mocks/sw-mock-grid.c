/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/mocks/sw-mock-grid-private.h"

#include <glib/gi18n.h>

#include "engine/sw-task-advice.h"
#include "json/sw-text.h"
#include "tasks/tests/sw-test-case.h"

G_DEFINE_FINAL_TYPE (SwMockGrid, sw_mock_grid, ADW_TYPE_BIN)

static guint edited_signal;

static const SwMockColumn *
get_column (GtkListItem *item)
{
  return g_object_get_data (G_OBJECT (item), "column");
}

static void
show_cell (SwMockGrid  *self,
           GtkListItem *item)
{
  guint index = gtk_list_item_get_position (item);

  if (self->sheet != NULL && index < sw_mock_sheet_get_count (self->sheet))
    get_column (item)->show (self, gtk_list_item_get_child (item),
                             sw_mock_sheet_get (self->sheet, index));
}

static SwMockGrid *
get_grid (GtkSignalListItemFactory *factory)
{
  return g_object_get_data (G_OBJECT (factory), "grid");
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          const SwMockColumn       *column)
{
  g_object_set_data (G_OBJECT (item), "column", (gpointer) column);
  gtk_list_item_set_focusable (item, FALSE);
  gtk_list_item_set_child (item, column->create (get_grid (factory), item));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  SwMockGrid *self = get_grid (factory);

  g_hash_table_add (self->cells, item);
  show_cell (self, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  SwMockGrid *self = get_grid (factory);

  if (self->cells != NULL)
    g_hash_table_remove (self->cells, item);
}

static void
add_column (SwMockGrid         *self,
            const SwMockColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "grid", self);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  view_column = gtk_column_view_column_new (
      *column->title != '\0' ? gettext (column->title) : "", factory);
  gtk_column_view_column_set_expand (view_column, column->width < 0);
  if (column->width >= 0)
    gtk_column_view_column_set_fixed_width (view_column, column->width);
  gtk_column_view_append_column (self->view, view_column);
}

static void
sw_mock_grid_dispose (GObject *object)
{
  SwMockGrid *self = SW_MOCK_GRID (object);

  g_clear_handle_id (&self->focus, g_source_remove);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->items);
  g_clear_pointer (&self->cells, g_hash_table_unref);
  g_clear_pointer (&self->sheet, sw_mock_sheet_free);
  g_clear_pointer (&self->model, sw_model_unref);
  G_OBJECT_CLASS (sw_mock_grid_parent_class)->dispose (object);
}

static void
sw_mock_grid_class_init (SwMockGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_mock_grid_dispose;
  edited_signal = g_signal_new ("edited", SW_TYPE_MOCK_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
unfocusable_cb (GtkSignalListItemFactory *factory,
                GtkColumnViewRow         *row)
{
  gtk_column_view_row_set_focusable (row, FALSE);
  gtk_column_view_row_set_activatable (row, FALSE);
}

/* One stop of Tab after the other is a cell, not a row. */
static void
set_rows_apart (SwMockGrid *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  g_signal_connect (rows, "setup", G_CALLBACK (unfocusable_cb), NULL);
  gtk_column_view_set_row_factory (self->view, rows);
}

static void
sw_mock_grid_init (SwMockGrid *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  guint count;
  const SwMockColumn *columns = sw_mock_columns_get (&count);

  self->cells = g_hash_table_new (NULL, NULL);
  self->items = g_list_store_new (G_TYPE_OBJECT);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items))))));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_column_view_set_reorderable (self->view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "mocks");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Mocked Answers"), -1);
  set_rows_apart (self);
  for (guint i = 0; i < count; i++)
    add_column (self, &columns[i]);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

static void
insert_items (SwMockGrid *self,
              guint       position,
              guint       count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GObject) item = g_object_new (G_TYPE_OBJECT, NULL);

      g_list_store_insert (self->items, position + i, item);
    }
}

/**
 * sw_mock_grid_set_sheet:
 * @take_sheet: (nullable) (transfer full): what to show
 *
 * Shows another test case.
 */
void
sw_mock_grid_set_sheet (SwMockGrid  *self,
                        SwMockSheet *take_sheet)
{
  SwMockSheet *old = self->sheet;

  g_list_store_remove_all (self->items);
  self->sheet = take_sheet;
  g_clear_pointer (&old, sw_mock_sheet_free);
  if (take_sheet != NULL)
    insert_items (self, 0, sw_mock_sheet_get_count (take_sheet));
}

/**
 * sw_mock_grid_get_sheet:
 *
 * Returns: (transfer none) (nullable): what is shown, for writing it
 */
SwMockSheet *
sw_mock_grid_get_sheet (SwMockGrid *self)
{
  return self->sheet;
}

/**
 * sw_mock_grid_set_model:
 * @model: the definition as it is now
 *
 * Says whose states answer.
 */
void
sw_mock_grid_set_model (SwMockGrid *self,
                        SwModel    *model)
{
  g_clear_pointer (&self->model, sw_model_unref);
  self->model = sw_model_ref (model);
  if (self->sheet == NULL)
    return;
  sw_mock_sheet_set_model (self->sheet, model);
  sw_mock_grid_update (self);
}

/**
 * sw_mock_grid_update:
 *
 * Shows each row as it is now.
 */
void
sw_mock_grid_update (SwMockGrid *self)
{
  g_autofree gpointer *cells = g_hash_table_get_keys_as_array (self->cells, NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    show_cell (self, cells[i]);
}

/**
 * sw_mock_grid_find_state:
 *
 * Returns: (transfer none) (nullable): the first state of this name, or path
 */
const SwState *
sw_mock_grid_find_state (SwMockGrid *self,
                         const char *name)
{
  GPtrArray *states = self->model != NULL ? sw_model_get_states (self->model) : NULL;

  for (guint i = 0; states != NULL && i < states->len; i++)
    if (sw_state_is_named (states->pdata[i], name))
      return states->pdata[i];
  return NULL;
}

/**
 * sw_mock_grid_edited:
 *
 * The sheet was changed by hand: shows it, and tells others.
 */
void
sw_mock_grid_edited (SwMockGrid *self)
{
  g_autoptr (SwMockGrid) guard = g_object_ref (self);

  sw_mock_grid_update (self);
  g_signal_emit (self, edited_signal, 0);
}

/**
 * sw_mock_grid_remove:
 * @index: of a row
 *
 * Takes an answer away.
 */
void
sw_mock_grid_remove (SwMockGrid *self,
                     guint       index)
{
  sw_mock_sheet_remove (self->sheet, index);
  g_list_store_remove (self->items, index);
  sw_mock_grid_edited (self);
}

/* The task that comes first among those with the fewest answers */
static const SwState *
choose_state (SwMockGrid *self)
{
  GPtrArray *states = self->model != NULL ? sw_model_get_states (self->model) : NULL;
  const SwState *chosen = NULL;
  guint least = G_MAXUINT;

  for (guint i = 0; states != NULL && i < states->len; i++)
    {
      const SwState *state = states->pdata[i];
      guint count = 0;

      for (guint j = 0; j < sw_mock_sheet_get_count (self->sheet); j++)
        count += sw_state_is_named (state, sw_mock_sheet_get (self->sheet, j)->state);
      if (state->type != SW_STATE_TASK || count >= least)
        continue;
      least = count;
      chosen = state;
    }
  return chosen;
}

/* What is new begins with the name of its state. Its cells come with the next frame's sizes. */
static gboolean
focus_fresh (gpointer user_data)
{
  SwMockGrid *self = user_data;
  g_autofree gpointer *cells = g_hash_table_get_keys_as_array (self->cells, NULL);
  guint count;

  self->focus = 0;
  for (guint i = 0; cells[i] != NULL; i++)
    if (gtk_list_item_get_position (cells[i]) == self->fresh
        && get_column (cells[i]) == sw_mock_columns_get (&count))
      gtk_widget_grab_focus (gtk_list_item_get_child (cells[i]));
  return G_SOURCE_REMOVE;
}

/**
 * sw_mock_grid_add:
 *
 * Adds an answer, for a state that has few; its result is of the shape that the task gives.
 */
void
sw_mock_grid_add (SwMockGrid *self)
{
  const SwState *state = choose_state (self);
  g_auto (SwValue) sample = state != NULL ? sw_task_dup_sample (state) : sw_value_new_object (0);
  g_autofree char *json = sw_value_to_text (sample, SW_TEXT_DEFAULT, NULL);
  guint index;

  g_return_if_fail (self->sheet != NULL);

  index = sw_mock_sheet_add (self->sheet, state != NULL ? state->name : "");
  sw_mock_sheet_set_return (self->sheet, index, json);
  self->fresh = index;
  insert_items (self, index, 1);
  gtk_column_view_scroll_to (self->view, index, NULL, GTK_LIST_SCROLL_NONE, NULL);
  if (self->focus == 0)
    self->focus = g_idle_add (focus_fresh, self);
  sw_mock_grid_edited (self);
}
