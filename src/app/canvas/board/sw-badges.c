/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/board/sw-badges.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where in the picture a problem belongs: to the way out it speaks of, else to the innermost state
 * around it. What is said of the machine at large is in the list of problems alone. */

/* Which members of a state are drawn as ways out of it; those with an index are told apart by
 * it. */
static const struct
{
  const char *member;
  SwEdgeKind  kind;
  gboolean    indexed;
} ways[] = {
  { "Next", SW_EDGE_NEXT, FALSE },
  { "End", SW_EDGE_END, FALSE },
  { "Default", SW_EDGE_DEFAULT, FALSE },
  { "Choices", SW_EDGE_RULE, TRUE },
  { "Catch", SW_EDGE_CATCH, TRUE },
};

static void
badge_free (SwBadge *self)
{
  g_ptr_array_unref (self->problems);
  g_free (self);
}

/* The innermost state at or around POINTER; REST is what comes after it, without its slash. */
static SwState *
find_state (const SwModel *model, const char *pointer, const char **rest)
{
  g_autofree char *prefix = g_strdup (pointer);
  char *end = prefix + strlen (prefix);

  while (end != NULL && end > prefix)
    {
      *end = '\0';
      SwState *state = sw_model_find_pointer (model, prefix);
      if (state != NULL)
        {
          *rest = pointer + (end - prefix);
          *rest += **rest == '/';
          return state;
        }
      end = strrchr (prefix, '/');
    }
  return NULL;
}

/* The way out that REST, a pointer within a state, speaks of; NULL where that is none, or one that
 * leads nowhere. */
static const SwGraphEdge *
find_way (const SwScene *scene, const SwGraphNode *node, const char *rest)
{
  g_auto (GStrv) parts = g_strsplit (rest, "/", 3);
  guint n_edges;
  const SwGraphEdge *const *edges = sw_scene_get_ways (scene, node->id, &n_edges);

  for (guint i = 0; parts[0] != NULL && i < G_N_ELEMENTS (ways); i++)
    {
      if (!g_str_equal (parts[0], ways[i].member) || (ways[i].indexed && parts[1] == NULL))
        continue;
      guint64 index = ways[i].indexed ? g_ascii_strtoull (parts[1], NULL, 10) : 0;
      for (guint j = 0; j < n_edges; j++)
        if (edges[j]->kind == ways[i].kind && (!ways[i].indexed || edges[j]->index == index))
          return edges[j];
    }
  return NULL;
}

/* What a closed container holds is shown at the container. */
static const SwGraphNode *
get_visible (const SwScene *scene, const SwGraphNode *node)
{
  while (!sw_scene_get_node (scene, node->id)->visible && node->scope->owner != NULL)
    node = node->scope->owner;
  return node;
}

static void
add_problem (GPtrArray  *badges,
             GHashTable *by_place,
             gboolean    on_edge,
             guint       id,
             SwProblem  *problem)
{
  gint64 place = ((gint64) id << 1) | on_edge;
  SwBadge *badge = g_hash_table_lookup (by_place, &place);

  if (badge == NULL)
    {
      badge = g_new0 (SwBadge, 1);
      badge->on_edge = on_edge;
      badge->id = id;
      badge->severity = sw_problem_get_severity (problem);
      badge->problems = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (badges, badge);
      g_hash_table_insert (by_place, g_memdup2 (&place, sizeof place), badge);
    }
  badge->severity = MIN (badge->severity, sw_problem_get_severity (problem));
  g_ptr_array_add (badge->problems, g_object_ref (problem));
}

/**
 * sw_badges_find_place:
 * @pointer: (nullable): JSON pointer of a state, of a way out of one (`/States/A/Choices/0`), or of
 *   what is in one
 * @on_edge: (out): whether it is shown on an edge
 * @id: (out): of that edge, or of the node; of what a closed container holds, the container's
 *
 * Finds where in the picture something in the text is shown.
 *
 * Returns: whether it is shown at all
 */
gboolean
sw_badges_find_place (const SwScene *scene, const char *pointer, gboolean *on_edge, guint *id)
{
  const char *rest = NULL;
  SwGraph *graph = sw_scene_get_graph (scene);
  SwState *state = pointer ? find_state (sw_graph_get_model (graph), pointer, &rest) : NULL;
  const SwGraphNode *node = state ? sw_graph_find_state (graph, state) : NULL;

  if (node == NULL)
    return FALSE;
  const SwGraphEdge *way = find_way (scene, node, rest);
  *on_edge = way != NULL && sw_scene_get_edge (scene, way->id)->visible;
  *id = *on_edge ? way->id : get_visible (scene, node)->id;
  return TRUE;
}

/**
 * sw_badges_new:
 * @scene: the picture
 * @problems: (element-type SwProblem): of the text it shows, or of one near to it
 *
 * Finds where in the picture the problems belong.
 *
 * Returns: (transfer full) (element-type SwBadge): one for each place that has any
 */
GPtrArray *
sw_badges_new (const SwScene *scene, GListModel *problems)
{
  GPtrArray *badges = g_ptr_array_new_with_free_func ((GDestroyNotify) badge_free);
  g_autoptr (GHashTable) by_place =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (SwProblem) problem = g_list_model_get_item (problems, i);
      gboolean on_edge;
      guint id;
      if (sw_badges_find_place (scene, sw_problem_get_pointer (problem), &on_edge, &id))
        add_problem (badges, by_place, on_edge, id, problem);
    }
  return badges;
}

static const char *
get_word (SwSeverity severity)
{
  switch (severity)
    {
    case SW_SEVERITY_ERROR:
      return C_("severity", "Error");
    case SW_SEVERITY_WARNING:
      return C_("severity", "Warning");
    case SW_SEVERITY_HINT:
    default:
      return C_("severity", "Hint");
    }
}

/* More than these would fill the screen; the list of problems has them all. */
#define MAX_TOLD 4

/**
 * sw_badge_dup_text:
 *
 * Returns: (transfer full): the messages, a line for each, with their severity
 */
char *
sw_badge_dup_text (const SwBadge *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint left = self->problems->len - MIN (self->problems->len, MAX_TOLD);

  for (guint i = 0; i < self->problems->len - left; i++)
    {
      SwProblem *problem = g_ptr_array_index (self->problems, i);
      /* Translators: of a problem: the first %s is its severity, the second a sentence */
      g_autofree char *line = g_strdup_printf (C_("problem", "%s: %s"),
                                               get_word (sw_problem_get_severity (problem)),
                                               sw_problem_get_message (problem));
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  if (left > 0)
    {
      /* Translators: problems that are not listed for want of room */
      g_autofree char *more = g_strdup_printf (ngettext ("%u more", "%u more", left), left);
      g_string_append_printf (text, "\n%s", more);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * sw_badges_dup_descriptions:
 * @badges: (element-type SwBadge): of @scene
 *
 * Returns: (transfer full) (element-type utf8): by node id, what assistive technology is told of
 *   the problems at the state and its ways out; %NULL where there are none
 */
GPtrArray *
sw_badges_dup_descriptions (GPtrArray *badges, const SwScene *scene)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (texts, (int) sw_scene_get_n_nodes (scene));
  for (guint i = 0; i < badges->len; i++)
    {
      const SwBadge *badge = g_ptr_array_index (badges, i);
      guint id = badge->on_edge ? sw_scene_get_edge (scene, badge->id)->edge->from->id : badge->id;
      char *before = g_ptr_array_index (texts, id);
      g_autofree char *text = sw_badge_dup_text (badge);
      g_ptr_array_index (texts, id)
          = before ? g_strconcat (before, "\n", text, NULL) : g_steal_pointer (&text);
      g_free (before);
    }
  return texts;
}
