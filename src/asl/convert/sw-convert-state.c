/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/convert/sw-convert-private.h"

#include <glib/gi18n.h>

/* A JSONPath state as one of JSONata. Data goes
 *
 *   input -> InputPath -> Parameters -> (work) -> ResultSelector -> ResultPath -> OutputPath
 *
 * which becomes Arguments, from the input, and Output, from the input and the result; what `$` is
 * at each point is a SwDatum. */

#define INPUT "$states.input"
#define RESULT "$states.result"
#define ERROR_OUTPUT "$states.errorOutput"

/* Errors that JSONPath alone raises */
static const char *const path_errors[]
    = { "States.ParameterPathFailure", "States.ResultPathMatchFailure", "States.IntrinsicFailure",
        "States.Runtime", NULL };

/* What takes a value from a path, and what does it by an expression */
static const SwConvertTwin state_twins[] = {
  { "TimeoutSecondsPath", "TimeoutSeconds" },
  { "HeartbeatSecondsPath", "HeartbeatSeconds" },
  { "SecondsPath", "Seconds" },
  { "TimestampPath", "Timestamp" },
  { "ErrorPath", "Error" },
  { "CausePath", "Cause" },
  { "ItemsPath", "Items" },
  { "MaxConcurrencyPath", "MaxConcurrency" },
  { "ToleratedFailureCountPath", "ToleratedFailureCount" },
  { "ToleratedFailurePercentagePath", "ToleratedFailurePercentage" },
  { NULL, NULL },
};

static const SwConvertTwin reader_twins[] = { { "MaxItemsPath", "MaxItems" }, { NULL, NULL } };

static const SwConvertTwin batcher_twins[] = {
  { "MaxItemsPerBatchPath", "MaxItemsPerBatch" },
  { "MaxInputBytesPerBatchPath", "MaxInputBytesPerBatch" },
  { NULL, NULL },
};

static void
convert_catchers (SwConvert *self)
{
  static const char *const fields[] = { "ResultPath", NULL };
  SwDatum *root = sw_datum_new_expression (&self->data, ERROR_OUTPUT, TRUE);

  for (guint i = 0; i < self->state->catchers->len; i++)
    {
      const SwHandler *catcher = &g_array_index (self->state->catchers, SwHandler, i);

      if (catcher->node->kind != SW_NODE_OBJECT)
        continue;
      sw_convert_template (self, catcher->node, "Assign", "Assign", root);
      sw_convert_put_output (self, catcher->node, fields,
                             sw_convert_write_result (self, catcher->node, root), ERROR_OUTPUT);
    }
}

static void
check_errors (SwConvert *self,
              GArray    *handlers)
{
  for (guint i = 0; i < handlers->len; i++)
    {
      const SwHandler *handler = &g_array_index (handlers, SwHandler, i);

      for (guint j = 0; handler->errors[j] != NULL; j++)
        if (g_strv_contains (path_errors, handler->errors[j]))
          sw_convert_refuse (self, handler->node,
                             _ ("A state of JSONata fails with States.QueryEvaluationError where "
                                "%s is handled here"),
                             handler->errors[j]);
    }
}

/* Of Pass: Result stands in for what Parameters make. */
static SwDatum *
make_pass (SwConvert *self,
           SwDatum   *input)
{
  SwNode *result = sw_convert_get_field (self, "Result");
  SwNode *parameters = sw_convert_get_field (self, "Parameters");

  if (result != NULL)
    return sw_datum_new_literal (&self->data, result);
  if (parameters != NULL)
    return sw_datum_new_template (&self->data, parameters, input);
  return input;
}

static void
convert_pass (SwConvert *self,
              SwDatum   *input)
{
  static const char *const fields[] = { "Result", "Parameters", "ResultPath", "OutputPath", NULL };
  SwDatum *result = make_pass (self, input);
  SwDatum *written = sw_convert_write_result (self, self->state->node, result);

  sw_convert_template (self, self->state->node, "Assign", "Assign", result);
  sw_convert_put_output (self, self->state->node, fields,
                         written != NULL ? sw_convert_filter (self, written, "OutputPath") : NULL,
                         INPUT);
}

/* Of Task, Parallel and Map: Arguments, and Output from the result */
static void
convert_work (SwConvert *self,
              SwDatum   *input)
{
  static const char *const fields[] = { "ResultSelector", "ResultPath", "OutputPath", NULL };
  SwNode *node = self->state->node;
  SwNode *selector = sw_convert_get_field (self, "ResultSelector");
  SwDatum *result = sw_datum_new_expression (&self->data, RESULT, TRUE);
  SwDatum *selected = result, *written;

  if (self->state->type != SW_STATE_MAP && sw_convert_get_field (self, "Parameters") != NULL)
    sw_convert_template (self, node, "Parameters", "Arguments", input);
  else if (self->state->type != SW_STATE_MAP && !sw_datum_is_expression (input, INPUT))
    sw_convert_put (self, node, NULL, "Arguments", input);
  if (selector != NULL)
    selected = sw_datum_new_template (&self->data, selector, result);
  written = sw_convert_write_result (self, node, selected);
  sw_convert_template (self, node, "Assign", "Assign", result);
  sw_convert_put_output (self, node, fields,
                         written != NULL ? sw_convert_filter (self, written, "OutputPath") : NULL,
                         RESULT);
}

static void
convert_map (SwConvert *self,
             SwDatum   *input)
{
  SwNode *node = self->state->node;
  SwNode *reader = sw_convert_get_field (self, "ItemReader");
  SwNode *batcher = sw_convert_get_field (self, "ItemBatcher");
  SwNode *writer = sw_convert_get_field (self, "ResultWriter");

  if (sw_convert_get_field (self, "ItemsPath") == NULL && reader == NULL
      && !sw_datum_is_expression (input, INPUT))
    sw_convert_put (self, node, NULL, "Items", input);
  if (sw_convert_get_field (self, "ItemSelector") != NULL)
    sw_convert_template (self, node, "ItemSelector", "ItemSelector", input);
  else
    sw_convert_template (self, node, "Parameters", "ItemSelector", input);
  if (sw_convert_get_field (self, "ItemSelector") != NULL)
    sw_convert_drop (self, "Parameters");
  sw_convert_template (self, reader, "Parameters", "Arguments", input);
  sw_convert_template (self, writer, "Parameters", "Arguments", input);
  sw_convert_template (self, batcher, "BatchInput", "BatchInput", input);
  sw_convert_twins (self, batcher, batcher_twins, input);
  if (reader != NULL)
    sw_convert_twins (self, sw_node_get_member (reader, "ReaderConfig"), reader_twins, input);
}

static void
convert_rule (SwConvert    *self,
              const SwNode *rule,
              SwDatum      *input,
              SwDatum      *output)
{
  static const char *const kept[] = { "Next", "Assign", "Comment", NULL };
  g_autofree char *condition = sw_convert_dup_condition (self, input, rule);
  g_autofree char *json = condition != NULL ? sw_jsonata_dup_field (condition) : NULL;
  const char *place = NULL;

  for (const SwNode *member = rule->first; member != NULL; member = member->next)
    if (member->name != NULL && !g_strv_contains (kept, member->name))
      {
        if (place != NULL)
          sw_convert_change (self, rule, member->name, NULL, NULL);
        else
          place = member->name;
      }
  if (json != NULL)
    sw_convert_change (self, rule, place, "Condition", json);
  sw_convert_template (self, rule, "Assign", "Assign", input);
  if (output != NULL && !sw_datum_is_expression (output, INPUT))
    sw_convert_put (self, rule, NULL, "Output", output);
}

static void
convert_choice (SwConvert *self,
                SwDatum   *input)
{
  static const char *const fields[] = { "OutputPath", NULL };
  SwDatum *output = sw_convert_filter (self, input, "OutputPath");

  for (guint i = 0; i < self->state->rules->len; i++)
    {
      const SwNode *rule = g_array_index (self->state->rules, SwRule, i).node;

      if (rule->kind == SW_NODE_OBJECT && !rule->broken)
        convert_rule (self, rule, input, output);
      else
        sw_convert_refuse (self, rule, _ ("The rule is not complete"));
    }
  sw_convert_template (self, self->state->node, "Assign", "Assign", input);
  sw_convert_put_output (self, self->state->node, fields, output, INPUT);
}

/* Of Wait and Succeed, whose result is their input */
static void
convert_through (SwConvert *self,
                 SwDatum   *input)
{
  static const char *const fields[] = { "OutputPath", NULL };

  sw_convert_template (self, self->state->node, "Assign", "Assign", input);
  sw_convert_put_output (self, self->state->node, fields,
                         sw_convert_filter (self, input, "OutputPath"), INPUT);
}

/* Sets the changes of a state that may become one of JSONata, or says what is in the way. */
void
sw_convert_to_jsonata (SwConvert *self)
{
  SwDatum *raw = sw_datum_new_expression (&self->data, INPUT, TRUE);
  SwDatum *input = sw_convert_filter (self, raw, "InputPath");

  check_errors (self, self->state->retriers);
  check_errors (self, self->state->catchers);
  if (input == NULL)
    return;
  sw_convert_twins (self, self->state->node, state_twins, input);
  switch (self->state->type)
    {
    case SW_STATE_MAP:
      convert_map (self, input);
      convert_work (self, input);
      break;
    case SW_STATE_TASK:
    case SW_STATE_PARALLEL:
      sw_convert_template (self, sw_convert_get_field (self, "Credentials"), "RoleArn.$", "RoleArn",
                           input);
      convert_work (self, input);
      break;
    case SW_STATE_PASS:
      convert_pass (self, input);
      break;
    case SW_STATE_CHOICE:
      convert_choice (self, input);
      break;
    case SW_STATE_WAIT:
    case SW_STATE_SUCCEED:
      convert_through (self, input);
      break;
    case SW_STATE_FAIL:
      sw_convert_template (self, self->state->node, "Error", "Error", input);
      sw_convert_template (self, self->state->node, "Cause", "Cause", input);
      break;
    case SW_STATE_UNKNOWN:
    case SW_STATE_N_TYPES:
    default:
      break;
    }
  convert_catchers (self);
  sw_convert_drop (self, "InputPath");
}
