/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-string-cursor.h"
#include "table.h"

#include <stdio.h>

static void
run_row (const TableRow *row)
{
  const GString *text = table_row_get (row, 1);
  g_autoptr (SwTree) tree = sw_tree_parse (text->str, (gssize) text->len);
  SwNode *node = sw_tree_get_root (tree);
  g_autofree char *found = NULL;
  SwStringCursor cursor;
  guint start, end;
  SwSpan span;

  g_assert_cmpint (sscanf (table_row_get (row, 2)->str, "%u-%u", &start, &end), ==, 2);
  sw_string_cursor_init (&cursor, node);
  span = sw_string_cursor_locate (&cursor, start, end);
  found = g_strndup (text->str + span.start, sw_span_length (span));
  g_assert_cmpstr (found, ==, table_row_get (row, 3)->str);
}

/* Both directions agree at each byte of the text, and the cursor counts what is decoded. */
static void
run_round_trip (const TableRow *row)
{
  const GString *text = table_row_get (row, 1);
  g_autoptr (SwTree) tree = sw_tree_parse (text->str, (gssize) text->len);
  SwNode *node = sw_tree_get_root (tree);
  gsize length;
  g_autofree char *decoded = sw_node_dup_string (node, &length);
  SwStringCursor forward, backward;

  g_assert_nonnull (decoded);
  sw_string_cursor_init (&forward, node);
  sw_string_cursor_init (&backward, node);
  for (gsize i = 0; i <= length; i++)
    {
      gsize offset = sw_string_cursor_seek (&forward, i);

      g_assert_cmpuint (sw_string_cursor_find (&backward, offset), ==, forward.decoded);
      g_assert_cmpuint (forward.decoded, <=, i);
    }
  g_assert_cmpuint (forward.decoded, ==, length);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  table_add_tests ("cursor.txt", "/json/string-cursor", 4, run_row);
  table_add_tests ("cursor.txt", "/json/string-cursor/round-trip", 4, run_round_trip);

  return g_test_run ();
}
