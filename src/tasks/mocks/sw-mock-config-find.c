/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-config-private.h"

/* A file of mocked answers from the disk, and the machine in it that somebody means. */

/**
 * sw_mock_config_load:
 * @file: a MockConfigFile.json
 * @error: set with the file's name in front
 *
 * Reads mocked answers from a file; see sw_mock_config_new_from_text().
 *
 * Returns: (transfer full): the answers, or %NULL with @error set
 */
SwMockConfig *
sw_mock_config_load (GFile   *file,
                     GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *text = NULL;
  SwMockConfig *self = NULL;
  gsize length;

  if (g_file_load_contents (file, NULL, &text, &length, NULL, error))
    self = sw_mock_config_new_from_text (text, (gssize) length, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", name);
  return self;
}

/**
 * sw_mock_config_dup_machine:
 * @called: (nullable): what the machine is called
 * @test_case: name of a test case
 *
 * Returns: (transfer full): the machine that has the case: the one that is called so, else the only
 * one; where none has it, or several have, the name that is right to complain about
 */
char *
sw_mock_config_dup_machine (SwMockConfig *self,
                            const char   *called,
                            const char   *test_case)
{
  g_auto (GStrv) machines = sw_mock_config_dup_machines (self);
  const char *only = NULL;

  for (guint i = 0; machines[i] != NULL; i++)
    {
      g_auto (GStrv) cases = sw_mock_config_dup_cases (self, machines[i]);

      if (!g_strv_contains ((const char *const *) cases, test_case))
        continue;
      if (g_strcmp0 (machines[i], called) == 0)
        return g_strdup (called);
      if (only != NULL)
        return g_strdup (called != NULL ? called : only);
      only = machines[i];
    }
  if (only == NULL)
    only = called != NULL ? called : machines[0];
  return g_strdup (only != NULL ? only : "");
}
