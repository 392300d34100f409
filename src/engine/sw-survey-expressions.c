/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-survey-private.h"

#include <string.h>

#include "json/sw-text.h"

/* What paths, templates and simple expressions refer to. What computes is not followed: its value
 * cannot be traced, but what it reads is noted. */

/* A reference: "$.a[0]", "$$.Execution.Input", "$name.b", "$states.input.c" */
typedef struct
{
  GString    *name; /* behind the `$`: "" the input, "$" the context object; a variable */
  GString    *way;
  const char *end;  /* the first byte behind it */
} Reference;

static gboolean
is_name_letter (char letter)
{
  return g_ascii_isalnum (letter) || letter == '_' || (guchar) letter >= 0x80;
}

/* ['name'], ["name"], [3]; returns behind it, or NULL for anything else in brackets */
static const char *
read_bracket (const char *at,
              GString    *way)
{
  const char *end;
  char *number_end;
  g_autofree char *longer = NULL;

  if (at[1] == '\'' || at[1] == '"')
    {
      end = strchr (at + 2, at[1]);
      if (end == NULL || end[1] != ']' || memchr (at, '\\', (gsize) (end - at)) != NULL)
        return NULL;
      longer = sw_way_append_name (way->str, at + 2, (gsize) (end - at - 2));
      g_string_assign (way, longer);
      return end + 2;
    }
  if (!g_ascii_isdigit (at[1]))
    return NULL;
  longer = sw_way_append_index (way->str, (guint) g_ascii_strtoull (at + 1, &number_end, 10));
  if (*number_end != ']')
    return NULL;
  g_string_assign (way, longer);
  return number_end + 1;
}

/* .name, .`a name` of JSONata, and brackets, as far as they go */
static const char *
read_steps (const char *at,
            GString    *way)
{
  while (TRUE)
    {
      const char *begin = at + 1, *end = begin;
      g_autofree char *longer = NULL;

      if (*at == '[')
        {
          end = read_bracket (at, way);
          if (end == NULL)
            return at;
          at = end;
          continue;
        }
      if (*at != '.')
        return at;
      if (*begin == '`' && (end = strchr (begin + 1, '`')) != NULL)
        {
          longer = sw_way_append_name (way->str, begin + 1, (gsize) (end - begin - 1));
          end++;
        }
      else
        {
          while (is_name_letter (*end))
            end++;
          if (end == begin)
            return at;
          longer = sw_way_append_name (way->str, begin, (gsize) (end - begin));
        }
      g_string_assign (way, longer);
      at = end;
    }
}

/* AT: a `$` */
static void
reference_read (Reference  *self,
                const char *at)
{
  const char *end = ++at;

  self->name = g_string_new (NULL);
  self->way = g_string_new (NULL);
  if (*end == '$')
    end++;
  else
    while (is_name_letter (*end))
      end++;
  g_string_append_len (self->name, at, end - at);
  self->end = read_steps (end, self->way);
}

static void
reference_clear (Reference *self)
{
  if (self->name == NULL)
    return;
  g_string_free (self->name, TRUE);
  g_string_free (self->way, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reference, reference_clear)

/* What stands behind a way's beginning: "/Map/Item/Value" of "/Map/Item/Value/id" gives "/id" */
static const char *
behind (const char *way,
        const char *beginning)
{
  gsize length = strlen (beginning);

  return strncmp (way, beginning, length) == 0 && (way[length] == '/' || way[length] == '\0')
             ? way + length
             : NULL;
}

/* The context object: what can be known of it beforehand */
static SwOrigin *
follow_context (const SwView *view,
                const char   *way)
{
  const char *rest;
  g_autofree char *shown = g_strconcat ("$$", way, NULL);

  if ((rest = behind (way, "/Execution/Input")) != NULL)
    return sw_origin_new_place (SW_DRAFT_INPUT, rest);
  if ((rest = behind (way, "/Map/Item/Value")) != NULL && view->stand->item != NULL)
    return sw_origin_follow (view->stand->item, rest);
  return sw_origin_new_unknown (shown);
}

/* $states of JSONata */
static SwOrigin *
follow_states (const SwView *view,
               const char   *way)
{
  const struct
  {
    const char *beginning;
    SwOrigin   *origin;
  } members[] = { { "/input", view->stand->input },
                  { "/result", view->result },
                  { "/errorOutput", view->caught } };
  const char *rest = behind (way, "/context");

  if (rest != NULL)
    return follow_context (view, rest);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if ((rest = behind (way, members[i].beginning)) != NULL && members[i].origin != NULL)
      return sw_origin_follow (members[i].origin, rest);
  return NULL;
}

/* Returns: (nullable): NULL for what is no reference: the name of a function, say */
static SwOrigin *
resolve (const SwView    *view,
         const Reference *reference)
{
  const char *name = reference->name->str;
  SwOrigin *variable = g_hash_table_lookup (view->stand->variables, name);

  if (variable != NULL)
    return sw_origin_follow (variable, reference->way->str);
  if (view->jsonata)
    return g_str_equal (name, "states") ? follow_states (view, reference->way->str) : NULL;
  if (name[0] == '\0')
    return sw_origin_follow (view->root, reference->way->str);
  return g_str_equal (name, "$") ? follow_context (view, reference->way->str) : NULL;
}

/* What stands beside a reference tells what it must be. */
static SwHint
guess_hint (const char *text,
            const char *begin,
            const char *end)
{
  static const struct
  {
    const char *function;
    SwHint      hint;
  } functions[] = {
    { "$sum(", SW_HINT_ARRAY },      { "$count(", SW_HINT_ARRAY },
    { "$max(", SW_HINT_ARRAY },      { "$min(", SW_HINT_ARRAY },
    { "$average(", SW_HINT_ARRAY },  { "$map(", SW_HINT_ARRAY },
    { "$filter(", SW_HINT_ARRAY },   { "$reduce(", SW_HINT_ARRAY },
    { "$sort(", SW_HINT_ARRAY },     { "$reverse(", SW_HINT_ARRAY },
    { "$round(", SW_HINT_NUMBER },   { "$floor(", SW_HINT_NUMBER },
    { "$abs(", SW_HINT_NUMBER },     { "$sqrt(", SW_HINT_NUMBER },
    { "States.ArrayLength(", SW_HINT_ARRAY }, { "States.ArrayGetItem(", SW_HINT_ARRAY },
    { "States.ArrayUnique(", SW_HINT_ARRAY }, { "States.ArrayContains(", SW_HINT_ARRAY },
    { "States.MathAdd(", SW_HINT_NUMBER },    { "States.MathRandom(", SW_HINT_NUMBER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      gsize length = strlen (functions[i].function);

      if ((gsize) (begin - text) >= length
          && strncmp (begin - length, functions[i].function, length) == 0)
        return functions[i].hint;
    }
  while (*end == ' ')
    end++;
  if (*end != '\0' && strchr ("+-*/<>", *end) != NULL)
    return SW_HINT_NUMBER;
  return SW_HINT_TEXT;
}

/**
 * sw_path_dup_way:
 * @text: a reference path over the input, "$.a.b"
 *
 * Returns: (transfer full) (nullable): the way it leads; %NULL for another path
 */
char *
sw_path_dup_way (const char *text)
{
  g_auto (Reference) reference = { 0 };

  if (text[0] != '$')
    return NULL;
  reference_read (&reference, text);
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
          g_auto (Reference) reference = { 0 };
          g_autoptr (SwOrigin) origin = NULL;

          reference_read (&reference, at);
          origin = resolve (view, &reference);
          if (origin != NULL)
            function (view, origin, guess_hint (text, at, reference.end), data);
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
      g_auto (Reference) reference = { 0 };

      reference_read (&reference, text);
      if (*reference.end == '\0')
        {
          SwOrigin *origin = resolve (view, &reference);

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
