/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page/sw-page-private.h"

#include <glib/gi18n.h>

#include "tasks/tests/sw-test-record.h"

/* From a run to a test, and to mocks. */

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
  SwTestBench *bench;
  SwRunRecord *record = sw_page_get_record (self);
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
  bench = sw_test_panel_get_bench (_sw_page_ensure_test_panel (self));
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

/* The case's name, and what the history does not tell */
static void
report_recorded (SwPage     *self,
                 const char *name,
                 GPtrArray  *notes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: name of a test case with mocked answers */
  g_string_append_printf (text, _("The answers were recorded as the test case “%s”"), name);
  if (notes->len > 0)
    g_string_append_printf (text, ". %s", (const char *) g_ptr_array_index (notes, 0));
  sw_document_report (self->document, text->str);
}

/**
 * sw_page_record_mocks:
 *
 * Keeps what the tasks of the run that is shown answered, as a test case of the mock file, and
 * shows it. A run need not be over.
 */
void
sw_page_record_mocks (SwPage *self)
{
  SwRunRecord *record = sw_page_get_record (self);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (record == NULL)
    {
      sw_document_report (self->document, _("Nothing has run yet"));
      return;
    }
  sw_run_record_update (record);
  name = sw_mock_view_record (sw_test_panel_get_mocks (_sw_page_ensure_test_panel (self)),
                              sw_run_record_get_trace (record), notes, &error);
  if (name == NULL)
    {
      sw_document_report (self->document, error->message);
      return;
    }
  g_object_set (self, "show-tests", TRUE, NULL);
  sw_test_panel_show_view (_sw_page_ensure_test_panel (self), "mocks");
  report_recorded (self, name, notes);
}
