/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl-replay.h"
#include "conform.h"

#include <string.h>

#include "asl/convert/sw-convert.h"
#include "engine/debug/sw-fork.h"
#include "engine/sw-time.h"
#include "trace-invariants.h"

/* Replays recorded executions: the mocks answer what the tasks ask for, the clock jumps, and the
 * outcome and the whole history must be AWS's. Cases are files of arrays; the format is described
 * beside them.
 *
 * With --stopping, the execution stands still wherever it can: nothing of that may show.
 *
 * With --forking, each recorded history is told again up to its end, and up to each state it
 * enters: nothing but the history says what the tasks answered.
 *
 * With --converted, all states of JSONPath that can be are brought to JSONata first. What the tasks
 * are asked, the status and the output must then still be the recorded ones. */

#define ACCOUNT "111111111111"
#define REGION "us-east-1"
/* Where no history tells the role, as in an Express execution */
#define DEFAULT_ROLE "sfn_role_arn"
#define DEFAULT_CLOCK "2030-01-01T00:00:00Z"
/* A machine that goes round for ever is stopped after so many transitions. */
#define MAX_STEPS 200000

static gboolean converted, stopping, forking;

static gboolean
stop_everywhere (SwExecution  *execution,
                 const SwStop *stop,
                 gpointer      data)
{
  return TRUE;
}

/* Goes on from a stop. While it stands still nothing happens, whatever the clock says. */
static gboolean
resume (AslReplay *replay)
{
  if (sw_execution_get_stop (replay->execution) == NULL)
    return FALSE;
  if (replay->difference == NULL
      && (sw_execution_step (replay->execution, G_MAXINT64)
          || sw_execution_get_wake_time (replay->execution) != G_MAXINT64))
    replay->difference = g_strdup ("it went on from a stop by itself");
  sw_execution_resume (replay->execution);
  return TRUE;
}

/* Runs as far as it goes. What had not ended when it was recorded is left where it waits. */
static void
drive (AslReplay *replay,
       gboolean   never_ends)
{
  SwExecution *execution = replay->execution;

  if (stopping)
    sw_execution_set_stop_func (execution, stop_everywhere, NULL);
  sw_execution_start (execution, replay->now);
  for (guint steps = 0; steps < MAX_STEPS; steps++)
    {
      const SwTaskRequest *request;
      gint64 wake;

      if (sw_execution_step (execution, replay->now) || resume (replay))
        continue;
      request = sw_execution_take_request (execution);
      if (request != NULL)
        {
          asl_answer (replay, request);
          continue;
        }
      wake = sw_execution_get_wake_time (execution);
      if (wake == G_MAXINT64 || never_ends)
        return;
      replay->now = MAX (replay->now, wake);
    }
}

static SwValue
text_or_nothing (const char *text)
{
  return text != NULL ? sw_value_new_string (text) : SW_VALUE_INIT;
}

static char *
compare_outcome (AslReplay *replay)
{
  g_auto (SwValue) status = sw_value_new_string (
      sw_execution_status_get_name (sw_execution_get_status (replay->execution)));
  g_auto (SwValue) error = text_or_nothing (sw_execution_get_error (replay->execution));
  g_auto (SwValue) cause = text_or_nothing (sw_execution_get_cause (replay->execution));
  const struct
  {
    const char *name;
    SwValue actual;
  } parts[] = {
    { "error", error },
    { "cause", cause },
    { "status", status },
    { "output", sw_execution_get_output (replay->execution) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      SwValue expected = sw_value_get_member (replay->expected, parts[i].name);
      char *difference;

      if (sw_value_is (expected, SW_TYPE_NULL) && !g_str_equal (parts[i].name, "output"))
        expected = SW_VALUE_INIT;
      if (converted
          && (g_str_equal (parts[i].name, "error") || g_str_equal (parts[i].name, "cause")))
        continue;
      difference = asl_compare (&replay->masks, parts[i].name, expected, parts[i].actual);
      if (difference != NULL)
        return difference;
    }
  return NULL;
}

static char *
compare (AslReplay *replay)
{
  g_auto (SwValue) made = sw_history_to_value (sw_execution_get_history (replay->execution), FALSE);
  SwValue history = sw_value_get_member (replay->expected, "history");
  char *difference;

  difference = compare_outcome (replay);
  if (difference != NULL || converted || sw_value_is (history, SW_TYPE_UNDEFINED))
    return difference;
  return asl_compare_history (&replay->masks, replay->test_case, history,
                              sw_value_get_member (made, "events"));
}

/* What is made of our own history to be looked at: whatever was run, it fits. */
static char *
check_trace (const SwExecution *execution)
{
  g_autoptr (SwTrace) trace = sw_trace_new (sw_execution_get_history (execution), NULL);
  char *problem = trace_check (trace);

  return problem != NULL ? problem : trace_check_snapshot (trace);
}

static char *
get_role (SwValue expected)
{
  SwValue history = sw_value_get_member (expected, "history");
  SwValue first = sw_value_get_element (history, 0);
  const char *role
      = conform_get_text (sw_value_get_member (first, "executionStartedEventDetails"), "roleArn");

  return g_strdup (role != NULL ? role : DEFAULT_ROLE);
}

/* Begins anew at each state that was entered. */
static char *
fork_everywhere (SwProgram                *program,
                 const SwExecutionOptions *options,
                 SwTrace                  *trace)
{
  for (guint i = 1; i < sw_trace_get_n_visits (trace); i++)
    {
      const SwVisit *visit = sw_trace_get_visit (trace, i);
      SwValue input = sw_trace_get_input (trace, visit);
      g_autoptr (GError) error = NULL;
      g_autoptr (SwExecution) execution = NULL;
      const SwStop *stop;

      if (visit->kind != SW_VISIT_STATE)
        continue;
      execution = sw_execution_new_fork (program, options, trace, visit->entered, "run", &error);
      if (execution == NULL)
        return g_strdup_printf ("event %u: %s", visit->entered, error->message);
      stop = sw_execution_get_stop (execution);
      if (stop == NULL || stop->point != SW_STOP_BEFORE
          || strcmp (stop->state->name, visit->state->name) != 0)
        return g_strdup_printf ("event %u: it is not before %s", visit->entered,
                                visit->state->name);
      if (!sw_value_is (input, SW_TYPE_UNDEFINED) && !sw_value_equal (stop->input, input))
        return g_strdup_printf ("event %u: another input", visit->entered);
    }
  return NULL;
}

static char *
fork_case (AslReplay                *replay,
           SwProgram                *program,
           const SwExecutionOptions *options,
           const char               *clock)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwHistory) history = asl_read_history (replay, clock, &error);
  g_autoptr (SwTrace) trace = NULL;
  char *difference;

  if (history == NULL)
    return g_strdup (error->message);
  trace = sw_trace_new (history, sw_program_get_model (program));
  sw_trace_update (trace);
  replay->execution = sw_execution_new_replay (program, options, trace, 0, &error);
  if (replay->execution == NULL)
    return g_strdup (error->message);
  difference = compare (replay);
  return difference != NULL ? difference : fork_everywhere (program, options, trace);
}

static char *
replay_case (SwValue    test_case,
             SwProgram *program)
{
  AslReplay replay = { .test_case = test_case,
                    .expected = sw_value_get_member (test_case, "expected"),
                    .mocks = sw_value_get_member (test_case, "mocks") };
  const char *clock = conform_get_text (test_case, "clock");
  g_autofree char *role = get_role (replay.expected);
  gboolean never_ends = g_strcmp0 (conform_get_text (replay.expected, "status"), "RUNNING") == 0;
  SwExecutionOptions options = { .account = ACCOUNT, .region = REGION, .role_arn = role };
  SwInstant start;

  clock = clock != NULL ? clock : DEFAULT_CLOCK;
  sw_instant_parse (clock, strlen (clock), &start);
  replay.now = sw_instant_to_microseconds (&start);
  options.input = sw_value_get_member (test_case, "input");
  options.express = g_strcmp0 (conform_get_text (test_case, "machine_type"), "EXPRESS") == 0;
  replay.used = g_new0 (gboolean, sw_value_get_length (replay.mocks) + 1);
  asl_masks_init (&replay.masks, sw_value_get_member (test_case, "masks"));
  if (forking)
    {
      replay.difference = fork_case (&replay, program, &options, clock);
    }
  else
    {
      replay.execution = sw_execution_new (program, &options);
      drive (&replay, never_ends);
      if (replay.difference == NULL)
        replay.difference = compare (&replay);
      if (replay.difference == NULL)
        replay.difference = check_trace (replay.execution);
    }
  g_clear_pointer (&replay.execution, sw_execution_free);
  asl_masks_clear (&replay.masks);
  g_free (replay.used);
  return replay.difference;
}

/* The machine with all of its states that can be brought to JSONata; NULL where there are none */
static SwModel *
convert (SwModel *model)
{
  g_autoptr (SwConversion) conversion = sw_conversion_new (model, NULL, SW_QUERY_JSONATA, NULL);
  g_autoptr (SwOpsResult) result
      = conversion != NULL ? sw_conversion_apply (conversion, NULL) : NULL;
  g_autofree char *changed = NULL;
  g_autoptr (SwTree) tree = NULL;
  const char *text;
  gsize length;

  if (result == NULL)
    return NULL;
  text = sw_tree_get_text (sw_model_get_tree (model), &length);
  changed = sw_edits_apply (result->edits, text, length, &length);
  tree = sw_tree_parse (changed, (gssize) length);
  return sw_model_new (tree);
}

static SwProgram *
compile (SwValue   test_case,
         GError  **error)
{
  const char *given = conform_get_text (test_case, "definition_text");
  g_autofree char *text = given != NULL
                              ? g_strdup (given)
                              : sw_value_to_text (sw_value_get_member (test_case, "definition"),
                                                  SW_TEXT_DEFAULT, NULL);
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (SwModel) other = converted ? convert (model) : NULL;

  return sw_program_new (other != NULL ? other : model, error);
}

static const char *
why_not_forked (SwValue history)
{
  if (sw_value_get_length (history) == 0)
    return "no history is recorded";
  for (guint i = 0; i < sw_value_get_length (history); i++)
    if (sw_value_get_number (sw_value_get_member (sw_value_get_element (history, i), "id")) == 0)
      return "the order of its events is not recorded";
  return NULL;
}

/* Why a case cannot be replayed at all, or NULL */
static const char *
skip_reason (SwValue test_case)
{
  SwValue mocks = sw_value_get_member (test_case, "mocks");

  if (forking)
    return why_not_forked (sw_value_get_member (sw_value_get_member (test_case, "expected"),
                                                "history"));
  if (asl_needs (test_case, "tasks-without-history"))
    return "what its tasks answered is not recorded";
  for (guint i = 0; i < sw_value_get_length (mocks); i++)
    if (sw_value_is (sw_value_get_member (sw_value_get_element (mocks, i), "outcome"),
                     SW_TYPE_NULL))
      return "what one of its tasks answered is not recorded";
  if (!sw_value_is (sw_value_get_member (test_case, "outside_actions"), SW_TYPE_UNDEFINED))
    return "calls from outside while it runs are not replayed";
  return NULL;
}

static void
run_case (Conform *conform,
          SwValue  test_case)
{
  const char *id = conform_get_text (test_case, "id");
  const char *reason = skip_reason (test_case);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program = NULL;
  g_autofree char *difference = NULL;

  if (reason != NULL)
    {
      conform_skip (conform, id, reason);
      return;
    }
  program = compile (test_case, &error);
  if (g_error_matches (error, SW_PROGRAM_ERROR, SW_PROGRAM_ERROR_UNSUPPORTED))
    {
      conform_skip (conform, id, error->message);
      return;
    }
  difference = program != NULL ? replay_case (test_case, program)
                               : g_strdup_printf ("refused: %s", error->message);
  conform_report (conform, id, difference);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL, *known = NULL, *known_file = NULL;
  g_autoptr (GDir) directory = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  Conform conform;
  const char *name;

  converted = argc > 1 && g_str_equal (argv[1], "--converted");
  stopping = argc > 1 && g_str_equal (argv[1], "--stopping");
  forking = argc > 1 && g_str_equal (argv[1], "--forking");
  argc -= converted || stopping || forking;
  argv += converted || stopping || forking;
  folder = conform_dup_folder (argc, argv, "asl/execution");
  directory = g_dir_open (folder, 0, NULL);
  known = g_path_get_dirname (KNOWN_DIFFERENCES);
  known_file = g_build_filename (known,
                                 converted ? "asl-converted-known.json"
                                 : forking ? "asl-forking-known.json"
                                           : "asl-known.json",
                                 NULL);
  conform_init (&conform, known_file);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (files, g_strdup (name));
  g_ptr_array_sort_values (files, (GCompareFunc) strcmp);
  for (guint i = 0; i < files->len; i++)
    {
      g_auto (SwValue) cases = SW_VALUE_INIT;

      if (!conform_load (folder, g_ptr_array_index (files, i), &cases))
        continue;
      for (guint j = 0; j < sw_value_get_length (cases); j++)
        if (argc < 3
            || strstr (conform_get_text (sw_value_get_element (cases, j), "id"), argv[2]) != NULL)
          run_case (&conform, sw_value_get_element (cases, j));
    }
  return conform_finish (&conform);
}
