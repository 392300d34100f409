/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl-replay.h"

#include "engine/history/sw-history-read.h"
#include "json/sw-text.h"

/* The recorded history as AWS gives one: payloads are texts there, and every event has its time. */

/* ", " and ": " as Python prints JSON, which is how a function's own error arrives; recorded on
 * AWS */
void
asl_print_spaced (SwValue  value,
                  GString *out)
{
  gboolean is_object = sw_value_is (value, SW_TYPE_OBJECT);

  if (!is_object && !sw_value_is (value, SW_TYPE_ARRAY))
    {
      sw_value_print (value, SW_TEXT_DEFAULT, out);
      return;
    }
  g_string_append_c (out, is_object ? '{' : '[');
  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      if (is_object)
        {
          SwString *key = sw_value_get_key (value, i);

          sw_json_string_print (sw_string_get_text (key), sw_string_get_length (key), out);
          g_string_append (out, ": ");
        }
      asl_print_spaced (
          is_object ? sw_value_get_member_at (value, i) : sw_value_get_element (value, i), out);
    }
  g_string_append_c (out, is_object ? '}' : ']');
}

/* What AWS gives as text, and the recordings as the value it says */
static const char *const text_members[] = { "input", "output", "parameters", "cause" };

static void
print_member (SwValue    *details,
              const char *member,
              gboolean    spaced)
{
  SwValue value = sw_value_get_member (*details, member);
  gboolean is_cause = g_str_equal (member, "cause");
  g_autoptr (GString) text = g_string_new (NULL);

  if (sw_value_is (value, SW_TYPE_UNDEFINED) || (is_cause && sw_value_is (value, SW_TYPE_STRING)))
    return;
  if (is_cause && spaced)
    asl_print_spaced (value, text);
  else
    sw_value_print (value, SW_TEXT_DEFAULT, text);
  sw_value_set_member (details, member, sw_value_new_string_len (text->str, (gssize) text->len));
}

static SwValue
print_details (SwValue details)
{
  SwValue printed = sw_value_ref (details);
  SwValue assigned = sw_value_ref (sw_value_get_member (details, "assignedVariables"));
  gboolean spaced = g_strcmp0 (conform_get_text (details, "resourceType"), "lambda") == 0
                    || sw_value_is (sw_value_get_member (details, "resourceType"),
                                    SW_TYPE_UNDEFINED);

  for (guint i = 0; i < G_N_ELEMENTS (text_members); i++)
    print_member (&printed, text_members[i], spaced);
  for (guint i = 0; sw_value_is (assigned, SW_TYPE_OBJECT) && i < sw_value_get_length (assigned);
       i++)
    {
      g_autofree char *text
          = sw_value_to_text (sw_value_get_member_at (assigned, i), SW_TEXT_DEFAULT, NULL);

      sw_value_set_member_string (&assigned, sw_value_get_key (assigned, i),
                                  sw_value_new_string (text));
    }
  if (sw_value_is (assigned, SW_TYPE_OBJECT))
    sw_value_set_member (&printed, "assignedVariables", assigned);
  return printed;
}

/* The event as AWS gives it */
static SwValue
print_event (SwValue     event,
             const char *clock)
{
  SwValue printed = sw_value_new_object (sw_value_get_length (event) + 1);

  for (guint i = 0; i < sw_value_get_length (event); i++)
    {
      SwValue member = sw_value_get_member_at (event, i);

      sw_value_set_member_string (&printed, sw_value_get_key (event, i),
                                  sw_value_is (member, SW_TYPE_OBJECT) ? print_details (member)
                                                                       : sw_value_ref (member));
    }
  sw_value_set_member (&printed, "timestamp", sw_value_new_string (clock));
  return printed;
}

/* The recorded history as a run of AWS; recordings have no times. */
SwHistory *
asl_read_history (AslReplay   *replay,
                  const char  *clock,
                  GError     **error)
{
  SwValue recorded = sw_value_get_member (replay->expected, "history");
  g_auto (SwValue) events = sw_value_new_array (sw_value_get_length (recorded));
  g_autofree char *text = NULL;
  gsize length;

  for (guint i = 0; i < sw_value_get_length (recorded); i++)
    sw_value_append (&events, print_event (sw_value_get_element (recorded, i), clock));
  text = sw_value_to_text (events, SW_TEXT_DEFAULT, &length);
  return sw_history_new_from_text (text, (gssize) length, NULL, error);
}
