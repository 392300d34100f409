/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-search.h"

/* A regular expression as the function that it is in an expression, and functions of the person's
 * that answer as one does: the first match as { match, start, end, groups, next }. */

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
          gsize              offset,
          double             units)
{
  SwJsonataFunction *next = g_new0 (SwJsonataFunction, 1);

  next->kind = SW_JF_NEXT;
  next->regex = sw_jsonata_regex_ref (matcher->regex);
  next->input = sw_value_ref (subject);
  next->offset = offset;
  next->units = units;

  return sw_js_function_new (next);
}

/* What a match is to an expression; positions count on from where the search began. */
static SwValue
new_match (SwJsonataEval        *e,
           SwJsonataFunction    *matcher,
           SwValue               subject,
           const SwJsonataMatch *match)
{
  const char *text = sw_value_get_text (subject, NULL);
  g_auto (SwValue) matched = sw_js_new_string (e, text + match->start, match->end - match->start);
  g_auto (SwValue) groups = match_groups (e, text, match);
  double start = matcher->units
                 + count_utf16 (text + matcher->offset, match->start - matcher->offset);
  double end = start + count_utf16 (text + match->start, match->end - match->start);
  SwValue result;

  if (e->failed)
    return SW_VALUE_INIT;

  result = sw_value_new_object (5);
  sw_value_set_member (&result, "match", sw_value_ref (matched));
  sw_value_set_member (&result, "start", sw_value_new_number (start));
  sw_value_set_member (&result, "end", sw_value_new_number (end));
  sw_value_set_member (&result, "groups", sw_value_ref (groups));
  sw_value_set_member (&result, "next", new_next (matcher, subject, match->end, end));

  return result;
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

  found = sw_jsonata_regex_match (matcher->regex, text, length, matcher->offset,
                                  e->scope->interrupt, &match);
  if (found < 0)
    return sw_js_work (e, 0) ? sw_js_fail_message (e, "U1001", SW_JS_TIMEOUT) : SW_VALUE_INIT;
  if (found == 0)
    return SW_VALUE_INIT;
  if (match.start == match.end)
    return sw_js_fail (e, "D1004", SW_VALUE_INIT);

  return new_match (e, matcher, subject, &match);
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

/**
 * sw_js_call_pattern:
 * @pattern: a regular expression, or a function that answers as one does
 * @subject: the text to search
 *
 * Looks for the first match.
 *
 * Returns: (transfer full): the match; UNDEFINED where there is none, or it failed
 */
SwValue
sw_js_call_pattern (SwJsonataEval *e,
                    SwValue        pattern,
                    SwValue        subject)
{
  return check_match (e, sw_js_apply (e, pattern, &subject, 1, SW_VALUE_INIT));
}

/**
 * sw_js_next_match:
 * @match: what sw_js_call_pattern() or this function answered
 *
 * Looks for the match behind another, by its `next`.
 *
 * Returns: (transfer full): the match; UNDEFINED where there is none, or it failed
 */
SwValue
sw_js_next_match (SwJsonataEval *e,
                  SwValue        match)
{
  return check_match (e,
                      sw_js_apply (e, sw_value_get_member (match, "next"), NULL, 0, SW_VALUE_INIT));
}
