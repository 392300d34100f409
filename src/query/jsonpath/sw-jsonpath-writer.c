/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonpath/sw-jsonpath-writer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-text.h"
#include "query/jsonata/sw-jsonata-ast.h"
#include "query/jsonpath/sw-jsonpath-private.h"

/* Works on the tree of the parser's first pass, where everything stands as it was written. Recurses
 * as deep as expressions are nested, which the parser bounds. */

static SwJsonata *
read_expression (const char  *text,
                 GError     **error)
{
  g_auto (SwJsonataError) failure = { 0 };
  SwJsonata *read = sw_jsonata_read (text, strlen (text), &failure);

  if (read == NULL)
    sw_query_refuse (error, _ ("The expression has an error: %s"), failure.message);
  return read;
}

/* What parentheses around one expression hold */
static const SwJsonataNode *
unwrap (const SwJsonataNode *node)
{
  while (node->kind == SW_JN_BLOCK && node->items != NULL && node->items->len == 1)
    node = g_ptr_array_index (node->items, 0);
  return node;
}

static const char *
get_name (const SwJsonataNode *node)
{
  return node->name != NULL ? sw_string_get_text (node->name) : "";
}

/**
 * sw_jsonpath_append_name:
 * @out: receives `.name`, or `['any name']`
 * @name: a member's
 *
 * Writes the step to a member behind a path.
 */
void
sw_jsonpath_append_name (GString    *out,
                         const char *name)
{
  gboolean plain = g_ascii_isalpha (name[0]) || name[0] == '_';

  for (const char *at = name; *at != '\0'; at++)
    plain = plain && (g_ascii_isalnum (*at) || *at == '_');
  if (plain)
    {
      g_string_append_printf (out, ".%s", name);
      return;
    }
  g_string_append (out, "['");
  for (const char *at = name; *at != '\0'; at++)
    {
      if (*at == '\'' || *at == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *at);
    }
  g_string_append (out, "']");
}

/* The number in brackets; FALSE where something else stands there */
static gboolean
read_index (const SwJsonataNode *node,
            gint64              *index)
{
  gboolean negative = node->kind == SW_JN_NEGATE;
  const SwJsonataNode *literal = negative ? node->lhs : node;

  if (literal->kind != SW_JN_LITERAL || !sw_value_get_integer (literal->value, index))
    return FALSE;
  if (negative)
    *index = -*index;
  return TRUE;
}

/* Steps of a path, the root among them as a VARIABLE; FALSE where it is no such path */
static gboolean
append_steps (const SwJsonataNode  *node,
              GString              *out,
              const SwJsonataNode **variable)
{
  gint64 index;

  if (node->keep_array)
    return FALSE;
  switch ((int) node->kind)
    {
    case SW_JN_VARIABLE:
      *variable = node;
      return TRUE;
    case SW_JN_NAME:
      sw_jsonpath_append_name (out, get_name (node));
      return TRUE;
    case SW_JN_DOT:
      return append_steps (node->lhs, out, variable)
             && (node->rhs->kind == SW_JN_NAME || node->rhs->kind == SW_JN_FILTER)
             && append_steps (node->rhs, out, variable);
    case SW_JN_FILTER:
      if (!append_steps (node->lhs, out, variable) || !read_index (node->rhs, &index))
        return FALSE;
      g_string_append_printf (out, "[%" G_GINT64_FORMAT "]", index);
      return TRUE;
    default:
      return FALSE;
    }
}

/* The parts of $states, and what they are in JSONPath */
static const struct
{
  const char *name;
  const char *path;
  SwJsonataRoot root;
} roots[] = {
  { ".input", "$", SW_JSONATA_ROOT_INPUT },
  { ".result", "$", SW_JSONATA_ROOT_RESULT },
  { ".errorOutput", "$", SW_JSONATA_ROOT_ERROR },
  { ".context", "$$", SW_JSONATA_ROOT_CONTEXT },
};

static gboolean
is_root (const char *steps,
         const char *name)
{
  gsize length = strlen (name);

  return strncmp (steps, name, length) == 0
         && (steps[length] == '\0' || strchr (".[", steps[length]));
}

/* A node as a path, or NULL */
static char *
write_node (const SwJsonataNode *node,
            SwJsonataRoot       *root)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  const SwJsonataNode *variable = NULL;

  if (!append_steps (unwrap (node), steps, &variable) || variable == NULL)
    return NULL;
  if (!g_str_equal (get_name (variable), "states"))
    {
      *root = SW_JSONATA_ROOT_VARIABLE;
      return *get_name (variable) != '\0' && *get_name (variable) != '$'
                 ? g_strdup_printf ("$%s%s", get_name (variable), steps->str)
                 : NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    if (is_root (steps->str, roots[i].name))
      {
        *root = roots[i].root;
        return g_strdup_printf ("%s%s", roots[i].path, steps->str + strlen (roots[i].name));
      }
  return NULL;
}

/**
 * sw_jsonpath_write_path:
 * @root: (out): what `$` of the path is
 * @error: it is no path, or one that may find many values
 *
 * Returns: (transfer full) (nullable): `$states.input.a[0]` as `$.a[0]`
 */
char *
sw_jsonpath_write_path (const char     *expression,
                        SwJsonataRoot  *root,
                        GError        **error)
{
  g_autoptr (SwJsonata) read = read_expression (expression, error);
  char *path;

  if (read == NULL)
    return NULL;
  path = write_node (read->root, root);
  if (path == NULL)
    sw_query_refuse (error, _ ("JSONPath has no form for %s"), expression);
  return path;
}

static gboolean
is_call (const SwJsonataNode *node,
         const char          *name,
         guint                n_arguments)
{
  return node->kind == SW_JN_CALL && node->lhs != NULL && node->lhs->kind == SW_JN_VARIABLE
         && g_str_equal (get_name (node->lhs), name) && node->items->len == n_arguments;
}

/* $merge([BASE, {"name": VALUE}]), with another such merge for VALUE perhaps */
static gboolean
append_merge (const SwJsonataNode *node,
              const char          *base,
              GString             *out,
              SwJsonataRoot       *root)
{
  const SwJsonataNode *list, *object, *key, *value;
  g_autofree char *path = NULL;
  g_autofree char *last = NULL;
  SwJsonataRoot base_root;

  if (!is_call (node, "merge", 1))
    return FALSE;
  list = g_ptr_array_index (node->items, 0);
  if (list->kind != SW_JN_ARRAY || list->items->len != 2)
    return FALSE;
  path = write_node (g_ptr_array_index (list->items, 0), &base_root);
  object = g_ptr_array_index (list->items, 1);
  if (g_strcmp0 (path, base) != 0 || base_root != SW_JSONATA_ROOT_INPUT
      || object->kind != SW_JN_OBJECT || object->items->len != 2)
    return FALSE;
  key = g_ptr_array_index (object->items, 0);
  value = unwrap (g_ptr_array_index (object->items, 1));
  if (key->kind != SW_JN_LITERAL || !sw_value_is (key->value, SW_TYPE_STRING))
    return FALSE;
  sw_jsonpath_append_name (out, sw_value_get_text (key->value, NULL));
  last = write_node (value, root);
  if (last != NULL)
    return g_str_equal (last, "$")
           && (*root == SW_JSONATA_ROOT_RESULT || *root == SW_JSONATA_ROOT_ERROR);
  return append_merge (value, out->str, out, root);
}

/**
 * sw_jsonpath_write_merge:
 * @root: (out): what is written: the result or the error
 * @error: it is no such merge
 *
 * Returns: (transfer full) (nullable): the ResultPath that does the same as
 *   `$merge([$states.input, {"a": $states.result}])`, "$.a"
 */
char *
sw_jsonpath_write_merge (const char     *expression,
                         SwJsonataRoot  *root,
                         GError        **error)
{
  g_autoptr (SwJsonata) read = read_expression (expression, error);
  g_autoptr (GString) out = g_string_new ("$");

  if (read == NULL)
    return NULL;
  if (append_merge (unwrap (read->root), "$", out, root))
    return g_strdup (out->str);
  sw_query_refuse (error, _ ("JSONPath has no form for %s"), expression);
  return NULL;
}

/* Comparisons: the word behind the kind of operand; negated ones are their opposites. Those of
 * booleans and of null know equality alone. */
static const struct
{
  SwJsonataOperator op;
  const char *word;
  gboolean negated;
  gboolean ordered;
} comparisons[] = {
  { SW_JO_EQUAL, "Equals", FALSE, FALSE },
  { SW_JO_NOT_EQUAL, "Equals", TRUE, FALSE },
  { SW_JO_LESS, "LessThan", FALSE, TRUE },
  { SW_JO_LESS_EQUAL, "LessThanEquals", FALSE, TRUE },
  { SW_JO_GREATER, "GreaterThan", FALSE, TRUE },
  { SW_JO_GREATER_EQUAL, "GreaterThanEquals", FALSE, TRUE },
};

static char *write_test (const SwJsonataNode *node);

/* The variable of a rule, as JSON: JSONPath's rules see the input, the context and variables. */
static char *
write_variable (const SwJsonataNode *node)
{
  SwJsonataRoot root;
  g_autofree char *path = write_node (node, &root);
  g_autoptr (GString) out = g_string_new (NULL);

  if (path == NULL || root == SW_JSONATA_ROOT_RESULT || root == SW_JSONATA_ROOT_ERROR)
    return NULL;
  sw_json_string_print (path, strlen (path), out);
  return g_strdup (out->str);
}

/* A comparison, false where the path leads nowhere as in JSONata */
static char *
write_comparison (const SwJsonataNode *node)
{
  const SwJsonataNode *operand = unwrap (node->rhs);
  g_autofree char *variable = write_variable (node->lhs);
  g_autofree char *literal = NULL;
  g_autofree char *test = NULL;
  const char *kind;
  guint row = 0;

  while (row < G_N_ELEMENTS (comparisons) && comparisons[row].op != node->op)
    row++;
  if (variable == NULL || row == G_N_ELEMENTS (comparisons) || operand->kind != SW_JN_LITERAL)
    return NULL;
  literal = sw_value_to_text (operand->value, SW_TEXT_DEFAULT, NULL);
  kind = sw_value_is (operand->value, SW_TYPE_STRING)    ? "String"
         : sw_value_is (operand->value, SW_TYPE_NUMBER)  ? "Numeric"
         : sw_value_is (operand->value, SW_TYPE_BOOLEAN) ? "Boolean"
                                                         : NULL;
  if ((kind == NULL || *kind == 'B') && comparisons[row].ordered)
    return NULL;
  if (kind == NULL)
    test = g_strdup_printf ("{\"Variable\": %s, \"IsNull\": true}", variable);
  else
    test = g_strdup_printf ("{\"Variable\": %s, \"%s%s\": %s}", variable, kind,
                            comparisons[row].word, literal);
  return g_strdup_printf (
      comparisons[row].negated
          ? "{\"And\": [{\"Variable\": %s, \"IsPresent\": true}, {\"Not\": %s}]}"
          : "{\"And\": [{\"Variable\": %s, \"IsPresent\": true}, %s]}",
      variable, test);
}

static char *
write_list (const SwJsonataNode *node)
{
  g_autofree char *left = write_test (node->lhs);
  g_autofree char *right = left != NULL ? write_test (node->rhs) : NULL;

  if (right == NULL)
    return NULL;
  return g_strdup_printf ("{\"%s\": [%s, %s]}", node->op == SW_JO_AND ? "And" : "Or", left, right);
}

static char *
write_test (const SwJsonataNode *node)
{
  g_autofree char *part = NULL;

  node = unwrap (node);
  if (node->kind == SW_JN_BINARY && (node->op == SW_JO_AND || node->op == SW_JO_OR))
    return write_list (node);
  if (node->kind == SW_JN_BINARY)
    return write_comparison (node);
  if (is_call (node, "not", 1))
    {
      part = write_test (g_ptr_array_index (node->items, 0));
      return part != NULL ? g_strdup_printf ("{\"Not\": %s}", part) : NULL;
    }
  if (is_call (node, "exists", 1))
    {
      part = write_variable (g_ptr_array_index (node->items, 0));
      return part != NULL ? g_strdup_printf ("{\"Variable\": %s, \"IsPresent\": true}", part)
                          : NULL;
    }
  return NULL;
}

/**
 * sw_jsonpath_write_rule:
 * @error: it is made of something else than comparisons of paths with constants
 *
 * Returns: (transfer full) (nullable): a condition as a rule of JSONPath without Next, JSON text
 */
char *
sw_jsonpath_write_rule (const char  *expression,
                        GError     **error)
{
  g_autoptr (SwJsonata) read = read_expression (expression, error);
  char *rule;

  if (read == NULL)
    return NULL;
  rule = write_test (read->root);
  if (rule == NULL)
    sw_query_refuse (error, _ ("JSONPath has no form for %s"), expression);
  return rule;
}
