/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-exits.h"
#include "asl/sw-assignments.h"
#include "asl/sw-variables.h"

#include <string.h>

/* A data-flow analysis over each scope: `may` is what some path has assigned when a state is
 * entered, `must` what every path has. States assign when they are left, along the edge that is
 * taken: a rule of a Choice and a catcher have an Assign of their own, which stands in place of the
 * state's (recorded on AWS). A branch or an item processor begins with what its Parallel or Map was
 * entered with, and what it assigns ends with it; a distributed Map's begins with nothing (AWS's
 * documentation, "Passing data between states with variables").
 *
 * Where an Assign or a mode is a placeholder, anything may be assigned. */

/* A set of variables: a bit for each name, and one for "any at all". */
typedef guint64 *SwNames;

#define ANY 0 /* the bit of "whatever name": an Assign that cannot be read */

struct _SwAssignments
{
  SwModel    *model;   /* not owned */
  GHashTable *index;   /* name -> its bit, from 1 */
  gsize       words;   /* of a set */
  GHashTable *entered; /* SwState -> SwFlow: what holds when it is entered; absent: it never is */
};

typedef struct
{
  SwNames may;
  SwNames must;
} SwFlow;

static void
flow_free (gpointer data)
{
  SwFlow *self = data;

  g_free (self->may);
  g_free (self->must);
  g_free (self);
}

static SwFlow *
flow_new (const SwAssignments *self)
{
  SwFlow *flow = g_new0 (SwFlow, 1);

  flow->may = g_new0 (guint64, self->words);
  flow->must = g_new0 (guint64, self->words);

  return flow;
}

static SwFlow *
flow_copy (const SwAssignments *self,
           const SwFlow        *other)
{
  SwFlow *flow = flow_new (self);

  memcpy (flow->may, other->may, self->words * sizeof (guint64));
  memcpy (flow->must, other->must, self->words * sizeof (guint64));

  return flow;
}

static void
set_bit (SwFlow *flow,
         guint   bit)
{
  flow->may[bit / 64] |= (guint64) 1 << (bit % 64);
  flow->must[bit / 64] |= (guint64) 1 << (bit % 64);
}

static gboolean
has_bit (SwNames names,
         guint   bit)
{
  return (names[bit / 64] >> (bit % 64) & 1) || (names[ANY] & 1);
}

/* Joins OTHER into what holds at a state: TRUE where that changed. */
static gboolean
flow_join (const SwAssignments *variables,
           SwFlow              *self,
           const SwFlow        *other)
{
  gboolean changed = FALSE;

  for (gsize i = 0; i < variables->words; i++)
    {
      guint64 may = self->may[i] | other->may[i];
      guint64 must = self->must[i] & other->must[i];

      changed |= may != self->may[i] || must != self->must[i];
      self->may[i] = may;
      self->must[i] = must;
    }

  return changed;
}

static char *
dup_assigned_name (const SwNode *member)
{
  gsize length = strlen (member->name);

  return g_strndup (member->name,
                    g_str_has_suffix (member->name, ".$") ? length - strlen (".$") : length);
}

static SwNode *
get_assign (SwNode *owner)
{
  return owner->kind == SW_NODE_OBJECT ? sw_node_get_member (owner, "Assign") : NULL;
}

static gboolean
is_unreadable (const SwNode *member)
{
  return member->name == NULL || strstr (member->name, "${") != NULL;
}

static void
assign (const SwAssignments *self,
        SwFlow              *flow,
        SwNode              *owner)
{
  SwNode *node = get_assign (owner);

  if (node == NULL)
    return;
  if (node->kind != SW_NODE_OBJECT)
    {
      set_bit (flow, ANY);
      return;
    }

  for (SwNode *member = node->first; member != NULL; member = member->next)
    {
      g_autofree char *name = is_unreadable (member) ? NULL : dup_assigned_name (member);

      set_bit (flow, name != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->index, name))
                                  : ANY);
    }
}

/* What holds behind a state, along one of the ways out */
static SwFlow *
flow_along (const SwAssignments *self,
            const SwFlow        *entered,
            SwState             *state,
            const SwExit        *way)
{
  SwFlow *flow = flow_copy (self, entered);

  if (way->kind == SW_EDGE_RULE)
    assign (self, flow, g_array_index (state->rules, SwRule, way->index).node);
  else if (way->kind == SW_EDGE_CATCH)
    assign (self, flow, g_array_index (state->catchers, SwHandler, way->index).node);
  else
    assign (self, flow, state->node);

  return flow;
}

/* TRUE where STATE has to be looked at (again) */
static gboolean
enter (SwAssignments *self,
       SwState       *state,
       SwFlow        *take_flow)
{
  SwFlow *entered = g_hash_table_lookup (self->entered, state);
  gboolean changed;

  if (entered == NULL)
    {
      g_hash_table_insert (self->entered, state, take_flow);
      return TRUE;
    }

  changed = flow_join (self, entered, take_flow);
  flow_free (take_flow);

  return changed;
}

static void
solve_scope (SwAssignments *self,
             SwScope       *scope,
             SwFlow        *take_flow)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  if (scope->start.target == NULL)
    {
      flow_free (take_flow);
      return;
    }

  enter (self, scope->start.target, take_flow);
  g_ptr_array_add (waiting, scope->start.target);
  while (waiting->len > 0)
    {
      SwState *state = g_ptr_array_steal_index (waiting, waiting->len - 1);
      g_autoptr (GArray) exits = sw_state_dup_exits (state);
      const SwFlow *entered = g_hash_table_lookup (self->entered, state);

      for (guint i = 0; i < exits->len; i++)
        {
          const SwExit *way = &g_array_index (exits, SwExit, i);

          if (way->target != NULL && way->target->target != NULL
              && enter (self, way->target->target, flow_along (self, entered, state, way)))
            g_ptr_array_add (waiting, way->target->target);
        }
    }
}

/* A placeholder, or a part the parser had to repair */
static gboolean
is_unknown (const SwNode *node)
{
  gsize length;
  const char *text = sw_node_get_literal (node, &length);

  return node->broken || node->kind == SW_NODE_PLACEHOLDER
         || (node->kind == SW_NODE_STRING && g_strstr_len (text, (gssize) length, "${") != NULL);
}

/**
 * sw_scope_is_uncertain:
 *
 * Returns: %TRUE for the item processor of a Map whose mode is a placeholder
 */
gboolean
sw_scope_is_uncertain (const SwScope *scope)
{
  SwNode *config = scope->kind == SW_SCOPE_PROCESSOR && scope->node != NULL
                       ? sw_node_get_member (scope->node, "ProcessorConfig")
                       : NULL;
  SwNode *mode =
      config != NULL && config->kind == SW_NODE_OBJECT ? sw_node_get_member (config, "Mode") : NULL;

  return config != NULL && is_unknown (mode != NULL ? mode : config);
}

static void
solve (SwAssignments *self)
{
  GPtrArray *states = sw_model_get_states (self->model);

  solve_scope (self, sw_model_get_root (self->model), flow_new (self));
  /* Parents come before what they hold. */
  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);
      const SwFlow *entered = g_hash_table_lookup (self->entered, state);

      for (guint j = 0; entered != NULL && j < state->scopes->len; j++)
        {
          SwScope *scope = g_ptr_array_index (state->scopes, j);
          SwFlow *flow =
              sw_scope_is_isolated (scope) ? flow_new (self) : flow_copy (self, entered);

          if (sw_scope_is_uncertain (scope))
            set_bit (flow, ANY);
          solve_scope (self, scope, flow);
        }
    }
}

static void
index_names (SwAssignments *self,
             SwNode        *owner)
{
  SwNode *node = get_assign (owner);

  if (node == NULL || node->kind != SW_NODE_OBJECT)
    return;

  for (SwNode *member = node->first; member != NULL; member = member->next)
    {
      g_autofree char *name = is_unreadable (member) ? NULL : dup_assigned_name (member);

      if (name != NULL && !g_hash_table_contains (self->index, name))
        g_hash_table_insert (self->index, g_steal_pointer (&name),
                             GUINT_TO_POINTER (g_hash_table_size (self->index) + 1));
    }
}

static void
index_all_names (SwAssignments *self)
{
  GPtrArray *states = sw_model_get_states (self->model);

  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = g_ptr_array_index (states, i);

      index_names (self, state->node);
      for (guint j = 0; j < state->rules->len; j++)
        index_names (self, g_array_index (state->rules, SwRule, j).node);
      for (guint j = 0; j < state->catchers->len; j++)
        index_names (self, g_array_index (state->catchers, SwHandler, j).node);
    }
  self->words = (g_hash_table_size (self->index) + 1 + 63) / 64;
}

/**
 * sw_assignments_new:
 * @model: any model; must outlive what is returned
 *
 * Follows every path through a definition to see which variables are assigned where.
 *
 * Returns: (transfer full): free with sw_assignments_free()
 */
SwAssignments *
sw_assignments_new (SwModel *model)
{
  SwAssignments *self = g_new0 (SwAssignments, 1);

  self->model = model;
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entered = g_hash_table_new_full (NULL, NULL, NULL, flow_free);
  index_all_names (self);
  solve (self);

  return self;
}

/**
 * sw_assignments_free:
 *
 * Frees the answers; the model stays.
 */
void
sw_assignments_free (SwAssignments *self)
{
  g_hash_table_unref (self->index);
  g_hash_table_unref (self->entered);
  g_free (self);
}

/**
 * sw_assignments_get:
 * @state: a state of the model
 * @name: a variable's name without `$`
 *
 * Returns: whether the variable has a value when @state is entered
 */
SwAssigned
sw_assignments_get (const SwAssignments *self,
                    const SwState       *state,
                    const char          *name)
{
  const SwFlow *entered = g_hash_table_lookup (self->entered, state);
  guint bit = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, name));

  if (entered == NULL)
    return SW_ASSIGNED_UNKNOWN;
  if (has_bit (entered->must, bit))
    return SW_ASSIGNED_ALWAYS;

  return has_bit (entered->may, bit) ? SW_ASSIGNED_SOMETIMES : SW_ASSIGNED_NEVER;
}

/**
 * sw_assignments_is_assigned:
 * @name: a variable's name without `$`
 *
 * Returns: %TRUE where some state assigns a variable of that name, wherever it is
 */
gboolean
sw_assignments_is_assigned (const SwAssignments *self,
                            const char          *name)
{
  return g_hash_table_contains (self->index, name);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * sw_assignments_dup_names:
 * @state: a state of the model
 *
 * Returns: (transfer full) (element-type utf8): the variables that may have a value when @state is
 * entered, by name; the names are borrowed
 */
GPtrArray *
sw_assignments_dup_names (const SwAssignments *self,
                          const SwState       *state)
{
  const SwFlow *entered = g_hash_table_lookup (self->entered, state);
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer bit;

  g_hash_table_iter_init (&iter, self->index);
  while (entered != NULL && g_hash_table_iter_next (&iter, &name, &bit))
    if (has_bit (entered->may, GPOINTER_TO_UINT (bit)))
      g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);

  return names;
}
