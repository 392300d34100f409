/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/model/sw-fields-private.h"
#include "asl/model/sw-fields.h"

#include <glib/gi18n.h>
#include <string.h>

#define T(TYPE) (1 << SW_STATE_##TYPE)
#define ALL                                                                                        \
  (T (TASK) | T (PASS) | T (CHOICE) | T (WAIT) | T (SUCCEED) | T (FAIL) | T (PARALLEL) | T (MAP))
#define FLOWING (T (TASK) | T (PASS) | T (WAIT) | T (PARALLEL) | T (MAP)) /* has Next or End */
#define WORKING (T (TASK) | T (PARALLEL) | T (MAP)) /* can fail and be retried */
#define NOT_FAIL (ALL & ~T (FAIL))

#define REQUIRED SW_FIELD_REQUIRED
#define JSONPATH SW_FIELD_JSONPATH
#define JSONATA SW_FIELD_JSONATA
#define EXPRESSIBLE SW_FIELD_EXPRESSIBLE
#define NOT_EMPTY SW_FIELD_NOT_EMPTY
#define DISTRIBUTED SW_FIELD_DISTRIBUTED

#define CONFIGURATION SW_FIELD_TAB_CONFIGURATION
#define DATA SW_FIELD_TAB_DATA
#define VARIABLES SW_FIELD_TAB_VARIABLES
#define ERRORS SW_FIELD_TAB_ERRORS

/* Timeouts and intervals of AWS end at 99,999,999 seconds. */
#define MAX_SECONDS 99999999.0

static const char *const type_choices[] = {
  "Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map", NULL,
};
static const char *const language_choices[] = { "JSONPath", "JSONata", NULL };

/* Which field which type may have: measured on AWS by others with ValidateStateMachineDefinition in
 * September 2026 for all eight types. Within an exclusive group the order is that in which AWS's
 * messages name the fields. */
static const SwField state_fields[] = {
  /* Configuration */
  { "Type", SW_FIELD_CHOICE, ALL, REQUIRED, CONFIGURATION, .choices = type_choices,
    .label = N_ ("Type"), .help = N_ ("What the state does.") },
  { "Resource", SW_FIELD_RESOURCE, T (TASK), REQUIRED, CONFIGURATION, .label = N_ ("Resource"),
    .help = N_ ("The ARN of what performs the task: a service integration, a function "
                "or an activity.") },
  { "Choices", SW_FIELD_RULES, T (CHOICE), REQUIRED | NOT_EMPTY, CONFIGURATION,
    .label = N_ ("Rules"),
    .help = N_ ("Conditions, tried in order; the first that holds decides the next state."),
    .set = SW_FIELD_SET_RULE },
  { "Default", SW_FIELD_STATE, T (CHOICE), 0, CONFIGURATION, .label = N_ ("Default"),
    .help = N_ ("The next state when no rule matches; without it the execution then fails.") },
  { "SecondsPath", SW_FIELD_REFERENCE_PATH, T (WAIT), REQUIRED | JSONPATH, CONFIGURATION,
    .label = N_ ("Seconds Path"),
    .help = N_ ("Where in the input the number of seconds to wait is found."),
    .exclusive = "wait" },
  { "Seconds", SW_FIELD_INTEGER, T (WAIT), REQUIRED | EXPRESSIBLE, CONFIGURATION,
    .maximum = MAX_SECONDS, .label = N_ ("Seconds"), .help = N_ ("How many seconds to wait."),
    .exclusive = "wait" },
  { "TimestampPath", SW_FIELD_REFERENCE_PATH, T (WAIT), REQUIRED | JSONPATH, CONFIGURATION,
    .label = N_ ("Timestamp Path"),
    .help = N_ ("Where in the input the moment to wait for is found."), .exclusive = "wait" },
  { "Timestamp", SW_FIELD_TIMESTAMP, T (WAIT), REQUIRED | EXPRESSIBLE, CONFIGURATION,
    .label = N_ ("Timestamp"), .help = N_ ("The moment to wait for, such as 2026-03-14T01:59:00Z."),
    .exclusive = "wait" },
  { "Error", SW_FIELD_TEXT, T (FAIL), EXPRESSIBLE, CONFIGURATION, .label = N_ ("Error"),
    .help = N_ ("A name for the error, for catchers and for the execution's result."),
    .exclusive = "error" },
  { "ErrorPath", SW_FIELD_PATH, T (FAIL), JSONPATH | SW_FIELD_CALLABLE, CONFIGURATION,
    .label = N_ ("Error Path"),
    .help = N_ ("Where the error's name is found, or an intrinsic function that makes it."),
    .exclusive = "error" },
  { "Cause", SW_FIELD_LONG_TEXT, T (FAIL), EXPRESSIBLE, CONFIGURATION, .label = N_ ("Cause"),
    .help = N_ ("What happened, in words."), .exclusive = "cause" },
  { "CausePath", SW_FIELD_PATH, T (FAIL), JSONPATH | SW_FIELD_CALLABLE, CONFIGURATION,
    .label = N_ ("Cause Path"),
    .help = N_ ("Where the cause is found, or an intrinsic function that makes it."),
    .exclusive = "cause" },
  { "Branches", SW_FIELD_BRANCHES, T (PARALLEL), REQUIRED | NOT_EMPTY, CONFIGURATION,
    .label = N_ ("Branches"),
    .help = N_ ("State machines that run side by side on the same input."),
    .set = SW_FIELD_SET_BRANCH },
  { "ItemProcessor", SW_FIELD_PROCESSOR, T (MAP), REQUIRED, CONFIGURATION,
    .label = N_ ("Item Processor"), .help = N_ ("The state machine that runs once for each item."),
    .exclusive = "processor", .set = SW_FIELD_SET_PROCESSOR },
  { "Iterator", SW_FIELD_PROCESSOR, T (MAP), REQUIRED, CONFIGURATION, .label = N_ ("Iterator"),
    .help = N_ ("The older name of Item Processor."), .exclusive = "processor",
    .set = SW_FIELD_SET_PROCESSOR },
  { "ItemsPath", SW_FIELD_PATH, T (MAP), JSONPATH, CONFIGURATION, .label = N_ ("Items Path"),
    .help = N_ ("Where in the input the array of items is found; the whole input otherwise.") },
  { "Items", SW_FIELD_EXPRESSION, T (MAP), JSONATA, CONFIGURATION, .label = N_ ("Items"),
    .help = N_ ("An array, or an expression that yields one; the whole input otherwise.") },
  { "ItemReader", SW_FIELD_OBJECT, T (MAP), DISTRIBUTED, CONFIGURATION, .label = N_ ("Item Reader"),
    .help = N_ ("Reads the items from Amazon S3."), .set = SW_FIELD_SET_ITEM_READER },
  { "ItemBatcher", SW_FIELD_OBJECT, T (MAP), DISTRIBUTED, CONFIGURATION,
    .label = N_ ("Item Batcher"), .help = N_ ("Gives each child execution several items at once."),
    .set = SW_FIELD_SET_ITEM_BATCHER },
  { "MaxConcurrency", SW_FIELD_INTEGER, T (MAP), EXPRESSIBLE, CONFIGURATION,
    .label = N_ ("Maximum Concurrency"),
    .help = N_ ("How many items are worked on at the same time; 0 means no limit."),
    .exclusive = "concurrency" },
  { "MaxConcurrencyPath", SW_FIELD_REFERENCE_PATH, T (MAP), JSONPATH, CONFIGURATION,
    .label = N_ ("Maximum Concurrency Path"),
    .help = N_ ("Where in the input the maximum concurrency is found."),
    .exclusive = "concurrency" },
  { "ToleratedFailurePercentage", SW_FIELD_NUMBER, T (MAP), EXPRESSIBLE | DISTRIBUTED,
    CONFIGURATION, .maximum = 100, .label = N_ ("Tolerated Failure Percentage"),
    .help = N_ ("The share of items that may fail before the state does, 0 to 100."),
    .exclusive = "percentage" },
  { "ToleratedFailurePercentagePath", SW_FIELD_REFERENCE_PATH, T (MAP), JSONPATH | DISTRIBUTED,
    CONFIGURATION, .label = N_ ("Tolerated Failure Percentage Path"),
    .help = N_ ("Where in the input the tolerated percentage is found."),
    .exclusive = "percentage" },
  { "ToleratedFailureCount", SW_FIELD_INTEGER, T (MAP), EXPRESSIBLE | DISTRIBUTED, CONFIGURATION,
    .label = N_ ("Tolerated Failure Count"),
    .help = N_ ("The number of items that may fail before the state does."), .exclusive = "count" },
  { "ToleratedFailureCountPath", SW_FIELD_REFERENCE_PATH, T (MAP), JSONPATH | DISTRIBUTED,
    CONFIGURATION, .label = N_ ("Tolerated Failure Count Path"),
    .help = N_ ("Where in the input the tolerated number is found."), .exclusive = "count" },
  { "Label", SW_FIELD_TEXT, T (MAP), DISTRIBUTED, CONFIGURATION, .maximum = 40,
    .label = N_ ("Label"),
    .help = N_ ("A prefix of at most 40 characters for the name of the map run.") },
  { "ResultWriter", SW_FIELD_OBJECT, T (MAP), DISTRIBUTED, CONFIGURATION,
    .label = N_ ("Result Writer"), .help = N_ ("Writes the results to Amazon S3."),
    .set = SW_FIELD_SET_RESULT_WRITER },
  { "TimeoutSeconds", SW_FIELD_INTEGER, T (TASK), EXPRESSIBLE, CONFIGURATION, .minimum = 1,
    .maximum = MAX_SECONDS, .label = N_ ("Timeout"),
    .help = N_ ("Seconds after which the task fails with States.Timeout."),
    .exclusive = "timeout" },
  { "TimeoutSecondsPath", SW_FIELD_REFERENCE_PATH, T (TASK), JSONPATH, CONFIGURATION,
    .label = N_ ("Timeout Path"),
    .help = N_ ("Where in the input the timeout in seconds is found."), .exclusive = "timeout" },
  { "HeartbeatSeconds", SW_FIELD_INTEGER, T (TASK), EXPRESSIBLE, CONFIGURATION, .minimum = 1,
    .maximum = MAX_SECONDS, .label = N_ ("Heartbeat"),
    .help = N_ ("Seconds that may pass between two signs of life of the task."),
    .exclusive = "heartbeat" },
  { "HeartbeatSecondsPath", SW_FIELD_REFERENCE_PATH, T (TASK), JSONPATH, CONFIGURATION,
    .label = N_ ("Heartbeat Path"),
    .help = N_ ("Where in the input the heartbeat in seconds is found."),
    .exclusive = "heartbeat" },
  { "Credentials", SW_FIELD_OBJECT, T (TASK), 0, CONFIGURATION, .label = N_ ("Credentials"),
    .help = N_ ("The role to assume for this task, for example in another account."),
    .set = SW_FIELD_SET_CREDENTIALS },
  { "QueryLanguage", SW_FIELD_CHOICE, ALL, 0, CONFIGURATION, .choices = language_choices,
    .label = N_ ("Query Language"),
    .help = N_ ("How this state's fields are written; the state machine's own otherwise.") },
  { "Next", SW_FIELD_STATE, FLOWING, REQUIRED, CONFIGURATION, .label = N_ ("Next State"),
    .help = N_ ("The state that follows."), .exclusive = "transition" },
  { "End", SW_FIELD_BOOLEAN, FLOWING, REQUIRED, CONFIGURATION, .label = N_ ("End"),
    .help = N_ ("The state machine, branch or iteration ends with this state."),
    .exclusive = "transition" },
  { "Comment", SW_FIELD_LONG_TEXT, ALL, 0, CONFIGURATION, .label = N_ ("Comment"),
    .help = N_ ("A note for people; it has no effect.") },
  /* Data */
  { "InputPath", SW_FIELD_PATH, NOT_FAIL, JSONPATH, DATA, .label = N_ ("Input Path"),
    .help = N_ ("Which part of the input the state sees; null for none of it."),
    .reveal = N_ ("Filter the Input") },
  { "Parameters", SW_FIELD_TEMPLATE, T (TASK) | T (PASS) | T (PARALLEL) | T (MAP), JSONPATH, DATA,
    .label = N_ ("Parameters"),
    .help = N_ ("What is handed to the task instead of the input; members ending in .$ "
                "are paths."),
    .reveal = N_ ("Transform the Input") },
  { "Arguments", SW_FIELD_TEMPLATE, T (TASK) | T (PARALLEL), JSONATA, DATA,
    .label = N_ ("Arguments"), .help = N_ ("What is handed to the task instead of the input."),
    .reveal = N_ ("Set the Arguments") },
  { "ItemSelector", SW_FIELD_TEMPLATE, T (MAP), 0, DATA, .label = N_ ("Item Selector"),
    .help = N_ ("What each iteration gets instead of the bare item."),
    .reveal = N_ ("Transform Each Item") },
  { "Result", SW_FIELD_JSON, T (PASS), JSONPATH, DATA, .label = N_ ("Result"),
    .help = N_ ("The state's result, taken literally."),
    .reveal = N_ ("Set a Fixed Result") },
  { "ResultSelector", SW_FIELD_TEMPLATE, WORKING, JSONPATH, DATA, .label = N_ ("Result Selector"),
    .help = N_ ("What is kept of the result; members ending in .$ are paths."),
    .reveal = N_ ("Transform the Result") },
  { "ResultPath", SW_FIELD_RESULT_PATH, T (TASK) | T (PASS) | T (PARALLEL) | T (MAP), JSONPATH,
    DATA, .label = N_ ("Result Path"),
    .help = N_ ("Where in the input the result is put; null drops the result and keeps "
                "the input."),
    .reveal = N_ ("Add the Input to the Output") },
  { "OutputPath", SW_FIELD_PATH, NOT_FAIL, JSONPATH, DATA, .label = N_ ("Output Path"),
    .help = N_ ("Which part of the data goes on to the next state; null for none of it."),
    .reveal = N_ ("Filter the Output") },
  { "Output", SW_FIELD_TEMPLATE, NOT_FAIL, JSONATA, DATA, .label = N_ ("Output"),
    .help = N_ ("What goes on to the next state."),
    .reveal = N_ ("Set the Output") },
  /* Variables */
  { "Assign", SW_FIELD_TEMPLATE, ALL & ~(T (SUCCEED) | T (FAIL)), 0, VARIABLES,
    .label = N_ ("Variables"), .help = N_ ("Variables to set for the states that follow.") },
  /* Errors */
  { "Retry", SW_FIELD_RETRIERS, WORKING, 0, ERRORS, .label = N_ ("Retry on Errors"),
    .help = N_ ("Which errors are tried again, how often and after what time."),
    .set = SW_FIELD_SET_RETRIER },
  { "Catch", SW_FIELD_CATCHERS, WORKING, 0, ERRORS, .label = N_ ("Catch Errors"),
    .help = N_ ("Which errors lead to another state."), .set = SW_FIELD_SET_CATCHER },
};

/**
 * sw_fields_get_all:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): every field a state can have, in the order in
 * which the inspector shows them
 */
const SwField *
sw_fields_get_all (guint *count)
{
  *count = G_N_ELEMENTS (state_fields);

  return state_fields;
}

/**
 * sw_fields_get_set:
 * @set: a kind of object
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the fields of that kind of object
 */
const SwField *
sw_fields_get_set (SwFieldSet  set,
                   guint      *count)
{
  g_return_val_if_fail (set < SW_FIELD_N_SETS, NULL);

  return set == SW_FIELD_SET_STATE ? sw_fields_get_all (count) : sw_part_fields_get (set, count);
}

/**
 * sw_fields_find_in:
 * @set: a kind of object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the field of that kind of object called @name; of a state's
 * fields whatever its type, see sw_fields_find()
 */
const SwField *
sw_fields_find_in (SwFieldSet  set,
                   const char *name)
{
  guint n_fields;
  const SwField *fields = sw_fields_get_set (set, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (strcmp (fields[i].name, name) == 0)
      return &fields[i];

  return NULL;
}

/**
 * sw_fields_find:
 * @type: a state's type; of %SW_STATE_UNKNOWN every field is found
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the field called @name, where states of @type may have it
 * (in either query language)
 */
const SwField *
sw_fields_find (SwStateType  type,
                const char  *name)
{
  const SwField *field = sw_fields_find_in (SW_FIELD_SET_STATE, name);

  if (field == NULL || (type != SW_STATE_UNKNOWN && !(field->types >> type & 1)))
    return NULL;

  return field;
}

/* What fields begin with: those of a name, and then those of a kind. */
static const struct
{
  const char *name;
  const char *json;
} firsts[] = {
  { "InputPath", "\"$\"" },
  { "OutputPath", "\"$\"" },
  { "ResultPath", "\"$.result\"" },
  { "ItemsPath", "\"$.items\"" },
  { "Items", "\"{% $states.input.items %}\"" },
  { "ErrorEquals", "[\"States.ALL\"]" },
};

static const char *const firsts_by_kind[] = {
  [SW_FIELD_PATH] = "\"$.value\"",
  [SW_FIELD_REFERENCE_PATH] = "\"$.value\"",
  [SW_FIELD_RESULT_PATH] = "\"$.value\"",
  [SW_FIELD_TIMESTAMP] = "\"2030-01-01T00:00:00Z\"",
  [SW_FIELD_BOOLEAN] = "true",
  [SW_FIELD_TEXTS] = "[]",
  [SW_FIELD_ERRORS] = "[]",
};

/**
 * sw_field_dup_first:
 * @type: of the state that gets the field; %SW_STATE_UNKNOWN for parts and the machine
 *
 * Returns: (transfer full): JSON text that a field can begin with: legal, of its kind, and where
 * there is such a value one that changes nothing yet
 */
char *
sw_field_dup_first (const SwField *field,
                    SwStateType    type)
{
  for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
    if (strcmp (firsts[i].name, field->name) == 0)
      return g_strdup (firsts[i].json);
  if (strcmp (field->name, "Output") == 0)
    return g_strdup ((T (TASK) | T (PARALLEL) | T (MAP)) >> type & 1
                         ? "\"{% $states.result %}\""
                         : "\"{% $states.input %}\"");
  if (field->kind == SW_FIELD_INTEGER || field->kind == SW_FIELD_NUMBER)
    return g_strdup_printf ("%.0f", MAX (field->minimum, 1));
  if (field->kind == SW_FIELD_TEXT || field->kind == SW_FIELD_LONG_TEXT)
    return g_strdup_printf ("\"%s\"", field->name);
  if (field->kind == SW_FIELD_CHOICE)
    return g_strdup_printf ("\"%s\"", field->choices[0]);
  if (field->kind < G_N_ELEMENTS (firsts_by_kind) && firsts_by_kind[field->kind] != NULL)
    return g_strdup (firsts_by_kind[field->kind]);

  return g_strdup ("{}");
}

/**
 * sw_field_is_legal:
 * @field: a field of any set
 * @type: the type of the state it is, or stands in; ignored for fields of parts
 * @language: the query language in force there
 *
 * Returns: %TRUE where AWS accepts the field
 */
gboolean
sw_field_is_legal (const SwField   *field,
                   SwStateType      type,
                   SwQueryLanguage  language)
{
  guint languages = field->flags & (SW_FIELD_JSONPATH | SW_FIELD_JSONATA);
  guint wanted = language == SW_QUERY_JSONATA ? SW_FIELD_JSONATA : SW_FIELD_JSONPATH;

  if (field->types != 0 && type != SW_STATE_UNKNOWN && !(field->types >> type & 1))
    return FALSE;

  return languages == 0 || (languages & wanted) != 0;
}
