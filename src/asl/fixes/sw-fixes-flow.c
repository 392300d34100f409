/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/fixes/sw-fixes-private.h"
#include "asl/ops/sw-ops-private.h"
#include "base/sw-nearest.h"

#include <glib/gi18n.h>

/* States: their names, and how they lead to one another. */

/* The scope in which the reference NODE names a state */
static SwScope *
get_scope (const SwFixing *fixing,
           const SwNode   *node)
{
  const SwState *state;
  g_autofree char *pointer = NULL;

  if (g_strcmp0 (node->name, "StartAt") == 0 && node->parent != NULL)
    {
      pointer = sw_node_dup_pointer (node->parent);
      return sw_model_find_scope (fixing->model, pointer);
    }
  state = sw_model_find_at (fixing->model, node->span.start);

  return state != NULL ? state->scope : NULL;
}

static void
add_new_state (SwFixing   *fixing,
               SwScope    *scope,
               const char *name)
{
  g_autofree char *pointer = NULL;
  SwRewriter *rewriter;

  if (scope->states_node == NULL || name[0] == '\0'
      || g_utf8_strlen (name, -1) > SW_STATE_NAME_LENGTH
      || sw_model_find_state (fixing->model, name) != NULL)
    return;

  pointer = sw_node_dup_pointer (scope->states_node);
  rewriter = sw_rewriter_new (fixing->tree);
  sw_rewriter_insert_member (rewriter, pointer, name, "{\"Type\": \"Pass\", \"End\": true}", NULL,
                             NULL, NULL);
  sw_fixing_add_rewrite (fixing, SW_FIX_MAYBE, g_strdup_printf (_ ("Create the state “%s”"), name),
                         rewriter);
}

/* The states of SCOPE but one */
static GPtrArray *
dup_names (const SwScope *scope,
           const SwState *except)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (scope->states, i);

      if (state != except)
        g_ptr_array_add (names, state->name);
    }

  return names;
}

/**
 * sw_fix_missing_target:
 *
 * A name of no state: the state whose name is near, or a new one of that name.
 */
void
sw_fix_missing_target (SwFixing *fixing)
{
  SwNode *node = fixing->node;
  SwScope *scope = node != NULL && node->kind == SW_NODE_STRING ? get_scope (fixing, node) : NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  gboolean start = node != NULL && g_strcmp0 (node->name, "StartAt") == 0;
  gboolean sure;
  const char *near;

  if (scope == NULL)
    return;

  text = sw_node_dup_string (node, NULL);
  names = dup_names (scope, start ? NULL : sw_model_find_at (fixing->model, node->span.start));
  near = sw_nearest_find (text, names, &sure);
  if (near == NULL && start && names->len == 1)
    {
      near = g_ptr_array_index (names, 0);
      sure = TRUE;
    }
  if (near != NULL)
    {
      json = sw_ops_dup_json_string (near);
      sw_fixing_add_set (fixing, sure ? SW_FIX_SAFE : SW_FIX_MAYBE,
                         g_strdup_printf (_ ("Lead to “%s”"), near), node, json);
    }
  add_new_state (fixing, scope, text);
}

static void
add_deletion (SwFixing *fixing,
              SwState  *state)
{
  const char *pointers[] = { state->pointer, NULL };

  sw_fixing_add_result (fixing, SW_FIX_MAYBE,
                        g_strdup_printf (_ ("Delete the state “%s”"), state->name),
                        sw_ops_delete (fixing->model, pointers, NULL));
}

/* A state that ends its scope may be the one that should lead to STATE: the one before it first. */
static SwState *
find_end_before (const SwState *state)
{
  GPtrArray *states = state->scope->states;
  SwState *found = NULL;

  for (guint i = 0; i < states->len; i++)
    {
      SwState *other = g_ptr_array_index (states, i);

      if (other->end && !sw_state_type_is_terminal (other->type) && other != state
          && (i < state->index || found == NULL))
        found = other;
    }

  return found;
}

/**
 * sw_fix_unreachable:
 *
 * A state that nothing leads to: a way from the one before it, or without it.
 */
void
sw_fix_unreachable (SwFixing *fixing)
{
  SwState *state =
      fixing->diagnostic->pointer != NULL
          ? sw_model_find_pointer (fixing->model, fixing->diagnostic->pointer)
          : NULL;
  const SwState *before = state != NULL ? find_end_before (state) : NULL;

  if (state == NULL)
    return;

  if (before != NULL)
    {
      SwPlace place = { .kind = SW_PLACE_NEXT, .pointer = before->pointer };

      sw_fixing_add_result (fixing, SW_FIX_MAYBE,
                            g_strdup_printf (_ ("Go on from “%s” to “%s”"), before->name,
                                             state->name),
                            sw_ops_connect (fixing->model, &place, state->pointer, NULL));
    }
  add_deletion (fixing, state);
}

/* States that go on, from the last of the text: one of them may be the end. */
void
sw_fix_no_end (SwFixing *fixing)
{
  GPtrArray *states = sw_model_get_root (fixing->model)->states;

  for (guint i = states->len; i > 0; i--)
    {
      const SwState *state = g_ptr_array_index (states, i - 1);
      SwPlace place = { .kind = SW_PLACE_NEXT, .pointer = state->pointer };

      if (state->next.node == NULL || state->type == SW_STATE_CHOICE)
        continue;

      sw_fixing_add_result (fixing, SW_FIX_MAYBE,
                            g_strdup_printf (_ ("End with “%s”"), state->name),
                            sw_ops_connect (fixing->model, &place, NULL, NULL));
      return;
    }
}

static void
add_renaming (SwFixing    *fixing,
              SwFixSafety  safety,
              SwState     *state,
              const char  *stem)
{
  g_autofree char *name = sw_ops_dup_unique_name (fixing->model, stem);

  sw_fixing_add_result (fixing, safety, g_strdup_printf (_ ("Rename the state to “%s”"), name),
                        sw_ops_rename (fixing->model, state->pointer, name, NULL));
}

/* Names of the same scope cannot be told apart by their references. */
void
sw_fix_duplicate_state (SwFixing *fixing)
{
  SwState *state =
      fixing->diagnostic->pointer != NULL
          ? sw_model_find_pointer (fixing->model, fixing->diagnostic->pointer)
          : NULL;

  if (state != NULL)
    add_renaming (fixing, SW_FIX_SAFE, state, state->name);
}

/**
 * sw_fix_state_name:
 *
 * A name that is too long, empty or of bad characters: one that can stand.
 */
void
sw_fix_state_name (SwFixing *fixing)
{
  SwState *state =
      fixing->diagnostic->pointer != NULL
          ? sw_model_find_pointer (fixing->model, fixing->diagnostic->pointer)
          : NULL;
  const char *type;

  if (state == NULL)
    return;

  type = sw_state_type_get_name (state->type);
  add_renaming (fixing, SW_FIX_MAYBE, state,
                state->name[0] != '\0' ? state->name : type != NULL ? type : "State");
}

/* A label without what it may not hold, cut where it is too long */
void
sw_fix_label (SwFixing *fixing)
{
  g_autoptr (GString) label = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (fixing->node == NULL || fixing->node->kind != SW_NODE_STRING)
    return;

  text = sw_node_dup_string (fixing->node, NULL);
  for (const char *p = text; *p != '\0' && g_utf8_strlen (label->str, -1) < 40;
       p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (g_unichar_isalnum (letter) || letter == '-' || letter == '_')
        g_string_append_unichar (label, letter);
    }
  if (label->len > 0)
    sw_fixing_replace_text (fixing, SW_FIX_MAYBE, label->str);
}

/**
 * sw_fix_duplicate_label:
 *
 * A label that another Map has: without it, AWS makes one.
 */
void
sw_fix_duplicate_label (SwFixing *fixing)
{
  if (fixing->node != NULL && fixing->node->name != NULL)
    sw_fixing_add_remove (fixing, SW_FIX_MAYBE,
                          g_strdup_printf (_ ("Remove “%s”"), fixing->node->name), fixing->node);
}
