/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/value/sw-value-private.h"

/* Integers up to here, and no further, are all doubles. */
#define EXACT_MAX (G_GINT64_CONSTANT (1) << 53)

/**
 * sw_value_new_boolean:
 *
 * Returns: (transfer full): true or false
 */
SwValue
sw_value_new_boolean (gboolean value)
{
  return (SwValue) { .type = SW_TYPE_BOOLEAN, .boolean = value != FALSE };
}

/**
 * sw_value_new_number:
 * @value: any double; JSON has no text for an infinite one or NaN, which print as null
 *
 * Returns: (transfer full): a number
 */
SwValue
sw_value_new_number (double value)
{
  return (SwValue) { .type = SW_TYPE_NUMBER, .number = value };
}

/**
 * sw_value_new_integer:
 *
 * Returns: (transfer full): a number that keeps all digits of @value, beyond 2^53 too
 */
SwValue
sw_value_new_integer (gint64 value)
{
  char digits[32];

  if (value >= -EXACT_MAX && value <= EXACT_MAX)
    return sw_value_new_number ((double) value);

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value);
  return sw_value_new_digits (digits, -1);
}

/**
 * sw_value_new_digits:
 * @digits: a JSON number's text
 * @length: bytes, or -1
 *
 * Returns: (transfer full): a number that prints as @digits
 */
SwValue
sw_value_new_digits (const char *digits,
                     gssize      length)
{
  return (SwValue) {
    .type = SW_TYPE_NUMBER,
    .flags = SW_VALUE_DIGITS,
    .string = sw_string_new (digits, length),
  };
}

/**
 * sw_value_new_string:
 * @text: UTF-8, copied
 *
 * Returns: (transfer full): a string
 */
SwValue
sw_value_new_string (const char *text)
{
  return sw_value_take_string (sw_string_new (text, -1));
}

/**
 * sw_value_new_string_len:
 * @text: UTF-8, copied; may hold U+0000
 * @length: bytes, or -1
 *
 * Returns: (transfer full): a string
 */
SwValue
sw_value_new_string_len (const char *text,
                         gssize      length)
{
  return sw_value_take_string (sw_string_new (text, length));
}

/**
 * sw_value_take_string:
 * @take_string: (transfer full): becomes the value's
 *
 * Returns: (transfer full): a string
 */
SwValue
sw_value_take_string (SwString *take_string)
{
  return (SwValue) { .type = SW_TYPE_STRING, .string = take_string };
}

/**
 * sw_array_new:
 * @capacity: values there is room for without moving any
 *
 * Returns: (transfer full): an empty array, to be filled before it is handed on
 */
SwArray *
sw_array_new (guint capacity)
{
  SwArray *self = g_malloc (sizeof (SwArray) + capacity * sizeof (SwValue));

  self->count = 1;
  self->length = 0;
  self->capacity = capacity;
  self->depth = 0;
  self->text_length = 0;
  self->items = self->own_items;

  return self;
}

/**
 * sw_value_new_array:
 * @capacity: elements to make room for; 0 when unknown
 *
 * Returns: (transfer full): an empty array
 */
SwValue
sw_value_new_array (guint capacity)
{
  return (SwValue) { .type = SW_TYPE_ARRAY, .array = sw_array_new (capacity) };
}

/**
 * sw_object_new:
 * @capacity: members there is room for without moving any
 *
 * Returns: (transfer full): an empty object, to be filled before it is handed on
 */
SwObject *
sw_object_new (guint capacity)
{
  SwObject *self = g_malloc (sizeof (SwObject) + capacity * sizeof (SwMember));

  self->count = 1;
  self->length = 0;
  self->capacity = capacity;
  self->index_bits = 0;
  self->depth = 0;
  self->text_length = 0;
  self->members = self->own_members;
  self->index = NULL;

  return self;
}

/**
 * sw_value_new_object:
 * @capacity: members to make room for; 0 when unknown
 *
 * Returns: (transfer full): an empty object
 */
SwValue
sw_value_new_object (guint capacity)
{
  return (SwValue) { .type = SW_TYPE_OBJECT, .object = sw_object_new (capacity) };
}

/**
 * sw_value_new_opaque:
 * @kind: the address of something static, by which the owner knows its own
 * @take_data: (transfer full): what it holds
 * @free_data: (nullable): frees @take_data
 *
 * Returns: (transfer full): something of a query language that travels among values
 */
SwValue
sw_value_new_opaque (gconstpointer  kind,
                     gpointer       take_data,
                     GDestroyNotify free_data)
{
  SwOpaque *opaque = g_new (SwOpaque, 1);

  opaque->count = 1;
  opaque->kind = kind;
  opaque->data = take_data;
  opaque->free_data = free_data;

  return (SwValue) { .type = SW_TYPE_OPAQUE, .opaque = opaque };
}
