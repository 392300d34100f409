/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-time-picture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "query/jsonata/sw-jsonata-calendar.h"

/* The expression that a part matches when a time is read; NULL with a fault where it cannot be read
 */
static char *
dup_part_regex (SwJsonataEval           *e,
                const SwJsonataTimePart *part)
{
  g_auto (SwValue) component = SW_VALUE_INIT;

  if (part->literal != NULL)
    {
      g_autofree char *escaped = g_regex_escape_string (part->literal, -1);

      return g_strconcat ("(", escaped, ")", NULL);
    }
  if (part->component == 'Z' || part->component == 'z')
    return g_strdup_printf ("(%s[-+][0-9]+%s)", part->component == 'z' ? "GMT" : "",
                            part->number.regular > 0 ? "[^0-9][0-9]+" : "");
  if (part->is_number)
    {
      g_autofree char *regex = sw_integer_format_dup_regex (&part->number, e);

      return regex != NULL ? g_strconcat ("(", regex, ")", NULL) : NULL;
    }
  if (part->component != '\0' && strchr ("MxFP", part->component) != NULL)
    return g_strdup ("([a-zA-Z]+)");
  component = sw_value_new_string_len (&part->component, 1);
  sw_js_fail (e, "D3133", component);

  return NULL;
}

/* Minutes of "+02:00", "-0530", "+5" */
static gint64
parse_offset (const char *text)
{
  const char *digits = text + 1;
  gint64 sign = text[0] == '-' ? -1 : 1;
  gsize length = strspn (digits, "0123456789");
  gint64 number = CLAMP (g_ascii_strtoll (digits, NULL, 10), 0, 9999);

  if (digits[length] != '\0')
    return sign * (number * 60 + CLAMP (g_ascii_strtoll (digits + length + 1, NULL, 10), 0, 59));

  return length <= 2 ? sign * number * 60 : sign * (number / 100 * 60 + number % 100);
}

static gint64
parse_name (const SwJsonataTimePart *part,
            const char              *text)
{
  const char *const *names = part->component == 'F' ? sw_js_time_days : sw_js_time_months;
  guint n =
      part->component == 'F' ? G_N_ELEMENTS (sw_js_time_days) : G_N_ELEMENTS (sw_js_time_months);

  if (part->component == 'P')
    return g_ascii_strcasecmp (text, "pm") == 0;
  for (guint i = 0; i < n; i++)
    {
      gsize length =
          part->most > 0 ? MIN ((gsize) part->most, strlen (names[i])) : strlen (names[i]);

      if (strlen (text) == length && g_ascii_strncasecmp (names[i], text, length) == 0)
        return i + 1;
    }

  return 0;
}

#define UNKNOWN G_MININT64
#define LARGEST 1e7 /* beyond any component that makes sense, and still far from overflow */

/* What was read, by component letter */
typedef struct
{
  gint64   values[128];
  gboolean any;
} Components;

static void
read_component (const SwJsonataTimePart *part,
                const char              *text,
                Components              *components)
{
  gint64 value;

  if (part->literal != NULL)
    return;
  if (part->component == 'Z' || part->component == 'z')
    value = parse_offset (part->component == 'z' ? text + 3 : text);
  else if (part->is_number)
    value = (gint64) CLAMP (sw_integer_format_parse (&part->number, text), -LARGEST, LARGEST);
  else
    value = parse_name (part, text);
  components->values[(guchar) part->component] = value;
  components->any = TRUE;
}

/* Matches TEXT against the parts; FALSE where it does not match. */
static gboolean
match_parts (SwJsonataEval *e,
             GArray        *parts,
             const char    *text,
             Components    *components)
{
  g_autoptr (GString) pattern = g_string_new ("^");
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) info = NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *piece = dup_part_regex (e, &g_array_index (parts, SwJsonataTimePart, i));

      if (piece == NULL)
        return FALSE;
      g_string_append (pattern, piece);
    }
  g_string_append_c (pattern, '$');

  regex = g_regex_new (pattern->str, G_REGEX_CASELESS, 0, NULL);
  if (regex == NULL || !g_regex_match (regex, text, 0, &info))
    return FALSE;
  for (guint i = 0; i < 128; i++)
    components->values[i] = UNKNOWN;
  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *piece = g_match_info_fetch (info, (int) i + 1);

      read_component (&g_array_index (parts, SwJsonataTimePart, i), piece, components);
    }

  return components->any;
}

static gboolean
has (const Components *components,
     const char       *letters)
{
  for (; *letters != '\0'; letters++)
    if (components->values[(guchar) *letters] != UNKNOWN)
      return TRUE;

  return FALSE;
}

/* Fills in what was not given: before the first given component the present, behind the last the
 * lowest; a gap is a fault. */
static gboolean
fill_components (SwJsonataEval *e,
                 const char    *order,
                 Components    *components)
{
  gint64 now = e->scope->now / 1000;
  gboolean started = FALSE, ended = FALSE;

  for (; *order != '\0'; order++)
    {
      gint64 *value = &components->values[(guchar) *order];

      if (*value != UNKNOWN)
        {
          started = TRUE;
          if (ended)
            {
              sw_js_fail (e, "D3136", SW_VALUE_INIT);
              return FALSE;
            }
        }
      else if (started)
        {
          *value = strchr ("MDd", *order) != NULL ? 1 : 0;
          ended = TRUE;
        }
      else
        {
          *value = sw_civil_component (now, *order);
        }
    }

  return TRUE;
}

static double
components_to_ms (const Components *components,
                  gboolean          by_day_of_year,
                  gboolean          twelve_hours)
{
  const gint64 *values = components->values;
  gint64 day = by_day_of_year ? sw_civil_to_days (values['Y'], 1, values['d'])
                              : sw_civil_to_days (values['Y'], MAX (values['M'], 1), values['D']);
  gint64 hour = twelve_hours ? values['h'] % 12 + (values['P'] == 1 ? 12 : 0) : values['H'];
  gint64 offset = values['Z'] != UNKNOWN ? values['Z'] : values['z'] != UNKNOWN ? values['z'] : 0;

  return (double) (day * SW_DAY_MS + hour * 3600000 + values['m'] * 60000 + values['s'] * 1000
                   + values['f'] - offset * 60000);
}

/**
 * sw_js_time_parse:
 *
 * Reads a time by a picture. What the picture leaves out before the first given component is the
 * present's, behind the last the lowest.
 *
 * Returns: (transfer full): milliseconds since 1970; UNDEFINED where @text does not match
 */
SwValue
sw_js_time_parse (SwJsonataEval *e,
                  const char    *text,
                  const char    *picture)
{
  g_autoptr (GArray) parts = sw_js_time_picture_new (e, picture);
  Components components = { 0 };
  gboolean by_day, by_week, twelve_hours;
  char order[16];

  if (parts == NULL || !match_parts (e, parts, text, &components))
    return SW_VALUE_INIT;

  by_day = has (&components, "d") && !has (&components, "MxWwD");
  by_week = has (&components, "XxWw") && !has (&components, "YMD");
  twelve_hours = has (&components, "Ph") && !has (&components, "H");
  if (by_week)
    return sw_js_fail (e, "D3136", SW_VALUE_INIT); /* the reference cannot either */
  g_snprintf (order, sizeof order, "%s%s", by_day ? "Yd" : "YMD", twelve_hours ? "Phmsf" : "Hmsf");
  if (!fill_components (e, order, &components))
    return SW_VALUE_INIT;
  if (components.values['Y'] >= 0 && components.values['Y'] < 100)
    components.values['Y'] += 1900; /* as JavaScript's Date.UTC, and so the reference, does */

  return sw_value_new_number (components_to_ms (&components, by_day, twelve_hours));
}

/* The parts of an ISO 8601 time */
typedef struct
{
  int    year;
  int    month;
  int    day;
  int    hour;
  int    minute;
  int    second;
  double fraction; /* of a second */
  gint64 offset;   /* minutes east of UTC */
} IsoTime;

/* "2018", "2018-02" or "2018-02-01"; moves TEXT behind it */
static gboolean
read_iso_date (const char **text,
               IsoTime     *iso)
{
  int *fields[] = { &iso->month, &iso->day };
  int consumed = 0;

  if (strspn (*text, "0123456789") != 4 || sscanf (*text, "%4d%n", &iso->year, &consumed) != 1)
    return FALSE;
  *text += consumed;
  for (guint i = 0; **text == '-' && i < G_N_ELEMENTS (fields); i++)
    {
      if (strspn (*text + 1, "0123456789") < 2
          || sscanf (*text, "-%2d%n", fields[i], &consumed) != 1)
        return FALSE;
      *text += consumed;
    }

  return TRUE;
}

/* "T09:42:13.123+0000", where fraction and offset may be missing; moves TEXT behind it */
static gboolean
read_iso_clock (const char **text,
                IsoTime     *iso)
{
  int consumed = 0;

  if (sscanf (*text, "T%2d:%2d:%2d%n", &iso->hour, &iso->minute, &iso->second, &consumed) != 3)
    return FALSE;
  *text += consumed;
  if (**text == '.' && g_ascii_isdigit ((*text)[1]))
    iso->fraction = g_ascii_strtod (*text, (char **) text);
  if (**text == '+' || **text == '-')
    {
      gsize length = strspn (*text + 1, "0123456789:");

      if (length != 4 && length != 5)
        return FALSE;
      iso->offset = parse_offset (*text);
      *text += 1 + length;
    }
  else if (**text == 'Z')
    {
      (*text)++;
    }

  return TRUE;
}

/**
 * sw_js_time_parse_iso:
 * @ms: (out): milliseconds since the epoch
 *
 * Reads an ISO 8601 time, or a part of one: 2018, 2018-02, 2018-02-01, 2018-02-01T09:42:13.123+0000
 *
 * Returns: FALSE where it is none
 */
gboolean
sw_js_time_parse_iso (const char *text,
                      double     *ms)
{
  IsoTime iso = { .month = 1, .day = 1 };

  if (!read_iso_date (&text, &iso) || (*text == 'T' && !read_iso_clock (&text, &iso)))
    return FALSE;
  if (*text != '\0' || iso.month < 1 || iso.month > 12 || iso.day < 1 || iso.day > 31
      || iso.hour > 24 || iso.minute > 59 || iso.second > 59)
    return FALSE;

  *ms = (double) (sw_civil_to_days (iso.year, iso.month, iso.day) * SW_DAY_MS + iso.hour * 3600000
                  + iso.minute * 60000 + iso.second * 1000 - iso.offset * 60000)
        + floor (iso.fraction * 1000);

  return TRUE;
}
