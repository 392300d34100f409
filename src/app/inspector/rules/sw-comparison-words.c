/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/rules/sw-comparison-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-text.h"

static const SwRelation relations[] = {
  { "==", FALSE, FALSE, N_ ("is equal to") },
  { "<", FALSE, FALSE, N_ ("is less than") },
  { ">", FALSE, FALSE, N_ ("is greater than") },
  { "<=", FALSE, FALSE, N_ ("is at most") },
  { ">=", FALSE, FALSE, N_ ("is at least") },
  { "matches", FALSE, FALSE, N_ ("matches the pattern") },
  { "present", TRUE, FALSE, N_ ("is present") },
  { "present", TRUE, TRUE, N_ ("is not present") },
  { "null", TRUE, FALSE, N_ ("is null") },
  { "null", TRUE, TRUE, N_ ("is not null") },
  { "numeric", TRUE, FALSE, N_ ("is a number") },
  { "numeric", TRUE, TRUE, N_ ("is not a number") },
  { "string", TRUE, FALSE, N_ ("is text") },
  { "string", TRUE, TRUE, N_ ("is not text") },
  { "boolean", TRUE, FALSE, N_ ("is a boolean") },
  { "boolean", TRUE, TRUE, N_ ("is not a boolean") },
  { "timestamp", TRUE, FALSE, N_ ("is a timestamp") },
  { "timestamp", TRUE, TRUE, N_ ("is not a timestamp") },
};

static const SwOperandLook looks[] = {
  { SW_OPERAND_TEXT, FALSE, N_ ("Text"), "" },
  { SW_OPERAND_NUMBER, FALSE, N_ ("Number"), "0" },
  { SW_OPERAND_BOOLEAN, FALSE, N_ ("Boolean"), "true" },
  { SW_OPERAND_TIMESTAMP, FALSE, N_ ("Timestamp"), "2030-01-01T00:00:00Z" },
  { SW_OPERAND_TEXT, TRUE, N_ ("Text at a path"), "$.value" },
  { SW_OPERAND_NUMBER, TRUE, N_ ("Number at a path"), "$.value" },
  { SW_OPERAND_BOOLEAN, TRUE, N_ ("Boolean at a path"), "$.value" },
  { SW_OPERAND_TIMESTAMP, TRUE, N_ ("Timestamp at a path"), "$.value" },
};

/**
 * sw_relations_get_all:
 * @count: (out): how many there are
 *
 * Returns: (transfer none): the relations and tests, in the order in which a menu offers them
 */
const SwRelation *
sw_relations_get_all (guint *count)
{
  *count = G_N_ELEMENTS (relations);
  return relations;
}

/**
 * sw_relations_find:
 *
 * Returns: the index of the relation that @comparison makes; the first where it has no operator
 */
guint
sw_relations_find (const SwCondition *comparison)
{
  gboolean negated = g_strcmp0 (comparison->operand, "false") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    if (comparison->operator != NULL
        && g_str_equal (relations[i].symbol, comparison->operator->symbol)
        && (comparison->operator->operand == SW_OPERAND_TEST) == relations[i].is_test
        && (!relations[i].is_test || relations[i].negated == negated))
      return i;
  return 0;
}

/**
 * sw_operand_looks_get_all:
 * @count: (out): how many there are
 *
 * Returns: (transfer none): what can stand beside a relation, in the order of a menu
 */
const SwOperandLook *
sw_operand_looks_get_all (guint *count)
{
  *count = G_N_ELEMENTS (looks);
  return looks;
}

/**
 * sw_operand_looks_find:
 *
 * Returns: the index of what stands beside @operator; the first where it is a test
 */
guint
sw_operand_looks_find (const SwOperator *operator)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (operator->type == looks[i].type
        && (operator->operand == SW_OPERAND_PATH) == looks[i].by_path)
      return i;
  return 0;
}

/**
 * sw_relation_find_operator:
 * @operand: what stands beside it; a test takes none
 *
 * Returns: (transfer none) (nullable): the operator; %NULL where the two do not go together
 */
const SwOperator *
sw_relation_find_operator (const SwRelation    *self,
                           const SwOperandLook *operand)
{
  if (self->is_test)
    return sw_operators_find_comparison (SW_OPERAND_TEST, self->symbol, FALSE);
  return sw_operators_find_comparison (operand->type, self->symbol, operand->by_path);
}

static char *
quote (const char *text)
{
  GString *json = g_string_new (NULL);

  sw_json_string_print (text, strlen (text), json);
  return g_string_free_and_steal (json);
}

static gboolean
is_placeholder (const char *text)
{
  return g_str_has_prefix (text, "${") && strchr (text, '}') == text + strlen (text) - 1;
}

/**
 * sw_operand_look_dup_json:
 * @text: what was typed
 *
 * Returns: (transfer full) (nullable): the value as JSON; %NULL where it is none of the kind
 */
char *
sw_operand_look_dup_json (const SwOperandLook *self,
                          const char          *text)
{
  g_auto (SwValue) number = SW_VALUE_INIT;

  if (self->by_path)
    return *text == '$' ? quote (text) : NULL;
  if (self->type == SW_OPERAND_TEXT || self->type == SW_OPERAND_TIMESTAMP)
    return quote (text);
  if (is_placeholder (text))
    return g_strdup (text);
  if (self->type == SW_OPERAND_BOOLEAN)
    return g_str_equal (text, "true") || g_str_equal (text, "false") ? g_strdup (text) : NULL;
  if (!sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &number, NULL)
      || !sw_value_is (number, SW_TYPE_NUMBER))
    return NULL;
  return g_strstrip (g_strdup (text));
}

/**
 * sw_operand_look_get_error:
 *
 * Returns: (transfer none): what to say of a text that is no value of the kind
 */
const char *
sw_operand_look_get_error (const SwOperandLook *self)
{
  if (self->by_path)
    return _("A path begins with $, such as $.order.id");
  return self->type == SW_OPERAND_BOOLEAN ? _("Enter true or false") : _("Enter a number");
}

/**
 * sw_operand_dup_typed:
 * @json: (nullable): a value or a variable
 *
 * Returns: (transfer full): how it is typed: a string without its quotes
 */
char *
sw_operand_dup_typed (const char *json)
{
  g_autoptr (SwTree) tree = json != NULL ? sw_tree_parse (json, -1) : NULL;

  if (json == NULL)
    return g_strdup ("");
  if (sw_tree_get_root (tree)->kind == SW_NODE_STRING)
    return sw_node_dup_string (sw_tree_get_root (tree), NULL);
  return g_strdup (json);
}

/**
 * sw_variable_dup_json:
 * @text: what was typed
 *
 * Returns: (transfer full) (nullable): the path as JSON; %NULL where it is none
 */
char *
sw_variable_dup_json (const char *text)
{
  if (*text != '$')
    return NULL;
  return is_placeholder (text) ? g_strdup (text) : quote (text);
}
