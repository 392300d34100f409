/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/program/sw-compiler.h"

#include <string.h>

/* Task, Map, and the handlers that Task, Parallel and Map share */

static const struct
{
  const char *suffix;
  SwTaskPattern pattern;
} patterns[] = {
  { ".waitForTaskToken", SW_TASK_CALLBACK },
  { ".sync", SW_TASK_RUN_A_JOB },
  { ".sync:2", SW_TASK_RUN_A_JOB },
};

/* "arn:aws:states:::aws-sdk:s3:getObject.sync" -> service "aws-sdk:s3", action "getObject.sync". An
 * ARN with a region ("arn:aws:states:us-east-1:123456789012:sqs:sendMessage") names the same. */
static gboolean
parse_service (SwTaskPlan *plan,
               const char *resource)
{
  g_auto (GStrv) parts = g_strsplit (resource, ":", 6);
  const char *colon;

  if (g_strv_length (parts) < 6 || !g_str_equal (parts[2], "states"))
    return FALSE;
  /* The action begins behind the last colon that is not the one of ".sync:2". */
  colon = parts[5] + strlen (parts[5]);
  if (g_str_has_suffix (parts[5], ".sync:2"))
    colon -= strlen (":2");
  while (colon > parts[5] && colon[-1] != ':')
    colon--;
  if (colon == parts[5])
    return FALSE;

  plan->kind = SW_TASK_SERVICE;
  plan->service = g_strndup (parts[5], (gsize) (colon - 1 - parts[5]));
  plan->action = g_strdup (colon);
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (g_str_has_suffix (plan->action, patterns[i].suffix))
      plan->pattern = patterns[i].pattern;
  return TRUE;
}

/* Anything that is neither service nor activity counts as a function: its ARN, and also what a
 * definition has in its place before deployment ("${StartQcFunctionArn}"), so that it can be mocked
 * here. */
static void
parse_resource (SwTaskPlan *plan,
                const char *resource)
{
  if (strstr (resource, ":states:") != NULL && strstr (resource, ":activity:") != NULL)
    plan->kind = SW_TASK_ACTIVITY;
  else if (!parse_service (plan, resource))
    plan->kind = SW_TASK_LAMBDA;
}

/**
 * sw_compiler_task:
 *
 * Compiles what only a Task has.
 *
 * Returns: (transfer full): the plan
 */
SwTaskPlan *
sw_compiler_task (SwCompiler *self)
{
  SwTaskPlan *plan = g_new0 (SwTaskPlan, 1);
  SwNode *node = self->state->node;

  plan->timeout = sw_compiler_quantity (self, node, "TimeoutSeconds", "TimeoutSecondsPath");
  plan->heartbeat = sw_compiler_quantity (self, node, "HeartbeatSeconds", "HeartbeatSecondsPath");
  plan->credentials = sw_compiler_value (self, node, "Credentials", NULL);
  if (self->state->resource == NULL || *self->state->resource == '\0')
    sw_compiler_refuse (self, sw_compiler_member (node, "Resource"), "SCHEMA_VALIDATION_FAILED",
                        "These fields are required: [Resource]");
  else
    parse_resource (plan, self->state->resource);
  return plan;
}

/**
 * sw_task_plan_free:
 *
 * Frees a Task's plan.
 */
void
sw_task_plan_free (SwTaskPlan *self)
{
  g_free (self->service);
  g_free (self->action);
  sw_quantity_clear (&self->timeout);
  sw_quantity_clear (&self->heartbeat);
  g_clear_pointer (&self->credentials, sw_formula_free);
  g_free (self);
}

static gboolean
is_configured (const SwState *state,
               const char    *field,
               const char    *value)
{
  SwNode *named = sw_compiler_member (state->node, "ItemProcessor");
  SwNode *processor = named != NULL ? named : sw_compiler_member (state->node, "Iterator");
  SwNode *config = sw_compiler_member (processor, "ProcessorConfig");
  SwNode *member = sw_compiler_member (config, field);

  return member != NULL && sw_node_equals_string (member, value);
}

/**
 * sw_compiler_map:
 *
 * Compiles what only a Map has. Iterator and ItemProcessor are the same, and so are Parameters and
 * ItemSelector.
 *
 * Returns: (transfer full): the plan
 */
SwMapPlan *
sw_compiler_map (SwCompiler *self)
{
  SwMapPlan *plan = g_new0 (SwMapPlan, 1);
  SwState *state = self->state;
  SwNode *label = sw_compiler_member (state->node, "Label");
  gboolean renamed = sw_compiler_member (state->node, "ItemSelector") != NULL;

  if (state->scopes->len > 0)
    plan->processor = sw_compiler_stage (self, g_ptr_array_index (state->scopes, 0));
  else
    sw_compiler_refuse (self, state->node, "SCHEMA_VALIDATION_FAILED",
                        "These fields are required: [ItemProcessor]");
  if (self->step->jsonata)
    plan->items = sw_compiler_jsonata (self, state->node, "Items", NULL);
  else
    plan->items = sw_compiler_path (self, state->node, "ItemsPath", SW_FORMULA_PATH);
  plan->selector = sw_compiler_value (
      self, state->node, renamed || self->step->jsonata ? "ItemSelector" : "Parameters", NULL);
  plan->max_concurrency
      = sw_compiler_quantity (self, state->node, "MaxConcurrency", "MaxConcurrencyPath");
  plan->tolerated_count = sw_compiler_quantity (self, state->node, "ToleratedFailureCount",
                                                "ToleratedFailureCountPath");
  plan->tolerated_percentage = sw_compiler_quantity (
      self, state->node, "ToleratedFailurePercentage", "ToleratedFailurePercentagePath");
  plan->distributed = is_configured (state, "Mode", "DISTRIBUTED");
  plan->express = is_configured (state, "ExecutionType", "EXPRESS");
  if (label != NULL && label->kind == SW_NODE_STRING)
    plan->label = sw_node_dup_string (label, NULL);
  sw_compiler_map_objects (self, plan);
  return plan;
}

/**
 * sw_map_plan_free:
 *
 * Frees a Map's plan.
 */
void
sw_map_plan_free (SwMapPlan *self)
{
  g_clear_pointer (&self->items, sw_formula_free);
  g_clear_pointer (&self->selector, sw_formula_free);
  sw_quantity_clear (&self->max_concurrency);
  sw_quantity_clear (&self->tolerated_count);
  sw_quantity_clear (&self->tolerated_percentage);
  g_free (self->label);
  sw_map_plan_clear_objects (self);
  g_free (self);
}

static void
compile_retrier (SwCompiler      *self,
                 const SwHandler *handler,
                 SwRetrier       *retrier)
{
  SwNode *jitter = sw_compiler_member (handler->node, "JitterStrategy");
  SwBackoff backoff = SW_BACKOFF_INIT;
  double attempts;

  backoff.interval
      = sw_compiler_number (self, handler->node, "IntervalSeconds", 1, backoff.interval);
  backoff.rate = sw_compiler_number (self, handler->node, "BackoffRate", 1, backoff.rate);
  backoff.max_delay
      = sw_compiler_number (self, handler->node, "MaxDelaySeconds", 1, backoff.max_delay);
  attempts = sw_compiler_number (self, handler->node, "MaxAttempts", 0, backoff.max_attempts);
  backoff.max_attempts = (guint) MIN (attempts, 99999999);
  backoff.full_jitter = jitter != NULL && sw_node_equals_string (jitter, "FULL");
  retrier->errors = handler->errors;
  retrier->backoff = backoff;
}

static void
compile_catcher (SwCompiler      *self,
                 const SwHandler *handler,
                 guint            index,
                 SwCatcher       *catcher)
{
  g_autofree char *prefix = g_strdup_printf ("Catch[%u]/", index);

  catcher->errors = handler->errors;
  catcher->next = sw_compiler_target (self, &handler->next, "Next");
  if (catcher->next == NULL)
    sw_compiler_refuse (self, handler->node, "SCHEMA_VALIDATION_FAILED",
                        "These fields are required: [Next]");
  catcher->assign = sw_compiler_value (self, handler->node, "Assign", prefix);
  if (self->step->jsonata)
    catcher->output = sw_compiler_jsonata (self, handler->node, "Output", prefix);
  else
    catcher->target = sw_compiler_result_target (self, handler->node);
}

/**
 * sw_compiler_handlers:
 *
 * Compiles Retry and Catch.
 */
void
sw_compiler_handlers (SwCompiler *self)
{
  SwStep *step = self->step;
  GArray *retriers = self->state->retriers;
  GArray *catchers = self->state->catchers;

  step->n_retriers = retriers->len;
  step->retriers = g_new0 (SwRetrier, retriers->len);
  for (guint i = 0; i < retriers->len; i++)
    compile_retrier (self, &g_array_index (retriers, SwHandler, i), &step->retriers[i]);

  step->n_catchers = catchers->len;
  step->catchers = g_new0 (SwCatcher, catchers->len);
  for (guint i = 0; i < catchers->len; i++)
    compile_catcher (self, &g_array_index (catchers, SwHandler, i), i, &step->catchers[i]);
}

/**
 * sw_step_clear_handlers:
 *
 * Frees Retry and Catch of a compiled state.
 */
void
sw_step_clear_handlers (SwStep *self)
{
  for (guint i = 0; i < self->n_catchers; i++)
    {
      SwCatcher *catcher = &self->catchers[i];

      g_clear_pointer (&catcher->target.path, sw_json_path_unref);
      g_clear_pointer (&catcher->assign, sw_formula_free);
      g_clear_pointer (&catcher->output, sw_formula_free);
    }
  g_free (self->retriers);
  g_free (self->catchers);
}
