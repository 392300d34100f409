/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/record/sw-kept-runs.h"

#include "app/kept/sw-keeping.h"
#include "app/runs/sw-run-mocks.h"

/* SwRunner by the id of its execution, as long as it lives: those that this program drives */
static GHashTable *runners;

static void
forget_runner (gpointer  id,
               GObject  *runner)
{
  /* Redriven, an execution may have another one by now. */
  if (g_hash_table_lookup (runners, id) == (gpointer) runner)
    g_hash_table_remove (runners, id);
}

static SwRunner *
note_runner (SwRunner *runner)
{
  gpointer id;

  if (runner == NULL)
    return NULL;
  id = GSIZE_TO_POINTER ((gsize) sw_runner_get_stored_id (runner));
  if (runners == NULL)
    runners = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (runners, id, runner);
  g_object_weak_ref (G_OBJECT (runner), forget_runner, id);
  return runner;
}

/**
 * sw_kept_runs_find_runner:
 * @id: of an execution in the store
 *
 * Returns: (transfer none) (nullable): what drives it in this program
 */
SwRunner *
sw_kept_runs_find_runner (gint64 id)
{
  return runners != NULL ? g_hash_table_lookup (runners, GSIZE_TO_POINTER ((gsize) id)) : NULL;
}

/* The file and the choice among the ways in which its tasks are performed: whoever takes the run up
 * looks for both again. */
static SwValue
describe (GFile      *file,
          const char *choice)
{
  SwValue about = sw_value_new_object (2);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    sw_value_set_member (&about, "file", sw_value_new_string (path));
  if (choice != NULL)
    sw_value_set_member (&about, "choice", sw_value_new_string (choice));
  return about;
}

/**
 * sw_kept_runs_begin:
 * @options: of a live run of a Standard machine
 * @performer: (nullable): who performs its tasks
 * @file: (nullable): of the definition
 * @choice: (nullable): what the way in which tasks are performed is called
 *
 * Makes a run that is kept.
 *
 * Returns: (transfer full) (nullable): the runner; %NULL where there is no store
 */
SwRunner *
sw_kept_runs_begin (SwProgram                *program,
                    const SwExecutionOptions *options,
                    SwPerformer              *performer,
                    GFile                    *file,
                    const char               *choice)
{
  SwStore *store = sw_keeping_open (sw_keeping_get ());
  g_auto (SwValue) about = SW_VALUE_INIT;

  if (store == NULL)
    return NULL;
  about = describe (file, choice);
  return note_runner (
      sw_runner_new_durable (program, options, performer, store, "designer", about));
}

/**
 * sw_kept_runs_begin_fork:
 * @options: of a live run of a Standard machine
 * @performer: (nullable): who performs its tasks
 * @file: (nullable): of the definition
 * @choice: (nullable): what the way in which tasks are performed is called
 * @trace: of the run that it is begun in
 * @event: where
 * @parent: (nullable): that run's ARN
 *
 * Makes a run that is begun in the middle of another one, and kept.
 *
 * Returns: (transfer full) (nullable): the runner; %NULL where there is no store, or the history as
 * it is kept does not lead there
 */
SwRunner *
sw_kept_runs_begin_fork (SwProgram                *program,
                         const SwExecutionOptions *options,
                         SwPerformer              *performer,
                         GFile                    *file,
                         const char               *choice,
                         SwTrace                  *trace,
                         guint                     event,
                         const char               *parent)
{
  SwStore *store = sw_keeping_open (sw_keeping_get ());
  g_auto (SwValue) about = SW_VALUE_INIT;

  if (store == NULL)
    return NULL;
  about = describe (file, choice);
  return note_runner (sw_runner_new_durable_fork (program, options, performer, store, "designer",
                                                  about, trace, event, parent, NULL));
}

/**
 * sw_kept_runs_dup_interrupted:
 *
 * Looks for runs that were interrupted, without keeping anybody from the store. Those that this
 * program drives are not, and those of the server are its own.
 *
 * Returns: (transfer full) (element-type SwInterrupted): those that were, which may be none
 */
GPtrArray *
sw_kept_runs_dup_interrupted (void)
{
  SwStore *store = sw_keeping_look (sw_keeping_get ());
  GPtrArray *list = store != NULL && !sw_store_is_driven (store)
                        ? sw_interrupted_list (store, NULL, NULL)
                        : NULL;

  if (list == NULL)
    return g_ptr_array_new ();
  for (guint i = list->len; i-- > 0;)
    {
      const SwInterrupted *run = list->pdata[i];

      if (g_str_equal (run->origin, "server") || sw_kept_runs_find_runner (run->id) != NULL)
        g_ptr_array_remove_index (list, i);
    }
  return list;
}

/**
 * sw_kept_runs_dup_file:
 *
 * Returns: (transfer full) (nullable): the file of the definition, where it had one
 */
GFile *
sw_kept_runs_dup_file (const SwInterrupted *run)
{
  const char *path = sw_value_get_text (sw_value_get_member (run->about, "file"), NULL);

  return path != NULL ? g_file_new_for_path (path) : NULL;
}

/* The choice by its name; of a run of the terminal the first there is, as it would take */
static SwPerformer *
find_performer (const SwInterrupted *run)
{
  g_autoptr (GFile) file = sw_kept_runs_dup_file (run);
  const char *name = sw_value_get_text (sw_value_get_member (run->about, "choice"), NULL);
  g_autoptr (GPtrArray) choices = file != NULL ? sw_run_choices_new (file, NULL) : NULL;

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const SwRunChoice *choice = choices->pdata[i];

      if (name != NULL && !g_str_equal (choice->label, name))
        continue;
      return choice->performer != NULL ? sw_performer_ref (choice->performer) : NULL;
    }
  return NULL;
}

/**
 * sw_kept_runs_stop:
 * @run: that was interrupted
 * @callback: for sw_interrupted_stop_finish()
 * @data: for @callback
 *
 * Stops a run without taking it up, and the jobs that it waits for: as far as the rows of its tasks
 * file are consented to.
 */
void
sw_kept_runs_stop (const SwInterrupted *run,
                   GAsyncReadyCallback  callback,
                   gpointer             data)
{
  SwStore *store = sw_keeping_open (sw_keeping_get ());
  g_autoptr (SwPerformer) performer = NULL;

  if (store == NULL)
    {
      g_task_report_new_error (NULL, callback, data, sw_kept_runs_stop, SW_STORE_ERROR,
                               SW_STORE_ERROR_READ_ONLY, "%s",
                               sw_keeping_get_refusal (sw_keeping_get ()));
      return;
    }
  performer = find_performer (run);
  sw_interrupted_stop_async (store, run->id, performer, NULL, NULL, callback, data);
}

static SwStore *
open_to_write (GError **error)
{
  SwStore *store = sw_keeping_open (sw_keeping_get ());

  if (store == NULL)
    g_set_error_literal (error, SW_STORE_ERROR, SW_STORE_ERROR_READ_ONLY,
                         sw_keeping_get_refusal (sw_keeping_get ()));
  return store;
}

/**
 * sw_kept_runs_redrive:
 * @id: of an execution in the store that did not succeed
 * @performer: (out) (nullable) (transfer full): who performs its tasks
 * @error: set where it cannot be redriven
 *
 * Has an execution that nobody drives any more go on where it did not succeed.
 *
 * Returns: (transfer full): the runner, not started yet; or %NULL with @error set
 */
SwRunner *
sw_kept_runs_redrive (gint64         id,
                      SwPerformer  **performer,
                      GError       **error)
{
  SwStore *store = open_to_write (error);
  g_autoptr (SwInterrupted) run = NULL;

  *performer = NULL;
  if (store == NULL)
    return NULL;
  run = sw_interrupted_find (store, id, error);
  if (run == NULL)
    return NULL;
  *performer = find_performer (run);
  return note_runner (
      sw_runner_new_redriven (store, id, *performer, NULL, g_get_real_time (), error));
}

/**
 * sw_kept_runs_take_up:
 * @run: that was interrupted
 * @performer: (out) (nullable) (transfer full): who performs its tasks
 * @error: set where it cannot be taken up
 *
 * Takes a run up where it was. Rows of a tasks file that are not consented to are not used.
 *
 * Returns: (transfer full): the runner, not started yet; or %NULL with @error set
 */
SwRunner *
sw_kept_runs_take_up (const SwInterrupted  *run,
                      SwPerformer         **performer,
                      GError              **error)
{
  SwStore *store = open_to_write (error);

  *performer = NULL;
  if (store == NULL)
    return NULL;
  *performer = find_performer (run);
  return note_runner (sw_runner_new_resumed (store, run->id, *performer, error));
}
