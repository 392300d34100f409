/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/scene/sw-scene-private.h"

#include <string.h>

/* Which state was which in the layout before, and what of the picture is as it was: after a
 * keystroke nearly all of it. Reads what is constant alone, so that a thread can do it while the
 * scene before is shown. */

/* A state renamed in place keeps its position in the text: the other way to find out who it was. */
static const SwGraphNode *
find_renamed (SwGraph *former, SwGraph *graph, const SwGraphNode *node)
{
  const SwGraphNode *owner = node->scope->owner;
  const SwGraphNode *old_owner = owner ? sw_graph_find_key (former, owner->key) : NULL;

  if (node->state == NULL || (owner != NULL && old_owner == NULL))
    return NULL;
  const GPtrArray *scopes = old_owner ? old_owner->scopes : NULL;
  const SwGraphScope *scope = NULL;
  if (owner == NULL)
    scope = sw_graph_get_root (former);
  else if (node->scope->scope->index < scopes->len)
    scope = g_ptr_array_index (scopes, node->scope->scope->index);
  if (scope == NULL || node->state->index >= scope->scope->states->len)
    return NULL;
  const SwState *state = g_ptr_array_index (scope->scope->states, node->state->index);
  const SwGraphNode *old = sw_graph_find_state (former, state);
  return old != NULL && state->type == node->state->type
                 && sw_graph_find_key (graph, old->key) == NULL
             ? old
             : NULL;
}

static gboolean
is_same_text (const SwState *state, const SwState *former)
{
  SwSpan span = sw_node_get_full_span (state->node);
  SwSpan former_span = sw_node_get_full_span (former->node);
  const char *text = sw_tree_get_text (state->node->tree, NULL);
  const char *former_text = sw_tree_get_text (former->node->tree, NULL);

  /* What an alias of YAML stands for is written elsewhere. */
  if (sw_tree_get_syntax (state->node->tree) == SW_SYNTAX_YAML)
    {
      g_autofree char *json = sw_node_dup_json (state->node);
      g_autofree char *former_json = sw_node_dup_json (former->node);

      return g_str_equal (json, former_json)
             && g_strcmp0 (state->node->name, former->node->name) == 0;
    }

  return sw_span_length (span) == sw_span_length (former_span)
         && memcmp (text + span.start, former_text + former_span.start, sw_span_length (span)) == 0;
}

/* The text of a state says which ways there are, but not whether they lead to something. */
static gboolean
has_same_ways (const SwSceneWays *ways, guint id, const SwSceneWays *former, guint former_id)
{
  guint count = ways->first[id + 1] - ways->first[id];
  const SwGraphEdge *const *now = ways->edges + ways->first[id];
  const SwGraphEdge *const *then = former->edges + former->first[former_id];

  if (former->first[former_id + 1] - former->first[former_id] != count)
    return FALSE;
  for (guint i = 0; i < count; i++)
    if (now[i]->kind != then[i]->kind || now[i]->index != then[i]->index
        || now[i]->to->kind != then[i]->to->kind
        || !g_str_equal (now[i]->to->key, then[i]->to->key))
      return FALSE;
  return TRUE;
}

static gboolean
is_same (const SwScene *self, guint id, const SwLayoutNode *former, const SwSceneWays *ways)
{
  const SwGraphNode *node = self->nodes[id].node;
  const SwGraphNode *then = former->node;

  return node->state != NULL && then->state != NULL && node->reachable == then->reachable
         && node->state->language == then->state->language && self->nodes[id].open == former->open
         && is_same_text (node->state, then->state)
         && has_same_ways (&self->ways, id, ways, then->id);
}

static gboolean
is_node_congruent (const SwLayoutNode *node, const SwLayoutNode *former)
{
  SwState *state = node->node->state;
  SwState *then = former->node->state;

  return memcmp (&node->rect, &former->rect, sizeof node->rect) == 0 && node->open == former->open
         && node->visible == former->visible && node->depth == former->depth
         && node->node->kind == former->node->kind
         && node->node->reachable == former->node->reachable && (state != NULL) == (then != NULL)
         && (state == NULL || state->type == then->type)
         && g_str_equal (node->node->key, former->node->key);
}

static gboolean
is_edge_congruent (const SwLayoutEdge *edge, const SwLayoutEdge *former)
{
  return edge->edge->kind == former->edge->kind && edge->edge->index == former->edge->index
         && edge->edge->from->id == former->edge->from->id
         && edge->edge->to->id == former->edge->to->id && edge->n_points == former->n_points
         && edge->visible == former->visible && edge->bundled == former->bundled
         && memcmp (&edge->tip, &former->tip, sizeof edge->tip) == 0 && edge->angle == former->angle
         && memcmp (&edge->label, &former->label, sizeof edge->label) == 0
         && g_strcmp0 (edge->edge->label, former->edge->label) == 0
         && (edge->n_points == 0
             || memcmp (edge->points, former->points, edge->n_points * sizeof *edge->points) == 0);
}

static gboolean
is_congruent (const SwScene *self, SwLayout *former)
{
  guint n_nodes, n_edges;
  const SwLayoutNode *nodes = sw_layout_get_nodes (former, &n_nodes);
  const SwLayoutEdge *edges = sw_layout_get_edges (former, &n_edges);

  if (n_nodes != self->n_nodes || n_edges != self->n_edges
      || sw_layout_get_width (former) != sw_layout_get_width (self->layout)
      || sw_layout_get_height (former) != sw_layout_get_height (self->layout)
      || sw_layout_get_direction (former) != sw_layout_get_direction (self->layout)
      || sw_layout_get_scale (former) != sw_layout_get_scale (self->layout))
    return FALSE;
  for (guint i = 0; i < n_nodes; i++)
    if (!is_node_congruent (&self->nodes[i], &nodes[i]))
      return FALSE;
  for (guint i = 0; i < n_edges; i++)
    if (!is_edge_congruent (&self->edges[i], &edges[i]))
      return FALSE;
  return TRUE;
}

static const SwGraphNode *
find_former (const SwScene *self, guint id, SwGraph *former, const GPtrArray *nodes)
{
  const SwGraphNode *node = self->nodes[id].node;

  /* Most keep their number. */
  if (id < nodes->len && g_str_equal (((const SwGraphNode *) nodes->pdata[id])->key, node->key))
    return nodes->pdata[id];
  const SwGraphNode *old = sw_graph_find_key (former, node->key);
  return old != NULL ? old : find_renamed (former, sw_scene_get_graph (self), node);
}

/**
 * _sw_scene_match:
 * @former: (nullable): the layout before
 *
 * Finds out which node was which in the layout before, and what is as it was.
 */
void
_sw_scene_match (SwScene *self, SwLayout *former)
{
  g_auto (SwSceneWays) ways = { 0 };
  const SwLayoutNode *nodes = NULL;
  SwGraph *graph = NULL;
  guint n_nodes = 0;

  if (former != NULL)
    {
      nodes = sw_layout_get_nodes (former, &n_nodes);
      graph = sw_layout_get_graph (former);
      _sw_scene_sort_ways (&ways, former);
    }
  for (guint i = 0; i < self->n_nodes; i++)
    {
      const SwGraphNode *old =
          graph != NULL ? find_former (self, i, graph, sw_graph_get_nodes (graph)) : NULL;
      SwSceneMove *move = &self->moves[i];

      move->is_new = old == NULL || !nodes[old->id].visible;
      move->former_id = move->is_new ? 0 : old->id;
      move->is_same = !move->is_new && is_same (self, i, &nodes[old->id], &ways);
    }
  g_clear_pointer (&self->former, sw_layout_unref);
  self->former = former != NULL ? sw_layout_ref (former) : NULL;
  self->congruent = former != NULL && is_congruent (self, former);
}

/**
 * sw_scene_is_same:
 * @id: of a node
 *
 * Tells whether a state looks and reads as it did in the scene before, wherever it stands now.
 *
 * Returns: `FALSE` for what is new or no state
 */
gboolean
sw_scene_is_same (const SwScene *self, guint id)
{
  return self->moves[id].is_same;
}

/**
 * sw_scene_is_congruent:
 * @previous: the scene shown until now
 *
 * Tells whether everything stands where it stands there, under the same names and numbers: then
 * @previous can go on with this layout, see sw_scene_take_over(). Cost: none, it was found out when
 * the scene was made.
 */
gboolean
sw_scene_is_congruent (const SwScene *self, const SwScene *previous)
{
  return self->congruent && self->former == previous->layout;
}
