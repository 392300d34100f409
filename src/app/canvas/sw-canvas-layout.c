/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

#include "app/canvas/scene/sw-layout-job.h"

/* The finding of places: of a small graph at once, of a large one in a thread, while the picture
 * before stays. One layout at a time; one whose graph is not the document's any more is told to
 * stop, and the newest is laid out next. The first may have begun before there was a canvas. */

/* Laying out and placing so many takes 3 ms after an edit, 10 ms when nothing is known yet. */
#define MAX_INLINE_NODES 300

/* On what terms the picture is to be laid out now; borrowed from the canvas */
static SwLayoutTerms
get_terms (SwCanvas *self)
{
  return (SwLayoutTerms) {
    .direction = self->direction,
    .scale = sw_layout_terms_find_scale (gtk_widget_get_settings (GTK_WIDGET (self))),
    .folded = self->folded,
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
  SwLayoutTerms terms = get_terms (self);
  SwLayoutOptions options = sw_layout_terms_get_options (&terms);
  g_autoptr (SwLayout) layout
      = sw_layout_new (sw_document_get_graph (self->document), &options, ensure_cache (self));

  g_cancellable_cancel (self->laying);
  set_laying (self, NULL);
  _sw_canvas_show (self, sw_scene_new_matched (layout, get_shown (self)));
}

static void start_job (SwCanvas *self);

/* A job that is done: shown, or done again where it is not what is wanted any more. */
static void
take_job (SwCanvas *self, SwLayoutJob *job)
{
  SwLayoutTerms terms = get_terms (self);
  g_autoptr (SwScene) scene = sw_layout_job_steal_scene (job);

  if (self->cache == NULL)
    self->cache = sw_layout_job_steal_cache (job);
  if (scene == NULL || !sw_layout_job_is_for (job, sw_document_get_graph (self->document), &terms))
    {
      start_job (self);
      return;
    }
  set_laying (self, NULL);
  _sw_canvas_show (self, g_steal_pointer (&scene));
}

static void
done_cb (GObject *owner, SwLayoutJob *job)
{
  SwCanvas *self = SW_CANVAS (owner);

  if (self->board == NULL)
    return;
  if (self->laying == sw_layout_job_get_cancellable (job))
    take_job (self, job);
  else if (self->cache == NULL)
    self->cache = sw_layout_job_steal_cache (job);
}

static void
follow_job (SwCanvas *self, SwLayoutJob *job)
{
  sw_layout_job_set_owner (job, G_OBJECT (self), done_cb);
  set_laying (self, sw_layout_job_get_cancellable (job));
}

/* What was laid out ahead of the canvas, where that is what is wanted. Returns: whether it is */
static gboolean
take_head_start (SwCanvas *self)
{
  SwLayoutTerms terms = get_terms (self);
  g_autoptr (SwLayoutJob) job = sw_document_dup_layout_begun (self->document);

  if (job == NULL || get_shown (self) != NULL
      || !sw_layout_job_is_for (job, sw_document_get_graph (self->document), &terms)
      || (self->at_once > 0 && !sw_layout_job_is_done (job)))
    return FALSE;
  sw_document_end_head_start (self->document);
  if (sw_layout_job_is_done (job))
    take_job (self, job);
  else
    follow_job (self, job);
  return TRUE;
}

static void
start_job (SwCanvas *self)
{
  SwLayoutTerms terms = get_terms (self);
  g_autoptr (SwLayoutJob) job = NULL;

  if (take_head_start (self))
    return;
  job = sw_layout_job_new (sw_document_get_graph (self->document), &terms, ensure_cache (self),
                           get_shown (self));
  self->cache = NULL;
  follow_job (self, job);
  sw_layout_job_begin (job);
}

/**
 * _sw_canvas_lay_out:
 *
 * Has the document's graph laid out and shown, after it or what the layout depends on has changed:
 * at once, or as soon as it is done.
 */
void
_sw_canvas_lay_out (SwCanvas *self)
{
  SwGraph *graph = sw_document_get_graph (self->document);

  sw_canvas_board_set_faded (self->board, sw_document_get_stale (self->document));
  if (graph == NULL)
    return;
  if (self->laying == NULL && take_head_start (self))
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
 * Reads the document's text and lays it out, now, where that is still to be done: what a gesture
 * begins with must be of exactly the present text.
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

  return scene != NULL && !sw_document_get_pending (self->document)
         && sw_scene_get_graph (scene) == sw_document_get_graph (self->document);
}

/**
 * _sw_canvas_take_result:
 * @take_result: (transfer full) (nullable): what an operation on the picture's model answered
 * @take_error: (transfer full) (nullable): why it refused
 * @label: what the gesture did, in words
 *
 * Applies what a gesture came to, and shows it at once. Where the text was changed by somebody else
 * while the gesture went on, its edits are for another text, and are refused.
 *
 * Returns: whether the text was changed
 */
gboolean
_sw_canvas_take_result (SwCanvas    *self,
                        SwOpsResult *take_result,
                        GError      *take_error,
                        const char  *label)
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
