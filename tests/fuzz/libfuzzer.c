/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

/* In the place of driver.c where the compiler has libFuzzer: that is led by what code its inputs reach.
 * The target's seeds join the folder of inputs. */

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

/* A run without a folder of inputs gets one. Anything else that libFuzzer can do, such as trying one
 * file again, is left as it is. */
int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  for (int i = 1; i < *argc; i++)
    if ((*argv)[i][0] != '-')
      {
        if (g_file_test ((*argv)[i], G_FILE_TEST_IS_DIR))
          write_seeds ((*argv)[i]);
        return 0;
      }
  folder = g_dir_make_tmp ("fuzz-XXXXXX", NULL);
  write_seeds (folder);
  for (int i = 0; i < *argc; i++)
    g_ptr_array_add (arguments, (*argv)[i]);
  g_ptr_array_add (arguments, g_steal_pointer (&folder));
  *argc = (int) arguments->len;
  g_ptr_array_add (arguments, NULL);
  *argv = (char **) g_ptr_array_free (g_steal_pointer (&arguments), FALSE);
  return 0;
}
