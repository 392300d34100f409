/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/record/sw-run-remember.h"

#include "base/sw-save.h"
#include "tasks/mocks/sw-mock-place.h"
#include "tasks/mocks/sw-mock-table.h"

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
  g_autoptr (SwMockPlace) place = sw_mock_place_find (definition);
  g_autofree char *text = NULL, *changed = NULL;
  g_autoptr (SwMockTable) table = NULL;

  if (!load (place->file, &text, error))
    return FALSE;
  table = sw_mock_table_new (text, place->machine, SW_RUN_BY_HAND, request->state->name, error);
  if (table == NULL)
    return FALSE;
  if (sw_value_is (output, SW_TYPE_UNDEFINED))
    sw_mock_table_fail (table, request->invocation, error_name, cause);
  else
    sw_mock_table_answer (table, request->invocation, output);
  changed = sw_mock_table_apply (table, text, place->machine, SW_RUN_BY_HAND, error);
  return changed != NULL && sw_save_text (place->file, changed, strlen (changed), error);
}
