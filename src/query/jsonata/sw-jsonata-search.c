/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-search.h"

#include <string.h>

/**
 * sw_jsonata_search_clear:
 *
 * Frees what a search holds.
 */
void
sw_jsonata_search_clear (SwJsonataSearch *self)
{
  sw_value_clear (&self->match);
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

static gboolean
find_text (SwJsonataSearch *self)
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

/**
 * sw_jsonata_search_next:
 *
 * Goes on to the next match; `start` and `end` are its bytes then, `at` is the end of the one
 * before.
 *
 * Returns: FALSE where there is none, or it failed
 */
gboolean
sw_jsonata_search_next (SwJsonataEval   *e,
                        SwJsonataSearch *self)
{
  gsize length;
  const char *text = sw_value_get_text (self->subject, &length);
  double start, end;

  self->at = self->end;
  if (sw_value_is (self->pattern, SW_TYPE_STRING))
    return find_text (self);

  sw_value_set (&self->match, self->begun ? sw_js_next_match (e, self->match)
                                          : sw_js_call_pattern (e, self->pattern, self->subject));
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

/**
 * sw_js_get_limit:
 * @value: how often at the most, or missing
 * @code: of the fault where it is negative
 * @limit: (out): the limit; G_MAXDOUBLE where it is missing
 *
 * Reads the limit that $match(), $split() and $replace() take.
 *
 * Returns: FALSE where it failed
 */
gboolean
sw_js_get_limit (SwJsonataEval *e,
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
