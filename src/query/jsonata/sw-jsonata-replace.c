/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-search.h"

/* $replace(): what stands for each match is a text with $1 in it, or what a function answers. */

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

/* Appends what group GROUP of a match holds; 0 is all of the match. A matcher that is a function
 * need not tell: then nothing. */
static void
append_group (GString *out,
              SwValue  match,
              guint    group)
{
  SwValue groups = sw_value_get_member (match, "groups");
  SwValue value = SW_VALUE_INIT;
  const char *text;
  gsize length;

  if (group == 0)
    value = sw_value_get_member (match, "match");
  else if (group <= sw_value_get_length (groups))
    value = sw_value_get_element (groups, group - 1);
  if (!sw_value_is (value, SW_TYPE_STRING))
    return;

  text = sw_value_get_text (value, &length);
  g_string_append_len (out, text, (gssize) length);
}

/* Appends a replacement text with its $$, $0, $1 … filled in; a $ before anything else is
 * itself. */
static void
append_replacement (GString *out,
                    SwValue  replacement,
                    SwValue  match)
{
  guint n_groups = sw_value_get_length (sw_value_get_member (match, "groups"));
  gsize length;
  const char *text = sw_value_get_text (replacement, &length);

  for (gsize i = 0; i < length; i++)
    {
      guint group, digits;

      if (text[i] == '$' && i + 1 < length
          && (digits = parse_group_number (text + i + 1, length - i - 1, n_groups, &group)) > 0)
        {
          append_group (out, match, group);
          i += digits;
          continue;
        }
      g_string_append_c (out, text[i]);
      if (text[i] == '$' && i + 1 < length && text[i + 1] == '$')
        i++;
    }
}

static void
append_replaced (SwJsonataEval         *e,
                 GString               *out,
                 SwValue                replacement,
                 const SwJsonataSearch *search)
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
  g_auto (SwJsonataSearch) search = { .subject = arguments[0],
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
  if (!sw_js_get_limit (e, sw_js_argument (arguments, n_arguments, 3), "D3011", &limit))
    return SW_VALUE_INIT;

  text = sw_value_get_text (arguments[0], &length);
  for (double count = 0; count < limit && !e->failed && sw_jsonata_search_next (e, &search);
       count++)
    {
      g_string_append_len (out, text + search.at, (gssize) (search.start - search.at));
      append_replaced (e, out, replacement, &search);
      sw_js_spend (e, 0, out->len);
      search.at = search.end;
    }
  g_string_append_len (out, text + search.end, (gssize) (length - search.end));

  return e->failed ? SW_VALUE_INIT : sw_js_new_string (e, out->str, out->len);
}
