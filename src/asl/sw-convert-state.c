/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-convert-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* A JSONPath state as one of JSONata. Data goes
 *
 *   input -> InputPath -> Parameters -> (work) -> ResultSelector -> ResultPath -> OutputPath
 *
 * which becomes Arguments, from the input, and Output, from the input and the result; what `$` is at
 * each point is a SwDatum. */

#define INPUT "$states.input"
#define RESULT "$states.result"
#define ERROR_OUTPUT "$states.errorOutput"

/* Errors that JSONPath alone raises */
static const char *const path_errors[]
    = { "States.ParameterPathFailure", "States.ResultPathMatchFailure", "States.IntrinsicFailure",
        "States.Runtime", NULL };

/* Fields that take a value from a path, and the ones that do it by an expression */
typedef struct
{
  const char *path;
  const char *name;
} Twin;

static const Twin state_twins[] = {
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

static const Twin reader_twins[] = { { "MaxItemsPath", "MaxItems" }, { NULL, NULL } };

static const Twin batcher_twins[] = {
  { "MaxItemsPerBatchPath", "MaxItemsPerBatch" },
  { "MaxInputBytesPerBatchPath", "MaxInputBytesPerBatch" },
  { NULL, NULL },
};

static SwNode *
get_field (SwConvert  *self,
           const char *name)
{
  return sw_node_get_member (self->state->node, name);
}

/* Changes OLD of OBJECT into NAME, whose value is DATUM. */
static void
put (SwConvert    *self,
     const SwNode *object,
     const char   *old,
     const char   *name,
     SwDatum      *datum)
{
  const SwNode *node = old != NULL ? sw_node_get_member (object, old) : object;
  GError *error = NULL;
  g_autofree char *json = sw_datum_dup_field (datum, &error);

  if (json != NULL)
    sw_convert_change (self, object, old, name, json);
  else
    sw_convert_refuse_error (self, node, error);
}

/* What a path field finds in ROOT; NULL after a refusal */
static SwDatum *
follow (SwConvert    *self,
        SwDatum      *root,
        const SwNode *node)
{
  g_autofree char *path = sw_convert_dup_path (self, node);
  GError *error = NULL;
  SwDatum *found = path != NULL ? sw_datum_new_path (&self->data, root, path, &error) : NULL;

  if (error != NULL)
    sw_convert_refuse_error (self, node, error);
  return found;
}

/* Of InputPath and OutputPath: absent stands for all of ROOT, null for nothing of it. */
static SwDatum *
filter (SwConvert  *self,
        SwDatum    *root,
        const char *name)
{
  SwNode *node = get_field (self, name);

  if (node == NULL)
    return root;
  if (node->kind == SW_NODE_NULL)
    return sw_datum_new_expression (&self->data, "{}", TRUE);
  return follow (self, root, node);
}

static void
convert_twins (SwConvert    *self,
               const SwNode *object,
               const Twin   *twins,
               SwDatum      *input)
{
  for (; object != NULL && twins->path != NULL; twins++)
    {
      SwNode *node = sw_node_get_member (object, twins->path);
      SwDatum *value = node != NULL ? follow (self, input, node) : NULL;

      if (value != NULL)
        put (self, object, twins->path, twins->name, value);
    }
}

/* Whether something in a template is written as a path */
static gboolean
has_paths (const SwNode *node)
{
  for (const SwNode *child = node->first; child != NULL; child = child->next)
    if ((child->name != NULL && g_str_has_suffix (child->name, ".$")) || has_paths (child))
      return TRUE;
  return FALSE;
}

/* What stays as it is must not be taken for an expression. */
static void
check_literal (SwConvert    *self,
               const SwNode *node,
               SwDatum      *datum)
{
  GError *error = NULL;
  g_autofree char *json = sw_datum_dup_field (datum, &error);

  if (json == NULL)
    sw_convert_refuse_error (self, node, error);
}

/* A template that may get another name */
static void
convert_template (SwConvert    *self,
                  const SwNode *object,
                  const char   *old,
                  const char   *name,
                  SwDatum      *root)
{
  SwNode *node = object != NULL ? sw_node_get_member (object, old) : NULL;
  SwDatum *datum = node != NULL ? sw_datum_new_template (&self->data, node, root) : NULL;

  if (node == NULL)
    return;
  if (strcmp (old, name) == 0 && !has_paths (node))
    check_literal (self, node, datum);
  else
    put (self, object, old, name, datum);
}

/* What ResultPath of a state or a catcher makes of a result */
static SwDatum *
write_result (SwConvert    *self,
              const SwNode *object,
              SwDatum      *result)
{
  SwNode *node = sw_node_get_member (object, "ResultPath");
  g_autofree char *path = NULL;
  GError *error = NULL;
  SwDatum *written;

  if (node == NULL)
    return result;
  if (node->kind == SW_NODE_NULL)
    return sw_datum_new_expression (&self->data, INPUT, TRUE);
  path = sw_convert_dup_path (self, node);
  if (path == NULL)
    return NULL;
  written = sw_datum_new_written (&self->data, path, result, &error);
  if (error != NULL)
    sw_convert_refuse_error (self, node, error);
  return written;
}

/* Puts an Output in the place of the last of FIELDS that stands, and removes the others. */
static void
put_output (SwConvert         *self,
            const SwNode      *object,
            const char *const *fields,
            SwDatum           *output,
            const char        *otherwise)
{
  const char *place = NULL;
  gboolean needed = output != NULL && !sw_datum_is_expression (output, otherwise);

  for (guint i = 0; fields[i] != NULL; i++)
    if (sw_node_get_member (object, fields[i]) != NULL)
      place = fields[i];
  for (guint i = 0; fields[i] != NULL; i++)
    if (sw_node_get_member (object, fields[i]) != NULL && (!needed || fields[i] != place))
      sw_convert_change (self, object, fields[i], NULL, NULL);
  if (needed)
    put (self, object, place, "Output", output);
}

/* Removes what has gone into others. */
static void
drop (SwConvert  *self,
      const char *name)
{
  if (get_field (self, name) != NULL)
    sw_convert_change (self, self->state->node, name, NULL, NULL);
}

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
      convert_template (self, catcher->node, "Assign", "Assign", root);
      put_output (self, catcher->node, fields, write_result (self, catcher->node, root),
                  ERROR_OUTPUT);
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
  SwNode *result = get_field (self, "Result");
  SwNode *parameters = get_field (self, "Parameters");

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
  SwDatum *written = write_result (self, self->state->node, result);

  convert_template (self, self->state->node, "Assign", "Assign", result);
  put_output (self, self->state->node, fields,
              written != NULL ? filter (self, written, "OutputPath") : NULL, INPUT);
}

/* Of Task, Parallel and Map: Arguments, and Output from the result */
static void
convert_work (SwConvert *self,
              SwDatum   *input)
{
  static const char *const fields[] = { "ResultSelector", "ResultPath", "OutputPath", NULL };
  SwNode *node = self->state->node;
  SwNode *selector = get_field (self, "ResultSelector");
  SwDatum *result = sw_datum_new_expression (&self->data, RESULT, TRUE);
  SwDatum *selected = result, *written;

  if (self->state->type != SW_STATE_MAP && get_field (self, "Parameters") != NULL)
    convert_template (self, node, "Parameters", "Arguments", input);
  else if (self->state->type != SW_STATE_MAP && !sw_datum_is_expression (input, INPUT))
    put (self, node, NULL, "Arguments", input);
  if (selector != NULL)
    selected = sw_datum_new_template (&self->data, selector, result);
  written = write_result (self, node, selected);
  convert_template (self, node, "Assign", "Assign", result);
  put_output (self, node, fields, written != NULL ? filter (self, written, "OutputPath") : NULL,
              RESULT);
}

static void
convert_map (SwConvert *self,
             SwDatum   *input)
{
  SwNode *node = self->state->node;
  SwNode *reader = get_field (self, "ItemReader");
  SwNode *batcher = get_field (self, "ItemBatcher");
  SwNode *writer = get_field (self, "ResultWriter");

  if (get_field (self, "ItemsPath") == NULL && reader == NULL
      && !sw_datum_is_expression (input, INPUT))
    put (self, node, NULL, "Items", input);
  if (get_field (self, "ItemSelector") != NULL)
    convert_template (self, node, "ItemSelector", "ItemSelector", input);
  else
    convert_template (self, node, "Parameters", "ItemSelector", input);
  if (get_field (self, "ItemSelector") != NULL)
    drop (self, "Parameters");
  convert_template (self, reader, "Parameters", "Arguments", input);
  convert_template (self, writer, "Parameters", "Arguments", input);
  convert_template (self, batcher, "BatchInput", "BatchInput", input);
  convert_twins (self, batcher, batcher_twins, input);
  if (reader != NULL)
    convert_twins (self, sw_node_get_member (reader, "ReaderConfig"), reader_twins, input);
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
  convert_template (self, rule, "Assign", "Assign", input);
  if (output != NULL && !sw_datum_is_expression (output, INPUT))
    put (self, rule, NULL, "Output", output);
}

static void
convert_choice (SwConvert *self,
                SwDatum   *input)
{
  static const char *const fields[] = { "OutputPath", NULL };
  SwDatum *output = filter (self, input, "OutputPath");

  for (guint i = 0; i < self->state->rules->len; i++)
    {
      const SwNode *rule = g_array_index (self->state->rules, SwRule, i).node;

      if (rule->kind == SW_NODE_OBJECT && !rule->broken)
        convert_rule (self, rule, input, output);
      else
        sw_convert_refuse (self, rule, _ ("The rule is not complete"));
    }
  convert_template (self, self->state->node, "Assign", "Assign", input);
  put_output (self, self->state->node, fields, output, INPUT);
}

/* Of Wait and Succeed, whose result is their input */
static void
convert_through (SwConvert *self,
                 SwDatum   *input)
{
  static const char *const fields[] = { "OutputPath", NULL };

  convert_template (self, self->state->node, "Assign", "Assign", input);
  put_output (self, self->state->node, fields, filter (self, input, "OutputPath"), INPUT);
}

/* Sets the changes of a state that may become one of JSONata, or says what is in the way. */
void
sw_convert_to_jsonata (SwConvert *self)
{
  SwDatum *raw = sw_datum_new_expression (&self->data, INPUT, TRUE);
  SwDatum *input = filter (self, raw, "InputPath");

  check_errors (self, self->state->retriers);
  check_errors (self, self->state->catchers);
  if (input == NULL)
    return;
  convert_twins (self, self->state->node, state_twins, input);
  switch (self->state->type)
    {
    case SW_STATE_MAP:
      convert_map (self, input);
      convert_work (self, input);
      break;
    case SW_STATE_TASK:
    case SW_STATE_PARALLEL:
      convert_template (self, get_field (self, "Credentials"), "RoleArn.$", "RoleArn", input);
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
      convert_template (self, self->state->node, "Error", "Error", input);
      convert_template (self, self->state->node, "Cause", "Cause", input);
      break;
    case SW_STATE_UNKNOWN:
    case SW_STATE_N_TYPES:
    default:
      break;
    }
  convert_catchers (self);
  drop (self, "InputPath");
}
