/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "tasks/tests/sw-test-edits.h"

/* Tests are written by minimal edits: what is not changed keeps every byte. */

static const char file[] = "{ \"version\": 1,\n"
                           "  \"tests\": [\n"
                           "    { \"name\": \"A\", \"input\": { \"n\":   1.50 } },\n"
                           "    { \"name\": \"B\" } ],\n"
                           "  \"inputs\": {} }\n";

typedef enum
{
  ADD,
  REPLACE,
  REMOVE,
} Step;

static const struct
{
  const char *name;
  const char *text;
  Step        step;
  guint       index;
  const char *tests; /* JSON */
  const char *expected; /* NULL: an error */
} rows[] = {
  { "a member changes and the others keep their text", file, REPLACE, 0,
    "{\"name\": \"C\", \"input\": {\"n\": 1.5}}",
    "{ \"version\": 1,\n"
    "  \"tests\": [\n"
    "    { \"name\": \"C\", \"input\": { \"n\":   1.50 } },\n"
    "    { \"name\": \"B\" } ],\n"
    "  \"inputs\": {} }\n" },
  { "a change deep inside goes no further", file, REPLACE, 0,
    "{\"name\": \"A\", \"input\": {\"n\": 1.5, \"m\": true}}",
    "{ \"version\": 1,\n"
    "  \"tests\": [\n"
    "    { \"name\": \"A\", \"input\": { \"n\":   1.50, \"m\":   true } },\n"
    "    { \"name\": \"B\" } ],\n"
    "  \"inputs\": {} }\n" },
  { "a member goes and another comes", file, REPLACE, 0, "{\"name\": \"A\", \"case\": \"X\"}",
    "{ \"version\": 1,\n"
    "  \"tests\": [\n"
    "    { \"name\": \"A\", \"case\": \"X\" },\n"
    "    { \"name\": \"B\" } ],\n"
    "  \"inputs\": {} }\n" },
  { "a test goes", file, REMOVE, 0, NULL,
    "{ \"version\": 1,\n"
    "  \"tests\": [\n"
    "    { \"name\": \"B\" } ],\n"
    "  \"inputs\": {} }\n" },
  { "a test comes behind the others", file, ADD, 0, "[{\"name\": \"C\"}]",
    "{ \"version\": 1,\n"
    "  \"tests\": [\n"
    "    { \"name\": \"A\", \"input\": { \"n\":   1.50 } },\n"
    "    { \"name\": \"B\" },\n"
    "    { \"name\": \"C\" } ],\n"
    "  \"inputs\": {} }\n" },
  { "the first test of a file", "{\"version\": 1}", ADD, 0, "[{\"name\": \"C\"}]",
    "{\"version\": 1, \"tests\": [{\"name\": \"C\"}]}" },
  { "tests that are no array", "{\"tests\": 1}", ADD, 0, "[{\"name\": \"C\"}]", NULL },
  { "a test that is not there", file, REMOVE, 7, NULL, NULL },
};

static SwEdits *
do_step (guint    row,
         SwTree  *tree,
         GError **error)
{
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (rows[row].tests != NULL)
    sw_value_from_text (rows[row].tests, -1, SW_TEXT_DEFAULT, &value, NULL);
  switch (rows[row].step)
    {
    case ADD:
      return sw_test_edits_add (tree, value, error);
    case REPLACE:
      return sw_test_edits_replace (tree, rows[row].index, value, error);
    case REMOVE:
    default:
      return sw_test_edits_remove (tree, rows[row].index, error);
    }
}

static void
test_row (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (SwTree) tree = sw_tree_parse (rows[row].text, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwEdits) edits = do_step (row, tree, &error);
  g_autofree char *edited = NULL;
  const char *text;
  gsize length;

  if (rows[row].expected == NULL)
    {
      g_assert_true (edits == NULL);
      g_assert_true (error != NULL);
      return;
    }
  g_assert_no_error (error);
  text = sw_tree_get_text (tree, &length);
  edited = sw_edits_apply (edits, text, length, &length);
  g_assert_cmpstr (edited, ==, rows[row].expected);
}

static void
test_names (void)
{
  g_autoptr (SwTree) tree = sw_tree_parse (file, -1);
  g_autofree char *taken = sw_test_dup_new_name (tree, "A");
  g_autofree char *free_name = sw_test_dup_new_name (tree, "C");

  g_assert_cmpstr (taken, ==, "A (2)");
  g_assert_cmpstr (free_name, ==, "C");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/test-edits/%s", rows[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/test-edits/names", test_names);
  return g_test_run ();
}
