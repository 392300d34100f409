/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/json/sw-json-search.h"

#include <string.h>

#include "json/sw-text.h"

typedef struct
{
  const char *key;   /* folded */
  GArray     *way;   /* where the walk is */
  GPtrArray  *found; /* SwJsonWay */
} Search;

/**
 * sw_json_search_dup_key:
 * @text: what a person is looking for
 *
 * Returns: (transfer full): what is compared
 */
char *
sw_json_search_dup_key (const char *text)
{
  return g_utf8_casefold (text, -1);
}

/**
 * sw_json_search_find:
 * @text: valid UTF-8
 * @key: of sw_json_search_dup_key(), not empty
 * @from: byte offset in @text to begin at
 * @start: (out): byte offset of the first match
 * @end: (out): byte offset behind it
 *
 * Finds @key in @text, character by character as case folding may change their lengths.
 *
 * Returns: whether it is there
 */
gboolean
sw_json_search_find (const char *text,
                     const char *key,
                     gsize       from,
                     gsize      *start,
                     gsize      *end)
{
  for (const char *at = text + from; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *wanted = key;
      const char *p = at;

      while (*wanted != '\0' && *p != '\0')
        {
          const char *next = g_utf8_next_char (p);
          g_autofree char *folded = g_utf8_casefold (p, next - p);
          gsize length = strlen (folded);

          if (strncmp (wanted, folded, length) != 0)
            break;
          wanted += length;
          p = next;
        }
      if (*wanted != '\0')
        continue;
      *start = (gsize) (at - text);
      *end = (gsize) (p - text);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_in (const char *text,
       const char *key)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return strstr (folded, key) != NULL;
}

static gboolean
matches (const Search *self,
         SwString     *name,
         SwValue       value)
{
  g_autofree char *text = NULL;

  if (name != NULL && is_in (sw_string_get_text (name), self->key))
    return TRUE;
  if (sw_value_is (value, SW_TYPE_ARRAY) || sw_value_is (value, SW_TYPE_OBJECT))
    return FALSE;
  if (sw_value_is (value, SW_TYPE_STRING))
    return is_in (sw_value_get_text (value, NULL), self->key);
  text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  return is_in (text, self->key);
}

static void
note (Search *self)
{
  GArray *way = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->way->len);

  if (self->way->len > 0)
    g_array_append_vals (way, self->way->data, self->way->len);
  g_ptr_array_add (self->found, way);
}

/* Recurses as deep as values are nested, which their reading bounds. */
static void
walk (Search  *self,
      SwValue  value)
{
  gboolean is_object = sw_value_is (value, SW_TYPE_OBJECT);

  if (!is_object && !sw_value_is (value, SW_TYPE_ARRAY))
    return;
  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      SwValue part =
          is_object ? sw_value_get_member_at (value, i) : sw_value_get_element (value, i);

      if (self->found->len >= SW_JSON_SEARCH_MAX)
        return;
      g_array_append_val (self->way, i);
      if (matches (self, is_object ? sw_value_get_key (value, i) : NULL, part))
        note (self);
      walk (self, part);
      g_array_set_size (self->way, self->way->len - 1);
    }
}

/**
 * sw_json_search:
 * @text: what is looked for; empty: nothing is found
 *
 * Returns: (transfer full) (element-type SwJsonWay): the first %SW_JSON_SEARCH_MAX places, in the
 *   order of the value
 */
GPtrArray *
sw_json_search (SwValue     value,
                const char *text)
{
  g_autofree char *key = sw_json_search_dup_key (text);
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (guint));
  Search self = { key, way, g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };

  if (*key == '\0')
    return self.found;
  if (matches (&self, NULL, value))
    note (&self);
  walk (&self, value);
  return self.found;
}
