/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/history/sw-history-read-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-text.h"

/* From the documents of a file to a history: finds the events wherever they are, brings them into
 * their order, and numbers them. */

G_DEFINE_QUARK (sw - history - error - quark, sw_history_error)

/* Nesting in which events are looked for: pages in an array, events in a page, an event as the text
 * of a log's entry */
#define MAX_NESTING 4

static void
found_event_clear (gpointer data)
{
  sw_value_clear (&((SwFoundEvent *) data)->value);
}

static void
set_shape_error (GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SW_HISTORY_ERROR, SW_HISTORY_ERROR_SHAPE,
               _ ("%s A history is what “aws stepfunctions get-execution-history” prints: "
                  "{\"events\": [{\"id\": 1, \"type\": \"ExecutionStarted\", …}, …]}."),
               what);
}

static gboolean
is_text (SwValue value)
{
  return sw_value_is (value, SW_TYPE_STRING);
}

static SwValue
find_previous (SwValue value)
{
  SwValue previous = sw_history_get_field (value, "previousEventId");

  return sw_value_is (previous, SW_TYPE_UNDEFINED)
             ? sw_history_get_field (value, "previous_event_id")
             : previous;
}

/* Whether VALUE is a list that begins with an event, by the look of it */
static gboolean
is_list_of_events (SwValue value)
{
  SwValue first = sw_value_is (value, SW_TYPE_ARRAY) && sw_value_get_length (value) > 0
                      ? sw_value_get_element (value, 0)
                      : SW_VALUE_INIT;

  return sw_value_is (first, SW_TYPE_OBJECT) && is_text (sw_history_get_field (first, "type"))
         && !sw_value_is (sw_history_get_field (first, "id"), SW_TYPE_UNDEFINED);
}

/* The member that events may be in: GetExecutionHistory's answer, ours as `run --json` prints it.
 * What the console exports is documented as "the execution details in JSON format" and no more: a
 * list that looks like events is taken, whatever it is called. */
static SwValue
find_list (SwValue object)
{
  static const char *const names[] = { "events", "history" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SwValue list = sw_history_get_field (object, names[i]);

      if (sw_value_is (list, SW_TYPE_ARRAY) || sw_value_is (list, SW_TYPE_OBJECT))
        return list;
    }
  for (guint i = 0; i < sw_value_get_length (object); i++)
    if (is_list_of_events (sw_value_get_member_at (object, i)))
      return sw_value_get_member_at (object, i);
  return SW_VALUE_INIT;
}

static gboolean
add_event (SwValue value, GArray *events, GError **error)
{
  SwFoundEvent event = { .value = value };

  if (!sw_history_get_id (sw_history_get_field (value, "id"), &event.id) || event.id == 0)
    {
      set_shape_error (
          error, _ ("Entry %u of the events, “%s”, has no \"id\" that is a number from 1."),
          events->len + 1, sw_value_get_text (sw_history_get_field (value, "type"), NULL));
      return FALSE;
    }
  if (!sw_history_get_id (find_previous (value), &event.previous))
    event.previous = 0;
  sw_value_ref (value);
  g_array_append_val (events, event);
  return TRUE;
}

static gboolean collect (SwValue value, guint depth, GArray *events, GError **error);

/* An entry of CloudWatch Logs has the event as a text. */
static gboolean
collect_message (SwValue message, guint depth, GArray *events, GError **error)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  gsize length;
  const char *text = sw_value_get_text (message, &length);
  g_autoptr (GError) reason = NULL;

  if (sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &value, &reason))
    return collect (value, depth + 1, events, error);
  set_shape_error (error, _ ("Entry %u of the events has a \"message\" that is no JSON: %s."),
                   events->len + 1, reason->message);
  return FALSE;
}

static gboolean
collect_object (SwValue object, guint depth, GArray *events, GError **error)
{
  SwValue list = find_list (object);
  SwValue message = sw_history_get_field (object, "message");

  if (is_text (sw_history_get_field (object, "type")))
    return add_event (object, events, error);
  if (!sw_value_is (list, SW_TYPE_UNDEFINED))
    return collect (list, depth + 1, events, error);
  if (is_text (message))
    return collect_message (message, depth, events, error);
  if (!sw_value_is (sw_value_get_member (object, "StartAt"), SW_TYPE_UNDEFINED))
    set_shape_error (error, _ ("This is a definition, not the history of an execution."));
  else if (events->len > 0)
    set_shape_error (error, _ ("What comes after event %u is no event: it has no \"type\"."),
                     events->len);
  else
    set_shape_error (error, _ ("There are no events: no \"type\", and no \"events\"."));
  return FALSE;
}

/* Gathers the events that VALUE is or holds. */
static gboolean
collect (SwValue value, guint depth, GArray *events, GError **error)
{
  if (depth < MAX_NESTING && sw_value_is (value, SW_TYPE_OBJECT))
    return collect_object (value, depth, events, error);
  if (depth >= MAX_NESTING || !sw_value_is (value, SW_TYPE_ARRAY))
    {
      set_shape_error (error, _ ("Where an event is expected there is something else (%s)."),
                       sw_type_get_name (sw_value_type (value)));
      return FALSE;
    }
  for (guint i = 0; i < sw_value_get_length (value); i++)
    if (!collect (sw_value_get_element (value, i), depth + 1, events, error))
      return FALSE;
  return TRUE;
}

/* Where the document that begins at START ends: behind its bracket, or at END */
static const char *
find_document_end (const char *start, const char *end)
{
  guint depth = 0;
  gboolean in_text = FALSE;

  for (const char *at = start; at < end; at++)
    {
      if (in_text && *at == '\\')
        at++;
      else if (*at == '"')
        in_text = !in_text;
      else if (!in_text && (*at == '{' || *at == '['))
        depth++;
      else if (!in_text && (*at == '}' || *at == ']') && --depth == 0)
        return at + 1;
    }
  return end;
}

static const char *
skip_blanks (const char *at, const char *end)
{
  while (at < end && g_ascii_isspace (*at))
    at++;
  return at;
}

static gboolean
read_document (const char *start, const char *end, guint number, GArray *events, GError **error)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) reason = NULL;

  if (sw_value_from_text (start, end - start, SW_TEXT_DEFAULT, &value, &reason))
    return collect (value, 0, events, error);
  if (number == 1)
    g_set_error (error, SW_HISTORY_ERROR, SW_HISTORY_ERROR_SYNTAX, _ ("This is not JSON. %s"),
                 reason->message);
  else
    g_set_error (error, SW_HISTORY_ERROR, SW_HISTORY_ERROR_SYNTAX,
                 _ ("Page %u of the history is not JSON. Counted from where it begins: %s"), number,
                 reason->message);
  return FALSE;
}

/* Pages may follow each other in one file; so do the lines of a log. */
static gboolean
read_documents (const char *text, gsize length, GArray *events, GError **error)
{
  const char *end = text + length;
  const char *at = skip_blanks (text, end);
  const char *next = *at == '{' || *at == '[' ? find_document_end (at, end) : end;

  if (at == end)
    {
      set_shape_error (error, _ ("The file is empty."));
      return FALSE;
    }
  if (skip_blanks (next, end) == end)
    return read_document (text, end, 1, events, error);
  for (guint number = 1; at < end; number++)
    {
      next = *at == '{' || *at == '[' ? find_document_end (at, end) : end;
      if (!read_document (at, next, number, events, error))
        return FALSE;
      at = skip_blanks (next, end);
    }
  return TRUE;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const SwFoundEvent *first = a, *second = b;

  return first->id < second->id ? -1 : first->id > second->id;
}

/* A log may hold several executions; their events cannot be told apart by their numbers. */
static gboolean
check_executions (GArray *events, GError **error)
{
  const char *first = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      SwValue arn =
          sw_value_get_member (g_array_index (events, SwFoundEvent, i).value, "execution_arn");

      if (!is_text (arn))
        continue;
      if (first == NULL)
        first = sw_value_get_text (arn, NULL);
      if (g_str_equal (first, sw_value_get_text (arn, NULL)))
        continue;
      g_set_error (
          error, SW_HISTORY_ERROR, SW_HISTORY_ERROR_SHAPE,
          _ ("The log has events of more than one execution (%s and %s); keep those of one."),
          first, sw_value_get_text (arn, NULL));
      return FALSE;
    }
  return TRUE;
}

/* Event IDS are found again by a binary search: they are sorted. Returns 0 where it is missing. */
static guint
find_number (const GArray *events, guint64 id)
{
  guint low = 0, high = events->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      guint64 found = g_array_index (events, SwFoundEvent, middle).id;

      if (found == id)
        return middle + 1;
      if (found < id)
        low = middle + 1;
      else
        high = middle;
    }
  return 0;
}

static void
drop_repeated (GArray *events)
{
  guint kept = 0;

  for (guint i = 0; i < events->len; i++)
    {
      SwFoundEvent event = g_array_index (events, SwFoundEvent, i);

      if (kept > 0 && g_array_index (events, SwFoundEvent, kept - 1).id == event.id)
        {
          sw_value_clear (&event.value);
          continue;
        }
      g_array_index (events, SwFoundEvent, kept++) = event;
    }
  /* Those behind have been moved. */
  for (guint i = kept; i < events->len; i++)
    g_array_index (events, SwFoundEvent, i).value = SW_VALUE_INIT;
  g_array_set_size (events, kept);
}

static void
note_gaps (const GArray *events, GPtrArray *notes)
{
  guint64 last = g_array_index (events, SwFoundEvent, events->len - 1).id;

  if (notes == NULL || last == events->len)
    return;
  g_ptr_array_add (notes,
                   g_strdup_printf (_ ("%zu of %zu events are missing, perhaps pages that were not "
                                       "fetched; those that are there are numbered anew."),
                                    (gsize) (last - events->len), (gsize) last));
}

static SwHistory *
make_history (GArray *events, GPtrArray *notes)
{
  SwHistory *history = sw_history_new (NULL);
  SwHistoryReader reader;

  sw_history_reader_init (&reader, notes);
  for (guint i = 0; i < events->len; i++)
    {
      const SwFoundEvent *found = &g_array_index (events, SwFoundEvent, i);
      SwHistoryEvent *event = sw_history_add (history);
      guint previous = find_number (events, found->previous);

      /* What an event follows from came before it. */
      event->previous = previous <= i ? previous : 0;
      sw_history_read_event (&reader, found->value, event);
      if (event->previous == 0 && found->previous != 0)
        sw_history_reader_note (&reader, SW_NOTE_LINK,
                                _ ("Event %u follows from event %zu, which is not before it in the "
                                   "history."),
                                event->id, (gsize) found->previous);
    }
  sw_history_reader_clear (&reader);
  return history;
}

/**
 * sw_history_new_from_text:
 * @text: UTF-8
 * @length: bytes, or -1: up to the NUL
 * @notes: (nullable) (element-type utf8): takes what is odd, a sentence each, to be freed
 * @error: %SW_HISTORY_ERROR
 *
 * Reads a history in whatever form it comes. Pages may overlap, and be in any order.
 *
 * Returns: (transfer full) (nullable): the history; %NULL with @error set where there is none
 */
SwHistory *
sw_history_new_from_text (const char *text, gssize length, GPtrArray *notes, GError **error)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (SwFoundEvent));

  g_array_set_clear_func (events, found_event_clear);
  if (!read_documents (text, length >= 0 ? (gsize) length : strlen (text), events, error)
      || !check_executions (events, error))
    return NULL;
  if (events->len == 0)
    {
      set_shape_error (error, _ ("There are no events."));
      return NULL;
    }
  g_array_sort (events, compare_events);
  drop_repeated (events);
  note_gaps (events, notes);
  return make_history (events, notes);
}
