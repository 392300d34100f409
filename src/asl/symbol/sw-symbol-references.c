/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/symbol/sw-symbol.h"

#include <string.h>

#include "asl/sw-variables.h"
#include "json/sw-string-cursor.h"
#include "json/sw-style.h"

/* Every place where a name stands. */

static void
add_reference (GArray         *references,
               SwReferenceKind kind,
               SwSpan          span,
               const SwNode   *node)
{
  SwReference reference = { kind, span, node };

  g_array_append_val (references, reference);
}

static SwSpan
get_content (const SwNode *node)
{
  SwStringCursor cursor;

  sw_string_cursor_init (&cursor, node);
  return (SwSpan) { cursor.at, cursor.limit };
}

static void
add_target (GArray         *references,
            const SwTarget *target,
            const char     *name)
{
  if (target->name != NULL && strcmp (target->name, name) == 0
      && target->node->kind == SW_NODE_STRING)
    add_reference (references, SW_REFERENCE_USE, get_content (target->node), target->node);
}

static void
add_targets (GArray        *references,
             const SwState *state,
             const char    *name)
{
  add_target (references, &state->next, name);
  add_target (references, &state->default_next, name);
  for (guint i = 0; i < state->rules->len; i++)
    add_target (references, &g_array_index (state->rules, SwRule, i).next, name);
  for (guint i = 0; i < state->catchers->len; i++)
    add_target (references, &g_array_index (state->catchers, SwHandler, i).next, name);
}

/* Where NAME stands in a text that speaks of it; the whole text where an escape breaks it up */
static SwSpan
find_name (const SwNode *node,
           const char   *name)
{
  g_autofree char *text = sw_node_dup_string (node, NULL);
  const char *found = strstr (text, name);
  SwStringCursor cursor;

  if (found == NULL)
    return get_content (node);

  sw_string_cursor_init (&cursor, node);
  return sw_string_cursor_locate (&cursor, (gsize) (found - text),
                                  (gsize) (found - text) + strlen (name));
}

static void
add_state (GArray         *references,
           SwModel        *model,
           const SwSymbol *symbol)
{
  if (symbol->state != NULL)
    {
      SwStringCursor cursor;

      sw_string_cursor_init_name (&cursor, symbol->state->node);
      add_reference (references, SW_REFERENCE_DEFINITION, (SwSpan) { cursor.at, cursor.limit },
                     symbol->state->node);
    }
  add_target (references, &symbol->scope->start, symbol->name);
  for (guint i = 0; i < symbol->scope->states->len; i++)
    add_targets (references, symbol->scope->states->pdata[i], symbol->name);

  for (const SwNode *node = sw_tree_get_root (sw_model_get_tree (model)); node != NULL;
       node = sw_node_get_following (node, NULL))
    if (sw_state_is_mentioned (node, symbol->name))
      add_reference (references, SW_REFERENCE_MENTION, find_name (node, symbol->name), node);
}

static void
add_variable (GArray         *references,
              SwModel        *model,
              const SwSymbol *symbol)
{
  g_autoptr (SwVariables) variables = sw_variables_new (model);
  GArray *places = sw_variables_get_places (variables);

  for (guint i = 0; i < places->len; i++)
    {
      const SwVariablePlace *place = &g_array_index (places, SwVariablePlace, i);

      if (strcmp (place->name, symbol->name) == 0
          && sw_variables_get_home (variables, place->name, place->scope) == symbol->scope)
        add_reference (references,
                       place->assigned ? SW_REFERENCE_DEFINITION : SW_REFERENCE_USE, place->span,
                       place->node);
    }
}

static void
add_placeholders (GArray       *references,
                  const char   *text,
                  SwSpan        around,
                  const SwNode *node,
                  const char   *name)
{
  g_autofree char *word = g_strdup_printf ("${%s}", name);
  gsize length = strlen (word);

  for (gsize at = around.start; at + length <= around.end; at++)
    if (memcmp (text + at, word, length) == 0)
      add_reference (references, SW_REFERENCE_USE, (SwSpan) { at + 2, at + length - 1 }, node);
}

static void
add_placeholder (GArray         *references,
                 SwModel        *model,
                 const SwSymbol *symbol)
{
  SwTree *tree = sw_model_get_tree (model);
  const char *text = sw_tree_get_text (tree, NULL);

  for (const SwNode *node = sw_tree_get_root (tree); node != NULL;
       node = sw_node_get_following (node, NULL))
    {
      if (node->name != NULL)
        add_placeholders (references, text, node->key, node, symbol->name);
      if (node->kind == SW_NODE_STRING || node->kind == SW_NODE_PLACEHOLDER)
        add_placeholders (references, text, node->span, node, symbol->name);
    }
}

static int
compare_references (gconstpointer a,
                    gconstpointer b)
{
  const SwReference *first = a;
  const SwReference *second = b;

  return first->span.start < second->span.start ? -1 : first->span.start > second->span.start;
}

/* An alias of YAML brings one text to several places of the tree. */
static void
drop_repeated (GArray *references)
{
  guint length = 0;

  for (guint i = 0; i < references->len; i++)
    {
      const SwReference reference = g_array_index (references, SwReference, i);

      if (length == 0
          || g_array_index (references, SwReference, length - 1).span.start != reference.span.start)
        g_array_index (references, SwReference, length++) = reference;
    }
  g_array_set_size (references, length);
}

/**
 * sw_symbol_dup_references:
 * @self: of @model
 *
 * Returns: (transfer full) (element-type SwReference): every place where the name stands, in the
 * order of the text: of a state its name, the transitions of its scope that lead to it, and the
 * texts that speak of it; of a variable where it is assigned and read in its scope and in those
 * that see it; of a placeholder wherever it is written
 */
GArray *
sw_symbol_dup_references (SwModel        *model,
                          const SwSymbol *self)
{
  GArray *references = g_array_new (FALSE, FALSE, sizeof (SwReference));

  switch (self->kind)
    {
    case SW_SYMBOL_STATE:
      add_state (references, model, self);
      break;
    case SW_SYMBOL_VARIABLE:
      add_variable (references, model, self);
      break;
    case SW_SYMBOL_PLACEHOLDER:
      add_placeholder (references, model, self);
      break;
    default:
      g_return_val_if_reached (references);
    }
  g_array_sort (references, compare_references);
  drop_repeated (references);

  return references;
}

/**
 * sw_symbol_dup_mentions:
 * @file: a file beside the definition: its tasks file, a MockConfigFile.json
 * @self: a symbol
 *
 * Returns: (transfer full) (element-type SwReference): where the file speaks of the symbol: members
 * called so and strings that say just its name, be it as it is or as `${name}`; of a variable
 * nowhere
 */
GArray *
sw_symbol_dup_mentions (SwTree         *file,
                        const SwSymbol *self)
{
  GArray *references = g_array_new (FALSE, FALSE, sizeof (SwReference));

  if (self->kind == SW_SYMBOL_VARIABLE)
    return references;

  for (const SwNode *node = sw_tree_get_root (file); node != NULL;
       node = sw_node_get_following (node, NULL))
    {
      if (node->name != NULL && strcmp (node->name, self->name) == 0)
        {
          SwStringCursor cursor;

          sw_string_cursor_init_name (&cursor, node);
          add_reference (references, SW_REFERENCE_MENTION, (SwSpan) { cursor.at, cursor.limit },
                         node);
        }
      if (node->kind == SW_NODE_STRING && sw_node_equals_string (node, self->name))
        add_reference (references, SW_REFERENCE_MENTION, get_content (node), node);
    }

  return references;
}
