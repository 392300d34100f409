/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/record/sw-row-feed.h"

#define FIRST_ROWS 8 /* about as many as are seen in the panel as it opens */
#define MORE_ROWS 4   /* told of together */
#define MOST_ROWS 256 /* more than GTK makes widgets for: behind them rows cost nothing */
#define FRAME_SHARE 5000 /* microseconds of a frame; to measure and place the rows takes as long again */

struct _SwRowFeed
{
  GObject            parent_instance;

  GtkSelectionModel *rows;
  GtkWidget         *view;  /* not owned: it owns this; cleared when it goes */
  guint              limit; /* rows told of at most; G_MAXUINT: all */
  guint              told;
  guint              tick;  /* more are told of at the next frame; 0: none */
};

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (G_LIST_MODEL (SW_ROW_FEED (model)->rows));
}

static guint
get_n_items (GListModel *model)
{
  return SW_ROW_FEED (model)->told;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  SwRowFeed *self = SW_ROW_FEED (model);

  return position < self->told ? g_list_model_get_item (G_LIST_MODEL (self->rows), position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  return gtk_selection_model_is_selected (SW_ROW_FEED (model)->rows, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              count)
{
  return gtk_selection_model_get_selection_in_range (SW_ROW_FEED (model)->rows, position, count);
}

static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  return gtk_selection_model_select_item (SW_ROW_FEED (model)->rows, position, unselect_rest);
}

static gboolean
unselect_item (GtkSelectionModel *model,
               guint              position)
{
  return gtk_selection_model_unselect_item (SW_ROW_FEED (model)->rows, position);
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  return gtk_selection_model_set_selection (SW_ROW_FEED (model)->rows, selected, mask);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SwRowFeed, sw_row_feed, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                      selection_model_init))

static guint filled_signal;

static guint
count_rows (SwRowFeed *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

/* Rows at the end, up to the limit */
static void
tell_more (SwRowFeed *self)
{
  guint before = self->told;

  self->told = MIN (count_rows (self), self->limit);
  if (self->told > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->told - before);
}

static gboolean
tick_cb (GtkWidget     *view,
         GdkFrameClock *clock,
         gpointer       data)
{
  SwRowFeed *self = data;
  gint64 start = g_get_monotonic_time ();

  do
    {
      self->limit += MORE_ROWS;
      if (self->limit >= MOST_ROWS)
        self->limit = G_MAXUINT;
      tell_more (self);
    }
  while (self->told < count_rows (self) && g_get_monotonic_time () - start < FRAME_SHARE);
  if (self->told < count_rows (self))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  g_signal_emit (self, filled_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
ensure_tick (SwRowFeed *self)
{
  if (self->told < count_rows (self) && self->tick == 0 && self->view != NULL)
    self->tick = gtk_widget_add_tick_callback (self->view, tick_cb, self, NULL);
}

/* Where rows were held back a change in front of them moves others in or out. */
static void
items_changed_cb (SwRowFeed *self,
                  guint      position,
                  guint      removed,
                  guint      added)
{
  guint before = self->told;
  guint count = count_rows (self);

  /* Widgets of rows that are gone are gone, too. */
  if (count < MOST_ROWS)
    self->limit = MAX (FIRST_ROWS, MIN (count, before));
  self->told = MIN (count, self->limit);
  if (position + removed <= before && self->told == before - removed + added)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  else if (position < MAX (before, self->told))
    g_list_model_items_changed (G_LIST_MODEL (self), position, before - position,
                                self->told - position);
  ensure_tick (self);
}

static void
selection_changed_cb (SwRowFeed *self,
                      guint      position,
                      guint      count)
{
  if (position < self->told)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position,
                                           MIN (count, self->told - position));
}

static void
view_gone_cb (gpointer  data,
              GObject  *view)
{
  SwRowFeed *self = data;

  self->view = NULL;
  self->tick = 0;
}

static void
sw_row_feed_dispose (GObject *object)
{
  SwRowFeed *self = SW_ROW_FEED (object);

  if (self->view != NULL)
    {
      if (self->tick != 0)
        gtk_widget_remove_tick_callback (self->view, self->tick);
      g_object_weak_unref (G_OBJECT (self->view), view_gone_cb, self);
      view_gone_cb (self, NULL);
    }
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (sw_row_feed_parent_class)->dispose (object);
}

static void
sw_row_feed_class_init (SwRowFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_row_feed_dispose;

  filled_signal = g_signal_new ("filled", SW_TYPE_ROW_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
sw_row_feed_init (SwRowFeed *self)
{
  self->limit = FIRST_ROWS;
}

/**
 * sw_row_feed_new:
 * @rows: all of them
 * @view: that is to show them, and takes what is returned as its model
 *
 * Returns: (transfer full): the rows for @view
 */
SwRowFeed *
sw_row_feed_new (GtkSelectionModel *rows,
                 GtkWidget         *view)
{
  SwRowFeed *self = g_object_new (SW_TYPE_ROW_FEED, NULL);

  self->rows = g_object_ref (rows);
  self->view = view;
  g_object_weak_ref (G_OBJECT (view), view_gone_cb, self);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  tell_more (self);
  ensure_tick (self);
  return self;
}

/**
 * sw_row_feed_has_row:
 *
 * Returns: whether the view knows of the row already, so that it can be scrolled to
 */
gboolean
sw_row_feed_has_row (SwRowFeed *self,
                     guint      row)
{
  return row < self->told;
}
