/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-head-start.h"

#include "app/sw-memory.h"

/* Reading begins before there is a display; laying out when it is known how large letters are on
 * it, and what the text says: whichever comes last sets the layout going. */
struct _SwHeadStart
{
  GFile        *file;
  GCancellable *cancellable;

  GMutex        lock;    /* of what both threads look at: */
  SwGraph      *graph;   /* of the text, or NULL before it is read or where it cannot be laid out */
  gboolean      ordered; /* the layout is, so: */
  SwDirection   direction;
  double        scale;
  SwLayoutJob  *job;     /* the layout, or NULL before it has begun */

  /* The main thread's */
  gboolean      done;    /* the file has been read: */
  SwLoaded     *loaded;  /* or NULL where it could not be, or was taken */
  GTask        *waiter;  /* or NULL */
};

static void
clear (gpointer data)
{
  SwHeadStart *self = data;

  g_object_unref (self->file);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->graph, sw_graph_unref);
  g_clear_pointer (&self->job, sw_layout_job_unref);
  g_clear_pointer (&self->loaded, sw_loaded_free);
  g_mutex_clear (&self->lock);
}

/**
 * sw_head_start_ref:
 *
 * Returns: (transfer full): @self
 */
SwHeadStart *
sw_head_start_ref (SwHeadStart *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * sw_head_start_unref:
 *
 * Lets go of it, in any thread. What is under way ends by itself.
 */
void
sw_head_start_unref (SwHeadStart *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* With the lock held */
static void
begin_layout (SwHeadStart *self)
{
  g_auto (GStrv) folded = NULL;
  g_autoptr (GHashTable) keys = NULL;

  if (self->graph == NULL || !self->ordered || self->job != NULL)
    return;
  folded = sw_memory_dup_list (self->file, SW_MEMORY_FOLDED);
  keys = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; folded != NULL && folded[i] != NULL; i++)
    g_hash_table_add (keys, folded[i]);
  self->job =
      sw_layout_job_new (self->graph, &(SwLayoutTerms) { self->direction, self->scale, keys },
                         sw_layout_cache_new (), NULL);
  sw_layout_job_begin (self->job);
}

/* A pipe gives what it has only once, and it may be wanted yet. */
static gboolean
can_be_read_twice (SwHeadStart *self)
{
  return g_file_query_file_type (self->file, G_FILE_QUERY_INFO_NONE, self->cancellable)
         == G_FILE_TYPE_REGULAR;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SwHeadStart *self = task_data;
  SwLoaded *loaded =
      can_be_read_twice (self) ? sw_loaded_new (self->file, TRUE, cancellable, NULL) : NULL;

  if (loaded != NULL && loaded->reading->graph != NULL)
    {
      g_mutex_lock (&self->lock);
      self->graph = sw_graph_ref (loaded->reading->graph);
      begin_layout (self);
      g_mutex_unlock (&self->lock);
    }
  g_task_return_pointer (task, loaded, (GDestroyNotify) sw_loaded_free);
}

/* The file may have changed since it was read: then it is as if it had not been. */
static void
compare_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) waiter = user_data;
  SwHeadStart *self = g_task_get_task_data (waiter);
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);
  gboolean same = self->loaded != NULL && sw_loaded_is_of (self->loaded, info);

  if (!same)
    sw_head_start_cancel (self);
  g_task_return_pointer (waiter, same ? g_steal_pointer (&self->loaded) : NULL,
                         (GDestroyNotify) sw_loaded_free);
}

static void
answer (SwHeadStart *self)
{
  g_file_query_info_async (self->file, SW_LOADED_ATTRIBUTES, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, NULL, compare_cb, g_steal_pointer (&self->waiter));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SwHeadStart *self = g_task_get_task_data (G_TASK (result));

  self->done = TRUE;
  self->loaded = g_task_propagate_pointer (G_TASK (result), NULL);
  if (self->waiter != NULL)
    answer (self);
}

/**
 * sw_head_start_new:
 *
 * Begins to read a file. Needs neither a display nor a running main loop.
 *
 * Returns: (transfer full): to be handed to the document that the file is opened in, or cancelled
 */
SwHeadStart *
sw_head_start_new (GFile *file)
{
  SwHeadStart *self = g_atomic_rc_box_new0 (SwHeadStart);
  g_autoptr (GTask) task = NULL;

  self->file = g_object_ref (file);
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
  task = g_task_new (NULL, self->cancellable, read_cb, NULL);
  g_task_set_task_data (task, sw_head_start_ref (self), (GDestroyNotify) sw_head_start_unref);
  g_task_run_in_thread (task, read_in_thread);
  return self;
}

/**
 * sw_head_start_cancel:
 *
 * Stops what is under way: nobody wants it.
 */
void
sw_head_start_cancel (SwHeadStart *self)
{
  g_autoptr (SwLayoutJob) job = sw_head_start_dup_job (self);

  g_cancellable_cancel (self->cancellable);
  if (job != NULL)
    g_cancellable_cancel (sw_layout_job_get_cancellable (job));
}

/**
 * sw_head_start_get_file:
 *
 * Returns: (transfer none): the file
 */
GFile *
sw_head_start_get_file (SwHeadStart *self)
{
  return self->file;
}

/**
 * sw_head_start_lay_out:
 * @direction: which way the diagram flows
 * @scale: of fonts, as SwLayoutTerms has it
 *
 * Has the diagram laid out as soon as the file is read; containers are closed that the person had
 * closed in it.
 */
void
sw_head_start_lay_out (SwHeadStart *self, SwDirection direction, double scale)
{
  g_mutex_lock (&self->lock);
  self->ordered = TRUE;
  self->direction = direction;
  self->scale = scale;
  begin_layout (self);
  g_mutex_unlock (&self->lock);
}

/**
 * sw_head_start_await_async:
 *
 * Waits until the file is read. Only one may.
 */
void
sw_head_start_await_async (SwHeadStart *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (self->waiter == NULL);

  self->waiter = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_task_data (self->waiter, sw_head_start_ref (self),
                        (GDestroyNotify) sw_head_start_unref);
  if (self->done)
    answer (self);
}

/**
 * sw_head_start_await_finish:
 *
 * Returns: (transfer full) (nullable): what the file holds; %NULL where it could not be read, or
 *   has changed since, so that it is to be loaded as if nothing had been done for it
 */
SwLoaded *
sw_head_start_await_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * sw_head_start_dup_job:
 *
 * Returns: (transfer full) (nullable): the layout, under way or done; %NULL where it has not begun
 */
SwLayoutJob *
sw_head_start_dup_job (SwHeadStart *self)
{
  SwLayoutJob *job;

  g_mutex_lock (&self->lock);
  job = self->job != NULL ? sw_layout_job_ref (self->job) : NULL;
  g_mutex_unlock (&self->lock);
  return job;
}
