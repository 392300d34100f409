/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/runs/sw-cli-runs.h"
#include "cli/sw-cli-scrub.h"

static const char description[]
    = "Executions that are kept: those of \"stepwright run --durable\", of the designer, and of\n"
      "stepwright serve. Where the program ended before them, they were interrupted.\n"
      "\n"
      "  list            all, the newest first\n"
      "  show RUN        one of them: how it stands, which tasks are open, its history\n"
      "  resume RUN…     take interrupted ones up where they were, and run them to their end\n"
      "  redrive RUN…    have ones that failed, timed out or were aborted go on with the state that did\n"
      "                  not succeed, as AWS's RedriveExecution does, and run them to their end\n"
      "  stop RUN…       abort interrupted ones, and the jobs of AWS (.sync) that they wait for\n"
      "A RUN is told by its number, its name or its ARN; --all means all that were interrupted, for\n"
      "resume and stop.\n"
      "\n"
      "What became due meanwhile comes at once. A task that was open is performed where that had not\n"
      "begun, and again where it does no harm (a mocked answer, a person's, a row of the tasks file\n"
      "that says \"idempotent\": true); a token or a worker is waited for, and a job of AWS (.sync) that\n"
      "was submitted is asked for. Of anything else nobody can tell whether it was executed: it fails\n"
      "with States.TaskFailed, for Retry and Catch to deal with.\n"
      "\n"
      "A redrive is of the same execution: what succeeded stays, retries and the machine's time limit\n"
      "begin anew. As on AWS an execution can be redriven for 14 days after its end, and up to a year\n"
      "after its begin, where its history has fewer than 24,999 events.\n"
      "\n"
      "Exit status of resume and redrive: 0 all have succeeded; 1 one has not; 3 one waits for a person.\n";

typedef struct
{
  char    *store;
  char    *status;
  char    *history;
  char    *error;
  char    *cause;
  gboolean all;
  gboolean scrub;
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

static SwCliStatus
obey (const Options *options,
      const char    *command,
      char         **names)
{
  guint n_names = g_strv_length (names);

  if (g_str_equal (command, "list") && n_names == 0)
    return sw_cli_runs_print_list (options->store, options->status, options->json);
  if (g_str_equal (command, "show") && n_names == 1)
    return sw_cli_runs_show (options->store, options->history, options->scrub, options->json, names);
  if (g_str_equal (command, "resume") && (n_names > 0) != options->all)
    return sw_cli_runs_resume (options->store, options->all, options->trust, options->quiet, names);
  if (g_str_equal (command, "redrive") && n_names > 0 && !options->all)
    return sw_cli_runs_redrive (options->store, options->trust, options->quiet, names);
  if (g_str_equal (command, "stop") && (n_names > 0) != options->all)
    return sw_cli_runs_stop (options->store, options->all, options->trust, options->error,
                             options->cause, names);
  sw_cli_complain ("runs takes \"list\", \"show RUN\", \"resume RUN…\", \"redrive RUN…\" or "
                   "\"stop RUN…\" (resume and stop also --all); see stepwright runs --help");
  return SW_CLI_USAGE;
}

/**
 * sw_cli_runs:
 *
 * stepwright runs list|show|resume|redrive|stop: executions that are kept.
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
    SW_CLI_SCRUB_ENTRY (options.scrub),
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
