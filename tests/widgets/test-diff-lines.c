/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-diff-lines.h"
#include "json/sw-text.h"

/* Two values beside one another: a line for each row, "DEPTH SIGN KEY: BEFORE | AFTER", where the
 * sign is one of = + - ~ and … for what is folded. */

typedef struct
{
  const char *name;
  const char *before; /* JSON; NULL: there is none */
  const char *after;  /* likewise */
  guint       differences;
  const char *lines[8];
} Row;

static const Row rows[] = {
  { "equal", "{\"a\":1}", "{\"a\":1}", 0, { "0 = : {\"a\": 1} | {\"a\": 1}" } },
  { "a-member-changes", "{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":3}", 1,
    { "0 = a: 1 | 1", "0 ~ b: 2 | 3" } },
  { "a-member-comes-and-one-goes", "{\"a\":1}", "{\"b\":{\"c\":[2]}}", 2,
    { "0 - a: 1 |", "0 + b: | { }", "1 + c: | [ ]", "2 + 0: | 2" } },
  { "what-changes-deep-inside-is-reached", "{\"a\":{\"b\":[1,{\"c\":2}]}}",
    "{\"a\":{\"b\":[1,{\"c\":3}]}}", 1,
    { "0 = a: { } | { }", "1 = b: [ ] | [ ]", "2 = 0: 1 | 1", "2 = 1: { } | { }", "3 ~ c: 2 | 3" } },
  { "another-type-is-one-change", "{\"a\":[1]}", "{\"a\":{\"b\":1}}", 1,
    { "0 ~ a: [1] | {\"b\": 1}" } },
  { "an-empty-container-is-a-value", "{\"a\":{}}", "{\"a\":{\"b\":1}}", 1,
    { "0 ~ a: {} | {\"b\": 1}" } },
  { "three-equal-parts-are-shown", "[1,2,3,4]", "[1,2,3,5]", 1,
    { "0 = 0: 1 | 1", "0 = 1: 2 | 2", "0 = 2: 3 | 3", "0 ~ 3: 4 | 5" } },
  { "more-are-folded", "[1,2,3,4,5]", "[1,2,3,4,6]", 1,
    { "0 … : 4 equal parts |", "0 ~ 4: 5 | 6" } },
  { "nothing-before", NULL, "[1]", 1, { "0 + : | [ ]", "1 + 0: | 1" } },
  { "nothing-after", "7", NULL, 1, { "0 - : 7 |" } },
  { "plain-values", "\"a\"", "\"b\"", 1, { "0 ~ : \"a\" | \"b\"" } },
  { "null-is-a-value", "{\"a\":null}", "{}", 1, { "0 ~ : {\"a\": null} | {}" } },
};

static SwValue
parse (const char *json)
{
  SwValue value = SW_VALUE_INIT;

  if (json != NULL)
    g_assert_true (sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &value, NULL));
  return value;
}

static char *
dup_line (SwDiffLine *line)
{
  static const char *const signs[] = {
    [SW_DIFF_SAME] = "=", [SW_DIFF_ADDED] = "+", [SW_DIFF_REMOVED] = "-",
    [SW_DIFF_CHANGED] = "~", [SW_DIFF_FOLDED] = "…",
  };
  const char *before = sw_diff_line_get_before (line), *after = sw_diff_line_get_after (line);
  g_autofree char *left = g_strconcat (before != NULL ? " " : "", before, NULL);
  g_autofree char *right = g_strconcat (after != NULL ? " " : "", after, NULL);

  return g_strdup_printf ("%u %s %s:%s |%s", sw_diff_line_get_depth (line),
                          signs[sw_diff_line_get_kind (line)], sw_diff_line_get_key (line),
                          before != NULL ? left : "", after != NULL ? right : "");
}

static void
test_lines (gconstpointer data)
{
  const Row *row = data;
  g_auto (SwValue) before = parse (row->before), after = parse (row->after);
  guint differences, count;
  g_autoptr (GListModel) lines = sw_diff_lines_new (before, after, &differences);

  count = g_list_model_get_n_items (lines);
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (SwDiffLine) line = g_list_model_get_item (lines, i);
      g_autofree char *text = dup_line (line);

      g_assert_cmpstr (text, ==, row->lines[i]);
    }
  g_assert_null (row->lines[count]);
  g_assert_cmpuint (differences, ==, row->differences);
}

/* A comparison that would never end to be read ends with a line that says so. */
static void
test_too_much (void)
{
  g_auto (SwValue) before = sw_value_new_array (2 * SW_DIFF_MAX_LINES);
  g_auto (SwValue) after = sw_value_new_array (2 * SW_DIFF_MAX_LINES);
  g_autoptr (GListModel) lines = NULL;
  g_autoptr (SwDiffLine) last = NULL;
  guint differences;

  for (guint i = 0; i < 2 * SW_DIFF_MAX_LINES; i++)
    {
      sw_value_append (&before, sw_value_new_integer (i));
      sw_value_append (&after, sw_value_new_integer (-1 - (gint64) i));
    }
  lines = sw_diff_lines_new (before, after, &differences);
  g_assert_cmpuint (g_list_model_get_n_items (lines), ==, SW_DIFF_MAX_LINES + 1);
  last = g_list_model_get_item (lines, SW_DIFF_MAX_LINES);
  g_assert_cmpint (sw_diff_line_get_kind (last), ==, SW_DIFF_FOLDED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/diff-lines/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_lines);
    }
  g_test_add_func ("/diff-lines/too-much", test_too_much);
  return g_test_run ();
}
