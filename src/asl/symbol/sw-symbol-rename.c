/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/symbol/sw-symbol.h"

#include <glib/gi18n.h>
#include <string.h>

#include "asl/check/sw-check-private.h"
#include "asl/ops/sw-ops-private.h"
#include "asl/sw-embedded.h"
#include "asl/sw-variables.h"
#include "json/sw-style.h"

/* Renaming: of a state by sw_ops_rename(), of a variable here. */

static gboolean
check_variable_name (const char *name,
                     GError    **error)
{
  glong length = g_utf8_strlen (name, -1);

  if (length == 0)
    return sw_ops_refuse (error, _ ("A variable needs a name."));
  if (length > SW_STATE_NAME_LENGTH)
    return sw_ops_refuse (error,
                          _ ("A variable's name has at most %d characters; this one has %ld."),
                          SW_STATE_NAME_LENGTH, length);
  if (strcmp (name, "states") == 0)
    return sw_ops_refuse (error, _ ("“$states” is reserved for what a state is given."));
  if (!sw_check_is_variable_name (name))
    return sw_ops_refuse (error, _ ("A variable's name has letters, digits and underscores only, "
                                    "and begins with a letter."));

  return TRUE;
}

static gboolean
is_seen_from (SwScope *home,
              SwScope *scope)
{
  while (scope != home && scope->parent != NULL && !sw_scope_is_isolated (scope))
    scope = scope->parent->scope;

  return scope == home;
}

/* Another variable, or a function, of the new name that would mean this one from then on, or that
 * this one would mean */
static gboolean
check_is_free (SwVariables    *variables,
               const SwSymbol *symbol,
               const char     *name,
               GError        **error)
{
  GArray *places = sw_variables_get_places (variables);

  for (guint i = 0; i < places->len; i++)
    {
      const SwVariablePlace *place = &g_array_index (places, SwVariablePlace, i);
      g_autofree char *pointer = NULL;

      if (strcmp (place->name, name) != 0
          || (!is_seen_from (symbol->scope, place->scope)
              && !(place->assigned && is_seen_from (place->scope, symbol->scope))))
        continue;

      pointer = sw_node_dup_pointer (place->node);
      if (place->called)
        return sw_ops_refuse (error, _ ("“$%s” is called as a function in %s; a variable of that "
                                        "name would hide it."),
                              name, pointer);
      return sw_ops_refuse (error,
                            _ ("There is a variable “$%s” already, in %s: both would become one."),
                            name, pointer);
    }

  return TRUE;
}

/* An expression of the definition that reads the variable must neither bind the new name itself nor
 * be unreadable. */
static gboolean
check_expression (SwModel        *model,
                  const SwSymbol *symbol,
                  const SwNode   *node,
                  const char     *name,
                  GError        **error)
{
  g_autoptr (GHashTable) locals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *word = g_strconcat ("$", symbol->name, NULL);
  g_auto (SwEmbedded) embedded = { 0 };
  g_autoptr (GArray) uses = NULL;
  g_autofree char *pointer = NULL;
  gboolean reads = FALSE;

  if (!sw_embedded_read (model, node, &embedded) || strstr (embedded.text, word) == NULL)
    return TRUE;

  uses = sw_embedded_dup_uses (&embedded, locals);
  pointer = sw_node_dup_pointer (node);
  if (uses == NULL)
    return sw_ops_refuse (error, _ ("The expression in %s speaks of “$%s” and has a syntax error; "
                                    "mend it first."),
                          pointer, symbol->name);

  for (guint i = 0; i < uses->len; i++)
    reads |= strcmp (g_array_index (uses, SwVariableUse, i).name, symbol->name) == 0;
  if (reads && g_hash_table_contains (locals, name))
    return sw_ops_refuse (error, _ ("The expression in %s has a “$%s” of its own, which would hide "
                                    "the variable."),
                          pointer, name);

  return TRUE;
}

static gboolean
check_expressions (SwModel        *model,
                   const SwSymbol *symbol,
                   const char     *name,
                   GError        **error)
{
  for (const SwNode *node = sw_tree_get_root (sw_model_get_tree (model)); node != NULL;
       node = sw_node_get_following (node, NULL))
    {
      SwState *state = node->kind == SW_NODE_STRING
                           ? sw_model_find_at (model, node->span.start)
                           : NULL;

      if (state != NULL && is_seen_from (symbol->scope, state->scope)
          && !check_expression (model, symbol, node, name, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
rename_variable (SwOpsChange    *change,
                 const SwSymbol *symbol,
                 const char     *name,
                 GError        **error)
{
  g_autoptr (SwVariables) variables = NULL;
  g_autoptr (GArray) references = NULL;
  SwEdits *edits;

  if (!check_variable_name (name, error))
    return FALSE;
  if (strcmp (symbol->name, name) == 0)
    return TRUE;

  variables = sw_variables_new (change->model);
  if (!check_is_free (variables, symbol, name, error)
      || !check_expressions (change->model, symbol, name, error))
    return FALSE;

  references = sw_symbol_dup_references (change->model, symbol);
  edits = sw_edits_new ();
  for (guint i = 0; i < references->len; i++)
    {
      const SwReference *reference = &g_array_index (references, SwReference, i);

      /* An alias of YAML says what its anchor says, which is renamed there. */
      if (!sw_node_is_copy (reference->node))
        sw_edits_add (edits, reference->span, name, -1);
    }
  sw_ops_change_begin (change, edits);

  return TRUE;
}

/**
 * sw_symbol_rename:
 * @self: of @model
 * @name: the new name, valid UTF-8
 * @error: SW_OPS_ERROR: why it cannot be called so
 *
 * Renames a state as sw_ops_rename() does, or a variable: every Assign and every reading of it in
 * both query languages, in its scope and in those that see it. It is refused where the new name
 * would mean something else in one of these places, or where an expression that speaks of the
 * variable cannot be read. Placeholders are named by the template that fills them in.
 *
 * Returns: (transfer full) (nullable): the edits; none where it is called so already
 */
SwOpsResult *
sw_symbol_rename (SwModel        *model,
                  const SwSymbol *self,
                  const char     *name,
                  GError        **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  g_return_val_if_fail (model != NULL && self != NULL && name != NULL, NULL);

  if (self->kind == SW_SYMBOL_STATE && self->state != NULL)
    return sw_ops_rename (model, self->state->pointer, name, error);

  sw_ops_change_init (&change, model);
  if (self->kind == SW_SYMBOL_VARIABLE)
    done = rename_variable (&change, self, name, &failure);
  else if (self->kind == SW_SYMBOL_STATE)
    done = sw_ops_refuse (&failure, _ ("There is no state called “%s” here."), self->name);
  else
    done = sw_ops_refuse (&failure, _ ("“${%s}” is named by the template that fills it in; change "
                                       "it there and here."),
                          self->name);

  return sw_ops_change_end (&change, done, failure, error);
}
