/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/kept/sw-execution-rows.h"

#include "app/kept/sw-keeping.h"
#include "app/runs/record/sw-kept-runs.h"

struct _SwExecutionRows
{
  GObject parent_instance;

  SwServing *serving; /* or NULL: nothing was served yet */
  GPtrArray *rows;    /* SwExecutionRow that show something, borrowed */
  guint      clock;   /* source */
};

enum
{
  MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SwExecutionRows, sw_execution_rows, G_TYPE_OBJECT)

static void
sw_execution_rows_dispose (GObject *object)
{
  SwExecutionRows *self = SW_EXECUTION_ROWS (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_object (&self->serving);
  G_OBJECT_CLASS (sw_execution_rows_parent_class)->dispose (object);
}

static void
sw_execution_rows_finalize (GObject *object)
{
  g_ptr_array_unref (SW_EXECUTION_ROWS (object)->rows);
  G_OBJECT_CLASS (sw_execution_rows_parent_class)->finalize (object);
}

static void
sw_execution_rows_class_init (SwExecutionRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sw_execution_rows_dispose;
  object_class->finalize = sw_execution_rows_finalize;
  signals[MADE] = g_signal_new ("made", SW_TYPE_EXECUTION_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, SW_TYPE_EXECUTION_ROW);
}

static void
sw_execution_rows_init (SwExecutionRows *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * sw_execution_rows_get_drive:
 *
 * Returns: who drives the execution; one that runs, and that nobody drives any more, was
 *   interrupted
 */
SwExecutionDrive
sw_execution_rows_get_drive (SwExecutionRows *self,
                             SwKeptExecution *item)
{
  SwStore *store = sw_keeping_get_store (sw_keeping_get ());
  gint64 id = sw_kept_execution_get_id (item);

  if (sw_kept_execution_get_status (item) != SW_EXECUTION_RUNNING || id == 0
      || sw_kept_runs_find_runner (id) != NULL)
    return SW_EXECUTION_DRIVEN;
  if (store == NULL || (sw_store_get_read_only (store) && sw_store_is_driven (store)))
    return SW_EXECUTION_ELSEWHERE;
  if (!g_str_equal (sw_kept_execution_get_origin (item), "server"))
    return SW_EXECUTION_INTERRUPTED;
  return self->serving != NULL && sw_serving_has (self->serving, sw_kept_execution_get_arn (item))
             ? SW_EXECUTION_DRIVEN
             : SW_EXECUTION_OF_SERVER;
}

static void
show_row (SwExecutionRows *self,
          SwExecutionRow  *row)
{
  SwKeptExecution *item = sw_execution_row_get_execution (row);

  if (item != NULL)
    sw_execution_row_show (row, sw_execution_rows_get_drive (self, item));
}

/* The rows in sight alone, however many there are */
static gboolean
clock_cb (gpointer data)
{
  SwExecutionRows *self = data;

  for (guint i = 0; i < self->rows->len; i++)
    if (sw_kept_execution_get_status (sw_execution_row_get_execution (self->rows->pdata[i]))
        == SW_EXECUTION_RUNNING)
      show_row (self, self->rows->pdata[i]);
  return G_SOURCE_CONTINUE;
}

static void
status_cb (SwExecutionRows *self,
           GParamSpec      *pspec,
           SwKeptExecution *item)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (sw_execution_row_get_execution (self->rows->pdata[i]) == item)
      show_row (self, self->rows->pdata[i]);
}

static void
setup_cb (SwExecutionRows *self,
          GtkListItem     *list_item)
{
  GtkWidget *row = g_object_new (SW_TYPE_EXECUTION_ROW, NULL);

  g_signal_emit (self, signals[MADE], 0, row);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (SwExecutionRows *self,
         GtkListItem     *list_item)
{
  SwExecutionRow *row = SW_EXECUTION_ROW (gtk_list_item_get_child (list_item));
  SwKeptExecution *item = gtk_list_item_get_item (list_item);

  sw_execution_row_set_execution (row, item);
  g_signal_connect_object (item, "notify::status", G_CALLBACK (status_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  show_row (self, row);
  gtk_list_item_set_accessible_label (list_item, sw_kept_execution_get_title (item));
}

static void
unbind_cb (SwExecutionRows *self,
           GtkListItem     *list_item)
{
  SwExecutionRow *row = SW_EXECUTION_ROW (gtk_list_item_get_child (list_item));

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), status_cb, self);
  sw_execution_row_set_execution (row, NULL);
  g_ptr_array_remove_fast (self->rows, row);
}

/**
 * sw_execution_rows_new:
 * @serving: (nullable): the program's server, where there is one
 *
 * Returns: (transfer full): what makes rows
 */
SwExecutionRows *
sw_execution_rows_new (SwServing *serving)
{
  SwExecutionRows *self = g_object_new (SW_TYPE_EXECUTION_ROWS, NULL);

  g_set_object (&self->serving, serving);
  self->clock = g_timeout_add_seconds (1, clock_cb, self);
  return self;
}

/**
 * sw_execution_rows_make_factory:
 *
 * Returns: (transfer full): a factory for a list of SwKeptExecution; the rows are kept up to date
 *   as long as @self is there
 */
GtkListItemFactory *
sw_execution_rows_make_factory (SwExecutionRows *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}
