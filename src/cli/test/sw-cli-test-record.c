/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/test/sw-cli-test.h"

#include "cli/sw-cli.h"
#include "engine/history/sw-history-read.h"
#include "tasks/tests/sw-test-record.h"

static SwHistory *
load_history (const char *name)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  SwHistory *history;
  gsize length;

  if (!sw_cli_read_file (name, &text, &length))
    return NULL;
  history = sw_history_new_from_text (text, (gssize) length, notes, &error);
  for (guint i = 0; i < notes->len; i++)
    sw_cli_complain ("%s: %s", name, (char *) g_ptr_array_index (notes, i));
  if (history == NULL)
    sw_cli_complain ("%s: %s", name, error->message);
  return history;
}

static gboolean
has_ended (const SwTrace *trace,
           const char    *name)
{
  SwExecutionStatus status = sw_trace_get_status (trace);

  if (status != SW_EXECUTION_RUNNING && status != SW_EXECUTION_ABORTED)
    return TRUE;
  sw_cli_complain (status == SW_EXECUTION_RUNNING ? "%s: the run has not ended"
                                                  : "%s: the run was aborted, which no test can do",
                   name);
  return FALSE;
}

/**
 * sw_cli_test_record:
 * @file: a definition with its suite
 * @history: file name of a run
 * @name: (nullable): what the test is to be called
 *
 * Adds a test to the tasks file that does a run again.
 *
 * Returns: %SW_CLI_FINE where it was added; else after a message
 */
SwCliStatus
sw_cli_test_record (const SwCliTestFile *file,
                    const char          *history,
                    const char          *name)
{
  SwProgram *program = sw_test_suite_get_program (file->suite, NULL);
  g_autoptr (SwHistory) read = load_history (history);
  g_autoptr (SwTrace) trace = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_auto (SwValue) tests = sw_value_new_array (1);
  g_autofree char *base = g_path_get_basename (history);

  if (read == NULL)
    return SW_CLI_USAGE;
  if (program == NULL)
    {
      sw_cli_complain ("%s: a placeholder has no value", file->name);
      return SW_CLI_USAGE;
    }
  trace = sw_trace_new (read, sw_program_get_model (program));
  sw_trace_update (trace);
  if (!has_ended (trace, history))
    return SW_CLI_BAD;
  sw_value_append (&tests, sw_test_from_trace (trace, sw_test_suite_get_tasks (file->suite),
                                               name != NULL ? name : base, notes));
  for (guint i = 0; i < notes->len; i++)
    sw_cli_complain ("%s: %s", history, (char *) g_ptr_array_index (notes, i));
  return sw_cli_test_write (file, tests) ? SW_CLI_FINE : SW_CLI_USAGE;
}
