/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/model/sw-fields-private.h"

#include <glib/gi18n.h>

#define REQUIRED SW_FIELD_REQUIRED
#define JSONPATH SW_FIELD_JSONPATH
#define JSONATA SW_FIELD_JSONATA
#define EXPRESSIBLE SW_FIELD_EXPRESSIBLE
#define NOT_EMPTY SW_FIELD_NOT_EMPTY

#define CONFIGURATION SW_FIELD_TAB_CONFIGURATION
#define DATA SW_FIELD_TAB_DATA
#define VARIABLES SW_FIELD_TAB_VARIABLES
#define ERRORS SW_FIELD_TAB_ERRORS

#define MAX_SECONDS 99999999.0
#define MAX_DELAY_SECONDS 31622400.0 /* a leap year */

static const char *const language_choices[] = { "JSONPath", "JSONata", NULL };
static const char *const version_choices[] = { "1.0", NULL };
static const char *const mode_choices[] = { "INLINE", "DISTRIBUTED", NULL };
static const char *const execution_type_choices[] = { "STANDARD", "EXPRESS", NULL };
static const char *const jitter_choices[] = { "NONE", "FULL", NULL };
static const char *const input_type_choices[] = { "CSV",      "JSON",    "JSONL",
                                                  "MANIFEST", "PARQUET", NULL };
static const char *const header_location_choices[] = { "FIRST_ROW", "GIVEN", NULL };
static const char *const delimiter_choices[] = {
  "COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB", NULL
};
static const char *const manifest_choices[] = { "S3_INVENTORY", "ATHENA_DATA", NULL };
static const char *const read_transformation_choices[] = { "NONE", "LOAD_AND_FLATTEN", NULL };
static const char *const output_type_choices[] = { "JSON", "JSONL", NULL };
static const char *const write_transformation_choices[] = { "NONE", "COMPACT", "FLATTEN", NULL };

#define COMMENT \
  { "Comment", SW_FIELD_LONG_TEXT, 0, 0, CONFIGURATION, .label = N_("Comment"), \
    .help = N_("A note for people; it has no effect.") }
#define START_AT \
  { "StartAt", SW_FIELD_STATE, 0, REQUIRED, CONFIGURATION, .label = N_("Start At"), \
    .help = N_("The state that comes first.") }
#define STATES \
  { "States", SW_FIELD_STATES, 0, REQUIRED, CONFIGURATION, .label = N_("States"), \
    .help = N_("The states, each under its name."), .set = SW_FIELD_SET_STATE }

/* States before StartAt: the order in which AWS names them when both are missing. */
static const SwField machine_fields[] = {
  COMMENT,
  { "QueryLanguage", SW_FIELD_CHOICE, 0, 0, CONFIGURATION, .choices = language_choices,
    .label = N_("Query Language"),
    .help = N_("How fields are written in all states that do not say otherwise.") },
  STATES,
  START_AT,
  { "TimeoutSeconds", SW_FIELD_INTEGER, 0, 0, CONFIGURATION, .maximum = MAX_SECONDS,
    .label = N_("Timeout"),
    .help = N_("Seconds after which a whole execution is ended as timed out.") },
  { "Version", SW_FIELD_CHOICE, 0, 0, CONFIGURATION, .choices = version_choices,
    .label = N_("Version"),
    .help = N_("The version of the Amazon States Language; 1.0 is the only one.") },
};

static const SwField branch_fields[] = {
  COMMENT,
  STATES,
  START_AT,
};

static const SwField processor_fields[] = {
  COMMENT,
  { "ProcessorConfig", SW_FIELD_OBJECT, 0, 0, CONFIGURATION, .label = N_("Mode"),
    .help = N_("Whether items are worked on inside this execution or as child executions."),
    .set = SW_FIELD_SET_PROCESSOR_CONFIG },
  STATES,
  START_AT,
};

static const SwField processor_config_fields[] = {
  { "Mode", SW_FIELD_CHOICE, 0, 0, CONFIGURATION, .choices = mode_choices,
    .label = N_("Processing Mode"),
    .help = N_("INLINE works inside this execution, DISTRIBUTED starts a child "
               "execution for each item or batch.") },
  { "ExecutionType", SW_FIELD_CHOICE, 0, 0, CONFIGURATION, .choices = execution_type_choices,
    .label = N_("Child Execution Type"),
    .help = N_("The type of the child executions in DISTRIBUTED mode.") },
};

static const SwField rule_fields[] = {
  { "Variable", SW_FIELD_REFERENCE_PATH, 0, JSONPATH, CONFIGURATION, .label = N_("Variable"),
    .help = N_("The value to compare.") },
  { "And", SW_FIELD_RULE_LIST, 0, JSONPATH | NOT_EMPTY, CONFIGURATION, .label = N_("All Of"),
    .help = N_("Conditions that must all hold."), .set = SW_FIELD_SET_CONDITION },
  { "Or", SW_FIELD_RULE_LIST, 0, JSONPATH | NOT_EMPTY, CONFIGURATION, .label = N_("Any Of"),
    .help = N_("Conditions of which one must hold."), .set = SW_FIELD_SET_CONDITION },
  { "Not", SW_FIELD_RULE, 0, JSONPATH, CONFIGURATION, .label = N_("Not"),
    .help = N_("A condition that must not hold."), .set = SW_FIELD_SET_CONDITION },
  { "Condition", SW_FIELD_CONDITION, 0, REQUIRED | JSONATA, CONFIGURATION, .label = N_("Condition"),
    .help = N_("An expression that yields true or false.") },
  { "Output", SW_FIELD_TEMPLATE, 0, JSONATA, DATA, .label = N_("Output"),
    .help = N_("What goes on to the next state when this rule matches.") },
  { "Assign", SW_FIELD_TEMPLATE, 0, 0, VARIABLES, .label = N_("Variables"),
    .help = N_("Variables to set when this rule matches.") },
  { "Next", SW_FIELD_STATE, 0, REQUIRED, CONFIGURATION, .label = N_("Next State"),
    .help = N_("The state that follows when this rule matches.") },
  COMMENT,
};

static const SwField condition_fields[] = {
  { "Variable", SW_FIELD_REFERENCE_PATH, 0, JSONPATH, CONFIGURATION, .label = N_("Variable"),
    .help = N_("The value to compare.") },
  { "And", SW_FIELD_RULE_LIST, 0, JSONPATH | NOT_EMPTY, CONFIGURATION, .label = N_("All Of"),
    .help = N_("Conditions that must all hold."), .set = SW_FIELD_SET_CONDITION },
  { "Or", SW_FIELD_RULE_LIST, 0, JSONPATH | NOT_EMPTY, CONFIGURATION, .label = N_("Any Of"),
    .help = N_("Conditions of which one must hold."), .set = SW_FIELD_SET_CONDITION },
  { "Not", SW_FIELD_RULE, 0, JSONPATH, CONFIGURATION, .label = N_("Not"),
    .help = N_("A condition that must not hold."), .set = SW_FIELD_SET_CONDITION },
  COMMENT,
};

static const SwField retrier_fields[] = {
  { "ErrorEquals", SW_FIELD_ERRORS, 0, REQUIRED | NOT_EMPTY, ERRORS, .label = N_("Errors"),
    .help = N_("Names of the errors that are retried; States.ALL stands for almost all.") },
  { "IntervalSeconds", SW_FIELD_INTEGER, 0, 0, ERRORS, .maximum = MAX_SECONDS,
    .label = N_("Interval"), .help = N_("Seconds before the first retry; 1 otherwise.") },
  { "MaxAttempts", SW_FIELD_INTEGER, 0, 0, ERRORS, .maximum = MAX_SECONDS,
    .label = N_("Maximum Attempts"),
    .help = N_("How many retries there are; 3 otherwise, 0 for none.") },
  { "BackoffRate", SW_FIELD_NUMBER, 0, 0, ERRORS, .minimum = 1,
    .label = N_("Backoff Rate"),
    .help = N_("By how much the interval grows from retry to retry; 2 otherwise.") },
  { "MaxDelaySeconds", SW_FIELD_INTEGER, 0, 0, ERRORS, .minimum = 1, .maximum = MAX_DELAY_SECONDS,
    .label = N_("Maximum Delay"), .help = N_("The longest time in seconds between two retries.") },
  { "JitterStrategy", SW_FIELD_CHOICE, 0, 0, ERRORS, .choices = jitter_choices,
    .label = N_("Jitter"),
    .help = N_("FULL picks each delay at random between 0 and its full length.") },
  COMMENT,
};

static const SwField catcher_fields[] = {
  { "ErrorEquals", SW_FIELD_ERRORS, 0, REQUIRED | NOT_EMPTY, ERRORS, .label = N_("Errors"),
    .help = N_("Names of the errors that are caught; States.ALL stands for almost all.") },
  { "Next", SW_FIELD_STATE, 0, REQUIRED, ERRORS, .label = N_("Fallback State"),
    .help = N_("The state that follows when one of the errors is caught.") },
  { "ResultPath", SW_FIELD_RESULT_PATH, 0, JSONPATH, ERRORS, .label = N_("Result Path"),
    .help = N_("Where in the input the error is put; it replaces the input otherwise.") },
  { "Output", SW_FIELD_TEMPLATE, 0, JSONATA, ERRORS, .label = N_("Output"),
    .help = N_("What goes on to the fallback state; the error otherwise.") },
  { "Assign", SW_FIELD_TEMPLATE, 0, 0, ERRORS, .label = N_("Variables"),
    .help = N_("Variables to set when one of the errors is caught.") },
  COMMENT,
};

static const SwField credentials_fields[] = {
  { "RoleArn", SW_FIELD_TEXT, 0, REQUIRED | EXPRESSIBLE, CONFIGURATION, .label = N_("Role"),
    .help = N_("The ARN of the role to assume."), .exclusive = "role" },
  { "RoleArn.$", SW_FIELD_PATH, 0, REQUIRED | JSONPATH | SW_FIELD_CALLABLE, CONFIGURATION,
    .label = N_("Role Path"),
    .help = N_("Where the ARN of the role is found, or an intrinsic function that makes it."),
    .exclusive = "role" },
};

static const SwField item_reader_fields[] = {
  { "Resource", SW_FIELD_RESOURCE, 0, REQUIRED, CONFIGURATION, .label = N_("Resource"),
    .help = N_("The call that reads: arn:aws:states:::s3:getObject or "
               "arn:aws:states:::s3:listObjectsV2.") },
  { "Parameters", SW_FIELD_TEMPLATE, 0, JSONPATH, CONFIGURATION, .label = N_("Parameters"),
    .help = N_("Bucket and key, or prefix, to read from.") },
  { "Arguments", SW_FIELD_TEMPLATE, 0, JSONATA, CONFIGURATION, .label = N_("Arguments"),
    .help = N_("Bucket and key, or prefix, to read from.") },
  { "ReaderConfig", SW_FIELD_OBJECT, 0, 0, CONFIGURATION, .label = N_("Reader"),
    .help = N_("How the object is read."), .set = SW_FIELD_SET_READER_CONFIG },
};

static const SwField reader_config_fields[] = {
  { "InputType", SW_FIELD_CHOICE, 0, 0, CONFIGURATION, .choices = input_type_choices,
    .label = N_("Input Type"), .help = N_("The format of the object.") },
  { "Transformation", SW_FIELD_CHOICE, 0, 0, CONFIGURATION, .choices = read_transformation_choices,
    .label = N_("Transformation"),
    .help = N_("LOAD_AND_FLATTEN reads what the listed objects hold.") },
  { "ManifestType", SW_FIELD_CHOICE, 0, 0, CONFIGURATION, .choices = manifest_choices,
    .label = N_("Manifest Type"), .help = N_("What made the manifest.") },
  { "CSVDelimiter", SW_FIELD_CHOICE, 0, 0, CONFIGURATION, .choices = delimiter_choices,
    .label = N_("Delimiter"), .help = N_("What stands between two fields of a CSV line.") },
  { "CSVHeaderLocation", SW_FIELD_CHOICE, 0, 0, CONFIGURATION, .choices = header_location_choices,
    .label = N_("Headers From"),
    .help = N_("Whether the first line holds the headers, or they are given.") },
  { "CSVHeaders", SW_FIELD_TEXTS, 0, 0, CONFIGURATION, .label = N_("Headers"),
    .help = N_("The headers, where they are given.") },
  { "ItemsPointer", SW_FIELD_TEXT, 0, 0, CONFIGURATION, .label = N_("Items Pointer"),
    .help = N_("JSON pointer to the array inside a JSON object.") },
  { "MaxItems", SW_FIELD_INTEGER, 0, EXPRESSIBLE, CONFIGURATION, .maximum = 100000000,
    .label = N_("Maximum Items"), .help = N_("How many items are read at most; 0 means all."),
    .exclusive = "items" },
  { "MaxItemsPath", SW_FIELD_REFERENCE_PATH, 0, JSONPATH, CONFIGURATION,
    .label = N_("Maximum Items Path"), .help = N_("Where in the input the maximum is found."),
    .exclusive = "items" },
};

static const SwField item_batcher_fields[] = {
  { "MaxItemsPerBatch", SW_FIELD_INTEGER, 0, EXPRESSIBLE, CONFIGURATION,
    .label = N_("Items per Batch"), .help = N_("How many items a batch holds at most."),
    .exclusive = "items" },
  { "MaxItemsPerBatchPath", SW_FIELD_REFERENCE_PATH, 0, JSONPATH, CONFIGURATION,
    .label = N_("Items per Batch Path"), .help = N_("Where in the input that number is found."),
    .exclusive = "items" },
  { "MaxInputBytesPerBatch", SW_FIELD_INTEGER, 0, EXPRESSIBLE, CONFIGURATION, .maximum = 262144,
    .label = N_("Bytes per Batch"), .help = N_("How many bytes a batch takes at most."),
    .exclusive = "bytes" },
  { "MaxInputBytesPerBatchPath", SW_FIELD_REFERENCE_PATH, 0, JSONPATH, CONFIGURATION,
    .label = N_("Bytes per Batch Path"), .help = N_("Where in the input that number is found."),
    .exclusive = "bytes" },
  { "BatchInput", SW_FIELD_TEMPLATE, 0, 0, CONFIGURATION, .label = N_("Batch Input"),
    .help = N_("Data that every batch gets beside its items.") },
};

static const SwField result_writer_fields[] = {
  { "Resource", SW_FIELD_RESOURCE, 0, 0, CONFIGURATION, .label = N_("Resource"),
    .help = N_("The call that writes: arn:aws:states:::s3:putObject.") },
  { "Parameters", SW_FIELD_TEMPLATE, 0, JSONPATH, CONFIGURATION, .label = N_("Parameters"),
    .help = N_("Bucket and prefix to write to.") },
  { "Arguments", SW_FIELD_TEMPLATE, 0, JSONATA, CONFIGURATION, .label = N_("Arguments"),
    .help = N_("Bucket and prefix to write to.") },
  { "WriterConfig", SW_FIELD_OBJECT, 0, 0, CONFIGURATION, .label = N_("Writer"),
    .help = N_("How the results are written."), .set = SW_FIELD_SET_WRITER_CONFIG },
};

static const SwField writer_config_fields[] = {
  { "Transformation", SW_FIELD_CHOICE, 0, 0, CONFIGURATION,
    .choices = write_transformation_choices, .label = N_ ("Transformation"),
    .help = N_ ("What is kept of each child execution.") },
  { "OutputType", SW_FIELD_CHOICE, 0, REQUIRED, CONFIGURATION, .choices = output_type_choices,
    .label = N_ ("Output Type"), .help = N_ ("The format of the written objects.") },
};

#define SET(SET, fields) [SW_FIELD_SET_##SET] = { fields, G_N_ELEMENTS (fields) }

static const struct
{
  const SwField *fields;
  guint          count;
} sets[SW_FIELD_N_SETS] = {
  SET (MACHINE, machine_fields),
  SET (BRANCH, branch_fields),
  SET (PROCESSOR, processor_fields),
  SET (PROCESSOR_CONFIG, processor_config_fields),
  SET (RULE, rule_fields),
  SET (CONDITION, condition_fields),
  SET (RETRIER, retrier_fields),
  SET (CATCHER, catcher_fields),
  SET (CREDENTIALS, credentials_fields),
  SET (ITEM_READER, item_reader_fields),
  SET (READER_CONFIG, reader_config_fields),
  SET (ITEM_BATCHER, item_batcher_fields),
  SET (RESULT_WRITER, result_writer_fields),
  SET (WRITER_CONFIG, writer_config_fields),
};

/* Every set but that of states; empty for SW_FIELD_SET_NONE. */
const SwField *
sw_part_fields_get (SwFieldSet  set,
                    guint      *count)
{
  *count = sets[set].count;

  return sets[set].fields;
}
