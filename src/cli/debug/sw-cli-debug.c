/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/debug/sw-cli-debug.h"

#include "cli/debug/sw-cli-session.h"
#include "cli/sw-cli-start.h"

static const char description[]
    = "Runs a definition step by step. It stands still before the first state and reads commands "
      "from\n"
      "standard input, a line each; at the end of the input it goes on to its end. No time passes "
      "while\n"
      "it stands still. help lists the commands.\n"
      "\n"
      "A PLACE to stop at is\n" SW_CLI_BREAKS_HELP
      "\n"
      "Examples:\n"
      "  stepwright debug order.asl.json --case HappyPath --virtual\n"
      "  printf 'break Pay:after\\ncontinue\\nprint $states.result\\n' | stepwright debug "
      "order.asl.json\n";

static gboolean
set_breaks (SwBreakpoints *breakpoints,
            SwRunner      *runner,
            char         **places)
{
  SwModel *model
      = sw_program_get_model (sw_execution_get_program (sw_runner_get_execution (runner)));

  for (guint i = 0; places != NULL && places[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      guint id;

      if (!sw_cli_break (breakpoints, model, places[i], &id, &error))
        {
          sw_cli_complain ("--break %s: %s", places[i], error->message);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * sw_cli_debug_run:
 * @runner: not started yet
 * @places: (nullable): breakpoints, as --break takes them
 * @at_start: stands still before the first state, too
 * @out: where the dialogue goes
 * @ended: (out): whether the run has come to an end; else a task waits
 *
 * Runs under a debugger that standard input commands.
 *
 * Returns: %SW_CLI_USAGE where a place says nothing
 */
SwCliStatus
sw_cli_debug_run (SwRunner   *runner,
                  char      **places,
                  gboolean    at_start,
                  FILE       *out,
                  gboolean   *ended)
{
  g_autoptr (SwBreakpoints) breakpoints = sw_breakpoints_new ();
  g_autoptr (SwDebugger) debugger = sw_debugger_new (runner, breakpoints);
  SwCliSession session = { .debugger = debugger, .runner = runner, .out = out };

  if (!set_breaks (breakpoints, runner, places))
    return SW_CLI_USAGE;
  if (at_start)
    sw_debugger_break_at_start (debugger);
  *ended = sw_cli_session_run (&session);
  return SW_CLI_FINE;
}

static SwCliStatus
debug (const SwCliStartOptions  *options,
       const char               *file,
       char                    **places)
{
  g_autoptr (SwRunner) runner = NULL;
  SwCliStatus status = sw_cli_start (options, file, FALSE, &runner);
  gboolean ended;

  if (status == SW_CLI_FINE)
    status = sw_cli_debug_run (runner, places, TRUE, stdout, &ended);
  if (status != SW_CLI_FINE)
    return status;
  return sw_cli_run_conclude (runner, ended);
}

/**
 * sw_cli_debug:
 *
 * stepwright debug FILE: runs a definition step by step.
 */
SwCliStatus
sw_cli_debug (int    argc,
              char **argv)
{
  g_auto (SwCliStartOptions) options = { 0 };
  g_auto (GStrv) places = NULL;
  const GOptionEntry entries[] = {
    { "break", 'b', 0, G_OPTION_ARG_STRING_ARRAY, &places, "Stand still there; may be repeated",
      "PLACE" },
    SW_CLI_START_ENTRIES (options),
    G_OPTION_ENTRY_NULL,
  };

  if (!sw_cli_parse (&argc, &argv, entries, description))
    return SW_CLI_USAGE;
  if (argc == 2)
    return debug (&options, argv[1], places);
  sw_cli_complain ("debug takes one definition; see stepwright debug --help");
  return SW_CLI_USAGE;
}
