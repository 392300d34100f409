/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/history/sw-cli-history.h"

#include <string.h>

#include "base/sw-scrub.h"
#include "cli/sw-cli-coverage.h"
#include "cli/sw-cli-document.h"
#include "cli/sw-cli-tasks.h"
#include "engine/coverage/sw-coverage-trace.h"
#include "engine/history/sw-history-read.h"
#include "tasks/mocks/sw-trace-mocks.h"

static const char description[] =
    "FILE is what \"aws stepfunctions get-execution-history\" prints (one page or several, one "
    "after\n"
    "the other), the log of an Express execution, or what \"stepwright run --history\" wrote.\n"
    "Prints each visit of a state: how it ended, when it began after the start, how long it took,\n"
    "retries, and errors. With --definition the states are found in it, and what lies between the\n"
    "recorded data can be made again, and --coverage tells what the execution came by in it, see\n"
    "stepwright test --help.\n"
    "\n"
    "--scrub prints the history itself, to be given to others: ids of accounts become those of AWS's\n"
    "documentation, the same id always the same one, and keys, signatures in addresses, passwords\n"
    "and tokens become stars. What else a history has, such as names and data, stays: read it first.\n"
    "\n"
    "Examples:\n"
    "  aws stepfunctions get-execution-history --execution-arn ARN > history.json\n"
    "  stepwright history history.json\n"
    "  stepwright history history.json -d order.asl.json --step 7\n"
    "  stepwright history history.json -d order.asl.json --mocks > MockConfigFile.json\n"
    "  stepwright history history.json --compare earlier.json\n"
    "  stepwright history history.json -d order.asl.json --coverage\n"
    "  stepwright history history.json --scrub > shared.json\n"
    "\n"
    "Exit status: 0 fine, whatever became of the execution; 2 wrong usage, or no history.\n";

typedef struct
{
  const char *file;
  char *definition;
  char *compare;
  char *test_case;
  char *coverage; /* "": a summary alone; NULL: none */
  int at;   /* event; below 0: not asked for */
  int step; /* likewise */
  gboolean mocks;
  gboolean scrub;
  gboolean json;
} Options;

/* TAKE_TEXT: (optional): gets what the file has */
static SwHistory *
read_history (const char *name, GPtrArray *notes, char **take_text)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  SwHistory *history;
  gsize length;

  if (!sw_cli_read_file (name, &text, &length))
    return NULL;
  history = sw_history_new_from_text (text, (gssize) length, notes, &error);
  if (history == NULL)
    sw_cli_complain ("%s: %s", name, error->message);
  else if (take_text != NULL)
    *take_text = g_steal_pointer (&text);
  return history;
}

static void
tell_notes (const char *name, const GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    sw_cli_complain ("%s: %s", name, (const char *) notes->pdata[i]);
}

static gboolean
check_event (const SwTrace *trace, const char *option, int event)
{
  if (event >= 0 && (guint) event <= sw_trace_get_n_events (trace))
    return TRUE;
  sw_cli_complain ("%s %d: the history has the events 1 to %u", option, event,
                   sw_trace_get_n_events (trace));
  return FALSE;
}

static SwCliStatus
show_moment (const Options *options, SwTrace *trace)
{
  g_autoptr (SwSnapshot) snapshot = sw_snapshot_new (trace);
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (!check_event (trace, "--at", options->at))
    return SW_CLI_USAGE;
  sw_snapshot_seek (snapshot, (guint) options->at);
  if (!options->json)
    {
      sw_cli_print_moment (snapshot, trace);
      return SW_CLI_FINE;
    }
  value = sw_cli_make_moment (snapshot, trace);
  sw_cli_print_json (value);
  return SW_CLI_FINE;
}

static SwCliStatus
show_step (const Options *options, SwTrace *trace)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  const SwVisit *visit;

  if (!check_event (trace, "--step", options->step))
    return SW_CLI_USAGE;
  visit = sw_trace_get_visit_of (trace, (guint) options->step);
  if (visit->kind != SW_VISIT_STATE)
    {
      sw_cli_complain ("--step %d: the event belongs to no state; give one that does, for example "
                       "its …StateEntered",
                       options->step);
      return SW_CLI_USAGE;
    }
  if (!options->json)
    {
      sw_cli_print_stages (trace, visit);
      return SW_CLI_FINE;
    }
  value = sw_cli_make_stages (trace, visit);
  sw_cli_print_json (value);
  return SW_CLI_FINE;
}

static SwCliStatus
show_mocks (const Options *options, const SwTrace *trace)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *machine =
      sw_cli_dup_machine_name (options->definition != NULL ? options->definition : options->file);
  g_auto (SwValue) mocks = sw_mocks_from_trace (
      trace, machine, options->test_case != NULL ? options->test_case : "Recorded", notes);

  tell_notes (options->file, notes);
  sw_cli_print_json (mocks);
  return SW_CLI_FINE;
}

static SwCliStatus
show_coverage (const Options *options, SwTrace *trace)
{
  g_autoptr (SwCoverage) coverage = sw_coverage_new_from_trace (trace);
  g_auto (SwValue) report = SW_VALUE_INIT;

  if (coverage == NULL)
    {
      sw_cli_complain ("--coverage is of a definition: name it with --definition");
      return SW_CLI_USAGE;
    }
  if (!sw_cli_coverage_tell (options->definition, coverage, options->coverage,
                             options->json ? NULL : stdout, options->json ? &report : NULL))
    return SW_CLI_USAGE;
  if (options->json)
    sw_cli_print_json (report);
  return SW_CLI_FINE;
}

/* The run of the file is the later one. */
static SwCliStatus
show_compared (const Options *options, SwModel *model, const SwTrace *trace)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SwHistory) history = read_history (options->compare, notes, NULL);
  g_autoptr (SwTrace) before = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (history == NULL)
    return SW_CLI_USAGE;
  tell_notes (options->compare, notes);
  before = sw_trace_new (history, model);
  if (!options->json)
    {
      sw_cli_print_run_diff (before, trace);
      return SW_CLI_FINE;
    }
  value = sw_cli_make_run_diff (before, trace);
  sw_cli_print_json (value);
  return SW_CLI_FINE;
}

/* The text as it was written, but for that: another program reads it as it read the other. */
static SwCliStatus
show_scrubbed (const char *text)
{
  g_autofree char *scrubbed = sw_scrub_text (text);

  return sw_cli_write_file ("-", scrubbed, strlen (scrubbed)) ? SW_CLI_FINE : SW_CLI_USAGE;
}

static SwCliStatus
show (const Options *options)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_autoptr (SwHistory) history = read_history (options->file, notes, &text);
  g_autoptr (SwModel) model = NULL;
  g_autoptr (SwTrace) trace = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (history == NULL)
    return SW_CLI_USAGE;
  if (options->scrub)
    return show_scrubbed (text);
  if (options->definition != NULL && (model = sw_cli_load_model (options->definition)) == NULL)
    return SW_CLI_USAGE;
  trace = sw_trace_new (history, model);
  if (!options->json)
    tell_notes (options->file, notes);
  if (options->compare != NULL)
    return show_compared (options, model, trace);
  if (options->coverage != NULL)
    return show_coverage (options, trace);
  if (options->mocks)
    return show_mocks (options, trace);
  if (options->at >= 0)
    return show_moment (options, trace);
  if (options->step >= 0)
    return show_step (options, trace);
  if (!options->json)
    {
      sw_cli_print_visits (trace);
      return SW_CLI_FINE;
    }
  value = sw_cli_make_trace (trace, notes);
  sw_cli_print_json (value);
  return SW_CLI_FINE;
}

static gboolean
looks (const Options *options)
{
  return options->definition != NULL || options->compare != NULL || options->coverage != NULL
         || options->mocks || options->json || options->at >= 0 || options->step >= 0;
}

/**
 * sw_cli_history:
 *
 * stepwright history FILE: tells what a history has, whoever wrote it.
 */
SwCliStatus
sw_cli_history (int argc, char **argv)
{
  Options options = { .at = -1, .step = -1 };
  SwCliStatus status = SW_CLI_USAGE;
  const GOptionEntry entries[] = {
    { "definition", 'd', 0, G_OPTION_ARG_FILENAME, &options.definition,
      "The definition that was run, or a later version", "FILE" },
    { "at", 0, 0, G_OPTION_ARG_INT, &options.at,
      "How everything stood after an event: states, variables, open tasks", "EVENT" },
    { "step", 0, 0, G_OPTION_ARG_INT, &options.step,
      "What became of the data in the state that an event belongs to", "EVENT" },
    { "compare", 0, 0, G_OPTION_ARG_FILENAME, &options.compare,
      "Where this run and an earlier one part, and what differs", "EARLIER" },
    { "mocks", 0, 0, G_OPTION_ARG_NONE, &options.mocks,
      "Print what the tasks answered as a MockConfigFile.json", NULL },
    { "case", 'c', 0, G_OPTION_ARG_STRING, &options.test_case,
      "Name of the test case in it (Recorded)", "NAME" },
    SW_CLI_COVERAGE_ENTRY (options.coverage, "Tell how much of the definition it came by"),
    { "scrub", 0, 0, G_OPTION_ARG_NONE, &options.scrub,
      "Print the history without ids of accounts and secrets", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "Print one JSON document", NULL },
    G_OPTION_ENTRY_NULL,
  };

  sw_cli_coverage_complete (argc, argv);
  if (sw_cli_parse (&argc, &argv, entries, description))
    {
      if (options.scrub && looks (&options))
        sw_cli_complain ("--scrub prints the history itself: leave out what looks into it, and look "
                         "into what was printed");
      else if (argc == 2)
        {
          options.file = argv[1];
          status = show (&options);
        }
      else
        {
          sw_cli_complain ("history takes one file; see stepwright history --help");
        }
    }
  g_free (options.definition);
  g_free (options.compare);
  g_free (options.test_case);
  g_free (options.coverage);
  return status;
}
