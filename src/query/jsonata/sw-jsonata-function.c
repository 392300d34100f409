/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

/* Functions as values */

static const char function_kind; /* its address tells our opaque values */

static void
function_free (gpointer data)
{
  SwJsonataFunction *self = data;

  if (self->frame != NULL)
    sw_js_frame_unref (self->frame);
  sw_value_clear (&self->input);
  sw_value_clear (&self->function);
  sw_value_clear (&self->second);
  g_clear_pointer (&self->arguments, g_array_unref);
  g_clear_pointer (&self->regex, sw_jsonata_regex_unref);
  g_free (self);
}

/**
 * sw_js_function_new:
 *
 * Returns: (transfer full): a value that holds @take_function
 */
SwValue
sw_js_function_new (SwJsonataFunction *take_function)
{
  return sw_value_new_opaque (&function_kind, take_function, function_free);
}

/**
 * sw_js_get_function:
 *
 * Returns: (transfer none) (nullable): the function in @value, or NULL where it is none
 */
SwJsonataFunction *
sw_js_get_function (SwValue value)
{
  return sw_value_is (value, SW_TYPE_OPAQUE) ? sw_value_get_opaque (value, &function_kind) : NULL;
}

/**
 * sw_js_get_arity:
 *
 * Returns: how many arguments a function declares
 */
guint
sw_js_get_arity (SwValue function)
{
  SwJsonataFunction *self = sw_js_get_function (function);
  guint count = 0;

  if (self == NULL)
    return 0;
  switch (self->kind)
    {
    case SW_JF_LAMBDA:
      return self->node->items != NULL ? self->node->items->len : 0;
    case SW_JF_NATIVE:
      return self->native->arity;
    case SW_JF_PARTIAL:
      for (guint64 holes = self->holes; holes != 0; holes &= holes - 1)
        count++;
      return count;
    case SW_JF_MATCHER:
      return 2;
    case SW_JF_CHAIN:
    case SW_JF_TRANSFORM:
      return 1;
    case SW_JF_NEXT:
    default:
      return 0;
    }
}
