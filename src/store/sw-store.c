/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sw-store-private.h"

#include <glib/gi18n.h>

struct _SwStore
{
  GObject parent;

  SwStoreFile   file;
  SwStoreWriter writer;
  GMainContext *context; /* where changes are told */
  GSource      *telling; /* they are about to be told, or NULL; under the writer's lock */
  char         *trouble; /* as last told */
  gint64        last_id;
  int           data_version; /* of the file as the reader saw it last */
};

enum
{
  PROP_0,
  PROP_TROUBLE,
  PROP_N_WAITING,
  PROP_READ_ONLY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SwStore, sw_store, G_TYPE_OBJECT)
G_DEFINE_QUARK (sw-store-error-quark, sw_store_error)

static void
sw_store_finalize (GObject *object)
{
  SwStore *self = SW_STORE (object);

  if (self->writer.thread != NULL)
    sw_store_writer_stop (&self->writer);
  if (self->telling != NULL)
    g_source_destroy (self->telling);
  g_clear_pointer (&self->telling, g_source_unref);
  sw_store_file_close (&self->file);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->trouble, g_free);
  G_OBJECT_CLASS (sw_store_parent_class)->finalize (object);
}

static guint
count_waiting (SwStore *self)
{
  guint n;

  if (self->writer.thread == NULL)
    return 0;
  g_mutex_lock (&self->writer.mutex);
  n = self->writer.n_waiting;
  g_mutex_unlock (&self->writer.mutex);
  return n;
}

static void
sw_store_get_property (GObject    *object,
                       guint       id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  SwStore *self = SW_STORE (object);

  switch (id)
    {
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    case PROP_N_WAITING:
      g_value_set_uint (value, count_waiting (self));
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->file.read_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
sw_store_class_init (SwStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = sw_store_finalize;
  object_class->get_property = sw_store_get_property;
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, readable);
  properties[PROP_N_WAITING]
      = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sw_store_init (SwStore *self)
{
  self->file.lock = -1;
}

static gboolean
tell_changes (gpointer data)
{
  SwStore *self = data;
  g_autofree char *trouble = NULL;

  g_mutex_lock (&self->writer.mutex);
  g_clear_pointer (&self->telling, g_source_unref);
  trouble = g_strdup (self->writer.trouble);
  g_mutex_unlock (&self->writer.mutex);

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
  if (g_set_str (&self->trouble, trouble))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
  g_object_thaw_notify (G_OBJECT (self));
  return G_SOURCE_REMOVE;
}

/* Called with the writer's lock, in any thread. The store is finalized in the main context's thread
 * or after it, and the source goes with it. */
static void
on_changed (gpointer data)
{
  SwStore *self = data;

  if (self->telling != NULL)
    return;
  self->telling = g_idle_source_new ();
  g_source_set_callback (self->telling, tell_changes, self, NULL);
  g_source_attach (self->telling, self->context);
}

/**
 * sw_store_dup_default_path:
 *
 * Returns: (transfer full): where the user's executions are kept
 */
char *
sw_store_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "stepwright", "executions.db", NULL);
}

/* The one number that a statement has for an answer; 0 where it cannot be read */
static gint64
read_number (SwStore    *self,
             const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 number = 0;

  if (sqlite3_prepare_v2 (self->file.reader, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return number;
}

static void
begin_writing (SwStore *self)
{
  self->last_id = read_number (self, "SELECT max (id) FROM execution");
  self->writer.database = self->file.database;
  self->writer.changed = on_changed;
  self->writer.data = self;
  sw_store_writer_start (&self->writer);
}

/**
 * sw_store_open:
 * @path: (nullable): in the file name encoding; %NULL: sw_store_dup_default_path()
 * @error: %SW_STORE_ERROR_OPEN
 *
 * Opens the store, and makes it where there is none. Where another program writes it,
 * sw_store_get_read_only() is %TRUE, sw_store_get_holder() tells which, and sw_store_take_over()
 * makes it the own one when that program is gone; where it was damaged, sw_store_get_set_aside()
 * tells where the damaged file is now.
 *
 * Returns: (transfer full): the store, or %NULL with @error set
 */
SwStore *
sw_store_open (const char *path,
               GError    **error)
{
  g_autoptr (SwStore) self = g_object_new (SW_TYPE_STORE, NULL);
  g_autofree char *usual = path == NULL ? sw_store_dup_default_path () : NULL;

  self->context = g_main_context_ref_thread_default ();
  if (!sw_store_file_open (&self->file, path != NULL ? path : usual, error))
    return NULL;
  if (!self->file.read_only)
    begin_writing (self);
  sw_store_has_changed (self);
  return g_steal_pointer (&self);
}

/**
 * sw_store_open_to_read:
 * @path: (nullable): as in sw_store_open()
 * @error: %SW_STORE_ERROR_OPEN
 *
 * Opens a store that is there to look at it, without keeping anybody from writing it.
 *
 * Returns: (transfer full): the store, to read only, or %NULL with @error set
 */
SwStore *
sw_store_open_to_read (const char *path,
                       GError    **error)
{
  g_autoptr (SwStore) self = g_object_new (SW_TYPE_STORE, NULL);
  g_autofree char *usual = path == NULL ? sw_store_dup_default_path () : NULL;

  self->context = g_main_context_ref_thread_default ();
  if (!sw_store_file_look (&self->file, path != NULL ? path : usual, error))
    return NULL;
  sw_store_has_changed (self);
  return g_steal_pointer (&self);
}

/**
 * sw_store_is_driven:
 *
 * Returns: whether another program wrote it when it was opened, or taking it over was tried last:
 * then what runs there is not interrupted
 */
gboolean
sw_store_is_driven (SwStore *self)
{
  return self->file.driven;
}

/**
 * sw_store_get_path:
 *
 * Returns: the file
 */
const char *
sw_store_get_path (SwStore *self)
{
  return self->file.path;
}

/**
 * sw_store_get_read_only:
 *
 * Returns: whether another program writes it, or nobody may
 */
gboolean
sw_store_get_read_only (SwStore *self)
{
  return self->file.read_only;
}

/**
 * sw_store_get_holder:
 *
 * Returns: (nullable): the program that writes it in place of this one, in words, "stepwright
 * (process 4711)"; %NULL: none does, or it left no word
 */
const char *
sw_store_get_holder (SwStore *self)
{
  return self->file.holder;
}

/**
 * sw_store_take_over:
 * @error: %SW_STORE_ERROR_OPEN; not set where another program still writes it, or nobody may
 *
 * Makes a store that is there to read only the own one, where the program that wrote it has ended,
 * however it did. It costs next to nothing while it has not: it may be tried every second. Not to
 * be called while the store is being read. Of a store that is written already it does nothing.
 *
 * Returns: whether it can be written now; `read-only` notifies
 */
gboolean
sw_store_take_over (SwStore *self,
                    GError **error)
{
  if (!self->file.read_only)
    return TRUE;
  if (!sw_store_file_take_over (&self->file, error))
    return FALSE;
  begin_writing (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
  return TRUE;
}

/**
 * sw_store_has_changed:
 *
 * Returns: whether another connection has written the file since this was asked last, or since the
 * store was opened: what is shown of it is to be read again
 */
gboolean
sw_store_has_changed (SwStore *self)
{
  int version = (int) read_number (self, "PRAGMA data_version");
  gboolean changed = version != self->data_version;

  self->data_version = version;
  return changed;
}

/**
 * sw_store_get_set_aside:
 *
 * Returns: (nullable): where the file was moved that was there and was damaged
 */
const char *
sw_store_get_set_aside (SwStore *self)
{
  return self->file.set_aside;
}

/**
 * sw_store_get_trouble:
 *
 * Returns: (nullable): why what was handed over cannot be written at present, in a few words
 */
const char *
sw_store_get_trouble (SwStore *self)
{
  return self->trouble;
}

/**
 * sw_store_reserve_id:
 *
 * Returns: an id for an execution that is to be added
 */
gint64
sw_store_reserve_id (SwStore *self)
{
  return ++self->last_id;
}

/**
 * sw_store_commit:
 * @take_write: what is to happen
 * @done: (nullable): called once, in the thread's default main context: when it is on the disk, or
 *   with an error when it has turned out to contradict what is there, or the store was closed while
 *   it could not be written
 * @data: for @done
 *
 * Hands a transaction over. Transactions are written in the order of their coming.
 */
void
sw_store_commit (SwStore        *self,
                 SwStoreWrite   *take_write,
                 SwStoreDoneFunc done,
                 gpointer        data)
{
  g_return_if_fail (!self->file.read_only);

  take_write->done = done;
  take_write->data = data;
  take_write->context = done != NULL ? g_main_context_ref_thread_default () : NULL;
  sw_store_writer_push (&self->writer, take_write);
}

/**
 * sw_store_flush:
 * @error: %SW_STORE_ERROR_TROUBLE, %SW_STORE_ERROR_READ_ONLY
 *
 * Waits until everything that was handed over is on the disk. Where that is not possible at present
 * it says so; what waits goes on waiting.
 *
 * Returns: whether everything is on the disk
 */
gboolean
sw_store_flush (SwStore *self,
                GError **error)
{
  if (!self->file.read_only)
    return sw_store_writer_flush (&self->writer, error);
  g_set_error (error, SW_STORE_ERROR, SW_STORE_ERROR_READ_ONLY,
               _ ("Another program writes the executions in “%s”"), self->file.path);
  return FALSE;
}

/**
 * sw_store_retry:
 *
 * Tries at once what could not be written, without waiting for the next turn.
 */
void
sw_store_retry (SwStore *self)
{
  if (!self->file.read_only)
    sw_store_writer_retry (&self->writer);
}

/**
 * sw_store_get_reader:
 *
 * Returns: the connection that reads
 */
sqlite3 *
sw_store_get_reader (SwStore *self)
{
  return self->file.reader;
}
