/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "tasks/tests/sw-test-words.h"

/* What a person writes of a test in a line, there and back. */

typedef struct
{
  const char *name;
  const char *text;
  const char *json;
  const char *again; /* as it is written again; NULL: as it was */
} Line;

static const Line states[] = {
  { "one-after-the-other", "A → B", "[\"A\",\"B\"]", NULL },
  { "commas", " A,B ,, C", "[\"A\",\"B\",\"C\"]", "A → B → C" },
  { "a-comma-in-a-name", "A, B → C", "[\"A, B\",\"C\"]", NULL },
  { "none", "", "[]", NULL },
};

static const Line calls[] = {
  { "exactly", "Pay: 2", "{\"Pay\":2}", NULL },
  { "a-range", "Pay: 1-3, Ship: 0", "{\"Pay\":{\"min\":1,\"max\":3},\"Ship\":0}", NULL },
  { "at-least", "Pay: 2-", "{\"Pay\":{\"min\":2}}", NULL },
  { "at-most", "Pay: -5", "{\"Pay\":{\"max\":5}}", NULL },
  { "a-colon-in-a-name", "A: B: 1", "{\"A: B\":1}", NULL },
  { "spaces", " Pay :2 ,", "{\"Pay\":2}", "Pay: 2" },
  { "no-count-is-not-taken-for-one", "Pay: often", "{\"Pay\":\"often\"}", "Pay: -" },
  { "no-colon-is-not-forgotten", "Pay", "{\"Pay\":\"\"}", "Pay: -" },
  { "two-dashes", "Pay: 1-2-3", "{\"Pay\":\"1-2-3\"}", "Pay: -" },
  { "none", "", "{}", NULL },
};

static void
assert_json (SwValue     value,
             const char *json)
{
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);

  g_assert_cmpstr (text, ==, json);
}

static void
test_states (gconstpointer data)
{
  const Line *line = data;
  g_auto (SwValue) value = sw_test_states_from_text (line->text);
  g_autofree char *again = sw_test_states_to_text (value, TRUE);

  assert_json (value, line->json);
  g_assert_cmpstr (again, ==, line->again != NULL ? line->again : line->text);
}

static void
test_calls (gconstpointer data)
{
  const Line *line = data;
  g_auto (SwValue) value = sw_test_calls_from_text (line->text);
  g_autofree char *again = sw_test_calls_to_text (value);

  assert_json (value, line->json);
  g_assert_cmpstr (again, ==, line->again != NULL ? line->again : line->text);
}

/* A form that changes part of a test; what it shows is what it would write. */
typedef struct
{
  const char *name;
  const char *original;
  const char *shown;
  const char *now;
  const char *result;
} Merge;

static const Merge merges[] = {
  { "nothing-changed", "{\"type\":\"STANDARD\",\"name\":\"a\"}", "{\"name\":\"a\"}",
    "{\"name\":\"a\"}", "{\"type\":\"STANDARD\",\"name\":\"a\"}" },
  { "what-the-form-does-not-know-stays", "{\"comment\":\"c\",\"name\":\"a\"}", "{\"name\":\"a\"}",
    "{\"name\":\"b\"}", "{\"comment\":\"c\",\"name\":\"b\"}" },
  { "a-member-is-taken-away", "{\"name\":\"a\",\"start\":\"t\"}", "{\"name\":\"a\",\"start\":\"t\"}",
    "{\"name\":\"a\"}", "{\"name\":\"a\"}" },
  { "a-member-is-added", "{\"name\":\"a\"}", "{\"name\":\"a\"}",
    "{\"name\":\"a\",\"input\":1}", "{\"name\":\"a\",\"input\":1}" },
  { "a-cause-stays-a-cause", "{\"expect\":{\"cause\":\"c\"}}", "{\"expect\":{\"cause\":\"c\"}}",
    "{\"expect\":{\"error\":\"E\",\"cause\":\"c\"}}",
    "{\"expect\":{\"cause\":\"c\",\"error\":\"E\"}}" },
  { "conditions-that-the-form-cannot-show-stay",
    "{\"expect\":{\"outputCondition\":[\"a\",\"b\"],\"status\":\"SUCCEEDED\"}}",
    "{\"expect\":{\"status\":\"SUCCEEDED\"}}",
    "{\"expect\":{\"status\":\"SUCCEEDED\",\"path\":[\"A\"]}}",
    "{\"expect\":{\"outputCondition\":[\"a\",\"b\"],\"status\":\"SUCCEEDED\",\"path\":[\"A\"]}}" },
  { "an-input-is-another-as-a-whole", "{\"input\":{\"a\":1,\"b\":2}}", "{\"input\":{\"a\":1,\"b\":2}}",
    "{\"input\":{\"a\":1}}", "{\"input\":{\"a\":1}}" },
  { "all-that-is-expected-goes", "{\"name\":\"a\",\"expect\":{\"error\":\"E\"}}",
    "{\"name\":\"a\",\"expect\":{\"error\":\"E\"}}", "{\"name\":\"a\"}", "{\"name\":\"a\"}" },
};

static SwValue
parse (const char *json)
{
  SwValue value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
test_merge (gconstpointer data)
{
  const Merge *row = data;
  g_auto (SwValue) original = parse (row->original), shown = parse (row->shown);
  g_auto (SwValue) now = parse (row->now);
  g_auto (SwValue) result = sw_test_merge (original, shown, now);

  assert_json (result, row->result);
}

#define ADD(folder, table, function)                                        \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)                          \
    {                                                                       \
      g_autofree char *path = g_strconcat ("/test-words/" folder "/", table[i].name, NULL); \
                                                                            \
      g_test_add_data_func (path, &table[i], function);                     \
    }

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("states", states, test_states);
  ADD ("calls", calls, test_calls);
  ADD ("merge", merges, test_merge);
  return g_test_run ();
}
