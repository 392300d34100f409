/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-start.h"

#include <string.h>

#include "cli/sw-cli-document.h"
#include "cli/sw-cli-local.h"
#include "cli/sw-cli-tasks.h"
#include "engine/debug/sw-fork.h"
#include "engine/history/sw-history-read.h"
#include "engine/survey/sw-survey.h"
#include "json/sw-text.h"
#include "tasks/durable/sw-durable.h"

/**
 * sw_cli_start_options_clear:
 *
 * Frees what the options say.
 */
void
sw_cli_start_options_clear (SwCliStartOptions *options)
{
  g_free (options->input);
  g_free (options->tasks);
  g_free (options->test_case);
  g_free (options->from);
  g_free (options->store);
  g_free (options->type);
  sw_cli_value_options_clear (&options->values);
}

/* Reads and compiles the definition, with values in the place of its placeholders; what is wrong
 * with it is told. TYPE is what it runs as. */
static SwCliStatus
load_program (const SwCliStartOptions  *options,
              const char               *name,
              SwPerformer              *performer,
              SwProgram               **program,
              SwMachineType            *type)
{
  g_auto (SwCliValues) values = { 0 };
  g_autoptr (SwModel) source = sw_cli_load_model (name);
  g_autoptr (SwSubstitution) substitution = NULL;
  g_autoptr (SwModel) model = NULL;
  g_autoptr (GError) error = NULL;

  if (source == NULL || !sw_cli_values_init (&values, &options->values, name, options->tasks)
      || !sw_cli_values_find_type (&values, options->type, type))
    return SW_CLI_USAGE;
  substitution = sw_cli_values_apply_run (&values, name, source, performer);
  if (substitution == NULL)
    return SW_CLI_USAGE;

  model = sw_model_new (sw_substitution_get_tree (substitution));
  *program = sw_program_new (model, &error);
  if (*program != NULL)
    return SW_CLI_FINE;

  sw_cli_complain ("%s: %s", name, error->message);
  return SW_CLI_BAD;
}

/* Begins in the middle of a run that was recorded; an input on the command line stands in for the
 * one that the state had. */
static SwExecution *
fork_run (const SwCliStartOptions  *options,
          SwProgram                *program,
          const SwExecutionOptions *execution)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SwHistory) history = NULL;
  g_autoptr (SwTrace) trace = NULL;
  g_autoptr (SwExecution) fork = NULL;
  gsize length;

  if (!sw_cli_read_file (options->from, &text, &length))
    return NULL;
  history = sw_history_new_from_text (text, (gssize) length, NULL, &error);
  if (history != NULL)
    {
      trace = sw_trace_new (history, sw_program_get_model (program));
      sw_trace_update (trace);
      fork = sw_execution_new_fork (program, execution, trace, (guint) MAX (options->event, 0),
                                    options->from, &error);
    }
  if (fork != NULL && options->input != NULL)
    sw_execution_set_part (fork, sw_execution_get_stop (fork)->frame, SW_PART_INPUT,
                           execution->input, sw_execution_get_time (fork), &error);
  if (error == NULL)
    return g_steal_pointer (&fork);
  sw_cli_complain ("%s: %s", options->from, error->message);
  return NULL;
}

static void
set_path (SwValue    *about,
          const char *key,
          const char *path)
{
  g_autofree char *whole = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;

  if (whole != NULL)
    sw_value_set_member (about, key, sw_value_new_string (whole));
}

/* What stepwright runs resume needs to find who performs the tasks */
static SwValue
describe_run (const SwCliStartOptions *options,
              const char              *file)
{
  SwValue about = sw_value_new_object (3);

  set_path (&about, "file", strcmp (file, "-") != 0 ? file : NULL);
  set_path (&about, "tasks", options->tasks);
  if (options->test_case != NULL)
    sw_value_set_member (&about, "case", sw_value_new_string (options->test_case));
  if (options->is_virtual || options->pace > 0)
    sw_value_set_member (&about, "pace", sw_value_new_number (options->pace));
  return about;
}

/* A run that outlives the program; its name is one that no other has. */
static SwRunner *
make_durable (const SwCliStartOptions  *options,
              const char               *file,
              SwProgram                *program,
              const SwExecutionOptions *execution,
              SwPerformer              *performer,
              gboolean                  quiet)
{
  g_autoptr (SwStore) store = NULL;
  g_autofree char *name = g_uuid_string_random ();
  g_auto (SwValue) about = SW_VALUE_INIT;
  SwExecutionOptions named = *execution;
  SwRunner *runner;

  if (options->from != NULL)
    {
      sw_cli_complain ("A run that begins in the middle of another cannot be kept: leave out "
                       "--durable, or --from");
      return NULL;
    }
  store = sw_cli_runs_open_to_write (options->store, SW_CLI_OTHER_STORE);
  if (store == NULL)
    return NULL;
  about = describe_run (options, file);
  named.name = name;
  runner = sw_runner_new_durable (program, &named, performer, store, "run", about);
  if (options->is_virtual)
    sw_runner_set_pace (runner, 0);
  if (!quiet)
    g_printerr ("Kept as execution %d; if it is interrupted: stepwright runs resume %d\n",
                (int) sw_runner_get_stored_id (runner), (int) sw_runner_get_stored_id (runner));
  return runner;
}

static SwRunner *
make_runner (const SwCliStartOptions  *options,
             SwProgram                *program,
             const SwExecutionOptions *execution,
             SwPerformer              *performer)
{
  SwRunSpeed speed = options->is_virtual ? SW_RUN_VIRTUAL : SW_RUN_LIVE;
  SwExecution *fork;

  if (options->from == NULL)
    return sw_runner_new (program, execution, performer, speed);
  fork = fork_run (options, program, execution);
  return fork != NULL ? sw_runner_new_from (fork, performer, speed) : NULL;
}

/* Makes up an input from what the definition reads. */
static void
generate_input (SwProgram *program,
                gboolean   quiet,
                SwValue   *input)
{
  g_autofree char *text = NULL;

  *input = sw_sample_input_new (program);
  text = sw_value_to_text (*input, SW_TEXT_DEFAULT, NULL);
  if (!quiet)
    g_printerr ("Generated input %s\n", text);
}

/* The input that the options name, or that of the tasks file; FALSE after a message */
static gboolean
find_input (const SwCliStartOptions *options,
            SwCliTasks              *tasks,
            SwProgram               *program,
            gboolean                 quiet,
            SwValue                 *input)
{
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (options->input, SW_CLI_GENERATED) == 0)
    generate_input (program, quiet, input);
  else if (options->input != NULL)
    return sw_cli_read_json ("--input", options->input,
                             options->unlimited ? SW_TEXT_DEFAULT : SW_TEXT_PAYLOAD, input);
  else if (options->from == NULL)
    sw_cli_tasks_choose_input (tasks, quiet, input);

  if (options->unlimited || sw_payload_check (*input, &error))
    return TRUE;
  sw_cli_complain ("The input goes too far: %s", error->message);
  return FALSE;
}

/**
 * sw_cli_start:
 * @file: name of the definition
 * @quiet: does not say which input is taken
 * @runner: (out): not started yet; of a run that begins in the middle of another paused there
 *
 * Makes a run as the options say, and complains where that cannot be.
 *
 * Returns: %SW_CLI_FINE where there is one
 */
SwCliStatus
sw_cli_start (const SwCliStartOptions  *options,
              const char               *file,
              gboolean                  quiet,
              SwRunner                **runner)
{
  g_autoptr (SwProgram) program = NULL;
  g_autoptr (SwPerformer) performer = NULL;
  g_autofree char *machine = sw_cli_dup_machine_name (file);
  g_auto (SwValue) input = SW_VALUE_INIT;
  g_auto (SwCliTasks) tasks = { 0 };
  SwExecutionOptions execution = { .machine_name = machine, .unlimited = options->unlimited };
  SwCliLocal local;
  SwMachineType type;
  SwCliStatus status;

  if (options->pace < 0 || (options->pace > 0 && options->is_virtual))
    {
      sw_cli_complain ("--pace takes a number above 0, and not together with --virtual");
      return SW_CLI_USAGE;
    }
  if (!sw_cli_local_init (&local, NULL, NULL)
      || !sw_cli_tasks_init (&tasks, file, options->tasks, options->test_case != NULL))
    return SW_CLI_USAGE;
  if (options->trust && tasks.tasks != NULL)
    sw_tasks_file_allow (tasks.tasks);
  if (!sw_cli_tasks_new_performer (&tasks, options->test_case, &performer))
    return SW_CLI_USAGE;
  status = load_program (options, file, performer, &program, &type);
  if (status != SW_CLI_FINE)
    return status;
  if (!find_input (options, &tasks, program, quiet, &input))
    return SW_CLI_USAGE;
  execution.account = local.account;
  execution.region = local.region;
  execution.scales_waits = local.scales_waits;
  execution.wait_scale = local.wait_scale;
  execution.express = type == SW_MACHINE_EXPRESS;
  execution.lifetime
      = execution.express && !options->unlimited ? SW_EXECUTION_EXPRESS_SECONDS : 0;
  execution.input = input;
  *runner = options->durable
                ? make_durable (options, file, program, &execution, performer, quiet)
                : make_runner (options, program, &execution, performer);
  if (*runner == NULL)
    return SW_CLI_USAGE;
  if (options->pace > 0)
    sw_runner_set_pace (*runner, options->pace);
  return SW_CLI_FINE;
}
