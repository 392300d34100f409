/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-parser.h"

#include <string.h>

#include "query/jsonata/sw-jsonata-signature.h"

/* First pass: a top-down operator precedence (Pratt) parser. Deeply nested text is refused rather
 * than allowed to exhaust the C stack. */

#define MAX_NESTING 500

typedef SwJsonataNode *(*LeftFunc) (SwJsonataParser        *parser,
                                    SwJsonataNode *left,
                                    guint          row,
                                    gsize          position);

typedef struct
{
  const char        *text;
  guint              power; /* how tightly it binds what stands to its left */
  SwJsonataOperator  op;
  LeftFunc           parse;
} Infix;

static SwJsonataNode *parse_binary     (SwJsonataParser *parser,
                                        SwJsonataNode   *left,
                                        guint            row,
                                        gsize            position);
static SwJsonataNode *parse_filter     (SwJsonataParser *parser,
                                        SwJsonataNode   *left,
                                        guint            row,
                                        gsize            position);
static SwJsonataNode *parse_group      (SwJsonataParser *parser,
                                        SwJsonataNode   *left,
                                        guint            row,
                                        gsize            position);
static SwJsonataNode *parse_call       (SwJsonataParser *parser,
                                        SwJsonataNode   *left,
                                        guint            row,
                                        gsize            position);
static SwJsonataNode *parse_binding    (SwJsonataParser *parser,
                                        SwJsonataNode   *left,
                                        guint            row,
                                        gsize            position);
static SwJsonataNode *parse_condition  (SwJsonataParser *parser,
                                        SwJsonataNode   *left,
                                        guint            row,
                                        gsize            position);
static SwJsonataNode *parse_assignment (SwJsonataParser *parser,
                                        SwJsonataNode   *left,
                                        guint            row,
                                        gsize            position);
static SwJsonataNode *parse_order      (SwJsonataParser *parser,
                                        SwJsonataNode   *left,
                                        guint            row,
                                        gsize            position);

static const Infix infixes[] = {
  { "[", 80, SW_JO_NONE, parse_filter },
  { "(", 80, SW_JO_NONE, parse_call },
  { "@", 80, SW_JO_NONE, parse_binding },
  { "#", 80, SW_JO_NONE, parse_binding },
  { ".", 75, SW_JO_NONE, parse_binary },
  { "{", 70, SW_JO_NONE, parse_group },
  { "*", 60, SW_JO_MULTIPLY, parse_binary },
  { "/", 60, SW_JO_DIVIDE, parse_binary },
  { "%", 60, SW_JO_MODULO, parse_binary },
  { "+", 50, SW_JO_ADD, parse_binary },
  { "-", 50, SW_JO_SUBTRACT, parse_binary },
  { "&", 50, SW_JO_CONCAT, parse_binary },
  { "=", 40, SW_JO_EQUAL, parse_binary },
  { "!=", 40, SW_JO_NOT_EQUAL, parse_binary },
  { "<", 40, SW_JO_LESS, parse_binary },
  { "<=", 40, SW_JO_LESS_EQUAL, parse_binary },
  { ">", 40, SW_JO_GREATER, parse_binary },
  { ">=", 40, SW_JO_GREATER_EQUAL, parse_binary },
  { "~>", 40, SW_JO_NONE, parse_binary },
  { "in", 40, SW_JO_IN, parse_binary },
  { "^", 40, SW_JO_NONE, parse_order },
  { "an", 30, SW_JO_AND, parse_binary },
  { "or", 25, SW_JO_OR, parse_binary },
  { "?", 20, SW_JO_NONE, parse_condition },
  { ":=", 10, SW_JO_NONE, parse_assignment },
};

/**
 * sw_jsonata_operator_get_text:
 *
 * Returns: the operator as it is written
 */
const char *
sw_jsonata_operator_get_text (SwJsonataOperator op)
{
  for (guint i = 0; i < G_N_ELEMENTS (infixes); i++)
    if (infixes[i].op == op)
      return op == SW_JO_AND ? "and" : infixes[i].text;

  return "..";
}

/**
 * sw_jp_parse_expression:
 *
 * Parses as far as operators bind tighter than @power.
 *
 * Returns: (transfer none) (nullable): NULL with the error set
 */
SwJsonataNode *
sw_jp_parse_expression (SwJsonataParser *parser,
                        guint            power)
{
  SwJsonataNode *left;

  if (++parser->nesting > MAX_NESTING)
    return sw_jp_fail (parser, "U1001", parser->token.position, NULL, NULL);

  left = sw_jp_parse_operand (parser);
  while (left != NULL && parser->token.kind == SW_JT_OPERATOR)
    {
      guint row = 0;

      while (row < G_N_ELEMENTS (infixes) && strcmp (infixes[row].text, parser->token.op) != 0)
        row++;
      if (row == G_N_ELEMENTS (infixes) || infixes[row].power <= power)
        break;
      else
        {
          gsize position = parser->token.position;

          if (!sw_jp_advance (parser, TRUE))
            return NULL;
          left = infixes[row].parse (parser, left, row, position);
        }
    }
  parser->nesting--;

  return left;
}

static SwJsonataNode *
parse_binary (SwJsonataParser *parser,
              SwJsonataNode   *left,
              guint            row,
              gsize            position)
{
  SwJsonataKind kind = infixes[row].text[0] == '.' ? SW_JN_DOT
                       : infixes[row].text[0] == '~' ? SW_JN_APPLY
                                                     : SW_JN_BINARY;
  SwJsonataNode *node = sw_jp_new_node (parser, kind, position);

  node->op = infixes[row].op;
  node->lhs = left;
  node->rhs = sw_jp_parse_expression (parser, infixes[row].power);

  return node->rhs != NULL ? node : NULL;
}

/* left[…], or left[] which keeps a single result an array */
static SwJsonataNode *
parse_filter (SwJsonataParser *parser,
              SwJsonataNode   *left,
              guint            row,
              gsize            position)
{
  SwJsonataNode *node;

  if (sw_jp_at (parser, "]"))
    {
      SwJsonataNode *step = left;

      while (step->kind == SW_JN_FILTER)
        step = step->lhs;
      step->keep_array = TRUE;

      return sw_jp_advance (parser, FALSE) ? left : NULL;
    }

  node = sw_jp_new_node (parser, SW_JN_FILTER, position);
  node->lhs = left;
  node->rhs = sw_jp_parse_expression (parser, 0);

  return node->rhs != NULL && sw_jp_expect (parser, "]", FALSE) ? node : NULL;
}

static SwJsonataNode *
parse_group (SwJsonataParser *parser,
             SwJsonataNode   *left,
             guint            row,
             gsize            position)
{
  SwJsonataNode *node = sw_jp_new_node (parser, SW_JN_GROUP, position);

  node->lhs = left;
  node->rhs = sw_jp_new_node (parser, SW_JN_OBJECT, position);

  return sw_jp_parse_pairs (parser, node->rhs) ? node : NULL;
}

static gboolean
is_lambda_word (const SwJsonataNode *node)
{
  return node->kind == SW_JN_NAME && (g_str_equal (sw_string_get_text (node->name), "function")
                                      || g_str_equal (sw_string_get_text (node->name), "\xCE\xBB"));
}

/* <…> behind a lambda's parameters; the text between is taken as it stands */
static gboolean
parse_signature (SwJsonataParser *parser,
                 SwJsonataNode   *lambda)
{
  g_autoptr (GString) text = g_string_new ("<");
  gsize position = parser->token.position;
  guint depth = 1;

  while (depth > 0 && !sw_jp_at (parser, "{") && parser->token.kind != SW_JT_END)
    {
      g_autofree char *piece = NULL;

      if (!sw_jp_advance (parser, FALSE))
        return FALSE;
      if (sw_jp_at (parser, ">"))
        depth--;
      else if (sw_jp_at (parser, "<"))
        depth++;
      piece = sw_jsonata_token_dup_text (&parser->token);
      g_string_append (text, piece);
    }
  if (!sw_jp_expect (parser, ">", FALSE))
    return FALSE;
  lambda->signature = sw_jsonata_signature_new (text->str, position, parser->error);

  return lambda->signature != NULL;
}

static SwJsonataNode *
parse_lambda (SwJsonataParser *parser,
              SwJsonataNode   *lambda)
{
  lambda->kind = SW_JN_LAMBDA;
  for (guint i = 0; lambda->items != NULL && i < lambda->items->len; i++)
    {
      SwJsonataNode *parameter = g_ptr_array_index (lambda->items, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      if (parameter->kind != SW_JN_VARIABLE)
        return sw_jp_fail (parser, "S0208", parameter->position,
                     parameter->name != NULL ? sw_string_get_text (parameter->name) : NULL, number);
    }

  if (sw_jp_at (parser, "<") && !parse_signature (parser, lambda))
    return NULL;
  if (!sw_jp_expect (parser, "{", TRUE)
      || (lambda->lhs = sw_jp_parse_expression (parser, 0)) == NULL
      || !sw_jp_expect (parser, "}", FALSE))
    return NULL;

  return lambda;
}

static SwJsonataNode *
parse_call (SwJsonataParser *parser,
            SwJsonataNode   *left,
            guint            row,
            gsize            position)
{
  SwJsonataNode *node = sw_jp_new_node (parser, SW_JN_CALL, position);

  node->lhs = left;
  if (!sw_jp_parse_list (parser, node, ")"))
    return NULL;

  return is_lambda_word (left) ? parse_lambda (parser, node) : node;
}

/* left@$name, left#$name */
static SwJsonataNode *
parse_binding (SwJsonataParser *parser,
               SwJsonataNode   *left,
               guint            row,
               gsize            position)
{
  SwJsonataNode *node =
      sw_jp_new_node (parser, infixes[row].text[0] == '@' ? SW_JN_FOCUS : SW_JN_INDEX, position);

  node->lhs = left;
  node->rhs = sw_jp_parse_expression (parser, infixes[row].power);
  if (node->rhs == NULL)
    return NULL;
  if (node->rhs->kind != SW_JN_VARIABLE)
    return sw_jp_fail (parser, "S0214", node->rhs->position, infixes[row].text, NULL);

  return node;
}

static SwJsonataNode *
parse_condition (SwJsonataParser *parser,
                 SwJsonataNode   *left,
                 guint            row,
                 gsize            position)
{
  SwJsonataNode *node = sw_jp_new_node (parser, SW_JN_CONDITION, position);

  node->lhs = left;
  if ((node->rhs = sw_jp_parse_expression (parser, 0)) == NULL)
    return NULL;
  if (sw_jp_at (parser, ":")
      && (!sw_jp_advance (parser, TRUE)
          || (node->third = sw_jp_parse_expression (parser, 0)) == NULL))
    return NULL;

  return node;
}

static SwJsonataNode *
parse_assignment (SwJsonataParser *parser,
                  SwJsonataNode   *left,
                  guint            row,
                  gsize            position)
{
  SwJsonataNode *node;

  if (left->kind != SW_JN_VARIABLE)
    return sw_jp_fail (parser, "S0212", left->position,
                 left->name != NULL ? sw_string_get_text (left->name) : NULL, NULL);

  node = sw_jp_new_node (parser, SW_JN_BIND, position);
  node->name = sw_string_ref (left->name);
  node->rhs = sw_jp_parse_expression (parser, infixes[row].power - 1); /* associates to the right */

  return node->rhs != NULL ? node : NULL;
}

static SwJsonataNode *
parse_order (SwJsonataParser *parser,
             SwJsonataNode   *left,
             guint            row,
             gsize            position)
{
  SwJsonataNode *node = sw_jp_new_node (parser, SW_JN_ORDER, position);

  node->lhs = left;
  if (!sw_jp_expect (parser, "(", TRUE))
    return NULL;
  for (;;)
    {
      SwJsonataNode *term = sw_jp_new_node (parser, SW_JN_TERM, parser->token.position);

      term->descending = sw_jp_at (parser, ">");
      if ((sw_jp_at (parser, "<") || sw_jp_at (parser, ">")) && !sw_jp_advance (parser, TRUE))
        return NULL;
      if ((term->lhs = sw_jp_parse_expression (parser, 0)) == NULL)
        return NULL;
      sw_jsonata_node_add (node, term);
      if (!sw_jp_at (parser, ","))
        break;
      if (!sw_jp_advance (parser, TRUE))
        return NULL;
    }

  return sw_jp_expect (parser, ")", FALSE) ? node : NULL;
}

/**
 * sw_jsonata_parse:
 * @owner: the expression, with its text; gets the nodes
 * @error: (out) (nullable): what is wrong and where
 *
 * Parses the text into a tree of operators.
 *
 * Returns: (transfer none) (nullable): the root before the second pass, sw_jsonata_resolve()
 */
SwJsonataNode *
sw_jsonata_parse (SwJsonata      *owner,
                  SwJsonataError *error)
{
  SwJsonataParser parser = {
    .owner = owner,
    .lexer = { .text = owner->text, .length = owner->length },
    .error = error,
  };
  SwJsonataNode *root = NULL;

  if (sw_jp_advance (&parser, TRUE))
    root = sw_jp_parse_expression (&parser, 0);
  if (root != NULL && parser.token.kind != SW_JT_END)
    {
      g_autofree char *text = sw_jsonata_token_dup_text (&parser.token);

      root = sw_jp_fail (&parser, "S0201", parser.token.position, text, NULL);
    }
  sw_jsonata_token_clear (&parser.token);

  return root;
}
