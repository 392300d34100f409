/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/survey/sw-survey-reference.h"

#include <string.h>

#include "json/sw-text.h"

/* What paths, templates and simple expressions refer to. What computes is not followed: its value
 * cannot be traced, but what it reads is noted. */

/**
 * sw_path_dup_way:
 * @text: a reference path over the input, "$.a.b"
 *
 * Returns: (transfer full) (nullable): the way it leads; %NULL for another path
 */
char *
sw_path_dup_way (const char *text)
{
  g_auto (SwReference) reference = { 0 };

  if (text[0] != '$')
    return NULL;
  sw_reference_read (&reference, text);
  return *reference.end == '\0' && reference.name->len == 0 ? g_strdup (reference.way->str) : NULL;
}

/**
 * sw_view_scan:
 * @text: an expression
 * @function: called with each reference in it, outside quotes
 *
 * Finds what an expression reads.
 */
void
sw_view_scan (const SwView    *view,
              const char      *text,
              SwReferenceFunc  function,
              gpointer         data)
{
  char quote = '\0';

  for (const char *at = text; *at != '\0'; at++)
    {
      if (quote != '\0')
        {
          if (*at == '\\' && at[1] != '\0')
            at++;
          else if (*at == quote)
            quote = '\0';
        }
      else if (*at == '\'' || *at == '"')
        quote = *at;
      else if (*at == '$')
        {
          g_auto (SwReference) reference = { 0 };
          g_autoptr (SwOrigin) origin = NULL;

          sw_reference_read (&reference, at);
          origin = sw_reference_resolve (view, &reference);
          if (origin != NULL)
            function (view, origin, sw_reference_guess_hint (text, at, reference.end), data);
          at = MAX (at, reference.end - 1);
        }
    }
}

static void
note_read (const SwView *view,
           SwOrigin     *origin,
           SwHint        hint,
           gpointer      data)
{
  sw_survey_read (view->survey, origin, hint);
}

/**
 * sw_expression_dup_inside:
 *
 * Returns: (transfer full) (nullable): what stands between {% and %}; %NULL for another text
 */
char *
sw_expression_dup_inside (const char *text)
{
  gsize length = strlen (text);

  if (length < 4 || !g_str_has_prefix (text, "{%") || !g_str_has_suffix (text, "%}"))
    return NULL;
  return g_strstrip (g_strndup (text + 2, length - 4));
}

/* A literal of JSONata that is one of JSON */
static SwOrigin *
read_literal (const char *text)
{
  SwValue value = SW_VALUE_INIT;

  if (!sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL))
    return NULL;
  if (sw_value_is (value, SW_TYPE_OBJECT) || sw_value_is (value, SW_TYPE_ARRAY))
    {
      sw_value_clear (&value);
      return NULL;
    }
  return sw_origin_new_value (value);
}

/**
 * sw_view_evaluate:
 * @text: a path, or what stands in the braces of JSONata
 * @hint: what comes of it
 *
 * Returns: (transfer full): where its value comes from
 */
SwOrigin *
sw_view_evaluate (const SwView *view,
                  const char   *text,
                  SwHint        hint)
{
  SwOrigin *literal = view->jsonata ? read_literal (text) : NULL;

  if (literal != NULL)
    return literal;
  if (text[0] == '$')
    {
      g_auto (SwReference) reference = { 0 };

      sw_reference_read (&reference, text);
      if (*reference.end == '\0')
        {
          SwOrigin *origin = sw_reference_resolve (view, &reference);

          if (origin != NULL)
            {
              sw_survey_read (view->survey, origin, hint);
              return origin;
            }
        }
    }
  sw_view_scan (view, text, note_read, NULL);
  return sw_origin_new_unknown (text);
}

static SwOrigin *
evaluate_text (const SwView *view,
               const SwNode *node)
{
  g_autofree char *text = sw_node_dup_string (node, NULL);
  g_autofree char *inside = view->jsonata ? sw_expression_dup_inside (text) : NULL;

  return inside != NULL ? sw_view_evaluate (view, inside, SW_HINT_TEXT)
                        : sw_origin_new_value (sw_node_to_value (node));
}

static SwOrigin *
evaluate_member (const SwView  *view,
                 const SwNode  *node,
                 char         **name)
{
  gsize length = strlen (node->name);
  g_autofree char *text = sw_node_dup_string (node, NULL);

  if (!view->jsonata && text != NULL && length > 2 && g_str_has_suffix (node->name, ".$"))
    {
      *name = g_strndup (node->name, length - 2);
      return sw_view_evaluate (view, text, SW_HINT_TEXT);
    }
  *name = g_strdup (node->name);
  return sw_view_template (view, node);
}

/**
 * sw_view_template:
 * @node: a payload template, or a value with JSONata in its texts
 *
 * Returns: (transfer full): where the parts of what it makes come from
 */
SwOrigin *
sw_view_template (const SwView *view,
                  const SwNode *node)
{
  SwOrigin *origin;

  if (node->kind == SW_NODE_STRING)
    return evaluate_text (view, node);
  if (node->kind == SW_NODE_ARRAY)
    {
      origin = sw_origin_new_array ();
      for (const SwNode *child = node->first; child != NULL; child = child->next)
        sw_origin_append (origin, sw_view_template (view, child));
      return origin;
    }
  if (node->kind != SW_NODE_OBJECT)
    return sw_origin_new_value (sw_node_to_value (node));
  origin = sw_origin_new_object (NULL);
  for (const SwNode *child = node->first; child != NULL; child = child->next)
    {
      g_autofree char *name = NULL;
      SwOrigin *part = evaluate_member (view, child, &name);

      sw_origin_set (origin, name, part);
    }
  return origin;
}

/**
 * sw_view_field:
 * @field: of the state: a path, or a value with JSONata
 * @hint: what is to come of it
 *
 * Returns: (transfer full) (nullable): where its value comes from; %NULL where it is absent
 */
SwOrigin *
sw_view_field (const SwView  *view,
               const SwState *state,
               const char    *field,
               SwHint         hint)
{
  const SwNode *node = sw_node_get_member (state->node, field);
  g_autofree char *text = node != NULL ? sw_node_dup_string (node, NULL) : NULL;
  g_autofree char *inside = NULL;

  if (node == NULL)
    return NULL;
  if (text == NULL)
    return sw_view_template (view, node);
  if (!view->jsonata)
    return sw_view_evaluate (view, text, hint);
  inside = sw_expression_dup_inside (text);
  return inside != NULL ? sw_view_evaluate (view, inside, hint)
                        : sw_origin_new_value (sw_node_to_value (node));
}
