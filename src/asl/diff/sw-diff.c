/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/diff/sw-diff-private.h"

#include "asl/model/sw-walk.h"
#include "asl/sw-text-private.h"

/* Of a value, in a line of text */
#define VALUE_LENGTH 60

static void
state_free (gpointer data)
{
  SwDiffState *state = data;

  g_ptr_array_unref (state->fields);
  g_free (state);
}

static void
note_target (SwDiff *self, const SwTarget *target)
{
  if (target->node != NULL && target->target != NULL)
    g_hash_table_insert (self->targets, target->node, target->target);
}

static void
note_scope (SwDiff *self, SwScope *scope)
{
  if (scope->node != NULL)
    g_hash_table_insert (self->bodies, scope->node, scope);
  note_target (self, &scope->start);
}

static void
note_model (SwDiff *self, SwModel *model)
{
  GPtrArray *states = sw_model_get_states (model);

  note_scope (self, sw_model_get_root (model));
  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = states->pdata[i];

      note_target (self, &state->next);
      note_target (self, &state->default_next);
      for (guint j = 0; j < state->rules->len; j++)
        note_target (self, &g_array_index (state->rules, SwRule, j).next);
      for (guint j = 0; j < state->catchers->len; j++)
        note_target (self, &g_array_index (state->catchers, SwHandler, j).next);
      for (guint j = 0; j < state->scopes->len; j++)
        note_scope (self, state->scopes->pdata[j]);
    }
}

/* Takes FIELDS. */
static void
add_state (SwDiff        *self,
           SwChange       change,
           const SwState *before,
           const SwState *after,
           GPtrArray     *fields)
{
  SwDiffState *state = g_new0 (SwDiffState, 1);

  state->change = change;
  state->before = before;
  state->after = after;
  state->fields = fields != NULL ? fields : g_ptr_array_new ();
  if (before != NULL && after != NULL)
    {
      state->renamed = g_strcmp0 (before->name, after->name) != 0;
      state->moved = g_hash_table_lookup (self->scopes, before->scope) != after->scope;
    }
  g_ptr_array_add (self->states, state);
  if (before != NULL)
    g_hash_table_insert (self->changes, (gpointer) before, state);
  if (after != NULL)
    g_hash_table_insert (self->changes, (gpointer) after, state);
}

static void
add_machine (SwDiff *self)
{
  SwNode *before = sw_model_get_root (self->before)->node;
  SwNode *after = sw_model_get_root (self->after)->node;
  g_autoptr (GPtrArray) fields = NULL;

  if (before == NULL || after == NULL)
    return;
  fields = sw_diff_dup_fields (self, before, after);
  if (fields->len > 0)
    add_state (self, SW_CHANGE_CHANGED, NULL, NULL, g_steal_pointer (&fields));
}

static void
add_pair (SwDiff *self, const SwState *before, const SwState *after)
{
  g_autoptr (GPtrArray) fields = sw_diff_dup_fields (self, before->node, after->node);

  if (fields->len > 0 || g_strcmp0 (before->name, after->name) != 0
      || g_hash_table_lookup (self->scopes, before->scope) != after->scope)
    add_state (self, SW_CHANGE_CHANGED, before, after, g_steal_pointer (&fields));
}

static void add_scope (SwDiff  *self,
                       SwScope *scope);

/* SCOPE is one of the later version. */
static void
add_later (SwDiff *self, SwState *state)
{
  const SwState *before = g_hash_table_lookup (self->others, state);

  if (before != NULL)
    add_pair (self, before, state);
  else
    add_state (self, SW_CHANGE_ADDED, NULL, state, NULL);
  for (guint i = 0; i < state->scopes->len; i++)
    add_scope (self, state->scopes->pdata[i]);
}

static void
add_scope (SwDiff *self, SwScope *scope)
{
  guint n_reachable;
  g_autoptr (GPtrArray) states = sw_scope_dup_walk (scope, &n_reachable);

  for (guint i = 0; i < states->len; i++)
    add_later (self, states->pdata[i]);
}

static void
add_removed (SwDiff *self)
{
  GPtrArray *states = sw_model_get_states (self->before);

  for (guint i = 0; i < states->len; i++)
    if (!g_hash_table_contains (self->others, states->pdata[i]))
      add_state (self, SW_CHANGE_REMOVED, states->pdata[i], NULL, NULL);
}

/**
 * sw_diff_new:
 * @before: the earlier version
 * @after: the later one
 *
 * Compares two definitions. Either may be broken: what stands in it is compared.
 *
 * Returns: (transfer full): keeps both models
 */
SwDiff *
sw_diff_new (SwModel *before,
             SwModel *after)
{
  SwDiff *self;

  g_return_val_if_fail (before != NULL && after != NULL && before != after, NULL);

  self = g_new0 (SwDiff, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->before = sw_model_ref (before);
  self->after = sw_model_ref (after);
  self->others = g_hash_table_new (NULL, NULL);
  self->scopes = g_hash_table_new (NULL, NULL);
  self->targets = g_hash_table_new (NULL, NULL);
  self->bodies = g_hash_table_new (NULL, NULL);
  self->changes = g_hash_table_new (NULL, NULL);
  self->states = g_ptr_array_new_with_free_func (state_free);

  note_model (self, before);
  note_model (self, after);
  sw_diff_pair (self);
  add_machine (self);
  add_scope (self, sw_model_get_root (after));
  add_removed (self);
  return self;
}

/**
 * sw_diff_ref:
 *
 * Returns: (transfer full): @self, which is constant
 */
SwDiff *
sw_diff_ref (SwDiff *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * sw_diff_unref:
 *
 * Drops one reference; the last one frees the comparison and its hold on both models.
 */
void
sw_diff_unref (SwDiff *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->states);
  g_hash_table_unref (self->changes);
  g_hash_table_unref (self->bodies);
  g_hash_table_unref (self->targets);
  g_hash_table_unref (self->scopes);
  g_hash_table_unref (self->others);
  sw_model_unref (self->before);
  sw_model_unref (self->after);
  g_free (self);
}

/**
 * sw_diff_get_states:
 *
 * Returns: (transfer none) (element-type SwDiffState): what differs: the machine first, then the
 * states of the later version in the order of the flow, then those that were removed. Empty where
 * both versions do the same.
 */
GPtrArray *
sw_diff_get_states (const SwDiff *self)
{
  return self->states;
}

/**
 * sw_diff_get_other:
 * @state: of either version
 *
 * Returns: (transfer none) (nullable): the same state in the other version
 */
const SwState *
sw_diff_get_other (const SwDiff  *self,
                   const SwState *state)
{
  return g_hash_table_lookup (self->others, state);
}

/**
 * sw_diff_get_change:
 * @state: of either version
 *
 * Returns: what became of @state
 */
SwChange
sw_diff_get_change (const SwDiff  *self,
                    const SwState *state)
{
  const SwDiffState *change = g_hash_table_lookup (self->changes, state);

  return change != NULL ? change->change : SW_CHANGE_NONE;
}

static char *
dup_value (const SwNode *node)
{
  g_autofree char *text = sw_node_dup_json (node);

  return sw_text_dup_line (text != NULL ? text : "", VALUE_LENGTH);
}

/**
 * sw_diff_field_dup_text:
 * @field: a value that differs
 *
 * Returns: (transfer full): both values in one line, long ones cut: "10 → 20"
 */
char *
sw_diff_field_dup_text (const SwDiffField *field)
{
  g_autofree char *before = field->before != NULL ? dup_value (field->before) : NULL;
  g_autofree char *after = field->after != NULL ? dup_value (field->after) : NULL;

  if (before == NULL)
    return g_steal_pointer (&after);
  if (after == NULL)
    return g_steal_pointer (&before);
  return g_strdup_printf ("%s → %s", before, after);
}

/**
 * sw_change_get_name:
 *
 * Returns: (transfer none): the word for it in `stepwright diff --json`
 */
const char *
sw_change_get_name (SwChange change)
{
  static const char *const names[] = {
    [SW_CHANGE_NONE] = "same",
    [SW_CHANGE_ADDED] = "added",
    [SW_CHANGE_REMOVED] = "removed",
    [SW_CHANGE_CHANGED] = "changed",
  };

  return names[change];
}
