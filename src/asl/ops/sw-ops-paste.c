/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-exits.h"
#include "asl/model/sw-walk.h"
#include "asl/ops/sw-fragment.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

/* Putting states into a scope that come from elsewhere. */

/**
 * sw_ops_pasting_clear:
 *
 * Frees what it holds; it may not have been begun.
 */
void
sw_ops_pasting_clear (SwOpsPasting *self)
{
  sw_ops_block_clear (&self->block);
  g_clear_pointer (&self->model, sw_model_unref);
}

static SwModel *
dup_edited (SwModel *model,
            SwEdits *edits)
{
  gsize length;
  const char *text = sw_tree_get_text (sw_model_get_tree (model), &length);
  g_autofree char *edited = sw_edits_apply (edits, text, length, &length);
  g_autoptr (SwTree) tree = sw_tree_parse (edited, (gssize) length);

  return sw_model_new (tree);
}

/* FRAGMENT with names that are free in MODEL. */
static SwModel *
dup_renamed (SwModel *model,
             SwModel *fragment,
             GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (SwEdits) edits = NULL;
  GPtrArray *states = sw_model_get_states (fragment);

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);
      char *name = sw_ops_dup_free_name (model, taken, state->name);

      g_hash_table_add (taken, name);
      g_hash_table_insert (names, state, name);
    }
  edits = sw_ops_dup_renaming (fragment, names, error);

  return edits != NULL ? dup_edited (fragment, edits) : NULL;
}

/* Rules and catchers that name a state which did not come along keep it where the scope has one of
 * that name; else they are left open. */
static SwModel *
dup_opened (SwOpsChange   *change,
            SwModel       *fragment,
            const SwScope *scope,
            GError       **error)
{
  g_auto (SwOpsChange) inner = { NULL };
  g_autoptr (SwEdits) edits = NULL;
  SwScope *root = sw_model_get_root (fragment);

  sw_ops_change_init (&inner, fragment);
  for (guint i = 0; i < root->states->len; i++)
    {
      SwState *state = g_ptr_array_index (root->states, i);
      g_autoptr (GArray) exits = sw_state_dup_exits (state);

      for (guint j = 0; j < exits->len; j++)
        {
          const SwExit *way = &g_array_index (exits, SwExit, j);
          SwOpsPort port = { .kind = way->kind == SW_EDGE_RULE ? SW_PLACE_RULE : SW_PLACE_CATCH,
                             .index = way->index,
                             .scope = root,
                             .state = state,
                             .target = way->target };
          g_autofree char *label = NULL;

          if ((way->kind != SW_EDGE_RULE && way->kind != SW_EDGE_CATCH)
              || way->target->name == NULL || way->target->target != NULL
              || sw_target_is_open (way->target)
              || sw_scope_find_state (scope, way->target->name) != NULL)
            continue;
          if (!sw_ops_port_set (&inner, &port, NULL, error))
            return NULL;
          label = sw_ops_port_dup_label (&port);
          sw_ops_note (change, _ ("%s leads nowhere now: there is no “%s” here."), label,
                       way->target->name);
        }
    }
  edits = sw_rewriter_finish (inner.rewriter);

  return dup_edited (fragment, edits);
}

/* The fragment as it will stand in SCOPE. */
gboolean
sw_ops_pasting_init (SwOpsPasting *self,
                     SwOpsChange  *change,
                     SwModel      *fragment,
                     SwScope      *scope,
                     GError      **error)
{
  g_autoptr (SwModel) renamed = dup_renamed (change->model, fragment, error);
  SwScope *root;

  if (renamed == NULL)
    return FALSE;
  self->model = dup_opened (change, renamed, scope, error);
  if (self->model == NULL)
    return FALSE;

  root = sw_model_get_root (self->model);
  sw_ops_block_init (&self->block, root->states);
  self->scope = scope;

  return TRUE;
}

static gboolean
insert_texts (SwOpsChange        *change,
              const SwOpsPasting *self,
              const char         *states,
              GError            **error)
{
  g_autoptr (GPtrArray) order = sw_ops_block_dup_states (&self->block);
  const char *after = self->after;

  for (guint i = 0; i < order->len; i++)
    {
      const SwState *state = g_ptr_array_index (order, i);
      g_autofree char *raw = sw_node_dup_json (state->node);
      g_autofree char *pointer = sw_pointer_append (states, state->name);

      if (!sw_ops_insert_state (change, self->scope, state->name, raw,
                                after == NULL ? self->before : NULL, after, error))
        return FALSE;
      after = state->name;
      sw_ops_select (change, pointer);
    }

  return TRUE;
}

/* A machine in JSONPath can hold states in JSONata, which say so; the other way round it cannot. */
static gboolean
tell_languages (SwOpsChange        *change,
                const SwOpsPasting *self,
                GError            **error)
{
  GPtrArray *states = sw_model_get_states (self->model);
  SwQueryLanguage here = sw_model_get_language (change->model);
  g_autoptr (GPtrArray) foreign = g_ptr_array_new ();

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);
      g_autofree char *pointer = g_strconcat (self->scope->pointer, state->pointer, NULL);
      SwQueryLanguage language;

      if (!sw_fragment_find_language (state, &language) || language == here
          || sw_node_get_member (state->node, "QueryLanguage") != NULL)
        continue;
      if (language == SW_QUERY_JSONPATH)
        g_ptr_array_add (foreign, state->name);
      else if (!sw_rewriter_insert_member (change->rewriter, pointer, "QueryLanguage",
                                           "\"JSONata\"", NULL, "Type", error))
        return FALSE;
    }
  if (foreign->len > 0)
    {
      g_autofree char *list = sw_ops_dup_name_list (foreign);

      sw_ops_note (change,
                   _ ("%s: written in JSONPath, which a state machine in JSONata cannot "
                      "hold. Rewrite the fields."),
                   list);
    }

  return TRUE;
}

/* What came along and is not led to is told. */
static void
note_alone (SwOpsChange        *change,
            const SwOpsPasting *self,
            gboolean            led_to)
{
  g_autoptr (SwModel) model = sw_model_new (sw_rewriter_get_tree (change->rewriter));
  g_autoptr (GHashTable) reachable = sw_model_dup_reachable (model);
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  g_autoptr (GPtrArray) states = sw_ops_block_dup_states (&self->block);
  const SwState *first = g_ptr_array_index (states, 0);

  if (led_to && !g_hash_table_contains (reachable, sw_model_find_state (model, first->name)))
    return; /* it hangs on states that cannot be reached themselves */
  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);

      if (!g_hash_table_contains (reachable, sw_model_find_state (model, state->name)))
        g_ptr_array_add (alone, state->name);
    }
  if (alone->len > 0)
    {
      g_autofree char *list = sw_ops_dup_name_list (alone);

      sw_ops_note (change, _ ("Nothing leads to %s yet: draw an arrow to it."), list);
    }
}

/* Puts the states where PORTS lead, and lets them lead on to NEXT (JSON text; NULL: the End). */
gboolean
sw_ops_pasting_put (SwOpsChange        *change,
                    const SwOpsPasting *self,
                    GArray             *ports,
                    const char         *next,
                    GError            **error)
{
  const SwOpsPart *first = g_ptr_array_index (self->block.parts, 0);
  g_autofree char *quoted = sw_ops_dup_json_string (first->entry->name);
  g_autofree char *states = sw_pointer_append (self->scope->pointer, "States");

  if (!insert_texts (change, self, states, error)
      || !sw_ops_block_lead_on (change, &self->block, states, next, error)
      || !tell_languages (change, self, error))
    return FALSE;
  for (guint i = 0; i < ports->len; i++)
    if (!sw_ops_port_set (change, &g_array_index (ports, SwOpsPort, i), quoted, error))
      return FALSE;
  note_alone (change, self, ports->len > 0);

  return TRUE;
}

static gboolean
paste (SwOpsChange   *change,
       const char    *text,
       const SwPlace *place,
       GError       **error)
{
  g_autoptr (SwModel) fragment = NULL;
  g_autoptr (GArray) ports = g_array_new (FALSE, FALSE, sizeof (SwOpsPort));
  g_auto (SwOpsPasting) self = { NULL };
  g_auto (SwOpsTarget) next = { NULL };
  SwOpsPort port;

  if (!sw_ops_port_resolve (change->model, place, &port, error))
    return FALSE;
  fragment = sw_fragment_read (text, error);
  if (fragment == NULL || !sw_ops_pasting_init (&self, change, fragment, port.scope, error))
    return FALSE;

  sw_ops_port_get_target (&port, &next);
  self.after = port.state != NULL ? port.state->name : NULL;
  self.before = port.state == NULL && next.state != NULL ? next.state->name : NULL;
  g_array_append_val (ports, port);

  return sw_ops_pasting_put (change, &self, ports, next.json, error)
         && (!sw_ops_block_has_end (&self.block)
             || sw_ops_refuse_lost (
                    change, ((SwOpsPart *) g_ptr_array_index (self.block.parts, 0))->entry->name,
                    error));
}

/**
 * sw_ops_paste:
 * @text: a state machine, several named states, one state with its name or without, as JSON
 * @place: the edge they are dropped on
 * @error: why they cannot be put there
 *
 * Puts the states that a text holds on an edge, as sw_ops_add() does with one. Names that are taken
 * get a number, also inside of containers. What the states lead to among themselves stays; where
 * they would go on to a state that did not come along, they go on to where the edge led. Rules and
 * catchers keep a name that the scope has, and are left open otherwise, which the notes say, as
 * they do of states that nothing leads to, and of a query language that cannot stand here.
 *
 * Returns: (transfer full) (nullable): edits that select the new states
 */
SwOpsResult *
sw_ops_paste (SwModel       *model,
              const char    *text,
              const SwPlace *place,
              GError       **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  g_return_val_if_fail (model != NULL && text != NULL && place != NULL, NULL);

  sw_ops_change_init (&change, model);
  done = paste (&change, text, place, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
