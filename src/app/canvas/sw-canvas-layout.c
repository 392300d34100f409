/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

#include "app/sw-free-later.h"

/* The finding of places: of a small graph at once, of a large one in a thread, while the picture before stays. One
 * layout at a time; one whose graph is not the document's any more is told to stop, and the newest is laid out next. */

/* Laying out and placing so many takes 3 ms after an edit, 10 ms when nothing is known yet. */
#define MAX_INLINE_NODES 300

/* What a layout is made of and with; the thread's alone until it is done. */
typedef struct
{
  GWeakRef        canvas;
  SwGraph        *graph;
  GHashTable     *folded;
  guint           folds;  /* of the canvas, at the beginning */
  SwLayoutOptions options;
  SwLayoutCache  *cache;
  SwLayout       *former; /* shown meanwhile, or NULL */
  SwScene        *scene;  /* NULL where it was cancelled */
} Job;

static void
job_free (Job *self)
{
  g_weak_ref_clear (&self->canvas);
  g_clear_pointer (&self->former, sw_layout_unref);
  g_clear_pointer (&self->scene, sw_scene_free);
  g_clear_pointer (&self->cache, sw_layout_cache_free);
  sw_graph_unref (self->graph);
  g_hash_table_unref (self->folded);
  g_free (self);
}

/* The last to hold a layout frees all that it is made of. */
static void
job_free_later (Job *take_job)
{
  sw_free_in_thread (take_job, (GDestroyNotify) job_free);
}

/* The person's font scale: 1.0 at 96 dots per inch */
static double
get_font_scale (SwCanvas *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / (96.0 * 1024.0), 0.5, 3.0) : 1.0;
}

static SwLayoutOptions
get_options (SwCanvas *self, GHashTable *folded)
{
  return (SwLayoutOptions) {
    .direction = self->direction,
    .scale = get_font_scale (self),
    .is_collapsed = _sw_canvas_is_folded,
    .user_data = folded,
  };
}

/* A job under way has taken the cache along. */
static SwLayoutCache *
ensure_cache (SwCanvas *self)
{
  if (self->cache == NULL)
    self->cache = sw_layout_cache_new ();
  return self->cache;
}

static void
set_laying (SwCanvas *self, GCancellable *cancellable)
{
  gboolean before = self->laying != NULL;

  g_set_object (&self->laying, cancellable);
  if (before != (self->laying != NULL))
    g_object_notify (G_OBJECT (self), "laying-out");
}

static SwLayout *
get_shown (SwCanvas *self)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);

  return scene != NULL ? sw_scene_get_layout (scene) : NULL;
}

static void
lay_out_now (SwCanvas *self)
{
  SwLayoutOptions options = get_options (self, self->folded);
  g_autoptr (SwLayout) layout
      = sw_layout_new (sw_document_get_graph (self->document), &options, ensure_cache (self));

  g_cancellable_cancel (self->laying);
  set_laying (self, NULL);
  _sw_canvas_show (self, sw_scene_new_matched (layout, get_shown (self)));
}

static void
lay_out_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (SwLayout) layout = NULL;

  job->options.cancellable = cancellable;
  layout = sw_layout_new (job->graph, &job->options, job->cache);
  if (layout != NULL)
    job->scene = sw_scene_new_matched (layout, job->former);
  g_task_return_boolean (task, TRUE);
}

static void start_job (SwCanvas *self);

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (SwCanvas) self = g_weak_ref_get (&job->canvas);

  if (self == NULL || self->board == NULL)
    return;
  if (self->cache == NULL)
    self->cache = g_steal_pointer (&job->cache);
  if (self->laying != g_task_get_cancellable (G_TASK (result)))
    return;
  if (job->scene == NULL || job->graph != sw_document_get_graph (self->document) ||
      job->folds != self->folds || job->options.direction != self->direction || job->options.scale != get_font_scale (self))
    {
      start_job (self);
      return;
    }
  set_laying (self, NULL);
  _sw_canvas_show (self, g_steal_pointer (&job->scene));
}

static void
start_job (SwCanvas *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, done_cb, NULL);
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->canvas, self);
  job->graph = sw_graph_ref (sw_document_get_graph (self->document));
  job->folded = _sw_canvas_dup_folded (self);
  job->folds = self->folds;
  job->options = get_options (self, job->folded);
  job->cache = ensure_cache (self);
  job->former = get_shown (self) != NULL ? sw_layout_ref (get_shown (self)) : NULL;
  self->cache = NULL;
  set_laying (self, cancellable);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free_later);
  g_task_run_in_thread (task, lay_out_in_thread);
}

/**
 * _sw_canvas_lay_out:
 *
 * Has the document's graph laid out and shown, after it or what the layout depends on has changed: at once, or as soon
 * as it is done.
 */
void
_sw_canvas_lay_out (SwCanvas *self)
{
  SwGraph *graph = sw_document_get_graph (self->document);

  sw_canvas_board_set_faded (self->board, sw_document_get_stale (self->document));
  if (graph == NULL)
    return;
  if (self->at_once > 0 || sw_graph_get_nodes (graph)->len <= MAX_INLINE_NODES)
    lay_out_now (self);
  else if (self->laying != NULL)
    g_cancellable_cancel (self->laying); /* and begins anew when it has stopped */
  else
    start_job (self);
}

/**
 * _sw_canvas_settle:
 *
 * Reads the document's text and lays it out, now, where that is still to be done: what a gesture begins with must be
 * of exactly the present text.
 */
void
_sw_canvas_settle (SwCanvas *self)
{
  self->at_once++;
  sw_document_settle (self->document);
  if (self->laying != NULL)
    lay_out_now (self);
  self->at_once--;
}

/**
 * _sw_canvas_stop_layout:
 *
 * Lets go of a layout under way; nobody will look at it.
 */
void
_sw_canvas_stop_layout (SwCanvas *self)
{
  g_cancellable_cancel (self->laying);
  g_clear_object (&self->laying);
}

/**
 * _sw_canvas_prepare_edit:
 *
 * To be called where a gesture begins: brings text and picture together if they are not.
 *
 * Returns: whether gestures may change the document
 */
gboolean
_sw_canvas_prepare_edit (SwCanvas *self)
{
  _sw_canvas_settle (self);
  return _sw_canvas_is_editable (self);
}

/* Whether the picture is that of the document's present text */
static gboolean
is_current (SwCanvas *self)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);

  return scene != NULL && !sw_document_get_pending (self->document) &&
         sw_scene_get_graph (scene) == sw_document_get_graph (self->document);
}

/**
 * _sw_canvas_take_result:
 * @take_result: (transfer full) (nullable): what an operation on the picture's model answered
 * @take_error: (transfer full) (nullable): why it refused
 * @label: what the gesture did, in words
 *
 * Applies what a gesture came to, and shows it at once. Where the text was changed by somebody else while the gesture
 * went on, its edits are for another text, and are refused.
 *
 * Returns: whether the text was changed
 */
gboolean
_sw_canvas_take_result (SwCanvas *self, SwOpsResult *take_result, GError *take_error, const char *label)
{
  g_autoptr (SwOpsResult) result = take_result;

  if (result != NULL && !is_current (self))
    {
      sw_document_report (self->document, _("The code has just changed; try again"));
      return FALSE;
    }
  self->at_once++;
  gboolean changed
      = sw_document_take_result (self->document, g_steal_pointer (&result), take_error, label);
  self->at_once--;
  return changed;
}
