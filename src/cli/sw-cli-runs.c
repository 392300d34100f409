/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-runs.h"

#include <stdio.h>
#include <string.h>

#include "json/sw-text.h"

static const char description[]
    = "Executions that are kept: those of \"stepwright run --durable\", of the designer, and of\n"
      "stepwright serve. Where the program ended before them, they were interrupted.\n"
      "\n"
      "  list            all, the newest first\n"
      "  show RUN        one of them: how it stands, which tasks are open, its history\n"
      "  resume RUN…     take interrupted ones up where they were, and run them to their end\n"
      "  stop RUN…       abort interrupted ones, and the jobs of AWS (.sync) that they wait for\n"
      "A RUN is told by its number, its name or its ARN; --all means all that were interrupted.\n"
      "\n"
      "What became due meanwhile comes at once. A task that was open is performed where that had not\n"
      "begun, and again where it does no harm (a mocked answer, a person's, a row of the tasks file\n"
      "that says \"idempotent\": true); a token or a worker is waited for, and a job of AWS (.sync) that\n"
      "was submitted is asked for. Of anything else nobody can tell whether it was executed: it fails\n"
      "with States.TaskFailed, for Retry and Catch to deal with.\n"
      "\n"
      "Exit status of resume: 0 all have succeeded; 1 one has not; 3 one waits for a person.\n";

typedef struct
{
  char    *store;
  char    *status;
  char    *history;
  char    *error;
  char    *cause;
  gboolean all;
  gboolean json;
  gboolean trust;
  gboolean quiet;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->store);
  g_free (options->status);
  g_free (options->history);
  g_free (options->error);
  g_free (options->cause);
}

/* Either another program writes it, or nobody may. */
static void
complain_of_holder (SwStore    *store,
                    const char *ways)
{
  const char *path = sw_store_get_path (store), *holder = sw_store_get_holder (store);

  if (!sw_store_is_driven (store))
    sw_cli_complain ("%s may not be written by you; %s", path, ways);
  else if (holder != NULL)
    sw_cli_complain ("%s is in the hands of %s; end that first, or %s", path, holder, ways);
  else
    sw_cli_complain ("%s is in the hands of another program; end that first, or %s", path, ways);
}

/* What has happened is in memory, and nothing follows from it until it is on the disk. */
static void
tell_trouble (SwStore *store)
{
  const char *trouble = sw_store_get_trouble (store);

  if (trouble != NULL)
    sw_cli_complain ("%s: runs wait until what happened can be written to %s", trouble,
                     sw_store_get_path (store));
  else
    sw_cli_complain ("%s can be written again: runs go on", sw_store_get_path (store));
}

/**
 * sw_cli_runs_open_to_write:
 * @path: (nullable): the file; %NULL: the user's own
 * @ways: what else can be done where another program has it: "choose another file with --store"
 *
 * Opens the store, and complains where that cannot be, or another program writes it. Where it was
 * damaged, that is told; and from then on, when it cannot be written, and can again.
 *
 * Returns: (transfer full) (nullable): the store
 */
SwStore *
sw_cli_runs_open_to_write (const char *path,
                           const char *ways)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwStore) store = sw_store_open (path, &error);

  if (store == NULL)
    {
      sw_cli_complain ("%s", error->message);
      return NULL;
    }
  if (sw_store_get_read_only (store))
    {
      complain_of_holder (store, ways);
      return NULL;
    }
  if (sw_store_get_set_aside (store) != NULL)
    sw_cli_complain ("%s was damaged; it is now %s, and a new one is begun",
                     sw_store_get_path (store), sw_store_get_set_aside (store));
  g_signal_connect (store, "notify::trouble", G_CALLBACK (tell_trouble), NULL);
  return g_steal_pointer (&store);
}

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
set_text (SwValue    *object,
          const char *key,
          const char *text)
{
  if (text != NULL)
    sw_value_set_member (object, key, sw_value_new_string (text));
}

static void
set_time (SwValue    *object,
          const char *key,
          gint64      time)
{
  g_autofree char *text = dup_time (time);

  set_text (object, key, text);
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
  SwValue value = sw_value_new_object (12);

  sw_value_set_member (&value, "number", sw_value_new_integer (run->row.id));
  set_text (&value, "name", run->row.name);
  set_text (&value, "arn", run->row.arn);
  set_text (&value, "machine", get_machine (run));
  set_text (&value, "status", sw_execution_status_get_name (run->row.status));
  sw_value_set_member (&value, "interrupted", sw_value_new_boolean (is_interrupted (store, run)));
  set_text (&value, "origin", run->row.origin);
  set_time (&value, "start", run->row.start);
  set_time (&value, "stop", run->row.stop);
  set_time (&value, "due", run->row.due);
  sw_value_set_member (&value, "events", sw_value_new_integer (run->row.n_events));
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
  sw_cli_complain ("'%s' is no status; take RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED", name);
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

static SwCliStatus
list (const Options *options)
{
  g_autoptr (SwStore) store = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_auto (SwValue) values = sw_value_new_array (0);
  int status;

  if (!find_status (options->status, &status) || !open_to_read (options->store, &store))
    return SW_CLI_USAGE;
  runs = store != NULL ? sw_cli_runs_list (store, status) : g_ptr_array_new ();
  if (runs == NULL)
    return SW_CLI_USAGE;
  for (guint i = 0; i < runs->len; i++)
    if (options->json)
      sw_value_append (&values, make_value (store, g_ptr_array_index (runs, i)));
    else
      print_line (store, g_ptr_array_index (runs, i));
  if (options->json)
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

  set_text (&value, "state", task->state);
  set_text (&value, "resource", task->resource);
  set_text (&value, "phase", task->phase);
  set_text (&value, "performer", task->kind);
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
  g_autofree char *due = dup_time (run->row.due);
  g_autofree char *events = g_strdup_printf ("%u", run->row.n_events);

  print_member ("status", get_status_name (store, run));
  print_member ("arn", run->row.arn);
  print_member ("origin", run->row.origin);
  print_member ("start", start);
  print_member ("stop", stop);
  print_member ("goes on", due);
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
             SwValue         events)
{
  g_auto (SwValue) value = make_value (store, run);

  set_json (&value, "input", run->row.input);
  set_json (&value, "output", run->row.output);
  set_text (&value, "error", run->row.error);
  set_text (&value, "cause", run->row.cause);
  sw_value_set_member (&value, "tasks", sw_value_ref (tasks));
  sw_value_set_member (&value, "history", sw_value_ref (events));
  sw_cli_print_json (value);
}

static gboolean
write_history (const Options *options,
               SwValue        events)
{
  g_auto (SwValue) value = sw_value_new_object (1);
  g_autofree char *text = NULL;
  gsize length;

  if (options->history == NULL)
    return TRUE;
  sw_value_set_member (&value, "events", sw_value_ref (events));
  text = sw_value_to_text (value, SW_TEXT_PRETTY, &length);
  return sw_cli_write_file (options->history, text, length);
}

static SwCliStatus
show (const Options *options,
      char         **names)
{
  g_autoptr (SwStore) store = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (SwValue) events = sw_value_new_array (0);
  g_auto (SwValue) tasks = sw_value_new_array (0);
  const SwCliRun *run;

  if (!open_to_read (options->store, &store))
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
  if (!write_history (options, events))
    return SW_CLI_USAGE;
  if (options->json)
    print_whole (store, run, tasks, events);
  else
    print_run (store, run, tasks);
  return SW_CLI_FINE;
}

static SwCliStatus
obey (const Options *options,
      const char    *command,
      char         **names)
{
  guint n_names = g_strv_length (names);

  if (g_str_equal (command, "list") && n_names == 0)
    return list (options);
  if (g_str_equal (command, "show") && n_names == 1)
    return show (options, names);
  if (g_str_equal (command, "resume") && (n_names > 0) != options->all)
    return sw_cli_runs_resume (options->store, options->all, options->trust, options->quiet, names);
  if (g_str_equal (command, "stop") && (n_names > 0) != options->all)
    return sw_cli_runs_stop (options->store, options->all, options->trust, options->error,
                             options->cause, names);
  sw_cli_complain ("runs takes \"list\", \"show RUN\", \"resume RUN…\" or \"stop RUN…\" (or --all); "
                   "see stepwright runs --help");
  return SW_CLI_USAGE;
}

/**
 * sw_cli_runs:
 *
 * stepwright runs list|show|resume|stop: executions that are kept.
 */
SwCliStatus
sw_cli_runs (int    argc,
             char **argv)
{
  Options options = { 0 };
  SwCliStatus status = SW_CLI_USAGE;
  const GOptionEntry entries[] = {
    SW_CLI_STORE_ENTRY (options.store),
    { "all", 'a', 0, G_OPTION_ARG_NONE, &options.all, "All that were interrupted", NULL },
    { "status", 0, 0, G_OPTION_ARG_STRING, &options.status, "List only those that stand so",
      "STATUS" },
    { "history", 0, 0, G_OPTION_ARG_FILENAME, &options.history,
      "Write the history of the one shown, as AWS's API gives it", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "Print one JSON document", NULL },
    { "trust", 0, 0, G_OPTION_ARG_NONE, &options.trust,
      "Consent for this once to what the tasks files start and call", NULL },
    { "error", 0, 0, G_OPTION_ARG_STRING, &options.error, "Name of an error for those stopped",
      "NAME" },
    { "cause", 0, 0, G_OPTION_ARG_STRING, &options.cause, "Why they are stopped", "TEXT" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "Say nothing of what goes by", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (sw_cli_parse (&argc, &argv, entries, description))
    status = obey (&options, argc > 1 ? argv[1] : "", argv + MIN (argc, 2));
  clear_options (&options);
  return status;
}
