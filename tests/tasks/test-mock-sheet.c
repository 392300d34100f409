/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "json/sw-text.h"
#include "tasks/mocks/sw-mock-cases.h"
#include "tasks/mocks/sw-mock-sheet.h"

/* What a person does in the table of a test case, as data/mock-sheets.json says:
 *
 *   { "name", "text": [lines], "case" ("C"), "definition": …, "do": [[step, …]…], "rows": [line…],
 *     "written": [lines] or "same", "waits": true where something is not written }
 *
 * Steps: ["add", STATE], ["remove", ROW], ["state", ROW, STATE], ["calls", ROW, TEXT],
 * ["return", ROW, JSON], ["throw", ROW, NAME, CAUSE]. A row: "STATE CALLS = JSON" or
 * "STATE CALLS ! NAME: CAUSE", " ? FIELD PROBLEM" behind it. Cases as whole, of machine "M":
 * "steps": [["add"|"remove", NAME] or ["copy"|"rename", FROM, NAME]], "refused": the message. */

static const char *
get_text (SwValue     value,
          const char *member)
{
  SwValue text = sw_value_get_member (value, member);

  return sw_value_is (text, SW_TYPE_STRING) ? sw_value_get_text (text, NULL) : NULL;
}

/* A text, or lines */
static char *
dup_text (SwValue     value,
          const char *member)
{
  SwValue text = sw_value_get_member (value, member);
  g_autoptr (GString) joined = g_string_new (NULL);

  if (!sw_value_is (text, SW_TYPE_ARRAY))
    return g_strdup (get_text (value, member));
  for (guint i = 0; i < sw_value_get_length (text); i++)
    g_string_append_printf (joined, "%s\n",
                            sw_value_get_text (sw_value_get_element (text, i), NULL));
  return g_string_free_and_steal (g_steal_pointer (&joined));
}

static SwModel *
load_model (SwValue test)
{
  SwValue definition = sw_value_get_member (test, "definition");
  g_autofree char *text = NULL;
  g_autoptr (SwTree) tree = NULL;

  if (sw_value_is (definition, SW_TYPE_UNDEFINED))
    return NULL;
  text = sw_value_to_text (definition, SW_TEXT_DEFAULT, NULL);
  tree = sw_tree_parse (text, -1);
  return sw_model_new (tree);
}

static void
do_step (SwMockSheet *sheet,
         SwValue      step)
{
  const char *what = sw_value_get_text (sw_value_get_element (step, 0), NULL);
  guint row = (guint) sw_value_get_number (sw_value_get_element (step, 1));
  const char *text[2] = { NULL };

  for (guint i = 0; i + 2 < sw_value_get_length (step); i++)
    text[i] = sw_value_get_text (sw_value_get_element (step, i + 2), NULL);
  if (g_str_equal (what, "add"))
    sw_mock_sheet_add (sheet, sw_value_get_text (sw_value_get_element (step, 1), NULL));
  else if (g_str_equal (what, "remove"))
    sw_mock_sheet_remove (sheet, row);
  else if (g_str_equal (what, "state"))
    sw_mock_sheet_set_state (sheet, row, text[0]);
  else if (g_str_equal (what, "calls"))
    sw_mock_sheet_set_calls (sheet, row, text[0]);
  else if (g_str_equal (what, "return"))
    sw_mock_sheet_set_return (sheet, row, text[0]);
  else if (g_str_equal (what, "throw"))
    sw_mock_sheet_set_throw (sheet, row, text[0], text[1]);
  else
    g_assert_not_reached ();
}

static char *
dup_row (const SwMockRow *row)
{
  static const char *const fields[] = { "state", "calls", "answer" };
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "%s %s ", row->state, row->calls);
  if (row->throws)
    g_string_append_printf (line, "! %s: %s", row->error, row->cause);
  else
    g_string_append_printf (line, "= %s", row->result);
  if (row->problem != NULL)
    g_string_append_printf (line, " ? %s %s", fields[row->field], row->problem);
  return g_string_free_and_steal (line);
}

/* A line that ends in "…" stands for any that begins so. */
static void
assert_line (const char *line,
             const char *wanted)
{
  if (g_str_has_suffix (wanted, "…") && strncmp (line, wanted, strlen (wanted) - 3) == 0)
    return;
  g_assert_cmpstr (line, ==, wanted);
}

static void
check_rows (const SwMockSheet *sheet,
            SwValue            test)
{
  SwValue rows = sw_value_get_member (test, "rows");

  for (guint i = 0; i < sw_mock_sheet_get_count (sheet); i++)
    {
      g_autofree char *line = dup_row (sw_mock_sheet_get (sheet, i));

      assert_line (line, sw_value_get_text (sw_value_get_element (rows, i), NULL));
    }
  g_assert_cmpuint (sw_mock_sheet_get_count (sheet), ==, sw_value_get_length (rows));
}

/* What is written can be read again, and is the same table. */
static void
check_written (SwMockSheet *sheet,
               SwValue      test,
               const char  *text,
               SwModel     *model)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wanted = dup_text (test, "written");
  g_autofree char *written = sw_mock_sheet_apply (sheet, text, &error);
  gboolean waits = sw_value_is (sw_value_get_member (test, "waits"), SW_TYPE_BOOLEAN);
  g_autoptr (SwMockSheet) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (written, ==, g_str_equal (wanted, "same") ? text : wanted);
  g_assert_cmpint (sw_mock_sheet_is_written (sheet), ==, !waits);
  again = sw_mock_sheet_new (written, "M", "C", model, &error);
  g_assert_no_error (error);
  if (!waits && sw_value_get_length (sw_value_get_member (test, "do")) > 0)
    g_assert_cmpuint (sw_mock_sheet_get_count (again), ==, sw_mock_sheet_get_count (sheet));
}

static void
test_sheet (gconstpointer data)
{
  SwValue test = *(const SwValue *) data, steps = sw_value_get_member (test, "do");
  g_autofree char *text = dup_text (test, "text");
  g_autoptr (SwModel) model = load_model (test);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwMockSheet) sheet = sw_mock_sheet_new (text, "M", "C", model, &error);

  if (get_text (test, "refused") != NULL)
    {
      g_assert_null (sheet);
      assert_line (error->message, get_text (test, "refused"));
      return;
    }
  g_assert_no_error (error);
  for (guint i = 0; i < sw_value_get_length (steps); i++)
    do_step (sheet, sw_value_get_element (steps, i));
  check_rows (sheet, test);
  check_written (sheet, test, text, model);
}

static char *
change_cases (const char  *text,
              SwValue      step,
              GError     **error)
{
  const char *what = sw_value_get_text (sw_value_get_element (step, 0), NULL);
  const char *name = sw_value_get_text (sw_value_get_element (step, 1), NULL);
  const char *other = sw_value_get_length (step) > 2
                          ? sw_value_get_text (sw_value_get_element (step, 2), NULL)
                          : NULL;

  if (g_str_equal (what, "add"))
    return sw_mock_text_add_case (text, "M", name, error);
  if (g_str_equal (what, "remove"))
    return sw_mock_text_remove_case (text, "M", name, error);
  if (g_str_equal (what, "copy"))
    return sw_mock_text_copy_case (text, "M", name, other, error);
  g_assert_cmpstr (what, ==, "rename");
  return sw_mock_text_rename_case (text, "M", name, other, error);
}

static void
test_cases (gconstpointer data)
{
  SwValue test = *(const SwValue *) data, steps = sw_value_get_member (test, "steps");
  g_autofree char *text = dup_text (test, "text");
  g_autofree char *wanted = dup_text (test, "written");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < sw_value_get_length (steps); i++)
    {
      char *next = change_cases (text, sw_value_get_element (steps, i), &error);

      if (next == NULL)
        break;
      g_free (text);
      text = next;
    }
  if (get_text (test, "refused") != NULL)
    g_assert_cmpstr (error != NULL ? error->message : NULL, ==, get_text (test, "refused"));
  else
    g_assert_no_error (error);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_new_names (void)
{
  static const char text[] =
      "{\"StateMachines\": {\"M\": {\"TestCases\": {\"A\": {}, \"A2\": {}}}}}";
  static const struct
  {
    const char *machine;
    const char *name;
    const char *free;
  } rows[] = { { "M", "A", "A3" }, { "M", "B", "B" }, { "N", "A", "A" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = sw_mock_text_dup_new_name (text, rows[i].machine, rows[i].name);

      g_assert_cmpstr (name, ==, rows[i].free);
    }
}

static SwValue
load (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "tasks", "data", "mock-sheets.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  SwValue value = SW_VALUE_INIT;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &value, &error);
  g_assert_no_error (error);
  return value;
}

int
main (int    argc,
      char **argv)
{
  g_auto (SwValue) tests = SW_VALUE_INIT;
  g_autofree SwValue *each = NULL;

  g_test_init (&argc, &argv, NULL);
  tests = load ();
  each = g_new (SwValue, sw_value_get_length (tests));
  for (guint i = 0; i < sw_value_get_length (tests); i++)
    {
      g_autofree char *path = NULL;

      each[i] = sw_value_get_element (tests, i);
      path = g_strconcat ("/mock-sheet/", get_text (each[i], "name"), NULL);
      g_test_add_data_func (path, &each[i],
                            sw_value_is (sw_value_get_member (each[i], "steps"), SW_TYPE_ARRAY)
                                ? test_cases
                                : test_sheet);
    }
  g_test_add_func ("/mock-sheet/new-names", test_new_names);
  return g_test_run ();
}
