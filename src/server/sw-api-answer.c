/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-private.h"

/* Building answers: what is absent is left out, as the service does it. */

/**
 * sw_answer_set_text:
 * @text: (nullable): nothing is set where it is %NULL
 *
 * Sets a text.
 */
void
sw_answer_set_text (SwValue    *object,
                    const char *member,
                    const char *text)
{
  if (text != NULL)
    sw_value_set_member (object, member, sw_value_new_string (text));
}

/* A time, in microseconds, as the service writes it: seconds with three decimals */
static SwValue
from_time (gint64 time)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT ".%03d", time / G_USEC_PER_SEC,
                                             (int) (time % G_USEC_PER_SEC / 1000));

  return sw_value_new_number (g_ascii_strtod (digits, NULL));
}

/**
 * sw_answer_set_time:
 * @time: microseconds since the epoch; nothing is set where it is 0
 *
 * Sets a time.
 */
void
sw_answer_set_time (SwValue    *object,
                    const char *member,
                    gint64      time)
{
  if (time != 0)
    sw_value_set_member (object, member, from_time (time));
}

/**
 * sw_answer_set_count:
 *
 * Sets a whole number.
 */
void
sw_answer_set_count (SwValue    *object,
                     const char *member,
                     gint64      count)
{
  sw_value_set_member (object, member, sw_value_new_integer (count));
}

/**
 * sw_answer_set_flag:
 *
 * Sets true or false.
 */
void
sw_answer_set_flag (SwValue    *object,
                    const char *member,
                    gboolean    flag)
{
  sw_value_set_member (object, member, sw_value_new_boolean (flag));
}

/**
 * sw_answer_set:
 * @value: shared; nothing is set where it is undefined
 *
 * Sets a value.
 */
void
sw_answer_set (SwValue    *object,
               const char *member,
               SwValue     value)
{
  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    sw_value_set_member (object, member, sw_value_ref (value));
}

/**
 * sw_answer_set_payload:
 * @member: "input"
 * @details: "inputDetails": says that it is there
 * @text: (nullable): JSON text; %NULL: it is not there, and said so
 *
 * Sets data of an execution.
 */
void
sw_answer_set_payload (SwValue    *object,
                       const char *member,
                       const char *details,
                       const char *text)
{
  SwValue included = sw_value_new_object (1);

  sw_answer_set_text (object, member, text);
  sw_answer_set_flag (&included, "included", text != NULL);
  sw_value_set_member (object, details, included);
}
