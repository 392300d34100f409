/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-words.h"

#include <string.h>

/**
 * sw_test_states_from_text:
 * @text: "A → B"; a comma parts as well where there is no arrow
 *
 * Returns: (transfer full): the names, as an array
 */
SwValue
sw_test_states_from_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, strstr (text, "→") != NULL ? "→" : ",", -1);
  SwValue list = sw_value_new_array (4);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      sw_value_append (&list, sw_value_new_string (parts[i]));
  return list;
}

/**
 * sw_test_states_to_text:
 * @states: an array of names
 * @in_order: one after the other, with arrows
 *
 * Returns: (transfer full): the names in a line
 */
char *
sw_test_states_to_text (SwValue  states,
                        gboolean in_order)
{
  const char *separator = in_order ? " → " : ", ";
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sw_value_get_length (states); i++)
    {
      SwValue name = sw_value_get_element (states, i);

      if (sw_value_is (name, SW_TYPE_STRING))
        g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "",
                                sw_value_get_text (name, NULL));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static gboolean
parse_count (const char *text,
             guint64    *count)
{
  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, count, NULL);
}

static void
set_count (SwValue    *object,
           const char *member,
           guint64     count)
{
  sw_value_set_member (object, member, sw_value_new_integer ((gint64) count));
}

/* "2", "1-3", "2-", "-5"; anything else as it is written, for the reader of tests to complain of */
static SwValue
read_count (const char *text)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);
  guint64 least, most;
  SwValue value;

  if (parse_count (text, &least))
    return sw_value_new_integer ((gint64) least);
  if (ends[0] == NULL || ends[1] == NULL || (*ends[0] == '\0' && *ends[1] == '\0')
      || (*ends[0] != '\0' && !parse_count (ends[0], &least))
      || (*ends[1] != '\0' && !parse_count (ends[1], &most)))
    return sw_value_new_string (text);
  value = sw_value_new_object (2);
  if (*ends[0] != '\0')
    set_count (&value, "min", least);
  if (*ends[1] != '\0')
    set_count (&value, "max", most);
  return value;
}

/**
 * sw_test_calls_from_text:
 * @text: "Pay: 2, Ship: 1-3, Poll: 2-"
 *
 * Returns: (transfer full): an object of counts by state, as "calls" of a test has it; what is no
 *   count is a text in it, which is no right test
 */
SwValue
sw_test_calls_from_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  SwValue calls = sw_value_new_object (2);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *colon;
      SwValue count = SW_VALUE_INIT;

      if (g_strstrip (parts[i])[0] == '\0')
        continue;
      colon = strrchr (parts[i], ':');
      if (colon != NULL)
        *colon = '\0';
      count = colon != NULL ? read_count (g_strstrip (colon + 1)) : sw_value_new_string ("");
      sw_value_set_member (&calls, g_strstrip (parts[i]), count);
    }
  return calls;
}

static void
append_count (GString    *text,
              SwValue     count,
              const char *member)
{
  SwValue end = sw_value_get_member (count, member);

  if (sw_value_is (end, SW_TYPE_NUMBER))
    g_string_append_printf (text, "%.0f", sw_value_get_number (end));
}

/**
 * sw_test_calls_to_text:
 * @calls: "calls" of a test
 *
 * Returns: (transfer full): the counts in a line
 */
char *
sw_test_calls_to_text (SwValue calls)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sw_value_get_length (calls); i++)
    {
      SwValue count = sw_value_get_member_at (calls, i);

      g_string_append_printf (text, "%s%s: ", i > 0 ? ", " : "",
                              sw_string_get_text (sw_value_get_key (calls, i)));
      if (sw_value_is (count, SW_TYPE_NUMBER))
        {
          g_string_append_printf (text, "%.0f", sw_value_get_number (count));
          continue;
        }
      append_count (text, count, "min");
      g_string_append_c (text, '-');
      append_count (text, count, "max");
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static gboolean
is_object (SwValue value)
{
  return sw_value_is (value, SW_TYPE_OBJECT);
}

/* What NAME of a test becomes; undefined: it goes */
static SwValue
merge_member (SwValue     original,
              SwValue     shown,
              SwValue     now,
              const char *name)
{
  SwValue was = sw_value_get_member (shown, name), is = sw_value_get_member (now, name);
  SwValue kept = sw_value_get_member (original, name);

  if (sw_value_equal (was, is)
      || (sw_value_is (was, SW_TYPE_UNDEFINED) && sw_value_is (is, SW_TYPE_UNDEFINED)))
    return sw_value_ref (kept);
  if (is_object (kept) && is_object (was) && is_object (is) && g_str_equal (name, "expect"))
    return sw_test_merge (kept, was, is);
  return sw_value_ref (is);
}

static void
take_member (SwValue    *result,
             const char *name,
             SwValue     take_value)
{
  if (!sw_value_is (take_value, SW_TYPE_UNDEFINED))
    sw_value_set_member (result, name, take_value);
}

/**
 * sw_test_merge:
 * @original: a test as it stands in its file
 * @shown: what a form made of it: what it would write if nothing was changed in it
 * @now: what it would write
 *
 * Takes over what was changed in a form. All else stays as it was written, be it in other words
 * than the form's, or nothing that the form knows.
 *
 * Returns: (transfer full): the test
 */
SwValue
sw_test_merge (SwValue original,
               SwValue shown,
               SwValue now)
{
  SwValue result = sw_value_new_object (8);

  for (guint i = 0; is_object (original) && i < sw_value_get_length (original); i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (original, i));

      take_member (&result, name, merge_member (original, shown, now, name));
    }
  for (guint i = 0; i < sw_value_get_length (now); i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (now, i));

      if (sw_value_is (sw_value_get_member (original, name), SW_TYPE_UNDEFINED))
        take_member (&result, name, merge_member (original, shown, now, name));
    }
  return result;
}
