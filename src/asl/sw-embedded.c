/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-embedded.h"

#include <string.h>

#include "asl/rules/sw-operators.h"
#include "json/sw-string-cursor.h"

/* Expressions inside the strings of a definition: which strings hold one, and its words as bytes of
 * the document. */

#define OPEN "{%"
#define CLOSE "%}"

/* One step down, from the object or array at SPOT to its child. */
static void
enter (SwFieldSpot  *spot,
       const SwNode *child)
{
  SwFieldSet set = spot->set;

  spot->set = SW_FIELD_SET_NONE;
  if (set != SW_FIELD_SET_NONE && child->name != NULL)
    {
      spot->field = sw_fields_find_in (set, child->name);
      spot->value = child;
      /* What holds one object is one; what holds many is entered once more. */
      if (spot->field != NULL && child->kind == SW_NODE_OBJECT
          && spot->field->kind != SW_FIELD_STATES)
        spot->set = spot->field->set;
    }
  else if (spot->field != NULL && child->parent == spot->value && child->kind == SW_NODE_OBJECT)
    {
      spot->set = spot->field->set;
    }
}

/**
 * sw_fields_locate:
 * @node: of a definition
 * @spot: (out caller-allocates)
 *
 * Finds out what @node is to the grammar: a walk down from the root along the nodes around it.
 */
void
sw_fields_locate (const SwNode *node,
                  SwFieldSpot  *spot)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();

  for (const SwNode *outer = node; outer != NULL; outer = outer->parent)
    g_ptr_array_add (path, (gpointer) outer);

  *spot = (SwFieldSpot) { .set = SW_FIELD_SET_MACHINE, .value = path->pdata[path->len - 1] };
  for (guint i = path->len - 1; i > 0; i--)
    enter (spot, path->pdata[i - 1]);
}

static SwQueryLanguage
get_language (const SwModel *model,
              const SwNode  *node)
{
  const SwState *state = sw_model_find_at (model, node->span.start);

  return state != NULL ? state->language : sw_model_get_language (model);
}

/* A Comment that looks like an expression is none, and neither is a Resource. */
static gboolean
may_be_evaluated (const SwNode *node)
{
  SwFieldSpot spot;

  sw_fields_locate (node, &spot);

  return spot.field == NULL || spot.field->kind == SW_FIELD_TEMPLATE
         || spot.field->kind == SW_FIELD_EXPRESSION || spot.field->kind == SW_FIELD_CONDITION
         || spot.field->kind == SW_FIELD_OBJECT || (spot.field->flags & SW_FIELD_EXPRESSIBLE) != 0;
}

static gboolean
read_jsonata (SwEmbedded *self,
              gsize       length)
{
  if (length < strlen (OPEN CLOSE) || !g_str_has_prefix (self->text, OPEN)
      || memcmp (self->text + length - strlen (CLOSE), CLOSE, strlen (CLOSE)) != 0
      || !may_be_evaluated (self->node))
    return FALSE;

  self->language = SW_EMBEDDED_JSONATA;
  self->start = strlen (OPEN);
  self->length = length - strlen (OPEN CLOSE);

  return TRUE;
}

/* A path by its field, by its operator (NumericEqualsPath), or by its name in a template ("x.$") */
static gboolean
holds_path (const SwNode *node)
{
  const SwOperator *operator = node->name != NULL ? sw_operators_find (node->name) : NULL;
  SwFieldSpot spot;

  if (operator != NULL && operator->operand == SW_OPERAND_PATH)
    return TRUE;

  sw_fields_locate (node, &spot);
  if (spot.field == NULL || spot.field->kind == SW_FIELD_TEMPLATE)
    return node->name != NULL && g_str_has_suffix (node->name, ".$");

  return spot.value == node
         && (spot.field->kind == SW_FIELD_PATH || spot.field->kind == SW_FIELD_REFERENCE_PATH
             || spot.field->kind == SW_FIELD_RESULT_PATH);
}

/**
 * sw_embedded_read:
 * @model: of the tree that @node belongs to
 * @node: of whatever kind
 * @self: (out caller-allocates): the expression, valid or not; clear it with sw_embedded_clear()
 *
 * Returns: whether @node is a string that holds an expression in the language in force there
 */
gboolean
sw_embedded_read (const SwModel *model,
                  const SwNode  *node,
                  SwEmbedded    *self)
{
  gsize length;

  *self = (SwEmbedded) { .node = node };
  if (node->kind != SW_NODE_STRING)
    return FALSE;

  self->text = sw_node_dup_string (node, &length);
  if (get_language (model, node) == SW_QUERY_JSONATA)
    {
      if (read_jsonata (self, length))
        return TRUE;
    }
  else if (length > 0 && (self->text[0] == '$' || g_str_has_prefix (self->text, "States."))
           && holds_path (node))
    {
      self->language = SW_EMBEDDED_JSONPATH;
      self->length = length;
      return TRUE;
    }

  sw_embedded_clear (self);
  return FALSE;
}

/**
 * sw_embedded_clear:
 *
 * Frees what the expression holds.
 */
void
sw_embedded_clear (SwEmbedded *self)
{
  g_clear_pointer (&self->text, g_free);
}

/**
 * sw_embedded_dup_tokens:
 *
 * Returns: (transfer full) (element-type SwQueryToken): the words of the expression in order, their
 * spans bytes of the document; the brackets of {% %} are operators
 */
GArray *
sw_embedded_dup_tokens (const SwEmbedded *self)
{
  const char *text = self->text + self->start;
  GArray *tokens = self->language == SW_EMBEDDED_JSONATA
                       ? sw_jsonata_tokenize (text, self->length)
                       : sw_expression_tokenize (text, self->length);
  SwStringCursor cursor;

  if (self->start > 0)
    {
      const gsize close = self->length;
      const SwQueryToken opening = { SW_QUERY_TOKEN_OPERATOR, { 0, 0 } };
      const SwQueryToken closing
          = { SW_QUERY_TOKEN_OPERATOR, { close, close + strlen (CLOSE) } };

      g_array_prepend_val (tokens, opening);
      g_array_append_val (tokens, closing);
    }

  sw_string_cursor_init (&cursor, self->node);
  for (guint i = 0; i < tokens->len; i++)
    {
      SwQueryToken *token = &g_array_index (tokens, SwQueryToken, i);
      gboolean opening = i == 0 && self->start > 0;

      token->span = sw_string_cursor_locate (&cursor, opening ? 0 : self->start + token->span.start,
                                             self->start + token->span.end);
    }

  return tokens;
}

static int
compare_uses (gconstpointer a,
              gconstpointer b)
{
  const SwVariableUse *first = a;
  const SwVariableUse *second = b;

  return first->span.start < second->span.start ? -1 : first->span.start > second->span.start;
}

/**
 * sw_embedded_dup_uses:
 * @locals: (nullable): a set that owns its strings; gets the names that the expression binds itself
 *
 * Returns: (transfer full) (nullable) (element-type SwVariableUse): the variables that the
 * expression reads, in the order of the text, their spans bytes of the document; NULL where it has
 * a syntax error
 */
GArray *
sw_embedded_dup_uses (const SwEmbedded *self,
                      GHashTable       *locals)
{
  const char *text = self->text + self->start;
  GArray *uses = self->language == SW_EMBEDDED_JSONATA
                     ? sw_jsonata_dup_uses (text, self->length, locals)
                     : sw_expression_dup_uses (text, self->length);
  SwStringCursor cursor;

  if (uses == NULL)
    return NULL;

  g_array_sort (uses, compare_uses);
  sw_string_cursor_init (&cursor, self->node);
  for (guint i = 0; i < uses->len; i++)
    {
      SwVariableUse *use = &g_array_index (uses, SwVariableUse, i);

      use->span = sw_string_cursor_locate (&cursor, self->start + use->span.start,
                                           self->start + use->span.end);
    }

  return uses;
}
