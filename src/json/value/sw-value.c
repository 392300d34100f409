/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/value/sw-value-private.h"

#include <string.h>

/**
 * sw_value_get_kept_number:
 *
 * The slow half of sw_value_get_number().
 */
double
sw_value_get_kept_number (SwValue self)
{
  if (self.type != SW_TYPE_NUMBER)
    return 0;
  if (self.flags & SW_VALUE_DIGITS)
    return g_ascii_strtod (self.string->text, NULL);

  return self.number;
}

/**
 * sw_value_is_integer:
 *
 * Returns: whether @self is a number without a fractional part, however it was written (1.0 is one)
 */
gboolean
sw_value_is_integer (SwValue self)
{
  double number;

  if (self.type != SW_TYPE_NUMBER)
    return FALSE;
  if (self.flags & SW_VALUE_DIGITS)
    return strpbrk (self.string->text, ".eE") == NULL;

  number = self.number;
  return number - number == 0 && number == __builtin_trunc (number);
}

/**
 * sw_value_get_integer:
 * @integer: (out): receives the value, exactly
 *
 * Returns: whether @self is an integer that fits; otherwise @integer is left alone
 */
gboolean
sw_value_get_integer (SwValue  self,
                      gint64  *integer)
{
  if (!sw_value_is_integer (self))
    return FALSE;
  if (self.flags & SW_VALUE_DIGITS)
    return g_ascii_string_to_signed (self.string->text, 10, G_MININT64, G_MAXINT64, integer, NULL);
  /* 2^63 is a double, and the largest gint64 is none */
  if (self.number < (double) G_MININT64 || self.number >= -(double) G_MININT64)
    return FALSE;

  *integer = (gint64) self.number;
  return TRUE;
}

/**
 * sw_value_get_text:
 * @length: (out) (optional): receives the bytes' number
 *
 * Returns: (transfer none) (nullable): the bytes of a string, NUL-terminated; NULL for any other
 * type
 */
const char *
sw_value_get_text (SwValue  self,
                   gsize   *length)
{
  if (self.type != SW_TYPE_STRING)
    {
      if (length != NULL)
        *length = 0;
      return NULL;
    }

  if (length != NULL)
    *length = self.string->length;
  return self.string->text;
}

/**
 * sw_value_get_string:
 *
 * Returns: (transfer none) (nullable): the shared part of a string; NULL for any other type
 */
SwString *
sw_value_get_string (SwValue self)
{
  return self.type == SW_TYPE_STRING ? self.string : NULL;
}

/**
 * sw_value_get_length:
 *
 * Returns: elements of an array, members of an object, 0 otherwise
 */
guint
sw_value_get_length (SwValue self)
{
  if (self.type == SW_TYPE_ARRAY)
    return self.array->length;
  if (self.type == SW_TYPE_OBJECT)
    return self.object->length;

  return 0;
}

/**
 * sw_value_get_element:
 * @index: from 0
 *
 * Returns: (transfer none): the element; SW_TYPE_UNDEFINED where there is none or @self is no array
 */
SwValue
sw_value_get_element (SwValue self,
                      guint   index)
{
  if (self.type != SW_TYPE_ARRAY || index >= self.array->length)
    return SW_VALUE_INIT;

  return self.array->items[index];
}

/**
 * sw_value_get_key:
 * @index: from 0, in order of insertion
 *
 * Returns: (transfer none) (nullable): the member's name; NULL where there is none or @self is no
 * object
 */
SwString *
sw_value_get_key (SwValue self,
                  guint   index)
{
  if (self.type != SW_TYPE_OBJECT || index >= self.object->length)
    return NULL;

  return self.object->members[index].key;
}

static guint
probe (const SwObject *self,
       guint           hash,
       const char     *key,
       gsize           length)
{
  const guint mask = (1u << self->index_bits) - 1;

  for (guint slot = hash & mask;; slot = (slot + 1) & mask)
    {
      guint32 entry = self->index[slot];
      const SwString *name;

      if (entry == 0)
        return SW_OBJECT_NOT_FOUND;

      name = self->members[entry - 1].key;
      if (name->hash == hash && name->length == length && memcmp (name->text, key, length) == 0)
        return entry - 1;
    }
}

/**
 * sw_object_find:
 *
 * Returns: the member's position, or SW_OBJECT_NOT_FOUND
 */
guint
sw_object_find (const SwObject *self,
                const char     *key,
                gsize           length)
{
  if (self->index != NULL)
    return probe (self, sw_bytes_hash (key, length), key, length);

  for (guint i = 0; i < self->length; i++)
    {
      const SwString *name = self->members[i].key;

      if (name->length == length && memcmp (name->text, key, length) == 0)
        return i;
    }

  return SW_OBJECT_NOT_FOUND;
}

/**
 * sw_object_find_string:
 *
 * Like sw_object_find(), and quicker where @key is the very string the object holds.
 */
guint
sw_object_find_string (const SwObject *self,
                       SwString       *key)
{
  if (self->index != NULL)
    return probe (self, sw_string_hash (key), key->text, key->length);

  for (guint i = 0; i < self->length; i++)
    if (self->members[i].key == key)
      return i;

  return sw_object_find (self, key->text, key->length);
}

/**
 * sw_value_get_member:
 * @key: NUL-terminated
 *
 * Returns: (transfer none): the member; SW_TYPE_UNDEFINED where there is none or @self is no object
 */
SwValue
sw_value_get_member (SwValue     self,
                     const char *key)
{
  guint position;

  if (self.type != SW_TYPE_OBJECT)
    return SW_VALUE_INIT;

  position = sw_object_find (self.object, key, strlen (key));
  return position != SW_OBJECT_NOT_FOUND ? self.object->members[position].value : SW_VALUE_INIT;
}

/**
 * sw_value_get_member_string:
 *
 * Like sw_value_get_member(), for a key that was made once and is used often.
 */
SwValue
sw_value_get_member_string (SwValue   self,
                            SwString *key)
{
  guint position;

  if (self.type != SW_TYPE_OBJECT)
    return SW_VALUE_INIT;

  position = sw_object_find_string (self.object, key);
  return position != SW_OBJECT_NOT_FOUND ? self.object->members[position].value : SW_VALUE_INIT;
}

/**
 * sw_value_get_member_at:
 * @index: from 0, in order of insertion
 *
 * Returns: (transfer none): the member's value; SW_TYPE_UNDEFINED where there is none
 */
SwValue
sw_value_get_member_at (SwValue self,
                        guint   index)
{
  if (self.type != SW_TYPE_OBJECT || index >= self.object->length)
    return SW_VALUE_INIT;

  return self.object->members[index].value;
}

/**
 * sw_value_get_opaque:
 * @kind: as it was made with
 *
 * Returns: (transfer none) (nullable): what it holds; NULL where @self is nothing of this kind
 */
gpointer
sw_value_get_opaque (SwValue       self,
                     gconstpointer kind)
{
  if (self.type != SW_TYPE_OPAQUE || self.opaque->kind != kind)
    return NULL;

  return self.opaque->data;
}

/**
 * sw_type_get_name:
 *
 * Returns: JSON's word for a type, for messages
 */
const char *
sw_type_get_name (SwType type)
{
  static const char *const names[] = {
    "undefined", "null", "boolean", "number", "string", "array", "object", "function",
  };

  g_return_val_if_fail (type < G_N_ELEMENTS (names), NULL);

  return names[type];
}
