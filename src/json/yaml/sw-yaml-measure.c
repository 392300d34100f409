/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-style.h"
#include "json/yaml/sw-yaml-private.h"

/* From the bytes of a scalar to what they say. A string cursor goes along both. */

static gboolean
is_blank (char byte)
{
  return byte == ' ' || byte == '\t';
}

static gboolean
is_line_end (char byte)
{
  return byte == '\n' || byte == '\r';
}

static gsize
count_white (const SwStringCursor *cursor,
             gsize                 at)
{
  gsize from = at;

  while (at < cursor->limit && (is_blank (cursor->text[at]) || is_line_end (cursor->text[at])))
    at++;

  return at - from;
}

/* Line ends of a flow scalar: one is a space, of more the first is nothing. */
static gsize
measure_fold (const SwStringCursor *cursor,
              gsize                *decoded)
{
  gsize white = count_white (cursor, cursor->at);
  gsize lines = 0;

  for (gsize i = cursor->at; i < cursor->at + white; i++)
    lines += cursor->text[i] == '\n' || (cursor->text[i] == '\r' && cursor->text[i + 1] != '\n');

  *decoded = lines > 1 ? lines - 1 : 1;
  return white;
}

/* Line ends of a block scalar, and the indentation behind them: as much white space as the value
 * has there */
static gsize
measure_block_white (const SwStringCursor *cursor,
                     gsize                *decoded)
{
  const SwYamlNode *node = sw_yaml_node (cursor->node);

  *decoded = 0;
  for (gsize i = cursor->decoded; i < node->length; i++)
    {
      if (!is_blank (node->value[i]) && !is_line_end (node->value[i]))
        break;
      ++*decoded;
    }

  return count_white (cursor, cursor->at);
}

/* An escape of a text in double quotes */
static gsize
measure_escape (const SwStringCursor *cursor,
                gsize                *decoded)
{
  static const struct
  {
    char letter;
    gsize digits;
    gsize decoded; /* 0: as the digits say */
  } escapes[] = {
    { 'x', 2, 0 }, { 'u', 4, 0 }, { 'U', 8, 0 }, { 'N', 0, 2 },
    { '_', 0, 2 }, { 'L', 0, 3 }, { 'P', 0, 3 },
  };
  const char *text = cursor->text + cursor->at;
  gunichar character = 0;

  *decoded = 1;
  if (is_line_end (text[1]))
    {
      *decoded = 0;
      return 1 + count_white (cursor, cursor->at + 1);
    }

  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    {
      if (escapes[i].letter != text[1])
        continue;

      for (gsize digit = 0; digit < escapes[i].digits && text[2 + digit] != '\0'; digit++)
        character = character * 16 + (gunichar) MAX (g_ascii_xdigit_value (text[2 + digit]), 0);
      *decoded =
          escapes[i].decoded > 0 ? escapes[i].decoded : (gsize) g_unichar_to_utf8 (character, NULL);
      return 2 + escapes[i].digits;
    }

  return 2;
}

/**
 * sw_yaml_get_name_style:
 *
 * Returns: how a member's name is written
 */
SwYamlStyle
sw_yaml_get_name_style (const SwNode *member)
{
  char first = member->tree->text[member->key.start];

  if (first == '"')
    return SW_YAML_DOUBLE_QUOTED;

  return first == '\'' ? SW_YAML_SINGLE_QUOTED : SW_YAML_PLAIN;
}

/**
 * sw_yaml_measure:
 * @cursor: over a scalar of a YAML tree, not at its end
 * @decoded: (out): how many bytes the piece at the cursor says
 *
 * Returns: how many bytes of the text the piece at the cursor takes: a character, an escape, or a
 * line's end with the white space around it
 */
gsize
sw_yaml_measure (const SwStringCursor *cursor,
                 gsize                *decoded)
{
  const char *text = cursor->text + cursor->at;
  gsize white = count_white (cursor, cursor->at);
  gsize left = cursor->limit - cursor->at;
  gsize taken;

  if (white > 0 && sw_span_has_line_end (text, (SwSpan) { 0, white }))
    taken = cursor->style == SW_YAML_LITERAL || cursor->style == SW_YAML_FOLDED
                ? measure_block_white (cursor, decoded)
                : measure_fold (cursor, decoded);
  else if (cursor->style == SW_YAML_DOUBLE_QUOTED && *text == '\\')
    taken = measure_escape (cursor, decoded);
  else if (cursor->style == SW_YAML_SINGLE_QUOTED && *text == '\'')
    {
      taken = 2;
      *decoded = 1;
    }
  else
    taken = *decoded = (gsize) g_utf8_skip[(guchar) *text];

  return MIN (taken, left);
}
