/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cases.h"

#include "query/jsonpath/sw-jsonpath.h"

typedef struct
{
  SwValue    test;
  SwCaseFunc run;
} Case;

static void
run_case (gconstpointer data)
{
  const Case *self = data;

  self->run (self->test);
}

static void
free_case (gpointer data)
{
  Case *self = data;

  sw_value_clear (&self->test);
  g_free (self);
}

/* Adds a test for each element of data/FILE, an array of objects with a "name". */
void
cases_add (const char *file,
           const char *prefix,
           SwCaseFunc  run)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "query", "data", file, NULL);
  g_autofree char *text = NULL;
  g_auto (SwValue) cases = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  sw_value_from_text (text, (gssize) length, SW_TEXT_REPORT_DUPLICATES, &cases, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < sw_value_get_length (cases); i++)
    {
      SwValue test = sw_value_get_element (cases, i);
      const char *name = sw_value_get_text (sw_value_get_member (test, "name"), NULL);
      g_autofree char *test_path = g_strdup_printf ("%s/%s", prefix, name);
      Case *self = g_new0 (Case, 1);

      self->test = sw_value_ref (test);
      self->run = run;
      g_test_add_data_func_full (test_path, self, run_case, free_case);
    }
}

/* Values are compared as texts: 1 and 1.0 differ, and so does the order of members. */
void
assert_value (SwValue actual,
              SwValue expected)
{
  g_autofree char *actual_text = sw_value_to_text (actual, SW_TEXT_DEFAULT, NULL);
  g_autofree char *expected_text = sw_value_to_text (expected, SW_TEXT_DEFAULT, NULL);

  g_assert_cmpstr (actual_text, ==, expected_text);
}

/* A case that fails says so in "error" (the kind) and "message". */
void
assert_failure (GError *error,
                SwValue test)
{
  static const char *const kinds[] = { "syntax", "not-found", "type", "intrinsic", "limit" };
  SwValue kind = sw_value_get_member (test, "error");
  SwValue message = sw_value_get_member (test, "message");

  if (sw_value_is (kind, SW_TYPE_UNDEFINED))
    g_assert_no_error (error);
  g_assert_nonnull (error);
  g_assert_true (error->domain == SW_QUERY_ERROR);
  g_assert_cmpstr (kinds[error->code], ==, sw_value_get_text (kind, NULL));
  if (!sw_value_is (message, SW_TYPE_UNDEFINED))
    g_assert_cmpstr (error->message, ==, sw_value_get_text (message, NULL));
}
