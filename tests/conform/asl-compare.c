/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl-compare.h"

#include <string.h>

#include "engine/sw-time.h"
#include "json/sw-text.h"

/* Words the recorder wrote in place of a time, without listing them */
static const char *const time_words[] = { "timestamp", "datetime", "date" };

/* Members that say nothing: constant, or later than some recordings */
static const char *const ignored_members[]
    = { "timestamp", "inputDetails", "outputDetails", "assignedVariablesDetails", "RedriveCount" };

void
asl_masks_init (AslMasks *self,
                SwValue   masks)
{
  self->masks = masks;
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
asl_masks_clear (AslMasks *self)
{
  g_hash_table_unref (self->tokens);
}

static gboolean
is_ignored (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (ignored_members); i++)
    if (g_str_equal (ignored_members[i], name))
      return TRUE;
  return FALSE;
}

static gboolean
lists (SwValue     list,
       const char *text)
{
  for (guint i = 0; i < sw_value_get_length (list); i++)
    if (g_strcmp0 (sw_value_get_text (sw_value_get_element (list, i), NULL), text) == 0)
      return TRUE;
  return FALSE;
}

/* The same token stands for the same text throughout a case. */
static gboolean
stands_for (AslMasks   *self,
            const char *token,
            const char *text,
            gsize       length)
{
  g_autofree char *part = g_strndup (text, length);
  const char *first = g_hash_table_lookup (self->tokens, token);

  if (first != NULL)
    return g_str_equal (first, part);
  g_hash_table_insert (self->tokens, g_strdup (token), g_steal_pointer (&part));
  return TRUE;
}

/* Length of the token or time word at PATTERN, or 0; *IS_TIME tells which */
static gsize
mask_at (AslMasks   *self,
         const char *pattern,
         gboolean   *is_time)
{
  SwValue tokens = sw_value_get_member (self->masks, "tokens");

  *is_time = FALSE;
  for (guint i = 0; sw_value_is (tokens, SW_TYPE_ARRAY) && i < sw_value_get_length (tokens); i++)
    {
      gsize length;
      const char *token = sw_value_get_text (sw_value_get_element (tokens, i), &length);

      if (strncmp (pattern, token, length) == 0)
        return length;
    }
  *is_time = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (time_words); i++)
    if (g_str_has_prefix (pattern, time_words[i]))
      return strlen (time_words[i]);
  return 0;
}

/* Matches TEXT from the left; tries every length a mask may stand for. */
static gboolean
matches (AslMasks   *self,
         const char *pattern,
         const char *text)
{
  gboolean is_time;
  gsize length;

  for (; *pattern != '\0' && (length = mask_at (self, pattern, &is_time)) == 0; pattern++, text++)
    if (*pattern != *text)
      return FALSE;
  if (*pattern == '\0')
    return *text == '\0';

  for (gsize taken = strlen (text) + 1; taken-- > 0;)
    {
      g_autofree char *token = g_strndup (pattern, length);
      SwInstant instant;
      gboolean fits = is_time ? sw_instant_parse (text, taken, &instant)
                                    || (taken == length && strncmp (text, token, taken) == 0)
                              : TRUE;

      if (fits && matches (self, pattern + length, text + taken))
        return is_time || stands_for (self, token, text, taken);
    }
  return FALSE;
}

static char *
show (SwValue value)
{
  g_autofree char *text = NULL;

  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    return g_strdup ("nothing");
  text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  return strlen (text) > 300 ? g_strdup_printf ("%.300s…", text) : g_steal_pointer (&text);
}

static char *
differ (const char *where,
        SwValue     expected,
        SwValue     actual)
{
  g_autofree char *wanted = show (expected);
  g_autofree char *got = show (actual);

  return g_strdup_printf ("at %s: expected %s, got %s", where, wanted, got);
}

static char *
compare_members (AslMasks   *self,
                 const char *where,
                 SwValue     expected,
                 SwValue     actual)
{
  for (guint i = 0; i < sw_value_get_length (expected); i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (expected, i));
      g_autofree char *place = g_strdup_printf ("%s/%s", where, name);
      char *difference;

      if (is_ignored (name))
        continue;
      difference = asl_compare (self, place, sw_value_get_member_at (expected, i),
                                sw_value_get_member (actual, name));
      if (difference != NULL)
        return difference;
    }
  for (guint i = 0; i < sw_value_get_length (actual); i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (actual, i));
      g_autofree char *place = g_strdup_printf ("%s/%s", where, name);

      if (!is_ignored (name)
          && sw_value_is (sw_value_get_member (expected, name), SW_TYPE_UNDEFINED))
        return differ (place, SW_VALUE_INIT, sw_value_get_member_at (actual, i));
    }
  return NULL;
}

static char *
compare_elements (AslMasks   *self,
                  const char *where,
                  SwValue     expected,
                  SwValue     actual)
{
  if (sw_value_get_length (expected) != sw_value_get_length (actual))
    return differ (where, expected, actual);
  for (guint i = 0; i < sw_value_get_length (expected); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s/%u", where, i);
      char *difference = asl_compare (self, place, sw_value_get_element (expected, i),
                                      sw_value_get_element (actual, i));

      if (difference != NULL)
        return difference;
    }
  return NULL;
}

/* A text that is JSON was given as the value it holds: a cause for instance, whose spacing is not
 * known. */
static char *
compare_with_text (AslMasks   *self,
                   const char *where,
                   SwValue     expected,
                   SwValue     actual)
{
  g_auto (SwValue) parsed = SW_VALUE_INIT;
  gsize length;
  const char *text = sw_value_get_text (actual, &length);

  if (!sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &parsed, NULL))
    return differ (where, expected, actual);
  return asl_compare (self, where, expected, parsed);
}

char *
asl_compare (AslMasks   *self,
             const char *where,
             SwValue     expected,
             SwValue     actual)
{
  if (sw_value_is (expected, SW_TYPE_STRING) && !sw_value_is (actual, SW_TYPE_UNDEFINED))
    {
      const char *wanted = sw_value_get_text (expected, NULL);

      /* A masked value may be of any type; a nested mask ("<<token>:1>") is one as well. */
      if (lists (sw_value_get_member (self->masks, "literals"), wanted)
          || (sw_value_is (actual, SW_TYPE_STRING)
              && lists (sw_value_get_member (self->masks, "literals"),
                        sw_value_get_text (actual, NULL)))
          || (g_str_has_prefix (wanted, "<<") && g_str_has_suffix (wanted, ">")))
        return NULL;
      if (sw_value_is (actual, SW_TYPE_STRING)
          && matches (self, wanted, sw_value_get_text (actual, NULL)))
        return NULL;
    }
  if (sw_value_is (expected, SW_TYPE_OBJECT) && sw_value_is (actual, SW_TYPE_OBJECT))
    return compare_members (self, where, expected, actual);
  if (sw_value_is (expected, SW_TYPE_ARRAY) && sw_value_is (actual, SW_TYPE_ARRAY))
    return compare_elements (self, where, expected, actual);
  if (sw_value_is (expected, SW_TYPE_OBJECT) && sw_value_is (actual, SW_TYPE_STRING))
    return compare_with_text (self, where, expected, actual);
  return sw_value_equal (expected, actual) ? NULL : differ (where, expected, actual);
}

static gint64
get_id (SwValue     event,
        const char *member)
{
  gint64 id = -1;

  sw_value_get_integer (sw_value_get_member (event, member), &id);
  return id;
}

static const char *
get_type (SwValue event)
{
  return sw_value_get_text (sw_value_get_member (event, "type"), NULL);
}

/* An event without its numbers */
static SwValue
strip (SwValue event)
{
  SwValue stripped = sw_value_ref (event);

  sw_value_remove_member (&stripped, "id");
  sw_value_remove_member (&stripped, "previousEventId");
  return stripped;
}

static gboolean
same_content (AslMasks *self,
              SwValue   expected,
              SwValue   actual)
{
  g_auto (SwValue) a = strip (expected);
  g_auto (SwValue) b = strip (actual);
  g_autofree char *difference = NULL;

  if (!g_str_equal (get_type (expected), get_type (actual)))
    return FALSE;
  difference = asl_compare (self, "", a, b);
  return difference == NULL;
}

/* The service once linked a distributed Map's exit to MapRunSucceeded, since November 2024 to
 * MapRunStarted. */
static gboolean
is_old_link (SwValue expected,
             SwValue actual,
             guint   index)
{
  if (index < 2
      || !g_str_equal (get_type (sw_value_get_element (expected, index)), "MapStateExited")
      || !g_str_equal (get_type (sw_value_get_element (expected, index - 2)), "MapRunSucceeded"))
    return FALSE;
  return get_id (sw_value_get_element (expected, index), "previousEventId")
             == get_id (sw_value_get_element (expected, index - 2), "id")
         && get_id (sw_value_get_element (actual, index), "previousEventId")
                == get_id (sw_value_get_element (actual, index - 2), "previousEventId");
}

static char *
compare_in_order (AslMasks *self,
                  SwValue   expected,
                  SwValue   actual)
{
  guint wanted = sw_value_get_length (expected), got = sw_value_get_length (actual);

  for (guint i = 0; i < MIN (wanted, got); i++)
    {
      g_autofree char *where = g_strdup_printf ("event %u", i + 1);
      g_auto (SwValue) a = sw_value_ref (sw_value_get_element (expected, i));
      g_auto (SwValue) b = sw_value_ref (sw_value_get_element (actual, i));
      char *difference;

      if (is_old_link (expected, actual, i))
        {
          sw_value_remove_member (&a, "previousEventId");
          sw_value_remove_member (&b, "previousEventId");
        }
      difference = asl_compare (self, where, a, b);
      if (difference != NULL)
        return difference;
    }
  if (wanted != got)
    return g_strdup_printf (
        "%u events expected, got %u; the next is %s", wanted, got,
        get_type (sw_value_get_element (wanted > got ? expected : actual, MIN (wanted, got))));
  return NULL;
}

/* A Parallel's inner events were sorted and lost their ids: each of them must be among ours; the
 * others stand at their ids. What is left over may only be the ends of Parallels, which the
 * recorder lost. */
static char *
compare_sorted (AslMasks *self,
                SwValue   expected,
                SwValue   actual)
{
  guint got = sw_value_get_length (actual);
  g_autofree gboolean *used = g_new0 (gboolean, got + 1);

  for (guint i = 0; i < sw_value_get_length (expected); i++)
    {
      SwValue event = sw_value_get_element (expected, i);
      gint64 id = get_id (event, "id");
      g_autofree char *where = g_strdup_printf ("event %" G_GINT64_FORMAT " (no. %u)", id, i + 1);
      guint found = got;

      if (id > 0)
        {
          char *difference = id > got ? g_strdup_printf ("%s is missing", where)
                                      : asl_compare (self, where, event,
                                                     sw_value_get_element (actual, (guint) id - 1));

          if (difference != NULL)
            return difference;
          used[id - 1] = TRUE;
          continue;
        }
      for (guint j = 0; j < got && found == got; j++)
        if (!used[j] && same_content (self, event, sw_value_get_element (actual, j)))
          found = j;
      if (found == got)
        return differ (where, event, SW_VALUE_INIT);
      used[found] = TRUE;
    }
  for (guint i = 0; i < got; i++)
    if (!used[i]
        && !g_str_has_prefix (get_type (sw_value_get_element (actual, i)), "ParallelState"))
      return differ ("an event too many", SW_VALUE_INIT, sw_value_get_element (actual, i));
  return NULL;
}

/* How far an event's chain of previous events goes like that of another */
static gboolean
same_chain (AslMasks *self,
            SwValue   expected,
            gint64    wanted,
            SwValue   actual,
            gint64    got)
{
  while (wanted > 0 && got > 0)
    {
      SwValue a = sw_value_get_element (expected, (guint) wanted - 1);
      SwValue b = sw_value_get_element (actual, (guint) got - 1);

      if (!same_content (self, a, b))
        return FALSE;
      wanted = get_id (a, "previousEventId");
      got = get_id (b, "previousEventId");
    }
  return wanted == got;
}

/* Iterations overlapped: the order between them is chance, but each chain must be there. */
static char *
compare_chains (AslMasks *self,
                SwValue   expected,
                SwValue   actual)
{
  guint wanted = sw_value_get_length (expected), got = sw_value_get_length (actual);
  g_autofree gboolean *used = g_new0 (gboolean, got + 1);

  if (wanted != got)
    return compare_in_order (self, expected, actual);
  for (guint i = 0; i < wanted; i++)
    {
      guint found = got;

      for (guint j = 0; j < got && found == got; j++)
        if (!used[j] && same_chain (self, expected, i + 1, actual, j + 1))
          found = j;
      if (found == got)
        return differ ("a chain of events", sw_value_get_element (expected, i), SW_VALUE_INIT);
      used[found] = TRUE;
    }
  return NULL;
}

char *
asl_compare_history (AslMasks *self,
                     SwValue   test_case,
                     SwValue   expected,
                     SwValue   actual)
{
  SwValue ordered = sw_value_get_member (test_case, "history_ordered");
  SwValue interleaved = sw_value_get_member (test_case, "history_interleaved");

  if (sw_value_is (interleaved, SW_TYPE_BOOLEAN) && sw_value_get_boolean (interleaved))
    return compare_chains (self, expected, actual);
  if (sw_value_is (ordered, SW_TYPE_BOOLEAN) && !sw_value_get_boolean (ordered))
    return compare_sorted (self, expected, actual);
  return compare_in_order (self, expected, actual);
}
