/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/tests/sw-test-bench-private.h"

/* So long nothing must have changed before tests run by themselves, milliseconds */
#define PATIENCE 400

G_DEFINE_FINAL_TYPE (SwTestBench, sw_test_bench, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RUNNING,
  PROP_ON_CHANGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

static void
set_running (SwTestBench  *self,
             GCancellable *take_cancellable)
{
  g_clear_object (&self->cancellable);
  self->cancellable = take_cancellable;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
work (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  g_task_return_pointer (task, sw_test_report_new (data, cancellable),
                         (GDestroyNotify) sw_test_report_free);
}

/* What was not run again keeps what came of it before. */
static void
keep_results (SwTestReport       *report,
              const SwTestReport *before)
{
  for (guint i = 0; before != NULL && i < report->results->len; i++)
    {
      SwTestResult *result = g_ptr_array_index (report->results, i);

      for (guint j = 0; j < before->results->len && !result->ran; j++)
        {
          const SwTestResult *old = g_ptr_array_index (before->results, j);

          if (!g_str_equal (old->test, result->test))
            continue;
          result->ran = old->ran;
          result->passed = old->passed;
          result->message = g_strdup (old->message);
        }
    }
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  SwTestBench *self = SW_TEST_BENCH (source);
  gboolean partly = GPOINTER_TO_INT (data);
  g_autoptr (SwTestReport) report = g_task_propagate_pointer (G_TASK (result), NULL);

  if (report == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  if (partly)
    keep_results (report, self->report);
  g_clear_pointer (&self->report, sw_test_report_free);
  self->report = g_steal_pointer (&report);
  set_running (self, NULL);
  g_signal_emit (self, changed_signal, 0);
}

static void
start (SwTestBench *self,
       GArray      *take_only,
       gboolean     suggest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTree) tasks = sw_test_bench_load (self, &error);
  g_autoptr (GFile) file = sw_test_bench_get_file (self);
  g_autoptr (GTask) task = NULL;
  SwTestJob *job = g_new0 (SwTestJob, 1);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (tasks == NULL)
    {
      sw_test_job_free (job);
      g_clear_pointer (&take_only, g_array_unref);
      sw_document_report (self->document, error->message);
      return;
    }
  sw_document_flush (self->document);
  job->definition = sw_document_dup_text (self->document, NULL);
  job->yaml = sw_document_get_syntax (self->document) == SW_SYNTAX_YAML;
  job->tasks = g_strdup (sw_tree_get_text (tasks, NULL));
  job->folder = file != NULL ? g_file_get_parent (file) : NULL;
  job->machine_name = g_strdup (sw_document_get_title (self->document));
  job->only = take_only;
  job->suggest = suggest;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  set_running (self, g_cancellable_new ());
  task = g_task_new (self, self->cancellable, done_cb, GINT_TO_POINTER (take_only != NULL));
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, (GDestroyNotify) sw_test_job_free);
  g_task_run_in_thread (task, work);
}

/**
 * sw_test_bench_run:
 *
 * Runs all tests; a run that is under way is given up for it.
 */
void
sw_test_bench_run (SwTestBench *self)
{
  start (self, NULL, FALSE);
}

/**
 * sw_test_bench_run_failed:
 *
 * Runs the tests that failed the last time. Coverage is then of these alone.
 */
void
sw_test_bench_run_failed (SwTestBench *self)
{
  GArray *only = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; self->report != NULL && i < self->report->results->len; i++)
    {
      const SwTestResult *result = g_ptr_array_index (self->report->results, i);

      if (result->ran && !result->passed)
        g_array_append_val (only, result->index);
    }
  start (self, only, FALSE);
}

/**
 * sw_test_bench_suggest:
 *
 * Runs all tests, and looks for others that come by what none of them does.
 */
void
sw_test_bench_suggest (SwTestBench *self)
{
  start (self, NULL, TRUE);
}

static gboolean
timeout_cb (gpointer data)
{
  SwTestBench *self = data;

  self->timeout = 0;
  if (!sw_document_get_stale (self->document))
    sw_test_bench_run (self);
  return G_SOURCE_REMOVE;
}

static void
something_changed_cb (SwTestBench *self)
{
  if (!self->on_change)
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (PATIENCE, timeout_cb, self);
}

static void
follow_file (SwTestBench *self)
{
  g_autoptr (GFile) file = sw_test_bench_get_file (self);

  g_clear_object (&self->monitor);
  if (file == NULL)
    return;
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (something_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

/**
 * sw_test_bench_get_report:
 *
 * Returns: (transfer none) (nullable): what came of the last run, until the next `changed`; %NULL
 * before the first
 */
const SwTestReport *
sw_test_bench_get_report (SwTestBench *self)
{
  return self->report;
}

static void
sw_test_bench_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SwTestBench *self = SW_TEST_BENCH (object);

  if (id == PROP_RUNNING)
    g_value_set_boolean (value, self->cancellable != NULL);
  else if (id == PROP_ON_CHANGE)
    g_value_set_boolean (value, self->on_change);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sw_test_bench_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  SwTestBench *self = SW_TEST_BENCH (object);

  if (id != PROP_ON_CHANGE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->on_change == g_value_get_boolean (value))
    return;
  self->on_change = g_value_get_boolean (value);
  something_changed_cb (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
sw_test_bench_dispose (GObject *object)
{
  SwTestBench *self = SW_TEST_BENCH (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->monitor);
  g_clear_object (&self->document);
  g_clear_pointer (&self->report, sw_test_report_free);
  G_OBJECT_CLASS (sw_test_bench_parent_class)->dispose (object);
}

static void
sw_test_bench_class_init (SwTestBenchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sw_test_bench_get_property;
  object_class->set_property = sw_test_bench_set_property;
  object_class->dispose = sw_test_bench_dispose;
  properties[PROP_RUNNING]
      = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  properties[PROP_ON_CHANGE]
      = g_param_spec_boolean ("on-change", NULL, NULL, FALSE, flags | G_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", SW_TYPE_TEST_BENCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
sw_test_bench_init (SwTestBench *self)
{
}

/**
 * sw_test_bench_new:
 * @document: whose tests they are
 *
 * Returns: (transfer full): the bench
 */
SwTestBench *
sw_test_bench_new (SwDocument *document)
{
  SwTestBench *self = g_object_new (SW_TYPE_TEST_BENCH, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "notify::revision", G_CALLBACK (something_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::file", G_CALLBACK (follow_file), self,
                           G_CONNECT_SWAPPED);
  follow_file (self);
  return self;
}
