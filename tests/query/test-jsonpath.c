/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cases.h"

#include "query/jsonpath/sw-jsonpath.h"

static const char *
get_text (SwValue     test,
          const char *member)
{
  return sw_value_get_text (sw_value_get_member (test, member), NULL);
}

/* { name, path, document, value | error, message } */
static void
run_evaluation (SwValue test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwJsonPath) path = sw_json_path_new (get_text (test, "path"), &error);
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (path == NULL
      || !sw_json_path_evaluate (path, sw_value_get_member (test, "document"), NULL, &value, &error))
    assert_failure (error, test);
  else
    assert_value (value, sw_value_get_member (test, "value"));
}

/* { name, path, definite, reference, normalized } */
static void
run_kind (SwValue test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwJsonPath) path = sw_json_path_new (get_text (test, "path"), &error);
  g_autofree char *normalized = NULL;

  g_assert_no_error (error);
  normalized = sw_json_path_dup_normalized (path);
  g_assert_cmpstr (normalized, ==, get_text (test, "normalized"));
  g_assert_cmpstr (sw_json_path_get_text (path), ==, get_text (test, "path"));
  g_assert_cmpint (sw_json_path_is_definite (path), ==,
                   sw_value_get_boolean (sw_value_get_member (test, "definite")));
  g_assert_cmpint (sw_json_path_is_reference (path), ==,
                   sw_value_get_boolean (sw_value_get_member (test, "reference")));
}

/* { name, path, document, write, value | error, message } */
static void
run_write (SwValue test)
{
  SwValue document = sw_value_get_member (test, "document");
  g_autofree char *before = sw_value_to_text (document, SW_TEXT_DEFAULT, NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SwJsonPath) path = sw_json_path_new (get_text (test, "path"), &error);
  g_auto (SwValue) value = SW_VALUE_INIT;

  g_assert_no_error (error);
  if (!sw_json_path_write (path, document, sw_value_get_member (test, "write"), &value, &error))
    assert_failure (error, test);
  else
    assert_value (value, sw_value_get_member (test, "value"));

  after = sw_value_to_text (document, SW_TEXT_DEFAULT, NULL);
  g_assert_cmpstr (after, ==, before);
}

static void
test_results_share_the_document (void)
{
  g_autoptr (SwJsonPath) path = sw_json_path_new ("$.a[0]", NULL);
  g_auto (SwValue) document = SW_VALUE_INIT;
  g_auto (SwValue) found = SW_VALUE_INIT;
  SwValue place;

  g_assert_true (sw_value_from_text ("{\"a\":[{\"b\":1}]}", -1, SW_TEXT_DEFAULT, &document, NULL));
  g_assert_true (sw_json_path_evaluate (path, document, NULL, &found, NULL));
  place = sw_value_get_element (sw_value_get_member (document, "a"), 0);
  g_assert_true (sw_value_same_box (found, place));
}

static void
test_a_write_shares_what_it_does_not_change (void)
{
  g_autoptr (SwJsonPath) path = sw_json_path_new ("$.a.new", NULL);
  g_auto (SwValue) document = SW_VALUE_INIT;
  g_auto (SwValue) written = SW_VALUE_INIT;

  g_assert_true (
      sw_value_from_text ("{\"a\":{},\"big\":[1,2]}", -1, SW_TEXT_DEFAULT, &document, NULL));
  g_assert_true (sw_json_path_write (path, document, SW_VALUE_NULL, &written, NULL));
  g_assert_true (sw_value_same_box (sw_value_get_member (written, "big"),
                                    sw_value_get_member (document, "big")));
}

/* "$" followed by COUNT times PART */
static char *
dup_repeated (const char *start,
              const char *part,
              guint       count,
              const char *end)
{
  GString *out = g_string_new (start);

  for (guint i = 0; i < count; i++)
    g_string_append (out, part);
  g_string_append (out, end);
  return g_string_free (out, FALSE);
}

static void
assert_bounded (const char *text,
                const char *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwJsonPath) path = sw_json_path_new (text, &error);
  g_auto (SwValue) root = SW_VALUE_INIT;
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (path != NULL)
    {
      g_assert_true (sw_value_from_text (document, -1, SW_TEXT_DEFAULT, &root, NULL));
      g_assert_false (sw_json_path_evaluate (path, root, NULL, &value, &error));
    }
  g_assert_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT);
}

static void
test_a_path_that_is_too_long_is_refused (void)
{
  g_autofree char *text = dup_repeated ("$", ".a", SW_JSON_PATH_MAX_LENGTH, "");

  assert_bounded (text, "{}");
}

static void
test_filters_nested_too_deep_are_refused (void)
{
  g_autofree char *nested = dup_repeated ("$", "[?(@", 100, "");
  g_autofree char *groups = dup_repeated ("$[?", "(", 1000, "");
  g_autofree char *closed = dup_repeated (nested, ")]", 100, "");
  g_autofree char *closed_groups = dup_repeated (groups, ")", 1000, "]");

  assert_bounded (closed, "[]");
  assert_bounded (closed_groups, "[]");
}

static void
test_a_walk_without_end_is_stopped (void)
{
  g_autofree char *open = dup_repeated ("", "[", 300, "");
  g_autofree char *nested = dup_repeated (open, "]", 300, "");

  assert_bounded ("$..*..*..*..*", nested);
}

/* Lists that are looked through for each element of another one count as places visited. */
static void
test_long_lists_in_filters_are_bounded (void)
{
  g_autofree char *list = dup_repeated ("[", "{},", 20000, "1]");

  assert_bounded ("$[?(@.x in $)]", list);
  assert_bounded ("$[?($ subsetof $)]", list);
}

static void
test_runaway_patterns_use_up_the_steps (void)
{
  static const char text[] = "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",";
  g_autofree char *list = dup_repeated ("[", text, 1000, "1]");

  assert_bounded ("$[?(@ =~ /(a+)+[bc]/)]", list);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  cases_add ("jsonpath.json", "/query/jsonpath", run_evaluation);
  cases_add ("jsonpath-kinds.json", "/query/jsonpath/kind", run_kind);
  cases_add ("jsonpath-writes.json", "/query/jsonpath/write", run_write);
  g_test_add_func ("/query/jsonpath/results-share-the-document", test_results_share_the_document);
  g_test_add_func ("/query/jsonpath/a-write-shares-what-it-does-not-change",
                   test_a_write_shares_what_it_does_not_change);
  g_test_add_func ("/query/jsonpath/a-path-that-is-too-long-is-refused",
                   test_a_path_that_is_too_long_is_refused);
  g_test_add_func ("/query/jsonpath/filters-nested-too-deep-are-refused",
                   test_filters_nested_too_deep_are_refused);
  g_test_add_func ("/query/jsonpath/a-walk-without-end-is-stopped",
                   test_a_walk_without_end_is_stopped);
  g_test_add_func ("/query/jsonpath/long-lists-in-filters-are-bounded",
                   test_long_lists_in_filters_are_bounded);
  g_test_add_func ("/query/jsonpath/runaway-patterns-use-up-the-steps",
                   test_runaway_patterns_use_up_the_steps);

  return g_test_run ();
}
