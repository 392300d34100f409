/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/symbol/sw-symbol.h"

#include <string.h>

#include "asl/rules/sw-operators.h"
#include "asl/sw-embedded.h"
#include "asl/sw-variables.h"
#include "json/sw-string-cursor.h"

/* Which name stands at a place of the text. */

#define PLACEHOLDER_OPEN "${"

static SwSymbol *
symbol_new (SwSymbolKind kind,
            const char  *name,
            gsize        length,
            SwSpan       span)
{
  SwSymbol *self = g_new0 (SwSymbol, 1);

  self->kind = kind;
  self->name = g_strndup (name, length);
  self->span = span;

  return self;
}

/**
 * sw_symbol_free:
 *
 * Frees the symbol.
 */
void
sw_symbol_free (SwSymbol *self)
{
  g_free (self->name);
  g_free (self);
}

/* The caret may also stand just behind a name. */
static gboolean
touches (SwSpan span,
         gsize  offset)
{
  return offset >= span.start && offset <= span.end;
}

static SwSpan
get_content (const SwNode *node,
             gboolean      is_name)
{
  SwStringCursor cursor;

  if (is_name)
    sw_string_cursor_init_name (&cursor, node);
  else
    sw_string_cursor_init (&cursor, node);

  return (SwSpan) { cursor.at, cursor.limit };
}

static SwSymbol *
find_placeholder (const char *text,
                  SwSpan      around,
                  gsize       offset)
{
  for (gsize at = around.start; at + strlen (PLACEHOLDER_OPEN) < around.end; at++)
    {
      const char *end;
      SwSpan span;

      if (memcmp (text + at, PLACEHOLDER_OPEN, strlen (PLACEHOLDER_OPEN)) != 0)
        continue;
      end = memchr (text + at, '}', around.end - at);
      if (end == NULL)
        return NULL;

      span = (SwSpan) { at + strlen (PLACEHOLDER_OPEN), (gsize) (end - text) };
      if (offset >= at && offset <= span.end + 1)
        return symbol_new (SW_SYMBOL_PLACEHOLDER, text + span.start, sw_span_length (span), span);
      at = span.end;
    }

  return NULL;
}

/* The scope whose StartAt, or whose state's transition, NODE is */
static SwScope *
find_scope (SwModel      *model,
            const SwNode *node)
{
  SwState *state = sw_model_find_at (model, node->span.start);
  SwScope *root = sw_model_get_root (model);

  if (node->parent == root->node)
    return root;
  for (guint i = 0; state != NULL && i < state->scopes->len; i++)
    {
      SwScope *inner = state->scopes->pdata[i];

      if (node->parent == inner->node)
        return inner;
    }

  return state != NULL ? state->scope : root;
}

static SwSymbol *
new_state_symbol (const char *name,
                  SwSpan      span,
                  SwScope    *scope)
{
  SwSymbol *self = symbol_new (SW_SYMBOL_STATE, name, strlen (name), span);

  self->scope = scope;
  self->state = sw_scope_find_state (scope, name);

  return self;
}

/**
 * sw_symbol_new_state:
 * @state: of @model
 *
 * Returns: (transfer full): the symbol of the state, as found at its own name
 */
SwSymbol *
sw_symbol_new_state (SwModel *model,
                     SwState *state)
{
  return new_state_symbol (state->name, get_content (state->node, TRUE), state->scope);
}

/* As sw_variables_new() reads them; all of them are read only where one stands at OFFSET. */
static SwSymbol *
find_variable (SwModel      *model,
               const SwNode *node,
               gsize         offset)
{
  g_autoptr (SwVariables) here = sw_variables_new_at (model, node);
  GArray *places = sw_variables_get_places (here);

  for (guint i = 0; i < places->len; i++)
    {
      const SwVariablePlace *place = &g_array_index (places, SwVariablePlace, i);
      g_autoptr (SwVariables) variables = NULL;
      SwSpan span = place->span;
      SwSymbol *self;

      /* `$` belongs to the name under the pointer. */
      if (!place->assigned)
        span.start--;
      if (!touches (span, offset))
        continue;
      variables = sw_variables_new (model);
      self = symbol_new (SW_SYMBOL_VARIABLE, place->name, strlen (place->name), place->span);
      self->scope = sw_variables_get_home (variables, place->name, place->scope);
      return self;
    }

  return NULL;
}

static SwSymbol *
find_in_name (SwModel *model,
              SwNode  *node,
              gsize    offset)
{
  SwState *state = sw_model_find_at (model, node->key.start);

  if (state != NULL && state->node == node)
    return sw_symbol_new_state (model, state);
  if (g_strcmp0 (node->parent->name, "Assign") == 0)
    return find_variable (model, node, offset);

  return NULL;
}

static SwSymbol *
find_in_string (SwModel *model,
                SwNode  *node,
                gsize    offset)
{
  g_autofree char *text = sw_node_dup_string (node, NULL);
  SwFieldSpot spot;

  sw_fields_locate (node, &spot);
  if (spot.field != NULL && spot.value == node && spot.field->kind == SW_FIELD_STATE)
    return new_state_symbol (text, get_content (node, FALSE), find_scope (model, node));
  if (sw_model_find_state (model, text) != NULL && sw_state_is_mentioned (node, text))
    return new_state_symbol (text, get_content (node, FALSE),
                             sw_model_find_state (model, text)->scope);

  return find_variable (model, node, offset);
}

/**
 * sw_symbol_find_at:
 * @offset: byte of the text, 0..its length; a name is also found from just behind it
 *
 * Finds the name at a place: a state where it stands or where a transition leads to it, a variable
 * where it is assigned or read in an expression of either language, a `${placeholder}`.
 *
 * Returns: (transfer full) (nullable): the symbol; NULL where no name stands, or in an expression
 * with a syntax error
 */
SwSymbol *
sw_symbol_find_at (SwModel *model,
                   gsize    offset)
{
  SwTree *tree = sw_model_get_tree (model);
  const char *text = sw_tree_get_text (tree, NULL);
  SwNode *node = sw_tree_find_at (tree, offset);
  gboolean in_name;
  SwSymbol *found;

  if (node == NULL)
    return NULL;

  in_name = node->name != NULL && touches (node->key, offset);
  if (!in_name && node->kind != SW_NODE_STRING && node->kind != SW_NODE_PLACEHOLDER)
    return NULL;
  if (!in_name && !touches (node->span, offset))
    return NULL;

  found = find_placeholder (text, in_name ? node->key : node->span, offset);
  if (found != NULL)
    return found;
  if (in_name)
    return find_in_name (model, node, offset);

  return node->kind == SW_NODE_STRING ? find_in_string (model, node, offset) : NULL;
}

/**
 * sw_state_is_mentioned:
 * @node: of whatever kind
 * @name: of a state
 *
 * Returns: whether @node is a string that compares the name of the running state with @name:
 * `$$.State.Name` beside the bare name in a rule, or both in one expression
 */
gboolean
sw_state_is_mentioned (const SwNode *node,
                       const char   *name)
{
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  SwNode *variable;

  if (node->kind != SW_NODE_STRING)
    return FALSE;

  text = sw_node_dup_string (node, NULL);
  if (strstr (text, "State.Name") != NULL && strstr (text, name) != NULL)
    return TRUE;
  if (strcmp (text, name) != 0 || node->name == NULL || sw_operators_find (node->name) == NULL)
    return FALSE;

  variable = sw_node_get_member (node->parent, "Variable");
  if (variable == NULL || variable->kind != SW_NODE_STRING)
    return FALSE;
  path = sw_node_dup_string (variable, NULL);

  return strstr (path, "$$.State.Name") != NULL;
}
