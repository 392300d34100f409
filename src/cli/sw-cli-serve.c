/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/runs/sw-cli-runs.h"
#include "cli/sw-cli-document.h"
#include "cli/sw-cli-local.h"
#include "cli/sw-cli-tasks.h"
#include "cli/sw-cli-values.h"
#include "cli/sw-cli.h"

#include <glib-unix.h>

#include "server/sw-server.h"
#include "tasks/mocks/sw-mock-place.h"
#include "tasks/runner/sw-patience.h"

static const char description[]
    = "Answers to AWS's own clients as Step Functions does: boto3, the aws command, the SDKs, with\n"
      "this computer as their endpoint. Nobody from outside can reach it, nor do others who use this\n"
      "computer get an answer, unless with --key, which makes up a key for those who may, or with\n"
      "--anybody.\n"
      "\n"
      "Each FILE becomes a state machine, called as the file is; clients may create more. Tasks of a\n"
      "FILE are performed as NAME.tasks.json beside it says, those of other machines as the file given\n"
      "by --tasks; activities and task tokens are answered through the API. Mocked answers are chosen\n"
      "as AWS's local server does it: by starting the ARN of a machine with #CASE at its end. The cases\n"
      "are those of the file given by --mocks, or by SFN_MOCK_CONFIG, or of a MockConfigFile.json here\n"
      "or beside the first FILE.\n"
      "\n" SW_CLI_LOCAL_HELP
      "\n"
      "Machines and executions are kept, and go on after a crash: what was acknowledged is there. With\n"
      "--memory nothing is kept. One program at a time has them: with the designer open, switch its\n"
      "own endpoint on, or name another file with --data.\n"
      "\n"
      "Examples:\n"
      "  stepwright serve order.asl.json\n"
      "  export AWS_ENDPOINT_URL_SFN=http://127.0.0.1:8083 AWS_DEFAULT_REGION=us-east-1\n"
      "  export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any\n"
      "  aws stepfunctions start-execution --input '{}' \\\n"
      "    --state-machine-arn arn:aws:states:us-east-1:123456789012:stateMachine:order\n"
      "\n"
      "StartSyncExecution and TestState put sync- in front of the host's name. For boto3 set\n"
      "AWS_DISABLE_HOST_PREFIX_INJECTION=true; for the aws command add 127.0.0.1 sync-localhost to\n"
      "/etc/hosts and use http://localhost:8083.\n";

#define OTHER_STORE "choose another file with --data, or keep nothing with --memory"

/* The command line, read */
typedef struct
{
  int               port;
  char             *tasks;
  char             *mocks;
  char             *type;
  char             *account;
  char             *region;
  gboolean          key;
  gboolean          anybody;
  char             *data;
  gboolean          memory;
  gboolean          trust;
  SwCliValueOptions values;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->tasks);
  g_free (options->mocks);
  g_free (options->data);
  g_free (options->type);
  g_free (options->account);
  g_free (options->region);
  sw_cli_value_options_clear (&options->values);
}

/* The definition as JSON text, with values in the place of its placeholders */
static char *
dup_definition (const Options *options,
                const char    *file,
                SwPerformer   *performer,
                SwMachineType *type)
{
  g_auto (SwCliValues) values = { 0 };
  g_autoptr (SwModel) model = sw_cli_load_model (file);
  g_autoptr (SwSubstitution) substitution = NULL;
  SwTree *tree;

  if (model == NULL || !sw_cli_values_init (&values, &options->values, file, NULL)
      || !sw_cli_values_find_type (&values, options->type, type))
    return NULL;
  substitution = sw_cli_values_apply_run (&values, file, model, performer);
  if (substitution == NULL)
    return NULL;
  tree = sw_substitution_get_tree (substitution);
  if (sw_tree_get_syntax (tree) == SW_SYNTAX_JSON)
    return g_strdup (sw_tree_get_text (tree, NULL));
  return sw_node_dup_json (sw_tree_get_root (tree));
}

static SwCliStatus
add_file (SwApi         *api,
          const Options *options,
          const char    *file)
{
  g_autofree char *name = sw_cli_dup_machine_name (file);
  g_auto (SwCliTasks) tasks = { 0 };
  g_autoptr (SwPerformer) performer = NULL;
  g_autofree char *definition = NULL, *arn = NULL;
  g_autoptr (GError) error = NULL;
  SwMachineType type;

  if (!sw_cli_tasks_init (&tasks, file, NULL, FALSE)
      || !sw_cli_tasks_new_performer (&tasks, NULL, &performer))
    return SW_CLI_USAGE;
  if (options->trust && tasks.tasks != NULL)
    sw_tasks_file_allow (tasks.tasks);
  definition = dup_definition (options, file, performer, &type);
  if (definition == NULL)
    return SW_CLI_USAGE;
  arn = sw_api_add_machine (api, name, definition, type == SW_MACHINE_EXPRESS, tasks.tasks, &error);
  if (arn == NULL)
    {
      sw_cli_complain ("%s: %s", file, error->message);
      return SW_CLI_BAD;
    }
  g_printerr ("%s\n", arn);
  return SW_CLI_FINE;
}

static gboolean
stop (gpointer data)
{
  sw_patience_end_all ();
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

/* A key that nobody else on this computer knows */
static char *
dup_random (guint length)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  g_autofree char *text = g_new0 (char, length + 1);
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/urandom");
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), text, length, NULL, NULL, NULL))
    return NULL;
  for (guint i = 0; i < length; i++)
    text[i] = letters[(guint8) text[i] % (sizeof letters - 1)];
  return g_steal_pointer (&text);
}

static SwCliStatus
serve (SwApi         *api,
       const Options *options)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *id = options->key ? dup_random (20) : NULL;
  g_autofree char *secret = options->key ? dup_random (40) : NULL;
  const SwServerKey key = { id, secret, options->anybody };
  g_autoptr (SwServer) server = sw_server_new (api, &key);
  g_autoptr (GError) error = NULL;

  if (!sw_server_listen (server, (guint16) options->port, &error))
    {
      sw_cli_complain ("Port %d cannot be listened on: %s", options->port, error->message);
      return SW_CLI_USAGE;
    }
  /* Scripts wait for this line. */
  g_print ("Serving Step Functions on %s\n", sw_server_get_address (server));
  if (id != NULL)
    g_print ("AWS_ACCESS_KEY_ID=%s\nAWS_SECRET_ACCESS_KEY=%s\n", id, secret);
  fflush (stdout);
  g_unix_signal_add (SIGINT, stop, loop);
  g_unix_signal_add (SIGTERM, stop, loop);
  g_main_loop_run (loop);
  return SW_CLI_FINE;
}

static gboolean
load_tasks (const Options  *options,
            SwTasksFile   **tasks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  if (options->tasks == NULL)
    return TRUE;
  file = g_file_new_for_commandline_arg (options->tasks);
  *tasks = sw_tasks_file_load (file, &error);
  if (*tasks == NULL)
    sw_cli_complain ("%s", error->message);
  else if (options->trust)
    sw_tasks_file_allow (*tasks);
  return *tasks != NULL;
}

/* One that is named has to be there; one that lies about need not. */
static GFile *
find_mocks (const Options  *options,
            char          **files)
{
  const char *named = options->mocks != NULL ? options->mocks : g_getenv ("SFN_MOCK_CONFIG");
  g_autoptr (GFile) first = NULL;
  g_autoptr (GFile) file = NULL;

  if (named != NULL && *named != '\0')
    return g_file_new_for_commandline_arg (named);
  file = g_file_new_for_path (SW_MOCK_CONFIG_NAME);
  if (!g_file_query_exists (file, NULL) && files[0] != NULL)
    {
      first = g_file_new_for_commandline_arg (files[0]);
      g_clear_object (&file);
      file = g_file_resolve_relative_path (first, "../" SW_MOCK_CONFIG_NAME);
    }
  return g_file_query_exists (file, NULL) ? g_steal_pointer (&file) : NULL;
}

static gboolean
load_mocks (const Options  *options,
            char          **files,
            SwMockConfig  **mocks)
{
  g_autoptr (GFile) file = find_mocks (options, files);
  g_autoptr (GError) error = NULL;

  if (file == NULL)
    return TRUE;
  *mocks = sw_mock_config_load (file, &error);
  if (*mocks == NULL)
    sw_cli_complain ("%s", error->message);
  return *mocks != NULL;
}

static SwCliStatus
run (const Options *options,
     char         **files)
{
  SwApiOptions api_options = { 0 };
  SwCliLocal local;
  g_autoptr (SwTasksFile) tasks = NULL;
  g_autoptr (SwMockConfig) mocks = NULL;
  g_autoptr (SwStore) store = NULL;
  g_autoptr (SwApi) api = NULL;
  g_autoptr (GError) error = NULL;
  SwCliStatus status;

  if (!sw_cli_local_init (&local, options->account, options->region))
    return SW_CLI_USAGE;
  if (!options->memory)
    store = sw_cli_runs_open_to_write (options->data, OTHER_STORE);
  if (store == NULL && !options->memory)
    return SW_CLI_USAGE;
  if (!load_tasks (options, &tasks) || !load_mocks (options, files, &mocks))
    return SW_CLI_USAGE;
  api_options.account = local.account;
  api_options.region = local.region;
  api_options.scales_waits = local.scales_waits;
  api_options.wait_scale = local.wait_scale;
  api_options.tasks = tasks;
  api_options.mocks = mocks;
  api_options.store = store;
  api = sw_api_new (&api_options);
  for (guint i = 0; files[i] != NULL; i++)
    {
      status = add_file (api, options, files[i]);
      if (status != SW_CLI_FINE)
        return status;
    }
  if (!sw_api_resume (api, &error))
    {
      sw_cli_complain ("%s", error->message);
      return SW_CLI_USAGE;
    }
  return serve (api, options);
}

/**
 * sw_cli_serve:
 *
 * stepwright serve [FILE…]: the API of Step Functions on this computer.
 */
SwCliStatus
sw_cli_serve (int    argc,
              char **argv)
{
  Options options = { .port = SW_SERVER_PORT };
  SwCliStatus status = SW_CLI_USAGE;
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &options.port, "Port to listen on; 0: any that is free",
      "PORT" },
    { "tasks", 't', 0, G_OPTION_ARG_FILENAME, &options.tasks,
      "How tasks of machines that clients create are performed", "FILE" },
    { "mocks", 'm', 0, G_OPTION_ARG_FILENAME, &options.mocks,
      "Mocked answers of test cases, a MockConfigFile.json", "FILE" },
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &options.data,
      "Where machines and executions are kept; else where all runs are", "FILE" },
    { "memory", 0, 0, G_OPTION_ARG_NONE, &options.memory,
      "Keep nothing: machines and executions end with the program", NULL },
    { "key", 'k', 0, G_OPTION_ARG_NONE, &options.key,
      "Ask for a key, made up and printed, whoever asks", NULL },
    { "anybody", 0, 0, G_OPTION_ARG_NONE, &options.anybody,
      "Let others who use this computer ask, without a key", NULL },
    { "trust", 0, 0, G_OPTION_ARG_NONE, &options.trust,
      "Consent to what the tasks files start and call, this time", NULL },
    { "account", 0, 0, G_OPTION_ARG_STRING, &options.account, "Account in ARNs; else AWS_ACCOUNT_ID",
      "DIGITS" },
    { "region", 0, 0, G_OPTION_ARG_STRING, &options.region, "Region in ARNs; else AWS_DEFAULT_REGION",
      "REGION" },
    SW_CLI_VALUE_ENTRIES (options.values),
    SW_CLI_TYPE_ENTRY (options.type, 0),
    G_OPTION_ENTRY_NULL,
  };

  if (sw_cli_parse (&argc, &argv, entries, description))
    {
      if (options.port < 0 || options.port > G_MAXUINT16)
        sw_cli_complain ("--port takes a number from 0 to %u", G_MAXUINT16);
      else
        status = run (&options, argv + 1);
    }
  clear_options (&options);
  return status;
}
