/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/sw-scene.h"

#include <string.h>

/* What of a picture is as it was in the one before: after a keystroke nearly all of it. */

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

      return g_str_equal (json, former_json) && g_strcmp0 (state->node->name, former->node->name) == 0;
    }

  return sw_span_length (span) == sw_span_length (former_span) &&
         memcmp (text + span.start, former_text + former_span.start, sw_span_length (span)) == 0;
}

/* The text of a state says which ways there are, but not whether they lead to something. */
static gboolean
has_same_ways (const SwScene *self, guint id, const SwScene *previous, guint former_id)
{
  guint n_ways, n_former;
  const SwGraphEdge *const *ways = sw_scene_get_ways (self, id, &n_ways);
  const SwGraphEdge *const *former = sw_scene_get_ways (previous, former_id, &n_former);

  if (n_ways != n_former)
    return FALSE;
  for (guint i = 0; i < n_ways; i++)
    if (ways[i]->kind != former[i]->kind || ways[i]->index != former[i]->index ||
        ways[i]->to->kind != former[i]->to->kind || !g_str_equal (ways[i]->to->key, former[i]->to->key))
      return FALSE;
  return TRUE;
}

/**
 * sw_scene_is_same:
 * @id: of a node
 * @previous: the scene this one was made after
 *
 * Tells whether a state looks and reads as it did in the scene before, wherever it stands now. Cost: that of
 * comparing its text.
 *
 * Returns: `FALSE` for what is new or no state
 */
gboolean
sw_scene_is_same (const SwScene *self, guint id, const SwScene *previous)
{
  if (sw_scene_is_new (self, id))
    return FALSE;
  guint former_id = sw_scene_get_former_id (self, id);
  const SwGraphNode *node = sw_scene_get_node (self, id)->node;
  const SwGraphNode *former = sw_scene_get_node (previous, former_id)->node;
  if (node->state == NULL || former->state == NULL)
    return FALSE;
  return node->reachable == former->reachable && node->state->language == former->state->language &&
         sw_scene_is_container (self, id) == sw_scene_is_container (previous, former_id) &&
         is_same_text (node->state, former->state) && has_same_ways (self, id, previous, former_id);
}
