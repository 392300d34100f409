/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/debug/sw-cli-debug.h"
#include "cli/debug/sw-cli-session.h"
#include "cli/sw-cli-coverage.h"
#include "cli/sw-cli-document.h"
#include "cli/sw-cli-local.h"
#include "cli/sw-cli-log.h"
#include "cli/sw-cli-scrub.h"
#include "cli/sw-cli-start.h"

#include <string.h>

#include "json/sw-text.h"
#include "tasks/runner/sw-runner.h"

static const char description[]
    = "Runs a definition on this computer. The states go by on stderr, the output is printed as "
      "JSON.\n"
      "\n"
      "Tasks are performed as NAME.tasks.json beside the definition says, or the file given by "
      "--tasks;\n"
      "--case chooses one of the test cases of its MockConfigFile.json. A task that nobody "
      "performs "
      "ends\n"
      "the run with exit status 3 and a message that says how to give it a mocked answer.\n"
      "Without --input, the first of that file's \"inputs\" is taken; --input generated makes one up\n"
      "from what the definition reads. Each ${placeholder} that the run reads needs a value, from\n"
      "that file's \"substitutions\" or from --set; what a task with a mocked answer is called with is\n"
      "not read. That file's \"type\", or --type, says whether it runs as a Standard or an Express\n"
      "machine.\n"
      "\n"
      "With --break, the run stands still at a PLACE and reads commands from standard input, see\n"
      "stepwright debug --help; the dialogue goes by on stderr. A PLACE is\n" SW_CLI_BREAKS_HELP
      "\n"
      SW_CLI_LOCAL_HELP
      "\n"
      "--coverage tells on stderr what the run came by, see stepwright test --help; with --json it is\n"
      "\"coverage\" of the document.\n"
      "\n"
      "Examples:\n"
      "  stepwright run order.asl.json --input @order.json\n"
      "  stepwright run order.asl.json --case HappyPath --virtual --history history.json\n";

/* The command line, read */
typedef struct
{
  const char *file;
  SwCliStartOptions start;
  char      **breaks;
  char       *history;
  char       *coverage; /* "": a summary alone; NULL: none */
  gboolean    scrub;
  gboolean    json;
  gboolean    quiet;
} Options;

/* What goes by on stderr */
typedef struct
{
  SwRunner *runner;
  guint     shown; /* events */
  gint64    begin; /* microseconds */
} Progress;

static void
clear_options (Options *options)
{
  sw_cli_start_options_clear (&options->start);
  g_strfreev (options->breaks);
  g_free (options->history);
  g_free (options->coverage);
}

/* One line of an event that a person wants to see; the others are left out */
static void
show_event (const Progress       *progress,
            const SwHistoryEvent *event)
{
  const SwState *state = sw_history_event_get_state (event);
  double seconds = (double) (sw_history_event_get_time (event) - progress->begin) / G_USEC_PER_SEC;
  const char *error = sw_history_event_get_error (event);
  const char *cause = sw_history_event_get_cause (event);
  guint depth = state != NULL ? state->scope->depth : 0;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%10.3f", seconds);
  if (sw_history_event_get_type (event) == SW_EVENT_STATE_ENTERED)
    g_printerr ("%s  %*s%s (%s)\n", text, (int) depth * 2, "", state->name,
                sw_state_type_get_name (state->type));
  else if (state != NULL && error != NULL)
    g_printerr ("%s  %*s%s: %s%s%s\n", text, (int) depth * 2 + 2, "",
                sw_history_event_get_type_name (event), error, cause != NULL ? ": " : "",
                cause != NULL ? cause : "");
}

static void
show_new_events (GObject    *object,
                 GParamSpec *pspec,
                 gpointer    data)
{
  Progress *progress = data;
  const SwHistory *history = sw_execution_get_history (sw_runner_get_execution (progress->runner));

  for (; progress->shown < sw_history_get_count (history); progress->shown++)
    show_event (progress, sw_history_get (history, progress->shown));
}

static gboolean
write_history (const Options     *options,
               const SwExecution *execution)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autofree char *text = NULL;
  gsize length;

  if (options->history == NULL)
    return TRUE;
  value = sw_history_to_value (sw_execution_get_history (execution), TRUE);
  sw_cli_scrub (options->scrub, &value);
  text = sw_value_to_text (value, SW_TEXT_PRETTY, &length);
  return sw_cli_write_file (options->history, text, length);
}

/* Counted over the text as it was given, not as the values of placeholders made it. */
static SwCoverage *
dup_coverage (const char        *file,
              const SwExecution *execution)
{
  SwCoverage *counted = sw_execution_get_coverage (execution);
  g_autoptr (SwModel) model = strcmp (file, "-") != 0 ? sw_cli_load_model (file) : NULL;
  g_autoptr (SwCoverage) coverage = model != NULL ? sw_coverage_new (model) : NULL;

  if (coverage != NULL && sw_coverage_add (coverage, counted))
    return g_steal_pointer (&coverage);
  return sw_coverage_ref (counted);
}

static gboolean
tell_coverage (const Options     *options,
               const SwExecution *execution,
               SwValue           *report)
{
  g_autoptr (SwCoverage) coverage = NULL;

  if (options->coverage == NULL)
    return TRUE;
  coverage = dup_coverage (options->file, execution);
  if (!options->quiet && !options->json)
    g_printerr ("\n");
  return sw_cli_coverage_tell (options->file, coverage, options->coverage,
                               options->quiet || options->json ? NULL : stderr, report);
}

/* TAKE_COVERAGE: undefined where it is not asked for */
static void
print_document (const SwExecution *execution,
                gboolean           scrub,
                SwValue            take_coverage)
{
  g_auto (SwValue) document = sw_value_new_object (6);
  g_auto (SwValue) history = sw_history_to_value (sw_execution_get_history (execution), TRUE);
  SwValue output = sw_execution_get_output (execution);

  sw_value_set_text (&document, "status",
                     sw_execution_status_get_name (sw_execution_get_status (execution)));
  if (!sw_value_is (output, SW_TYPE_UNDEFINED))
    sw_value_set_member (&document, "output", sw_value_ref (output));
  sw_value_set_text (&document, "error", sw_execution_get_error (execution));
  sw_value_set_text (&document, "cause", sw_execution_get_cause (execution));
  sw_value_set_member (&document, "history",
                       sw_value_ref (sw_value_get_member (history, "events")));
  if (!sw_value_is (take_coverage, SW_TYPE_UNDEFINED))
    sw_value_set_member (&document, "coverage", take_coverage);
  sw_cli_scrub (scrub, &document);
  sw_cli_print_json (document);
}

static void
print_result (gboolean           quiet,
              const SwExecution *execution)
{
  SwExecutionStatus status = sw_execution_get_status (execution);
  const char *error = sw_execution_get_error (execution);
  const char *cause = sw_execution_get_cause (execution);

  if (!quiet)
    g_printerr ("%s after %u events\n", sw_execution_status_get_name (status),
                sw_history_get_count (sw_execution_get_history (execution)));
  if (error != NULL || cause != NULL)
    g_printerr ("%s%s%s\n", error != NULL ? error : "", error != NULL && cause != NULL ? ": " : "",
                cause != NULL ? cause : "");
  if (status == SW_EXECUTION_SUCCEEDED)
    sw_cli_print_json (sw_execution_get_output (execution));
}

/* Names each task that waits, and how to give it an answer */
static void
explain_unperformed (SwRunner *runner)
{
  GPtrArray *requests = sw_runner_get_manual (runner);

  for (guint i = 0; i < requests->len; i++)
    {
      const SwTaskRequest *request = g_ptr_array_index (requests, i);
      const char *reason = sw_runner_get_reason (runner, request->id);

      sw_cli_complain ("The task of the state '%s' (%s) has nobody to perform it%s%s",
                       request->state->name, request->resource, reason != NULL ? ": " : "",
                       reason != NULL ? reason : "");
    }
  sw_cli_complain (
      "A row of the tasks file performs it, with your consent: \"stepwright propose FILE\" finds the\n"
      "function that lies beside a definition, \"stepwright trust FILE\" and \"run --trust\" consent.\n"
      "So does a mocked answer, in a test case of a MockConfigFile.json beside the definition:\n"
      "  {\"StateMachines\": {\"NAME\": {\"TestCases\": {\"CASE\": {\"STATE\": \"ANSWER\"}}}},\n"
      "   \"MockedResponses\": {\"ANSWER\": {\"0\": {\"Return\": {}}}}}\n"
      "Run with --case CASE then.");
}

static SwCliStatus
get_status (SwRunner *runner,
            gboolean  ended)
{
  if (!ended)
    {
      explain_unperformed (runner);
      return SW_CLI_UNPERFORMED;
    }
  return sw_runner_get_status (runner) == SW_EXECUTION_SUCCEEDED ? SW_CLI_FINE : SW_CLI_BAD;
}

/**
 * sw_cli_run_conclude:
 * @ended: whether the run has come to an end; else a task waits
 *
 * Tells what a run has come to.
 *
 * Returns: the exit status that says so
 */
SwCliStatus
sw_cli_run_conclude (SwRunner *runner,
                     gboolean  ended)
{
  if (ended)
    print_result (FALSE, sw_runner_get_execution (runner));
  return get_status (runner, ended);
}

static SwCliStatus
run (const Options *options,
     SwRunner      *runner)
{
  Progress progress = { .runner = runner, .begin = sw_runner_get_time (runner) };
  SwExecution *execution = sw_runner_get_execution (runner);
  SwValue coverage = SW_VALUE_INIT;
  gboolean ended;

  if (!options->quiet && !options->json)
    {
      g_signal_connect (runner, "notify::n-events", G_CALLBACK (show_new_events), &progress);
      sw_cli_log_follow (runner);
    }
  if (options->breaks == NULL)
    {
      sw_runner_set_paused (runner, FALSE);
      ended = sw_runner_run (runner);
    }
  else if (sw_cli_debug_run (runner, options->breaks, FALSE, stderr, &ended) != SW_CLI_FINE)
    return SW_CLI_USAGE;
  if (!write_history (options, execution))
    return SW_CLI_USAGE;
  if (!options->json && ended)
    print_result (options->quiet, execution);
  if (!tell_coverage (options, execution, options->json ? &coverage : NULL))
    {
      sw_value_clear (&coverage);
      return SW_CLI_USAGE;
    }
  if (options->json)
    print_document (execution, options->scrub, coverage);
  return get_status (runner, ended);
}

static SwCliStatus
run_file (const Options *options)
{
  g_autoptr (SwRunner) runner = NULL;
  SwCliStatus status = sw_cli_start (&options->start, options->file,
                                     options->quiet || options->json, &runner);

  return status == SW_CLI_FINE ? run (options, runner) : status;
}

/**
 * sw_cli_run:
 *
 * stepwright run FILE: runs a definition on this computer.
 */
SwCliStatus
sw_cli_run (int    argc,
            char **argv)
{
  Options options = { 0 };
  SwCliStatus status;
  const GOptionEntry entries[] = {
    SW_CLI_START_ENTRIES (options.start),
    { "break", 'b', 0, G_OPTION_ARG_STRING_ARRAY, &options.breaks,
      "Stand still there; may be repeated", "PLACE" },
    { "history", 0, 0, G_OPTION_ARG_FILENAME, &options.history,
      "Write the history, as AWS's API gives it", "FILE" },
    SW_CLI_SCRUB_ENTRY (options.scrub),
    SW_CLI_COVERAGE_ENTRY (options.coverage, "Tell how much of the definition the run comes by"),
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json,
      "Print status, output and history as one document", NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "Print the output alone", NULL },
    G_OPTION_ENTRY_NULL,
  };

  sw_cli_coverage_complete (argc, argv);
  if (!sw_cli_parse (&argc, &argv, entries, description))
    {
      clear_options (&options);
      return SW_CLI_USAGE;
    }
  if (argc == 2)
    {
      options.file = argv[1];
      status = run_file (&options);
    }
  else
    {
      sw_cli_complain ("run takes one definition; see stepwright run --help");
      status = SW_CLI_USAGE;
    }
  clear_options (&options);
  return status;
}
