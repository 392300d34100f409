/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/history/sw-history-read-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "json/sw-text.h"

/* One event, from AWS's members to ours. */

#define ENTERED "StateEntered"
#define EXITED "StateExited"

/* Times above this many seconds are taken for milliseconds: the year 5138. */
#define MAX_SECONDS 1e11

static void
free_value (gpointer data)
{
  SwValue *value = data;

  sw_value_clear (value);
  g_free (value);
}

/**
 * sw_history_reader_init:
 * @notes: (nullable): char * are added, each a sentence
 *
 * Prepares the reading of events.
 */
void
sw_history_reader_init (SwHistoryReader *self, GPtrArray *notes)
{
  *self = (SwHistoryReader) { .notes = notes };
  self->types = g_hash_table_new (g_str_hash, g_str_equal);
  self->values = g_hash_table_new_full ((GHashFunc) sw_string_hash, (GEqualFunc) sw_string_equal,
                                        (GDestroyNotify) sw_string_unref, free_value);
  for (guint i = 0; i < SW_N_EVENT_TYPES; i++)
    if (i != SW_EVENT_STATE_ENTERED && i != SW_EVENT_STATE_EXITED && i != SW_EVENT_UNKNOWN)
      g_hash_table_insert (self->types, (gpointer) sw_event_rows[i].name, GUINT_TO_POINTER (i + 1));
}

/**
 * sw_history_reader_clear:
 *
 * Frees what a reader holds.
 */
void
sw_history_reader_clear (SwHistoryReader *self)
{
  g_hash_table_unref (self->types);
  g_hash_table_unref (self->values);
}

/**
 * sw_history_reader_note:
 * @kind: is noted once
 *
 * Notes something odd.
 */
void
sw_history_reader_note (SwHistoryReader *self, SwHistoryNote kind, const char *format, ...)
{
  va_list arguments;

  if (self->notes == NULL || self->noted & (1u << kind))
    return;
  self->noted |= 1u << kind;
  va_start (arguments, format);
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/**
 * sw_history_get_field:
 * @name: as the API spells it, "previousEventId"
 *
 * Some tools write the first letter large.
 *
 * Returns: (transfer none): the member; undefined where there is none
 */
SwValue
sw_history_get_field (SwValue object, const char *name)
{
  SwValue value = SW_VALUE_INIT;
  g_autofree char *large = NULL;

  if (!sw_value_is (object, SW_TYPE_OBJECT))
    return value;
  value = sw_value_get_member (object, name);
  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    return value;
  large = g_strdup (name);
  large[0] = g_ascii_toupper (large[0]);
  return sw_value_get_member (object, large);
}

/**
 * sw_history_get_id:
 * @id: (out): an event's number
 *
 * Takes numbers, and texts of digits, as logs have them.
 *
 * Returns: whether @value is one
 */
gboolean
sw_history_get_id (SwValue value, guint64 *id)
{
  gint64 number;

  if (sw_value_is (value, SW_TYPE_STRING))
    return g_ascii_string_to_unsigned (sw_value_get_text (value, NULL), 10, 0, G_MAXUINT32, id,
                                       NULL);
  if (!sw_value_get_integer (value, &number) || number < 0 || number > G_MAXUINT32)
    return FALSE;
  *id = (guint64) number;
  return TRUE;
}

static gboolean
read_number_of_time (double number, gint64 *time)
{
  if (fabs (number) > MAX_SECONDS)
    number /= 1000;
  if (!(fabs (number) <= MAX_SECONDS))
    return FALSE;
  *time = (gint64) round (number * 1000) * 1000;
  return TRUE;
}

/* ISO 8601, also with a blank in the place of the T; seconds or milliseconds since the epoch */
static gboolean
read_time (SwValue value, gint64 *time)
{
  SwInstant instant;
  g_autofree char *text = NULL;
  char *blank;
  guint64 number;

  if (sw_value_is (value, SW_TYPE_NUMBER))
    return read_number_of_time (sw_value_get_number (value), time);
  if (!sw_value_is (value, SW_TYPE_STRING))
    return FALSE;
  text = g_strdup (sw_value_get_text (value, NULL));
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL))
    return read_number_of_time ((double) number, time);
  blank = strchr (text, ' ');
  if (blank != NULL)
    *blank = 'T';
  if (!sw_instant_parse (text, strlen (text), &instant))
    return FALSE;
  *time = sw_instant_to_microseconds (&instant);
  return TRUE;
}

/* "PassStateEntered": the state's type stands in front. */
static gboolean
read_state_type (const char *name, const char *suffix, SwHistoryEvent *event)
{
  g_autofree char *type = NULL;

  if (!g_str_has_suffix (name, suffix))
    return FALSE;
  type = g_strndup (name, strlen (name) - strlen (suffix));
  event->state_type = (guint8) sw_state_type_from_name (type);
  return event->state_type != SW_STATE_UNKNOWN || type[0] == '\0';
}

static void
read_type (SwHistoryReader *self, const char *name, SwHistoryEvent *event)
{
  guint type = GPOINTER_TO_UINT (g_hash_table_lookup (self->types, name));

  event->type = SW_EVENT_UNKNOWN;
  if (type > 0)
    event->type = (guint16) (type - 1);
  else if (read_state_type (name, ENTERED, event))
    event->type = SW_EVENT_STATE_ENTERED;
  else if (read_state_type (name, EXITED, event))
    event->type = SW_EVENT_STATE_EXITED;
  else
    sw_history_reader_note (self, SW_NOTE_TYPE,
                            _ ("Event %u is of the type “%s”, which is not known here; such events "
                               "are kept, and not understood."),
                            event->id, name);
}

/* Parses a text of JSON, each distinct one once. What is no text has been parsed already. */
static SwValue
parse (SwHistoryReader *self, SwValue value)
{
  SwValue *known, parsed = SW_VALUE_INIT;
  gsize length;
  const char *text;

  if (!sw_value_is (value, SW_TYPE_STRING))
    return sw_value_ref (value);
  known = g_hash_table_lookup (self->values, sw_value_get_string (value));
  if (known != NULL)
    return sw_value_ref (*known);
  text = sw_value_get_text (value, &length);
  if (!sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &parsed, NULL))
    parsed = sw_value_ref (value);
  known = g_new (SwValue, 1);
  *known = sw_value_ref (parsed);
  g_hash_table_insert (self->values, sw_string_ref (sw_value_get_string (value)), known);
  return parsed;
}

static gboolean
is_truncated (SwValue details, const char *member)
{
  g_autofree char *name = g_strconcat (member, "Details", NULL);
  SwValue truncation = sw_history_get_field (details, name);

  return sw_value_get_boolean (sw_history_get_field (truncation, "truncated"));
}

static void
read_data (SwHistoryReader *self, const char *member, SwValue details, SwHistoryEvent *event)
{
  SwValue data = sw_history_get_field (details, member);

  if (is_truncated (details, member))
    {
      event->flags |= SW_EVENT_TRUNCATED;
      sw_history_reader_note (self, SW_NOTE_TRUNCATED,
                              _ ("The data of event %u were cut off, as they were too long."),
                              event->id);
      event->data = sw_value_ref (data);
      return;
    }
  if (sw_value_is (data, SW_TYPE_UNDEFINED))
    sw_history_reader_note (self, SW_NOTE_NO_DATA,
                            _ ("Event %u has no data: the history was taken without them "
                               "(includeExecutionData is false), or they were removed."),
                            event->id);
  event->data = parse (self, data);
}

static SwValue
read_assigned (SwHistoryReader *self, SwValue details)
{
  SwValue assigned = sw_history_get_field (details, "assignedVariables");
  SwValue variables;
  guint length;

  if (!sw_value_is (assigned, SW_TYPE_OBJECT) || sw_value_get_length (assigned) == 0)
    return SW_VALUE_INIT;
  length = sw_value_get_length (assigned);
  variables = sw_value_new_object (length);
  for (guint i = 0; i < length; i++)
    sw_value_set_member_string (&variables, sw_value_get_key (assigned, i),
                                parse (self, sw_value_get_member_at (assigned, i)));
  return variables;
}

/* Whether KEY of the details has been taken, so that it need not be kept beside */
static gboolean
is_taken (const SwEventRow *row, const char *key)
{
  gsize length = row->data != NULL ? strlen (row->data) : 0;

  if (g_ascii_strcasecmp (key, "name") == 0)
    return (row->details & SW_DETAIL_NAME) != 0;
  if (g_ascii_strcasecmp (key, "index") == 0)
    return (row->details & SW_DETAIL_INDEX) != 0;
  if (g_ascii_strcasecmp (key, "length") == 0)
    return (row->details & SW_DETAIL_LENGTH) != 0;
  return length > 0 && g_ascii_strncasecmp (key, row->data, length) == 0
         && (key[length] == '\0' || g_str_equal (key + length, "Details"));
}

static SwValue
read_extra (const SwEventRow *row, SwValue details)
{
  SwValue extra = sw_value_new_object (4);

  for (guint i = 0; i < sw_value_get_length (details); i++)
    {
      g_autofree char *key = g_strdup (sw_string_get_text (sw_value_get_key (details, i)));

      if (is_taken (row, key))
        continue;
      key[0] = g_ascii_tolower (key[0]);
      sw_value_set_member (&extra, key, sw_value_ref (sw_value_get_member_at (details, i)));
    }
  return extra;
}

static void
read_details (SwHistoryReader *self, const SwEventRow *row, SwValue details, SwHistoryEvent *event)
{
  SwValue name = sw_history_get_field (details, row->details & SW_DETAIL_STATE ? "state" : "name");
  SwValue number =
      sw_history_get_field (details, row->details & SW_DETAIL_LENGTH ? "length" : "index");
  guint64 count;

  if (row->details & (SW_DETAIL_NAME | SW_DETAIL_STATE) && sw_value_is (name, SW_TYPE_STRING))
    event->name = sw_string_ref (sw_value_get_string (name));
  if (row->details & (SW_DETAIL_INDEX | SW_DETAIL_LENGTH) && sw_history_get_id (number, &count))
    event->number = (guint32) count;
  if (row->data != NULL)
    read_data (self, row->data, details, event);
  event->extra =
      row->details & SW_DETAIL_ASSIGNED ? read_assigned (self, details) : read_extra (row, details);
}

/* The details lie in a member named by the type; in a log they are just "details". */
static SwValue
find_details (const SwEventRow *row, SwValue value)
{
  SwValue details = sw_history_get_field (value, row->member);

  return sw_value_is (details, SW_TYPE_OBJECT) ? details : sw_history_get_field (value, "details");
}

static SwValue
find_time (SwValue value)
{
  static const char *const names[] = { "timestamp", "event_timestamp", "eventTimestamp" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SwValue time = sw_history_get_field (value, names[i]);

      if (!sw_value_is (time, SW_TYPE_UNDEFINED))
        return time;
    }
  return SW_VALUE_INIT;
}

/**
 * sw_history_read_event:
 * @value: an object with a "type" that is a text
 * @event: new, with its id; what it follows from is the caller's
 *
 * Reads an event. What is missing stays empty.
 */
void
sw_history_read_event (SwHistoryReader *self, SwValue value, SwHistoryEvent *event)
{
  const SwEventRow *row;
  SwValue type, details = SW_VALUE_INIT;

  type = sw_history_get_field (value, "type");
  read_type (self, sw_value_get_text (type, NULL), event);
  row = &sw_event_rows[event->type];
  if (!read_time (find_time (value), &event->time))
    {
      event->time = self->time;
      sw_history_reader_note (self, SW_NOTE_TIME,
                              _ ("Event %u has no time that can be read; it is given that of the "
                                 "event before."),
                              event->id);
    }
  self->time = event->time;
  if (event->type == SW_EVENT_UNKNOWN)
    {
      event->name = sw_string_ref (sw_value_get_string (type));
      event->extra = sw_value_ref (value);
      return;
    }
  if (row->member != NULL)
    details = find_details (row, value);
  if (sw_value_is (details, SW_TYPE_OBJECT))
    read_details (self, row, details, event);
  /* Without a name it still is a state that was entered or left. */
  if (event->name == NULL
      && (event->type == SW_EVENT_STATE_ENTERED || event->type == SW_EVENT_STATE_EXITED))
    event->name = sw_string_new ("?", 1);
}
