/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "layout/sw-layout.h"

G_BEGIN_DECLS

struct _SwLayout
{
  gatomicrefcount  ref_count;
  SwGraph         *graph;
  SwLayoutNode    *nodes;
  SwLayoutEdge    *edges;
  guint            n_nodes;
  guint            n_edges;
  GArray          *scopes; /* SwLayoutScope */
  double           width;
  double           height;
  double           scale;
  SwDirection      direction;
};

/* Fills @self, whose arrays have their sizes, by @options and with the help of @cache. Returns:
 * whether it came to the end; FALSE where it was cancelled. */
gboolean sw_layout_build (SwLayout              *self,
                          const SwLayoutOptions *options,
                          SwLayoutCache         *cache);

G_END_DECLS
