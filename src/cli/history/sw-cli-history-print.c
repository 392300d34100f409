/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/history/sw-cli-history.h"

#include "engine/trace/sw-stages.h"
#include "json/sw-text.h"

/* Visits, moments and stages for people. */

/* Characters of a value in a line */
#define PREVIEW_LENGTH 100

/* Width of a time */
#define COLUMN 10

/* Right-aligned in WIDTH characters */
static void
print_seconds (gint64 microseconds, int width)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.3f", (double) microseconds / G_USEC_PER_SEC);
  g_print ("%*s", width, text);
}

/**
 * sw_cli_dup_visit_title:
 *
 * Returns: (transfer full): what a visit is called in a line
 */
char *
sw_cli_dup_visit_title (const SwVisit *visit)
{
  switch (visit->kind)
    {
    case SW_VISIT_BRANCH:
      return g_strdup_printf ("branch %u", visit->index);
    case SW_VISIT_ITERATION:
      return g_strdup_printf ("iteration %u", visit->index);
    case SW_VISIT_STATE:
      return g_strdup_printf ("%s (%s)", visit->state->name,
                              sw_state_type_get_name (visit->state->type));
    case SW_VISIT_MACHINE:
    default:
      return g_strdup ("execution");
    }
}

static void
print_error (const char *error, const char *cause)
{
  if (error == NULL && cause == NULL)
    return;
  g_print (": %s%s%s", error != NULL ? error : "", error != NULL && cause != NULL ? ": " : "",
           cause != NULL ? cause : "");
}

/* The tries that failed and were made again */
static void
print_retries (const SwTrace *trace, const SwVisit *visit, guint depth)
{
  g_autoptr (GArray) attempts = sw_trace_dup_attempts (trace, visit, 0);

  for (guint i = 0; i + 1 < attempts->len; i++)
    {
      const SwAttempt *attempt = &g_array_index (attempts, SwAttempt, i);
      const SwAttempt *next = &g_array_index (attempts, SwAttempt, i + 1);

      g_print ("%-10s ", "retried");
      print_seconds (attempt->began - sw_trace_get_root (trace)->began, COLUMN);
      print_seconds (attempt->finished - attempt->began, COLUMN);
      g_print ("  %*stry %u", (int) depth * 2 + 2, "", attempt->number + 1);
      print_error (attempt->error, attempt->cause);
      g_print (", again after ");
      print_seconds (next->wait, 0);
      g_print (" s\n");
    }
}

static void
print_visit (const SwTrace *trace, const SwVisit *visit, guint depth)
{
  g_autofree char *title = sw_cli_dup_visit_title (visit);

  g_print ("%-10s ", sw_cli_run_state_get_name (visit->status));
  print_seconds (visit->began - sw_trace_get_root (trace)->began, COLUMN);
  if (visit->exited != 0)
    print_seconds (visit->ended - visit->began, COLUMN);
  else
    g_print ("%*s", COLUMN, "-");
  g_print ("  %*s%s", (int) depth * 2, "", title);
  if (visit->kind == SW_VISIT_STATE && visit->n_items > 0)
    g_print (", %u item%s", visit->n_items, visit->n_items == 1 ? "" : "s");
  if (visit->failure != 0 && visit->status != SW_RUN_STATE_SUCCEEDED)
    print_error (sw_trace_get_error (trace, visit), sw_trace_get_cause (trace, visit));
  g_print ("\n");
  if (visit->kind == SW_VISIT_STATE)
    print_retries (trace, visit, depth);
  for (guint i = 0; i < sw_visit_get_n_children (visit); i++)
    print_visit (trace, sw_visit_get_child (visit, i), depth + 1);
}

/**
 * sw_cli_print_visits:
 *
 * Prints the tree of visits: status, seconds after the start, seconds it took, what it is.
 */
void
sw_cli_print_visits (const SwTrace *trace)
{
  g_print ("%-10s %*s%*s\n", "", COLUMN, "after s", COLUMN, "took s");
  print_visit (trace, sw_trace_get_root (trace), 0);
  g_print ("%s after %u events\n", sw_execution_status_get_name (sw_trace_get_status (trace)),
           sw_trace_get_n_events (trace));
}

static void
print_value (const char *title, SwValue value, const char *reason)
{
  g_autofree char *text = NULL;

  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    {
      g_print ("%-20s (%s)\n", title, reason != NULL ? reason : "nothing");
      return;
    }
  text = sw_value_dup_preview (value, PREVIEW_LENGTH);
  g_print ("%-20s %s\n", title, text);
}

/**
 * sw_cli_print_moment:
 *
 * Prints how the states stood, what the variables were, and which tasks were open.
 */
void
sw_cli_print_moment (const SwSnapshot *snapshot, const SwTrace *trace)
{
  g_auto (SwValue) variables = sw_snapshot_dup_variables (snapshot, NULL);
  g_autoptr (GPtrArray) tasks = sw_snapshot_dup_open_tasks (snapshot);

  g_print ("After event %u, ", sw_snapshot_get_event (snapshot));
  print_seconds (sw_snapshot_get_time (snapshot) - sw_trace_get_root (trace)->began, 0);
  g_print (" s: %s\n", sw_execution_status_get_name (sw_snapshot_get_status (snapshot)));
  for (guint i = 0; i < sw_trace_get_n_states (trace); i++)
    {
      const SwTraceState *state = sw_trace_get_state (trace, i);
      const SwRunStateInfo *info = sw_snapshot_lookup_state (snapshot, state);

      if (info->state == SW_RUN_STATE_IDLE)
        continue;
      g_print ("%-10s %s", sw_cli_run_state_get_name (info->state), state->name);
      if (info->entered > 1)
        g_print (": %u visits, %u under way, %u succeeded, %u failed", info->entered, info->running,
                 info->succeeded, info->failed);
      g_print ("\n");
    }
  print_value ("Variables", variables, NULL);
  for (guint i = 0; i < tasks->len; i++)
    print_value (((SwVisit *) tasks->pdata[i])->state->name,
                 sw_snapshot_get_data (snapshot, tasks->pdata[i]), NULL);
}

static const char *const stage_titles[SW_N_DATA_STAGES] = {
  [SW_DATA_INPUT] = "Input",
  [SW_DATA_INPUT_PATH] = "After InputPath",
  [SW_DATA_ITEMS] = "Items",
  [SW_DATA_PARAMETERS] = "Parameters",
  [SW_DATA_RESULT] = "Result",
  [SW_DATA_ERROR] = "Error",
  [SW_DATA_RESULT_SELECTOR] = "After ResultSelector",
  [SW_DATA_RESULT_PATH] = "After ResultPath",
  [SW_DATA_ASSIGN] = "Assigned",
  [SW_DATA_OUTPUT] = "Output",
};

/**
 * sw_cli_print_stages:
 * @visit: of a state
 *
 * Prints what became of the data.
 */
void
sw_cli_print_stages (SwTrace *trace, const SwVisit *visit)
{
  g_autoptr (SwStages) stages = sw_stages_new (trace, visit, NULL);
  g_autofree char *title = sw_cli_dup_visit_title (visit);

  g_print ("%s: %s\n", title, sw_cli_run_state_get_name (visit->status));
  for (guint i = 0; i < stages->stages->len; i++)
    {
      const SwDataStage *stage = &g_array_index (stages->stages, SwDataStage, i);
      const char *name = stage->kind == SW_DATA_PARAMETERS && stage->field != NULL
                             ? stage->field
                             : stage_titles[stage->kind];

      /* What passes through unchanged tells nothing new. */
      if (stage->stands || stage->reason != NULL || stage->kind == SW_DATA_OUTPUT)
        print_value (name, stage->value, stage->reason);
    }
  print_value ("Variables before", stages->before, NULL);
  print_value ("Variables after", stages->after, NULL);
  if (stages->warning != NULL)
    sw_cli_complain ("%s", stages->warning);
}
