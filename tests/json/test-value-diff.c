/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/value/sw-value-diff.h"

#include "json/sw-text.h"

/* Differences as text, one per word: "+/new=1", "-/old=1", "~/same=1>2" */
typedef struct
{
  const char *name;
  const char *before; /* JSON; NULL: no value */
  const char *after;
  const char *differences;
} DiffCase;

static const DiffCase cases[] = {
  { "equal", "{\"a\":[1,{\"b\":2}]}", "{\"a\":[1,{\"b\":2}]}", "" },
  { "order-of-members", "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", "" },
  { "spelling-of-numbers", "[1.0,100]", "[1,1e2]", "" },
  { "scalar", "1", "2", "~=1>2" },
  { "nothing-before", NULL, "1", "+=1" },
  { "nothing-after", "1", NULL, "-=1" },
  { "type", "{\"a\":[1]}", "{\"a\":{\"0\":1}}", "~/a=[1]>{\"0\":1}" },
  { "null-is-a-value", "{\"a\":null}", "{}", "-/a=null" },
  { "members", "{\"a\":1,\"b\":2,\"c\":3}", "{\"c\":4,\"d\":5,\"a\":1}", "-/b=2 ~/c=3>4 +/d=5" },
  { "escaped-names", "{}", "{\"a/b~\":1}", "+/a~1b~0=1" },
  { "first-element-added", "[1,2,3]", "[0,1,2,3]", "+/0=0" },
  { "element-removed", "[1,2,3]", "[1,3]", "-/1=2" },
  { "element-changed-inside", "[{\"a\":1},{\"a\":2}]", "[{\"a\":1},{\"a\":9}]", "~/1/a=2>9" },
  { "two-places", "[1,2,3,4,5]", "[1,7,3,5]", "~/1=2>7 -/3=4" },
  { "moved-behind", "[1,2,3]", "[3,4,1]", "-/0=1 -/1=2 +/1=4 +/2=1" },
  { "empty", "[]", "[1]", "+/0=1" },
};

static SwValue
read_text (const char *text)
{
  SwValue value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (text != NULL)
    sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
print_difference (GString            *out,
                  const SwDifference *difference)
{
  static const char signs[] = { '+', '-', '~' };

  g_string_append_printf (out, "%s%c%s=", out->len > 0 ? " " : "", signs[difference->kind],
                          difference->pointer);
  if (difference->kind != SW_DIFFERENCE_ADDED)
    sw_value_print (difference->before, SW_TEXT_DEFAULT, out);
  if (difference->kind == SW_DIFFERENCE_CHANGED)
    g_string_append_c (out, '>');
  if (difference->kind != SW_DIFFERENCE_REMOVED)
    sw_value_print (difference->after, SW_TEXT_DEFAULT, out);
}

static void
test_case (gconstpointer data)
{
  const DiffCase *test = data;
  g_auto (SwValue) before = read_text (test->before);
  g_auto (SwValue) after = read_text (test->after);
  g_autoptr (GPtrArray) differences = sw_value_diff (before, after);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    print_difference (out, differences->pdata[i]);
  g_assert_cmpstr (out->str, ==, test->differences);
}

static SwValue
count_up (guint from,
          guint to)
{
  SwValue array = sw_value_new_array (to - from);

  for (guint i = from; i < to; i++)
    sw_value_append (&array, sw_value_new_integer (i));
  return array;
}

/* Too long for a table of common parts: the equal ends are found all the same. */
static void
test_long_arrays_are_compared_in_order (void)
{
  g_auto (SwValue) before = count_up (0, 20000);
  g_auto (SwValue) after = count_up (0, 20000);
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) many = NULL;

  sw_value_set_element (&after, 10000, SW_VALUE_NULL);
  one = sw_value_diff (before, after);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (((SwDifference *) one->pdata[0])->pointer, ==, "/10000");

  for (guint i = 0; i < 20000; i++)
    sw_value_set_element (&after, i, SW_VALUE_NULL);
  many = sw_value_diff (before, after);
  g_assert_cmpuint (many->len, ==, 20000);
}

static void
test_each_part_is_paired_once (void)
{
  g_auto (SwValue) before = read_text ("[1,2,3,4,5,6]");
  g_auto (SwValue) after = read_text ("[2,9,4,4,8,6,7]");
  g_autoptr (GArray) pairs = sw_value_pair_children (before, after);
  int next_before = 0, next_after = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      SwValuePair pair = g_array_index (pairs, SwValuePair, i);

      if (pair.before >= 0)
        g_assert_cmpint (pair.before, ==, next_before++);
      if (pair.after >= 0)
        g_assert_cmpint (pair.after, ==, next_after++);
    }
  g_assert_cmpint (next_before, ==, 6);
  g_assert_cmpint (next_after, ==, 7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/json/value-diff/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/json/value-diff/long-arrays-are-compared-in-order",
                   test_long_arrays_are_compared_in_order);
  g_test_add_func ("/json/value-diff/each-part-is-paired-once", test_each_part_is_paired_once);
  return g_test_run ();
}
