/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-page-private.h"

#include <glib/gi18n.h>

#include "tasks/sw-test-record.h"

/* From a run to a test. */

static char *
dup_name (const SwTrace *trace)
{
  const char *error = sw_trace_get_error (trace, sw_trace_get_root (trace));

  if (sw_trace_get_status (trace) == SW_EXECUTION_SUCCEEDED)
    return g_strdup (_("A run that succeeds"));
  if (error == NULL)
    return g_strdup (_("A run that fails"));
  /* Translators: name of a test; the error's name */
  return g_strdup_printf (_("A run that fails with %s"), error);
}

/* Why no test can be made; NULL: one can */
static const char *
find_obstacle (SwRunRecord *record)
{
  if (record == NULL)
    return _("Nothing has run yet");
  switch (sw_trace_get_status (sw_run_record_get_trace (record)))
    {
    case SW_EXECUTION_RUNNING:
      return _("The run is not over yet");
    case SW_EXECUTION_ABORTED:
      return _("The run was stopped; a test cannot do that");
    case SW_EXECUTION_SUCCEEDED:
    case SW_EXECUTION_FAILED:
    case SW_EXECUTION_TIMED_OUT:
    default:
      return NULL;
    }
}

/**
 * sw_page_make_test:
 *
 * Adds a test that does the run that is shown again, and shows the tests.
 */
void
sw_page_make_test (SwPage *self)
{
  SwTestBench *bench = sw_test_panel_get_bench (self->test_panel);
  SwRunRecord *record = sw_run_panel_get_record (self->run_panel);
  const char *obstacle = find_obstacle (record);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTree) tasks = NULL;
  g_autofree char *name = NULL;
  g_auto (SwValue) test = SW_VALUE_INIT;

  if (obstacle != NULL)
    {
      sw_document_report (self->document, obstacle);
      return;
    }
  sw_run_record_update (record);
  name = dup_name (sw_run_record_get_trace (record));
  tasks = sw_test_bench_load (bench, &error);
  if (tasks != NULL)
    test = sw_test_from_trace (sw_run_record_get_trace (record), tasks, name, NULL);
  if (tasks == NULL || !sw_test_bench_write (bench, -1, test, &error))
    {
      sw_document_report (self->document, error->message);
      return;
    }
  g_object_set (self, "show-tests", TRUE, NULL);
  sw_document_report (self->document, _("A test was made of the run"));
}
