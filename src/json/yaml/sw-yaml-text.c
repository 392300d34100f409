/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-private.h"

#include <string.h>

/* Characters between two checkpoints */
#define STRIDE 64

/**
 * sw_yaml_is_printable:
 *
 * Returns: whether YAML lets a character stand in a text at all (YAML 1.2, production 1; as libyaml
 * reads it)
 */
gboolean
sw_yaml_is_printable (gunichar character)
{
  if (character < 0x20)
    return character == '\t' || character == '\n' || character == '\r';
  if (character < 0xa0)
    return character < 0x7f || character == 0x85;

  return character != 0xfeff && character != 0xfffe && character != 0xffff;
}

static void
report_character (SwTree   *tree,
                  gsize     at,
                  gsize     size,
                  gunichar  character)
{
  sw_tree_report (
      tree, NULL, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, NULL, (SwSpan) { at, at + size },
      "A YAML text may not hold the character U+%04X as it is. Write \"\\u%04X\" within "
      "double quotes.",
      character, character);
}

/* Replaces a character by as many question marks as it has bytes, so that nothing moves. */
static void
replace_character (SwYamlText *self,
                   SwTree     *tree,
                   gsize       at,
                   gsize       size)
{
  gunichar character =
      tree->text[at] != '\0' ? g_utf8_get_char_validated (tree->text + at, (gssize) size) : 0;

  if (character != (gunichar) -1 && character != (gunichar) -2)
    report_character (tree, at, size, character);
  else if (tree->is_utf8)
    {
      tree->is_utf8 = FALSE;
      sw_tree_report (tree, NULL, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, NULL, (SwSpan) { at, at + 1 },
                      "The text is not UTF-8 from this byte on. Save it as UTF-8.");
    }

  memset (self->bytes + at, '?', size);
}

/* The bytes of the character at AT; of what is none, one */
static gsize
measure_character (const SwTree *tree,
                   gsize         at,
                   gboolean     *allowed)
{
  guchar byte = (guchar) tree->text[at];
  gunichar character;

  if (byte >= 0x20 && byte < 0x7f)
    {
      *allowed = TRUE;
      return 1;
    }
  if (byte == '\0')
    {
      *allowed = FALSE;
      return 1;
    }

  character = g_utf8_get_char_validated (tree->text + at, (gssize) (tree->length - at));
  *allowed = character != (gunichar) -1 && character != (gunichar) -2
             && sw_yaml_is_printable (character);
  return character == (gunichar) -1 || character == (gunichar) -2
             ? 1
             : (gsize) g_unichar_to_utf8 (character, NULL);
}

/* Whether all but a byte order mark are bytes that are characters, and such as may stand there.
 * Most texts are. */
static gboolean
is_plain_ascii (const SwYamlText *self)
{
  for (gsize i = self->begin; i < self->length; i++)
    {
      guchar byte = (guchar) self->bytes[i];

      if (byte >= 0x7f || (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t'))
        return FALSE;
    }

  return TRUE;
}

/**
 * sw_yaml_text_index:
 *
 * Finds out where the characters of text that is not ASCII are; anew when bytes have changed.
 */
void
sw_yaml_text_index (SwYamlText *self)
{
  guint characters = 0;

  if (self->checkpoints == NULL)
    return;

  g_array_set_size (self->checkpoints, 0);
  for (gsize at = self->begin; at < self->length; characters++)
    {
      if (characters % STRIDE == 0)
        g_array_append_val (self->checkpoints, at);
      at += (gsize) g_utf8_skip[(guchar) self->bytes[at]];
    }
}

/**
 * sw_yaml_text_init:
 * @self: (out): cleared by sw_yaml_text_clear()
 * @tree: whose text is to be read; receives a finding for each character that YAML forbids
 *
 * Makes text of which libyaml reads every byte. Its marks count characters: those of other than
 * ASCII text are found again by checkpoints.
 */
void
sw_yaml_text_init (SwYamlText *self,
                   SwTree     *tree)
{
  gsize size;

  tree->is_utf8 = TRUE;
  self->length = tree->length;
  self->bytes = g_malloc (tree->length + 1);
  memcpy (self->bytes, tree->text, tree->length + 1);
  self->begin = g_str_has_prefix (tree->text, "\xef\xbb\xbf") ? 3 : 0;
  self->checkpoints = NULL;
  if (is_plain_ascii (self))
    return;

  for (gsize at = self->begin; at < tree->length; at += size)
    {
      gboolean allowed;

      size = measure_character (tree, at, &allowed);
      if (!allowed)
        replace_character (self, tree, at, size);
    }

  self->checkpoints = g_array_new (FALSE, FALSE, sizeof (gsize));
  sw_yaml_text_index (self);
}

/**
 * sw_yaml_text_clear:
 *
 * Frees what a text holds.
 */
void
sw_yaml_text_clear (SwYamlText *self)
{
  g_clear_pointer (&self->bytes, g_free);
  g_clear_pointer (&self->checkpoints, g_array_unref);
}

/**
 * sw_yaml_text_find:
 * @mark: a place that libyaml names, by the characters before it
 *
 * Returns: its byte offset
 */
gsize
sw_yaml_text_find (const SwYamlText  *self,
                   const yaml_mark_t *mark)
{
  gsize at;

  if (self->checkpoints == NULL)
    return MIN (self->begin + mark->index, self->length);
  if (mark->index / STRIDE >= self->checkpoints->len)
    return self->length;

  at = g_array_index (self->checkpoints, gsize, mark->index / STRIDE);
  for (gsize left = mark->index % STRIDE; left > 0 && at < self->length; left--)
    at += (gsize) g_utf8_skip[(guchar) self->bytes[at]];

  return MIN (at, self->length);
}

/**
 * sw_yaml_skip_properties:
 * @at: byte offset of a node with an anchor or a tag
 * @end: where the node ends at the latest
 *
 * Returns: where the node's own text begins, behind anchor, tag, white space and comments
 */
gsize
sw_yaml_skip_properties (const char *text,
                         gsize       at,
                         gsize       end)
{
  while (at < end)
    {
      if (strchr (" \t\r\n", text[at]) != NULL)
        at++;
      else if (text[at] == '#')
        while (at < end && text[at] != '\n' && text[at] != '\r')
          at++;
      else if (text[at] == '&' || text[at] == '!')
        while (at < end && strchr (" \t\r\n", text[at]) == NULL)
          at++;
      else
        break;
    }

  return at;
}
