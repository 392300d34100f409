/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/symbol/sw-symbol.h"

#include <string.h>

#include "asl/sw-embedded.h"

/* The bracket that belongs to another, in the document and inside its expressions. */

/* A caret is on the bracket behind it, and, where none stands there, on the one before it. So that
 * going to and fro ends where it began, all pairs are asked for the first before any for the
 * second. */
static gboolean
match_pair (gsize  open,
            gsize  close,
            gsize  bracket,
            gsize *match)
{
  if (bracket != open && bracket != close)
    return FALSE;

  *match = bracket == open ? close : open;

  return TRUE;
}

/* The words of an expression know which brackets are in a text or a pattern. */
static gboolean
match_in_expression (SwModel      *model,
                     const SwNode *node,
                     gsize         bracket,
                     gsize        *match)
{
  const char *text = sw_tree_get_text (node->tree, NULL);
  g_auto (SwEmbedded) embedded = { 0 };
  g_autoptr (GArray) tokens = NULL;
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (gsize));

  if (!sw_embedded_read (model, node, &embedded))
    return FALSE;

  tokens = sw_embedded_dup_tokens (&embedded);
  for (guint i = 0; i < tokens->len; i++)
    {
      const SwQueryToken *token = &g_array_index (tokens, SwQueryToken, i);
      gsize at = token->span.start;

      if (token->kind != SW_QUERY_TOKEN_OPERATOR || sw_span_length (token->span) != 1)
        continue;
      if (strchr ("([{", text[at]) != NULL)
        {
          g_array_append_val (open, at);
        }
      else if (strchr (")]}", text[at]) != NULL && open->len > 0)
        {
          if (match_pair (g_array_index (open, gsize, open->len - 1), at, bracket, match))
            return TRUE;
          g_array_set_size (open, open->len - 1);
        }
    }

  return FALSE;
}

static gboolean
has_brackets (const SwNode *node)
{
  const char *text = sw_tree_get_text (node->tree, NULL);

  return (node->kind == SW_NODE_OBJECT || node->kind == SW_NODE_ARRAY)
         && sw_span_length (node->span) >= 2 && strchr ("{[", text[node->span.start]) != NULL
         && strchr ("}]", text[node->span.end - 1]) != NULL;
}

/* BRACKET: byte of the text */
static gboolean
match_at (SwModel *model,
          gsize    bracket,
          gsize   *match)
{
  const SwNode *node = sw_tree_find_at (sw_model_get_tree (model), bracket);

  if (node != NULL && node->kind == SW_NODE_STRING
      && match_in_expression (model, node, bracket, match))
    return TRUE;

  for (; node != NULL; node = node->parent)
    if (has_brackets (node) && match_pair (node->span.start, node->span.end - 1, bracket, match))
      return TRUE;

  return FALSE;
}

/**
 * sw_bracket_match:
 * @offset: byte of the text where the caret is, 0..its length
 * @match: (out): byte of the bracket to go to
 *
 * Finds the other bracket of a pair: of the one behind the caret or before it, or, where none
 * stands there, the closing one of the object or array around it. Brackets within expressions
 * count.
 *
 * Returns: whether there is one
 */
gboolean
sw_bracket_match (SwModel *model,
                  gsize    offset,
                  gsize   *match)
{
  const SwNode *node = sw_tree_find_at (sw_model_get_tree (model), offset);

  if (match_at (model, offset, match) || (offset > 0 && match_at (model, offset - 1, match)))
    return TRUE;

  for (; node != NULL; node = node->parent)
    if (has_brackets (node) && sw_span_contains (node->span, offset))
      {
        *match = node->span.end - 1;
        return TRUE;
      }

  return FALSE;
}
