/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/model/sw-model-private.h"

#include <string.h>

/* Pointers are kept per state, so that a very long name around very many states would cost their
 * product. Scopes below a longer pointer are not read; 39 levels of names of the longest legal
 * length fit. */
#define MAX_POINTER_LENGTH 8192

static void read_scope (SwModel *model,
                        SwScope *scope);

static void
target_clear (SwTarget *target)
{
  g_free (target->name);
}

static void
rule_clear (gpointer data)
{
  SwRule *rule = data;

  target_clear (&rule->next);
}

static void
handler_clear (gpointer data)
{
  SwHandler *handler = data;

  target_clear (&handler->next);
  g_strfreev (handler->errors);
}

static void
state_free (gpointer data)
{
  SwState *self = data;

  g_free (self->name);
  g_free (self->pointer);
  target_clear (&self->next);
  target_clear (&self->default_next);
  g_array_unref (self->rules);
  g_array_unref (self->retriers);
  g_array_unref (self->catchers);
  g_ptr_array_unref (self->scopes);
  g_free (self->resource);
  g_free (self->comment);
  g_free (self);
}

/**
 * sw_scope_free:
 *
 * Frees it; its states belong to the model.
 */
void
sw_scope_free (SwScope *self)
{
  target_clear (&self->start);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->states);
  g_free (self->pointer);
  g_free (self);
}

static SwNode *
get_member (SwNode     *node,
            const char *name)
{
  return node != NULL && node->kind == SW_NODE_OBJECT ? sw_node_get_member (node, name) : NULL;
}

static char *
dup_text (SwNode     *node,
          const char *name)
{
  SwNode *member = get_member (node, name);

  return member != NULL && member->kind == SW_NODE_STRING ? sw_node_dup_string (member, NULL)
                                                          : NULL;
}

static gboolean
is_true (SwNode *node)
{
  return node != NULL && node->kind == SW_NODE_BOOLEAN
         && sw_span_length (node->span) == strlen ("true");
}

static void
read_target (SwTarget   *target,
             SwNode     *node,
             const char *name)
{
  target->node = get_member (node, name);
  target->name = dup_text (node, name);
}

static void
resolve_target (SwTarget      *target,
                const SwScope *scope)
{
  if (target->name != NULL)
    target->target = sw_scope_find_state (scope, target->name);
}

static gboolean
read_language (SwNode          *node,
               SwQueryLanguage *language)
{
  SwNode *member = get_member (node, "QueryLanguage");

  if (member == NULL)
    return FALSE;
  if (sw_node_equals_string (member, "JSONata"))
    *language = SW_QUERY_JSONATA;
  else if (sw_node_equals_string (member, "JSONPath"))
    *language = SW_QUERY_JSONPATH;
  else
    return FALSE;

  return TRUE;
}

static void
read_rules (SwState *state)
{
  SwNode *choices = get_member (state->node, "Choices");

  if (choices == NULL || choices->kind != SW_NODE_ARRAY)
    return;

  for (SwNode *element = choices->first; element != NULL; element = element->next)
    {
      SwRule rule = { .node = element };

      read_target (&rule.next, element, "Next");
      g_array_append_val (state->rules, rule);
    }
}

static char **
dup_errors (SwNode *node)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  SwNode *errors = get_member (node, "ErrorEquals");

  if (errors != NULL && errors->kind == SW_NODE_ARRAY)
    for (SwNode *element = errors->first; element != NULL; element = element->next)
      if (element->kind == SW_NODE_STRING)
        g_strv_builder_take (builder, sw_node_dup_string (element, NULL));

  return g_strv_builder_end (builder);
}

static void
read_handlers (SwState    *state,
               const char *field,
               GArray     *handlers)
{
  SwNode *array = get_member (state->node, field);

  if (array == NULL || array->kind != SW_NODE_ARRAY)
    return;

  for (SwNode *element = array->first; element != NULL; element = element->next)
    {
      SwHandler handler = { .node = element, .errors = dup_errors (element) };

      if (handlers == state->catchers)
        read_target (&handler.next, element, "Next");
      g_array_append_val (handlers, handler);
    }
}

static SwScope *
scope_new (SwModel     *model,
           SwState     *parent,
           SwScopeKind  kind,
           SwNode      *node,
           char        *take_pointer)
{
  SwScope *scope = g_new0 (SwScope, 1);

  scope->kind = kind;
  scope->model = model;
  scope->parent = parent;
  scope->depth = parent != NULL ? parent->scope->depth + 1 : 0;
  scope->node = node != NULL && node->kind == SW_NODE_OBJECT ? node : NULL;
  scope->pointer = take_pointer;
  scope->states = g_ptr_array_new_with_free_func (state_free);
  scope->by_name = g_hash_table_new (g_str_hash, g_str_equal);

  return scope;
}

static void
add_scope (SwState     *state,
           SwScopeKind  kind,
           SwNode      *node,
           char        *take_pointer)
{
  SwScope *scope = scope_new (state->scope->model, state, kind, node, take_pointer);

  scope->index = state->scopes->len;
  g_ptr_array_add (state->scopes, scope);
  read_scope (scope->model, scope);
}

static void
read_branches (SwState *state)
{
  g_autofree char *pointer = sw_pointer_append (state->pointer, "Branches");
  SwNode *branches = get_member (state->node, "Branches");

  if (branches == NULL || branches->kind != SW_NODE_ARRAY)
    return;

  for (SwNode *element = branches->first; element != NULL; element = element->next)
    add_scope (state, SW_SCOPE_BRANCH, element, sw_pointer_append_index (pointer, element->index));
}

/* ItemProcessor took Iterator's place in 2022; both are read alike, and the newer wins where both
 * stand. */
static void
read_processor (SwState *state)
{
  static const char *const fields[] = { "ItemProcessor", "Iterator" };
  const char *field = fields[0];

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (get_member (state->node, fields[i]) != NULL)
      {
        field = fields[i];
        break;
      }

  if (state->type == SW_STATE_MAP || get_member (state->node, field) != NULL)
    add_scope (state, SW_SCOPE_PROCESSOR, get_member (state->node, field),
               sw_pointer_append (state->pointer, field));
}

/* A state whose Type is not known (yet) may hold either: a picture does not fall apart while Type
 * is typed. */
static void
read_inner_scopes (SwState *state)
{
  gboolean parallel = state->type == SW_STATE_PARALLEL || state->type == SW_STATE_UNKNOWN;
  gboolean map = state->type == SW_STATE_MAP || state->type == SW_STATE_UNKNOWN;

  if (!parallel && !map)
    return;

  if (state->scope->depth >= SW_MODEL_MAX_DEPTH || strlen (state->pointer) > MAX_POINTER_LENGTH)
    {
      state->too_deep = TRUE;
      return;
    }

  if (parallel)
    read_branches (state);
  if (map)
    read_processor (state);
}

static SwState *
read_state (SwScope *scope,
            SwNode  *node)
{
  SwState *state = g_new0 (SwState, 1);
  g_autofree char *states_pointer = sw_pointer_append (scope->pointer, "States");
  g_autofree char *type = dup_text (node, "Type");

  state->name = g_strdup (node->name);
  state->pointer = sw_pointer_append (states_pointer, state->name);
  state->type = sw_state_type_from_name (type);
  state->scope = scope;
  state->index = scope->states->len;
  state->node = node;
  state->language = scope->model->language;
  read_language (node, &state->language);
  state->rules = g_array_new (FALSE, FALSE, sizeof (SwRule));
  state->retriers = g_array_new (FALSE, FALSE, sizeof (SwHandler));
  state->catchers = g_array_new (FALSE, FALSE, sizeof (SwHandler));
  state->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_scope_free);
  g_array_set_clear_func (state->rules, rule_clear);
  g_array_set_clear_func (state->retriers, handler_clear);
  g_array_set_clear_func (state->catchers, handler_clear);

  read_target (&state->next, node, "Next");
  read_target (&state->default_next, node, "Default");
  state->end = is_true (get_member (node, "End"));
  read_rules (state);
  read_handlers (state, "Retry", state->retriers);
  read_handlers (state, "Catch", state->catchers);
  state->resource = dup_text (node, "Resource");
  state->comment = dup_text (node, "Comment");

  return state;
}

static void
resolve_scope (SwScope *scope)
{
  resolve_target (&scope->start, scope);

  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (scope->states, i);

      resolve_target (&state->next, scope);
      resolve_target (&state->default_next, scope);
      for (guint j = 0; j < state->rules->len; j++)
        resolve_target (&g_array_index (state->rules, SwRule, j).next, scope);
      for (guint j = 0; j < state->catchers->len; j++)
        resolve_target (&g_array_index (state->catchers, SwHandler, j).next, scope);
    }
}

/* Of a member that is repeated JSON takes the last: the earlier ones are no states. */
static gboolean
is_shadowed (GHashTable *last,
             SwNode     *node)
{
  return g_hash_table_lookup (last, node->name) != node;
}

static void
read_states (SwScope *scope)
{
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);

  for (SwNode *node = scope->states_node->first; node != NULL; node = node->next)
    if (node->name != NULL)
      g_hash_table_replace (last, (gpointer) node->name, node);

  for (SwNode *node = scope->states_node->first; node != NULL; node = node->next)
    {
      SwState *state;

      if (node->name == NULL || is_shadowed (last, node))
        continue;

      state = read_state (scope, node);
      g_ptr_array_add (scope->states, state);
      g_hash_table_insert (scope->by_name, state->name, state);
    }
}

static void
register_state (SwModel *model,
                SwState *state)
{
  state->serial = model->states->len;
  g_ptr_array_add (model->states, state);
  g_hash_table_insert (model->by_pointer, state->pointer, state);
  if (!g_hash_table_contains (model->by_name, state->name))
    g_hash_table_insert (model->by_name, state->name, state);
}

/* Recursion is as deep as scopes nest, at most SW_MODEL_MAX_DEPTH. */
static void
read_scope (SwModel *model,
            SwScope *scope)
{
  SwNode *states = get_member (scope->node, "States");

  read_target (&scope->start, scope->node, "StartAt");
  if (states != NULL && states->kind == SW_NODE_OBJECT)
    {
      scope->states_node = states;
      read_states (scope);
    }
  resolve_scope (scope);

  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (scope->states, i);

      register_state (model, state);
      read_inner_scopes (state);
    }
}

/**
 * sw_model_read:
 *
 * Fills the model from its tree. What the tree says that a machine cannot be is left out: telling
 * of it is up to the checker.
 */
void
sw_model_read (SwModel *self)
{
  SwNode *root = sw_tree_get_root (self->tree);

  self->language = SW_QUERY_JSONPATH;
  read_language (root, &self->language);
  self->root = scope_new (self, NULL, SW_SCOPE_MACHINE, root, g_strdup (""));
  read_scope (self, self->root);
}
