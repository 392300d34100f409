/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/program/sw-compiler.h"

#include <string.h>

/* A …Path field that is absent stands for `$`; null discards everything. */
static SwFormula *
compile_filter (SwCompiler *self,
                const char *name,
                gboolean   *discarded)
{
  SwNode *node = sw_compiler_member (self->state->node, name);

  *discarded = node != NULL && node->kind == SW_NODE_NULL;
  if (node != NULL && sw_node_equals_string (node, "$"))
    return NULL;
  return sw_compiler_path (self, self->state->node, name, SW_FORMULA_PATH);
}

static void
compile_data_flow (SwCompiler *self)
{
  SwStep *step = self->step;
  SwNode *node = self->state->node;

  if (step->jsonata)
    {
      step->parameters = sw_compiler_jsonata (self, node, "Arguments", NULL);
      step->output = sw_compiler_jsonata (self, node, "Output", NULL);
    }
  else
    {
      step->input_path = compile_filter (self, "InputPath", &step->input_discarded);
      step->output_path = compile_filter (self, "OutputPath", &step->output_discarded);
      /* A Map's Parameters are the old name of its ItemSelector: see sw_compiler_map(). */
      if (step->type != SW_STATE_MAP)
        step->parameters = sw_compiler_template (self, node, "Parameters");
      step->result_selector = sw_compiler_template (self, node, "ResultSelector");
      step->target = sw_compiler_result_target (self, node);
    }
  step->assign = sw_compiler_value (self, node, "Assign", NULL);
}

/* Result is literal: members ending in ".$" stay as they are (recorded on AWS). */
static void
compile_pass (SwCompiler *self)
{
  SwNode *result = sw_compiler_member (self->state->node, "Result");

  if (result != NULL)
    self->step->result = sw_formula_new_constant (sw_node_to_value (result));
}

static SwWaitPlan *
compile_wait (SwCompiler *self)
{
  SwWaitPlan *plan = g_new0 (SwWaitPlan, 1);
  SwNode *node = self->state->node;
  SwNode *literal = sw_compiler_member (node, "Timestamp");

  plan->seconds = sw_compiler_quantity (self, node, "Seconds", "SecondsPath");
  if (literal != NULL)
    {
      plan->timestamp = sw_compiler_jsonata (self, node, "Timestamp", NULL);
      plan->timestamp_field = "Timestamp";
    }
  else
    {
      plan->timestamp = sw_compiler_path (self, node, "TimestampPath", SW_FORMULA_PATH);
      plan->timestamp_field = "TimestampPath";
    }
  if (literal != NULL && !self->step->jsonata)
    {
      g_autofree char *text
          = literal->kind == SW_NODE_STRING ? sw_node_dup_string (literal, NULL) : NULL;
      SwInstant instant;

      if (text == NULL || !sw_instant_parse (text, strlen (text), &instant))
        sw_compiler_refuse (self, literal, "SCHEMA_VALIDATION_FAILED",
                            "String does not match RFC3339 timestamp");
    }
  if (plan->seconds.expression == NULL && plan->timestamp == NULL)
    sw_compiler_refuse (
        self, node, "SCHEMA_VALIDATION_FAILED",
        "A Wait state needs one of these fields: [Seconds, SecondsPath, Timestamp, TimestampPath]");
  return plan;
}

static void
wait_plan_free (SwWaitPlan *self)
{
  sw_quantity_clear (&self->seconds);
  g_clear_pointer (&self->timestamp, sw_formula_free);
  g_free (self);
}

static SwFormula *
compile_fail_text (SwCompiler *self,
                   const char *name,
                   const char *path_name)
{
  SwNode *node = self->state->node;

  if (sw_compiler_member (node, name) != NULL)
    return sw_compiler_jsonata (self, node, name, NULL);
  return sw_compiler_path (self, node, path_name, SW_FORMULA_NAMED);
}

static SwFailPlan *
compile_fail (SwCompiler *self)
{
  SwFailPlan *plan = g_new0 (SwFailPlan, 1);

  plan->error = compile_fail_text (self, "Error", "ErrorPath");
  plan->cause = compile_fail_text (self, "Cause", "CausePath");
  return plan;
}

static void
fail_plan_free (SwFailPlan *self)
{
  g_clear_pointer (&self->error, sw_formula_free);
  g_clear_pointer (&self->cause, sw_formula_free);
  g_free (self);
}

static void
compile_parallel (SwCompiler *self)
{
  GPtrArray *scopes = self->state->scopes;

  self->step->n_branches = scopes->len;
  self->step->branches = g_new0 (SwStage *, scopes->len);
  for (guint i = 0; i < scopes->len; i++)
    self->step->branches[i] = sw_compiler_stage (self, g_ptr_array_index (scopes, i));
  if (scopes->len == 0)
    sw_compiler_refuse (self, sw_compiler_member (self->state->node, "Branches"),
                        "SCHEMA_VALIDATION_FAILED", "Value cannot be empty");
}

/* What a type has beyond the fields that all share */
static void
compile_type (SwCompiler *self)
{
  SwStep *step = self->step;

  switch (step->type)
    {
    case SW_STATE_TASK:
      step->task = sw_compiler_task (self);
      break;
    case SW_STATE_PASS:
      compile_pass (self);
      break;
    case SW_STATE_CHOICE:
      step->choice = sw_compiler_choice (self);
      break;
    case SW_STATE_WAIT:
      step->wait = compile_wait (self);
      break;
    case SW_STATE_FAIL:
      step->fail = compile_fail (self);
      break;
    case SW_STATE_PARALLEL:
      compile_parallel (self);
      break;
    case SW_STATE_MAP:
      step->map = sw_compiler_map (self);
      break;
    case SW_STATE_SUCCEED:
      break;
    case SW_STATE_UNKNOWN:
    case SW_STATE_N_TYPES:
    default:
      sw_compiler_refuse (self, sw_compiler_member (self->state->node, "Type"),
                          "SCHEMA_VALIDATION_FAILED",
                          "The field 'Type' should have one of these values: "
                          "[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]");
      break;
    }
}

/**
 * sw_compiler_state:
 *
 * Compiles the state the compiler stands at into its step.
 */
void
sw_compiler_state (SwCompiler *self)
{
  SwState *state = self->state;
  SwStep *step = self->step;
  gboolean ends = sw_state_type_is_terminal (state->type) || state->type == SW_STATE_CHOICE;

  step->type = state->type;
  step->jsonata = state->language == SW_QUERY_JSONATA;
  if (state->too_deep)
    {
      sw_compiler_refuse (self, state->node, "TOO_DEEPLY_NESTED",
                          "The state holds too many levels of states");
      return;
    }
  compile_data_flow (self);
  compile_type (self);
  sw_compiler_handlers (self);
  if (state->type == SW_STATE_CHOICE)
    return;
  step->next = state->end ? NULL : sw_compiler_target (self, &state->next, "Next");
  if (step->next == NULL && !state->end && !ends)
    sw_compiler_refuse (self, state->node, "SCHEMA_VALIDATION_FAILED",
                        "The state needs one of these fields: [Next, End]");
}

/**
 * sw_step_clear:
 *
 * Frees what a compiled state holds.
 */
void
sw_step_clear (SwStep *self)
{
  g_clear_pointer (&self->input_path, sw_formula_free);
  g_clear_pointer (&self->output_path, sw_formula_free);
  g_clear_pointer (&self->parameters, sw_formula_free);
  g_clear_pointer (&self->result, sw_formula_free);
  g_clear_pointer (&self->result_selector, sw_formula_free);
  g_clear_pointer (&self->target.path, sw_json_path_unref);
  g_clear_pointer (&self->assign, sw_formula_free);
  g_clear_pointer (&self->output, sw_formula_free);
  g_clear_pointer (&self->task, sw_task_plan_free);
  g_clear_pointer (&self->choice, sw_choice_plan_free);
  g_clear_pointer (&self->wait, wait_plan_free);
  g_clear_pointer (&self->fail, fail_plan_free);
  g_clear_pointer (&self->map, sw_map_plan_free);
  g_free (self->branches);
  sw_step_clear_handlers (self);
}
