/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sw-store-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The thread that writes. It takes all transactions that wait, and makes one commit of them: what
 * costs is the disk's "it is safe", once for the lot. */

/* So many at most in one commit: the first of them should not wait for ever */
#define GROUP 1024
/* Pauses between two tries while it cannot be written, microseconds */
#define FIRST_PAUSE (G_USEC_PER_SEC / 4)
#define LONGEST_PAUSE (30 * G_USEC_PER_SEC)

static sqlite3_stmt *
get_statement (SwStoreWriter *self,
               SwStatement    number)
{
  if (self->statements[number] == NULL)
    sqlite3_prepare_v3 (self->database, sw_store_statements[number].sql, -1,
                        SQLITE_PREPARE_PERSISTENT, &self->statements[number], NULL);
  return self->statements[number];
}

static int
run_operation (SwStoreWriter          *self,
               const SwStoreWrite     *write,
               const SwStoreOperation *operation)
{
  sqlite3_stmt *statement = get_statement (self, operation->statement);
  guint n = (guint) strlen (sw_store_statements[operation->statement].types);
  int result;

  if (statement == NULL)
    return sqlite3_errcode (self->database);
  for (guint i = 0; i < n; i++)
    {
      const SwStoreBinding *binding
          = &g_array_index (write->bindings, SwStoreBinding, operation->first + i);

      if (!binding->is_text)
        sqlite3_bind_int64 (statement, (int) i + 1, binding->integer);
      else if (binding->offset != G_MAXSIZE)
        sqlite3_bind_text (statement, (int) i + 1, write->texts->str + binding->offset, -1,
                           SQLITE_STATIC);
    }
  result = sqlite3_step (statement);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return result == SQLITE_DONE ? SQLITE_OK : result;
}

static int
execute (SwStoreWriter *self,
         const char    *sql)
{
  return sqlite3_exec (self->database, sql, NULL, NULL, NULL);
}

/* All of a transaction, or nothing. What contradicts the file is the transaction's own fault, and
 * nobody else's: it alone is taken back. Returns what concerns all. */
static int
run_write (SwStoreWriter *self,
           SwStoreWrite  *write)
{
  int result = execute (self, "SAVEPOINT one");

  for (guint i = 0; result == SQLITE_OK && i < write->operations->len; i++)
    result = run_operation (self, write, &g_array_index (write->operations, SwStoreOperation, i));
  if ((result & 0xff) == SQLITE_CONSTRAINT || (result & 0xff) == SQLITE_TOOBIG)
    {
      g_set_error (&write->error, SW_STORE_ERROR, SW_STORE_ERROR_CONFLICT,
                   _ ("It contradicts what is stored: %s"), sqlite3_errmsg (self->database));
      result = execute (self, "ROLLBACK TO one");
    }
  return result == SQLITE_OK ? execute (self, "RELEASE one") : result;
}

static int
run_group (SwStoreWriter *self,
           GPtrArray     *group)
{
  int result = execute (self, "BEGIN IMMEDIATE");

  for (guint i = 0; i < group->len; i++)
    g_clear_error (&((SwStoreWrite *) g_ptr_array_index (group, i))->error);
  for (guint i = 0; result == SQLITE_OK && i < group->len; i++)
    result = run_write (self, g_ptr_array_index (group, i));
  if (result == SQLITE_OK)
    result = execute (self, "COMMIT");
  if (result != SQLITE_OK && !sqlite3_get_autocommit (self->database))
    execute (self, "ROLLBACK");
  return result;
}

static gboolean
tell (gpointer data)
{
  GPtrArray *group = data;

  for (guint i = 0; i < group->len; i++)
    {
      SwStoreWrite *write = g_ptr_array_index (group, i);

      write->done (write->error, write->data);
    }
  return G_SOURCE_REMOVE;
}

static void
tell_in (GMainContext *context,
         GPtrArray    *take_group)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell, take_group, (GDestroyNotify) g_ptr_array_unref);
  g_source_attach (source, context);
}

/* Each in its own main context, those that follow each other in the same one at once: in the order
 * of their coming. */
static void
tell_all (GPtrArray *group)
{
  GPtrArray *same = NULL;
  GMainContext *context = NULL;

  for (guint i = 0; i < group->len; i++)
    {
      SwStoreWrite *write = g_ptr_array_index (group, i);

      if (write->done == NULL)
        {
          sw_store_write_free (write);
          continue;
        }
      if (same != NULL && write->context != context)
        tell_in (context, g_steal_pointer (&same));
      if (same == NULL)
        same = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_store_write_free);
      context = write->context;
      g_ptr_array_add (same, write);
    }
  if (same != NULL)
    tell_in (context, same);
}

/* It ends, and these are not on the disk. */
static void
give_up (GPtrArray *group)
{
  for (guint i = 0; i < group->len; i++)
    {
      SwStoreWrite *write = g_ptr_array_index (group, i);

      if (write->error == NULL)
        g_set_error (&write->error, SW_STORE_ERROR, SW_STORE_ERROR_TROUBLE,
                     _ ("The program ended before it could be saved"));
    }
  tell_all (group);
}

static char *
describe (SwStoreWriter *self,
          int            result)
{
  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return g_strdup (_ ("The disk is full"));
    case SQLITE_IOERR:
      return g_strdup_printf (_ ("The disk fails (%s)"), sqlite3_errmsg (self->database));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return g_strdup (_ ("The file of the executions is damaged"));
    default:
      return g_strdup (sqlite3_errmsg (self->database));
    }
}

/* Waits a while before the next try. Returns FALSE where there will be none: it is to end. Called
 * with the lock. */
static gboolean
wait_in_trouble (SwStoreWriter *self,
                 int            result,
                 gint64         pause)
{
  gint64 end = g_get_monotonic_time () + pause;
  g_autofree char *trouble = describe (self, result);

  if (g_strcmp0 (self->trouble, trouble) != 0)
    {
      g_free (self->trouble);
      self->trouble = g_steal_pointer (&trouble);
      self->changed (self->data);
    }
  g_cond_broadcast (&self->cond);
  while (!self->closing && !self->hurry)
    if (!g_cond_wait_until (&self->cond, &self->mutex, end))
      break;
  self->hurry = FALSE;
  return !self->closing;
}

/* Writes a group, however long it takes. Called with the lock; the file is written without it. */
static gboolean
write_group (SwStoreWriter *self,
             GPtrArray     *group)
{
  gint64 pause = FIRST_PAUSE;

  for (;;)
    {
      int result;

      g_mutex_unlock (&self->mutex);
      result = run_group (self, group);
      g_mutex_lock (&self->mutex);
      if (result == SQLITE_OK)
        return TRUE;
      if (!wait_in_trouble (self, result, pause))
        return FALSE;
      pause = MIN (2 * pause, LONGEST_PAUSE);
    }
}

static GPtrArray *
take_group (SwStoreWriter *self)
{
  GPtrArray *group = g_ptr_array_new ();
  SwStoreWrite *write;

  while (group->len < GROUP && (write = g_queue_pop_head (&self->queue)) != NULL)
    g_ptr_array_add (group, write);
  return group;
}

static gpointer
run (gpointer data)
{
  SwStoreWriter *self = data;

  g_mutex_lock (&self->mutex);
  for (;;)
    {
      g_autoptr (GPtrArray) group = NULL;

      while (g_queue_is_empty (&self->queue) && !self->closing)
        g_cond_wait (&self->cond, &self->mutex);
      group = take_group (self);
      if (group->len == 0)
        break;
      if (!write_group (self, group))
        {
          give_up (group);
          break;
        }
      tell_all (group);
      self->n_waiting -= group->len;
      if (self->trouble != NULL || self->n_waiting == 0)
        {
          g_clear_pointer (&self->trouble, g_free);
          self->changed (self->data);
        }
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/**
 * sw_store_writer_start:
 * @self: with its database, and whom to tell of changes
 *
 * Starts the thread; the database is its alone from now on.
 */
void
sw_store_writer_start (SwStoreWriter *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->queue);
  self->thread = g_thread_new ("store", run, self);
}

/**
 * sw_store_writer_push:
 * @take_write: to be written behind those that wait
 *
 * Hands a transaction over.
 */
void
sw_store_writer_push (SwStoreWriter *self,
                      SwStoreWrite  *take_write)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->queue, take_write);
  if (self->n_waiting++ == 0)
    self->changed (self->data);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * sw_store_writer_flush:
 * @error: %SW_STORE_ERROR_TROUBLE
 *
 * Waits until everything is on the disk, or until that turns out to be impossible at present; what
 * waits then goes on waiting.
 *
 * Returns: whether everything is on the disk
 */
gboolean
sw_store_writer_flush (SwStoreWriter *self,
                       GError       **error)
{
  gboolean done;

  g_mutex_lock (&self->mutex);
  while (self->n_waiting > 0 && self->trouble == NULL)
    g_cond_wait (&self->cond, &self->mutex);
  done = self->n_waiting == 0;
  if (!done)
    g_set_error (error, SW_STORE_ERROR, SW_STORE_ERROR_TROUBLE,
                 _ ("The executions cannot be saved: %s"), self->trouble);
  g_mutex_unlock (&self->mutex);
  return done;
}

/**
 * sw_store_writer_retry:
 *
 * Tries again at once what could not be written.
 */
void
sw_store_writer_retry (SwStoreWriter *self)
{
  g_mutex_lock (&self->mutex);
  self->hurry = self->trouble != NULL;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * sw_store_writer_stop:
 *
 * Writes what waits, and ends the thread. What cannot be written is given up: nothing was done on
 * the strength of it.
 */
void
sw_store_writer_stop (SwStoreWriter *self)
{
  g_autoptr (GPtrArray) rest = NULL;

  g_mutex_lock (&self->mutex);
  self->closing = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  for (guint i = 0; i < SW_N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  while ((rest = take_group (self))->len > 0)
    {
      give_up (rest);
      g_clear_pointer (&rest, g_ptr_array_unref);
    }
  g_clear_pointer (&self->trouble, g_free);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}
