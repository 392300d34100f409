/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

#include <math.h>

#include "query/jsonata/sw-jsonata-time-picture.h"

/* $now, $millis, $fromMillis, $toMillis */

static const char *
text_argument (const SwValue *arguments,
               guint          n_arguments,
               guint          index)
{
  SwValue value = sw_js_argument (arguments, n_arguments, index);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

SwValue
sw_js_now (SwJsonataEval *e,
           SwValue       *arguments,
           guint          n_arguments,
           SwValue        input)
{
  return sw_js_time_print (e, floor ((double) e->scope->now / 1000),
                           text_argument (arguments, n_arguments, 0),
                           text_argument (arguments, n_arguments, 1));
}

SwValue
sw_js_millis (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  return sw_value_new_number (floor ((double) e->scope->now / 1000));
}

SwValue
sw_js_from_millis (SwJsonataEval *e,
                   SwValue       *arguments,
                   guint          n_arguments,
                   SwValue        input)
{
  if (sw_value_is (arguments[0], SW_TYPE_UNDEFINED))
    return SW_VALUE_INIT;

  return sw_js_time_print (e, sw_value_get_number (arguments[0]),
                           text_argument (arguments, n_arguments, 1),
                           text_argument (arguments, n_arguments, 2));
}

SwValue
sw_js_to_millis (SwJsonataEval *e,
                 SwValue       *arguments,
                 guint          n_arguments,
                 SwValue        input)
{
  const char *text = text_argument (arguments, n_arguments, 0);
  const char *picture = text_argument (arguments, n_arguments, 1);
  double ms;

  if (text == NULL)
    return SW_VALUE_INIT;
  if (picture != NULL)
    return sw_js_time_parse (e, text, picture);

  return sw_js_time_parse_iso (text, &ms) ? sw_value_new_number (ms)
                                          : sw_js_fail (e, "D3110", arguments[0]);
}
