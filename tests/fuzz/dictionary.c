/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

/* The word of a line such as name="a\x00\"b", or NULL */
static GBytes *
read_word (const char *line)
{
  const char *at = strchr (line, '"');
  const char *end = strrchr (line, '"');
  g_autoptr (GString) word = g_string_new (NULL);

  if (*line == '#' || at == end)
    return NULL;
  for (at++; at < end; at++)
    {
      if (*at == '\\' && at[1] == 'x')
        {
          g_string_append_c (word, (char) (g_ascii_xdigit_value (at[2]) << 4
                                           | g_ascii_xdigit_value (at[3])));
          at += 3;
        }
      else
        {
          at += *at == '\\';
          g_string_append_c (word, *at);
        }
    }
  return g_string_free_to_bytes (g_steal_pointer (&word));
}

/**
 * fuzz_read_dictionary:
 * @path: a dictionary as libFuzzer reads them
 *
 * Returns: (transfer full) (element-type GBytes): its words
 */
GPtrArray *
fuzz_read_dictionary (const char  *path,
                      GError     **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      GBytes *word = read_word (lines[i]);

      if (word != NULL)
        g_ptr_array_add (words, word);
    }
  return g_steal_pointer (&words);
}
