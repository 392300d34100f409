/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-embedded.h"
#include "asl/sw-fixes-private.h"
#include "asl/sw-operators.h"
#include "asl/sw-ops-private.h"
#include "base/sw-nearest.h"
#include "query/sw-payload-template.h"

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

/* The value becomes JSON, which its title shows. */
static void
set (SwFixing    *fixing,
     SwFixSafety  safety,
     const char  *json)
{
  sw_fixing_add_set (fixing, safety, g_strdup_printf (_ ("Replace by %s"), json), fixing->node,
                     json);
}

static void
set_quoted (SwFixing    *fixing,
            SwFixSafety  safety,
            const char  *text)
{
  g_autofree char *json = sw_ops_dup_json_string (text);

  set (fixing, safety, json);
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
    set (fixing, SW_FIX_SAFE, json);
}

static void
fix_to_text (SwFixing *fixing)
{
  g_autofree char *raw = sw_node_dup_json (fixing->node);

  if (fixing->node->kind == SW_NODE_NUMBER || fixing->node->kind == SW_NODE_BOOLEAN)
    set_quoted (fixing, SW_FIX_SAFE, raw);
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
  else if (field->kind == SW_FIELD_RULES || field->kind == SW_FIELD_RETRIERS ||
           field->kind == SW_FIELD_CATCHERS || field->kind == SW_FIELD_BRANCHES ||
           field->kind == SW_FIELD_RULE_LIST)
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
  set (fixing, SW_FIX_MAYBE,
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
    set_quoted (fixing, sure ? SW_FIX_SAFE : SW_FIX_MAYBE, near);
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
    set (fixing, SW_FIX_MAYBE, "[\"States.ALL\"]");
}

/* TRUE where nothing is lost when States.ALL stands for all of LIST: it takes in every other name
 * but these two. */
static gboolean
is_taken_in (const SwNode *list)
{
  for (const SwNode *element = list->first; element != NULL; element = element->next)
    if (sw_node_equals_string (element, "States.DataLimitExceeded") ||
        sw_node_equals_string (element, "States.Runtime"))
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
      set (fixing, is_taken_in (list) ? SW_FIX_SAFE : SW_FIX_MAYBE, "[\"States.ALL\"]");
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
  if (length < strlen ("2026-03-14T01:59:00") || !g_ascii_isdigit (text[9]) ||
      !g_ascii_isdigit (text[11]) || (text[10] != ' ' && text[10] != 'T' && text[10] != 't'))
    return;

  text[10] = 'T';
  last = text[length - 1];
  if (last == 'z')
    text[length - 1] = 'Z';
  if (g_ascii_isdigit (last) && strpbrk (text + 11, "+-") == NULL)
    {
      g_autofree char *zoned = g_strconcat (text, "Z", NULL);

      set_quoted (fixing, SW_FIX_MAYBE, zoned);
    }
  else
    set_quoted (fixing, SW_FIX_SAFE, text);
}

/* "a.b" as "$.a.b"; NULL where that is no path either */
static char *
dup_as_path (const char *text)
{
  g_autofree char *path = g_strconcat (text[0] == '[' || text[0] == '.' ? "$" : "$.", text, NULL);
  g_autoptr (SwPayloadTemplate) parsed =
      text[0] != '\0' && strpbrk (text, " $(") == NULL ? sw_payload_template_new_path (path, NULL)
                                                       : NULL;

  return parsed != NULL ? g_steal_pointer (&path) : NULL;
}

/**
 * sw_fix_path:
 *
 * Text that is no path: as one, where it is clear which.
 */
void
sw_fix_path (SwFixing *fixing)
{
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;

  if (fixing->node == NULL || fixing->node->kind != SW_NODE_STRING)
    return;

  text = sw_node_dup_string (fixing->node, NULL);
  path = text[0] != '$' ? dup_as_path (text) : NULL;
  if (path != NULL)
    set_quoted (fixing, SW_FIX_SAFE, path);
}

/* A text behind "x.$" may be meant as it stands, or lack its "$." */
void
sw_fix_template_path (SwFixing *fixing)
{
  SwNode *member = fixing->node;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *plain = NULL;

  if (member == NULL || member->name == NULL || !g_str_has_suffix (member->name, ".$"))
    return;

  plain = g_strndup (member->name, strlen (member->name) - strlen (".$"));
  if (member->kind == SW_NODE_STRING)
    {
      text = sw_node_dup_string (member, NULL);
      path = text[0] != '$' ? dup_as_path (text) : NULL;
    }
  if (path != NULL)
    set_quoted (fixing, SW_FIX_MAYBE, path);
  if (sw_node_get_member (member->parent, plain) == NULL)
    sw_fixing_add_rename (fixing, SW_FIX_MAYBE,
                          g_strdup_printf (_ ("Take it literally: rename it to “%s”"), plain),
                          member, plain);
}

/**
 * sw_fix_template_conflict:
 *
 * A member that is there with and without “.$”: without one of the two.
 */
void
sw_fix_template_conflict (SwFixing *fixing)
{
  SwNode *member = fixing->node;
  g_autofree char *plain = NULL;
  SwNode *other;

  if (member == NULL || member->name == NULL || !g_str_has_suffix (member->name, ".$"))
    return;

  plain = g_strndup (member->name, strlen (member->name) - strlen (".$"));
  other = sw_node_get_member (member->parent, plain);
  if (other != NULL)
    sw_fixing_add_remove (fixing, SW_FIX_MAYBE, g_strdup_printf (_ ("Remove “%s”"), plain), other);
  sw_fixing_add_remove (fixing, SW_FIX_MAYBE, g_strdup_printf (_ ("Remove “%s”"), member->name),
                        member);
}

/**
 * sw_fix_no_dollar:
 *
 * A path in a template whose name does not end in “.$”: with it.
 */
void
sw_fix_no_dollar (SwFixing *fixing)
{
  SwNode *member = fixing->node;
  g_autofree char *name = NULL;

  if (member == NULL || member->name == NULL)
    return;

  name = g_strconcat (member->name, ".$", NULL);
  if (sw_node_get_member (member->parent, name) == NULL)
    sw_fixing_add_rename (fixing, SW_FIX_MAYBE,
                          g_strdup_printf (_ ("Evaluate it: rename it to “%s”"), name), member,
                          name);
}

/**
 * sw_fix_static_result:
 *
 * Paths in a Result, which is never evaluated: as Parameters.
 */
void
sw_fix_static_result (SwFixing *fixing)
{
  SwNode *result = fixing->node;

  while (result != NULL && g_strcmp0 (result->name, "Result") != 0)
    result = result->parent;
  if (result != NULL && result->parent != NULL &&
      sw_node_get_member (result->parent, "Parameters") == NULL)
    sw_fixing_add_rename (fixing, SW_FIX_MAYBE,
                          g_strdup (_ ("Evaluate it: rename “Result” to “Parameters”")), result,
                          "Parameters");
}

/* "{% x", "{% x %} ", "{% x }" */
void
sw_fix_jsonata_delimiters (SwFixing *fixing)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  gsize length;

  if (fixing->node == NULL || fixing->node->kind != SW_NODE_STRING)
    return;

  text = g_strchomp (sw_node_dup_string (fixing->node, NULL));
  length = strlen (text);
  if (!g_str_has_prefix (text, "{%") || length < 3)
    return;

  if (g_str_has_suffix (text, "%}") && length >= strlen ("{%%}"))
    whole = g_strdup (text);
  else if (g_str_has_suffix (text, "%") && length > strlen ("{%"))
    whole = g_strconcat (text, "}", NULL);
  else if (g_str_has_suffix (text, "}") && strchr (text + 1, '{') == NULL)
    whole = g_strdup_printf ("%.*s%%}", (int) (length - 1), text);
  else
    whole = g_strconcat (text, " %}", NULL);
  set_quoted (fixing, SW_FIX_SAFE, whole);
}

/* `$$`, the context object of JSONPath */
void
sw_fix_jsonata_name (SwFixing *fixing)
{
  SwSpan span = fixing->diagnostic->span;

  if (sw_span_length (span) != 2 || strncmp (fixing->text + span.start, "$$", 2) != 0)
    return;

  sw_fixing_add_text (fixing, SW_FIX_MAYBE, g_strdup (_ ("Replace by “$states.context”")), span,
                      "$states.context");
  sw_fixing_add_text (fixing, SW_FIX_MAYBE, g_strdup (_ ("Replace by “$states.input”")), span,
                      "$states.input");
}
