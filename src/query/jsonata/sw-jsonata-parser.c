/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-ast.h"
#include "query/jsonata/sw-jsonata-error.h"
#include "query/jsonata/sw-jsonata-lexer.h"
#include "query/jsonata/sw-jsonata-regex.h"
#include "query/jsonata/sw-jsonata-signature.h"

#include <string.h>

/* First pass: a top-down operator precedence (Pratt) parser. Deeply nested text is refused rather than
 * allowed to exhaust the C stack. */

#define MAX_NESTING 500

typedef struct
{
  SwJsonata      *owner;
  SwJsonataLexer  lexer;
  SwJsonataToken  token;   /* the one to be read next */
  SwJsonataError *error;
  guint           nesting;
} Parser;

typedef SwJsonataNode *(*LeftFunc) (Parser        *parser,
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

static SwJsonataNode *parse_expression (Parser *parser,
                                        guint   power);
static SwJsonataNode *parse_binary     (Parser        *parser,
                                        SwJsonataNode *left,
                                        guint          row,
                                        gsize          position);
static SwJsonataNode *parse_filter     (Parser        *parser,
                                        SwJsonataNode *left,
                                        guint          row,
                                        gsize          position);
static SwJsonataNode *parse_group      (Parser        *parser,
                                        SwJsonataNode *left,
                                        guint          row,
                                        gsize          position);
static SwJsonataNode *parse_call       (Parser        *parser,
                                        SwJsonataNode *left,
                                        guint          row,
                                        gsize          position);
static SwJsonataNode *parse_binding    (Parser        *parser,
                                        SwJsonataNode *left,
                                        guint          row,
                                        gsize          position);
static SwJsonataNode *parse_condition  (Parser        *parser,
                                        SwJsonataNode *left,
                                        guint          row,
                                        gsize          position);
static SwJsonataNode *parse_assignment (Parser        *parser,
                                        SwJsonataNode *left,
                                        guint          row,
                                        gsize          position);
static SwJsonataNode *parse_order      (Parser        *parser,
                                        SwJsonataNode *left,
                                        guint          row,
                                        gsize          position);

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

static gboolean
at (const Parser *parser,
    const char   *op)
{
  return parser->token.kind == SW_JT_OPERATOR && strcmp (parser->token.op, op) == 0;
}

static SwJsonataNode *
fail (Parser     *parser,
      const char *code,
      gsize       position,
      const char *token,
      const char *value)
{
  sw_jsonata_error_set (parser->error, code, position, token, value);
  return NULL;
}

/* Goes to the next token. OPERAND: an operand may begin there. */
static gboolean
advance (Parser   *parser,
         gboolean  operand)
{
  sw_jsonata_token_clear (&parser->token);
  if (!sw_jsonata_lexer_next (&parser->lexer, operand, &parser->token, parser->error))
    return FALSE;
  if (!at (parser, "!") && !at (parser, "~"))
    return TRUE;

  fail (parser, "S0204", parser->token.position, parser->token.op, NULL);
  return FALSE;
}

/* Steps over the operator OP, which must stand here. */
static gboolean
expect (Parser     *parser,
        const char *op,
        gboolean    operand)
{
  if (!at (parser, op))
    {
      g_autofree char *text = sw_jsonata_token_dup_text (&parser->token);

      fail (parser, parser->token.kind == SW_JT_END ? "S0203" : "S0202", parser->token.position, text, op);
      return FALSE;
    }

  return advance (parser, operand);
}

static SwJsonataNode *
new_node (Parser        *parser,
          SwJsonataKind  kind,
          gsize          position)
{
  return sw_jsonata_node_new (parser->owner, kind, position);
}

/* Comma-separated expressions up to the operator CLOSE, added to PARENT. With CLOSE "]" a range may stand, with ")" a `?`. */
static gboolean
parse_list (Parser        *parser,
            SwJsonataNode *parent,
            const char    *close)
{
  if (!at (parser, close))
    for (;;)
      {
        SwJsonataNode *item;

        if (close[0] == ')' && at (parser, "?"))
          {
            parent->kind = SW_JN_PARTIAL;
            item = new_node (parser, SW_JN_HOLE, parser->token.position);
            if (!advance (parser, FALSE))
              return FALSE;
          }
        else
          {
            item = parse_expression (parser, 0);
          }
        if (item == NULL)
          return FALSE;

        if (close[0] == ']' && at (parser, ".."))
          {
            SwJsonataNode *range = new_node (parser, SW_JN_BINARY, parser->token.position);

            range->op = SW_JO_RANGE;
            range->lhs = item;
            if (!advance (parser, TRUE) || (range->rhs = parse_expression (parser, 0)) == NULL)
              return FALSE;
            item = range;
          }
        sw_jsonata_node_add (parent, item);
        if (!at (parser, ","))
          break;
        if (!advance (parser, TRUE))
          return FALSE;
      }

  return expect (parser, close, FALSE);
}

/* key: value pairs up to `}` */
static gboolean
parse_pairs (Parser        *parser,
             SwJsonataNode *object)
{
  if (!at (parser, "}"))
    for (;;)
      {
        SwJsonataNode *key = parse_expression (parser, 0);
        SwJsonataNode *value;

        if (key == NULL || !expect (parser, ":", TRUE) || (value = parse_expression (parser, 0)) == NULL)
          return FALSE;
        sw_jsonata_node_add (object, key);
        sw_jsonata_node_add (object, value);
        if (!at (parser, ","))
          break;
        if (!advance (parser, TRUE))
          return FALSE;
      }

  return expect (parser, "}", FALSE);
}

static SwJsonataNode *
parse_block (Parser *parser,
             gsize   position)
{
  SwJsonataNode *block = new_node (parser, SW_JN_BLOCK, position);

  while (!at (parser, ")"))
    {
      SwJsonataNode *item = parse_expression (parser, 0);

      if (item == NULL)
        return NULL;
      sw_jsonata_node_add (block, item);
      if (!at (parser, ";"))
        break;
      if (!advance (parser, TRUE))
        return NULL;
    }

  return expect (parser, ")", FALSE) ? block : NULL;
}

static SwJsonataNode *
parse_transform (Parser *parser,
                 gsize   position)
{
  SwJsonataNode *node = new_node (parser, SW_JN_TRANSFORM, position);

  if ((node->lhs = parse_expression (parser, 0)) == NULL || !expect (parser, "|", TRUE) ||
      (node->rhs = parse_expression (parser, 0)) == NULL)
    return NULL;
  if (at (parser, ",") &&
      (!advance (parser, TRUE) || (node->third = parse_expression (parser, 0)) == NULL))
    return NULL;

  return expect (parser, "|", FALSE) ? node : NULL;
}

static SwJsonataNode *
parse_negation (Parser *parser,
                gsize   position)
{
  SwJsonataNode *node = new_node (parser, SW_JN_NEGATE, position);

  node->lhs = parse_expression (parser, 70);

  return node->lhs != NULL ? node : NULL;
}

/* An operator where an operand stands: a prefix, or a word used as a name. OP is already behind us. */
static SwJsonataNode *
parse_prefix (Parser     *parser,
              const char *op,
              gsize       position)
{
  SwJsonataNode *node;

  switch (op[0])
    {
    case '(':
      return parse_block (parser, position);
    case '[':
      node = new_node (parser, SW_JN_ARRAY, position);
      return parse_list (parser, node, "]") ? node : NULL;
    case '{':
      node = new_node (parser, SW_JN_OBJECT, position);
      return parse_pairs (parser, node) ? node : NULL;
    case '-':
      return parse_negation (parser, position);
    case '|':
      return parse_transform (parser, position);
    case '*':
      return new_node (parser, op[1] == '*' ? SW_JN_DESCENDANT : SW_JN_WILDCARD, position);
    case '%':
      return new_node (parser, SW_JN_PARENT, position);
    case 'a':
    case 'o':
    case 'i':
      node = new_node (parser, SW_JN_WORD, position);
      node->value = sw_value_new_string (op[0] == 'a' ? "and" : op);
      return node;
    default:
      return fail (parser, "S0211", position, op, NULL);
    }
}

static SwJsonataNode *
parse_operand (Parser *parser)
{
  SwJsonataToken token = parser->token;
  SwJsonataNode *node = NULL;
  gboolean operator = token.kind == SW_JT_OPERATOR;
  /* behind ( [ { - | an operand follows, behind a name or literal an infix */
  gboolean operand = operator && strchr ("([{-|", token.op[0]) != NULL;

  parser->token = (SwJsonataToken) { .kind = SW_JT_END };
  if (!advance (parser, operand))
    {
      sw_jsonata_token_clear (&token);
      return NULL;
    }

  switch (token.kind)
    {
    case SW_JT_END:
      return fail (parser, "S0207", token.position, "(end)", NULL);
    case SW_JT_OPERATOR:
      return parse_prefix (parser, token.op, token.position);
    case SW_JT_NAME:
    case SW_JT_VARIABLE:
      node = new_node (parser, token.kind == SW_JT_NAME ? SW_JN_NAME : SW_JN_VARIABLE, token.position);
      node->name = sw_string_ref (sw_value_get_string (token.value));
      break;
    case SW_JT_REGEX:
      node = new_node (parser, SW_JN_REGEX, token.position);
      node->regex = sw_jsonata_regex_new (sw_value_get_text (token.value, NULL), token.ignore_case,
                                          token.multiline, token.position, parser->error);
      if (node->regex == NULL)
        node = NULL;
      break;
    case SW_JT_STRING:
    case SW_JT_NUMBER:
    case SW_JT_VALUE:
    default:
      node = new_node (parser, SW_JN_LITERAL, token.position);
      node->value = sw_value_ref (token.value);
      break;
    }
  sw_jsonata_token_clear (&token);

  return node;
}

static SwJsonataNode *
parse_expression (Parser *parser,
                  guint   power)
{
  SwJsonataNode *left;

  if (++parser->nesting > MAX_NESTING)
    return fail (parser, "U1001", parser->token.position, NULL, NULL);

  left = parse_operand (parser);
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

          if (!advance (parser, TRUE))
            return NULL;
          left = infixes[row].parse (parser, left, row, position);
        }
    }
  parser->nesting--;

  return left;
}

static SwJsonataNode *
parse_binary (Parser        *parser,
              SwJsonataNode *left,
              guint          row,
              gsize          position)
{
  SwJsonataKind kind = infixes[row].text[0] == '.' ? SW_JN_DOT
                       : infixes[row].text[0] == '~' ? SW_JN_APPLY
                                                     : SW_JN_BINARY;
  SwJsonataNode *node = new_node (parser, kind, position);

  node->op = infixes[row].op;
  node->lhs = left;
  node->rhs = parse_expression (parser, infixes[row].power);

  return node->rhs != NULL ? node : NULL;
}

/* left[…], or left[] which keeps a single result an array */
static SwJsonataNode *
parse_filter (Parser        *parser,
              SwJsonataNode *left,
              guint          row,
              gsize          position)
{
  SwJsonataNode *node;

  if (at (parser, "]"))
    {
      SwJsonataNode *step = left;

      while (step->kind == SW_JN_FILTER)
        step = step->lhs;
      step->keep_array = TRUE;

      return advance (parser, FALSE) ? left : NULL;
    }

  node = new_node (parser, SW_JN_FILTER, position);
  node->lhs = left;
  node->rhs = parse_expression (parser, 0);

  return node->rhs != NULL && expect (parser, "]", FALSE) ? node : NULL;
}

static SwJsonataNode *
parse_group (Parser        *parser,
             SwJsonataNode *left,
             guint          row,
             gsize          position)
{
  SwJsonataNode *node = new_node (parser, SW_JN_GROUP, position);

  node->lhs = left;
  node->rhs = new_node (parser, SW_JN_OBJECT, position);

  return parse_pairs (parser, node->rhs) ? node : NULL;
}

static gboolean
is_lambda_word (const SwJsonataNode *node)
{
  return node->kind == SW_JN_NAME && (g_str_equal (sw_string_get_text (node->name), "function") ||
                                      g_str_equal (sw_string_get_text (node->name), "\xCE\xBB"));
}

/* <…> behind a lambda's parameters; the text between is taken as it stands */
static gboolean
parse_signature (Parser        *parser,
                 SwJsonataNode *lambda)
{
  g_autoptr (GString) text = g_string_new ("<");
  gsize position = parser->token.position;
  guint depth = 1;

  while (depth > 0 && !at (parser, "{") && parser->token.kind != SW_JT_END)
    {
      g_autofree char *piece = NULL;

      if (!advance (parser, FALSE))
        return FALSE;
      if (at (parser, ">"))
        depth--;
      else if (at (parser, "<"))
        depth++;
      piece = sw_jsonata_token_dup_text (&parser->token);
      g_string_append (text, piece);
    }
  if (!expect (parser, ">", FALSE))
    return FALSE;
  lambda->signature = sw_jsonata_signature_new (text->str, position, parser->error);

  return lambda->signature != NULL;
}

static SwJsonataNode *
parse_lambda (Parser        *parser,
              SwJsonataNode *lambda)
{
  lambda->kind = SW_JN_LAMBDA;
  for (guint i = 0; lambda->items != NULL && i < lambda->items->len; i++)
    {
      SwJsonataNode *parameter = g_ptr_array_index (lambda->items, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      if (parameter->kind != SW_JN_VARIABLE)
        return fail (parser, "S0208", parameter->position,
                     parameter->name != NULL ? sw_string_get_text (parameter->name) : NULL, number);
    }

  if (at (parser, "<") && !parse_signature (parser, lambda))
    return NULL;
  if (!expect (parser, "{", TRUE) || (lambda->lhs = parse_expression (parser, 0)) == NULL ||
      !expect (parser, "}", FALSE))
    return NULL;

  return lambda;
}

static SwJsonataNode *
parse_call (Parser        *parser,
            SwJsonataNode *left,
            guint          row,
            gsize          position)
{
  SwJsonataNode *node = new_node (parser, SW_JN_CALL, position);

  node->lhs = left;
  if (!parse_list (parser, node, ")"))
    return NULL;

  return is_lambda_word (left) ? parse_lambda (parser, node) : node;
}

/* left@$name, left#$name */
static SwJsonataNode *
parse_binding (Parser        *parser,
               SwJsonataNode *left,
               guint          row,
               gsize          position)
{
  SwJsonataNode *node =
      new_node (parser, infixes[row].text[0] == '@' ? SW_JN_FOCUS : SW_JN_INDEX, position);

  node->lhs = left;
  node->rhs = parse_expression (parser, infixes[row].power);
  if (node->rhs == NULL)
    return NULL;
  if (node->rhs->kind != SW_JN_VARIABLE)
    return fail (parser, "S0214", node->rhs->position, infixes[row].text, NULL);

  return node;
}

static SwJsonataNode *
parse_condition (Parser        *parser,
                 SwJsonataNode *left,
                 guint          row,
                 gsize          position)
{
  SwJsonataNode *node = new_node (parser, SW_JN_CONDITION, position);

  node->lhs = left;
  if ((node->rhs = parse_expression (parser, 0)) == NULL)
    return NULL;
  if (at (parser, ":") &&
      (!advance (parser, TRUE) || (node->third = parse_expression (parser, 0)) == NULL))
    return NULL;

  return node;
}

static SwJsonataNode *
parse_assignment (Parser        *parser,
                  SwJsonataNode *left,
                  guint          row,
                  gsize          position)
{
  SwJsonataNode *node;

  if (left->kind != SW_JN_VARIABLE)
    return fail (parser, "S0212", left->position,
                 left->name != NULL ? sw_string_get_text (left->name) : NULL, NULL);

  node = new_node (parser, SW_JN_BIND, position);
  node->name = sw_string_ref (left->name);
  node->rhs = parse_expression (parser, infixes[row].power - 1); /* associates to the right */

  return node->rhs != NULL ? node : NULL;
}

static SwJsonataNode *
parse_order (Parser        *parser,
             SwJsonataNode *left,
             guint          row,
             gsize          position)
{
  SwJsonataNode *node = new_node (parser, SW_JN_ORDER, position);

  node->lhs = left;
  if (!expect (parser, "(", TRUE))
    return NULL;
  for (;;)
    {
      SwJsonataNode *term = new_node (parser, SW_JN_TERM, parser->token.position);

      term->descending = at (parser, ">");
      if ((at (parser, "<") || at (parser, ">")) && !advance (parser, TRUE))
        return NULL;
      if ((term->lhs = parse_expression (parser, 0)) == NULL)
        return NULL;
      sw_jsonata_node_add (node, term);
      if (!at (parser, ","))
        break;
      if (!advance (parser, TRUE))
        return NULL;
    }

  return expect (parser, ")", FALSE) ? node : NULL;
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
  Parser parser = {
    .owner = owner,
    .lexer = { .text = owner->text, .length = owner->length },
    .error = error,
  };
  SwJsonataNode *root = NULL;

  if (advance (&parser, TRUE))
    root = parse_expression (&parser, 0);
  if (root != NULL && parser.token.kind != SW_JT_END)
    {
      g_autofree char *text = sw_jsonata_token_dup_text (&parser.token);

      root = fail (&parser, "S0201", parser.token.position, text, NULL);
    }
  sw_jsonata_token_clear (&parser.token);

  return root;
}
