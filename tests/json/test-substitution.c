/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-placeholders.h"
#include "json/sw-text.h"
#include "table.h"

#include <string.h>

/* Placeholders found, and replaced by values. */

static SwTree *
parse (const GString *text)
{
  return sw_tree_parse (text->str, (gssize) text->len);
}

static char *
print_placeholders (GPtrArray *all)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const SwPlaceholder *item = g_ptr_array_index (all, i);
      const char *text = sw_tree_get_text (item->node->tree, NULL);
      g_autofree char *pointer = sw_node_dup_pointer (item->node);

      g_assert_true (strncmp (text + item->span.start, "${", 2) == 0);
      g_assert_true (text[item->span.end - 1] == '}');
      g_string_append_printf (out, "%s%s%s%s%s %s", i > 0 ? ", " : "", item->literal ? "!" : "",
                              item->name, item->bare ? "*" : "", item->in_name ? "@" : "", pointer);
    }
  return g_string_free_and_steal (out);
}

static char *
print_missing (const SwSubstitution *substitution)
{
  g_autoptr (GPtrArray) missing = sw_substitution_dup_missing (substitution, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "",
                            ((SwPlaceholder *) g_ptr_array_index (missing, i))->name);
  return g_string_free_and_steal (out);
}

static void
test_row (const TableRow *row)
{
  g_autoptr (SwTree) tree = parse (table_row_get (row, 1));
  g_auto (SwValue) values = SW_VALUE_INIT;
  g_autoptr (SwSubstitution) substitution = NULL;
  g_autofree char *placeholders = NULL, *missing = NULL;

  g_assert_true (sw_value_from_text (table_row_get (row, 2)->str, -1, SW_TEXT_DEFAULT, &values,
                                     NULL));
  substitution = sw_substitution_new (tree, values);
  placeholders = print_placeholders (sw_substitution_get_all (substitution));
  missing = print_missing (substitution);
  g_assert_cmpstr (sw_tree_get_text (sw_substitution_get_tree (substitution), NULL), ==,
                   table_row_get (row, 3)->str);
  g_assert_cmpstr (placeholders, ==, table_row_get (row, 4)->str);
  g_assert_cmpstr (missing, ==, table_row_get (row, 5)->str);
}

/* Where parts of the text with values come from */
static const char source[] = "{\"k${x}\": [\"a${x}b\", ${y}, 7], \"z\": \"${empty}!\"}";
static const char values_text[] = "{\"x\": \"XYZ\", \"y\": {\"in\": [1, 2]}, \"empty\": \"\"}";

static const struct
{
  const char *found;       /* in the text with values */
  const char *from;        /* in the source */
  const char *placeholder; /* or NULL */
} spans[] = {
  { "7", "7", NULL },
  { "\"aXYZb\"", "\"a${x}b\"", "x" },
  { "YZb", "${x}b", "x" },
  { "aX", "a${x}", "x" },
  { "\"a", "\"a", NULL },
  { "\"in\"", "${y}", "y" },
  { "{\"in\":[1,2]}", "${y}", "y" },
  { "\"!\"", "\"${empty}!\"", "empty" },
  { "kXYZ", "k${x}", "x" },
};

static const char *const pointers[][2] = {
  { "", "" },
  { "/kXYZ/0", "/k${x}/0" },
  { "/kXYZ/1", "/k${x}/1" },
  { "/kXYZ/1/in/0", "/k${x}/1" },
  { "/kXYZ/2", "/k${x}/2" },
  { "/z", "/z" },
};

static void
test_places (void)
{
  g_autoptr (SwTree) tree = sw_tree_parse (source, -1);
  g_auto (SwValue) values = SW_VALUE_INIT;
  g_autoptr (SwSubstitution) substitution = NULL;
  const char *text;

  g_assert_true (sw_value_from_text (values_text, -1, SW_TEXT_DEFAULT, &values, NULL));
  substitution = sw_substitution_new (tree, values);
  text = sw_tree_get_text (sw_substitution_get_tree (substitution), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      gsize at = (gsize) (strstr (text, spans[i].found) - text);
      SwSpan span = { at, at + strlen (spans[i].found) };
      SwSpan from = sw_substitution_map_back (substitution, span);
      const SwPlaceholder *placeholder = sw_substitution_find_at (substitution, span);
      g_autofree char *part = g_strndup (source + from.start, sw_span_length (from));

      g_assert_cmpstr (part, ==, spans[i].from);
      g_assert_cmpstr (placeholder != NULL ? placeholder->name : NULL, ==, spans[i].placeholder);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pointers); i++)
    {
      g_autofree char *pointer = sw_substitution_dup_pointer (substitution, pointers[i][0]);

      g_assert_cmpstr (pointer, ==, pointers[i][1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  table_add_tests ("substitution.txt", "/json/substitution", 6, test_row);
  g_test_add_func ("/json/substitution/where parts come from", test_places);

  return g_test_run ();
}
