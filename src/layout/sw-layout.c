/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-layout-private.h"

#include "layout/piece/sw-piece.h"

/**
 * sw_layout_new:
 * @graph: what to draw
 * @options: (nullable): how; %NULL for downwards at scale 1 with all containers open. Without
 *   measures of its own, a state is a card of SW_LAYOUT_STATE_WIDTH x SW_LAYOUT_STATE_HEIGHT, and
 *   edges have labels
 * @cache: (nullable): kept from the last layout, or %NULL; it saves time and never changes the
 *   result
 *
 * Finds the place of everything in @graph. No text is measured by a font, and nothing depends on
 * what was laid out before: the same definition gives the same picture everywhere.
 *
 * It may work in any thread, with a cache and options that are that thread's alone. Graphviz, which
 * is behind it, sets the process's LC_NUMERIC for the moment: threads that print numbers by the
 * locale meanwhile must have one of their own (uselocale()). No graph, however odd, takes it more
 * than a few seconds, and cancelling ends it after the piece it is at.
 *
 * Returns: (transfer full) (nullable): keeps a reference on @graph; %NULL only where it was cancelled
 */
SwLayout *
sw_layout_new (SwGraph               *graph,
               const SwLayoutOptions *options,
               SwLayoutCache         *cache)
{
  static const SwLayoutOptions defaults = { .direction = SW_DIRECTION_DOWN, .scale = 1.0 };
  g_return_val_if_fail (graph != NULL, NULL);

  SwLayout *self = g_new0 (SwLayout, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->graph = sw_graph_ref (graph);
  self->n_nodes = sw_graph_get_nodes (graph)->len;
  self->n_edges = sw_graph_get_edges (graph)->len;
  self->nodes = g_new0 (SwLayoutNode, self->n_nodes);
  self->edges = g_new0 (SwLayoutEdge, self->n_edges);
  self->scopes = g_array_new (FALSE, FALSE, sizeof (SwLayoutScope));

  const SwLayoutOptions *chosen = options ? options : &defaults;
  g_autoptr (SwLayoutCache) own_cache = cache ? NULL : sw_layout_cache_new ();
  self->scale = chosen->scale > 0 ? chosen->scale : 1.0;
  self->direction = chosen->direction;
  if (sw_layout_build (self, chosen, cache ? cache : own_cache))
    sw_layout_cache_age (cache ? cache : own_cache);
  else
    g_clear_pointer (&self, sw_layout_unref);
  return self;
}

/**
 * sw_layout_ref:
 *
 * Safe from any thread, as a layout is constant.
 *
 * Returns: (transfer full): @self
 */
SwLayout *
sw_layout_ref (SwLayout *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * sw_layout_unref:
 *
 * Drops one reference; the last one frees the layout and its hold on the graph.
 */
void
sw_layout_unref (SwLayout *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->n_edges; i++)
    g_free (self->edges[i].points);
  g_free (self->edges);
  g_free (self->nodes);
  g_array_unref (self->scopes);
  sw_graph_unref (self->graph);
  g_free (self);
}

/**
 * sw_layout_get_graph:
 *
 * Returns: (transfer none): the graph that is laid out
 */
SwGraph *
sw_layout_get_graph (const SwLayout *self)
{
  return self->graph;
}

/**
 * sw_layout_get_width:
 *
 * Returns: of the whole picture with its margin, in points
 */
double
sw_layout_get_width (const SwLayout *self)
{
  return self->width;
}

/**
 * sw_layout_get_height:
 *
 * Returns: of the whole picture with its margin, in points
 */
double
sw_layout_get_height (const SwLayout *self)
{
  return self->height;
}

/**
 * sw_layout_get_scale:
 *
 * Returns: how many times their sizes at scale 1 things are drawn
 */
double
sw_layout_get_scale (const SwLayout *self)
{
  return self->scale;
}

/**
 * sw_layout_get_direction:
 *
 * Returns: where the flow goes
 */
SwDirection
sw_layout_get_direction (const SwLayout *self)
{
  return self->direction;
}

/**
 * sw_layout_get_nodes:
 * @count: (out) (optional): how many there are
 *
 * Returns: (transfer none): the places of all nodes, indexed by their id; of one in a collapsed
 *   container
 *   that container's
 */
const SwLayoutNode *
sw_layout_get_nodes (const SwLayout *self,
                     guint          *count)
{
  if (count)
    *count = self->n_nodes;
  return self->nodes;
}

/**
 * sw_layout_get_edges:
 * @count: (out) (optional): how many there are
 *
 * Returns: (transfer none): the curves of all edges, indexed by their id; one in a collapsed
 *   container has
 *   no points
 */
const SwLayoutEdge *
sw_layout_get_edges (const SwLayout *self,
                     guint          *count)
{
  if (count)
    *count = self->n_edges;
  return self->edges;
}

/**
 * sw_layout_get_scopes:
 * @count: (out) (optional): how many there are
 *
 * Returns: (transfer none): the frames of all scopes that are not hidden, outer ones first; the
 *   first is
 *   the whole picture
 */
const SwLayoutScope *
sw_layout_get_scopes (const SwLayout *self,
                      guint          *count)
{
  if (count)
    *count = self->scopes->len;
  return (const SwLayoutScope *) self->scopes->data;
}
