/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-exits.h"
#include "asl/model/sw-walk.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

/* States that are handled as one: moved, copied, wrapped. Those of a scope that lead to each other
 * make a part, and stay joined as they are; parts follow one another. */

/* Finds out what hangs together: every state of the block has a number, and a root among the
 * numbers of its part (a union-find forest). */
typedef struct
{
  GHashTable *numbers; /* SwState -> its number + 1 */
  GPtrArray *states;   /* SwState by number */
  guint *roots;
  gboolean *entered; /* another state of the part leads to it */
} Joining;

static gboolean
find_number (const Joining *self,
             const SwState *state,
             guint         *number)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, state));

  *number = found - 1;

  return found > 0;
}

static guint
find_root (Joining *self,
           guint    number)
{
  while (self->roots[number] != number)
    {
      self->roots[number] = self->roots[self->roots[number]];
      number = self->roots[number];
    }

  return number;
}

static void
join (Joining *self)
{
  for (guint i = 0; i < self->states->len; i++)
    {
      g_autoptr (GArray) exits = sw_state_dup_exits (g_ptr_array_index (self->states, i));

      for (guint j = 0; j < exits->len; j++)
        {
          const SwTarget *target = g_array_index (exits, SwExit, j).target;
          guint to;

          if (target == NULL || target->target == NULL
              || !find_number (self, target->target, &to) || to == i)
            continue;
          self->entered[to] = TRUE;
          self->roots[find_root (self, to)] = find_root (self, i);
        }
    }
}

static SwOpsPart *
part_new (void)
{
  SwOpsPart *self = g_new0 (SwOpsPart, 1);

  self->states = g_ptr_array_new ();
  self->tails = g_ptr_array_new ();

  return self;
}

static void
part_free (gpointer data)
{
  SwOpsPart *self = data;

  g_ptr_array_unref (self->states);
  g_ptr_array_unref (self->tails);
  g_free (self);
}

/* The scope's start comes first; else the state that no other of the part leads to. In a circle any
 * will do: the first. */
static void
choose_entry (SwOpsPart     *part,
              const Joining *joining)
{
  SwState *first = g_ptr_array_index (part->states, 0);
  SwState *start = first->scope->start.target;

  if (start != NULL && g_ptr_array_find (part->states, start, NULL))
    part->entry = start;
  for (guint i = 0; i < part->states->len; i++)
    {
      SwState *state = g_ptr_array_index (part->states, i);
      guint number;

      if (!find_number (joining, state, &number) || joining->entered[number])
        continue;
      if (part->entry == NULL)
        part->entry = state;
      else if (part->second == NULL && state != part->entry)
        part->second = state;
    }
  if (part->entry == NULL)
    part->entry = first;
}

/* TRUE where the state's flow leaves the block. A Choice without a Default has none, unless the
 * part has no other way on. */
static gboolean
is_tail (const SwOpsBlock *self,
         const SwState    *state,
         gboolean          any_choice)
{
  const SwTarget *target;
  SwPlaceKind kind = sw_ops_get_flow (state, &target);

  if (kind == SW_PLACE_N_KINDS
      || (target->target != NULL && g_hash_table_contains (self->set, target->target)))
    return FALSE;

  return kind == SW_PLACE_NEXT || target->node != NULL || any_choice;
}

static void
find_tails (const SwOpsBlock *self,
            SwOpsPart        *part)
{
  for (int pass = 0; pass < 2 && part->tails->len == 0; pass++)
    for (guint i = 0; i < part->states->len; i++)
      if (is_tail (self, g_ptr_array_index (part->states, i), pass == 1))
        g_ptr_array_add (part->tails, g_ptr_array_index (part->states, i));
}

/* The states of the set, scope by scope, each in the order of its walk. */
static GPtrArray *
dup_in_order (GPtrArray  *states,
              GHashTable *set)
{
  g_autoptr (GHashTable) scopes = g_hash_table_new (NULL, NULL);
  GPtrArray *order = g_ptr_array_sized_new (states->len);

  for (guint i = 0; i < states->len; i++)
    {
      const SwScope *scope = ((SwState *) g_ptr_array_index (states, i))->scope;
      g_autoptr (GPtrArray) walk = NULL;
      guint n_reachable;

      if (!g_hash_table_add (scopes, (gpointer) scope))
        continue;
      /* Without a start, such as of states copied out of a text, that has the order. */
      walk = scope->start.target != NULL ? sw_scope_dup_walk (scope, &n_reachable)
                                         : g_ptr_array_ref (scope->states);
      for (guint j = 0; j < walk->len; j++)
        if (g_hash_table_contains (set, g_ptr_array_index (walk, j)))
          g_ptr_array_add (order, g_ptr_array_index (walk, j));
    }

  return order;
}

static GPtrArray *
dup_parts (Joining *joining)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  g_autofree SwOpsPart **by_root = g_new0 (SwOpsPart *, joining->states->len + 1);

  for (guint i = 0; i < joining->states->len; i++)
    {
      guint root = find_root (joining, i);

      if (by_root[root] == NULL)
        {
          by_root[root] = part_new ();
          g_ptr_array_add (parts, by_root[root]);
        }
      g_ptr_array_add (by_root[root]->states, g_ptr_array_index (joining->states, i));
    }

  return parts;
}

/* Parts that nothing can follow go behind the others. */
static void
order_parts (SwOpsBlock *self)
{
  g_autoptr (GPtrArray) ends = g_ptr_array_new ();
  guint n_kept = 0;

  g_ptr_array_set_free_func (self->parts, NULL);
  for (guint i = 0; i < self->parts->len; i++)
    {
      SwOpsPart *part = g_ptr_array_index (self->parts, i);

      if (part->tails->len > 0)
        g_ptr_array_index (self->parts, n_kept++) = part;
      else
        g_ptr_array_add (ends, part);
    }
  g_ptr_array_set_size (self->parts, (int) n_kept);
  g_ptr_array_extend (self->parts, ends, NULL, NULL);
  g_ptr_array_set_free_func (self->parts, part_free);
}

/* STATES (SwState, none inside another) as a block. */
void
sw_ops_block_init (SwOpsBlock *self,
                   GPtrArray  *states)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) order = NULL;
  g_autofree guint *roots = g_new (guint, states->len + 1);
  g_autofree gboolean *entered = g_new0 (gboolean, states->len + 1);
  Joining joining = { .numbers = numbers, .roots = roots, .entered = entered };

  self->set = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < states->len; i++)
    g_hash_table_add (self->set, g_ptr_array_index (states, i));
  order = dup_in_order (states, self->set);
  joining.states = order;
  for (guint i = 0; i < order->len; i++)
    {
      g_hash_table_insert (numbers, g_ptr_array_index (order, i), GUINT_TO_POINTER (i + 1));
      roots[i] = i;
    }
  join (&joining);

  self->parts = dup_parts (&joining);
  for (guint i = 0; i < self->parts->len; i++)
    {
      choose_entry (g_ptr_array_index (self->parts, i), &joining);
      find_tails (self, g_ptr_array_index (self->parts, i));
    }
  order_parts (self);
}

/**
 * sw_ops_block_clear:
 *
 * Frees what the block holds; the states belong to the model.
 */
void
sw_ops_block_clear (SwOpsBlock *self)
{
  g_clear_pointer (&self->set, g_hash_table_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
}

/* All its states, in the order of the parts. */
GPtrArray *
sw_ops_block_dup_states (const SwOpsBlock *self)
{
  GPtrArray *states = g_ptr_array_new ();

  for (guint i = 0; i < self->parts->len; i++)
    g_ptr_array_extend (states, ((SwOpsPart *) g_ptr_array_index (self->parts, i))->states, NULL,
                        NULL);

  return states;
}

/* TRUE where nothing can follow the block: it ends in a Succeed or Fail. */
gboolean
sw_ops_block_has_end (const SwOpsBlock *self)
{
  const SwOpsPart *last =
      self->parts->len > 0 ? g_ptr_array_index (self->parts, self->parts->len - 1) : NULL;

  return last != NULL && last->tails->len == 0;
}

/**
 * sw_ops_block_check_entries:
 *
 * Returns: whether each part is entered at one state; else @error tells the person which two there
 *   are
 */
gboolean
sw_ops_block_check_entries (const SwOpsBlock *self,
                            GError          **error)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const SwOpsPart *part = g_ptr_array_index (self->parts, i);

      if (part->second != NULL)
        return sw_ops_refuse (
            error,
            _ ("Two ways lead into the selection, to “%s” and to “%s”. Select what "
               "leads to both, too, or take them one by one."),
            part->entry->name, part->second->name);
    }

  return TRUE;
}

/**
 * sw_ops_block_get_scope:
 *
 * Returns: (transfer none): where the first part stands; the block is not empty
 */
const SwScope *
sw_ops_block_get_scope (const SwOpsBlock *self)
{
  const SwOpsPart *first = g_ptr_array_index (self->parts, 0);

  return first->entry->scope;
}

/**
 * sw_ops_block_require_scope:
 *
 * Returns: whether there are states, and all in one scope; else @error tells the person
 */
gboolean
sw_ops_block_require_scope (const SwOpsBlock *self,
                            GError          **error)
{
  if (self->parts->len == 0)
    return sw_ops_refuse (error, _ ("No state is selected."));

  for (guint i = 1; i < self->parts->len; i++)
    {
      const SwOpsPart *part = g_ptr_array_index (self->parts, i);

      if (part->entry->scope != sw_ops_block_get_scope (self))
        return sw_ops_refuse (error,
                              _ ("The selected states are not all in the same branch or iteration: "
                                 "select some that stand beside each other."));
    }

  return TRUE;
}

/* Nothing is written where a Choice ends that never had a Default. */
static gboolean
set_tail (SwOpsChange   *change,
          const SwState *state,
          const char    *states,
          const char    *json,
          GError       **error)
{
  g_autofree char *pointer =
      states != NULL ? sw_pointer_append (states, state->name) : g_strdup (state->pointer);
  const SwTarget *target;

  if (sw_ops_get_flow (state, &target) == SW_PLACE_DEFAULT && json == NULL)
    {
      if (target->node == NULL)
        return TRUE;
      if (!sw_target_is_open (target))
        sw_ops_note (change, _ ("The Default of “%s” leads nowhere now."), state->name);
    }

  return sw_ops_set_flow (change, pointer, state->type, json, error);
}

/* Lets each part of the block lead to the next, and the last to what JSON names (NULL: the End).
 * The states stand in the object STATES of the changed text; where that is NULL, where they stood.
 */
gboolean
sw_ops_block_lead_on (SwOpsChange      *change,
                      const SwOpsBlock *self,
                      const char       *states,
                      const char       *json,
                      GError          **error)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const SwOpsPart *part = g_ptr_array_index (self->parts, i);
      const SwOpsPart *next =
          i + 1 < self->parts->len ? g_ptr_array_index (self->parts, i + 1) : NULL;
      g_autofree char *to =
          next != NULL ? sw_ops_dup_json_string (next->entry->name) : g_strdup (json);

      for (guint j = 0; j < part->tails->len; j++)
        if (!set_tail (change, g_ptr_array_index (part->tails, j), states, to, error))
          return FALSE;
    }

  return TRUE;
}
