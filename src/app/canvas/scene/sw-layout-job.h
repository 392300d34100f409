/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/canvas/scene/sw-scene.h"

G_BEGIN_DECLS

/* SwLayoutJob: a graph that is laid out in a thread, for a canvas that shows it then, or that will
 * once there is one. */
typedef struct _SwLayoutJob SwLayoutJob;

/* What a layout is made of, besides the graph */
typedef struct
{
  SwDirection direction;
  double      scale;  /* of fonts, as SwLayoutOptions has it */
  GHashTable *folded; /* (element-type utf8): keys of the containers that are shown closed */
} SwLayoutTerms;

typedef void (*SwLayoutJobDone) (GObject     *owner,
                                 SwLayoutJob *job);

SwLayoutJob   *sw_layout_job_new             (SwGraph             *graph,
                                              const SwLayoutTerms *terms,
                                              SwLayoutCache       *take_cache,
                                              SwLayout            *former);
SwLayoutJob   *sw_layout_job_ref             (SwLayoutJob         *self);
void           sw_layout_job_unref           (SwLayoutJob         *self);
void           sw_layout_job_begin           (SwLayoutJob         *self);
void           sw_layout_job_set_owner       (SwLayoutJob         *self,
                                              GObject             *owner,
                                              SwLayoutJobDone      done);
gboolean       sw_layout_job_is_done         (const SwLayoutJob   *self);
gboolean       sw_layout_job_is_for          (const SwLayoutJob   *self,
                                              SwGraph             *graph,
                                              const SwLayoutTerms *terms);
SwLayout      *sw_layout_job_get_former      (const SwLayoutJob   *self);
GCancellable  *sw_layout_job_get_cancellable (const SwLayoutJob   *self);
SwLayoutCache *sw_layout_job_steal_cache     (SwLayoutJob         *self);
SwScene       *sw_layout_job_steal_scene     (SwLayoutJob         *self);

SwLayoutOptions sw_layout_terms_get_options  (const SwLayoutTerms *self);
double         sw_layout_terms_find_scale    (GtkSettings         *settings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwLayoutJob, sw_layout_job_unref)

G_END_DECLS
