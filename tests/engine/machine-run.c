/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "machine-run.h"

#include "json/sw-text.h"

/* Something that happens to a task later */
typedef struct
{
  gint64 time;
  guint64 id;
  SwValue answer;
  gboolean is_heartbeat;
} Happening;

SwValue
machine_run_load (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "engine", "data", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  SwValue value = SW_VALUE_INIT;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  sw_value_from_text (text, (gssize) length, SW_TEXT_REPORT_DUPLICATES, &value, &error);
  g_assert_no_error (error);
  return value;
}

const char *
machine_run_get_text (SwValue object, const char *member)
{
  SwValue value = sw_value_get_member (object, member);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

static gint64
get_seconds (SwValue value)
{
  return (gint64) (sw_value_get_number (value) * G_USEC_PER_SEC);
}

SwProgram *
machine_run_compile (const char *text, GError **error)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);

  return sw_program_new (model, error);
}

static void
plan (MachineRun *run, const SwTaskRequest *request)
{
  SwValue answers = sw_value_get_member (run->mocks, request->state->name);
  SwValue answer, beats, after;
  Happening happening = { .id = request->id };

  g_assert_cmpuint (request->invocation, <, sw_value_get_length (answers));
  answer = sw_value_get_element (answers, request->invocation);
  if (machine_run_get_text (answer, "Worker") != NULL)
    sw_execution_begin_task (run->execution, request->id, machine_run_get_text (answer, "Worker"),
                             run->now);
  if (!sw_value_is (sw_value_get_member (answer, "Submit"), SW_TYPE_UNDEFINED))
    sw_execution_submit_task (run->execution, request->id, sw_value_get_member (answer, "Submit"),
                              run->now);
  beats = sw_value_get_member (answer, "Heartbeats");
  for (guint i = 0; sw_value_is (beats, SW_TYPE_ARRAY) && i < sw_value_get_length (beats); i++)
    {
      happening.time = run->now + get_seconds (sw_value_get_element (beats, i));
      happening.is_heartbeat = TRUE;
      g_array_append_val (run->happenings, happening);
    }
  if (sw_value_is (sw_value_get_member (answer, "Never"), SW_TYPE_BOOLEAN))
    return;
  after = sw_value_get_member (answer, "After");
  happening.time = run->now + (sw_value_is (after, SW_TYPE_NUMBER) ? get_seconds (after) : 0);
  happening.is_heartbeat = FALSE;
  happening.answer = answer;
  g_array_append_val (run->happenings, happening);
}

/* Arrays in arrays */
static SwValue
make_nested (guint depth)
{
  SwValue value = sw_value_new_array (0);

  while (--depth > 0)
    {
      SwValue outer = sw_value_new_array (1);

      sw_value_append (&outer, value);
      value = outer;
    }
  return value;
}

static void
happen (MachineRun *run, const Happening *happening)
{
  SwValue returned = sw_value_get_member (happening->answer, "Return");
  SwValue bytes = sw_value_get_member (happening->answer, "ReturnBytes");
  SwValue depth = sw_value_get_member (happening->answer, "ReturnDepth");
  SwValue thrown = sw_value_get_member (happening->answer, "Throw");

  if (happening->is_heartbeat)
    {
      sw_execution_heartbeat (run->execution, happening->id, run->now);
    }
  else if (sw_value_is (thrown, SW_TYPE_OBJECT))
    {
      sw_execution_fail_task (run->execution, happening->id, machine_run_get_text (thrown, "Error"),
                              machine_run_get_text (thrown, "Cause"), run->now);
    }
  else if (sw_value_is (bytes, SW_TYPE_NUMBER))
    {
      /* A text with its two quotes */
      g_autofree char *text = g_strnfill ((gsize) sw_value_get_number (bytes) - 2, 'x');
      g_auto (SwValue) output = sw_value_new_string (text);

      sw_execution_succeed_task (run->execution, happening->id, output, run->now);
    }
  else if (sw_value_is (depth, SW_TYPE_NUMBER))
    {
      g_auto (SwValue) output = make_nested ((guint) sw_value_get_number (depth));

      sw_execution_succeed_task (run->execution, happening->id, output, run->now);
    }
  else
    {
      sw_execution_succeed_task (run->execution, happening->id, returned, run->now);
    }
}

/* Index of the happening that comes first, or -1 */
static int
find_first (const MachineRun *run)
{
  int first = -1;

  for (guint i = 0; i < run->happenings->len; i++)
    if (first < 0 || g_array_index (run->happenings, Happening, i).time <
                         g_array_index (run->happenings, Happening, first).time)
      first = (int) i;
  return first;
}

/* Does the next thing: a turn, a request, or a jump in time. Returns FALSE when nothing is left to
 * do. */
gboolean
machine_run_advance (MachineRun *run)
{
  const SwTaskRequest *request;
  gint64 wake;
  int first;

  if (sw_execution_step (run->execution, run->now))
    return TRUE;
  request = sw_execution_take_request (run->execution);
  if (request != NULL)
    {
      plan (run, request);
      return TRUE;
    }
  wake = sw_execution_get_wake_time (run->execution);
  first = find_first (run);
  if (first >= 0 && g_array_index (run->happenings, Happening, first).time <= wake)
    {
      Happening happening = g_array_index (run->happenings, Happening, first);

      g_array_remove_index (run->happenings, (guint) first);
      run->now = MAX (run->now, happening.time);
      happen (run, &happening);
      return TRUE;
    }
  if (wake == G_MAXINT64)
    return FALSE;
  run->now = MAX (run->now, wake);
  return TRUE;
}

/* The program of a case, which has to be a sound one */
SwProgram *
machine_run_compile_case (SwValue test_case)
{
  g_autofree char *text =
      sw_value_to_text (sw_value_get_member (test_case, "definition"), SW_TEXT_DEFAULT, NULL);
  g_autoptr (GError) error = NULL;
  SwProgram *program = machine_run_compile (text, &error);

  g_assert_no_error (error);
  return program;
}

/* Starts an execution of a case's machine. */
MachineRun *
machine_run_new_for (SwValue test_case, SwExecution *take_execution)
{
  MachineRun *self = g_new0 (MachineRun, 1);

  self->mocks = sw_value_get_member (test_case, "mocks");
  self->now = MACHINE_RUN_START;
  self->happenings = g_array_new (FALSE, FALSE, sizeof (Happening));
  self->execution = take_execution;
  sw_execution_start (self->execution, self->now);
  return self;
}

MachineRun *
machine_run_new (SwValue test_case)
{
  g_autoptr (SwProgram) program = machine_run_compile_case (test_case);
  const SwExecutionOptions options = { .input = sw_value_get_member (test_case, "input") };

  return machine_run_new_for (test_case, sw_execution_new (program, &options));
}

void
machine_run_free (MachineRun *self)
{
  g_array_unref (self->happenings);
  sw_execution_free (self->execution);
  g_free (self);
}

/* Goes on until the run has ended. */
void
machine_run_finish (MachineRun *self)
{
  while (sw_execution_get_status (self->execution) == SW_EXECUTION_RUNNING)
    g_assert_true (machine_run_advance (self));
}
