/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

#include <math.h>
#include <string.h>

/* Searching in texts: for a text, by a regular expression, or by a function that answers as a
 * regular expression does. */

/* JavaScript counts positions in UTF-16 units. */
static double
count_utf16 (const char *text,
             gsize       length)
{
  double units = 0;

  for (gsize i = 0; i < length; i++)
    units += (((guchar) text[i] & 0xC0) != 0x80) + ((guchar) text[i] >= 0xF0);

  return units;
}

static SwValue
match_groups (SwJsonataEval        *e,
              const char           *text,
              const SwJsonataMatch *match)
{
  SwValue groups = sw_value_new_array (match->groups->len);

  for (guint i = 0; i < match->groups->len; i++)
    {
      const gsize *span = &((const gsize *) (gconstpointer) match->groups->data)[2 * i];

      if (span[0] == G_MAXSIZE)
        sw_js_push (e, &groups, sw_value_new_string (""));
      else
        sw_js_push (e, &groups, sw_js_new_string (e, text + span[0], span[1] - span[0]));
    }

  return groups;
}

static SwValue
new_next (SwJsonataFunction *matcher,
          SwValue            subject,
          gsize              offset)
{
  SwJsonataFunction *next = g_new0 (SwJsonataFunction, 1);

  next->kind = SW_JF_NEXT;
  next->regex = sw_jsonata_regex_ref (matcher->regex);
  next->input = sw_value_ref (subject);
  next->offset = offset;

  return sw_js_function_new (next);
}

/**
 * sw_js_call_matcher:
 * @matcher: a regular expression, or the `next` of a match
 * @subject: the text to search; not used for a `next`
 *
 * Answers what a regular expression answers as a function: { match, start, end, groups, next }.
 *
 * Returns: (transfer full): the match; UNDEFINED where there is none
 */
SwValue
sw_js_call_matcher (SwJsonataEval     *e,
                    SwJsonataFunction *matcher,
                    SwValue            subject)
{
  g_auto (SwJsonataMatch) match = { 0 };
  g_auto (SwValue) matched = SW_VALUE_INIT;
  g_auto (SwValue) groups = SW_VALUE_INIT;
  SwValue result;
  const char *text;
  gsize length;
  int found;

  if (matcher->kind == SW_JF_NEXT)
    subject = matcher->input;
  if (!sw_value_is (subject, SW_TYPE_STRING))
    return SW_VALUE_INIT;
  text = sw_value_get_text (subject, &length);
  if (matcher->offset > length)
    return SW_VALUE_INIT;

  found = sw_jsonata_regex_match (matcher->regex, text, length, matcher->offset, &match);
  if (found < 0)
    return sw_js_fail_message (e, "U1001",
                               "Expression evaluation timeout: Check for infinite loop");
  if (found == 0)
    return SW_VALUE_INIT;
  if (match.start == match.end)
    return sw_js_fail (e, "D1004", SW_VALUE_INIT);

  matched = sw_js_new_string (e, text + match.start, match.end - match.start);
  groups = match_groups (e, text, &match);
  if (e->failed)
    return SW_VALUE_INIT;

  result = sw_value_new_object (5);
  sw_value_set_member (&result, "match", sw_value_ref (matched));
  sw_value_set_member (&result, "start", sw_value_new_number (count_utf16 (text, match.start)));
  sw_value_set_member (&result, "end", sw_value_new_number (count_utf16 (text, match.end)));
  sw_value_set_member (&result, "groups", sw_value_ref (groups));
  sw_value_set_member (&result, "next", new_next (matcher, subject, match.end));

  return result;
}

/* What a function answered, if it is a match or nothing; anything else is a fault */
static SwValue
check_match (SwJsonataEval *e,
             SwValue        take_match)
{
  if (e->failed || sw_js_is_missing (take_match))
    return take_match;
  if (sw_value_is (take_match, SW_TYPE_OBJECT)
      && sw_value_is (sw_value_get_member (take_match, "start"), SW_TYPE_NUMBER)
      && sw_value_is (sw_value_get_member (take_match, "end"), SW_TYPE_NUMBER)
      && sw_value_is (sw_value_get_member (take_match, "groups"), SW_TYPE_ARRAY)
      && sw_js_get_function (sw_value_get_member (take_match, "next")) != NULL)
    return take_match;

  sw_value_clear (&take_match);
  return sw_js_fail (e, "T1010", SW_VALUE_INIT);
}

static SwValue
call_pattern (SwJsonataEval *e,
              SwValue        pattern,
              SwValue        subject)
{
  return check_match (e, sw_js_apply (e, pattern, &subject, 1, SW_VALUE_INIT));
}

static SwValue
next_match (SwJsonataEval *e,
            SwValue        match)
{
  return check_match (e,
                      sw_js_apply (e, sw_value_get_member (match, "next"), NULL, 0, SW_VALUE_INIT));
}

SwValue
sw_js_contains (SwJsonataEval *e,
                SwValue       *arguments,
                guint          n_arguments,
                SwValue        input)
{
  gsize length, token_length;
  const char *text, *token;

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  if (!sw_value_is (arguments[1], SW_TYPE_STRING))
    {
      g_auto (SwValue) match = call_pattern (e, arguments[1], arguments[0]);

      return e->failed ? SW_VALUE_INIT : sw_value_new_boolean (!sw_js_is_missing (match));
    }
  text = sw_value_get_text (arguments[0], &length);
  token = sw_value_get_text (arguments[1], &token_length);

  return sw_value_new_boolean (memmem (text, length, token, token_length) != NULL);
}

/* The limit argument: G_MAXDOUBLE where it is missing; FALSE with CODE as fault where it is
 * negative */
static gboolean
get_limit (SwJsonataEval *e,
           SwValue        value,
           const char    *code,
           double        *limit)
{
  *limit = sw_js_is_missing (value) ? G_MAXDOUBLE : sw_value_get_number (value);
  if (*limit >= 0)
    return TRUE;

  sw_js_fail (e, code, value);
  return FALSE;
}

SwValue
sw_js_match (SwJsonataEval *e,
             SwValue       *arguments,
             guint          n_arguments,
             SwValue        input)
{
  g_auto (SwValue) match = SW_VALUE_INIT;
  SwValue result;
  double limit;

  if (sw_js_is_missing (arguments[0])
      || !get_limit (e, sw_js_argument (arguments, n_arguments, 2), "D3040", &limit))
    return SW_VALUE_INIT;

  result = sw_js_sequence ();
  if (limit > 0)
    match = call_pattern (e, arguments[1], arguments[0]);
  for (double count = 0; !e->failed && !sw_js_is_missing (match) && count < limit; count++)
    {
      SwValue item = sw_value_new_object (3);
      SwValue matched = sw_value_get_member (match, "match");

      if (!sw_js_is_missing (matched)) /* a matcher that is a function need not tell */
        sw_value_set_member (&item, "match", sw_value_ref (matched));
      sw_value_set_member (&item, "index", sw_value_ref (sw_value_get_member (match, "start")));
      sw_value_set_member (&item, "groups", sw_value_ref (sw_value_get_member (match, "groups")));
      sw_js_push (e, &result, item);
      sw_value_set (&match, next_match (e, match));
    }

  return result;
}

/* Byte of the UTF-16 unit UNITS, searched from byte FROM, which is unit FROM_UNITS */
static gsize
find_unit (const char *text,
           gsize       length,
           gsize       from,
           double      from_units,
           double      units)
{
  while (from < length && from_units < units)
    {
      from_units += 1 + ((guchar) text[from] >= 0xF0);
      do
        from++;
      while (from < length && ((guchar) text[from] & 0xC0) == 0x80);
    }

  return from;
}

/* Walks over the matches of a pattern; begins with MATCH undefined and AT 0. */
typedef struct
{
  SwValue subject;
  SwValue pattern; /* text or function */
  SwValue match;   /* of a function */
  gsize   at;      /* byte behind the last match */
  double  units;   /* the same in UTF-16 units */
  gsize   start;   /* of the match found */
  gsize   end;
  gboolean begun;
} Search;

static gboolean
find_text (Search *self)
{
  gsize length, pattern_length;
  const char *text = sw_value_get_text (self->subject, &length);
  const char *pattern = sw_value_get_text (self->pattern, &pattern_length);
  const char *found = memmem (text + self->at, length - self->at, pattern, pattern_length);

  if (found == NULL)
    return FALSE;
  self->start = (gsize) (found - text);
  self->end = self->start + pattern_length;

  return TRUE;
}

static gboolean
search_next (SwJsonataEval *e,
             Search        *self)
{
  gsize length;
  const char *text = sw_value_get_text (self->subject, &length);
  double start, end;

  self->at = self->end;
  if (sw_value_is (self->pattern, SW_TYPE_STRING))
    return find_text (self);

  sw_value_set (&self->match, self->begun ? next_match (e, self->match)
                                          : call_pattern (e, self->pattern, self->subject));
  self->begun = TRUE;
  if (e->failed || sw_js_is_missing (self->match))
    return FALSE;

  start = sw_value_get_number (sw_value_get_member (self->match, "start"));
  end = sw_value_get_number (sw_value_get_member (self->match, "end"));
  self->start = find_unit (text, length, self->at, self->units, start);
  self->end = find_unit (text, length, self->start, start, end);
  self->units = end;

  return TRUE;
}

/* $split(text, ""): one item for each UTF-16 unit; an astral character is kept whole */
static SwValue
split_characters (SwJsonataEval *e,
                  const char    *text,
                  gsize          length,
                  double         limit)
{
  SwValue result = sw_value_new_array (0);

  for (gsize i = 0, next; i < length && sw_value_get_length (result) < limit && !e->failed;
       i = next)
    {
      for (next = i + 1; next < length && ((guchar) text[next] & 0xC0) == 0x80;)
        next++;
      sw_js_push (e, &result, sw_js_new_string (e, text + i, next - i));
    }

  return result;
}

SwValue
sw_js_split (SwJsonataEval *e,
             SwValue       *arguments,
             guint          n_arguments,
             SwValue        input)
{
  Search search = { .subject = arguments[0],
                    .pattern = sw_js_argument (arguments, n_arguments, 1) };
  SwValue result;
  const char *text;
  gsize length;
  double limit;

  if (sw_js_is_missing (arguments[0])
      || !get_limit (e, sw_js_argument (arguments, n_arguments, 2), "D3020", &limit))
    return SW_VALUE_INIT;
  text = sw_value_get_text (arguments[0], &length);
  limit = floor (limit);
  if (sw_value_is (search.pattern, SW_TYPE_STRING)
      && sw_string_get_length (sw_value_get_string (search.pattern)) == 0)
    return split_characters (e, text, length, limit);

  result = sw_value_new_array (0);
  while (sw_value_get_length (result) < limit && search_next (e, &search))
    sw_js_push (e, &result, sw_js_new_string (e, text + search.at, search.start - search.at));
  if (sw_value_get_length (result) < limit && !e->failed)
    sw_js_push (e, &result, sw_js_new_string (e, text + search.at, length - search.at));
  sw_value_clear (&search.match);

  return result;
}

/* The longest of up to 3 digits at TEXT that names a group, as `$12`: 12 if there are 12 groups,
 * else group 1 and "2" */
static guint
parse_group_number (const char *text,
                    gsize       length,
                    guint       n_groups,
                    guint      *group)
{
  guint digits = 0, number = 0, best = 0;

  while (digits < length && digits < 3 && g_ascii_isdigit (text[digits]))
    {
      guint candidate = number * 10 + (guint) (text[digits] - '0');

      if (digits > 0 && candidate > n_groups)
        break;
      number = candidate;
      best = ++digits;
    }
  *group = number;

  return best;
}

/* Appends a replacement text with its $$, $0, $1 … filled in. */
static void
append_replacement (GString *out,
                    SwValue  replacement,
                    SwValue  match)
{
  SwValue groups = sw_value_get_member (match, "groups");
  guint n_groups = sw_value_get_length (groups);
  gsize length, piece_length;
  const char *text = sw_value_get_text (replacement, &length);

  for (gsize i = 0; i < length; i++)
    {
      const char *piece = NULL;
      SwValue value = SW_VALUE_INIT;
      guint group, digits;

      if (text[i] != '$' || i + 1 >= length)
        {
          g_string_append_c (out, text[i]);
          continue;
        }
      if (text[i + 1] == '$')
        {
          g_string_append_c (out, '$');
          i++;
          continue;
        }
      digits = parse_group_number (text + i + 1, length - i - 1, n_groups, &group);
      if (digits == 0)
        {
          g_string_append_c (out, '$');
          continue;
        }
      if (group == 0)
        value = sw_value_get_member (match, "match");
      else if (group <= n_groups)
        value = sw_value_get_element (groups, group - 1);
      if (sw_value_is (value, SW_TYPE_STRING))
        piece = sw_value_get_text (value, &piece_length);
      if (piece != NULL)
        g_string_append_len (out, piece, (gssize) piece_length);
      i += digits;
    }
}

static void
append_replaced (SwJsonataEval *e,
                 GString       *out,
                 SwValue        replacement,
                 const Search  *search)
{
  g_auto (SwValue) made = SW_VALUE_INIT;
  gsize length;
  const char *text;

  if (sw_value_is (replacement, SW_TYPE_STRING) && !sw_value_is (search->pattern, SW_TYPE_STRING))
    {
      append_replacement (out, replacement, search->match);
      return;
    }
  if (sw_value_is (replacement, SW_TYPE_STRING))
    made = sw_value_ref (replacement);
  else
    made = sw_js_apply (e, replacement, &search->match, 1, SW_VALUE_INIT);
  if (e->failed)
    return;
  if (!sw_value_is (made, SW_TYPE_STRING))
    {
      sw_js_fail (e, "D3012", made);
      return;
    }
  text = sw_value_get_text (made, &length);
  g_string_append_len (out, text, (gssize) length);
}

SwValue
sw_js_replace (SwJsonataEval *e,
               SwValue       *arguments,
               guint          n_arguments,
               SwValue        input)
{
  SwValue replacement = sw_js_argument (arguments, n_arguments, 2);
  Search search = { .subject = arguments[0],
                    .pattern = sw_js_argument (arguments, n_arguments, 1) };
  g_autoptr (GString) out = g_string_new (NULL);
  const char *text;
  gsize length;
  double limit;

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  if (sw_value_is (search.pattern, SW_TYPE_STRING)
      && sw_string_get_length (sw_value_get_string (search.pattern)) == 0)
    return sw_js_fail (e, "D3010", search.pattern);
  if (!get_limit (e, sw_js_argument (arguments, n_arguments, 3), "D3011", &limit))
    return SW_VALUE_INIT;

  text = sw_value_get_text (arguments[0], &length);
  for (double count = 0; count < limit && !e->failed && search_next (e, &search); count++)
    {
      g_string_append_len (out, text + search.at, (gssize) (search.start - search.at));
      append_replaced (e, out, replacement, &search);
      sw_js_spend (e, 0, out->len);
      search.at = search.end;
    }
  g_string_append_len (out, text + search.end, (gssize) (length - search.end));
  sw_value_clear (&search.match);

  return e->failed ? SW_VALUE_INIT : sw_js_new_string (e, out->str, out->len);
}
