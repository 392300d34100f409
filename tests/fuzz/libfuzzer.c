/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

/* In the place of driver.c where the compiler has libFuzzer: that is led by what code its inputs reach.
 * The target's seeds and words become its first corpus and its dictionary. */

int LLVMFuzzerInitialize (int    *argc,
                          char ***argv);

static void
write_seeds (const char *folder)
{
  for (guint i = 0; fuzz_seeds[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("seed-%u", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_file_set_contents (path, fuzz_seeds[i], -1, NULL);
    }
}

/* "\x7b\x22" for each word: a dictionary takes no other bytes than printable ones as they are. */
static void
write_words (const char *path)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; fuzz_words[i] != NULL; i++)
    {
      g_string_append_c (text, '"');
      for (const char *c = fuzz_words[i]; *c != '\0'; c++)
        g_string_append_printf (text, "\\x%02x", (guchar) *c);
      g_string_append (text, "\"\n");
    }
  g_file_set_contents (path, text->str, (gssize) text->len, NULL);
}

/* A run without a folder of inputs begins with the seeds; anything else that libFuzzer can do, such as
 * trying one file again, is left as it is. */
int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_autofree char *folder = NULL, *dictionary = NULL;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  for (int i = 1; i < *argc; i++)
    if ((*argv)[i][0] != '-')
      return 0;
  folder = g_dir_make_tmp ("fuzz-XXXXXX", NULL);
  dictionary = g_strconcat (folder, ".dict", NULL);
  write_seeds (folder);
  write_words (dictionary);
  for (int i = 0; i < *argc; i++)
    g_ptr_array_add (arguments, (*argv)[i]);
  g_ptr_array_add (arguments, g_strconcat ("-dict=", dictionary, NULL));
  g_ptr_array_add (arguments, g_steal_pointer (&folder));
  *argc = (int) arguments->len;
  g_ptr_array_add (arguments, NULL);
  *argv = (char **) g_ptr_array_free (g_steal_pointer (&arguments), FALSE);
  return 0;
}
