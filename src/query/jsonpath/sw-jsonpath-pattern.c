/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath-filter-private.h"

/* A pattern that needs more than this is a runaway ("^(a+)+$"): it counts as no match, and for as
 * many steps of the evaluation, so that a list of such texts comes to its end. */
#define MATCH_LIMIT 200000

/* A text that the pattern just manages takes about ten milliseconds. */
#define UNITS (SW_INTERRUPT_UNITS / 4)

static gboolean
matches_text (const pcre2_code *pattern,
              const char       *text,
              gsize             length,
              SwPathWalk       *walk)
{
  pcre2_match_data *match = pcre2_match_data_create (1, NULL);
  pcre2_match_context *bounds = pcre2_match_context_create (NULL);
  int code;

  sw_query_spend (walk->interrupt, UNITS, NULL);
  pcre2_set_match_limit (bounds, MATCH_LIMIT);
  pcre2_set_depth_limit (bounds, MATCH_LIMIT);
  pcre2_set_heap_limit (bounds, 20000);
  code = pcre2_match (pattern, (PCRE2_SPTR) text, length, 0, 0, match, bounds);
  pcre2_match_context_free (bounds);
  pcre2_match_data_free (match);

  if (code < 0 && code != PCRE2_ERROR_NOMATCH)
    walk->steps += MATCH_LIMIT;
  return code >= 0;
}

static gboolean
matches_value (const pcre2_code *pattern,
               SwValue           value,
               SwPathWalk       *walk)
{
  g_autofree char *json = NULL;
  const char *text;
  gsize length;

  if (sw_value_is (value, SW_TYPE_STRING))
    {
      text = sw_value_get_text (value, &length);
      return matches_text (pattern, text, length, walk);
    }
  if (!sw_value_is (value, SW_TYPE_NUMBER) && !sw_value_is (value, SW_TYPE_BOOLEAN))
    return matches_text (pattern, "", 0, walk);

  json = sw_value_to_text (value, SW_TEXT_DEFAULT, &length);
  return matches_text (pattern, json, length, walk);
}

/**
 * sw_filter_match:
 *
 * The operator =~: one side is a pattern, which must match the whole text of the other, or of one
 * element of it. Numbers and booleans are matched by their text.
 *
 * Returns: whether it does
 */
gboolean
sw_filter_match (const SwFilterOperand *left,
                 const SwFilterOperand *right)
{
  const pcre2_code *pattern = left->pattern != NULL ? left->pattern : right->pattern;
  SwValue value = left->pattern != NULL ? right->value : left->value;

  if ((left->pattern != NULL) == (right->pattern != NULL))
    return FALSE;
  if (!sw_value_is (value, SW_TYPE_ARRAY))
    return matches_value (pattern, value, left->walk);

  for (guint i = 0; i < sw_value_get_length (value) && sw_path_walk_tick (left->walk, NULL); i++)
    if (matches_value (pattern, sw_value_get_element (value, i), left->walk))
      return TRUE;
  return FALSE;
}
