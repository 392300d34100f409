/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include "json/sw-difference.h"
#include "json/sw-text.h"

/* Where two values part: data/difference.txt */

static SwValue
read_value (const GString *text)
{
  g_autoptr (GError) error = NULL;
  SwValue value = SW_VALUE_INIT;

  sw_value_from_text (text->str, (gssize) text->len, SW_TEXT_DEFAULT, &value, &error);
  g_assert_no_error (error);
  return value;
}

static char *
describe (GPtrArray *differences)
{
  static const char *const kinds[] = { "changed", "missing", "added" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const SwDifference *each = g_ptr_array_index (differences, i);

      g_assert_cmpint (sw_value_is (each->wanted, SW_TYPE_UNDEFINED), ==,
                       each->kind == SW_DIFFERENCE_ADDED);
      g_assert_cmpint (sw_value_is (each->got, SW_TYPE_UNDEFINED), ==,
                       each->kind == SW_DIFFERENCE_MISSING);
      g_string_append_printf (text, "%s%s %s", i > 0 ? "; " : "", kinds[each->kind],
                              each->pointer);
    }
  return g_strchomp (g_string_free (text, FALSE));
}

static void
run (const TableRow *row)
{
  SwCompareMode mode = g_str_equal (table_row_get (row, 1)->str, "parts") ? SW_COMPARE_PARTS
                                                                          : SW_COMPARE_WHOLE;
  g_auto (SwValue) wanted = read_value (table_row_get (row, 2));
  g_auto (SwValue) got = read_value (table_row_get (row, 3));
  g_autoptr (GPtrArray) all = sw_value_compare (wanted, got, mode, 100);
  g_autoptr (GPtrArray) first = sw_value_compare (wanted, got, mode, 1);
  g_autofree char *found = describe (all);

  g_assert_cmpstr (all->len > 0 ? found : "same", ==, table_row_get (row, 4)->str);
  g_assert_cmpuint (first->len, ==, MIN (all->len, 1));
}

/* A value against none, which a table cannot write */
static void
test_nothing (void)
{
  g_auto (SwValue) value = sw_value_new_integer (1);
  g_autoptr (GPtrArray) missing = sw_value_compare (value, SW_VALUE_INIT, SW_COMPARE_WHOLE, 9);
  g_autoptr (GPtrArray) added = sw_value_compare (SW_VALUE_INIT, value, SW_COMPARE_WHOLE, 9);
  g_autoptr (GPtrArray) none
      = sw_value_compare (SW_VALUE_INIT, SW_VALUE_INIT, SW_COMPARE_WHOLE, 9);
  g_autofree char *missing_text = describe (missing), *added_text = describe (added);

  g_assert_cmpstr (missing_text, ==, "missing");
  g_assert_cmpstr (added_text, ==, "added");
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  table_add_tests ("difference.txt", "/difference", 5, run);
  g_test_add_func ("/difference/nothing", test_nothing);
  return g_test_run ();
}
