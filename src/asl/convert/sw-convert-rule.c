/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/convert/sw-convert-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "asl/rules/sw-operators.h"
#include "json/sw-placeholders.h"
#include "json/sw-text.h"

/* Choice rules as conditions of JSONata. A comparison whose operands are not of its kind is false,
 * where JSONata would fail, so their types are looked at first; one whose path leads nowhere fails,
 * where JSONata would go on, so it is guarded. What IsPresent and its like ask of a path that leads
 * nowhere is an answer, so they are written step by step. */

#define TIMESTAMP "/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$/"

/* The values of a rule's own making: its root, and what to blame */
typedef struct
{
  SwConvert       *convert;
  SwJsonataWriter  writer;
} Rule;

static char *test (Rule         *self,
                   const SwNode *node);

static char *
fail (Rule         *self,
      const SwNode *node,
      GError       *take_error)
{
  sw_convert_refuse_error (self->convert, node, take_error);
  return NULL;
}

/* The path at NODE in JSONata, and *PATH as it was */
static char *
write_path (Rule          *self,
            const SwNode  *node,
            char         **path)
{
  GError *error = NULL;
  char *written;

  *path = sw_convert_dup_path (self->convert, node);
  if (*path == NULL)
    return NULL;
  written = sw_jsonata_writer_write (&self->writer, *path, &error);
  return written != NULL ? written : fail (self, node, error);
}

/* `*` stands for anything, a backslash takes the next character literally. */
static char *
dup_pattern (const SwNode *node)
{
  g_autofree char *pattern = sw_node_dup_string (node, NULL);
  g_autoptr (GString) out = g_string_new ("/^");

  for (const char *at = pattern; *at != '\0'; at++)
    {
      if (*at == '*')
        {
          g_string_append (out, "[\\s\\S]*");
          continue;
        }
      if (*at == '\\' && at[1] != '\0')
        at++;
      if (strchr ("\\^$.|?*+()[]{}/", *at) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *at);
    }
  g_string_append (out, "$/");
  return g_strdup (out->str);
}

static const char *
get_type_name (SwOperandKind type)
{
  return type == SW_OPERAND_NUMBER ? "number" : type == SW_OPERAND_BOOLEAN ? "boolean" : "string";
}

/* A comparison of VALUE with OPERAND, which is an expression; BOTH: its type is not known either */
static char *
compare (Rule             *self,
         const SwOperator *operator,
         const char       *value,
         const char       *operand,
         gboolean          both)
{
  const char *symbol = g_str_equal (operator->symbol, "==") ? "=" : operator->symbol;
  const char *type = get_type_name (operator->type);
  g_autofree char *operand_test = NULL;

  if (operator->type == SW_OPERAND_TIMESTAMP)
    {
      g_ptr_array_add (self->writer.conditions,
                       g_strdup (_ ("timestamps that are compared exist, and differ by "
                                    "milliseconds at least")));
      if (both)
        operand_test = g_strdup_printf (
            " and $type(%s) = \"string\" and $contains(%s, " TIMESTAMP ")", operand, operand);
      return g_strdup_printf ("$type(%s) = \"string\" and $contains(%s, " TIMESTAMP ")%s and "
                              "$toMillis(%s) %s $toMillis(%s)",
                              value, value, operand_test != NULL ? operand_test : "", value, symbol,
                              operand);
    }
  if (both)
    operand_test = g_strdup_printf (" and $type(%s) = \"%s\"", operand, type);
  if (!both && g_str_equal (symbol, "="))
    return g_strdup_printf ("%s = %s", value, operand);
  return g_strdup_printf ("$type(%s) = \"%s\"%s and %s %s %s", value, type,
                          operand_test != NULL ? operand_test : "", value, symbol, operand);
}

/* `TEST`, failing where one of the paths leads nowhere */
static char *
guard (const char *test_text,
       const char *value,
       const char *path,
       const char *operand,
       const char *operand_path)
{
  g_autofree char *message = NULL;
  g_autofree char *literal = NULL;

  if (operand_path == NULL)
    {
      message = g_strdup_printf ("%s leads nowhere", path);
      literal = sw_jsonata_dup_literal (message);
      return g_strdup_printf ("($exists(%s) ? %s : $error(%s))", value, test_text, literal);
    }
  message = g_strdup_printf ("%s or %s leads nowhere", path, operand_path);
  literal = sw_jsonata_dup_literal (message);
  return g_strdup_printf ("($exists(%s) and $exists(%s) ? %s : $error(%s))", value, operand,
                          test_text, literal);
}

static char *
test_comparison (Rule             *self,
                 const SwOperator *operator,
                 const SwNode     *variable,
                 const SwNode     *operand)
{
  gboolean by_path = operator->operand == SW_OPERAND_PATH;
  g_autofree char *path = NULL, *operand_path = NULL, *other = NULL, *compared = NULL;
  g_autofree char *value = write_path (self, variable, &path);

  if (value == NULL)
    return NULL;
  other = by_path ? write_path (self, operand, &operand_path) : sw_node_dup_json (operand);
  if (other == NULL)
    return NULL;
  if (g_str_equal (operator->name, "StringMatches"))
    {
      g_autofree char *pattern = NULL;

      if (sw_node_has_placeholder (operand))
        {
          sw_convert_refuse (self->convert, operand,
                             _ ("The pattern is not known before deployment"));
          return NULL;
        }
      pattern = dup_pattern (operand);
      compared =
          g_strdup_printf ("$type(%s) = \"string\" and $contains(%s, %s)", value, value, pattern);
    }
  else
    compared = compare (self, operator, value, other, by_path);
  return guard (compared, value, path, other, operand_path);
}

/* The kinds that Is… ask for; IsPresent and IsTimestamp are special. */
static const struct
{
  const char *name;
  const char *type;
} kinds[] = {
  { "IsNull", "null" },
  { "IsBoolean", "boolean" },
  { "IsNumeric", "number" },
  { "IsString", "string" },
};

static char *
test_kind (Rule             *self,
           const SwOperator *operator,
           const SwNode     *variable,
           const SwNode     *wanted)
{
  g_autofree char *path = NULL, *present = NULL, *asked = NULL;
  gsize length;
  g_autofree char *value = write_path (self, variable, &path);
  GError *error = NULL;

  if (value == NULL)
    return NULL;
  present = sw_jsonata_writer_write_presence (&self->writer, path, &error);
  if (present == NULL)
    return fail (self, variable, error);
  if (g_str_equal (operator->name, "IsPresent"))
    asked = g_strdup (present);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (operator->name, kinds[i].name))
      asked = g_strdup_printf ("%s and $type(%s) = \"%s\"", present, value, kinds[i].type);
  if (asked == NULL)
    {
      g_ptr_array_add (self->writer.conditions,
                       g_strdup (_ ("a text that has the form of a timestamp is one")));
      asked = g_strdup_printf ("%s and $type(%s) = \"string\" and $contains(%s, " TIMESTAMP ")",
                               present, value, value);
    }
  if (wanted->kind != SW_NODE_BOOLEAN)
    {
      sw_convert_refuse (self->convert, wanted, _ ("The value is not known before deployment"));
      return NULL;
    }
  if (*sw_node_get_literal (wanted, &length) == 't')
    return g_strdup_printf ("(%s)", asked);
  return g_strdup_printf ("$not(%s)", asked);
}

/* And, Or: a list of rules */
static char *
test_list (Rule         *self,
           const SwNode *list,
           const char   *operator)
{
  g_autoptr (GString) out = g_string_new ("(");

  if (list->kind != SW_NODE_ARRAY || list->count == 0)
    {
      sw_convert_refuse (self->convert, list, _ ("The rule is not complete"));
      return NULL;
    }
  for (const SwNode *child = list->first; child != NULL; child = child->next)
    {
      g_autofree char *text = test (self, child);

      if (text == NULL)
        return NULL;
      if (child->previous != NULL)
        g_string_append_printf (out, " %s ", operator);
      g_string_append (out, text);
    }
  g_string_append_c (out, ')');
  return g_strdup (out->str);
}

static const SwOperator *
find_operator (const SwNode  *rule,
               const SwNode **operand)
{
  for (const SwNode *member = rule->first; member != NULL; member = member->next)
    {
      const SwOperator *found = member->name != NULL ? sw_operators_find (member->name) : NULL;

      *operand = member;
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* One rule, enclosed. Recurses as deep as And, Or and Not are nested, which the JSON reader bounds.
 */
static char *
test (Rule         *self,
      const SwNode *node)
{
  SwNode *all = sw_node_get_member (node, "And");
  SwNode *any = sw_node_get_member (node, "Or");
  SwNode *none = sw_node_get_member (node, "Not");
  SwNode *variable = sw_node_get_member (node, "Variable");
  const SwNode *operand = NULL;
  const SwOperator *operator = find_operator (node, &operand);

  if (all != NULL || any != NULL)
    return test_list (self, all != NULL ? all : any, all != NULL ? "and" : "or");
  if (none != NULL)
    {
      g_autofree char *text = test (self, none);

      return text != NULL ? g_strdup_printf ("$not(%s)", text) : NULL;
    }
  if (variable == NULL || operator == NULL)
    {
      sw_convert_refuse (self->convert, node, _ ("The rule is not complete"));
      return NULL;
    }
  if (operator->operand == SW_OPERAND_TEST)
    return test_kind (self, operator, variable, operand);
  return test_comparison (self, operator, variable, operand);
}

/* The condition of a rule over INPUT; NULL after a refusal */
char *
sw_convert_dup_condition (SwConvert    *self,
                          SwDatum      *input,
                          const SwNode *rule)
{
  Rule context = { .convert = self };

  sw_datum_init_writer (input, &context.writer);
  return test (&context, rule);
}
