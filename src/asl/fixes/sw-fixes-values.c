/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/fixes/sw-fixes-private.h"
#include "asl/ops/sw-ops-private.h"
#include "asl/rules/sw-operators.h"
#include "asl/sw-embedded.h"
#include "base/sw-nearest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Values of the wrong type or form. */

static const SwField *
get_field (const SwNode *node)
{
  SwFieldSpot spot;

  sw_fields_locate (node, &spot);

  return spot.value == node ? spot.field : NULL;
}

/* What stands in double quotes, where it is a JSON value of KIND */
static char *
dup_unquoted (const SwNode *node,
              SwNodeKind    kind)
{
  g_autofree char *text = sw_node_dup_string (node, NULL);
  g_autofree char *json = g_strdup (g_strstrip (text));
  g_autoptr (SwTree) tree = sw_tree_parse (json, -1);

  return sw_tree_is_valid (tree) && sw_tree_get_root (tree)->kind == kind ? g_steal_pointer (&json)
                                                                         : NULL;
}

static void
fix_to_scalar (SwFixing   *fixing,
               SwNodeKind  kind)
{
  g_autofree char *json =
      fixing->node->kind == SW_NODE_STRING ? dup_unquoted (fixing->node, kind) : NULL;

  if (json != NULL)
    sw_fixing_replace (fixing, SW_FIX_SAFE, json);
}

static void
fix_to_text (SwFixing *fixing)
{
  g_autofree char *raw = sw_node_dup_json (fixing->node);

  if (fixing->node->kind == SW_NODE_NUMBER || fixing->node->kind == SW_NODE_BOOLEAN)
    sw_fixing_replace_text (fixing, SW_FIX_SAFE, raw);
}

/* In YAML the value is written anew, and comments inside it are lost: of those a person decides. */
static void
fix_to_yaml_array (SwFixing *fixing)
{
  SwSpan span = fixing->node->span;
  gboolean commented = memchr (fixing->text + span.start, '#', sw_span_length (span)) != NULL;
  g_autofree char *value = sw_node_dup_json (fixing->node);
  g_autofree char *json = g_strdup_printf ("[%s]", value);

  sw_fixing_add_set (fixing, commented ? SW_FIX_MAYBE : SW_FIX_SAFE,
                     g_strdup (_ ("Put it into an array")), fixing->node, json);
}

static void
fix_to_array (SwFixing   *fixing,
              SwNodeKind  kind)
{
  SwSpan span = fixing->node->span;
  g_autoptr (SwEdits) edits = sw_edits_new ();

  if (fixing->node->kind != kind || fixing->node->broken)
    return;

  if (sw_tree_get_syntax (fixing->tree) != SW_SYNTAX_JSON)
    {
      fix_to_yaml_array (fixing);
      return;
    }

  sw_edits_add (edits, (SwSpan) { span.start, span.start }, "[", -1);
  sw_edits_add (edits, (SwSpan) { span.end, span.end }, "]", -1);
  sw_fixing_add (fixing, SW_FIX_SAFE, g_strdup (_ ("Put it into an array")),
                 g_steal_pointer (&edits));
}

static void
fix_to_operand (SwFixing         *fixing,
                const SwOperator *operator)
{
  switch (operator->operand)
    {
    case SW_OPERAND_NUMBER:
      fix_to_scalar (fixing, SW_NODE_NUMBER);
      break;
    case SW_OPERAND_BOOLEAN:
    case SW_OPERAND_TEST:
      fix_to_scalar (fixing, SW_NODE_BOOLEAN);
      break;
    case SW_OPERAND_TEXT:
    case SW_OPERAND_TIMESTAMP:
    case SW_OPERAND_PATH:
    default:
      fix_to_text (fixing);
    }
}

/**
 * sw_fix_wrong_type:
 *
 * A value of the wrong type: what is in the quotes without them, in quotes, or as a list.
 */
void
sw_fix_wrong_type (SwFixing *fixing)
{
  const SwField *field = fixing->node != NULL ? get_field (fixing->node) : NULL;
  const SwOperator *operator = fixing->node != NULL && fixing->node->name != NULL
                                   ? sw_operators_find (fixing->node->name)
                                   : NULL;

  if (operator != NULL && field == NULL)
    fix_to_operand (fixing, operator);
  else if (field == NULL)
    return;
  else if (field->kind == SW_FIELD_INTEGER || field->kind == SW_FIELD_NUMBER)
    fix_to_scalar (fixing, SW_NODE_NUMBER);
  else if (field->kind == SW_FIELD_BOOLEAN || field->kind == SW_FIELD_CONDITION)
    fix_to_scalar (fixing, SW_NODE_BOOLEAN);
  else if (field->kind == SW_FIELD_ERRORS || field->kind == SW_FIELD_TEXTS)
    fix_to_array (fixing, SW_NODE_STRING);
  else if (field->kind == SW_FIELD_RULES || field->kind == SW_FIELD_RETRIERS
           || field->kind == SW_FIELD_CATCHERS || field->kind == SW_FIELD_BRANCHES
           || field->kind == SW_FIELD_RULE_LIST)
    fix_to_array (fixing, SW_NODE_OBJECT);
  else
    fix_to_text (fixing);
}

/**
 * sw_fix_number_range:
 *
 * A number outside its range: the nearest limit.
 */
void
sw_fix_number_range (SwFixing *fixing)
{
  const SwField *field = fixing->node != NULL ? get_field (fixing->node) : NULL;
  g_autofree char *raw = NULL;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double number;

  if (field == NULL || fixing->node->kind != SW_NODE_NUMBER)
    return;

  raw = sw_node_dup_json (fixing->node);
  number = g_ascii_strtod (raw, NULL);
  sw_fixing_replace (fixing, SW_FIX_MAYBE,
                     g_ascii_formatd (buffer, sizeof buffer, "%.0f",
                                      number < field->minimum ? field->minimum : field->maximum));
}

/**
 * sw_fix_value_choice:
 *
 * None of the words a field allows: the nearest one.
 */
void
sw_fix_value_choice (SwFixing *fixing)
{
  const SwField *field = fixing->node != NULL ? get_field (fixing->node) : NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *text = NULL;
  const char *near;
  gboolean sure;

  if (field == NULL || field->choices == NULL || fixing->node->kind != SW_NODE_STRING)
    return;

  for (guint i = 0; field->choices[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) field->choices[i]);
  text = sw_node_dup_string (fixing->node, NULL);
  near = sw_nearest_find (text, words, &sure);
  if (near != NULL)
    sw_fixing_replace_text (fixing, sure ? SW_FIX_SAFE : SW_FIX_MAYBE, near);
}

/**
 * sw_fix_empty:
 *
 * An empty list of error names: all errors.
 */
void
sw_fix_empty (SwFixing *fixing)
{
  const SwField *field = fixing->node != NULL ? get_field (fixing->node) : NULL;

  if (field != NULL && field->kind == SW_FIELD_ERRORS)
    sw_fixing_replace (fixing, SW_FIX_MAYBE, "[\"States.ALL\"]");
}

/* TRUE where nothing is lost when States.ALL stands for all of LIST: it takes in every other name
 * but these two. */
static gboolean
is_taken_in (const SwNode *list)
{
  for (const SwNode *element = list->first; element != NULL; element = element->next)
    if (sw_node_equals_string (element, "States.DataLimitExceeded")
        || sw_node_equals_string (element, "States.Runtime"))
      return FALSE;

  return TRUE;
}

/**
 * sw_fix_states_all:
 *
 * States.ALL with others, or not last: alone, or at the end of the list.
 */
void
sw_fix_states_all (SwFixing *fixing)
{
  SwNode *list = fixing->node;
  SwNode *handler = list != NULL ? list->parent : NULL;
  g_autofree char *pointer = NULL;
  g_autofree char *to = NULL;
  SwRewriter *rewriter;

  if (handler == NULL || handler->parent == NULL || list->kind != SW_NODE_ARRAY)
    return;

  if (list->count > 1)
    {
      sw_fixing_replace (fixing, is_taken_in (list) ? SW_FIX_SAFE : SW_FIX_MAYBE,
                         "[\"States.ALL\"]");
      return;
    }

  pointer = sw_node_dup_pointer (handler);
  to = sw_node_dup_pointer (handler->parent);
  rewriter = sw_rewriter_new (fixing->tree);
  sw_rewriter_move_element (rewriter, pointer, to, handler->parent->count - 1, NULL);
  sw_fixing_add_rewrite (fixing, SW_FIX_SAFE, g_strdup (_ ("Move it to the end of the list")),
                         rewriter);
}

/* Date and time with a blank between, or without a zone */
void
sw_fix_timestamp (SwFixing *fixing)
{
  g_autofree char *text = NULL;
  gsize length;
  char last;

  if (fixing->node == NULL || fixing->node->kind != SW_NODE_STRING)
    return;

  text = sw_node_dup_string (fixing->node, &length);
  if (length < strlen ("2026-03-14T01:59:00") || !g_ascii_isdigit (text[9])
      || !g_ascii_isdigit (text[11]) || (text[10] != ' ' && text[10] != 'T' && text[10] != 't'))
    return;

  text[10] = 'T';
  last = text[length - 1];
  if (last == 'z')
    text[length - 1] = 'Z';
  if (g_ascii_isdigit (last) && strpbrk (text + 11, "+-") == NULL)
    {
      g_autofree char *zoned = g_strconcat (text, "Z", NULL);

      sw_fixing_replace_text (fixing, SW_FIX_MAYBE, zoned);
    }
  else
    sw_fixing_replace_text (fixing, SW_FIX_SAFE, text);
}
