/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/debug/sw-cli-session.h"

#include <string.h>

/* Breakpoints as they are written on the command line and in a session. */

/**
 * sw_cli_find_state:
 * @name: of a state, or its JSON pointer
 *
 * Returns: (transfer none): the state, or %NULL with @error set
 */
SwState *
sw_cli_find_state (SwModel     *model,
                   const char  *name,
                   GError     **error)
{
  SwState *state = *name == '/' ? sw_model_find_pointer (model, name)
                                : sw_model_find_state (model, name);

  if (state == NULL)
    g_set_error (error, SW_BREAK_ERROR_DOMAIN, SW_BREAK_ERROR_FORMAT, "There is no state '%s'",
                 name);
  return state;
}

/* The edges between two states, by their names in the graph */
static guint
add_edges (SwBreakpoints *breakpoints,
           SwModel       *model,
           const SwState *from,
           const SwState *to)
{
  g_autoptr (SwGraph) graph = sw_graph_new (model);
  GPtrArray *edges = sw_graph_get_edges (graph);
  guint id = 0;

  for (guint i = 0; i < edges->len; i++)
    {
      const SwGraphEdge *edge = g_ptr_array_index (edges, i);
      g_autofree char *name = sw_edge_dup_name (edge->kind, edge->index);

      if (edge->from->state == from && edge->to->state == to && name != NULL)
        id = sw_breakpoints_add (breakpoints, SW_BREAK_EDGE, from->pointer, name);
    }
  return id;
}

static gboolean
add_transition (SwBreakpoints  *breakpoints,
                SwModel        *model,
                const char     *place,
                const char     *arrow,
                guint          *id,
                GError        **error)
{
  g_autofree char *left = g_strstrip (g_strndup (place, (gsize) (arrow - place)));
  g_autofree char *right = g_strstrip (g_strdup (arrow + 2));
  const SwState *from = sw_cli_find_state (model, left, error);
  const SwState *to = from != NULL ? sw_cli_find_state (model, right, error) : NULL;

  if (to == NULL)
    return FALSE;
  *id = add_edges (breakpoints, model, from, to);
  if (*id == 0)
    g_set_error (error, SW_BREAK_ERROR_DOMAIN, SW_BREAK_ERROR_FORMAT,
                 "No transition leads from '%s' to '%s'", left, right);
  return *id != 0;
}

static gboolean
add_error (SwBreakpoints *breakpoints,
           const char    *place,
           guint         *id)
{
  static const struct
  {
    const char *word;
    gboolean    uncaught;
  } words[] = { { "error", FALSE }, { "uncaught", TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i].word);

      if (!g_str_has_prefix (place, words[i].word)
          || (place[length] != '\0' && place[length] != ':'))
        continue;
      *id = sw_breakpoints_add (breakpoints, SW_BREAK_ERROR, NULL,
                                place[length] == ':' ? place + length + 1 : NULL);
      sw_breakpoints_set_uncaught (breakpoints, *id, words[i].uncaught);
      return TRUE;
    }
  return FALSE;
}

static gboolean
add_state (SwBreakpoints  *breakpoints,
           SwModel        *model,
           const char     *place,
           guint          *id,
           GError        **error)
{
  static const struct
  {
    const char *suffix;
    SwBreakKind kind;
  } suffixes[] = { { ":after", SW_BREAK_AFTER }, { ":before", SW_BREAK_BEFORE } };
  g_autofree char *name = g_strdup (place);
  SwBreakKind kind = SW_BREAK_BEFORE;
  const SwState *state = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i].suffix) && sw_model_find_state (model, name) == NULL)
      {
        name[strlen (name) - strlen (suffixes[i].suffix)] = '\0';
        kind = suffixes[i].kind;
        break;
      }
  state = sw_cli_find_state (model, name, error);
  if (state == NULL)
    return FALSE;
  *id = sw_breakpoints_add (breakpoints, kind, state->pointer, NULL);
  return TRUE;
}

static gboolean
add_place (SwBreakpoints  *breakpoints,
           SwModel        *model,
           const char     *place,
           guint          *id,
           GError        **error)
{
  const char *arrow = strstr (place, "->");

  if (sw_model_find_state (model, place) == NULL)
    {
      if (*place == '$' && place[1] != '\0')
        {
          *id = sw_breakpoints_add (breakpoints, SW_BREAK_VARIABLE, NULL, place + 1);
          return TRUE;
        }
      if (add_error (breakpoints, place, id))
        return TRUE;
      if (arrow != NULL)
        return add_transition (breakpoints, model, place, arrow, id, error);
    }
  return add_state (breakpoints, model, place, id, error);
}

/**
 * sw_cli_break:
 * @text: "Check", "Check:after=$n > 2", "A->B", "error:States.Timeout", "$total"
 * @id: (out): number of the breakpoint
 * @error: set where the text says none
 *
 * Sets the breakpoint that a text says.
 *
 * Returns: whether it was set
 */
gboolean
sw_cli_break (SwBreakpoints  *breakpoints,
              SwModel        *model,
              const char     *text,
              guint          *id,
              GError        **error)
{
  const char *equals = sw_model_find_state (model, text) == NULL ? strchr (text, '=') : NULL;
  g_autofree char *place = g_strstrip (
      equals != NULL ? g_strndup (text, (gsize) (equals - text)) : g_strdup (text));

  if (!add_place (breakpoints, model, place, id, error))
    return FALSE;
  if (equals == NULL || sw_breakpoints_set_condition (breakpoints, *id, equals + 1, error))
    return TRUE;
  sw_breakpoints_remove (breakpoints, *id);
  return FALSE;
}
