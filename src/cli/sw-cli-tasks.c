/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-tasks.h"

#include <string.h>

#include "cli/sw-cli.h"
#include "tasks/mocks/sw-mock-place.h"
#include "tasks/sw-substitutions.h"

/**
 * sw_cli_dup_machine_name:
 * @definition: "some/order.asl.json"
 *
 * Returns: (transfer full): "order"
 */
char *
sw_cli_dup_machine_name (const char *definition)
{
  g_autofree char *name = g_path_get_basename (definition);

  return sw_definition_dup_stem (name);
}

/**
 * sw_cli_tasks_find:
 * @definition: file name of a definition, or "-"
 * @given: (nullable): the tasks file that the caller names
 *
 * Returns: (transfer full) (nullable): @given, be it there or not; else NAME.tasks.json beside
 * NAME.asl.json, if it is there
 */
GFile *
sw_cli_tasks_find (const char *definition,
                   const char *given)
{
  g_autoptr (GFile) document = NULL;
  g_autoptr (GFile) file = NULL;

  if (given != NULL)
    return g_file_new_for_commandline_arg (given);
  if (strcmp (definition, "-") == 0)
    return NULL;
  document = g_file_new_for_commandline_arg (definition);
  file = sw_substitutions_find_file (document);
  return file != NULL && g_file_query_exists (file, NULL) ? g_steal_pointer (&file) : NULL;
}

/**
 * sw_cli_dup_file_name:
 *
 * Returns: (transfer full): a file as a person names it: from here, where that is possible
 */
char *
sw_cli_dup_file_name (GFile *file)
{
  g_autoptr (GFile) here = g_file_new_for_path (".");
  char *relative = g_file_get_relative_path (here, file);

  return relative != NULL ? relative : g_file_get_parse_name (file);
}

/* A MockConfigFile.json without tasks file, as AWS's local server takes it: beside the definition,
 * or named by SFN_MOCK_CONFIG. The machine is the one named like the definition, or the only one.
 */
static SwTasksFile *
load_bare_mocks (const char  *definition,
                 GError     **error)
{
  const char *name = g_getenv ("SFN_MOCK_CONFIG");
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (definition);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *path
      = name != NULL ? g_canonicalize_filename (name, NULL) : g_strdup (SW_MOCK_CONFIG_NAME);
  g_autofree char *escaped = g_strescape (path, NULL);
  g_autofree char *text
      = g_strdup_printf ("{\"version\": 1, \"mock\": {\"file\": \"%s\"}}", escaped);

  return sw_tasks_file_new_from_text (text, -1, folder, error);
}

/**
 * sw_cli_tasks_init:
 * @definition: file name of the definition; borrowed as long as @self is used
 * @given: (nullable): the tasks file that the caller names; else the one beside @definition
 * @want_mocks: without a tasks file, a bare MockConfigFile.json has to be there
 *
 * Reads how tasks are performed, and complains where that cannot be read.
 *
 * Returns: whether it went well, which it does where there is nothing to read
 */
gboolean
sw_cli_tasks_init (SwCliTasks *self,
                   const char *definition,
                   const char *given,
                   gboolean    want_mocks)
{
  g_autoptr (GError) error = NULL;

  self->definition = definition;
  self->tasks = NULL;
  self->file = sw_cli_tasks_find (definition, given);
  if (self->file != NULL)
    self->tasks = sw_tasks_file_load (self->file, &error);
  else if (want_mocks)
    self->tasks = load_bare_mocks (definition, &error);
  if (error == NULL)
    return TRUE;
  sw_cli_complain ("%s", error->message);
  return FALSE;
}

/**
 * sw_cli_tasks_clear:
 *
 * Frees what was read.
 */
void
sw_cli_tasks_clear (SwCliTasks *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->tasks, sw_tasks_file_unref);
}

/**
 * sw_cli_tasks_new_performer:
 * @test_case: (nullable): in place of the one that the file names
 * @performer: (out) (nullable): stays %NULL where nothing says how tasks are performed
 *
 * Makes who performs the tasks, and complains where there is no such test case.
 *
 * Returns: whether it went well
 */
gboolean
sw_cli_tasks_new_performer (SwCliTasks   *self,
                            const char   *test_case,
                            SwPerformer **performer)
{
  g_autoptr (GError) error = NULL;

  *performer = NULL;
  if (self->tasks == NULL)
    return TRUE;
  *performer = sw_tasks_file_new_performer (self->tasks, test_case, &error);
  if (*performer == NULL)
    sw_cli_complain ("%s", error->message);
  return *performer != NULL;
}

/**
 * sw_cli_tasks_choose_input:
 * @quiet: does not say so
 * @input: (out): owned; untouched where there is nothing to choose from
 *
 * Takes the first input that the tasks file names, and says so on stderr.
 *
 * Returns: whether there was one
 */
gboolean
sw_cli_tasks_choose_input (SwCliTasks *self,
                           gboolean    quiet,
                           SwValue    *input)
{
  SwValue inputs = SW_VALUE_INIT;
  g_autofree char *name = NULL;

  if (self->file == NULL || self->tasks == NULL)
    return FALSE;
  inputs = sw_tasks_file_get_inputs (self->tasks);
  if (sw_value_get_length (inputs) == 0)
    return FALSE;
  name = g_file_get_basename (self->file);
  if (!quiet)
    g_printerr ("Input \"%s\" of %s\n", sw_string_get_text (sw_value_get_key (inputs, 0)), name);
  *input = sw_value_ref (sw_value_get_member_at (inputs, 0));
  return TRUE;
}
