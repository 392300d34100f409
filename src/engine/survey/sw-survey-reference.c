/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/survey/sw-survey-reference.h"

#include <string.h>

/* References in paths and expressions: how they are written, and what they stand for. */

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

/**
 * sw_reference_read:
 * @at: a `$`
 *
 * Reads the reference that begins there.
 */
void
sw_reference_read (SwReference *self,
                   const char  *at)
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

/**
 * sw_reference_clear:
 *
 * Frees what was read.
 */
void
sw_reference_clear (SwReference *self)
{
  if (self->name == NULL)
    return;
  g_string_free (self->name, TRUE);
  g_string_free (self->way, TRUE);
}

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

/**
 * sw_reference_resolve:
 * @view: what the expression sees
 *
 * Returns: (transfer full) (nullable): where what it stands for comes from; %NULL for what is no
 * reference: the name of a function, say
 */
SwOrigin *
sw_reference_resolve (const SwView      *view,
                      const SwReference *reference)
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

/**
 * sw_reference_guess_hint:
 * @text: an expression
 * @begin: a reference in it
 * @end: behind that
 *
 * Returns: what it must be, as far as what stands beside it tells
 */
SwHint
sw_reference_guess_hint (const char *text,
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
