/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/value/sw-value-diff.h"

#include "json/tree/sw-tree.h"

/* Elements are paired by the longest common subsequence, as lines of a text are, where both
 * stretches that differ are this small; longer ones element by element. */
#define MAX_TABLE 250000

static void
add_pair (GArray *pairs,
          int     before,
          int     after)
{
  const SwValuePair pair = { before, after };

  g_array_append_val (pairs, pair);
}

/* Between two equal stretches elements of both sides stand for each other in their order; what is
 * over was removed or added. */
static void
pair_in_order (GArray *pairs,
               int     before,
               int     n_before,
               int     after,
               int     n_after)
{
  for (int i = 0; i < MAX (n_before, n_after); i++)
    add_pair (pairs, i < n_before ? before + i : -1, i < n_after ? after + i : -1);
}

/* How long the longest common subsequence of what begins at each pair of elements is:
 * (n_before + 1) x (n_after + 1), the last row and column 0 */
static guint *
measure_common (SwValue before,
                SwValue after,
                guint   first,
                guint   n_before,
                guint   n_after)
{
  guint width = n_after + 1;
  guint *lengths = g_new0 (guint, (gsize) (n_before + 1) * width);

  for (guint i = n_before; i-- > 0;)
    for (guint j = n_after; j-- > 0;)
      lengths[i * width + j]
          = sw_value_equal (sw_value_get_element (before, first + i),
                            sw_value_get_element (after, first + j))
                ? lengths[(i + 1) * width + j + 1] + 1
                : MAX (lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
  return lengths;
}

static void
pair_by_common (GArray *pairs,
                SwValue before,
                SwValue after,
                guint   first,
                guint   n_before,
                guint   n_after)
{
  g_autofree guint *lengths = measure_common (before, after, first, n_before, n_after);
  guint width = n_after + 1;
  guint i = 0, j = 0, from_i = 0, from_j = 0;

  while (i < n_before && j < n_after)
    if (sw_value_equal (sw_value_get_element (before, first + i),
                        sw_value_get_element (after, first + j)))
      {
        pair_in_order (pairs, (int) (first + from_i), (int) (i - from_i), (int) (first + from_j),
                       (int) (j - from_j));
        add_pair (pairs, (int) (first + i++), (int) (first + j++));
        from_i = i;
        from_j = j;
      }
    else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
      i++;
    else
      j++;
  pair_in_order (pairs, (int) (first + from_i), (int) (n_before - from_i), (int) (first + from_j),
                 (int) (n_after - from_j));
}

static void
pair_elements (GArray *pairs,
               SwValue before,
               SwValue after)
{
  guint n_before = sw_value_get_length (before);
  guint n_after = sw_value_get_length (after);
  guint shorter = MIN (n_before, n_after);
  guint first = 0, last = 0;

  while (first < shorter
         && sw_value_equal (sw_value_get_element (before, first),
                            sw_value_get_element (after, first)))
    {
      add_pair (pairs, (int) first, (int) first);
      first++;
    }
  while (first + last < shorter
         && sw_value_equal (sw_value_get_element (before, n_before - last - 1),
                            sw_value_get_element (after, n_after - last - 1)))
    last++;
  n_before -= first + last;
  n_after -= first + last;
  if ((guint64) n_before * n_after <= MAX_TABLE)
    pair_by_common (pairs, before, after, first, n_before, n_after);
  else
    pair_in_order (pairs, (int) first, (int) n_before, (int) first, (int) n_after);
  for (guint i = 0; i < last; i++)
    add_pair (pairs, (int) (first + n_before + i), (int) (first + n_after + i));
}

static GHashTable *
index_names (SwValue object)
{
  GHashTable *names
      = g_hash_table_new ((GHashFunc) sw_string_hash, (GEqualFunc) sw_string_equal);

  for (guint i = 0; i < sw_value_get_length (object); i++)
    g_hash_table_insert (names, sw_value_get_key (object, i), GUINT_TO_POINTER (i + 1));
  return names;
}

static void
pair_members (GArray *pairs,
              SwValue before,
              SwValue after)
{
  g_autoptr (GHashTable) earlier = index_names (before);
  g_autoptr (GHashTable) later = index_names (after);

  for (guint i = 0; i < sw_value_get_length (before); i++)
    add_pair (pairs, (int) i,
              GPOINTER_TO_INT (g_hash_table_lookup (later, sw_value_get_key (before, i))) - 1);
  for (guint i = 0; i < sw_value_get_length (after); i++)
    if (!g_hash_table_contains (earlier, sw_value_get_key (after, i)))
      add_pair (pairs, -1, (int) i);
}

/**
 * sw_value_pair_children:
 * @before: the earlier value, an array or an object
 * @after: the later one, of the same type
 *
 * Tells which member or element became which: members by their names, elements so that as many
 * equal ones as possible belong together, and what lies between in order. Values of different
 * types, or without parts, have no pairs.
 *
 * Returns: (transfer full) (element-type SwValuePair): each part of both, once
 */
GArray *
sw_value_pair_children (SwValue before,
                        SwValue after)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (SwValuePair));

  if (sw_value_is (before, SW_TYPE_ARRAY) && sw_value_is (after, SW_TYPE_ARRAY))
    pair_elements (pairs, before, after);
  else if (sw_value_is (before, SW_TYPE_OBJECT) && sw_value_is (after, SW_TYPE_OBJECT))
    pair_members (pairs, before, after);
  return pairs;
}

static void
difference_free (gpointer data)
{
  SwDifference *difference = data;

  g_free (difference->pointer);
  sw_value_clear (&difference->before);
  sw_value_clear (&difference->after);
  g_free (difference);
}

static void
add_difference (GPtrArray       *out,
                SwDifferenceKind kind,
                const char      *pointer,
                SwValue          before,
                SwValue          after)
{
  SwDifference *difference = g_new (SwDifference, 1);

  difference->kind = kind;
  difference->pointer = g_strdup (pointer);
  difference->before = sw_value_ref (before);
  difference->after = sw_value_ref (after);
  g_ptr_array_add (out, difference);
}

static SwValue
get_child (SwValue self,
           int     index)
{
  if (index < 0)
    return SW_VALUE_INIT;
  return sw_value_is (self, SW_TYPE_ARRAY) ? sw_value_get_element (self, (guint) index)
                                           : sw_value_get_member_at (self, (guint) index);
}

static char *
dup_child_pointer (const char *pointer,
                   SwValue     parent,
                   int         index)
{
  if (sw_value_is (parent, SW_TYPE_ARRAY))
    return sw_pointer_append_index (pointer, (guint) index);
  return sw_pointer_append (pointer,
                            sw_string_get_text (sw_value_get_key (parent, (guint) index)));
}

/* Recurses as deep as the values are nested, which their reading bounds. */
static void
compare (GPtrArray  *out,
         const char *pointer,
         SwValue     before,
         SwValue     after)
{
  g_autoptr (GArray) pairs = NULL;

  if (sw_value_equal (before, after))
    return;
  if (sw_value_type (before) != sw_value_type (after)
      || (!sw_value_is (before, SW_TYPE_ARRAY) && !sw_value_is (before, SW_TYPE_OBJECT)))
    {
      add_difference (out,
                      sw_value_is (before, SW_TYPE_UNDEFINED)  ? SW_DIFFERENCE_ADDED
                      : sw_value_is (after, SW_TYPE_UNDEFINED) ? SW_DIFFERENCE_REMOVED
                                                               : SW_DIFFERENCE_CHANGED,
                      pointer, before, after);
      return;
    }
  pairs = sw_value_pair_children (before, after);
  for (guint i = 0; i < pairs->len; i++)
    {
      SwValuePair pair = g_array_index (pairs, SwValuePair, i);
      g_autofree char *child = pair.after >= 0 ? dup_child_pointer (pointer, after, pair.after)
                                               : dup_child_pointer (pointer, before, pair.before);

      compare (out, child, get_child (before, pair.before), get_child (after, pair.after));
    }
}

/**
 * sw_value_diff:
 * @before: the earlier value; undefined: there was none
 * @after: the later value; undefined: there is none
 *
 * Finds the smallest parts that differ. Numbers are equal as sw_value_equal() has it, and the order
 * of members says nothing.
 *
 * Returns: (transfer full) (element-type SwDifference): in the order of the earlier value, what was
 *   added to an object behind its other members; empty where both are equal
 */
GPtrArray *
sw_value_diff (SwValue before,
               SwValue after)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (difference_free);

  compare (out, "", before, after);
  return out;
}
