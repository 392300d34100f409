/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-document.h"
#include "cli/sw-cli-tasks.h"
#include "cli/sw-cli-values.h"
#include "cli/sw-cli.h"

#include "engine/test-state/sw-test-state.h"
#include "tasks/runner/sw-trial.h"

static const char description[]
    = "Tries one state by itself, as AWS's TestState does, and prints its answer as JSON: status,\n"
      "output or error, the next state, with --level DEBUG every value between input and output,\n"
      "and with --level TRACE what an HTTP Task sent and got, without what its connection added\n"
      "unless with --reveal-secrets.\n"
      "Without STATE, FILE is the definition of a single state.\n"
      "\n"
      "A task is answered by --result or --error, else as NAME.tasks.json beside the definition "
      "says.\n"
      "A mocked result has to be what the service may answer; --validation says how strictly.\n"
      "Parallel and Map are not run: their result is always mocked.\n"
      "\n"
      "Exit status: 0 the state succeeded or caught an error; 1 it failed or would be retried;\n"
      "2 the test is refused; 3 a task has nobody to perform it.\n"
      "\n"
      "Examples:\n"
      "  stepwright test-state order.asl.json Charge --input @order.json --result '{\"paid\": true}'\n"
      "  stepwright test-state order.asl.json Charge --error Busy --retries 2 --level DEBUG\n";

/* The command line, read */
typedef struct
{
  const char *file;
  const char *state;
  char       *input;
  char       *variables;
  char       *context;
  char       *result;
  char       *error;
  char       *cause;
  char       *validation;
  char       *level;
  char       *error_state;
  char       *item_data;
  char       *tasks;
  char       *test_case;
  gboolean    trust;
  SwCliValueOptions values;
  int         retries;
  int         failures; /* below 0: not given */
  gboolean    reveal;
} Options;

static void
clear_options (Options *options)
{
  char *texts[] = { options->input,      options->variables, options->context,
                    options->result,     options->error,     options->cause,
                    options->validation, options->level,     options->error_state,
                    options->item_data,  options->tasks,     options->test_case };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  sw_cli_value_options_clear (&options->values);
}

/* What the library borrows for the test */
typedef struct
{
  char   *definition;
  SwValue input;
  SwValue variables;
  SwValue context;
  SwValue mock;
  SwValue configuration;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->definition);
  sw_value_clear (&arguments->input);
  sw_value_clear (&arguments->variables);
  sw_value_clear (&arguments->context);
  sw_value_clear (&arguments->mock);
  sw_value_clear (&arguments->configuration);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
make_mock (const Options *options,
           SwValue       *mock)
{
  g_autofree char *result = NULL;
  gsize length;

  if (options->result == NULL && options->error == NULL && options->cause == NULL)
    return TRUE;
  if (options->result != NULL && !sw_cli_read_text (options->result, &result, &length))
    return FALSE;
  *mock = sw_value_new_object (3);
  sw_value_set_text (mock, "result", result);
  sw_value_set_text (mock, "fieldValidationMode", options->validation);
  if (options->error != NULL || options->cause != NULL)
    {
      SwValue thrown = sw_value_new_object (2);

      sw_value_set_text (&thrown, "error", options->error);
      sw_value_set_text (&thrown, "cause", options->cause);
      sw_value_set_member (mock, "errorOutput", thrown);
    }
  return TRUE;
}

static gboolean
make_configuration (const Options *options,
                    SwValue       *configuration)
{
  g_autofree char *data = NULL;
  gsize length;

  *configuration = sw_value_new_object (4);
  if (options->retries > 0)
    sw_value_set_member (configuration, "retrierRetryCount",
                         sw_value_new_integer (options->retries));
  if (options->failures >= 0)
    sw_value_set_member (configuration, "mapIterationFailureCount",
                         sw_value_new_integer (options->failures));
  sw_value_set_text (configuration, "errorCausedByState", options->error_state);
  if (options->item_data != NULL && !sw_cli_read_text (options->item_data, &data, &length))
    return FALSE;
  sw_value_set_text (configuration, "mapItemReaderData", data);
  return TRUE;
}

/* The state that is tried: by its name, or the whole file */
static const SwNode *
find_state (SwTree     *tree,
            const char *name)
{
  g_autoptr (SwModel) model = sw_model_new (tree);
  const SwState *state = name != NULL ? sw_model_find_state (model, name) : NULL;

  return state != NULL ? state->node : sw_tree_get_root (tree);
}

/* The library takes JSON, and tells of its faults; YAML becomes JSON here. */
static char *
dup_definition (const char *name,
                SwTree     *tree)
{
  if (sw_tree_get_syntax (tree) == SW_SYNTAX_JSON)
    return g_strdup (sw_tree_get_text (tree, NULL));
  if (sw_tree_is_valid (tree))
    return sw_node_dup_json (sw_tree_get_root (tree));

  sw_cli_print_diagnostic (stderr, name, tree,
                           g_ptr_array_index (sw_tree_get_diagnostics (tree), 0));
  return NULL;
}

/* Reads the definition, with values in the place of its placeholders. */
static gboolean
read_definition (const Options *options,
                 Arguments     *arguments)
{
  g_autoptr (SwTree) tree = sw_cli_load_tree (options->file);
  g_autoptr (SwSubstitution) substitution = NULL;
  g_auto (SwCliValues) values = { 0 };

  if (tree == NULL
      || !sw_cli_values_init (&values, &options->values, options->file, options->tasks))
    return FALSE;
  substitution =
      sw_cli_values_apply (&values, options->file, tree, find_state (tree, options->state));
  if (substitution == NULL)
    return FALSE;
  arguments->definition = dup_definition (options->file, sw_substitution_get_tree (substitution));
  return arguments->definition != NULL;
}

static gboolean
is_one_of (const char        *option,
           const char        *text,
           const char *const *words)
{
  g_autofree char *list = g_strjoinv (", ", (char **) words);

  if (text == NULL || g_strv_contains (words, text))
    return TRUE;
  sw_cli_complain ("%s must be one of %s", option, list);
  return FALSE;
}

static gboolean
make_arguments (const Options *options,
                Arguments     *arguments)
{
  static const char *const levels[] = { "INFO", "DEBUG", "TRACE", NULL };
  static const char *const modes[] = { "STRICT", "PRESENT", "NONE", NULL };
  const struct
  {
    const char *name;
    const char *given;
    SwValue *value;
  } payloads[] = {
    { "--input", options->input, &arguments->input },
    { "--variables", options->variables, &arguments->variables },
    { "--context", options->context, &arguments->context },
  };

  if (!is_one_of ("--level", options->level, levels)
      || !is_one_of ("--validation", options->validation, modes)
      || !read_definition (options, arguments))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    if (payloads[i].given != NULL
        && !sw_cli_read_json (payloads[i].name, payloads[i].given, SW_TEXT_PAYLOAD,
                              payloads[i].value))
      return FALSE;
  if (options->variables != NULL && !sw_value_is (arguments->variables, SW_TYPE_OBJECT))
    {
      sw_cli_complain ("--variables must be an object of values by name");
      return FALSE;
    }
  return make_mock (options, &arguments->mock)
         && make_configuration (options, &arguments->configuration);
}

static SwCliStatus
try (const Options   *options,
     const Arguments *arguments,
     SwPerformer     *performer)
{
  g_auto (SwTrial) trial = { 0 };
  const SwTestStateOptions test = { .definition = arguments->definition,
                                    .state_name = options->state,
                                    .input = arguments->input,
                                    .variables = arguments->variables,
                                    .context = arguments->context,
                                    .mock = arguments->mock,
                                    .configuration = arguments->configuration,
                                    .inspect = options->level != NULL
                                               && !g_str_equal (options->level, "INFO"),
                                    .reveal_secrets = options->reveal,
                                    .role_arn = "arn:aws:iam::123456789012:role/stepwright",
                                    .now = g_get_real_time (),
                                    .perform = sw_trial_perform,
                                    .perform_data = &trial,
                                    .interrupt = sw_patience_ask,
                                    .interrupt_data = &trial.patience };
  g_auto (SwValue) response = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  sw_trial_init (&trial, performer, options->reveal);
  if (sw_test_state (&test, &response, &error))
    {
      if (g_strcmp0 (options->level, "TRACE") == 0)
        sw_trial_tell (&trial, &response);
      sw_cli_print_json (response);
      return sw_value_is (sw_value_get_member (response, "output"), SW_TYPE_UNDEFINED)
                 ? SW_CLI_BAD
                 : SW_CLI_FINE;
    }
  if (g_error_matches (error, SW_TEST_STATE_ERROR, SW_TEST_STATE_ERROR_UNPERFORMED))
    {
      sw_cli_complain ("%s: --result or --error", error->message);
      return SW_CLI_UNPERFORMED;
    }
  sw_cli_complain ("%s: %s", sw_test_state_error_name (error->code), error->message);
  return SW_CLI_USAGE;
}

static SwCliStatus
test_state (const Options *options)
{
  g_auto (Arguments) arguments = { 0 };
  g_auto (SwCliTasks) tasks = { 0 };
  g_autoptr (SwPerformer) performer = NULL;

  if (!make_arguments (options, &arguments)
      || !sw_cli_tasks_init (&tasks, options->file, options->tasks, options->test_case != NULL))
    return SW_CLI_USAGE;
  if (options->trust && tasks.tasks != NULL)
    sw_tasks_file_allow (tasks.tasks);
  if (!sw_cli_tasks_new_performer (&tasks, options->test_case, &performer))
    return SW_CLI_USAGE;
  return try (options, &arguments, performer);
}

/**
 * sw_cli_test_state:
 *
 * stepwright test-state FILE [STATE]: tries one state by itself.
 */
SwCliStatus
sw_cli_test_state (int    argc,
                   char **argv)
{
  Options options = { .failures = -1 };
  SwCliStatus status = SW_CLI_USAGE;
  const GOptionEntry entries[] = {
    { "input", 'i', 0, G_OPTION_ARG_STRING, &options.input, "Input of the state", "JSON|@FILE" },
    { "variables", 0, 0, G_OPTION_ARG_STRING, &options.variables, "Variables it sees",
      "JSON|@FILE" },
    { "context", 0, 0, G_OPTION_ARG_STRING, &options.context, "Context object it sees",
      "JSON|@FILE" },
    { "result", 'r', 0, G_OPTION_ARG_STRING, &options.result, "Mocked result", "JSON|@FILE" },
    { "error", 'e', 0, G_OPTION_ARG_STRING, &options.error, "Name of a mocked error", "NAME" },
    { "cause", 0, 0, G_OPTION_ARG_STRING, &options.cause, "Cause of a mocked error", "TEXT" },
    { "validation", 0, 0, G_OPTION_ARG_STRING, &options.validation,
      "How a mocked result is checked: STRICT, PRESENT or NONE", "MODE" },
    { "level", 'l', 0, G_OPTION_ARG_STRING, &options.level, "INFO, DEBUG or TRACE", "LEVEL" },
    { "retries", 0, 0, G_OPTION_ARG_INT, &options.retries, "Retries that were made before", "N" },
    { "failures", 0, 0, G_OPTION_ARG_INT, &options.failures, "Iterations of a Map that failed",
      "N" },
    { "error-state", 0, 0, G_OPTION_ARG_STRING, &options.error_state,
      "State inside a Map or Parallel that the mocked error comes from", "NAME" },
    { "item-data", 0, 0, G_OPTION_ARG_STRING, &options.item_data,
      "What the ItemReader of a Map reads", "TEXT|@FILE" },
    { "tasks", 't', 0, G_OPTION_ARG_FILENAME, &options.tasks, "How tasks are performed", "FILE" },
    { "case", 'c', 0, G_OPTION_ARG_STRING, &options.test_case, "Test case of the mocked answers",
      "NAME" },
    { "trust", 0, 0, G_OPTION_ARG_NONE, &options.trust,
      "Consent for this once to what the tasks file starts and calls", NULL },
    SW_CLI_VALUE_ENTRIES (options.values),
    { "reveal-secrets", 0, 0, G_OPTION_ARG_NONE, &options.reveal,
      "Show secrets of an HTTP task; not with a mock", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (sw_cli_parse (&argc, &argv, entries, description))
    {
      options.file = argc > 1 ? argv[1] : NULL;
      options.state = argc > 2 ? argv[2] : NULL;
      if (argc == 2 || argc == 3)
        status = test_state (&options);
      else
        sw_cli_complain ("test-state takes a definition and a state; see stepwright test-state "
                         "--help");
    }
  clear_options (&options);
  return status;
}
