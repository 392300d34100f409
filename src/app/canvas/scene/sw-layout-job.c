/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/scene/sw-layout-job.h"

#include "app/sw-free-later.h"

/* What the thread is given, and what it gives: its own until it is done. The rest is the main
 * thread's. */
struct _SwLayoutJob
{
  SwGraph       *graph;
  SwLayoutTerms  terms;
  SwLayoutCache *cache;
  SwLayout      *former;  /* shown meanwhile, or NULL */
  SwScene       *scene;   /* NULL where it was cancelled */
  GCancellable  *cancellable;

  gboolean        done;
  GWeakRef        owner;  /* who is told … */
  SwLayoutJobDone tell;   /* … how; or NULL */
};

static void
free_parts (gpointer data)
{
  SwLayoutJob *parts = data;

  g_clear_pointer (&parts->former, sw_layout_unref);
  g_clear_pointer (&parts->scene, sw_scene_free);
  g_clear_pointer (&parts->cache, sw_layout_cache_free);
  sw_graph_unref (parts->graph);
  g_hash_table_unref (parts->terms.folded);
  g_free (parts);
}

/* The last to hold a layout frees all that it is made of: many small parts. */
static void
clear (gpointer data)
{
  SwLayoutJob *self = data;

  g_weak_ref_clear (&self->owner);
  g_clear_object (&self->cancellable);
  sw_free_in_thread (g_memdup2 (self, sizeof *self), free_parts);
}

/**
 * sw_layout_job_ref:
 *
 * Returns: (transfer full): @self
 */
SwLayoutJob *
sw_layout_job_ref (SwLayoutJob *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * sw_layout_job_unref:
 *
 * Lets go of it, in any thread. A layout under way is finished or cancelled all the same.
 */
void
sw_layout_job_unref (SwLayoutJob *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* A canvas changes its own while the thread is at work. */
static GHashTable *
copy_folded (GHashTable *folded)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, folded);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (copy, g_strdup (key));
  return copy;
}

/**
 * sw_layout_job_new:
 * @terms: copied
 * @take_cache: (transfer full): of layouts before
 * @former: (nullable): what is shown meanwhile
 *
 * Returns: (transfer full): a layout that has not begun
 */
SwLayoutJob *
sw_layout_job_new (SwGraph             *graph,
                   const SwLayoutTerms *terms,
                   SwLayoutCache       *take_cache,
                   SwLayout            *former)
{
  SwLayoutJob *self = g_atomic_rc_box_new0 (SwLayoutJob);

  self->graph = sw_graph_ref (graph);
  self->terms = *terms;
  self->terms.folded = copy_folded (terms->folded);
  self->cache = take_cache;
  self->former = former != NULL ? sw_layout_ref (former) : NULL;
  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (&self->owner, NULL);
  return self;
}

static void
lay_out_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SwLayoutJob *self = task_data;
  SwLayoutOptions options = sw_layout_terms_get_options (&self->terms);
  g_autoptr (SwLayout) layout = NULL;

  options.cancellable = cancellable;
  layout = sw_layout_new (self->graph, &options, self->cache);
  if (layout != NULL)
    self->scene = sw_scene_new_matched (layout, self->former);
  g_task_return_boolean (task, TRUE);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SwLayoutJob *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);

  self->done = TRUE;
  if (owner != NULL)
    self->tell (owner, self);
}

/**
 * sw_layout_job_begin:
 *
 * Sets the thread to work. May be called in any thread itself; it is the main loop that learns of
 * the end.
 */
void
sw_layout_job_begin (SwLayoutJob *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, done_cb, NULL);

  g_task_set_task_data (task, sw_layout_job_ref (self), (GDestroyNotify) sw_layout_job_unref);
  g_task_run_in_thread (task, lay_out_in_thread);
}

/**
 * sw_layout_job_set_owner:
 * @owner: not held
 * @done: to be called when the layout is there, or was cancelled
 *
 * Chooses who is told of the end, of a job that is not done.
 */
void
sw_layout_job_set_owner (SwLayoutJob *self, GObject *owner, SwLayoutJobDone done)
{
  g_return_if_fail (!self->done);

  g_weak_ref_set (&self->owner, owner);
  self->tell = done;
}

/**
 * sw_layout_job_is_done:
 *
 * Returns: whether it has come to its end and the main loop knows
 */
gboolean
sw_layout_job_is_done (const SwLayoutJob *self)
{
  return self->done;
}

static gboolean
is_same_set (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (b, key))
      return FALSE;
  return g_hash_table_size (a) == g_hash_table_size (b);
}

/**
 * sw_layout_job_is_for:
 *
 * Returns: whether this is the layout of a graph on these terms
 */
gboolean
sw_layout_job_is_for (const SwLayoutJob *self, SwGraph *graph, const SwLayoutTerms *terms)
{
  return self->graph == graph && self->terms.direction == terms->direction
         && self->terms.scale == terms->scale && is_same_set (self->terms.folded, terms->folded);
}

/**
 * sw_layout_job_get_former:
 *
 * Returns: (transfer none) (nullable): the layout that the new one goes on from
 */
SwLayout *
sw_layout_job_get_former (const SwLayoutJob *self)
{
  return self->former;
}

/**
 * sw_layout_job_get_cancellable:
 *
 * Returns: (transfer none): stops it
 */
GCancellable *
sw_layout_job_get_cancellable (const SwLayoutJob *self)
{
  return self->cancellable;
}

/**
 * sw_layout_job_steal_cache:
 *
 * Returns: (transfer full) (nullable): of a job that is done, for the next
 */
SwLayoutCache *
sw_layout_job_steal_cache (SwLayoutJob *self)
{
  return g_steal_pointer (&self->cache);
}

/**
 * sw_layout_job_steal_scene:
 *
 * Returns: (transfer full) (nullable): what a job that is done has come to; %NULL where it was
 *   cancelled
 */
SwScene *
sw_layout_job_steal_scene (SwLayoutJob *self)
{
  return g_steal_pointer (&self->scene);
}

static gboolean
is_folded (const SwGraphNode *node, gpointer folded)
{
  return g_hash_table_contains (folded, node->key);
}

/**
 * sw_layout_terms_get_options:
 *
 * Returns: what sw_layout_new() is told; borrows from @self
 */
SwLayoutOptions
sw_layout_terms_get_options (const SwLayoutTerms *self)
{
  return (SwLayoutOptions) {
    .direction = self->direction,
    .scale = self->scale,
    .is_collapsed = is_folded,
    .user_data = self->folded,
  };
}

/**
 * sw_layout_terms_find_scale:
 * @settings: of the display
 *
 * Returns: the person's font scale: 1.0 at 96 dots per inch
 */
double
sw_layout_terms_find_scale (GtkSettings *settings)
{
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / (96.0 * 1024.0), 0.5, 3.0) : 1.0;
}
