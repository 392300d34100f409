/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/value/sw-value-private.h"

static gboolean
is_container (SwValue value)
{
  return value.type == SW_TYPE_ARRAY || value.type == SW_TYPE_OBJECT;
}

static guint8 *
get_cache (SwValue container)
{
  return container.type == SW_TYPE_ARRAY ? &container.array->depth : &container.object->depth;
}

static SwValue
get_child (SwValue container,
           guint   index)
{
  return container.type == SW_TYPE_ARRAY ? container.array->items[index]
                                         : container.object->members[index].value;
}

/* MOST bounds the recursion, too: what goes deeper is not looked into, and what holds it does not
 * remember a depth. Parts that many share are looked at once: what is measured remembers, and the
 * first part too deep ends it all. */
static guint
measure (SwValue container,
         guint   most)
{
  guint8 *cache = get_cache (container);
  guint length = sw_value_get_length (container);
  guint deepest = 0;

  if (*cache != 0)
    return MIN (*cache, most + 1);
  if (most == 0)
    return 1;

  for (guint i = 0; i < length && deepest < most; i++)
    {
      SwValue child = get_child (container, i);
      guint depth = is_container (child) ? measure (child, most - 1) : 0;

      deepest = MAX (deepest, depth);
    }
  if (deepest < most)
    *cache = (guint8) (deepest + 1);
  return deepest + 1;
}

/**
 * sw_value_get_depth:
 * @most: 1..SW_VALUE_MOST_DEPTH, how deep anybody wants to know
 *
 * Each array and object remembers its depth, so that asking again costs nothing, and a changed
 * container costs its own members alone.
 *
 * Returns: how deep arrays and objects are nested: 0 for a number or text, 1 for an empty array;
 * @most + 1 where it is deeper than @most
 */
guint
sw_value_get_depth (SwValue self,
                    guint   most)
{
  g_return_val_if_fail (most > 0 && most <= SW_VALUE_MOST_DEPTH, 0);

  return is_container (self) ? measure (self, most) : 0;
}
