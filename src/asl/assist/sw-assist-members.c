/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist-members.h"

#include "json/sw-text.h"

#include <string.h>

/* Members of the data that an expression reads: those that the last run had, and those that the
 * document speaks of elsewhere. */

/* A value is shown beside its name up to this many characters. */
#define PREVIEW_LENGTH 40

static gboolean
is_name_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || (guchar) byte >= 0x80;
}

/* Into an array goes its first element: they are mostly alike. */
static SwValue
enter_array (SwValue value)
{
  while (sw_value_is (value, SW_TYPE_ARRAY) && sw_value_get_length (value) > 0)
    value = sw_value_get_element (value, 0);

  return value;
}

/**
 * sw_members_find:
 * @value: what a path begins at
 * @path: "a.b[0].c": names and what stands in brackets, which is passed over; perhaps empty
 *
 * Follows a path through what is known of the data; into an array goes its first element.
 *
 * Returns: borrowed from @value: what is there, or undefined
 */
SwValue
sw_members_find (SwValue     value,
                 const char *path)
{
  const char *p = path;

  while (*p != '\0' && !sw_value_is (value, SW_TYPE_UNDEFINED))
    {
      gsize length = strcspn (p, ".[");
      g_autofree char *name = g_strndup (p, length);

      if (length > 0)
        value = sw_value_get_member (enter_array (value), name);
      p += length;
      if (*p == '[')
        {
          p += strcspn (p, "]");
          value = enter_array (value);
        }
      if (*p != '\0')
        p++;
    }

  return value;
}

static gboolean
is_plain (const char *name)
{
  if (*name == '\0' || g_ascii_isdigit (*name))
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!is_name_byte (*p))
      return FALSE;

  return TRUE;
}

/**
 * sw_members_add_known:
 * @names: (inout): name to preview, both owned by it
 * @value: of the last run
 *
 * Adds the members of an object, or of the first element of an array, whose names can stand behind
 * a point as they are.
 */
void
sw_members_add_known (GHashTable *names,
                      SwValue     value)
{
  SwValue object = enter_array (value);

  for (guint i = 0; sw_value_is (object, SW_TYPE_OBJECT) && i < sw_value_get_length (object); i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (object, i));

      if (is_plain (name))
        g_hash_table_insert (names, g_strdup (name),
                             sw_value_dup_preview (sw_value_get_member_at (object, i),
                                                     PREVIEW_LENGTH));
    }
}

/**
 * sw_members_add_used:
 * @names: (inout): as before; what is there already stays
 * @text: the whole document
 * @prefix: a path that ends in a point: "$.order.", "$states.input."
 * @except: byte of the text: what is being typed there does not count
 *
 * Adds the names that stand behind @prefix anywhere in the document.
 */
void
sw_members_add_used (GHashTable *names,
                     const char *text,
                     const char *prefix,
                     gsize       except)
{
  gsize length = strlen (prefix);

  for (const char *p = strstr (text, prefix); p != NULL; p = strstr (p + 1, prefix))
    {
      const char *start = p + length;
      const char *end = start;
      g_autofree char *name = NULL;

      while (is_name_byte (*end))
        end++;
      /* "$.a" is no part of "$$.a". */
      if (end == start || (p > text && (p[-1] == '$' || is_name_byte (p[-1])))
          || (start <= text + except && text + except <= end))
        continue;
      name = g_strndup (start, (gsize) (end - start));
      if (!g_hash_table_contains (names, name))
        g_hash_table_insert (names, g_steal_pointer (&name), NULL);
    }
}
