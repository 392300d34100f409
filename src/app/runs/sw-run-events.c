/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-events.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/runs/record/sw-row-feed.h"
#include "app/runs/sw-column-memory.h"
#include "app/runs/sw-event-cells.h"
#include "app/runs/sw-row-keys.h"

struct _SwRunEvents
{
  AdwBin               parent_instance;

  GtkWidget           *filter_box;
  GtkEditable         *search_entry;
  GtkDropDown         *kind_drop_down;
  GtkLabel            *count_label;
  GtkColumnView       *view;

  SwRunRecord         *record;  /* or NULL */
  SwVisit             *visit;   /* whose events alone; NULL: all */
  GtkFilter           *filter;
  GtkFilterListModel  *filtered;
  GListModel          *sorted;    /* SwEventItem */
  GtkTreeListModel    *unfolded;  /* rows of them, and of what they unfold into */
  GtkSingleSelection  *selection;
  SwRowFeed           *rows;    /* the view's own, from when it was first seen */
  char                *wanted;  /* folded text of the search; NULL: any */
  gboolean             syncing;
};

G_DEFINE_FINAL_TYPE (SwRunEvents, sw_run_events, ADW_TYPE_BIN)

/* What the drop-down offers */
typedef enum
{
  SHOW_ALL,
  SHOW_FAILURES,
  SHOW_STATES,
  SHOW_TASKS,
  SHOW_CONTAINERS,
} Show;

static const char *const show_labels[]
    = { N_ ("All Events"), N_ ("Failures"), N_ ("States"), N_ ("Tasks"), N_ ("Maps and Parallels") };

static gboolean
is_of_kind (SwEventItem *item,
            Show         show)
{
  switch (show)
    {
    case SHOW_FAILURES:
      return sw_event_item_is_failure (item);
    case SHOW_STATES:
      return sw_event_item_get_kind (item) == SW_EVENT_KIND_STATES;
    case SHOW_TASKS:
      return sw_event_item_get_kind (item) == SW_EVENT_KIND_TASKS;
    case SHOW_CONTAINERS:
      return sw_event_item_get_kind (item) == SW_EVENT_KIND_CONTAINERS;
    case SHOW_ALL:
    default:
      return TRUE;
    }
}

static gboolean
has_text (SwEventItem *item,
          const char  *wanted)
{
  g_autofree char *type = NULL;
  g_autofree char *step = NULL;
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  g_object_get (item, "type", &type, "step", &step, NULL);
  text = g_strjoin ("\n", type, step, NULL);
  folded = g_utf8_casefold (text, -1);
  return strstr (folded, wanted) != NULL;
}

/* Whether lists that keep to a part of the run have the event */
static gboolean
is_in_scope (SwRunEvents *self,
             SwEventItem *item)
{
  guint id = (guint) sw_history_event_get_id (sw_event_item_get_event (item));
  SwTrace *trace = sw_run_record_get_trace (self->record);

  return self->visit != NULL
         || sw_run_record_is_in_scope (self->record, sw_trace_get_visit_of (trace, id));
}

static gboolean
match_cb (gpointer item,
          gpointer user_data)
{
  SwRunEvents *self = user_data;

  return is_in_scope (self, item)
         && is_of_kind (item, (Show) gtk_drop_down_get_selected (self->kind_drop_down))
         && (self->wanted == NULL || has_text (item, self->wanted));
}

static void
show_count (SwRunEvents *self)
{
  GListModel *all = gtk_filter_list_model_get_model (self->filtered);
  guint count = all != NULL ? g_list_model_get_n_items (all) : 0;
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  g_autofree char *text = NULL;

  if (shown == count)
    text = g_strdup_printf ("%'u", count);
  else
    /* translators: how many events are listed, of how many */
    text = g_strdup_printf (_("%'u of %'u"), shown, count);
  gtk_label_set_label (self->count_label, text);
}

/* Nothing to filter by is no filter: then no event is looked at before it is seen. */
static void
filter_changed_cb (SwRunEvents *self)
{
  const char *text = gtk_editable_get_text (self->search_entry);
  gboolean all
      = *text == '\0' && gtk_drop_down_get_selected (self->kind_drop_down) == SHOW_ALL
        && (self->record == NULL || sw_run_record_get_scope (self->record) == NULL);

  if (self->filtered == NULL)
    return;
  g_clear_pointer (&self->wanted, g_free);
  if (*text != '\0')
    self->wanted = g_utf8_casefold (text, -1);
  if (all || gtk_filter_list_model_get_filter (self->filtered) == NULL)
    gtk_filter_list_model_set_filter (self->filtered, all ? NULL : self->filter);
  else
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
}

static guint
get_id_at (SwRunEvents *self,
           guint        position)
{
  g_autoptr (SwEventItem) item = g_list_model_get_item (self->sorted, position);

  return (guint) sw_history_event_get_id (sw_event_item_get_event (item));
}

static gboolean
is_sorted (SwRunEvents *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);

  return gtk_column_view_sorter_get_primary_sort_column (GTK_COLUMN_VIEW_SORTER (sorter)) != NULL;
}

/* Where an event is among those listed, GTK_INVALID_LIST_POSITION where it is not. In the order of
 * the history by halving, in any other one by one. */
static guint
find_event (SwRunEvents *self,
            guint        id)
{
  guint count = g_list_model_get_n_items (self->sorted);
  guint from = 0, to = count;

  for (guint i = 0; is_sorted (self) && i < count; i++)
    if (get_id_at (self, i) == id)
      return i;
  while (!is_sorted (self) && from < to)
    {
      guint middle = from + (to - from) / 2;
      guint found = get_id_at (self, middle);

      if (found == id)
        return middle;
      if (found < id)
        from = middle + 1;
      else
        to = middle;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* Its row, with what others before it have unfolded into */
static guint
find_row (SwRunEvents *self,
          guint        id)
{
  guint position = find_event (self, id);
  g_autoptr (GtkTreeListRow) row
      = position != GTK_INVALID_LIST_POSITION
            ? gtk_tree_list_model_get_child_row (self->unfolded, position)
            : NULL;

  return row != NULL ? gtk_tree_list_row_get_position (row) : GTK_INVALID_LIST_POSITION;
}

/* The event that is chosen, or a part of which is; 0: none */
static guint
get_selected_id (SwRunEvents *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (SwEventItem) item = row != NULL ? sw_event_row_dup_event (row) : NULL;

  return item != NULL ? (guint) sw_history_event_get_id (sw_event_item_get_event (item)) : 0;
}

static void
show_selected (SwRunEvents *self)
{
  guint id = sw_run_record_get_event (self->record);
  guint row = GTK_INVALID_LIST_POSITION;

  /* Where a part of it is chosen, that stays. */
  if (id != 0)
    row = get_selected_id (self) == id ? gtk_single_selection_get_selected (self->selection)
                                       : find_row (self, id);
  self->syncing = TRUE;
  gtk_single_selection_set_selected (self->selection, row);
  self->syncing = FALSE;
  if (row != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (GTK_WIDGET (self))
      && sw_row_feed_has_row (self->rows, row))
    gtk_column_view_scroll_to (self->view, row, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

static void
scoped_cb (SwRunEvents *self)
{
  filter_changed_cb (self);
  show_selected (self);
}

static void
filled_cb (SwRunEvents *self)
{
  if (self->record != NULL)
    show_selected (self);
}

/* A view makes rows for what it lists though nobody sees them: it lists nothing before it is
 * seen. */
static void
map_cb (SwRunEvents *self)
{
  if (self->rows == NULL)
    {
      self->rows = sw_row_feed_new (GTK_SELECTION_MODEL (self->selection), GTK_WIDGET (self->view));
      gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
      g_signal_connect_object (self->rows, "filled", G_CALLBACK (filled_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->record != NULL)
    show_selected (self);
}

static void
selected_cb (SwRunEvents *self)
{
  SwVisit *visit, *iteration;
  guint id = get_selected_id (self);

  if (self->syncing || id == 0)
    return;
  visit = sw_trace_get_visit_of (sw_run_record_get_trace (self->record), id);
  for (iteration = visit; iteration != NULL && iteration->kind != SW_VISIT_ITERATION;)
    iteration = iteration->parent;
  if (iteration != NULL)
    sw_run_record_show (self->record, iteration);
  sw_run_record_select (self->record, visit, id);
}

static void
activate_cb (SwRunEvents *self,
             guint        position)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->unfolded, position);
  g_autoptr (SwEventItem) item = sw_event_row_dup_event (row);

  sw_run_record_set_position (self->record,
                              (guint) sw_history_event_get_id (sw_event_item_get_event (item)));
}

static void
sw_run_events_dispose (GObject *object)
{
  SwRunEvents *self = SW_RUN_EVENTS (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->selection);
  g_clear_object (&self->unfolded);
  g_clear_object (&self->sorted);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_RUN_EVENTS);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (sw_run_events_parent_class)->dispose (object);
}

static void
sw_run_events_finalize (GObject *object)
{
  g_free (SW_RUN_EVENTS (object)->wanted);
  G_OBJECT_CLASS (sw_run_events_parent_class)->finalize (object);
}

static void
sw_run_events_class_init (SwRunEventsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_run_events_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_run_events_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-run-events.ui");
  gtk_widget_class_bind_template_child (widget_class, SwRunEvents, filter_box);
  gtk_widget_class_bind_template_child (widget_class, SwRunEvents, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SwRunEvents, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SwRunEvents, count_label);
  gtk_widget_class_bind_template_child (widget_class, SwRunEvents, view);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
sw_run_events_init (SwRunEvents *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  sw_event_cells_add (self->view);
  sw_columns_remember (self->view, "run-event-columns");
  for (gsize i = 0; i < G_N_ELEMENTS (show_labels); i++)
    gtk_string_list_append (kinds, gettext (show_labels[i]));
  gtk_drop_down_set_model (self->kind_drop_down, G_LIST_MODEL (kinds));
  self->filter = GTK_FILTER (gtk_custom_filter_new (match_cb, self, NULL));
  self->filtered = gtk_filter_list_model_new (NULL, NULL);
  self->sorted = G_LIST_MODEL (
      gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)),
                               g_object_ref (gtk_column_view_get_sorter (self->view))));
  self->unfolded = sw_event_rows_new (g_object_ref (self->sorted));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->unfolded)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  sw_row_keys_add (self->view, self->selection);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (show_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

/**
 * sw_run_events_set_record:
 * @record: (nullable): the run
 * @visit: (nullable): whose events alone; then there are few, and nothing to filter by
 */
void
sw_run_events_set_record (SwRunEvents *self,
                          SwRunRecord *record,
                          SwVisit     *visit)
{
  g_autoptr (SwEventList) events = NULL;

  g_return_if_fail (SW_IS_RUN_EVENTS (self));

  if (self->record == record && self->visit == visit)
    return;
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  self->visit = visit;
  events = record != NULL ? sw_event_list_new (record, visit) : NULL;
  gtk_widget_set_visible (self->filter_box, visit == NULL);
  self->syncing = TRUE;
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (events));
  self->syncing = FALSE;
  show_count (self);
  if (record == NULL)
    return;
  g_signal_connect_object (record, "selected", G_CALLBACK (show_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "scoped", G_CALLBACK (scoped_cb), self, G_CONNECT_SWAPPED);
  scoped_cb (self);
}
