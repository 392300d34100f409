/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/model/sw-model-private.h"

static const char *const type_names[SW_STATE_N_TYPES] = {
  [SW_STATE_UNKNOWN] = NULL,
  [SW_STATE_TASK] = "Task",
  [SW_STATE_PASS] = "Pass",
  [SW_STATE_CHOICE] = "Choice",
  [SW_STATE_WAIT] = "Wait",
  [SW_STATE_SUCCEED] = "Succeed",
  [SW_STATE_FAIL] = "Fail",
  [SW_STATE_PARALLEL] = "Parallel",
  [SW_STATE_MAP] = "Map",
};

/**
 * sw_model_new:
 * @tree: any tree, however broken
 *
 * Reads a definition off its syntax tree. Never fails: what is missing, of a wrong type or unknown
 * is simply not in the model, and can be found at the nodes that are.
 *
 * Returns: (transfer full): keeps a reference on @tree
 */
SwModel *
sw_model_new (SwTree *tree)
{
  SwModel *self;

  g_return_val_if_fail (tree != NULL, NULL);

  self = g_new0 (SwModel, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->tree = sw_tree_ref (tree);
  self->states = g_ptr_array_new ();
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_pointer = g_hash_table_new (g_str_hash, g_str_equal);
  sw_model_read (self);

  return self;
}

/**
 * sw_model_ref:
 *
 * Safe from any thread, as the model is constant.
 *
 * Returns: (transfer full): @self
 */
SwModel *
sw_model_ref (SwModel *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * sw_model_unref:
 *
 * Drops one reference; the last one frees the model and its hold on the tree.
 */
void
sw_model_unref (SwModel *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_pointer);
  g_ptr_array_unref (self->states);
  sw_scope_free (self->root);
  sw_tree_unref (self->tree);
  g_free (self);
}

/**
 * sw_model_get_tree:
 *
 * Returns: (transfer none): the tree the model was read from
 */
SwTree *
sw_model_get_tree (const SwModel *self)
{
  return self->tree;
}

/**
 * sw_model_get_root:
 *
 * Returns: (transfer none): the scope of the whole machine; never %NULL, though perhaps without a
 * node
 */
SwScope *
sw_model_get_root (const SwModel *self)
{
  return self->root;
}

/**
 * sw_model_get_language:
 *
 * Returns: the machine's QueryLanguage; JSONPath where it says nothing or nonsense
 */
SwQueryLanguage
sw_model_get_language (const SwModel *self)
{
  return self->language;
}

/**
 * sw_model_get_states:
 *
 * Returns: (transfer none) (element-type SwState): every state of every scope in the order of the
 * text, parents before what they hold; `serial` is the index
 */
GPtrArray *
sw_model_get_states (const SwModel *self)
{
  return self->states;
}

/**
 * sw_model_find_state:
 * @name: a state's name
 *
 * Looks through the whole machine, as names are unique in all of it.
 *
 * Returns: (transfer none) (nullable): the first state called @name
 */
SwState *
sw_model_find_state (const SwModel *self,
                     const char    *name)
{
  return g_hash_table_lookup (self->by_name, name);
}

/**
 * sw_model_find_pointer:
 * @pointer: JSON pointer of a state
 *
 * Returns: (transfer none) (nullable): the state that stands at exactly @pointer
 */
SwState *
sw_model_find_pointer (const SwModel *self,
                       const char    *pointer)
{
  return g_hash_table_lookup (self->by_pointer, pointer);
}

/* The state of SCOPE whose member holds OFFSET. The states are in the order of the text and do not
 * overlap, so a binary search finds it. */
static SwState *
scope_find_at (const SwScope *scope,
               gsize          offset)
{
  guint low = 0;
  guint high = scope->states->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      SwState *state = g_ptr_array_index (scope->states, middle);

      if (offset < state->node->key.start)
        high = middle;
      else if (offset > state->node->span.end)
        low = middle + 1;
      else
        return state;
    }

  return NULL;
}

/**
 * sw_model_find_at:
 * @offset: byte offset in the text, 0..length
 *
 * The state the caret is in: from the opening quote of its name to just behind its closing brace.
 *
 * Returns: (transfer none) (nullable): the innermost such state
 */
SwState *
sw_model_find_at (const SwModel *self,
                  gsize          offset)
{
  SwState *found = NULL;
  SwState *inner = scope_find_at (self->root, offset);

  while (inner != NULL)
    {
      found = inner;
      inner = NULL;
      for (guint i = 0; i < found->scopes->len && inner == NULL; i++)
        inner = scope_find_at (g_ptr_array_index (found->scopes, i), offset);
    }

  return found;
}

/**
 * sw_scope_find_state:
 * @name: a state's name
 *
 * Returns: (transfer none) (nullable): the state of this very scope (not of those nested in it)
 * called @name
 */
SwState *
sw_scope_find_state (const SwScope *self,
                     const char    *name)
{
  return g_hash_table_lookup (self->by_name, name);
}

/**
 * sw_scope_contains:
 * @state: a state of the same model
 *
 * Returns: %TRUE where @state belongs to the scope or to one nested in it
 */
gboolean
sw_scope_contains (const SwScope *self,
                   const SwState *state)
{
  const SwScope *scope = state->scope;

  while (scope != self && scope->parent != NULL)
    scope = scope->parent->scope;

  return scope == self;
}

/**
 * sw_state_type_get_name:
 *
 * Returns: (nullable): ASL's word for @type, the value of Type; %NULL for %SW_STATE_UNKNOWN
 */
const char *
sw_state_type_get_name (SwStateType type)
{
  g_return_val_if_fail (type < SW_STATE_N_TYPES, NULL);

  return type_names[type];
}

/**
 * sw_state_type_from_name:
 * @name: (nullable): the value of Type
 *
 * Returns: the type of that very name (ASL is case-sensitive), else %SW_STATE_UNKNOWN
 */
SwStateType
sw_state_type_from_name (const char *name)
{
  for (guint type = SW_STATE_UNKNOWN + 1; type < SW_STATE_N_TYPES; type++)
    if (g_strcmp0 (name, type_names[type]) == 0)
      return type;

  return SW_STATE_UNKNOWN;
}

/**
 * sw_state_type_is_terminal:
 *
 * Returns: %TRUE for the types that always end their scope and can have neither Next nor End
 */
gboolean
sw_state_type_is_terminal (SwStateType type)
{
  return type == SW_STATE_SUCCEED || type == SW_STATE_FAIL;
}
