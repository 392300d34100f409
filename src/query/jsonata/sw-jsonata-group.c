/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-eval.h"

/* Object constructors and group-by; order-by */

/* ---- grouping ---- */

typedef struct
{
  guint   pair;  /* which key expression made it */
  SwValue items; /* the items of this key, as one value */
} Group;

static void
group_clear (gpointer data)
{
  sw_value_clear (&((Group *) data)->items);
}

typedef struct
{
  SwJsonataEval       *e;
  const SwJsonataNode *object;
  SwJsonataFrame      *frame;
  gboolean             tuples;
  GPtrArray           *keys;   /* SwString, in the order of their first appearance */
  GArray              *groups; /* Group */
  GHashTable          *index;  /* SwString -> position + 1 */
} Grouping;

static void
add_to_group (Grouping *self,
              SwValue   key,
              guint     pair,
              SwValue   item)
{
  SwString *name = sw_value_get_string (key);
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, name));
  Group *group;

  if (at == 0)
    {
      Group fresh = { pair, sw_value_ref (item) };

      g_array_append_val (self->groups, fresh);
      g_ptr_array_add (self->keys, sw_string_ref (name));
      g_hash_table_insert (self->index, name, GUINT_TO_POINTER (self->keys->len));
      return;
    }

  group = &g_array_index (self->groups, Group, at - 1);
  if (group->pair != pair)
    sw_js_fail_at (self->e, "D1009", key, self->object, NULL);
  else
    sw_value_set (&group->items, sw_js_append (self->e, group->items, item));
}

/* Evaluates every key for one item. */
static void
group_item (Grouping *self,
            SwValue   item)
{
  SwJsonataFrame *frame = self->tuples ? sw_js_frame_from_tuple (self->e, self->frame, item)
                                       : sw_js_frame_ref (self->frame);
  SwValue context = self->tuples ? sw_js_get_tuple_value (item) : item;

  for (guint i = 0; self->object->items != NULL && i < self->object->items->len && !self->e->failed;
       i += 2)
    {
      g_auto (SwValue) key =
          sw_js_evaluate (self->e, g_ptr_array_index (self->object->items, i), context, frame);

      if (self->e->failed || sw_value_is (key, SW_TYPE_UNDEFINED))
        continue;
      if (sw_value_is (key, SW_TYPE_STRING))
        add_to_group (self, key, i, item);
      else
        sw_js_fail_at (self->e, "T1003", key, self->object, NULL);
    }
  sw_js_frame_unref (frame);
}

/* Joins tuples to one whose members hold the values of all. */
static SwValue
reduce_tuples (SwJsonataEval *e,
               SwValue        tuples)
{
  SwValue result;

  if (!sw_value_is (tuples, SW_TYPE_ARRAY))
    return sw_value_ref (tuples);

  result = sw_value_ref (sw_value_get_element (tuples, 0));
  for (guint i = 1; i < sw_value_get_length (tuples) && !e->failed; i++)
    {
      SwValue tuple = sw_value_get_element (tuples, i);

      for (guint k = 0; k < sw_value_get_length (tuple); k++)
        {
          SwString *name = sw_value_get_key (tuple, k);
          SwValue joined = sw_js_append (e, sw_value_get_member_string (result, name),
                                         sw_value_get_member_at (tuple, k));

          sw_value_set_member_string (&result, name, joined);
        }
    }

  return result;
}

static SwValue
evaluate_group_value (Grouping    *self,
                      const Group *group)
{
  const SwJsonataNode *expression = g_ptr_array_index (self->object->items, group->pair + 1);
  g_auto (SwValue) tuple = SW_VALUE_INIT;
  SwJsonataFrame *frame;
  SwValue value;

  if (!self->tuples)
    return sw_js_evaluate (self->e, expression, group->items, self->frame);

  tuple = reduce_tuples (self->e, group->items);
  frame = sw_js_frame_from_tuple (self->e, self->frame, tuple);
  value = sw_js_evaluate (self->e, expression, sw_js_get_tuple_value (tuple), frame);
  sw_js_frame_unref (frame);

  return value;
}

static SwValue
collect_groups (Grouping *self)
{
  SwValue result = sw_value_new_object (self->keys->len);

  for (guint i = 0; i < self->keys->len && !self->e->failed; i++)
    {
      SwValue value = evaluate_group_value (self, &g_array_index (self->groups, Group, i));

      value.user = 0;
      if (!sw_value_is (value, SW_TYPE_UNDEFINED))
        sw_value_set_member_string (&result, g_ptr_array_index (self->keys, i), value);
    }
  sw_js_spend (self->e, 8 * (gsize) self->keys->len, 0);

  return result;
}

/**
 * sw_js_evaluate_group:
 * @object: the OBJECT node
 * @input: what is grouped: a value, an array of them, or a stream of tuples
 *
 * Evaluates { key: value, … }: each key is evaluated for each item, each value once for all items
 * of its key.
 *
 * Returns: (transfer full): the object
 */
SwValue
sw_js_evaluate_group (SwJsonataEval       *e,
                      const SwJsonataNode *object,
                      SwValue              input,
                      SwJsonataFrame      *frame)
{
  gboolean array = sw_value_is (input, SW_TYPE_ARRAY);
  guint length = array ? sw_value_get_length (input) : 0;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_string_unref);
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_autoptr (GHashTable) index =
      g_hash_table_new ((GHashFunc) sw_string_hash, (GEqualFunc) sw_string_equal);
  Grouping grouping = {
    .e = e,
    .object = object,
    .frame = frame,
    .tuples = array && (input.user & SW_JS_TUPLES) != 0,
    .keys = keys,
    .groups = groups,
    .index = index,
  };

  g_array_set_clear_func (groups, group_clear);
  if (length == 0)
    {
      grouping.tuples = FALSE;
      group_item (&grouping, array ? SW_VALUE_INIT : input);
    }
  for (guint i = 0; i < length && !e->failed; i++)
    group_item (&grouping, sw_value_get_element (input, i));

  return e->failed ? SW_VALUE_INIT : collect_groups (&grouping);
}

/* ---- order-by ---- */

/* An item, and the values of the terms it was asked for so far */
typedef struct
{
  SwValue  item;
  guint    n_values;
  SwValue *values; /* one for each term */
} Entry;

typedef struct
{
  SwJsonataEval       *e;
  const SwJsonataNode *node;
  SwJsonataFrame      *frame;
  gboolean             tuples;
} Sorting;

static SwValue
evaluate_term (Sorting             *self,
               const SwJsonataNode *term,
               SwValue              item)
{
  SwJsonataFrame *frame;
  SwValue value;

  if (!self->tuples)
    return sw_js_evaluate (self->e, term->lhs, item, self->frame);

  frame = sw_js_frame_from_tuple (self->e, self->frame, item);
  value = sw_js_evaluate (self->e, term->lhs, sw_js_get_tuple_value (item), frame);
  sw_js_frame_unref (frame);

  return value;
}

/* The value of term INDEX for an item; evaluated once, and later terms only where earlier ones do
 * not decide */
static SwValue
get_term_value (Sorting *self,
                Entry   *entry,
                guint    index)
{
  if (index >= entry->n_values)
    entry->values[entry->n_values++] =
        evaluate_term (self, g_ptr_array_index (self->node->items, index), entry->item);

  return entry->values[index];
}

static gboolean
is_sortable (SwValue value)
{
  return sw_value_is (value, SW_TYPE_STRING) || sw_value_is (value, SW_TYPE_NUMBER);
}

static int
compare_values (Sorting *self,
                SwValue  a,
                SwValue  b)
{
  if (sw_value_is (a, SW_TYPE_UNDEFINED))
    return sw_value_is (b, SW_TYPE_UNDEFINED) ? 0 : 1; /* what is missing sorts last */
  if (sw_value_is (b, SW_TYPE_UNDEFINED))
    return -1;
  if (!is_sortable (a) || !is_sortable (b))
    {
      sw_js_fail_at (self->e, "T2008", is_sortable (a) ? b : a, self->node, NULL);
      return 0;
    }
  if (sw_value_type (a) != sw_value_type (b))
    {
      sw_js_fail_at (self->e, "T2007", a, self->node, NULL);
      sw_value_set (&self->e->fault.value2, sw_value_ref (b));
      return 0;
    }
  if (sw_value_is (a, SW_TYPE_STRING))
    return sw_js_compare_strings (a, b);

  return (sw_value_get_number (a) > sw_value_get_number (b)) -
         (sw_value_get_number (a) < sw_value_get_number (b));
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  Sorting *self = user_data;
  Entry *left = *(Entry *const *) a;
  Entry *right = *(Entry *const *) b;
  int order = 0;

  for (guint i = 0; i < self->node->items->len && order == 0 && !self->e->failed; i++)
    {
      const SwJsonataNode *term = g_ptr_array_index (self->node->items, i);
      SwValue left_value = get_term_value (self, left, i);
      SwValue right_value = self->e->failed ? SW_VALUE_INIT : get_term_value (self, right, i);
      gboolean missing = sw_value_is (left_value, SW_TYPE_UNDEFINED)
                         || sw_value_is (right_value, SW_TYPE_UNDEFINED);

      if (self->e->failed)
        break;
      order = compare_values (self, left_value, right_value);
      if (term->descending && !missing)
        order = -order;
    }

  return order;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  for (guint i = 0; i < entry->n_values; i++)
    sw_value_clear (&entry->values[i]);
  g_free (entry->values);
  g_free (entry);
}

/**
 * sw_js_evaluate_sort:
 *
 * Evaluates ^( … ): sorts an array, keeping the order of equals.
 *
 * Returns: (transfer full): the sorted sequence
 */
SwValue
sw_js_evaluate_sort (SwJsonataEval       *e,
                     const SwJsonataNode *node,
                     SwValue              input,
                     SwJsonataFrame      *frame)
{
  guint length = sw_value_is (input, SW_TYPE_ARRAY) ? sw_value_get_length (input) : 0;
  Sorting sorting = { e, node, frame, (input.user & SW_JS_TUPLES) != 0 };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_full (length, entry_free);
  SwValue result = sw_js_sequence ();

  for (guint i = 0; i < length; i++)
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->item = sw_value_get_element (input, i);
      entry->values = g_new (SwValue, node->items->len);
      g_ptr_array_add (entries, entry);
    }
  if (length > 1)
    g_sort_array (entries->pdata, length, sizeof (gpointer), compare_entries, &sorting);
  for (guint i = 0; i < length && !e->failed; i++)
    sw_js_push (e, &result, sw_value_ref (((Entry *) g_ptr_array_index (entries, i))->item));
  result.user |= input.user & SW_JS_TUPLES;

  return result;
}
