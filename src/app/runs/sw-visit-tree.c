/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-visit-tree.h"

struct _SwVisitTree
{
  GObject             parent_instance;

  SwRunRecord        *record;    /* or NULL */
  GtkTreeListModel   *rows;      /* likewise */
  GtkSingleSelection *selection;
  SwTimeAxis         *axis;
  GHashTable         *bound;     /* GtkListItem -> SwVisitCellFunc: cells that show something */
  gboolean            syncing;   /* the selection follows the record, not the other way round */
};

G_DEFINE_FINAL_TYPE (SwVisitTree, sw_visit_tree, G_TYPE_OBJECT)

static guint reveal_signal;

static GListModel *
create_children (gpointer item,
                 gpointer user_data)
{
  return sw_visit_item_new_children (item);
}

static SwVisit *
get_row_visit (GtkTreeListRow *row)
{
  g_autoptr (SwVisitItem) item = gtk_tree_list_row_get_item (row);

  return sw_visit_item_get_visit (item);
}

/* The innermost iteration that VISIT is, or is inside */
static SwVisit *
find_iteration (SwVisit *visit)
{
  while (visit != NULL && visit->kind != SW_VISIT_ITERATION)
    visit = visit->parent;
  return visit;
}

static void
chosen_cb (SwVisitTree *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  SwVisit *visit = row != NULL ? get_row_visit (row) : NULL;
  SwVisit *iteration = find_iteration (visit);

  if (self->syncing || self->record == NULL)
    return;
  if (iteration != NULL)
    sw_run_record_show (self->record, iteration);
  sw_run_record_select (self->record, visit, visit != NULL ? visit->entered : 0);
}

/* Whose children are the outermost rows */
static SwVisit *
get_top (SwVisitTree *self)
{
  SwVisit *scope = sw_run_record_get_scope (self->record);

  return scope != NULL ? scope : sw_trace_get_root (sw_run_record_get_trace (self->record));
}

/* Opens what is around VISIT. Returns its row, or NULL where the tree has not heard of it yet, or
 * keeps to what it is not inside of. */
static GtkTreeListRow *
open_to (SwVisitTree *self,
         SwVisit     *visit)
{
  g_autoptr (GtkTreeListRow) outer = NULL;

  if (visit->parent == NULL)
    return NULL;
  if (visit->parent == get_top (self))
    return gtk_tree_list_model_get_child_row (self->rows, visit->position);
  outer = open_to (self, visit->parent);
  if (outer == NULL)
    return NULL;
  gtk_tree_list_row_set_expanded (outer, TRUE);
  return gtk_tree_list_row_get_child_row (outer, visit->position);
}

static void
selected_cb (SwVisitTree *self)
{
  SwVisit *visit = sw_run_record_get_visit (self->record);
  GtkTreeListRow *current = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GtkTreeListRow) row = NULL;

  if (current != NULL && get_row_visit (current) == visit)
    return;
  if (visit != NULL && visit->kind != SW_VISIT_MACHINE)
    row = open_to (self, visit);
  self->syncing = TRUE;
  gtk_single_selection_set_selected (self->selection, row != NULL
                                                          ? gtk_tree_list_row_get_position (row)
                                                          : GTK_INVALID_LIST_POSITION);
  self->syncing = FALSE;
  if (row != NULL)
    g_signal_emit (self, reveal_signal, 0, gtk_tree_list_row_get_position (row));
}

/* Rows of another part of the run, or of all of it */
static void
scoped_cb (SwVisitTree *self)
{
  self->syncing = TRUE;
  g_clear_object (&self->rows);
  if (self->record != NULL)
    self->rows = gtk_tree_list_model_new (sw_visit_list_new (self->record, get_top (self)), FALSE,
                                          FALSE, create_children, NULL, NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  self->syncing = FALSE;
  if (self->record != NULL)
    selected_cb (self);
}

static void
update_cell (SwVisitTree     *self,
             GtkListItem     *item,
             SwVisitCellFunc  update)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);

  if (row != NULL)
    update (self, item, get_row_visit (row));
}

/**
 * sw_visit_tree_refresh:
 *
 * Brings the cells that are on the screen up to date: those of a view that shows itself again, say.
 */
void
sw_visit_tree_refresh (SwVisitTree *self)
{
  GHashTableIter iter;
  gpointer item, update;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, &update))
    if (gtk_widget_get_mapped (gtk_list_item_get_child (item)))
      update_cell (self, item, (SwVisitCellFunc) update);
}

static void
refresh_cb (SwVisitTree *self)
{
  SwRunFacts facts;

  sw_run_record_get_facts (self->record, &facts);
  sw_time_axis_set_whole (self->axis, facts.began, facts.ended);
  sw_visit_tree_refresh (self);
}

static void
sw_visit_tree_finalize (GObject *object)
{
  SwVisitTree *self = SW_VISIT_TREE (object);

  g_clear_object (&self->rows);
  g_object_unref (self->selection);
  g_object_unref (self->axis);
  g_hash_table_unref (self->bound);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (sw_visit_tree_parent_class)->finalize (object);
}

static void
sw_visit_tree_class_init (SwVisitTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_visit_tree_finalize;

  reveal_signal = g_signal_new ("reveal", SW_TYPE_VISIT_TREE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
sw_visit_tree_init (SwVisitTree *self)
{
  self->axis = sw_time_axis_new ();
  self->bound = g_hash_table_new (NULL, NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sw_visit_tree_new:
 *
 * Returns: (transfer full): a tree without a record, and without rows
 */
SwVisitTree *
sw_visit_tree_new (void)
{
  return g_object_new (SW_TYPE_VISIT_TREE, NULL);
}

/**
 * sw_visit_tree_set_record:
 * @record: (nullable): the run to show
 */
void
sw_visit_tree_set_record (SwVisitTree *self,
                          SwRunRecord *record)
{
  g_return_if_fail (SW_IS_VISIT_TREE (self));

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  scoped_cb (self);
  if (record == NULL)
    return;
  /* After the lists have told of their new rows */
  g_signal_connect_object (record, "advanced", G_CALLBACK (refresh_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (record, "moved", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "scoped", G_CALLBACK (scoped_cb), self, G_CONNECT_SWAPPED);
  sw_time_axis_fit (self->axis);
  refresh_cb (self);
}

/**
 * sw_visit_tree_get_record:
 *
 * Returns: (transfer none) (nullable): whose visits are the rows
 */
SwRunRecord *
sw_visit_tree_get_record (SwVisitTree *self)
{
  return self->record;
}

/**
 * sw_visit_tree_get_axis:
 *
 * Returns: (transfer none): the axis that the bars of all rows share
 */
SwTimeAxis *
sw_visit_tree_get_axis (SwVisitTree *self)
{
  return self->axis;
}

/**
 * sw_visit_tree_get_selection:
 *
 * Returns: (transfer none): GtkTreeListRow of SwVisitItem, for every view
 */
GtkSelectionModel *
sw_visit_tree_get_selection (SwVisitTree *self)
{
  return GTK_SELECTION_MODEL (self->selection);
}

/* What a factory needs to know */
typedef struct
{
  SwVisitTree     *tree; /* not owned: the factory's signals go with it */
  SwVisitCellFunc  update;
} Binding;

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         gpointer            user_data)
{
  Binding *binding = user_data;

  g_hash_table_insert (binding->tree->bound, item, (gpointer) binding->update);
  update_cell (binding->tree, item, binding->update);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *item,
           gpointer            user_data)
{
  g_hash_table_remove (((Binding *) user_data)->tree->bound, item);
}

static void
binding_free (gpointer  data,
              GClosure *closure)
{
  g_object_unref (((Binding *) data)->tree);
  g_free (data);
}

/**
 * sw_visit_tree_new_factory:
 * @setup: (nullable): makes a cell: handler of GtkSignalListItemFactory::setup, given @self
 * @update: shows a visit in it
 *
 * Returns: (transfer full): makes the cells of one column
 */
GtkListItemFactory *
sw_visit_tree_new_factory (SwVisitTree     *self,
                           GCallback        setup,
                           SwVisitCellFunc  update)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Binding *binding = g_new (Binding, 1);

  binding->tree = g_object_ref (self);
  binding->update = update;
  g_signal_connect_object (factory, "setup", setup, self, 0);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), binding, binding_free, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), binding);
  return factory;
}
