/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-words.h"

#include <glib/gi18n.h>

/**
 * sw_words_dup_name:
 * @node: a node of the graph
 *
 * Returns: (transfer full): what the node is called
 */
char *
sw_words_dup_name (const SwGraphNode *node)
{
  switch (node->kind)
    {
    case SW_GRAPH_NODE_STATE:
      return g_strdup (node->state->name);
    case SW_GRAPH_NODE_START:
      return g_strdup (C_("diagram", "Start"));
    case SW_GRAPH_NODE_SLOT:
      return g_strdup (_("Drop a state here"));
    case SW_GRAPH_NODE_END:
    default:
      return g_strdup (C_("diagram", "End"));
    }
}

static const char *
type_label (SwStateType type)
{
  switch (type)
    {
    case SW_STATE_TASK:
      return C_("state", "Task");
    case SW_STATE_PASS:
      return C_("state", "Pass");
    case SW_STATE_CHOICE:
      return C_("state", "Choice");
    case SW_STATE_WAIT:
      return C_("state", "Wait");
    case SW_STATE_SUCCEED:
      return C_("state", "Succeed");
    case SW_STATE_FAIL:
      return C_("state", "Fail");
    case SW_STATE_PARALLEL:
      return C_("state", "Parallel");
    case SW_STATE_MAP:
      return C_("state", "Map");
    case SW_STATE_UNKNOWN:
    case SW_STATE_N_TYPES:
    default:
      return _("State of unknown type");
    }
}

/**
 * sw_words_dup_role:
 * @node: a node of the graph
 *
 * Returns: (transfer full): what kind of thing it is, for a screen reader to say in place of "list
 *   item"
 */
char *
sw_words_dup_role (const SwGraphNode *node)
{
  if (node->state == NULL)
    return g_strdup (node->kind == SW_GRAPH_NODE_SLOT ? _("Empty place") : "");
  return g_strdup (type_label (node->state->type));
}

static void
append_edge (GString *text, const SwGraphEdge *edge)
{
  g_autofree char *to = sw_words_dup_name (edge->to);
  g_autofree char *part = NULL;

  switch (edge->kind)
    {
    case SW_EDGE_NEXT:
      /* Translators: of a state in a diagram; %s is the name of the state that follows it */
      part = g_strdup_printf (_("next: %s"), to);
      break;
    case SW_EDGE_RULE:
      /* Translators: of a Choice state; the first %s is a condition, the second the state it leads
       * to */
      part = g_strdup_printf (_("if %s: %s"), edge->label ? edge->label : "?", to);
      break;
    case SW_EDGE_DEFAULT:
      /* Translators: of a Choice state; %s is the state that follows where no condition holds */
      part = g_strdup_printf (_("otherwise: %s"), to);
      break;
    case SW_EDGE_CATCH:
      /* Translators: of a state; %s is the state that follows when an error is caught */
      part = g_strdup_printf (_("on error: %s"), to);
      break;
    case SW_EDGE_END:
      if (sw_state_type_is_terminal (edge->from->state->type))
        return;
      part = g_strdup (_("then the end"));
      break;
    case SW_EDGE_START:
    default:
      return;
    }
  g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", part);
}

static void
append_marks (GString *text, SwMarks marks)
{
  for (guint i = 0; i < SW_MARK_N; i++)
    if (marks & (1 << i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "",
                              _ (sw_mark_get_label (1 << i)));
}

/**
 * sw_words_dup_way:
 * @edge: an edge
 *
 * Returns: (transfer full): which place in the machine it is, for what is to go there
 */
char *
sw_words_dup_way (const SwGraphEdge *edge)
{
  g_autofree char *from = sw_words_dup_name (edge->from);
  g_autofree char *to = sw_words_dup_name (edge->to);

  if (edge->from->state == NULL)
    /* Translators: a place in a machine; %s is the name of a state */
    return g_strdup_printf (_("%s: before it, at the start"), to);
  if (edge->to->state == NULL)
    /* Translators: a place in a machine; %s is the name of a state */
    return g_strdup_printf (_("%s: after it, at the end"), from);
  if (edge->label != NULL)
    /* Translators: a place in a machine: %s and %s are names of states, the last is the condition
     * or error on the way between them */
    return g_strdup_printf (_("%s: after it, before %s (%s)"), from, to, edge->label);
  /* Translators: a place in a machine; both are names of states */
  return g_strdup_printf (_("%s: after it, before %s"), from, to);
}

/**
 * sw_words_dup_marks:
 * @marks: signs of a state
 *
 * Returns: (transfer full): what they mean
 */
char *
sw_words_dup_marks (SwMarks marks)
{
  GString *text = g_string_new (NULL);

  append_marks (text, marks);
  return g_string_free (text, FALSE);
}

static char *
describe_slot (const SwGraphNode *node)
{
  const SwGraphNode *owner = node->scope->owner;

  for (guint i = 0; i < node->scope->edges->len; i++)
    {
      const SwGraphEdge *edge = g_ptr_array_index (node->scope->edges, i);
      if (edge->to == node && edge->from->state != NULL)
        /* Translators: %s is the name of a Choice state of which one way out leads nowhere yet */
        return g_strdup_printf (_("A way out of %s that leads nowhere yet"),
                                edge->from->state->name);
    }
  if (owner == NULL)
    return g_strdup (_("The machine has no states yet"));
  /* Translators: %s is the name of a Parallel or Map state */
  return g_strdup_printf (_("No states yet, in %s"), owner->state->name);
}

/**
 * sw_words_dup_description:
 * @node: a node of the graph
 * @ways: (array length=n_ways): the edges that leave it
 *
 * Returns: (transfer full): type and ways out: "Task, next: B; on error: C"
 */
char *
sw_words_dup_description (const SwGraphNode *node, const SwGraphEdge *const *ways, guint n_ways)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (node->kind == SW_GRAPH_NODE_SLOT)
    return describe_slot (node);
  if (node->state == NULL)
    return g_strdup ("");
  for (guint i = 0; i < n_ways; i++)
    append_edge (text, ways[i]);
  /* Where it catches errors to is said by its ways out. */
  append_marks (text, sw_state_get_marks (node->state) & ~(SwMarks) SW_MARK_CATCH);
  if (!node->reachable)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", _("no way leads here"));
  const char *type = type_label (node->state->type);
  if (text->len == 0)
    return g_strdup (type);
  /* Translators: the first %s is a type of state, the second lists the ways out of it */
  return g_strdup_printf (C_("description of a state", "%s, %s"), type, text->str);
}

/**
 * sw_words_dup_contents:
 * @node: of a Parallel or Map
 *
 * Returns: (transfer full): what it holds, counted: "3 branches, 5 states"
 */
char *
sw_words_dup_contents (const SwGraphNode *node)
{
  guint n_branches = node->scopes->len;
  guint n_states = 0;

  for (guint i = 0; i < n_branches; i++)
    n_states += ((const SwGraphScope *) g_ptr_array_index (node->scopes, i))->scope->states->len;
  g_autofree char *states
      = g_strdup_printf (ngettext ("%u state", "%u states", n_states), n_states);
  if (node->state->type != SW_STATE_PARALLEL)
    return g_steal_pointer (&states);
  g_autofree char *branches
      = g_strdup_printf (ngettext ("%u branch", "%u branches", n_branches), n_branches);
  /* Translators: what a collapsed state holds: "3 branches, 5 states" */
  return g_strdup_printf (C_("contents", "%s, %s"), branches, states);
}

/* "Running · 3 of 10 · 1 failed" */
static char *
dup_parts (const char *label, const SwRunStateInfo *parts)
{
  guint done = parts->succeeded + parts->caught + parts->failed + parts->aborted;

  if (parts->failed > 0)
    /* Translators: how a Map or Parallel stands; how many of its parts are over, of how many; how
     * many failed */
    return g_strdup_printf (_("%s · %u of %u · %u failed"), label, done, parts->entered,
                            parts->failed);
  /* Translators: how a Map or Parallel stands; how many of its parts are over, of how many */
  return g_strdup_printf (_("%s · %u of %u"), label, done, parts->entered);
}

/**
 * sw_words_dup_run:
 * @info: (nullable): how a state stands in a run
 * @parts: (nullable): how its branches or iterations do
 *
 * Returns: (transfer full) (nullable): that in a few words, with a count where it was entered more
 *   than once
 */
char *
sw_words_dup_run (const SwRunStateInfo *info, const SwRunStateInfo *parts)
{
  if (info == NULL || info->state == SW_RUN_STATE_IDLE)
    return NULL;
  const char *label = sw_run_state_get_label (info->state);
  if (parts != NULL)
    return dup_parts (label, parts);
  if (info->entered < 2)
    return g_strdup (label);
  /* Translators: how a state stands in a run, and how often it was entered: "Succeeded × 3" */
  return g_strdup_printf (_("%s × %u"), label, info->entered);
}

/**
 * sw_words_dup_connected:
 * @from: a node
 * @to: where an edge leads from it now
 *
 * Returns: (transfer full): what to announce
 */
char *
sw_words_dup_connected (const SwGraphNode *from, const SwGraphNode *to)
{
  g_autofree char *from_name = sw_words_dup_name (from);
  g_autofree char *to_name = sw_words_dup_name (to);

  /* Translators: both are names of states */
  return g_strdup_printf (_("Connected %s to %s"), from_name, to_name);
}
