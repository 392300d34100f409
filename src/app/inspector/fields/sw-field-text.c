/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-convert.h"
#include "json/sw-text.h"
#include "json/tree/sw-tree.h"

/* Between what a field says in the definition and what a person reads and types in its row. Pure:
 * JSON in, text out, and back, or a sentence about what is wrong. */

/* Turns TEXT, which is not empty, into JSON, or says what is wrong with it. */
typedef char *(*ToJson) (const SwField   *field,
                         SwQueryLanguage  language,
                         const char      *text,
                         char           **error);

static char *
quote (const char *text)
{
  GString *json = g_string_new (NULL);

  sw_json_string_print (text, strlen (text), json);
  return g_string_free_and_steal (json);
}

/* ${name} and nothing else: what deployment tools fill in, also where no string may stand */
static gboolean
is_placeholder (const char *text)
{
  gsize length = strlen (text);

  return length > 3 && g_str_has_prefix (text, "${") && text[length - 1] == '}'
         && strchr (text, '}') == text + length - 1;
}

/* {% … %}: a JSONata expression, which the definition holds as a string */
static gboolean
is_expression (const char *text)
{
  return strlen (text) >= 4 && g_str_has_prefix (text, "{%") && g_str_has_suffix (text, "%}");
}

static char *
text_to_json (const SwField   *field,
              SwQueryLanguage  language,
              const char      *text,
              char           **error)
{
  return quote (text);
}

static gboolean
is_in_range (const SwField *field,
             double         number)
{
  return number >= field->minimum && (field->maximum <= 0 || number <= field->maximum);
}

static char *
dup_range_error (const SwField *field)
{
  g_autofree char *least = g_strdup_printf ("%.0f", field->minimum);
  g_autofree char *most = g_strdup_printf ("%.0f", field->maximum);

  if (field->maximum > 0)
    /* translators: the smallest and the largest number allowed */
    return g_strdup_printf (_("Enter a number from %s to %s"), least, most);
  /* translators: the smallest number allowed */
  return g_strdup_printf (_("Enter a number, %s or more"), least);
}

static char *
number_to_json (const SwField   *field,
                SwQueryLanguage  language,
                const char      *text,
                char           **error)
{
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (is_placeholder (text))
    return g_strdup (text);
  if (is_expression (text))
    {
      if (language == SW_QUERY_JSONATA && (field->flags & SW_FIELD_EXPRESSIBLE))
        return quote (text);
      *error = g_strdup (_("An expression cannot stand here; enter a number"));
      return NULL;
    }
  if (!sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL)
      || !sw_value_is (value, SW_TYPE_NUMBER) || !is_in_range (field, sw_value_get_number (value)))
    {
      *error = dup_range_error (field);
      return NULL;
    }
  if (field->kind == SW_FIELD_INTEGER && !sw_value_is_integer (value))
    {
      *error = g_strdup (_("Enter a whole number"));
      return NULL;
    }
  return g_strdup (text);
}

static char *
path_to_json (const SwField   *field,
              SwQueryLanguage  language,
              const char      *text,
              char           **error)
{
  gboolean may_be_null = field->kind == SW_FIELD_PATH || field->kind == SW_FIELD_RESULT_PATH;

  if (may_be_null && g_str_equal (text, "null"))
    return g_strdup (text);
  if (*text == '$' || (field->kind == SW_FIELD_PATH && g_str_has_prefix (text, "States.")))
    return quote (text);
  *error = g_strdup (field->kind == SW_FIELD_REFERENCE_PATH
                         ? _("A path begins with $, such as $.order.id")
                         : _("A path begins with $, such as $.order.id; null is allowed as well"));
  return NULL;
}

static char *
timestamp_to_json (const SwField   *field,
                   SwQueryLanguage  language,
                   const char      *text,
                   char           **error)
{
  g_autoptr (GDateTime) moment = NULL;

  if (strstr (text, "${") == NULL && !is_expression (text))
    {
      /* Without a zone in the text there is no moment: GLib is given none to fall back on. */
      moment = g_date_time_new_from_iso8601 (text, NULL);
      if (moment == NULL)
        {
          *error = g_strdup (_("Enter date, time and zone, such as 2026-03-14T01:59:00Z"));
          return NULL;
        }
    }
  return quote (text);
}

/* "States.Timeout, My.Error" */
static char *
texts_to_json (const SwField   *field,
               SwQueryLanguage  language,
               const char      *text,
               char           **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  GString *json = g_string_new ("[");

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] == '\0')
        continue;
      if (json->len > 1)
        g_string_append (json, ", ");
      sw_json_string_print (parts[i], strlen (parts[i]), json);
    }
  g_string_append_c (json, ']');
  return g_string_free_and_steal (json);
}

static char *
code_to_json (const SwField   *field,
              SwQueryLanguage  language,
              const char      *text,
              char           **error)
{
  g_autoptr (SwTree) tree = NULL;
  const SwDiagnostic *first;
  guint line, column;

  if (is_expression (text))
    return quote (text);
  tree = sw_tree_parse (text, -1);
  if (sw_tree_is_valid (tree))
    return g_strdup (text);
  first = g_ptr_array_index (sw_tree_get_diagnostics (tree), 0);
  sw_tree_locate (tree, first->span.start, &line, &column);
  /* translators: line, column, and what is wrong there */
  *error = g_strdup_printf (_("Line %u, column %u: %s"), line, column, first->message);
  return NULL;
}

/* What is typed bare is meant as an expression: a condition can hardly be anything else. */
static char *
condition_to_json (const SwField   *field,
                   SwQueryLanguage  language,
                   const char      *text,
                   char           **error)
{
  g_autofree char *expression = NULL;

  if (g_str_equal (text, "true") || g_str_equal (text, "false"))
    return g_strdup (text);
  if (is_expression (text) || is_placeholder (text))
    return quote (text);
  expression = g_strdup_printf ("{%% %s %%}", text);
  return quote (expression);
}

static const ToJson to_json[] = {
  [SW_FIELD_TEXT] = text_to_json,
  [SW_FIELD_LONG_TEXT] = text_to_json,
  [SW_FIELD_CHOICE] = text_to_json,
  [SW_FIELD_STATE] = text_to_json,
  [SW_FIELD_RESOURCE] = text_to_json,
  [SW_FIELD_CONDITION] = condition_to_json,
  [SW_FIELD_INTEGER] = number_to_json,
  [SW_FIELD_NUMBER] = number_to_json,
  [SW_FIELD_PATH] = path_to_json,
  [SW_FIELD_REFERENCE_PATH] = path_to_json,
  [SW_FIELD_RESULT_PATH] = path_to_json,
  [SW_FIELD_TIMESTAMP] = timestamp_to_json,
  [SW_FIELD_ERRORS] = texts_to_json,
  [SW_FIELD_TEXTS] = texts_to_json,
};

static ToJson
find_to_json (const SwField *field)
{
  if (field->kind < G_N_ELEMENTS (to_json) && to_json[field->kind] != NULL)
    return to_json[field->kind];
  return code_to_json;
}

/**
 * sw_field_is_code:
 *
 * Returns: whether the field is typed as JSON rather than as plain words
 */
gboolean
sw_field_is_code (const SwField *field)
{
  return find_to_json (field) == code_to_json;
}

static gboolean
is_list_of_strings (const SwNode *node)
{
  if (node->kind != SW_NODE_ARRAY)
    return FALSE;
  for (const SwNode *item = node->first; item != NULL; item = item->next)
    if (item->kind != SW_NODE_STRING)
      return FALSE;
  return TRUE;
}

static char *
dup_list (const SwNode *node)
{
  GString *text = g_string_new (NULL);

  for (const SwNode *item = node->first; item != NULL; item = item->next)
    {
      g_autofree char *word = sw_node_dup_string (item, NULL);

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", word);
    }
  return g_string_free_and_steal (text);
}

/* The source of a value inside a document is indented for its place there; shown alone it starts
 * at the margin. */
static char *
dup_outdented (const SwNode *node)
{
  g_autofree char *source = sw_node_dup_json_lines (node);
  const char *text = sw_tree_get_text (node->tree, NULL);
  gsize begin = node->key.end > node->key.start ? node->key.start : node->span.start;
  GString *out = g_string_new (NULL);
  gsize line, margin;

  if (sw_tree_get_syntax (node->tree) == SW_SYNTAX_YAML)
    return g_string_free_and_steal (g_string_assign (out, source));

  for (line = begin; line > 0 && text[line - 1] != '\n'; line--)
    ;
  margin = strspn (text + line, " \t");
  for (const char *p = source; *p != '\0'; p++)
    {
      if (*p != '\r')
        g_string_append_c (out, *p);
      if (*p == '\n')
        for (gsize i = 0; i < margin && (p[1] == ' ' || p[1] == '\t'); i++)
          p++;
    }
  return g_string_free_and_steal (out);
}

/**
 * sw_field_dup_text:
 * @node: (nullable): the field's value, or `NULL` where the field is absent
 *
 * Returns: (transfer full): what the field's row shows
 */
char *
sw_field_dup_text (const SwField *field,
                   const SwNode  *node)
{
  if (node == NULL || node->kind == SW_NODE_MISSING)
    return g_strdup ("");
  if (sw_field_is_code (field))
    {
      g_autofree char *text = node->kind == SW_NODE_STRING ? sw_node_dup_string (node, NULL) : NULL;

      /* An expression is read as what it is, not as a string with its escapes. */
      if (text != NULL && is_expression (text))
        return g_steal_pointer (&text);
      return dup_outdented (node);
    }
  if (node->kind == SW_NODE_STRING)
    return sw_node_dup_string (node, NULL);
  if (find_to_json (field) == texts_to_json && is_list_of_strings (node))
    return dup_list (node);
  return sw_node_dup_json (node);
}

/**
 * sw_field_text_to_json:
 * @language: the query language in force where the field stands
 * @text: what was typed
 * @json: (out) (nullable): the value as JSON text, or `NULL` where the field is to go
 * @error: (out): what is wrong, in a sentence for the person who typed
 *
 * Returns: whether the text can stand in the field
 */
gboolean
sw_field_text_to_json (const SwField    *field,
                       SwQueryLanguage   language,
                       const char       *text,
                       char            **json,
                       char            **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gboolean keeps_space = field->kind == SW_FIELD_LONG_TEXT || field->kind == SW_FIELD_TEXT;

  *json = NULL;
  *error = NULL;
  if (*stripped == '\0')
    return TRUE;
  *json = find_to_json (field) (field, language, keeps_space ? text : stripped, error);
  return *json != NULL;
}

/**
 * sw_field_text_find_error:
 * @text: one that sw_field_text_to_json() refuses
 *
 * Returns: the bytes of @text that are wrong; empty where something is missing
 */
SwSpan
sw_field_text_find_error (const SwField *field,
                          const char    *text)
{
  g_autoptr (SwTree) tree = NULL;
  const SwDiagnostic *first;

  if (find_to_json (field) != code_to_json)
    return (SwSpan) { 0, strlen (text) };
  tree = sw_tree_parse (text, -1);
  if (sw_tree_is_valid (tree))
    return (SwSpan) { 0, strlen (text) };
  first = g_ptr_array_index (sw_tree_get_diagnostics (tree), 0);
  return first->span;
}

/**
 * sw_field_text_get_inner_kind:
 * @text: what stands in the field's row, be it half typed
 *
 * Returns: what that is to the definition
 */
SwInnerKind
sw_field_text_get_inner_kind (const SwField *field,
                              const char    *text)
{
  ToJson function = find_to_json (field);

  if (g_str_has_prefix (text, "{%"))
    return SW_INNER_STRING;
  if (function == condition_to_json)
    return SW_INNER_EXPRESSION;
  return function == code_to_json || function == number_to_json || function == texts_to_json
             ? SW_INNER_JSON
             : SW_INNER_STRING;
}
