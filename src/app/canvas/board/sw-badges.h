/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/canvas/scene/sw-scene.h"
#include "app/source/sw-problem.h"

G_BEGIN_DECLS

/* SwBadge: the problems of one state, or of one way out of it, as the canvas shows them. */
typedef struct
{
  gboolean    on_edge;
  guint       id;       /* of the node, or the edge */
  SwSeverity  severity; /* of the worst */
  GPtrArray  *problems; /* SwProblem, in the order of the text; never empty */
} SwBadge;

gboolean   sw_badges_find_place       (const SwScene *scene,
                                       const char    *pointer,
                                       gboolean      *on_edge,
                                       guint         *id);
GPtrArray *sw_badges_new              (const SwScene *scene,
                                       GListModel    *problems);
char      *sw_badge_dup_text          (const SwBadge *self);
GPtrArray *sw_badges_dup_descriptions (GPtrArray     *badges,
                                       const SwScene *scene);

G_END_DECLS
