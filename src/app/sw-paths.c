/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-paths.h"

/* The folder this program was started from: what the program needs beside itself is looked for
 * from there when it runs without having been installed. */
static char *
dup_program_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : NULL;
}

/* The first of the folders that holds ENTRY ("" for the folder itself), or NULL. */
static char *
find_folder (const char *const *folders,
             const char        *entry)
{
  for (gsize i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], entry, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_canonicalize_filename (folders[i], NULL);
    }
  return NULL;
}

/**
 * sw_paths_dup_examples:
 *
 * Finds the folder with the example definitions: installed, or in the source tree around a build
 * folder.
 *
 * Returns: (transfer full) (nullable): the folder, or `NULL` when there is none
 */
GFile *
sw_paths_dup_examples (void)
{
  g_autofree char *program = dup_program_folder ();
  g_autofree char *near = g_build_filename (program != NULL ? program : ".", "..", "..", "..",
                                            "data", "examples", NULL);
  const char *folders[] = { PKGDATADIR "/examples", near, NULL };
  g_autofree char *found = find_folder (folders, "");

  return found != NULL ? g_file_new_for_path (found) : NULL;
}

/**
 * sw_paths_dup_settings:
 *
 * The program's settings. A program that was not installed takes the schema compiled in its build
 * folder.
 *
 * Returns: (transfer full) (nullable): the settings, or `NULL` when no schema is to be found:
 *   then nothing is remembered and every default holds
 */
GSettings *
sw_paths_dup_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
  if (schema == NULL)
    {
      g_autofree char *program = dup_program_folder ();
      g_autofree char *near =
          g_build_filename (program != NULL ? program : ".", "..", "..", "data", NULL);
      const char *folders[] = { near, NULL };
      g_autofree char *found = find_folder (folders, "gschemas.compiled");
      g_autoptr (GSettingsSchemaSource) built = NULL;

      if (found != NULL)
        built = g_settings_schema_source_new_from_directory (found, source, TRUE, NULL);
      if (built != NULL)
        schema = g_settings_schema_source_lookup (built, APP_ID, FALSE);
    }
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
