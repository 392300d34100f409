/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-search.h"

#include <math.h>
#include <string.h>

/* $contains(), $match() and $split(): searching in texts for a text, by a regular expression, or by
 * a function that answers as a regular expression does. */

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
      g_auto (SwValue) match = sw_js_call_pattern (e, arguments[1], arguments[0]);

      return e->failed ? SW_VALUE_INIT : sw_value_new_boolean (!sw_js_is_missing (match));
    }
  text = sw_value_get_text (arguments[0], &length);
  token = sw_value_get_text (arguments[1], &token_length);

  return sw_value_new_boolean (memmem (text, length, token, token_length) != NULL);
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
      || !sw_js_get_limit (e, sw_js_argument (arguments, n_arguments, 2), "D3040", &limit))
    return SW_VALUE_INIT;

  result = sw_js_sequence ();
  if (limit > 0)
    match = sw_js_call_pattern (e, arguments[1], arguments[0]);
  for (double count = 0; !e->failed && !sw_js_is_missing (match) && count < limit; count++)
    {
      SwValue item = sw_value_new_object (3);
      SwValue matched = sw_value_get_member (match, "match");

      if (!sw_js_is_missing (matched)) /* a matcher that is a function need not tell */
        sw_value_set_member (&item, "match", sw_value_ref (matched));
      sw_value_set_member (&item, "index", sw_value_ref (sw_value_get_member (match, "start")));
      sw_value_set_member (&item, "groups", sw_value_ref (sw_value_get_member (match, "groups")));
      sw_js_push (e, &result, item);
      sw_value_set (&match, sw_js_next_match (e, match));
    }

  return result;
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
  g_auto (SwJsonataSearch) search = { .subject = arguments[0],
                                      .pattern = sw_js_argument (arguments, n_arguments, 1) };
  SwValue result;
  const char *text;
  gsize length;
  double limit;

  if (sw_js_is_missing (arguments[0])
      || !sw_js_get_limit (e, sw_js_argument (arguments, n_arguments, 2), "D3020", &limit))
    return SW_VALUE_INIT;
  text = sw_value_get_text (arguments[0], &length);
  limit = floor (limit);
  if (sw_value_is (search.pattern, SW_TYPE_STRING)
      && sw_string_get_length (sw_value_get_string (search.pattern)) == 0)
    return split_characters (e, text, length, limit);

  result = sw_value_new_array (0);
  while (sw_value_get_length (result) < limit && sw_jsonata_search_next (e, &search))
    sw_js_push (e, &result, sw_js_new_string (e, text + search.at, search.start - search.at));
  if (sw_value_get_length (result) < limit && !e->failed)
    sw_js_push (e, &result, sw_js_new_string (e, text + search.at, length - search.at));

  return result;
}
