/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/kept/sw-kept-list.h"

/* Executions read at once: what takes a few milliseconds */
#define PAGE 250

struct _SwKeptList
{
  GObject parent_instance;

  SwKeeping  *keeping;
  SwStore    *store;     /* that the list was read from, or NULL */
  GListStore *items;     /* SwKeptExecution */
  guint       n_running; /* of these, those not at their end */
  gboolean    follows;

  /* One reading, from the newest on: what is stored is merged into what is there */
  guint       reading;   /* source; 0: none is under way */
  gboolean    complete;  /* one has come to the end */
  gboolean    whole;     /* this one goes there, too: something was deleted */
  gboolean    again;     /* something was written meanwhile */
  guint       position;  /* of the next item to compare with */
  guint       n_seen;    /* items that run, above it */
  gint64      last_start;
  gint64      last_id;
};

/* A page of it */
typedef struct
{
  SwKeptList *self;
  GPtrArray  *fresh;   /* SwKeptExecution to be put in before the position, in one go */
  guint       n_rows;
  guint       n_known; /* of these, those that the list had */
} Page;

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SwKeptList, sw_kept_list, G_TYPE_OBJECT)

static void
sw_kept_list_dispose (GObject *object)
{
  SwKeptList *self = SW_KEPT_LIST (object);

  sw_kept_list_follow (self, FALSE);
  g_clear_handle_id (&self->reading, g_source_remove);
  if (self->keeping != NULL)
    g_signal_handlers_disconnect_by_data (self->keeping, self);
  g_clear_object (&self->keeping);
  g_clear_object (&self->store);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (sw_kept_list_parent_class)->dispose (object);
}

static void
sw_kept_list_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (id == PROP_LOADING)
    g_value_set_boolean (value, sw_kept_list_get_loading (SW_KEPT_LIST (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sw_kept_list_class_init (SwKeptListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sw_kept_list_dispose;
  object_class->get_property = sw_kept_list_get_property;
  properties[PROP_LOADING]
      = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sw_kept_list_init (SwKeptList *self)
{
  self->items = g_list_store_new (SW_TYPE_KEPT_EXECUTION);
}

static gboolean
is_running (SwKeptExecution *item)
{
  return sw_kept_execution_get_status (item) == SW_EXECUTION_RUNNING;
}

static void
remove_at (SwKeptList *self,
           guint       position)
{
  g_autoptr (SwKeptExecution) item
      = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  self->n_running -= is_running (item);
  g_list_store_remove (self->items, position);
}

/* New ones that follow each other come into the list together. */
static void
put_in (Page *page)
{
  SwKeptList *self = page->self;

  if (page->fresh->len == 0)
    return;
  g_list_store_splice (self->items, self->position, 0, page->fresh->pdata, page->fresh->len);
  self->position += page->fresh->len;
  g_ptr_array_set_size (page->fresh, 0);
}

static void
pass_known (Page                   *page,
            SwKeptExecution        *item,
            const SwStoreExecution *row)
{
  SwKeptList *self = page->self;

  self->n_running -= is_running (item);
  sw_kept_execution_update (item, row);
  self->n_running += is_running (item);
  self->n_seen += is_running (item);
  self->position++;
  page->n_known++;
}

/* What the list has and the store has not, was deleted. */
static gboolean
merge (const SwStoreExecution *row,
       gpointer                data)
{
  Page *page = data;
  SwKeptList *self = page->self;
  SwKeptExecution *made;

  page->n_rows++;
  self->last_start = row->start;
  self->last_id = row->id;
  while (TRUE)
    {
      g_autoptr (SwKeptExecution) item
          = g_list_model_get_item (G_LIST_MODEL (self->items), self->position);
      int order = item != NULL ? sw_kept_execution_compare (item, row) : 1;

      if (order > 0)
        break;
      put_in (page);
      if (order < 0)
        {
          remove_at (self, self->position);
          continue;
        }
      pass_known (page, item, row);
      return TRUE;
    }
  made = sw_kept_execution_new (row);
  self->n_running += is_running (made);
  self->n_seen += is_running (made);
  g_ptr_array_add (page->fresh, made);
  return TRUE;
}

static void begin_reading (SwKeptList *self);

static void
end_reading (SwKeptList *self)
{
  self->reading = 0;
  self->complete = TRUE;
  self->whole = FALSE;
  if (self->again)
    begin_reading (self);
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Reads a page. Once all was read, what is older than the oldest that runs has not changed. */
static gboolean
read_page (gpointer data)
{
  SwKeptList *self = data;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  Page page = { self, fresh, 0, 0 };
  const SwStoreFilter filter = { .before_start = self->last_start,
                                 .before_id = self->last_id,
                                 .limit = PAGE,
                                 .brief = TRUE };
  gboolean whole = self->store == NULL
                   || sw_store_foreach_execution (self->store, &filter, merge, &page, NULL);

  put_in (&page);
  if (whole && page.n_rows < PAGE)
    while (self->position < g_list_model_get_n_items (G_LIST_MODEL (self->items)))
      remove_at (self, self->position);
  else if (whole
           && (!self->complete || self->whole || page.n_known == 0
               || self->n_seen < self->n_running))
    return G_SOURCE_CONTINUE;
  end_reading (self);
  return G_SOURCE_REMOVE;
}

static void
begin_reading (SwKeptList *self)
{
  self->again = FALSE;
  self->position = self->n_seen = 0;
  self->last_start = self->last_id = 0;
  /* Behind what the person does, before what is drawn */
  self->reading = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 30, read_page, self, NULL);
}

/* Something was written: most likely at the top. */
static void
written_cb (SwKeptList *self)
{
  self->again = self->reading != 0;
  if (self->again)
    return;
  begin_reading (self);
  if (!self->complete)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * sw_kept_list_refresh:
 *
 * Brings all of the list up to what is stored: something in it was deleted.
 */
void
sw_kept_list_refresh (SwKeptList *self)
{
  self->whole = TRUE;
  written_cb (self);
}

static void
store_cb (SwKeptList *self)
{
  g_autoptr (SwStore) store = NULL;

  g_object_get (self->keeping, "store", &store, NULL);
  if (g_set_object (&self->store, store) && self->follows)
    sw_kept_list_refresh (self);
}

/**
 * sw_kept_list_new:
 * @keeping: of the program
 *
 * Returns: (transfer full): the list of what is kept; it is read as soon as it follows
 */
SwKeptList *
sw_kept_list_new (SwKeeping *keeping)
{
  SwKeptList *self = g_object_new (SW_TYPE_KEPT_LIST, NULL);

  self->keeping = g_object_ref (keeping);
  g_signal_connect_swapped (keeping, "notify::store", G_CALLBACK (store_cb), self);
  g_signal_connect_swapped (keeping, "written", G_CALLBACK (written_cb), self);
  return self;
}

/**
 * sw_kept_list_get_model:
 *
 * Returns: (transfer none): list of SwKeptExecution, the newest first
 */
GListModel *
sw_kept_list_get_model (SwKeptList *self)
{
  return G_LIST_MODEL (self->items);
}

/**
 * sw_kept_list_get_loading:
 *
 * Returns: whether it has not come to the end of what is stored yet
 */
gboolean
sw_kept_list_get_loading (SwKeptList *self)
{
  return self->reading != 0 && !self->complete;
}

/**
 * sw_kept_list_follow:
 * @follow: whether from now on the list is kept up to what is written
 *
 * Begins and ends following.
 */
void
sw_kept_list_follow (SwKeptList *self,
                     gboolean    follow)
{
  if (self->follows == follow)
    return;
  self->follows = follow;
  sw_keeping_follow (self->keeping, follow);
  if (!follow)
    return;
  store_cb (self);
  sw_kept_list_refresh (self);
}
