/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "json/sw-text.h"

#include <stdio.h>
#include <string.h>

/* What targets print is left in the file that FUZZ_PRINTED names, for run.py to hold against another
 * reader of JSON: records of two lengths (64 bits in this machine's order, or all ones for what is
 * not there) and the bytes. */

/* No more is left than this: bytes */
#define MOST (32 * 1024 * 1024)

static void
put (FILE       *file,
     const char *bytes,
     gsize       length)
{
  if (bytes != NULL)
    fwrite (bytes, 1, length, file);
}

/**
 * fuzz_printed:
 * @source: (nullable): the text that was read, where it is to be the same JSON
 * @source_length: bytes of it
 * @text: (nullable): JSON that we printed; %NULL: @source was refused as no JSON
 * @length: bytes of it
 *
 * Leaves a text for judgement.
 */
void
fuzz_printed (const char *source,
              gsize       source_length,
              const char *text,
              gsize       length)
{
  static FILE *file;
  static gsize left = MOST;
  guint64 lengths[] = { source != NULL ? source_length : G_MAXUINT64,
                        text != NULL ? length : G_MAXUINT64 };
  gsize size = sizeof lengths + source_length + length;
  const char *path = g_getenv ("FUZZ_PRINTED");

  if (path == NULL || size > left)
    return;
  if (file == NULL)
    file = fopen (path, "wb");
  if (file == NULL)
    g_error ("%s cannot be written", path);

  left -= size;
  fwrite (lengths, sizeof lengths, 1, file);
  put (file, source, source_length);
  put (file, text, length);
}

/**
 * fuzz_print:
 *
 * Prints a value, and leaves the text for judgement.
 */
void
fuzz_print (SwValue value)
{
  gsize length;
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, &length);

  fuzz_printed (NULL, 0, text, length);
}
