/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-time-picture.h"

#include <string.h>

const char *const sw_js_time_months[12] = { "January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December" };
const char *const sw_js_time_days[7] = { "Monday",   "Tuesday", "Wednesday", "Thursday",
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

static void
part_clear (gpointer data)
{
  SwJsonataTimePart *part = data;

  g_free (part->literal);
  if (part->is_number)
    sw_integer_format_clear (&part->number);
}

static void
add_literal (GArray     *parts,
             const char *text,
             gsize       length)
{
  g_autofree char *raw = g_strndup (text, length);
  g_auto (GStrv) pieces = g_strsplit (raw, "]]", -1);
  SwJsonataTimePart part = {
    .literal = g_strjoinv ("]", pieces), .least = -1, .most = -1, .digits = -1
  };

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
split_marker (SwJsonataTimePart *part,
              const char        *marker)
{
  const char *comma = marker[0] != '\0' ? strrchr (marker + 1, ',') : NULL;
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
read_year_width (SwJsonataTimePart *part)
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
read_number (SwJsonataEval     *e,
             SwJsonataTimePart *part,
             const char        *presentation,
             GArray            *parts)
{
  g_autofree char *picture =
      part->modifier != '\0' && part->component != 'Z' && part->component != 'z'
          ? g_strdup_printf ("%s;%c", presentation, part->modifier)
          : g_strdup (presentation);
  SwJsonataTimePart *previous =
      parts->len > 0 ? &g_array_index (parts, SwJsonataTimePart, parts->len - 1) : NULL;

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
  if (previous != NULL && previous->is_number && previous->component != 'Z'
      && previous->component != 'z')
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
  SwJsonataTimePart part = { 0 };
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
      g_auto (SwValue) component =
          sw_value_new_string_len (&part.component, part.component != '\0');

      sw_js_fail (e, "D3132", component);
      return FALSE;
    }

  if (presentation[0] == 'n')
    part.names = SW_TIME_NAMES_LOWER;
  else if (presentation[0] == 'N')
    part.names = presentation[1] == 'n' ? SW_TIME_NAMES_TITLE : SW_TIME_NAMES_UPPER;
  else if (strchr ("YMDdFWwXxHhmsfZz", part.component) != NULL)
    ok = read_number (e, &part, presentation, parts);
  g_array_append_val (parts, part);

  return ok;
}

/**
 * sw_js_time_picture_new:
 * @picture: as "[Y0001]-[M01]-[D01]"
 *
 * Reads a picture into its parts.
 *
 * Returns: (transfer full) (nullable): array of SwJsonataTimePart; NULL with a fault
 */
GArray *
sw_js_time_picture_new (SwJsonataEval *e,
                        const char    *picture)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (SwJsonataTimePart));
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
