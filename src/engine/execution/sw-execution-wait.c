/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

#include <math.h>

#include "json/sw-text.h"

/* A value inside an error text: strings without their quotes, the rest as JSON */
static char *
show (SwValue value)
{
  if (sw_value_is (value, SW_TYPE_STRING))
    return g_strdup (sw_value_get_text (value, NULL));
  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

/* Recorded on AWS: these sentences for SecondsPath. For the literal and for JSONata nothing is
 * recorded; they get the same sentences with their own field's name. */
static gboolean
refuse_seconds (SwFrame          *frame,
                const SwQuantity *seconds,
                const char       *what,
                SwValue           value)
{
  const char *path = sw_formula_get_text (seconds->expression);
  g_autofree char *shown = show (value);

  if (path == NULL)
    return sw_failure_evaluation (&frame->failure, seconds->field, "The %s field %s: %s",
                                  seconds->field, what, shown);
  return sw_failure_runtime (&frame->failure, "The %s parameter %s: %s == %s", seconds->field, what,
                             path, shown);
}

static gboolean
get_seconds (SwExecution *self,
             SwFrame     *frame,
             gint64      *wake)
{
  const SwQuantity *seconds = &frame->step->wait->seconds;
  g_auto (SwValue) value = SW_VALUE_INIT;
  double number;

  if (!sw_flow_quantity (self, frame, seconds, &value))
    {
      if (!seconds->by_path)
        return FALSE;
      return sw_failure_runtime (&frame->failure,
                                 "The SecondsPath parameter does not reference an input value: %s",
                                 sw_formula_get_text (seconds->expression));
    }
  if (!sw_value_is (value, SW_TYPE_NUMBER))
    return refuse_seconds (frame, seconds, "cannot be parsed as a long value", value);
  number = sw_value_get_number (value);
  if (number != floor (number))
    return refuse_seconds (frame, seconds, "cannot be parsed as a long value", value);
  if (number < 0)
    return refuse_seconds (frame, seconds, "references a negative value", value);
  if (number > (double) SW_QUOTA_WAIT)
    return sw_failure_runtime (&frame->failure, "Wait state delay is too long.");
  *wake = self->now + (gint64) number * G_USEC_PER_SEC;
  return TRUE;
}

static gboolean
refuse_timestamp (SwFrame *frame,
                  SwValue  value)
{
  const SwWaitPlan *plan = frame->step->wait;
  const char *path = sw_formula_get_text (plan->timestamp);
  g_autofree char *shown = show (value);

  if (!frame->step->jsonata)
    return sw_failure_runtime (
        &frame->failure,
        "The %s parameter does not reference a valid ISO-8601 extended offset "
        "date-time format string: %s == %s",
        plan->timestamp_field, path, shown);
  sw_failure_evaluation (&frame->failure, "Timestamp",
                         "The Timestamp field cannot be parsed as an ISO-8601 extended "
                         "offset date-time format string: %s",
                         shown);
  frame->failure.entered = TRUE;
  return FALSE;
}

/* A time that is past continues at once (recorded on AWS). */
static gboolean
get_timestamp (SwExecution *self,
               SwFrame     *frame,
               gint64      *wake)
{
  const SwWaitPlan *plan = frame->step->wait;
  g_auto (SwValue) value = SW_VALUE_INIT;
  SwInstant instant;
  const char *text;
  gsize length;

  if (!sw_flow_evaluate (self, frame, plan->timestamp, frame->effective, SW_VALUE_INIT,
                         SW_VALUE_INIT, &value))
    return FALSE;
  if (!sw_value_is (value, SW_TYPE_STRING))
    return refuse_timestamp (frame, value);
  text = sw_value_get_text (value, &length);
  if (!sw_instant_parse (text, length, &instant))
    return refuse_timestamp (frame, value);
  if (instant.seconds - self->now / G_USEC_PER_SEC > SW_QUOTA_WAIT)
    return sw_failure_runtime (&frame->failure, "Wait state delay is too long.");
  *wake = sw_instant_to_microseconds (&instant);
  return TRUE;
}

/**
 * sw_wait_work:
 *
 * Puts the frame to sleep for as long as the Wait says.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_wait_work (SwExecution *self,
              SwFrame     *frame)
{
  gint64 wake = 0;
  gboolean done;

  if (frame->step->wait->timestamp != NULL)
    done = get_timestamp (self, frame, &wake);
  else
    done = get_seconds (self, frame, &wake);
  if (!done)
    return sw_error_raise (self, frame);

  frame->phase = SW_PHASE_WAITING;
  wake = MAX (wake, self->now);
  if (self->wait_scale != 1)
    wake = self->now + (gint64) ((double) (wake - self->now) * self->wait_scale);
  sw_frame_sleep (self, frame, wake);
  return NULL;
}
