/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-remember.h"

#include "app/runs/sw-run-mocks.h"
#include "tasks/sw-mock-table.h"

/* The machine as the file names it: like the definition, unless it knows a single other one. */
static char *
dup_machine (GFile      *definition,
             const char *text)
{
  g_autofree char *own = sw_run_dup_machine_name (definition);
  g_autoptr (SwMockConfig) config
      = text != NULL ? sw_mock_config_new_from_text (text, -1, NULL) : NULL;
  g_auto (GStrv) names = config != NULL ? sw_mock_config_dup_machines (config) : NULL;

  if (names == NULL || g_strv_length (names) != 1
      || g_strv_contains ((const char *const *) names, own))
    return g_steal_pointer (&own);
  return g_strdup (names[0]);
}

static gboolean
load (GFile   *file,
      char   **text,
      GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (g_file_load_contents (file, NULL, text, NULL, NULL, &problem)
      || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * sw_run_remember:
 * @definition: beside which the mocks are
 * @request: of the task
 * @output: its result; undefined where it failed
 * @error_name: (nullable): of the error it failed with
 * @cause: (nullable): its cause
 * @error: set where the file cannot be read or written
 *
 * Writes an answer into the file of mocks, which is made where there is none. All else in it stays
 * as it is.
 *
 * Returns: whether it is written
 */
gboolean
sw_run_remember (GFile                *definition,
                 const SwTaskRequest  *request,
                 SwValue               output,
                 const char           *error_name,
                 const char           *cause,
                 GError              **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (definition);
  g_autoptr (GFile) file = g_file_get_child (folder, SW_RUN_MOCK_CONFIG);
  g_autofree char *text = NULL, *machine = NULL, *changed = NULL;
  g_autoptr (SwMockTable) table = NULL;

  if (!load (file, &text, error))
    return FALSE;
  machine = dup_machine (definition, text);
  table = sw_mock_table_new (text, machine, SW_RUN_BY_HAND, request->state->name, error);
  if (table == NULL)
    return FALSE;
  if (sw_value_is (output, SW_TYPE_UNDEFINED))
    sw_mock_table_fail (table, request->invocation, error_name, cause);
  else
    sw_mock_table_answer (table, request->invocation, output);
  changed = sw_mock_table_apply (table, text, machine, SW_RUN_BY_HAND, error);
  return changed != NULL
         && g_file_replace_contents (file, changed, strlen (changed), NULL, FALSE,
                                     G_FILE_CREATE_NONE, NULL, NULL, error);
}
