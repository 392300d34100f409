/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

#include <math.h>

#include "json/sw-text.h"

/* What the numbers of a Map may be: literal, behind a path, or made by an expression. */

/* So many child executions of a distributed Map run at once when nothing else is asked for. */
#define DISTRIBUTED_CONCURRENCY 10000

/* Recorded on AWS for the …Path fields: a string stands between the quotes as it is, the rest as
 * JSON. */
static gboolean
refuse_number (SwFrame          *frame,
               const SwQuantity *quantity,
               SwValue           value,
               const char       *kind)
{
  const char *path = sw_formula_get_text (quantity->expression);
  g_autofree char *text = sw_value_is (value, SW_TYPE_STRING)
                              ? g_strdup (sw_value_get_text (value, NULL))
                              : sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);

  if (frame->step->jsonata)
    return sw_failure_evaluation (&frame->failure, quantity->field,
                                  "The %s field refers to value \"%s\" which is not a valid %s",
                                  quantity->field, text, kind);
  return sw_failure_runtime (&frame->failure,
                             "The %s field refers to value \"%s\" which is not a valid %s: %s",
                             quantity->field, text, kind, path != NULL ? path : text);
}

/* Recorded on AWS: "1" will do for 1. */
static gboolean
parse_number (SwValue   value,
              gboolean  whole,
              double   *number)
{
  const char *text;
  char *end;

  if (sw_value_is (value, SW_TYPE_NUMBER))
    {
      *number = sw_value_get_number (value);
    }
  else if (sw_value_is (value, SW_TYPE_STRING))
    {
      text = sw_value_get_text (value, NULL);
      *number = g_ascii_strtod (text, &end);
      if (end == text || *end != '\0' || !isfinite (*number))
        return FALSE;
    }
  else
    {
      return FALSE;
    }
  return !whole || *number == floor (*number);
}

/**
 * sw_map_get_number:
 * @kind: "integer" or "float", as the error text names it
 * @number: (inout): keeps its value where the field is absent
 *
 * Evaluates a number of a Map.
 *
 * Returns: whether it went well
 */
gboolean
sw_map_get_number (SwExecution      *self,
                   SwFrame          *frame,
                   const SwQuantity *quantity,
                   const char       *kind,
                   double           *number)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  gboolean whole = g_str_equal (kind, "integer");

  if (!sw_flow_quantity (self, frame, quantity, &value))
    return FALSE;
  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    return TRUE;
  return parse_number (value, whole, number) || refuse_number (frame, quantity, value, kind);
}

/**
 * sw_map_get_limit:
 *
 * Finds how many iterations may be open. Recorded on AWS: 0 is no limit of its own; below 0 the
 * service hung, which nobody can want: here it is an error.
 *
 * Returns: whether it went well
 */
gboolean
sw_map_get_limit (SwExecution *self,
                  SwFrame     *frame)
{
  const SwQuantity *quantity = &frame->step->map->max_concurrency;
  guint most
      = frame->step->map->distributed ? DISTRIBUTED_CONCURRENCY : SW_QUOTA_INLINE_CONCURRENCY;
  double limit = 0;

  if (!sw_map_get_number (self, frame, quantity, "integer", &limit))
    return FALSE;
  if (limit < 0)
    return sw_failure_runtime (&frame->failure, "MaxConcurrency cannot be negative.");
  frame->limit = limit < 1 || limit > most ? most : (guint) limit;
  return TRUE;
}

/**
 * sw_map_get_tolerance:
 *
 * Finds how many items of a distributed Map may fail: none, unless count or percentage say more;
 * the stricter holds.
 *
 * Returns: whether it went well
 */
gboolean
sw_map_get_tolerance (SwExecution *self,
                      SwFrame     *frame)
{
  const SwMapPlan *plan = frame->step->map;
  double count = 0, percentage = 0;

  if (!sw_map_get_number (self, frame, &plan->tolerated_count, "integer", &count)
      || !sw_map_get_number (self, frame, &plan->tolerated_percentage, "float", &percentage))
    return FALSE;
  if (count < 0)
    return sw_failure_runtime (&frame->failure, "ToleratedFailureCount cannot be negative.");
  if (percentage < 0 || percentage > 100)
    return sw_failure_runtime (&frame->failure,
                               "ToleratedFailurePercentage must be between 0 and 100.");
  frame->run->tolerated_count = plan->tolerated_count.expression != NULL
                                        || plan->tolerated_percentage.expression == NULL
                                    ? count
                                    : INFINITY;
  frame->run->tolerated_share
      = plan->tolerated_percentage.expression != NULL ? percentage / 100 : INFINITY;
  return TRUE;
}

/**
 * sw_map_is_tolerable:
 *
 * Returns: whether a distributed Map may go on with as many failed items as it has now
 */
gboolean
sw_map_is_tolerable (const SwFrame *frame)
{
  const SwMapRun *run = frame->run;

  return frame->n_failed <= run->tolerated_count
         && (isinf (run->tolerated_share)
             || frame->n_failed <= run->tolerated_share * run->n_items);
}
