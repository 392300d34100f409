/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/durable/sw-retell-private.h"
#include "tasks/runner/sw-runner-private.h"

#include "engine/debug/sw-fork.h"
#include "engine/history/sw-history-read.h"
#include "json/sw-text.h"

/* A run begun again in the middle of another one is kept with the history that it was begun from:
 * { "event": 7, "parent": ARN, "history": { "events": … } }. The fork that is run is made of that,
 * too, and not of what is in memory: both are the same then. */

static SwValue
describe (SwTrace    *trace,
          guint       event,
          const char *parent)
{
  SwValue fork = sw_value_new_object (3);

  sw_value_set_member (&fork, "event", sw_value_new_integer (event));
  if (parent != NULL)
    sw_value_set_member (&fork, "parent", sw_value_new_string (parent));
  sw_value_set_member (&fork, "history", sw_history_to_value (sw_trace_get_history (trace), TRUE));
  return fork;
}

/**
 * sw_stored_new_fork:
 * @fork: as it is stored
 * @program: what it runs
 * @options: of the execution
 * @error: set where the history does not lead there
 *
 * Returns: (transfer full): the execution as it was begun, or %NULL with @error set
 */
SwExecution *
sw_stored_new_fork (SwValue                    fork,
                    SwProgram                 *program,
                    const SwExecutionOptions  *options,
                    GError                   **error)
{
  g_autofree char *text
      = sw_value_to_text (sw_value_get_member (fork, "history"), SW_TEXT_DEFAULT, NULL);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SwHistory) history = sw_history_new_from_text (text, -1, notes, error);
  g_autoptr (SwTrace) trace = NULL;

  if (history == NULL)
    return NULL;
  trace = sw_trace_new (history, sw_program_get_model (program));
  return sw_execution_new_fork (
      program, options, trace,
      (guint) sw_value_get_number (sw_value_get_member (fork, "event")),
      sw_value_get_text (sw_value_get_member (fork, "parent"), NULL), error);
}

/**
 * sw_runner_new_durable_fork:
 * @program: what to run: that of the other run, or another version of it
 * @options: as of sw_runner_new_durable(); the input is the other run's
 * @performer: (nullable): who performs the tasks
 * @store: not to read only
 * @origin: as of sw_runner_new_durable()
 * @about: likewise
 * @trace: of the other run
 * @event: as of sw_execution_new_fork()
 * @parent: (nullable): likewise
 * @error: likewise
 *
 * Makes a live run that is begun in the middle of another one and outlives the program. Its time is
 * its own: it goes on from that of the event, and from where it stood when it is taken up.
 *
 * Returns: (transfer full): the runner, at a stop; or %NULL with @error set
 */
SwRunner *
sw_runner_new_durable_fork (SwProgram                 *program,
                            const SwExecutionOptions  *options,
                            SwPerformer               *performer,
                            SwStore                   *store,
                            const char                *origin,
                            SwValue                    about,
                            SwTrace                   *trace,
                            guint                      event,
                            const char                *parent,
                            GError                   **error)
{
  g_autoptr (SwJournal) journal = sw_journal_new (store, origin, about, options);
  SwExecutionOptions completed = *options;
  SwValue fork = describe (trace, event, parent);
  SwExecution *execution;
  SwRunner *self;

  completed.random = sw_journal_get_random (journal, &completed.random_data);
  execution = sw_stored_new_fork (fork, program, &completed, error);
  sw_journal_set_fork (journal, fork);
  if (execution == NULL)
    return NULL;
  sw_journal_follow (journal, execution);
  self = sw_runner_new_from (execution, performer, SW_RUN_LIVE);
  self->keeper = sw_keeper_new (self, g_steal_pointer (&journal));
  return self;
}
