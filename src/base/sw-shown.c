/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-shown.h"

#include <string.h>

/* First strong isolate, and its end: what stands between them takes its direction from itself, and
 * turns nothing around it. */
#define ISOLATE "\xe2\x81\xa8"
#define END_ISOLATE "\xe2\x81\xa9"
#define FIRST_STRONG_ISOLATE 0x2068
#define POP_ISOLATE 0x2069

/* Letters that look like a blank or like nothing, though they are letters or signs to Unicode */
static const gunichar blanks[]
    = { 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180c, 0x180d, 0x2800, 0x3164, 0xffa0 };

/* First and last of scripts that run from right to left */
static const gunichar right_to_left[][2] = { { 0x0590, 0x08ff },   { 0xfb1d, 0xfdff },
                                             { 0xfe70, 0xfefe },   { 0x10800, 0x10fff },
                                             { 0x1e800, 0x1efff } };

static gboolean
hides (gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    if (letter == blanks[i])
      return TRUE;
  /* selectors of variants */
  if ((letter >= 0xfe00 && letter <= 0xfe0f) || (letter >= 0xe0100 && letter <= 0xe01ef))
    return TRUE;
  switch ((int) g_unichar_type (letter))
    {
    case G_UNICODE_SPACE_SEPARATOR:
      return letter != ' ';
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
      return TRUE;
    default:
      return !g_unichar_isprint (letter);
    }
}

static gboolean
runs_left (gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (right_to_left); i++)
    if (letter >= right_to_left[i][0] && letter <= right_to_left[i][1])
      return TRUE;
  return FALSE;
}

/* Of bytes that are no UTF-8: -1 */
static gunichar
read_letter (const char **at)
{
  gunichar letter = g_utf8_get_char_validated (*at, -1);
  gboolean valid = letter < (gunichar) -2;

  *at = valid ? g_utf8_next_char (*at) : *at + 1;
  return valid ? letter : (gunichar) -1;
}

static void
append_escape (GString  *out,
               gunichar  letter,
               guchar    byte)
{
  if (letter == (gunichar) -1)
    g_string_append_printf (out, "\\x%02x", byte);
  else if (letter == '\n')
    g_string_append (out, "\\n");
  else if (letter == '\t')
    g_string_append (out, "\\t");
  else
    g_string_append_printf (out, letter > 0xffff ? "\\U%08x" : "\\u%04x", letter);
}

/* QUOTED: quotes and backslashes are escaped, too; else isolates stay. */
static void
append_letters (GString    *out,
                const char *text,
                gboolean    quoted)
{
  while (*text != '\0')
    {
      const char *begin = text;
      gunichar letter = read_letter (&text);
      gboolean isolates = letter == FIRST_STRONG_ISOLATE || letter == POP_ISOLATE;

      if (letter == (gunichar) -1 || (hides (letter) && (quoted || !isolates)))
        append_escape (out, letter, (guchar) *begin);
      else
        {
          if (quoted && (letter == '"' || letter == '\\'))
            g_string_append_c (out, '\\');
          g_string_append_len (out, begin, text - begin);
        }
    }
}

/**
 * sw_shown_append:
 * @name: a path, a host, a name: whatever was written by who asks for consent, also what is no UTF-8
 *
 * Appends a name to a line that a person decides on. One that could be taken for several words, or
 * whose letters do not show, comes in quotes with escapes: "a b", "a\nb", "a\u202eb". One that runs
 * from right to left leaves the words around it where they are.
 */
void
sw_shown_append (GString    *out,
                 const char *name)
{
  gboolean quoted = *name == '\0', left = FALSE;

  for (const char *at = name; *at != '\0';)
    {
      gunichar letter = read_letter (&at);

      quoted = quoted || letter == (gunichar) -1 || letter == ' ' || letter == '"'
               || letter == '\\' || hides (letter);
      left = left || (letter != (gunichar) -1 && runs_left (letter));
    }
  if (left)
    g_string_append (out, ISOLATE);
  if (quoted)
    g_string_append_c (out, '"');
  append_letters (out, name, TRUE);
  if (quoted)
    g_string_append_c (out, '"');
  if (left)
    g_string_append (out, END_ISOLATE);
}

/**
 * sw_shown_dup:
 *
 * Returns: (transfer full): @name, as sw_shown_append() shows it
 */
char *
sw_shown_dup (const char *name)
{
  GString *out = g_string_new (NULL);

  sw_shown_append (out, name);
  return g_string_free_and_steal (out);
}

/**
 * sw_shown_dup_line:
 * @line: a sentence that holds names which others chose
 *
 * Returns: (transfer full): the same in one line, escapes in place of letters that do not show
 */
char *
sw_shown_dup_line (const char *line)
{
  GString *out = g_string_new (NULL);

  append_letters (out, line, FALSE);
  return g_string_free_and_steal (out);
}
