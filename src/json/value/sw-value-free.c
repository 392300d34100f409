/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/value/sw-value-private.h"

/* Values may be nested as deep as an execution cares to nest them, so nothing here recurses. A
 * container whose last owner is gone joins a list of the dead, threaded through the containers
 * themselves, and whoever started the list empties it. What an opaque holds may give up values in
 * its turn (a closure its environment, and so on): those join the same list instead of going
 * deeper. */
static _Thread_local gsize    dead;
static _Thread_local gboolean burying;

/* A link holds the box and, in the bits that alignment leaves free, which kind it is. */
#define KIND_MASK 3

static gsize *
get_link (SwValue self)
{
  switch ((SwType) self.type)
    {
    case SW_TYPE_ARRAY:
      return &self.array->text_length;
    case SW_TYPE_OBJECT:
      return &self.object->text_length;
    case SW_TYPE_OPAQUE:
      return &self.opaque->next_dead;
    case SW_TYPE_UNDEFINED:
    case SW_TYPE_NULL:
    case SW_TYPE_BOOLEAN:
    case SW_TYPE_NUMBER:
    case SW_TYPE_STRING:
    default:
      g_assert_not_reached ();
    }
}

static void
push_dead (SwValue self)
{
  *get_link (self) = dead;
  dead = GPOINTER_TO_SIZE (self.box) | (gsize) (self.type - SW_TYPE_ARRAY);
}

static SwValue
pop_dead (void)
{
  SwValue self = {
    .type = (guint8) (SW_TYPE_ARRAY + (dead & KIND_MASK)),
    .box = GSIZE_TO_POINTER (dead & ~(gsize) KIND_MASK),
  };

  dead = *get_link (self);
  return self;
}

static void
free_array (SwArray *array)
{
  for (guint i = 0; i < array->length; i++)
    sw_value_clear (&array->items[i]);

  if (array->items != array->own_items)
    g_free (array->items);
  g_free (array);
}

static void
free_object (SwObject *object)
{
  for (guint i = 0; i < object->length; i++)
    {
      sw_string_unref (object->members[i].key);
      sw_value_clear (&object->members[i].value);
    }

  if (object->members != object->own_members)
    g_free (object->members);
  g_free (object->index);
  g_free (object);
}

static void
free_opaque (SwOpaque *opaque)
{
  if (opaque->free_data != NULL)
    opaque->free_data (opaque->data);
  g_free (opaque);
}

/**
 * sw_value_free_box:
 * @self: a value whose box nobody owns any more
 *
 * Frees the box and gives up what it holds, however deep that goes.
 */
void
sw_value_free_box (SwValue self)
{
  if (self.type < SW_TYPE_ARRAY)
    {
      g_free (self.string);
      return;
    }

  push_dead (self);
  if (burying)
    return;

  burying = TRUE;
  while (dead != 0)
    {
      SwValue next = pop_dead ();

      if (next.type == SW_TYPE_ARRAY)
        free_array (next.array);
      else if (next.type == SW_TYPE_OBJECT)
        free_object (next.object);
      else
        free_opaque (next.opaque);
    }
  burying = FALSE;
}
