/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/picture/sw-text-fit.h"

#include <string.h>

/* Advance widths as parts of the font size: Cantarell's, rounded up in classes. */
static const struct
{
  const char *letters;
  double      width;
} advances[] = {
  { " ", 0.23 },
  { "ijlI.,:;!'|", 0.28 },
  { "ftr()[]{}/\\", 0.37 },
  { "-\"?*1J", 0.44 },
  { "ckszvxy`", 0.49 },
  { "aeL_", 0.53 },
  { "bdghnopquEFPST0235689$+<=>~^7Y", 0.58 },
  { "4ABCKRVXZ#", 0.64 },
  { "DGHU&", 0.71 },
  { "NOQw", 0.78 },
  { "mM", 0.88 },
  { "W%@", 1.0 },
};

#define DEFAULT_ADVANCE 0.6
#define WIDE_ADVANCE 1.05 /* CJK and emoji: a full square */
#define ELLIPSIS_ADVANCE 0.8
#define BOLD_FACTOR 1.03
#define ELLIPSIS "\342\200\246"

static gboolean
is_skin_tone (gunichar letter)
{
  return letter >= 0x1f3fb && letter <= 0x1f3ff;
}

static double
get_advance (gunichar letter)
{
  if (letter < 0x20 || g_unichar_iszerowidth (letter) || is_skin_tone (letter))
    return 0;
  if (letter == 0x2026)
    return ELLIPSIS_ADVANCE;
  if (letter < 0x7f)
    for (guint i = 0; i < G_N_ELEMENTS (advances); i++)
      if (strchr (advances[i].letters, (int) letter))
        return advances[i].width;
  return g_unichar_iswide (letter) ? WIDE_ADVANCE : DEFAULT_ADVANCE;
}

/**
 * sw_text_width:
 * @text: valid UTF-8
 * @size: of the font, in points of the layout
 * @bold: whether the font is bold
 *
 * Estimates how wide @text is drawn, without asking a font, so that every program and every machine
 * comes to the same picture.
 *
 * Returns: points
 */
double
sw_text_width (const char *text,
               double      size,
               gboolean    bold)
{
  double width = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    width += get_advance (g_utf8_get_char (p));
  return width * size * (bold ? BOLD_FACTOR : 1.0);
}

/* Where a text may be cut: before a letter that starts a new cluster, not between an emoji and its
 * modifier, a letter and its accent, or around a joiner. */
static gboolean
is_joined (const char *text,
           const char *p)
{
  gunichar letter = g_utf8_get_char (p);
  if (g_unichar_iszerowidth (letter) || is_skin_tone (letter))
    return TRUE;
  return p > text && g_utf8_get_char (g_utf8_prev_char (p)) == 0x200d;
}

/**
 * sw_text_ellipsize:
 * @text: valid UTF-8
 * @size: of the font, in points of the layout
 * @bold: whether the font is bold
 * @width: the room for the text, in points
 *
 * Shortens @text to what fits into @width by the estimate of sw_text_width(); a shortened text
 * ends with an ellipsis.
 *
 * Returns: (transfer full): never %NULL
 */
char *
sw_text_ellipsize (const char *text,
                   double      size,
                   gboolean    bold,
                   double      width)
{
  if (sw_text_width (text, size, bold) <= width)
    return g_strdup (text);

  double room = width - sw_text_width (ELLIPSIS, size, bold);
  const char *cut = text;
  double used = 0;
  for (const char *p = text; *p && used <= room; p = g_utf8_next_char (p))
    {
      if (!is_joined (text, p))
        cut = p;
      used += get_advance (g_utf8_get_char (p)) * size * (bold ? BOLD_FACTOR : 1.0);
    }
  g_autofree char *head = g_strndup (text, cut - text);
  return g_strconcat (g_strchomp (head), ELLIPSIS, NULL);
}

#define ZERO_WIDTH_SPACE 0x200b

/* Whether a name may go on in another line between two letters without a space: within "CamelCase",
 * and after the signs that join words */
static gboolean
may_break (gunichar before,
           gunichar letter)
{
  return (g_unichar_islower (before) && g_unichar_isupper (letter))
         || (before != 0 && before < 0x80 && strchr ("_-.:/", (int) before) != NULL)
         || g_unichar_iswide (letter);
}

/**
 * sw_text_dup_breakable:
 * @text: a name
 *
 * Returns: (transfer full): the name with invisible places for a line break
 */
char *
sw_text_dup_breakable (const char *text)
{
  GString *out = g_string_new (NULL);
  gunichar before = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);
      if (may_break (before, letter) && !is_joined (text, p))
        g_string_append_unichar (out, ZERO_WIDTH_SPACE);
      g_string_append_unichar (out, letter);
      before = letter;
    }
  return g_string_free (out, FALSE);
}

/**
 * sw_text_fold:
 * @text: valid UTF-8
 * @size: of the font, in points of the layout
 * @bold: whether the font is bold
 * @width: the room for each line, in points
 * @rest: (out) (transfer full) (nullable): the second line, shortened to @width; %NULL where one is
 *   enough
 *
 * Breaks a name in two where it is too long: at a space, within "CamelCase", or where nothing else
 * is possible, in a word.
 *
 * Returns: (transfer full): the first line
 */
char *
sw_text_fold (const char *text,
              double      size,
              gboolean    bold,
              double      width,
              char      **rest)
{
  double used = 0;
  gunichar before = 0;
  const char *cut = NULL;   /* the last place where it may break */
  const char *forced = NULL; /* … and where it breaks if there is none */

  *rest = NULL;
  if (sw_text_width (text, size, bold) <= width)
    return g_strdup (text);
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);
      gboolean joined = is_joined (text, p);
      if (!joined && p > text && (before == ' ' || letter == ' ' || may_break (before, letter)))
        cut = p;
      if (!joined && p > text)
        forced = p;
      used += get_advance (letter) * size * (bold ? BOLD_FACTOR : 1.0);
      if (used > width && (letter != ' ' || cut == NULL))
        break;
      before = letter;
    }
  cut = cut ? cut : forced;
  if (!cut)
    return sw_text_ellipsize (text, size, bold, width);
  g_autofree char *tail = g_strchug (g_strdup (cut));
  *rest = sw_text_ellipsize (tail, size, bold, width);
  return g_strchomp (g_strndup (text, cut - text));
}
