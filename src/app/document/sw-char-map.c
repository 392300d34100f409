/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/document/sw-char-map.h"

#include <string.h>

/* How far apart the places are whose character is known. A question walks over so many bytes. */
#define STRIDE 1024

struct _SwCharMap
{
  gsize  length;     /* bytes */
  gsize  n_chars;
  gsize *before;     /* characters before byte i * STRIDE; NULL where each byte is a character */
};

/**
 * sw_utf8_count:
 * @text: valid UTF-8, or a run of its bytes
 * @length: in bytes
 *
 * Returns: how many characters begin in @text: its bytes but those that continue one (10xxxxxx)
 */
gsize
sw_utf8_count (const char *text,
               gsize       length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  gsize continued = 0;
  gsize i = 0;

  for (; i + sizeof (guint64) <= length; i += sizeof (guint64))
    {
      guint64 word;

      memcpy (&word, text + i, sizeof word);
      continued += (gsize) __builtin_popcountll ((word >> 7) & (~word >> 6) & ones);
    }
  for (; i < length; i++)
    continued += (text[i] & 0xc0) == 0x80;
  return length - continued;
}

/**
 * sw_char_map_new:
 * @text: valid UTF-8
 * @length: in bytes
 *
 * Returns: (transfer full): the map of @text
 */
SwCharMap *
sw_char_map_new (const char *text,
                 gsize       length)
{
  SwCharMap *self = g_new0 (SwCharMap, 1);

  self->length = length;
  self->n_chars = sw_utf8_count (text, length);
  if (self->n_chars == length)
    return self;
  self->before = g_new (gsize, length / STRIDE + 1);
  self->before[0] = 0;
  for (gsize i = 1; i <= length / STRIDE; i++)
    self->before[i] = self->before[i - 1] + sw_utf8_count (text + (i - 1) * STRIDE, STRIDE);
  return self;
}

/**
 * sw_char_map_free:
 *
 * Frees it; the text it was made of is not its own.
 */
void
sw_char_map_free (SwCharMap *self)
{
  g_free (self->before);
  g_free (self);
}

/**
 * sw_char_map_get_length:
 *
 * Returns: the text's length in characters
 */
gsize
sw_char_map_get_length (const SwCharMap *self)
{
  return self->n_chars;
}

/**
 * sw_char_map_to_char:
 * @text: the text that the map was made of
 * @byte: offset of a character's first byte; beyond the end it counts as the end
 *
 * Returns: the offset of that character in characters
 */
gsize
sw_char_map_to_char (const SwCharMap *self,
                     const char      *text,
                     gsize            byte)
{
  gsize block;

  byte = MIN (byte, self->length);
  if (self->before == NULL)
    return byte;
  block = byte / STRIDE;
  return self->before[block] + sw_utf8_count (text + block * STRIDE, byte - block * STRIDE);
}

/* The last block that begins at or before a character */
static gsize
find_block (const SwCharMap *self,
            gsize            character)
{
  gsize low = 0;
  gsize high = self->length / STRIDE + 1;

  while (high - low > 1)
    {
      gsize middle = low + (high - low) / 2;

      if (self->before[middle] <= character)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/**
 * sw_char_map_to_byte:
 * @text: the text that the map was made of
 * @character: offset in characters; beyond the end it counts as the end
 *
 * Returns: the offset of that character's first byte
 */
gsize
sw_char_map_to_byte (const SwCharMap *self,
                     const char      *text,
                     gsize            character)
{
  gsize block, byte, left;

  if (character >= self->n_chars)
    return self->length;
  if (self->before == NULL)
    return character;
  block = find_block (self, character);
  byte = block * STRIDE;
  left = character - self->before[block];
  /* A block may begin amid a character, which counts for the block before. */
  while (byte < self->length && (text[byte] & 0xc0) == 0x80)
    byte++;
  return (gsize) (g_utf8_offset_to_pointer (text + byte, (glong) left) - text);
}
