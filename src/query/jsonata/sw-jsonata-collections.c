/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

/* Truth and kinds, arrays and objects */

SwValue
sw_js_boolean (SwJsonataEval *e,
               SwValue       *arguments,
               guint          n_arguments,
               SwValue        input)
{
  gboolean defined;
  gboolean truth = sw_js_truth (e, arguments[0], &defined);

  return defined ? sw_value_new_boolean (truth) : SW_VALUE_INIT;
}

SwValue
sw_js_negate (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  gboolean defined;
  gboolean truth = sw_js_truth (e, arguments[0], &defined);

  return defined ? sw_value_new_boolean (!truth) : SW_VALUE_INIT;
}

SwValue
sw_js_exists (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  return sw_value_new_boolean (!sw_js_is_missing (arguments[0]));
}

SwValue
sw_js_type (SwJsonataEval *e,
            SwValue       *arguments,
            guint          n_arguments,
            SwValue        input)
{
  static const char *const names[] = {
    [SW_TYPE_NULL] = "null",     [SW_TYPE_BOOLEAN] = "boolean", [SW_TYPE_NUMBER] = "number",
    [SW_TYPE_STRING] = "string", [SW_TYPE_ARRAY] = "array",     [SW_TYPE_OBJECT] = "object",
    [SW_TYPE_OPAQUE] = "function",
  };

  return sw_js_is_missing (arguments[0]) ? SW_VALUE_INIT
                                   : sw_value_new_string (names[sw_value_type (arguments[0])]);
}

SwValue
sw_js_error (SwJsonataEval *e,
             SwValue       *arguments,
             guint          n_arguments,
             SwValue        input)
{
  SwValue message = sw_js_argument (arguments, n_arguments, 0);

  return sw_js_fail_message (e, "D3137",
                             sw_js_is_missing (message) ? "$error() function evaluated"
                                                        : sw_value_get_text (message, NULL));
}

SwValue
sw_js_assert (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  SwValue message = sw_js_argument (arguments, n_arguments, 1);

  if (sw_js_truth (e, arguments[0], NULL))
    return SW_VALUE_INIT;

  return sw_js_fail_message (e, "D3141",
                             sw_js_is_missing (message) ? "$assert() statement failed"
                                                        : sw_value_get_text (message, NULL));
}

SwValue
sw_js_append_values (SwJsonataEval *e,
                     SwValue       *arguments,
                     guint          n_arguments,
                     SwValue        input)
{
  return sw_js_append (e, arguments[0], arguments[1]);
}

SwValue
sw_js_reverse (SwJsonataEval *e,
               SwValue       *arguments,
               guint          n_arguments,
               SwValue        input)
{
  guint length = sw_value_get_length (arguments[0]);
  SwValue result;

  if (sw_js_is_missing (arguments[0]) || length <= 1)
    return sw_value_ref (arguments[0]);
  result = sw_value_new_array (length);
  for (guint i = length; i > 0; i--)
    sw_js_push (e, &result, sw_value_ref (sw_value_get_element (arguments[0], i - 1)));

  return result;
}

SwValue
sw_js_shuffle (SwJsonataEval *e,
               SwValue       *arguments,
               guint          n_arguments,
               SwValue        input)
{
  guint length = sw_value_get_length (arguments[0]);
  SwValue result;

  if (sw_js_is_missing (arguments[0]) || length <= 1 || e->scope->random == NULL)
    return sw_value_ref (arguments[0]);
  result = sw_value_ref (arguments[0]);
  sw_js_spend (e, 8 * (gsize) length, 0);
  for (guint i = length - 1; i > 0; i--)
    {
      guint k = (guint) (e->scope->random (e->scope->random_data) % (i + 1));
      SwValue kept = sw_value_ref (sw_value_get_element (result, i));

      sw_value_set_element (&result, i, sw_value_ref (sw_value_get_element (result, k)));
      sw_value_set_element (&result, k, kept);
    }

  return result;
}

/* A value among those seen */
typedef struct
{
  SwJsonataEval *e;
  SwValue        value;
} Seen;

static guint
hash_seen (gconstpointer data)
{
  return sw_value_hash (((const Seen *) data)->value);
}

static gboolean
equal_seen (gconstpointer a,
            gconstpointer b)
{
  const Seen *one = a;

  return sw_js_equal (one->e, one->value, ((const Seen *) b)->value);
}

SwValue
sw_js_distinct (SwJsonataEval *e,
                SwValue       *arguments,
                guint          n_arguments,
                SwValue        input)
{
  guint length = sw_value_get_length (arguments[0]);
  g_autoptr (GHashTable) seen = NULL;
  g_autofree Seen *items = NULL;
  SwValue result;

  if (!sw_value_is (arguments[0], SW_TYPE_ARRAY) || length <= 1)
    return sw_value_ref (arguments[0]);

  seen = g_hash_table_new (hash_seen, equal_seen);
  items = g_new (Seen, length);
  result = sw_js_is_sequence (arguments[0]) ? sw_js_sequence () : sw_value_new_array (0);
  for (guint i = 0; i < length && !e->failed; i++)
    {
      items[i] = (Seen) { e, sw_value_get_element (arguments[0], i) };
      if (g_hash_table_add (seen, &items[i]))
        sw_js_push (e, &result, sw_value_ref (items[i].value));
    }

  return result;
}

SwValue
sw_js_zip (SwJsonataEval *e,
           SwValue       *arguments,
           guint          n_arguments,
           SwValue        input)
{
  SwValue result = sw_value_new_array (0);
  guint length = n_arguments > 0 ? G_MAXUINT : 0;

  for (guint i = 0; i < n_arguments; i++)
    length = MIN (
        length, sw_value_is (arguments[i], SW_TYPE_ARRAY) ? sw_value_get_length (arguments[i]) : 0);
  for (guint i = 0; i < length && !e->failed; i++)
    {
      SwValue tuple = sw_value_new_array (n_arguments);

      for (guint k = 0; k < n_arguments; k++)
        sw_js_push (e, &tuple, sw_value_ref (sw_value_get_element (arguments[k], i)));
      sw_js_push (e, &result, tuple);
    }

  return result;
}

static void
collect_keys (SwJsonataEval *e,
              SwValue        value,
              SwValue       *names,
              SwValue       *seen)
{
  for (guint i = 0; i < sw_value_get_length (value) && sw_js_work (e, 1); i++)
    if (sw_value_is (value, SW_TYPE_ARRAY))
      {
        SwValue item = sw_value_get_element (value, i);

        if (sw_value_is (item, SW_TYPE_ARRAY) || sw_value_is (item, SW_TYPE_OBJECT))
          collect_keys (e, item, names, seen);
      }
    else
      {
        SwString *name = sw_value_get_key (value, i);

        if (!sw_js_is_missing (sw_value_get_member_string (*seen, name)))
          continue;
        sw_value_set_member_string (seen, name, SW_VALUE_NULL);
        sw_js_push (e, names, sw_value_take_string (sw_string_ref (name)));
      }
}

SwValue
sw_js_keys (SwJsonataEval *e,
            SwValue       *arguments,
            guint          n_arguments,
            SwValue        input)
{
  SwValue names = sw_js_sequence ();
  g_auto (SwValue) seen = sw_value_new_object (0);

  if (sw_value_is (arguments[0], SW_TYPE_ARRAY) || sw_value_is (arguments[0], SW_TYPE_OBJECT))
    collect_keys (e, arguments[0], &names, &seen);

  return sw_js_unwrap (names);
}

SwValue
sw_js_lookup (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  if (sw_js_is_missing (arguments[1]))
    return SW_VALUE_INIT;

  return sw_js_unwrap (sw_js_lookup_name (e, arguments[0], sw_value_get_string (arguments[1])));
}

SwValue
sw_js_spread (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  SwValue value = arguments[0];
  SwValue result;

  if (!sw_value_is (value, SW_TYPE_ARRAY) && !sw_value_is (value, SW_TYPE_OBJECT))
    return sw_value_ref (value);

  result = sw_js_sequence ();
  for (guint i = 0; i < sw_value_get_length (value) && !e->failed; i++)
    if (sw_value_is (value, SW_TYPE_ARRAY))
      {
        SwValue item = sw_value_get_element (value, i);
        g_auto (SwValue) spread = sw_js_spread (e, &item, 1, input);
        SwValue joined = sw_js_append (e, result, spread);

        joined.user |= SW_JS_SEQUENCE;
        sw_value_set (&result, joined);
      }
    else
      {
        SwValue member = sw_value_new_object (1);

        sw_value_set_member_string (&member, sw_value_get_key (value, i),
                                    sw_value_ref (sw_value_get_member_at (value, i)));
        sw_js_push (e, &result, member);
      }

  return result;
}

SwValue
sw_js_merge (SwJsonataEval *e,
             SwValue       *arguments,
             guint          n_arguments,
             SwValue        input)
{
  SwValue result;

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  result = sw_value_new_object (0);
  for (guint i = 0; i < sw_value_get_length (arguments[0]) && !e->failed; i++)
    {
      SwValue object = sw_value_get_element (arguments[0], i);

      for (guint k = 0; k < sw_value_get_length (object); k++)
        sw_value_set_member_string (&result, sw_value_get_key (object, k),
                                    sw_value_ref (sw_value_get_member_at (object, k)));
      sw_js_spend (e, 8 * (gsize) sw_value_get_length (object), 0);
    }

  return result;
}

/* Values never change, so a copy is the value itself. */
SwValue
sw_js_clone (SwJsonataEval *e,
             SwValue       *arguments,
             guint          n_arguments,
             SwValue        input)
{
  return sw_value_ref (arguments[0]);
}
