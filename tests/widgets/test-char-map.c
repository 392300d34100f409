/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/document/sw-char-map.h"

#include <string.h>

/* The map against a walk over the whole text, at every character. */

typedef struct
{
  const char *name;
  const char *unit; /* repeated to make a text of several strides */
  guint       times;
} MapCase;

static const MapCase map_cases[] = {
  { "empty", "", 0 },
  { "ascii", "{\"a\": 1}\n", 500 },
  { "two-bytes", "\u00e9", 1500 },
  { "three-bytes", "\u20ac", 1500 },
  { "four-bytes", "\U0001f600", 1500 },
  { "mixed", "a\u00e9\u20ac\U0001f600\n", 700 },
};

static void
test_map (gconstpointer data)
{
  const MapCase *test = data;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (SwCharMap) map = NULL;
  gsize character = 0;

  for (guint i = 0; i < test->times; i++)
    g_string_append (text, test->unit);
  map = sw_char_map_new (text->str, text->len);
  for (const char *at = text->str; *at != '\0'; at = g_utf8_next_char (at), character++)
    {
      gsize byte = (gsize) (at - text->str);

      g_assert_cmpuint (sw_char_map_to_char (map, text->str, byte), ==, character);
      g_assert_cmpuint (sw_char_map_to_byte (map, text->str, character), ==, byte);
    }
  g_assert_cmpuint (sw_char_map_get_length (map), ==, character);
  g_assert_cmpuint (sw_char_map_to_char (map, text->str, text->len + 9), ==, character);
  g_assert_cmpuint (sw_char_map_to_byte (map, text->str, character + 9), ==, text->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (map_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/char-map/", map_cases[i].name, NULL);
      g_test_add_data_func (path, &map_cases[i], test_map);
    }
  return g_test_run ();
}
