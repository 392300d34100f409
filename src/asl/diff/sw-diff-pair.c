/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/diff/sw-diff-private.h"

/* Which state of one version is which of the other. */

/* Two states that share less than this part of their values are two states. */
#define LEAST_ALIKE 0.6

/* Where more pairs than this would have to be looked at, the versions have little in common, and no
 * renamed states are sought. */
#define MOST_COMPARED 100000

static void pair_scopes (SwDiff  *self,
                         SwScope *before,
                         SwScope *after);

static gboolean
is_paired (const SwDiff *self, gconstpointer state)
{
  return g_hash_table_contains (self->others, state);
}

static void
pair_inner_scopes (SwDiff *self, SwState *before, SwState *after)
{
  for (guint i = 0; i < before->scopes->len; i++)
    {
      SwScope *scope = before->scopes->pdata[i];
      SwScope *best = NULL;
      guint most = 0;

      for (guint j = 0; j < after->scopes->len; j++)
        {
          SwScope *other = after->scopes->pdata[j];
          guint count = 0;

          if (g_hash_table_contains (self->scopes, other))
            continue;
          for (guint k = 0; k < scope->states->len; k++)
            count +=
                sw_scope_find_state (other, ((SwState *) scope->states->pdata[k])->name) != NULL;
          if (count > most)
            best = other;
          most = MAX (most, count);
        }
      if (best != NULL)
        pair_scopes (self, scope, best);
    }

  /* Branches without a name in common stay what they were by their place. */
  for (guint i = 0; i < MIN (before->scopes->len, after->scopes->len); i++)
    if (!g_hash_table_contains (self->scopes, before->scopes->pdata[i])
        && !g_hash_table_contains (self->scopes, after->scopes->pdata[i]))
      pair_scopes (self, before->scopes->pdata[i], after->scopes->pdata[i]);
}

static void
pair_states (SwDiff *self, SwState *before, SwState *after)
{
  g_hash_table_insert (self->others, before, after);
  g_hash_table_insert (self->others, after, before);
  pair_inner_scopes (self, before, after);
}

/* The state left over in AFTER that is most like BEFORE, if any is like it */
static SwState *
find_renamed (const SwDiff *self, const SwState *before, const SwScope *after)
{
  SwState *best = NULL;
  double most = LEAST_ALIKE;

  for (guint i = 0; i < after->states->len; i++)
    {
      SwState *state = after->states->pdata[i];
      double alike;

      if (is_paired (self, state))
        continue;
      alike = before->type == state->type
                  ? sw_diff_get_likeness (self, before->node, state->node)
                  : 0;
      if (alike > most || (alike == most && best == NULL))
        best = state;
      most = MAX (most, alike);
    }
  return best;
}

static void
pair_scopes (SwDiff *self, SwScope *before, SwScope *after)
{
  g_hash_table_insert (self->scopes, before, after);
  g_hash_table_insert (self->scopes, after, before);

  for (guint i = 0; i < before->states->len; i++)
    {
      SwState *state = before->states->pdata[i];
      SwState *other = sw_scope_find_state (after, state->name);

      if (other != NULL && !is_paired (self, state) && !is_paired (self, other))
        pair_states (self, state, other);
    }
}

static guint
count_left (const SwDiff *self, const SwScope *scope)
{
  guint count = 0;

  for (guint i = 0; i < scope->states->len; i++)
    count += !is_paired (self, scope->states->pdata[i]);
  return count;
}

/* Within one scope, what is left over under another name */
static void
pair_renamed (SwDiff *self, SwScope *before)
{
  SwScope *after = g_hash_table_lookup (self->scopes, before);

  if (after == NULL
      || (guint64) count_left (self, before) * count_left (self, after) > MOST_COMPARED)
    return;
  for (guint i = 0; i < before->states->len; i++)
    {
      SwState *state = before->states->pdata[i];
      SwState *other;

      if (is_paired (self, state))
        continue;
      other = find_renamed (self, state, after);
      if (other != NULL)
        pair_states (self, state, other);
    }
}

/* A state that stands in another scope now, under its old name */
static void
pair_moved (SwDiff *self)
{
  GPtrArray *befores = sw_model_get_states (self->before);
  GPtrArray *afters = sw_model_get_states (self->after);
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = afters->len; i > 0; i--)
    {
      SwState *state = afters->pdata[i - 1];

      if (!is_paired (self, state))
        g_hash_table_insert (left, state->name, state);
    }
  for (guint i = 0; i < befores->len; i++)
    {
      SwState *state = befores->pdata[i];
      SwState *other = is_paired (self, state) ? NULL : g_hash_table_lookup (left, state->name);

      if (other != NULL && !is_paired (self, other) && other->type == state->type)
        pair_states (self, state, other);
    }
}

/**
 * sw_diff_pair:
 *
 * Finds out which state of one version is which of the other: by name, then where a state was
 * moved, then by likeness.
 */
void
sw_diff_pair (SwDiff *self)
{
  GPtrArray *befores = sw_model_get_states (self->before);

  pair_scopes (self, sw_model_get_root (self->before), sw_model_get_root (self->after));
  pair_moved (self);
  pair_renamed (self, sw_model_get_root (self->before));
  for (guint i = 0; i < befores->len; i++)
    {
      SwState *state = befores->pdata[i];

      for (guint j = 0; j < state->scopes->len; j++)
        pair_renamed (self, state->scopes->pdata[j]);
    }
}
