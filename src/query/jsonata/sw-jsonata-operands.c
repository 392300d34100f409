/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-parser.h"

#include <string.h>

#include "query/jsonata/sw-jsonata-error.h"
#include "query/jsonata/sw-jsonata-regex.h"

/* The first pass, what stands before an infix operator: names, literals, brackets, prefixes */

/**
 * sw_jp_at:
 *
 * Returns: whether the operator @op stands here
 */
gboolean
sw_jp_at (const SwJsonataParser *parser,
          const char            *op)
{
  return parser->token.kind == SW_JT_OPERATOR && strcmp (parser->token.op, op) == 0;
}

/**
 * sw_jp_fail:
 *
 * Sets the error.
 *
 * Returns: NULL
 */
SwJsonataNode *
sw_jp_fail (SwJsonataParser *parser,
            const char      *code,
            gsize            position,
            const char      *token,
            const char      *value)
{
  sw_jsonata_error_set (parser->error, code, position, token, value);
  return NULL;
}

/**
 * sw_jp_advance:
 *
 * Goes to the next token; @operand: an operand may begin there.
 *
 * Returns: FALSE with the error set where there is none
 */
gboolean
sw_jp_advance (SwJsonataParser *parser,
               gboolean         operand)
{
  sw_jsonata_token_clear (&parser->token);
  if (!sw_jsonata_lexer_next (&parser->lexer, operand, &parser->token, parser->error))
    return FALSE;
  if (!sw_jp_at (parser, "!") && !sw_jp_at (parser, "~"))
    return TRUE;

  sw_jp_fail (parser, "S0204", parser->token.position, parser->token.op, NULL);
  return FALSE;
}

/**
 * sw_jp_expect:
 *
 * Steps over the operator @op, which must stand here.
 *
 * Returns: FALSE with the error set where it does not
 */
gboolean
sw_jp_expect (SwJsonataParser *parser,
              const char      *op,
              gboolean         operand)
{
  if (!sw_jp_at (parser, op))
    {
      g_autofree char *text = sw_jsonata_token_dup_text (&parser->token);

      sw_jp_fail (parser, parser->token.kind == SW_JT_END ? "S0203" : "S0202",
                  parser->token.position, text, op);
      return FALSE;
    }

  return sw_jp_advance (parser, operand);
}

/**
 * sw_jp_new_node:
 *
 * Returns: (transfer none): a node of the expression
 */
SwJsonataNode *
sw_jp_new_node (SwJsonataParser *parser,
                SwJsonataKind    kind,
                gsize            position)
{
  return sw_jsonata_node_new (parser->owner, kind, position);
}

/**
 * sw_jp_parse_list:
 *
 * Adds comma-separated expressions up to the operator @close to @parent; with "]" a range may
 * stand, with ")" a `?`.
 *
 * Returns: FALSE with the error set
 */
gboolean
sw_jp_parse_list (SwJsonataParser *parser,
                  SwJsonataNode   *parent,
                  const char      *close)
{
  if (!sw_jp_at (parser, close))
    for (;;)
      {
        SwJsonataNode *item;

        if (close[0] == ')' && sw_jp_at (parser, "?"))
          {
            parent->kind = SW_JN_PARTIAL;
            item = sw_jp_new_node (parser, SW_JN_HOLE, parser->token.position);
            if (!sw_jp_advance (parser, FALSE))
              return FALSE;
          }
        else
          {
            item = sw_jp_parse_expression (parser, 0);
          }
        if (item == NULL)
          return FALSE;

        if (close[0] == ']' && sw_jp_at (parser, ".."))
          {
            SwJsonataNode *range = sw_jp_new_node (parser, SW_JN_BINARY, parser->token.position);

            range->op = SW_JO_RANGE;
            range->lhs = item;
            if (!sw_jp_advance (parser, TRUE)
                || (range->rhs = sw_jp_parse_expression (parser, 0)) == NULL)
              return FALSE;
            item = range;
          }
        sw_jsonata_node_add (parent, item);
        if (!sw_jp_at (parser, ","))
          break;
        if (!sw_jp_advance (parser, TRUE))
          return FALSE;
      }

  return sw_jp_expect (parser, close, FALSE);
}

/**
 * sw_jp_parse_pairs:
 *
 * Adds key: value pairs up to `}` to @object.
 *
 * Returns: FALSE with the error set
 */
gboolean
sw_jp_parse_pairs (SwJsonataParser *parser,
                   SwJsonataNode   *object)
{
  if (!sw_jp_at (parser, "}"))
    for (;;)
      {
        SwJsonataNode *key = sw_jp_parse_expression (parser, 0);
        SwJsonataNode *value;

        if (key == NULL || !sw_jp_expect (parser, ":", TRUE)
            || (value = sw_jp_parse_expression (parser, 0)) == NULL)
          return FALSE;
        sw_jsonata_node_add (object, key);
        sw_jsonata_node_add (object, value);
        if (!sw_jp_at (parser, ","))
          break;
        if (!sw_jp_advance (parser, TRUE))
          return FALSE;
      }

  return sw_jp_expect (parser, "}", FALSE);
}

static SwJsonataNode *
parse_block (SwJsonataParser *parser,
             gsize            position)
{
  SwJsonataNode *block = sw_jp_new_node (parser, SW_JN_BLOCK, position);

  while (!sw_jp_at (parser, ")"))
    {
      SwJsonataNode *item = sw_jp_parse_expression (parser, 0);

      if (item == NULL)
        return NULL;
      sw_jsonata_node_add (block, item);
      if (!sw_jp_at (parser, ";"))
        break;
      if (!sw_jp_advance (parser, TRUE))
        return NULL;
    }

  return sw_jp_expect (parser, ")", FALSE) ? block : NULL;
}

static SwJsonataNode *
parse_transform (SwJsonataParser *parser,
                 gsize            position)
{
  SwJsonataNode *node = sw_jp_new_node (parser, SW_JN_TRANSFORM, position);

  if ((node->lhs = sw_jp_parse_expression (parser, 0)) == NULL
      || !sw_jp_expect (parser, "|", TRUE)
      || (node->rhs = sw_jp_parse_expression (parser, 0)) == NULL)
    return NULL;
  if (sw_jp_at (parser, ",")
      && (!sw_jp_advance (parser, TRUE)
          || (node->third = sw_jp_parse_expression (parser, 0)) == NULL))
    return NULL;

  return sw_jp_expect (parser, "|", FALSE) ? node : NULL;
}

static SwJsonataNode *
parse_negation (SwJsonataParser *parser,
                gsize            position)
{
  SwJsonataNode *node = sw_jp_new_node (parser, SW_JN_NEGATE, position);

  node->lhs = sw_jp_parse_expression (parser, 70);

  return node->lhs != NULL ? node : NULL;
}

/* An operator where an operand stands: a prefix, or a word used as a name. OP is already behind us.
 */
static SwJsonataNode *
parse_prefix (SwJsonataParser *parser,
              const char      *op,
              gsize            position)
{
  SwJsonataNode *node;

  switch (op[0])
    {
    case '(':
      return parse_block (parser, position);
    case '[':
      node = sw_jp_new_node (parser, SW_JN_ARRAY, position);
      return sw_jp_parse_list (parser, node, "]") ? node : NULL;
    case '{':
      node = sw_jp_new_node (parser, SW_JN_OBJECT, position);
      return sw_jp_parse_pairs (parser, node) ? node : NULL;
    case '-':
      return parse_negation (parser, position);
    case '|':
      return parse_transform (parser, position);
    case '*':
      return sw_jp_new_node (parser, op[1] == '*' ? SW_JN_DESCENDANT : SW_JN_WILDCARD, position);
    case '%':
      return sw_jp_new_node (parser, SW_JN_PARENT, position);
    case 'a':
    case 'o':
    case 'i':
      node = sw_jp_new_node (parser, SW_JN_WORD, position);
      node->value = sw_value_new_string (op[0] == 'a' ? "and" : op);
      return node;
    default:
      return sw_jp_fail (parser, "S0211", position, op, NULL);
    }
}

/* A name, a variable, a literal: all that needs nothing but its token */
static SwJsonataNode *
new_leaf (SwJsonataParser      *parser,
          const SwJsonataToken *token)
{
  SwJsonataNode *node;

  switch ((int) token->kind)
    {
    case SW_JT_NAME:
    case SW_JT_VARIABLE:
      node = sw_jp_new_node (parser, token->kind == SW_JT_NAME ? SW_JN_NAME : SW_JN_VARIABLE,
                             token->position);
      node->name = sw_string_ref (sw_value_get_string (token->value));
      return node;
    case SW_JT_REGEX:
      node = sw_jp_new_node (parser, SW_JN_REGEX, token->position);
      node->regex
          = sw_jsonata_regex_new (sw_value_get_text (token->value, NULL), token->ignore_case,
                                  token->multiline, token->position, parser->error);
      return node->regex != NULL ? node : NULL;
    default:
      node = sw_jp_new_node (parser, SW_JN_LITERAL, token->position);
      node->value = sw_value_ref (token->value);
      return node;
    }
}

/**
 * sw_jp_parse_operand:
 *
 * Parses what stands before an infix operator.
 *
 * Returns: (transfer none) (nullable): NULL with the error set
 */
SwJsonataNode *
sw_jp_parse_operand (SwJsonataParser *parser)
{
  SwJsonataToken token = parser->token;
  SwJsonataNode *node = NULL;
  /* behind ( [ { - | an operand follows, behind a name or literal an infix */
  gboolean operand = token.kind == SW_JT_OPERATOR && strchr ("([{-|", token.op[0]) != NULL;

  parser->token = (SwJsonataToken) { .kind = SW_JT_END };
  if (sw_jp_advance (parser, operand))
    {
      if (token.kind == SW_JT_END)
        node = sw_jp_fail (parser, "S0207", token.position, "(end)", NULL);
      else if (token.kind == SW_JT_OPERATOR)
        node = parse_prefix (parser, token.op, token.position);
      else
        node = new_leaf (parser, &token);
    }
  sw_jsonata_token_clear (&token);

  return node;
}
