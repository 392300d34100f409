/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/value/sw-value-private.h"

#include <string.h>

static guint
grow (guint capacity)
{
  g_assert (capacity < G_MAXUINT / 4);

  return MAX (4, capacity * 2);
}

/* Gives *SELF an array of its own, with room for at least one more element. */
static SwArray *
own_array (SwValue *self,
           guint    extra)
{
  SwArray *array = self->array;
  SwArray *copy;

  if (array->count == 1)
    {
      array->text_length = 0;
      array->depth = 0;
      return array;
    }

  copy = sw_array_new (array->length + extra);
  for (guint i = 0; i < array->length; i++)
    copy->items[i] = sw_value_ref (array->items[i]);
  copy->length = array->length;

  array->count--;
  self->array = copy;
  return copy;
}

static void
reserve_item (SwArray *self)
{
  guint capacity;

  if (self->length < self->capacity)
    return;

  capacity = grow (self->capacity);
  if (self->items == self->own_items)
    {
      self->items = g_new (SwValue, capacity);
      memcpy (self->items, self->own_items, self->length * sizeof (SwValue));
    }
  else
    {
      self->items = g_renew (SwValue, self->items, capacity);
    }
  self->capacity = capacity;
}

/**
 * sw_value_append:
 * @array: (inout): an array; copied first when shared
 * @take_value: (transfer full): any value but SW_TYPE_UNDEFINED
 *
 * Adds an element at the end. Constant time on average while nobody shares the array.
 */
void
sw_value_append (SwValue *array,
                 SwValue  take_value)
{
  SwArray *own;

  g_return_if_fail (array->type == SW_TYPE_ARRAY);
  g_return_if_fail (take_value.type != SW_TYPE_UNDEFINED);

  own = own_array (array, 1);
  reserve_item (own);
  own->items[own->length++] = take_value;
}

/**
 * sw_value_set_element:
 * @array: (inout): an array; copied first when shared
 * @index: 0..length - 1
 * @take_value: (transfer full): any value but SW_TYPE_UNDEFINED
 *
 * Replaces an element.
 */
void
sw_value_set_element (SwValue *array,
                      guint    index,
                      SwValue  take_value)
{
  g_return_if_fail (array->type == SW_TYPE_ARRAY);
  g_return_if_fail (index < array->array->length);
  g_return_if_fail (take_value.type != SW_TYPE_UNDEFINED);

  sw_value_set (&own_array (array, 0)->items[index], take_value);
}

static void
index_member (SwObject *self,
              guint     position)
{
  const guint mask = (1u << self->index_bits) - 1;
  guint slot = sw_string_hash (self->members[position].key) & mask;

  while (self->index[slot] != 0)
    slot = (slot + 1) & mask;

  self->index[slot] = position + 1;
}

/* Makes the index anew, at most half full once the object has grown into its capacity. */
static void
rebuild_index (SwObject *self)
{
  guint8 bits = 5;

  g_clear_pointer (&self->index, g_free);
  if (self->length <= SW_OBJECT_LINEAR_MAX)
    return;

  while (1u << bits < self->capacity * 2)
    bits++;

  self->index = g_new0 (guint32, (gsize) 1 << bits);
  self->index_bits = bits;
  for (guint i = 0; i < self->length; i++)
    index_member (self, i);
}

static void
reserve_member (SwObject *self)
{
  guint capacity;

  if (self->length < self->capacity)
    return;

  capacity = grow (self->capacity);
  if (self->members == self->own_members)
    {
      self->members = g_new (SwMember, capacity);
      memcpy (self->members, self->own_members, self->length * sizeof (SwMember));
    }
  else
    {
      self->members = g_renew (SwMember, self->members, capacity);
    }
  self->capacity = capacity;
  g_clear_pointer (&self->index, g_free);
}

/**
 * sw_object_append:
 * @take_key: (transfer full): a name that @self does not have
 * @take_value: (transfer full): its value
 *
 * Adds a member to an object that nobody shares.
 */
void
sw_object_append (SwObject *self,
                  SwString *take_key,
                  SwValue   take_value)
{
  reserve_member (self);
  self->members[self->length++] = (SwMember) { take_key, take_value };

  if (self->index != NULL)
    index_member (self, self->length - 1);
  else if (self->length > SW_OBJECT_LINEAR_MAX)
    rebuild_index (self);
}

static SwObject *
own_object (SwValue *self,
            guint    extra)
{
  SwObject *object = self->object;
  SwObject *copy;

  if (object->count == 1)
    {
      object->text_length = 0;
      object->depth = 0;
      return object;
    }

  copy = sw_object_new (object->length + extra);
  for (guint i = 0; i < object->length; i++)
    {
      copy->members[i].key = sw_string_ref (object->members[i].key);
      copy->members[i].value = sw_value_ref (object->members[i].value);
    }
  copy->length = object->length;
  rebuild_index (copy);

  object->count--;
  self->object = copy;
  return copy;
}

/**
 * sw_value_set_member:
 * @object: (inout): an object; copied first when shared
 * @key: NUL-terminated
 * @take_value: (transfer full): any value but SW_TYPE_UNDEFINED
 *
 * Replaces a member in its place, or adds it at the end. Constant time on average while nobody
 * shares the object.
 */
void
sw_value_set_member (SwValue    *object,
                     const char *key,
                     SwValue     take_value)
{
  guint position;

  g_return_if_fail (object->type == SW_TYPE_OBJECT);
  g_return_if_fail (take_value.type != SW_TYPE_UNDEFINED);

  position = sw_object_find (object->object, key, strlen (key));
  if (position != SW_OBJECT_NOT_FOUND)
    sw_value_set (&own_object (object, 0)->members[position].value, take_value);
  else
    sw_object_append (own_object (object, 1), sw_string_new (key, -1), take_value);
}

/**
 * sw_value_set_text:
 * @text: (nullable): UTF-8; %NULL sets nothing
 *
 * Sets a member to a text.
 */
void
sw_value_set_text (SwValue    *object,
                   const char *key,
                   const char *text)
{
  if (text != NULL)
    sw_value_set_member (object, key, sw_value_new_string (text));
}

/**
 * sw_value_set_member_string:
 * @key: (transfer none): shared, not copied
 *
 * Like sw_value_set_member(), for a key that was made once and is used often.
 */
void
sw_value_set_member_string (SwValue  *object,
                            SwString *key,
                            SwValue   take_value)
{
  guint position;

  g_return_if_fail (object->type == SW_TYPE_OBJECT);
  g_return_if_fail (take_value.type != SW_TYPE_UNDEFINED);

  position = sw_object_find_string (object->object, key);
  if (position != SW_OBJECT_NOT_FOUND)
    sw_value_set (&own_object (object, 0)->members[position].value, take_value);
  else
    sw_object_append (own_object (object, 1), sw_string_ref (key), take_value);
}

/**
 * sw_value_remove_member:
 * @object: (inout): an object; copied first when shared
 * @key: NUL-terminated
 *
 * Removes a member; the others keep their order.
 *
 * Returns: whether there was one
 */
gboolean
sw_value_remove_member (SwValue    *object,
                        const char *key)
{
  guint position;
  SwObject *own;
  SwMember removed;

  g_return_val_if_fail (object->type == SW_TYPE_OBJECT, FALSE);

  position = sw_object_find (object->object, key, strlen (key));
  if (position == SW_OBJECT_NOT_FOUND)
    return FALSE;

  own = own_object (object, 0);
  removed = own->members[position];
  own->length--;
  memmove (&own->members[position], &own->members[position + 1],
           (own->length - position) * sizeof (SwMember));
  rebuild_index (own);

  sw_string_unref (removed.key);
  sw_value_clear (&removed.value);
  return TRUE;
}
