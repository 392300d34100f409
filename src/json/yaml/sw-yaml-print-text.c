/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-private.h"

#include <string.h>

/* Text as YAML writes it: plain where nobody could take it for anything else, in quotes otherwise,
 * over lines where it has lines. */

/* Longer names cannot stand before a colon on their line. */
#define MAX_NAME 1000

/* What no plain text begins with */
#define INDICATORS "-?:,[]{}#&*!|>'\"%@`"

/* Plain, some reader of YAML 1.1 would take these for something else. */
static const char *const old_words[] = { "y", "Y", "n", "N", "=", "<<" };

static gboolean
is_old_word (const char *text,
             gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (old_words); i++)
    if (strlen (old_words[i]) == length && memcmp (old_words[i], text, length) == 0)
      return TRUE;

  return sw_yaml_is_ambiguous (text, length);
}

/* 2016-03-14, which YAML 1.1 takes for a time */
static gboolean
is_like_date (const char *text,
              gsize       length)
{
  return length > 5 && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1])
         && g_ascii_isdigit (text[2]) && g_ascii_isdigit (text[3]) && text[4] == '-';
}

/* Whether all characters may stand there as they are, on one line */
static gboolean
is_printable_line (const char *text,
                   gsize       length)
{
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (!sw_yaml_is_printable (character) || character == '\n' || character == '\r'
          || character == 0x85 || character == 0x2028 || character == 0x2029)
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_syntax (const char *text,
            gsize       length,
            gboolean    flow)
{
  for (gsize i = 0; i < length; i++)
    {
      gboolean ends = i + 1 == length || text[i + 1] == ' ' || text[i + 1] == '\t';

      if (text[i] == ':' && (ends || flow))
        return TRUE;
      if (text[i] == '#' && i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\t'))
        return TRUE;
      if (flow && strchr (",[]{}", text[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
may_be_plain (const char *text,
              gsize       length,
              gboolean    flow)
{
  if (length == 0 || strchr (INDICATORS " \t", text[0]) != NULL
      || strchr (" \t", text[length - 1]) != NULL || g_str_has_prefix (text, "..."))
    return FALSE;

  return is_printable_line (text, length) && !has_syntax (text, length, flow)
         && sw_yaml_get_plain_kind (text, length) == SW_NODE_STRING && !is_old_word (text, length)
         && !is_like_date (text, length);
}

static void
print_single (const char *text,
              gsize       length,
              GString    *out)
{
  g_string_append_c (out, '\'');
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\'')
        g_string_append_c (out, '\'');
      g_string_append_c (out, text[i]);
    }
  g_string_append_c (out, '\'');
}

/* In double quotes, with escapes that JSON has too */
static void
print_double (const char *text,
              gsize       length,
              GString    *out)
{
  static const char meanings[] = "\"\\\b\f\n\r\t";
  static const char letters[] = "\"\\bfnrt";

  g_string_append_c (out, '"');
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      const char *escape = *at != '\0' ? strchr (meanings, *at) : NULL;

      if (escape != NULL)
        g_string_append_printf (out, "\\%c", letters[escape - meanings]);
      else if (!sw_yaml_is_printable (character) || character == 0x85 || character == 0x2028
               || character == 0x2029)
        g_string_append_printf (out, "\\u%04x", character);
      else
        g_string_append_unichar (out, character);
    }
  g_string_append_c (out, '"');
}

/**
 * sw_yaml_print_text:
 * @text: (array length=length): UTF-8, NUL-terminated
 * @writing: how it should be written, if it may be
 * @flow: whether it will stand within brackets
 *
 * Writes a text on one line.
 */
void
sw_yaml_print_text (const char    *text,
                    gsize          length,
                    SwYamlWriting  writing,
                    gboolean       flow,
                    GString       *out)
{
  gboolean single = writing != SW_YAML_WRITE_DOUBLE;

  if (writing == SW_YAML_WRITE_PLAIN && may_be_plain (text, length, flow))
    {
      g_string_append_len (out, text, (gssize) length);
      return;
    }

  /* Of both kinds of quotes those that need no escapes */
  if (length == 0 || !is_printable_line (text, length))
    single = FALSE;
  else if (writing == SW_YAML_WRITE_PLAIN && memchr (text, '\'', length) != NULL)
    single = memchr (text, '"', length) != NULL || memchr (text, '\\', length) != NULL;

  if (single)
    print_single (text, length, out);
  else
    print_double (text, length, out);
}

/* Whether a text can stand line by line as it is: its lines are no mere blanks, and no more than
 * one of them is empty at its end */
static gboolean
may_be_literal (const char *text,
                gsize       length)
{
  const char *end = text + length;

  if (memchr (text, '\n', length) == NULL || g_str_has_suffix (text, "\n\n")
      || text[strspn (text, "\n")] == '\t')
    return FALSE;

  for (const char *line = text; line < end;)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));
      gsize width = (gsize) ((stop != NULL ? stop : end) - line);

      if (!is_printable_line (line, width) || (width > 0 && strspn (line, " \t") >= width))
        return FALSE;
      line += width + 1;
    }

  return text[strspn (text, "\n")] != '\0' && strlen (text) == length;
}

/**
 * sw_yaml_print_line:
 * @column: where it begins
 *
 * Begins a line.
 */
void
sw_yaml_print_line (const SwYamlLook *look,
                    gsize             column,
                    GString          *out)
{
  g_string_append (out, look->eol);
  for (gsize i = 0; i < column; i++)
    g_string_append_c (out, ' ');
}

/**
 * sw_yaml_print_literal:
 * @text: (array length=length): UTF-8, NUL-terminated
 * @outer: column of what the text belongs to: a name, or a dash
 * @column: of its lines
 *
 * Writes a text of several lines as they are, behind a |.
 *
 * Returns: FALSE where that cannot be; nothing is written then
 */
gboolean
sw_yaml_print_literal (const char       *text,
                       gsize             length,
                       const SwYamlLook *look,
                       gsize             outer,
                       gsize             column,
                       GString          *out)
{
  const char *end = text + length;

  if (!may_be_literal (text, length))
    return FALSE;

  g_string_append_c (out, '|');
  if (text[strspn (text, "\n")] == ' ')
    g_string_append_printf (out, "%u", (guint) (column - outer));
  if (end[-1] != '\n')
    g_string_append_c (out, '-');

  for (const char *line = text; line < end;)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));
      gsize width = (gsize) ((stop != NULL ? stop : end) - line);

      sw_yaml_print_line (look, width > 0 ? column : 0, out);
      g_string_append_len (out, line, (gssize) width);
      line += width + 1;
    }

  return TRUE;
}

/**
 * sw_yaml_print_scalar:
 * @node: a scalar, of any tree
 * @flow: whether it will stand within brackets
 *
 * Writes a scalar on one line. A bare placeholder gets quotes within brackets, which YAML demands.
 */
void
sw_yaml_print_scalar (const SwNode *node,
                      gboolean      flow,
                      GString      *out)
{
  g_autofree char *text = NULL;
  gsize length;
  const char *literal = sw_node_get_literal (node, &length);

  if (node->kind == SW_NODE_STRING)
    {
      text = sw_node_dup_string (node, &length);
      sw_yaml_print_text (text, length, SW_YAML_WRITE_PLAIN, flow, out);
    }
  else if (node->kind == SW_NODE_PLACEHOLDER
           && (flow || has_syntax (literal, length, FALSE) || !is_printable_line (literal, length)))
    {
      text = g_strndup (literal, length);
      sw_yaml_print_text (text, length, SW_YAML_WRITE_DOUBLE, flow, out);
    }
  else if (node->kind == SW_NODE_MISSING || node->kind == SW_NODE_INVALID)
    {
      g_string_append (out, "null");
    }
  else
    {
      g_string_append_len (out, literal, (gssize) length);
    }
}

/**
 * sw_yaml_print_name:
 * @column: where the name begins
 *
 * Writes a member's name and its colon.
 */
void
sw_yaml_print_name (const char       *name,
                    gsize             length,
                    const SwYamlLook *look,
                    gsize             column,
                    GString          *out)
{
  gboolean is_long = length > MAX_NAME;

  if (is_long)
    g_string_append (out, "? ");
  sw_yaml_print_text (name, length, SW_YAML_WRITE_PLAIN, FALSE, out);
  if (is_long)
    sw_yaml_print_line (look, column, out);
  g_string_append_c (out, ':');
}
