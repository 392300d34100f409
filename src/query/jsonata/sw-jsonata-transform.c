/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-eval.h"

/* The transform operator: | pattern | update, delete | */

/* A copy in which every object stands alone, so that a match is known by its identity. */
static SwValue
copy_deep (SwJsonataEval *e,
           SwValue        value)
{
  guint length;
  SwValue copy;

  if (sw_value_is (value, SW_TYPE_ARRAY))
    {
      length = sw_value_get_length (value);
      copy = sw_value_new_array (length);
      for (guint i = 0; i < length && !e->failed; i++)
        sw_js_push (e, &copy, copy_deep (e, sw_value_get_element (value, i)));
      return copy;
    }
  if (sw_value_is (value, SW_TYPE_OBJECT))
    {
      length = sw_value_get_length (value);
      copy = sw_value_new_object (length);
      for (guint i = 0; i < length && !e->failed; i++)
        sw_js_set_member (e, &copy, sw_value_get_key (value, i),
                          copy_deep (e, sw_value_get_member_at (value, i)));
      return copy;
    }

  return sw_value_ref (value);
}

/* REPLACED: box of an object of the copy -> SwValue that takes its place */
static SwValue
rebuild (SwValue     value,
         GHashTable *replaced)
{
  SwValue *other = NULL;
  guint length;
  SwValue made;

  if (!sw_value_is (value, SW_TYPE_ARRAY) && !sw_value_is (value, SW_TYPE_OBJECT))
    return sw_value_ref (value);
  if (sw_value_is (value, SW_TYPE_OBJECT))
    other = g_hash_table_lookup (replaced, value.box);
  if (other != NULL)
    value = *other;

  length = sw_value_get_length (value);
  if (sw_value_is (value, SW_TYPE_ARRAY))
    {
      made = sw_value_new_array (length);
      for (guint i = 0; i < length; i++)
        sw_value_append (&made, rebuild (sw_value_get_element (value, i), replaced));
      return made;
    }
  made = sw_value_new_object (length);
  for (guint i = 0; i < length; i++)
    sw_value_set_member_string (&made, sw_value_get_key (value, i),
                                rebuild (sw_value_get_member_at (value, i), replaced));

  return made;
}

/* Sets what the update clause yields for one match. */
static void
update_match (SwJsonataEval     *e,
              SwJsonataFunction *function,
              SwValue            match,
              SwValue           *changed)
{
  g_auto (SwValue) update = sw_js_evaluate (e, function->node->rhs, match, function->frame);

  if (e->failed || sw_value_is (update, SW_TYPE_UNDEFINED))
    return;
  if (!sw_value_is (update, SW_TYPE_OBJECT))
    {
      sw_js_fail_at (e, "T2011", update, function->node->rhs, NULL);
      return;
    }
  for (guint i = 0; i < sw_value_get_length (update) && sw_value_is (match, SW_TYPE_OBJECT); i++)
    sw_value_set_member_string (changed, sw_value_get_key (update, i),
                                sw_value_ref (sw_value_get_member_at (update, i)));
}

/* Removes what the delete clause names for one match. */
static void
delete_from_match (SwJsonataEval     *e,
                   SwJsonataFunction *function,
                   SwValue            match,
                   SwValue           *changed)
{
  g_auto (SwValue) names = SW_VALUE_INIT;
  g_auto (SwValue) list = SW_VALUE_INIT;

  if (e->failed || function->node->third == NULL)
    return;
  names = sw_js_evaluate (e, function->node->third, *changed, function->frame);
  if (e->failed || sw_value_is (names, SW_TYPE_UNDEFINED))
    return;

  list = sw_js_wrap (names);
  for (guint i = 0; i < sw_value_get_length (list) && !e->failed; i++)
    {
      SwValue name = sw_value_get_element (list, i);

      if (sw_value_is (name, SW_TYPE_STRING) && sw_value_is (match, SW_TYPE_OBJECT))
        sw_value_remove_member (changed, sw_value_get_text (name, NULL));
      else if (!sw_value_is (name, SW_TYPE_STRING))
        sw_js_fail_at (e, "T2012", names, function->node->third, NULL);
    }
}

static void
free_value (gpointer data)
{
  sw_value_clear (data);
  g_free (data);
}

/**
 * sw_js_transform:
 * @function: of kind TRANSFORM
 * @object: what it is applied to
 *
 * Evaluates | pattern | update, delete | on a copy of @object.
 *
 * Returns: (transfer full): the changed copy
 */
SwValue
sw_js_transform (SwJsonataEval     *e,
                 SwJsonataFunction *function,
                 SwValue            object)
{
  g_autoptr (GHashTable) replaced = g_hash_table_new_full (NULL, NULL, NULL, free_value);
  g_auto (SwValue) copy = SW_VALUE_INIT;
  g_auto (SwValue) matches = SW_VALUE_INIT;
  g_auto (SwValue) list = SW_VALUE_INIT;

  if (sw_value_is (object, SW_TYPE_UNDEFINED))
    return SW_VALUE_INIT;

  copy = copy_deep (e, object);
  if (e->failed)
    return SW_VALUE_INIT;
  matches = sw_js_evaluate (e, function->node->lhs, copy, function->frame);
  list = sw_js_wrap (matches);
  for (guint i = 0; i < sw_value_get_length (list) && !e->failed; i++)
    {
      SwValue match = sw_value_get_element (list, i);
      g_auto (SwValue) changed = sw_value_ref (match);

      update_match (e, function, match, &changed);
      delete_from_match (e, function, match, &changed);
      if (!e->failed && sw_value_is (match, SW_TYPE_OBJECT))
        {
          SwValue *kept = g_new (SwValue, 1);

          *kept = sw_value_ref (changed);
          g_hash_table_insert (replaced, match.box, kept);
        }
    }

  return e->failed ? SW_VALUE_INIT : rebuild (copy, replaced);
}
