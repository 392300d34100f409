/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/intrinsics/sw-intrinsics-private.h"

#include <math.h>
#include <string.h>

/* The texts of failures are ours: no failing call is among the recorded executions. */

/* So much text is looked through by a function while an evaluator does one unit of work. */
#define BYTES_PER_UNIT 16

struct _SwIntrinsic
{
  const char          *name;
  guint                least; /* arguments */
  guint                most;
  SwIntrinsicFunction *call;
};

static const SwIntrinsic intrinsics[] = {
  { "States.Array", 0, G_MAXUINT, sw_intrinsic_array },
  { "States.ArrayContains", 2, 2, sw_intrinsic_array_contains },
  { "States.ArrayGetItem", 2, 2, sw_intrinsic_array_get_item },
  { "States.ArrayLength", 1, 1, sw_intrinsic_array_length },
  { "States.ArrayPartition", 2, 2, sw_intrinsic_array_partition },
  { "States.ArrayRange", 3, 3, sw_intrinsic_array_range },
  { "States.ArrayUnique", 1, 1, sw_intrinsic_array_unique },
  { "States.Base64Decode", 1, 1, sw_intrinsic_base64_decode },
  { "States.Base64Encode", 1, 1, sw_intrinsic_base64_encode },
  { "States.Format", 1, G_MAXUINT, sw_intrinsic_format },
  { "States.Hash", 2, 2, sw_intrinsic_hash },
  { "States.JsonMerge", 3, 3, sw_intrinsic_json_merge },
  { "States.JsonToString", 1, 1, sw_intrinsic_json_to_string },
  { "States.MathAdd", 2, 2, sw_intrinsic_math_add },
  { "States.MathRandom", 2, 3, sw_intrinsic_math_random },
  { "States.StringSplit", 2, 2, sw_intrinsic_string_split },
  { "States.StringToJson", 1, 1, sw_intrinsic_string_to_json },
  { "States.UUID", 0, 0, sw_intrinsic_uuid },
};

/**
 * sw_intrinsic_find:
 * @name: (array length=length): e.g. "States.Format"
 *
 * Returns: (nullable): the function, or NULL
 */
const SwIntrinsic *
sw_intrinsic_find (const char *name,
                   gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (intrinsics); i++)
    if (strlen (intrinsics[i].name) == length && memcmp (intrinsics[i].name, name, length) == 0)
      return &intrinsics[i];

  return NULL;
}

/**
 * sw_intrinsic_takes:
 *
 * Returns: whether the function can be called with so many arguments
 */
gboolean
sw_intrinsic_takes (const SwIntrinsic *self,
                    guint              n_arguments)
{
  return n_arguments >= self->least && n_arguments <= self->most;
}

/**
 * sw_intrinsic_is_format:
 *
 * Returns: whether it is States.Format, whose first argument has escapes of its own
 */
gboolean
sw_intrinsic_is_format (const SwIntrinsic *self)
{
  return self->call == sw_intrinsic_format;
}

/* What a function has to look through, in units of work */
static gsize
weigh (const SwIntrinsicCall *call)
{
  gsize units = 1;

  for (guint i = 0; i < call->n_arguments; i++)
    if (sw_value_is (call->arguments[i], SW_TYPE_STRING))
      units += sw_string_get_length (sw_value_get_string (call->arguments[i])) / BYTES_PER_UNIT;
    else
      units += sw_value_get_length (call->arguments[i]);

  return units;
}

/**
 * sw_intrinsic_call:
 * @arguments: as many as the function takes; borrowed
 * @result: (out): its value
 *
 * Returns: TRUE, or FALSE with SW_QUERY_ERROR_TYPE and what is wrong with the arguments, or with
 * SW_QUERY_ERROR_LIMIT
 */
gboolean
sw_intrinsic_call (const SwIntrinsic  *self,
                   const SwQueryScope *scope,
                   const SwValue      *arguments,
                   guint               n_arguments,
                   SwValue            *result,
                   GError            **error)
{
  SwIntrinsicCall call = { .scope = scope, .arguments = arguments, .n_arguments = n_arguments };

  g_return_val_if_fail (sw_intrinsic_takes (self, n_arguments), FALSE);

  return sw_query_spend (scope->interrupt, weigh (&call), error)
         && self->call (&call, result, error);
}

/**
 * sw_intrinsic_check_type:
 * @index: of the argument, from 0
 *
 * Returns: whether the argument is of @type; otherwise @error is set
 */
gboolean
sw_intrinsic_check_type (const SwIntrinsicCall *call,
                         guint                  index,
                         SwType                 type,
                         GError               **error)
{
  if (sw_value_is (call->arguments[index], type))
    return TRUE;

  return sw_query_refuse (error, "Argument %u must be of type %s, but was %s", index + 1,
                          sw_type_get_name (type),
                          sw_type_get_name (sw_value_type (call->arguments[index])));
}

/**
 * sw_intrinsic_get_integer:
 * @index: of the argument, from 0
 * @integer: (out): the argument rounded to a whole number, halves up (recorded on AWS: 1.5 is 2,
 * -1.5 is -1)
 *
 * Returns: whether the argument is a number within 64 bits; otherwise @error is set
 */
gboolean
sw_intrinsic_get_integer (const SwIntrinsicCall *call,
                          guint                  index,
                          gint64                *integer,
                          GError               **error)
{
  double rounded;

  if (!sw_intrinsic_check_type (call, index, SW_TYPE_NUMBER, error))
    return FALSE;
  if (sw_value_get_integer (call->arguments[index], integer))
    return TRUE;

  rounded = floor (sw_value_get_number (call->arguments[index]) + 0.5);
  if (!(fabs (rounded) < 0x1p63))
    return sw_query_refuse (error, "Argument %u is out of the range of whole numbers", index + 1);

  *integer = (gint64) rounded;
  return TRUE;
}
