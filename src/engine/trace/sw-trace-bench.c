/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"
#include "engine/trace/sw-trace-private.h"

#include <glib/gi18n.h>

/* A bench: an execution that stands before a state as it did when the state was visited, so that
 * the state's expressions can be evaluated again. It is never run. */

/**
 * sw_trace_get_program:
 *
 * Returns: (transfer none) (nullable): the trace's definition, compiled; %NULL: self->refusal says
 * why there is none
 */
SwProgram *
sw_trace_get_program (SwTrace *self)
{
  g_autoptr (GError) error = NULL;

  if (self->program != NULL || self->refusal != NULL)
    return self->program;
  if (self->model != NULL)
    self->program = sw_program_new (self->model, &error);
  if (self->program == NULL)
    self->refusal = error != NULL
                        ? g_strdup_printf (_ ("The definition cannot be run: %s"), error->message)
                        : g_strdup (_ ("There is no definition beside the history."));
  return self->program;
}

/* arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME */
static void
set_names (SwExecutionOptions *options, char **parts)
{
  if (g_strv_length (parts) < 8)
    return;
  options->region = parts[3];
  options->account = parts[4];
  options->express = g_str_equal (parts[5], "express");
  options->machine_name = parts[6];
  options->name = parts[7];
}

static const SwStep *
get_step (SwTrace *self, const SwVisit *visit)
{
  const SwState *state = visit->state != NULL ? visit->state->state : NULL;
  SwProgram *program = state != NULL ? sw_trace_get_program (self) : NULL;
  const SwStep *step = program != NULL ? &program->steps[state->serial] : NULL;

  return step != NULL && step->type == visit->state->type ? step : NULL;
}

/* The item that an iteration processes, as its Map's own fields give it */
static void
set_item (SwTrace *self, const SwVisit *visit, const char *arn, SwFrame *frame)
{
  const SwVisit *iteration = visit->parent;
  SwExecution *bench;
  g_auto (SwValue) items = SW_VALUE_INIT;

  while (iteration != NULL && iteration->kind != SW_VISIT_ITERATION)
    iteration = iteration->parent;
  bench = iteration != NULL ? sw_trace_new_bench (self, iteration->parent, arn) : NULL;
  if (bench == NULL)
    return;
  if (bench->root->step->map->reader == NULL && sw_flow_begin (bench, bench->root)
      && sw_map_get_items (bench, bench->root, &items)
      && iteration->index < sw_value_get_length (items))
    sw_value_set (&frame->item, sw_value_ref (sw_value_get_element (items, iteration->index)));
  frame->index = iteration->index;
  sw_execution_free (bench);
}

/**
 * sw_trace_new_bench:
 * @visit: of a state
 * @arn: (nullable): of the execution, for those who read its name
 *
 * Returns: (transfer full) (nullable): an execution whose root frame stands before the state;
 * %NULL: the definition has no such state, or the history no such data
 */
SwExecution *
sw_trace_new_bench (SwTrace *self, const SwVisit *visit, const char *arn)
{
  const SwStep *step = get_step (self, visit);
  const SwHistoryEvent *first = sw_history_get (self->history, 0);
  g_auto (GStrv) parts = g_strsplit (arn != NULL ? arn : "", ":", 0);
  SwExecutionOptions options = { .role_arn = sw_history_event_get_detail (first, "roleArn") };
  SwValue input = sw_trace_get_input (self, visit);
  SwExecution *bench;
  SwFrame *frame;

  if (step == NULL || sw_value_is (input, SW_TYPE_UNDEFINED))
    return NULL;
  if (first->type == SW_EVENT_EXECUTION_STARTED)
    options.input = first->data;
  set_names (&options, parts);
  bench = sw_execution_new (self->program, &options);
  sw_execution_start (bench, first->time);
  frame = bench->root;
  frame->step = step;
  frame->entered = visit->entered;
  frame->entered_time = bench->now = visit->began;
  frame->attempt = visit->round;
  sw_value_set (&frame->input, sw_value_ref (input));
  sw_value_set (&frame->variables, sw_trace_dup_variables (self, visit, visit->entered));
  set_item (self, visit, arn, frame);
  return bench;
}

/**
 * sw_trace_find_rule:
 * @node: a visit of a Choice
 *
 * Finds which rule a Choice took, where more than one lead to the state it went to: the history
 * does not say, so the rules are evaluated again.
 *
 * Returns: index of the first rule that is true; the number of rules: it is Default's turn; -1: the
 * rules cannot be evaluated
 */
int
sw_trace_find_rule (SwTrace *self, const SwVisitNode *node)
{
  SwExecution *bench = sw_trace_new_bench (self, &node->visit, NULL);
  int rule = -1;

  if (bench != NULL && sw_flow_begin (bench, bench->root))
    rule = sw_choice_find (bench, bench->root);
  if (bench != NULL)
    sw_execution_free (bench);
  return rule;
}
