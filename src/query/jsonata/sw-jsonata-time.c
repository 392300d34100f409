/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "query/jsonata/sw-jsonata-calendar.h"
#include "query/jsonata/sw-jsonata-integer.h"

/* $now, $millis, $fromMillis, $toMillis: times by picture (XPath F&O 9.8), in English and UTC with fixed offsets */

static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December" };
static const char *const days[] = { "Monday",   "Tuesday", "Wednesday", "Thursday",
                                    "Friday", "Saturday", "Sunday" };

/* Presentation of a component where the picture gives none */
static const struct
{
  char        component;
  const char *presentation;
} defaults[] = {
  { 'Y', "1" }, { 'M', "1" },  { 'D', "1" },  { 'd', "1" }, { 'F', "n" },     { 'W', "1" },
  { 'w', "1" }, { 'X', "1" },  { 'x', "1" },  { 'H', "1" }, { 'h', "1" },     { 'P', "n" },
  { 'm', "01" }, { 's', "01" }, { 'f', "1" }, { 'Z', "01:01" }, { 'z', "01:01" }, { 'C', "n" },
  { 'E', "n" },
};

typedef enum
{
  NAMES_NONE,
  NAMES_LOWER,
  NAMES_UPPER,
  NAMES_TITLE,
} Names;

/* A part of a picture: a literal text, or a component in brackets */
typedef struct
{
  char           *literal;
  char            component;
  Names           names;
  char            modifier; /* a t c o, or '\0' */
  gboolean        is_number;
  SwIntegerFormat number;
  int             least;    /* width, or -1 */
  int             most;
  int             digits;   /* a year's last so many, or -1 for all */
} Part;

static void
part_clear (gpointer data)
{
  Part *part = data;

  g_free (part->literal);
  if (part->is_number)
    sw_integer_format_clear (&part->number);
}

/* ---- reading a picture ---- */

static void
add_literal (GArray     *parts,
             const char *text,
             gsize       length)
{
  g_autofree char *raw = g_strndup (text, length);
  g_auto (GStrv) pieces = g_strsplit (raw, "]]", -1);
  Part part = { .literal = g_strjoinv ("]", pieces), .least = -1, .most = -1, .digits = -1 };

  if (length > 0)
    g_array_append_val (parts, part);
  else
    g_free (part.literal);
}

static int
parse_width (const char *text)
{
  return text == NULL || g_str_equal (text, "*") ? -1 : (int) g_ascii_strtoll (text, NULL, 10);
}

/* Reads "[Y0001,4-4]" without its brackets and blanks into width and presentation. */
static char *
split_marker (Part       *part,
              const char *marker)
{
  const char *comma = strrchr (marker, ',');
  g_auto (GStrv) widths = NULL;

  part->component = marker[0];
  part->least = part->most = part->digits = -1;
  if (comma == NULL)
    return g_strdup (marker[0] != '\0' ? marker + 1 : "");

  widths = g_strsplit (comma + 1, "-", 2);
  part->least = parse_width (widths[0]);
  part->most = widths[0] != NULL ? parse_width (widths[1]) : -1;

  return g_strndup (marker + 1, (gsize) (comma - marker) - 1);
}

static void
read_year_width (Part *part)
{
  guint width = part->number.mandatory + part->number.optional;

  if (part->most >= 0)
    {
      part->digits = part->most;
      part->number.mandatory = (guint) part->most;
    }
  else if (width >= 2)
    {
      part->digits = (int) width;
    }
}

/* Reads how a component that is a number is shown. */
static gboolean
read_number (SwJsonataEval *e,
             Part          *part,
             const char    *presentation,
             GArray        *parts)
{
  g_autofree char *picture =
      part->modifier != '\0' && part->component != 'Z' && part->component != 'z'
          ? g_strdup_printf ("%s;%c", presentation, part->modifier)
          : g_strdup (presentation);
  Part *previous = parts->len > 0 ? &g_array_index (parts, Part, parts->len - 1) : NULL;

  part->is_number = TRUE;
  if (!sw_integer_format_init (&part->number, e, picture))
    return FALSE;
  if (part->component == 'Z' || part->component == 'z')
    return TRUE;

  part->number.ordinal = part->modifier == 'o';
  if (part->least > (int) part->number.mandatory)
    part->number.mandatory = (guint) part->least;
  if (part->component == 'Y')
    read_year_width (part);
  /* two numbers with nothing between: the first must have a known width to be read */
  if (previous != NULL && previous->is_number && previous->component != 'Z' && previous->component != 'z')
    previous->number.parse_width = previous->number.mandatory;

  return TRUE;
}

static const char *
default_presentation (char component)
{
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (defaults[i].component == component)
      return defaults[i].presentation;

  return NULL;
}

static gboolean
add_marker (SwJsonataEval *e,
            GArray        *parts,
            const char    *marker)
{
  Part part = { 0 };
  g_autofree char *presentation = split_marker (&part, marker);
  gsize length = strlen (presentation);
  gboolean ok = TRUE;

  if (length > 1 && strchr ("atco", presentation[length - 1]) != NULL)
    {
      part.modifier = presentation[length - 1];
      presentation[length - 1] = '\0';
    }
  if (length == 0)
    {
      g_free (presentation);
      presentation = g_strdup (default_presentation (part.component));
    }
  if (presentation == NULL)
    {
      g_auto (SwValue) component = sw_value_new_string_len (&part.component, part.component != '\0');

      sw_js_fail (e, "D3132", component);
      return FALSE;
    }

  if (presentation[0] == 'n')
    part.names = NAMES_LOWER;
  else if (presentation[0] == 'N')
    part.names = presentation[1] == 'n' ? NAMES_TITLE : NAMES_UPPER;
  else if (strchr ("YMDdFWwXxHhmsfZz", part.component) != NULL)
    ok = read_number (e, &part, presentation, parts);
  g_array_append_val (parts, part);

  return ok;
}

/* Reads a picture into parts; NULL with a fault. */
static GArray *
read_picture (SwJsonataEval *e,
              const char    *picture)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  const char *start = picture;
  const char *at = picture;

  g_array_set_clear_func (parts, part_clear);
  while (*at != '\0')
    {
      const char *close;
      g_autofree char *marker = NULL;
      g_auto (GStrv) words = NULL;

      if (*at != '[')
        {
          at++;
          continue;
        }
      add_literal (parts, start, (gsize) (at - start));
      if (at[1] == '[')
        {
          add_literal (parts, at, 1);
          start = at += 2;
          continue;
        }
      close = strchr (at, ']');
      if (close == NULL)
        {
          sw_js_fail (e, "D3135", SW_VALUE_INIT);
          return NULL;
        }
      marker = g_strndup (at + 1, (gsize) (close - at) - 1);
      words = g_strsplit_set (marker, " \t\r\n", -1); /* blanks inside do not count */
      g_free (marker);
      marker = g_strjoinv ("", words);
      if (!add_marker (e, parts, marker))
        return NULL;
      start = at = close + 1;
    }
  add_literal (parts, start, (gsize) (at - start));

  return g_steal_pointer (&parts);
}

/* ---- printing ---- */

static void
append_name (SwJsonataEval *e,
             const Part    *part,
             gint64         value,
             GString       *out)
{
  const char *name;
  g_autofree char *cased = NULL;

  if (part->component == 'M' || part->component == 'x')
    {
      name = months[value - 1];
    }
  else if (part->component == 'F')
    {
      name = days[value - 1];
    }
  else
    {
      g_auto (SwValue) component = sw_value_new_string_len (&part->component, 1);

      sw_js_fail (e, "D3133", component);
      return;
    }
  cased = part->names == NAMES_UPPER   ? g_ascii_strup (name, -1)
          : part->names == NAMES_LOWER ? g_ascii_strdown (name, -1)
                                       : g_strdup (name);
  g_string_append_len (out, cased, part->most >= 0 ? MIN (part->most, (int) strlen (cased)) : -1);
}

/* [Z], [z]: the offset from UTC, in minutes */
static void
append_offset (SwJsonataEval *e,
               const Part    *part,
               int            offset,
               GString       *out)
{
  int hours = offset / 60, minutes = ABS (offset % 60);
  int both = hours * 100 + (offset < 0 ? -minutes : minutes);
  g_autofree char *text = NULL;

  if (offset == 0 && part->modifier == 't')
    {
      g_string_append_c (out, 'Z');
      return;
    }
  if (part->component == 'z')
    g_string_append (out, "GMT");
  if (offset >= 0)
    g_string_append_c (out, '+');

  if (part->number.regular > 0 || part->number.mandatory == 3 || part->number.mandatory == 4)
    {
      text = sw_integer_format_print (&part->number, e, both);
      g_string_append (out, text);
    }
  else if (part->number.mandatory == 1 || part->number.mandatory == 2)
    {
      text = sw_integer_format_print (&part->number, e, hours);
      g_string_append (out, text);
      if (minutes != 0)
        g_string_append_printf (out, ":%02d", minutes);
    }
  else
    {
      sw_js_fail (e, "D3134", sw_value_new_integer (part->number.mandatory));
    }
}

static void
append_part (SwJsonataEval *e,
             const Part    *part,
             gint64         ms,
             int            offset,
             GString       *out)
{
  gint64 value = sw_civil_component (ms, part->component);
  g_autofree char *text = NULL;

  if (part->literal != NULL)
    {
      g_string_append (out, part->literal);
    }
  else if (part->component == 'Z' || part->component == 'z')
    {
      append_offset (e, part, offset, out);
    }
  else if (part->component == 'P')
    {
      g_string_append (out, part->names == NAMES_UPPER ? (value ? "PM" : "AM") : value ? "pm" : "am");
    }
  else if (part->component == 'C' || part->component == 'E')
    {
      g_string_append (out, "ISO");
    }
  else if (part->names != NAMES_NONE)
    {
      append_name (e, part, value, out);
    }
  else
    {
      if (part->component == 'Y' && part->digits >= 0)
        value = (gint64) fmod ((double) value, pow (10, part->digits));
      text = sw_integer_format_print (&part->number, e, (double) value);
      g_string_append (out, text);
    }
}

/* OFFSET_TEXT: "+0200" or "-0530", or NULL */
static SwValue
format_time (SwJsonataEval *e,
             double         ms,
             const char    *picture,
             const char    *offset_text)
{
  static const char iso[] = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]";
  g_autoptr (GArray) parts = read_picture (e, picture != NULL ? picture : iso);
  g_autoptr (GString) out = g_string_new (NULL);
  int number = offset_text != NULL ? (int) g_ascii_strtoll (offset_text, NULL, 10) : 0;
  int offset = number / 100 * 60 + number % 100;

  if (parts == NULL)
    return SW_VALUE_INIT;
  if (!(fabs (ms) <= 8.64e15)) /* JavaScript's range of dates */
    return sw_js_fail (e, "D3110", sw_value_new_number (ms));
  for (guint i = 0; i < parts->len && !e->failed; i++)
    append_part (e, &g_array_index (parts, Part, i), (gint64) ms + (gint64) offset * 60000, offset, out);

  return e->failed ? SW_VALUE_INIT : sw_js_new_string (e, out->str, out->len);
}

/* ---- parsing ---- */

/* The expression that a part matches when a time is read; NULL with a fault where it cannot be read */
static char *
dup_part_regex (SwJsonataEval *e,
                const Part    *part)
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
  gint64 number = g_ascii_strtoll (digits, NULL, 10);

  if (digits[length] != '\0')
    return sign * (number * 60 + g_ascii_strtoll (digits + length + 1, NULL, 10));

  return length <= 2 ? sign * number * 60 : sign * (number / 100 * 60 + number % 100);
}

static gint64
parse_name (const Part *part,
            const char *text)
{
  const char *const *names = part->component == 'F' ? days : months;
  guint n = part->component == 'F' ? G_N_ELEMENTS (days) : G_N_ELEMENTS (months);

  if (part->component == 'P')
    return g_ascii_strcasecmp (text, "pm") == 0;
  for (guint i = 0; i < n; i++)
    {
      gsize length = part->most > 0 ? MIN ((gsize) part->most, strlen (names[i])) : strlen (names[i]);

      if (strlen (text) == length && g_ascii_strncasecmp (names[i], text, length) == 0)
        return i + 1;
    }

  return 0;
}

#define UNKNOWN G_MININT64

/* What was read, by component letter */
typedef struct
{
  gint64   values[128];
  gboolean any;
} Components;

static void
read_component (const Part *part,
                const char *text,
                Components *components)
{
  gint64 value;

  if (part->literal != NULL)
    return;
  if (part->component == 'Z' || part->component == 'z')
    value = parse_offset (part->component == 'z' ? text + 3 : text);
  else if (part->is_number)
    value = (gint64) sw_integer_format_parse (&part->number, text);
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
      g_autofree char *piece = dup_part_regex (e, &g_array_index (parts, Part, i));

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

      read_component (&g_array_index (parts, Part, i), piece, components);
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

/* Fills in what was not given: before the first given component the present, behind the last the lowest; a gap is a fault. */
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

  return (double) (day * SW_DAY_MS + hour * 3600000 + values['m'] * 60000 + values['s'] * 1000 +
                   values['f'] - offset * 60000);
}

static SwValue
parse_time (SwJsonataEval *e,
            const char    *text,
            const char    *picture)
{
  g_autoptr (GArray) parts = read_picture (e, picture);
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

/* An ISO 8601 time, or a part of one: 2018, 2018-02, 2018-02-01, 2018-02-01T09:42:13.123+0000 */
static gboolean
parse_iso (const char *text,
           double     *ms)
{
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, consumed = 0;
  double fraction = 0;
  gint64 offset = 0;

  if (strspn (text, "0123456789") != 4 || sscanf (text, "%4d%n", &year, &consumed) != 1)
    return FALSE;
  text += consumed;
  for (int *field = &month; *text == '-' && field != NULL; field = field == &month ? &day : NULL)
    {
      if (strspn (text + 1, "0123456789") < 2 || sscanf (text, "-%2d%n", field, &consumed) != 1)
        return FALSE;
      text += consumed;
    }
  if (*text == 'T')
    {
      if (sscanf (text, "T%2d:%2d:%2d%n", &hour, &minute, &second, &consumed) != 3)
        return FALSE;
      text += consumed;
      if (*text == '.' && g_ascii_isdigit (text[1]))
        fraction = g_ascii_strtod (text, (char **) &text);
      if (*text == '+' || *text == '-')
        {
          gsize length = strspn (text + 1, "0123456789:");

          if (length != 4 && length != 5)
            return FALSE;
          offset = parse_offset (text);
          text += 1 + length;
        }
      else if (*text == 'Z')
        {
          text++;
        }
    }
  if (*text != '\0' || month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 ||
      second > 59)
    return FALSE;
  *ms = (double) (sw_civil_to_days (year, month, day) * SW_DAY_MS + hour * 3600000 + minute * 60000 +
                  second * 1000 - offset * 60000) +
        floor (fraction * 1000);

  return TRUE;
}

/* ---- the functions ---- */

static const char *
text_argument (const SwValue *arguments,
               guint          n_arguments,
               guint          index)
{
  SwValue value = sw_js_argument (arguments, n_arguments, index);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

SwValue
sw_js_now (SwJsonataEval *e,
           SwValue       *arguments,
           guint          n_arguments,
           SwValue        input)
{
  return format_time (e, floor ((double) e->scope->now / 1000), text_argument (arguments, n_arguments, 0),
                      text_argument (arguments, n_arguments, 1));
}

SwValue
sw_js_millis (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  return sw_value_new_number (floor ((double) e->scope->now / 1000));
}

SwValue
sw_js_from_millis (SwJsonataEval *e,
                   SwValue       *arguments,
                   guint          n_arguments,
                   SwValue        input)
{
  if (sw_value_is (arguments[0], SW_TYPE_UNDEFINED))
    return SW_VALUE_INIT;

  return format_time (e, sw_value_get_number (arguments[0]), text_argument (arguments, n_arguments, 1),
                      text_argument (arguments, n_arguments, 2));
}

SwValue
sw_js_to_millis (SwJsonataEval *e,
                 SwValue       *arguments,
                 guint          n_arguments,
                 SwValue        input)
{
  const char *text = text_argument (arguments, n_arguments, 0);
  const char *picture = text_argument (arguments, n_arguments, 1);
  double ms;

  if (text == NULL)
    return SW_VALUE_INIT;
  if (picture != NULL)
    return parse_time (e, text, picture);

  return parse_iso (text, &ms) ? sw_value_new_number (ms) : sw_js_fail (e, "D3110", arguments[0]);
}
