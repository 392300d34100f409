/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/runs/sw-cli-runs.h"

#include <stdio.h>
#include <string.h>

#include "cli/sw-cli-scrub.h"
#include "json/sw-text.h"

/* Looking at executions that are kept. */

/* To look at; *STORE stays NULL where nothing was ever kept. Returns FALSE after a message. */
static gboolean
open_to_read (const char  *path,
              SwStore    **store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *usual = sw_store_dup_default_path ();

  if (!g_file_test (path != NULL ? path : usual, G_FILE_TEST_EXISTS))
    return TRUE;
  *store = sw_store_open_to_read (path, &error);
  if (*store == NULL)
    sw_cli_complain ("%s", error->message);
  return *store != NULL;
}

static gboolean
is_interrupted (SwStore        *store,
                const SwCliRun *run)
{
  return run->row.status == SW_EXECUTION_RUNNING && !sw_store_is_driven (store);
}

static const char *
get_status_name (SwStore        *store,
                 const SwCliRun *run)
{
  return is_interrupted (store, run) ? "interrupted"
                                     : sw_execution_status_get_name (run->row.status);
}

static char *
dup_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time);

  return time != 0 ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static const char *
get_machine (const SwCliRun *run)
{
  const char *colon = strrchr (run->row.machine_arn, ':');

  return colon != NULL ? colon + 1 : run->row.machine_arn;
}

static void
set_time (SwValue    *object,
          const char *key,
          gint64      time)
{
  g_autofree char *text = dup_time (time);

  sw_value_set_text (object, key, text);
}

static void
set_json (SwValue    *object,
          const char *key,
          const char *text)
{
  SwValue value = SW_VALUE_INIT;

  if (text != NULL && sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL))
    sw_value_set_member (object, key, value);
}

static SwValue
make_value (SwStore        *store,
            const SwCliRun *run)
{
  SwValue value = sw_value_new_object (14);

  sw_value_set_member (&value, "number", sw_value_new_integer (run->row.id));
  sw_value_set_text (&value, "name", run->row.name);
  sw_value_set_text (&value, "arn", run->row.arn);
  sw_value_set_text (&value, "machine", get_machine (run));
  sw_value_set_text (&value, "status", sw_execution_status_get_name (run->row.status));
  sw_value_set_member (&value, "interrupted", sw_value_new_boolean (is_interrupted (store, run)));
  sw_value_set_text (&value, "origin", run->row.origin);
  set_time (&value, "start", run->row.start);
  set_time (&value, "stop", run->row.stop);
  set_time (&value, "due", run->row.due);
  sw_value_set_member (&value, "events", sw_value_new_integer (run->row.n_events));
  sw_value_set_member (&value, "redriveCount", sw_value_new_integer (run->row.redrives));
  set_time (&value, "redriveDate", run->row.redriven);
  return value;
}

static gboolean
find_status (const char *name,
             int        *status)
{
  *status = 0;
  if (name == NULL)
    return TRUE;
  for (SwExecutionStatus i = SW_EXECUTION_RUNNING; i <= SW_EXECUTION_ABORTED; i++)
    if (g_ascii_strcasecmp (name, sw_execution_status_get_name (i)) == 0)
      {
        *status = (int) i + 1;
        return TRUE;
      }
  sw_cli_complain ("'%s' is no status; take RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED",
                   name);
  return FALSE;
}

static void
print_line (SwStore        *store,
            const SwCliRun *run)
{
  g_autofree char *start = dup_time (run->row.start);

  printf ("%5" G_GINT64_FORMAT "  %-11s  %s  %6u events  %s  %s\n", run->row.id,
          get_status_name (store, run), start, run->row.n_events, get_machine (run), run->row.name);
}

/**
 * sw_cli_runs_print_list:
 * @path: (nullable): of the store; %NULL: the user's own
 * @name: (nullable): of a status, "RUNNING": those alone
 * @json: as one JSON document
 *
 * Prints the executions that are kept, the newest first.
 */
SwCliStatus
sw_cli_runs_print_list (const char *path,
                        const char *name,
                        gboolean    json)
{
  g_autoptr (SwStore) store = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_auto (SwValue) values = sw_value_new_array (0);
  int status;

  if (!find_status (name, &status) || !open_to_read (path, &store))
    return SW_CLI_USAGE;
  runs = store != NULL ? sw_cli_runs_list (store, status) : g_ptr_array_new ();
  if (runs == NULL)
    return SW_CLI_USAGE;
  for (guint i = 0; i < runs->len; i++)
    if (json)
      sw_value_append (&values, make_value (store, g_ptr_array_index (runs, i)));
    else
      print_line (store, g_ptr_array_index (runs, i));
  if (json)
    sw_cli_print_json (values);
  else if (runs->len == 0)
    g_printerr ("No executions are kept\n");
  return SW_CLI_FINE;
}

static gboolean
add_event (const SwStoreEvent *event,
           gpointer            data)
{
  SwValue *events = data;
  SwValue value = SW_VALUE_INIT;

  if (sw_value_from_text (event->body, -1, SW_TEXT_DEFAULT, &value, NULL))
    sw_value_append (events, value);
  return TRUE;
}

static gboolean
add_task (const SwStoreTask *task,
          gpointer           data)
{
  SwValue value = sw_value_new_object (8);

  sw_value_set_text (&value, "state", task->state);
  sw_value_set_text (&value, "resource", task->resource);
  sw_value_set_text (&value, "phase", task->phase);
  sw_value_set_text (&value, "performer", task->kind);
  sw_value_set_member (&value, "scheduledEventId", sw_value_new_integer (task->scheduled));
  sw_value_set_member (&value, "attempt", sw_value_new_integer (task->attempt));
  set_time (&value, "deadline", task->deadline * 1000);
  set_time (&value, "heartbeatDue", task->heartbeat * 1000);
  set_json (&value, "submitted", task->external_id);
  sw_value_append (data, value);
  return TRUE;
}

static void
print_member (const char *name,
              const char *text)
{
  if (text != NULL)
    printf ("%-9s %s\n", name, text);
}

static void
print_run (SwStore        *store,
           const SwCliRun *run,
           SwValue         tasks)
{
  g_autofree char *start = dup_time (run->row.start), *stop = dup_time (run->row.stop);
  g_autofree char *due = dup_time (run->row.due), *redriven = dup_time (run->row.redriven);
  g_autofree char *events = g_strdup_printf ("%u", run->row.n_events);

  print_member ("status", get_status_name (store, run));
  print_member ("arn", run->row.arn);
  print_member ("origin", run->row.origin);
  print_member ("start", start);
  print_member ("stop", stop);
  print_member ("goes on", due);
  if (run->row.redrives > 0)
    printf ("%-9s %u, the last at %s\n", "redrives", run->row.redrives, redriven);
  print_member ("events", events);
  print_member ("input", run->row.input);
  print_member ("output", run->row.output);
  print_member ("error", run->row.error);
  print_member ("cause", run->row.cause);
  for (guint i = 0; i < sw_value_get_length (tasks); i++)
    {
      SwValue task = sw_value_get_element (tasks, i);

      printf ("%-9s %s, %s: %s\n", "open task",
              sw_value_get_text (sw_value_get_member (task, "state"), NULL),
              sw_value_get_text (sw_value_get_member (task, "phase"), NULL),
              sw_value_get_text (sw_value_get_member (task, "resource"), NULL));
    }
}

static void
print_whole (SwStore        *store,
             const SwCliRun *run,
             SwValue         tasks,
             SwValue         events,
             gboolean        scrub)
{
  g_auto (SwValue) value = make_value (store, run);

  set_json (&value, "input", run->row.input);
  set_json (&value, "output", run->row.output);
  sw_value_set_text (&value, "error", run->row.error);
  sw_value_set_text (&value, "cause", run->row.cause);
  sw_value_set_member (&value, "tasks", sw_value_ref (tasks));
  sw_value_set_member (&value, "history", sw_value_ref (events));
  sw_cli_scrub (scrub, &value);
  sw_cli_print_json (value);
}

static gboolean
write_history (const char *file,
               SwValue     events,
               gboolean    scrub)
{
  g_auto (SwValue) value = sw_value_new_object (1);
  g_autofree char *text = NULL;
  gsize length;

  if (file == NULL)
    return TRUE;
  sw_value_set_member (&value, "events", sw_value_ref (events));
  sw_cli_scrub (scrub, &value);
  text = sw_value_to_text (value, SW_TEXT_PRETTY, &length);
  return sw_cli_write_file (file, text, length);
}

/**
 * sw_cli_runs_show:
 * @path: (nullable): of the store; %NULL: the user's own
 * @history: (nullable): file that the history is written to
 * @scrub: leave ids of accounts and secrets out of the history and the document
 * @json: as one JSON document
 * @names: of one execution
 *
 * Prints how an execution stands, and which of its tasks are open.
 */
SwCliStatus
sw_cli_runs_show (const char  *path,
                  const char  *history,
                  gboolean     scrub,
                  gboolean     json,
                  char       **names)
{
  g_autoptr (SwStore) store = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (SwValue) events = sw_value_new_array (0);
  g_auto (SwValue) tasks = sw_value_new_array (0);
  const SwCliRun *run;

  if (!open_to_read (path, &store))
    return SW_CLI_USAGE;
  if (store == NULL)
    {
      sw_cli_complain ("No executions are kept");
      return SW_CLI_USAGE;
    }
  runs = sw_cli_runs_find (store, names, FALSE);
  if (runs == NULL)
    return SW_CLI_USAGE;
  run = g_ptr_array_index (runs, 0);
  if (!sw_store_foreach_event (store, run->row.id, 0, FALSE, 0, add_event, &events, &error)
      || !sw_store_foreach_task (store, run->row.id, add_task, &tasks, &error))
    {
      sw_cli_complain ("%s", error->message);
      return SW_CLI_USAGE;
    }
  if (!write_history (history, events, scrub))
    return SW_CLI_USAGE;
  if (json)
    print_whole (store, run, tasks, events, scrub);
  else
    print_run (store, run, tasks);
  return SW_CLI_FINE;
}
