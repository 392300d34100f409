/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "tasks/sw-substitutions.h"
#include "tasks/sw-tasks-file.h"

static const struct
{
  const char *name;
  const char *text;
  const char *message;
} refused[] = {
  { "no JSON", "{", "1:1: The object" },
  { "no object", "[]", "/: must be an object" },
  { "values are no object", "{\"substitutions\": []}", "substitutions: must be an object" },
  { "environments are no object", "{\"environments\": 1}", "environments: must be an object" },
  { "an environment is no object", "{\"environments\": {\"a\": 1}}",
    "environments: “a” must be an object" },
  { "environment is no text", "{\"environment\": 5}", "environment: must be the name" },
  { "type is none", "{\"type\": \"FAST\"}", "type: must be “STANDARD” or “EXPRESS”" },
  { "type is no text", "{\"type\": 1}", "type: must be “STANDARD” or “EXPRESS”" },
};

static void
test_refused (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (sw_substitutions_new_from_text (refused[index].text, -1, &error));
  g_assert_nonnull (error);
  if (!g_str_has_prefix (error->message, refused[index].message))
    g_assert_cmpstr (error->message, ==, refused[index].message);
}

#define BOTH                                                                                       \
  "{\"substitutions\": {\"T\": \"t\", \"N\": 1.50}, \"environments\": "                            \
  "{\"live\": {\"T\": \"l\"}, \"test\": {}}"

static const struct
{
  const char *name;
  const char *text;
  const char *environment;
  const char *values; /* or NULL: none at all */
  const char *message;
} merged[] = {
  { "nothing", "", NULL, NULL, NULL },
  { "other members alone", "{\"version\": 1, \"tasks\": []}", NULL, NULL, NULL },
  { "values of everywhere", BOTH "}", NULL, "{\"T\":\"t\",\"N\":1.5}", NULL },
  { "an environment goes first", BOTH "}", "live", "{\"T\":\"l\",\"N\":1.5}", NULL },
  { "an environment with none", BOTH "}", "test", "{\"T\":\"t\",\"N\":1.5}", NULL },
  { "the file chooses", BOTH ", \"environment\": \"live\"}", NULL, "{\"T\":\"l\",\"N\":1.5}", NULL },
  { "the caller chooses", BOTH ", \"environment\": \"live\"}", "test", "{\"T\":\"t\",\"N\":1.5}",
    NULL },
  { "no such environment", BOTH "}", "none", NULL,
    "environments: there is no environment “none”" },
};

static void
test_merged (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autoptr (SwSubstitutions) file = sw_substitutions_new_from_text (merged[index].text, -1, NULL);
  g_auto (SwValue) values = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean done
      = sw_substitutions_dup_values (file, merged[index].environment, &values, &error);

  g_assert_cmpint (done, ==, merged[index].message == NULL);
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, merged[index].message);
  if (sw_value_is (values, SW_TYPE_OBJECT))
    text = sw_value_to_text (values, SW_TEXT_DEFAULT, NULL);
  g_assert_cmpstr (text, ==, merged[index].values);
}

static const struct
{
  const char *name;
  const char *text;
  const char *placeholder; /* NULL: sets the environment */
  const char *json;        /* or the environment */
  const char *after;
} changed[] = {
  { "a new file", "", "T", "\"t\"",
    "{\n  \"version\": 1,\n  \"substitutions\": {\n    \"T\": \"t\"\n  }\n}\n" },
  { "a file without values", "{ \"version\": 1, \"mock\": {\"file\":\"M.json\"} }", "T", "5",
    "{ \"version\": 1, \"mock\": {\"file\":\"M.json\"}, \"substitutions\": { \"T\": 5 } }" },
  { "a value is changed", "{\"substitutions\": {\"A\": 1.50, \"T\": \"t\"}, \"x\": [ 1 ]}", "T", "7",
    "{\"substitutions\": {\"A\": 1.50, \"T\": 7}, \"x\": [ 1 ]}" },
  { "a value is taken away", "{\"substitutions\": {\"A\": 1, \"T\": 2}}", "T", NULL,
    "{\"substitutions\": {\"A\": 1}}" },
  { "none to take away", "{\"version\": 1}", "T", NULL, "{\"version\": 1}" },
  { "a name with a slash", "{\"substitutions\": {}}", "a/b~c", "1",
    "{\"substitutions\": {\"a/b~c\": 1}}" },
  { "the environment's own", BOTH ", \"environment\": \"live\"}", "T", "3",
    "{\"substitutions\": {\"T\": \"t\", \"N\": 1.50}, \"environments\": "
    "{\"live\": {\"T\": 3}, \"test\": {}}, \"environment\": \"live\"}" },
  { "an environment that takes the value of everywhere", BOTH ", \"environment\": \"test\"}", "T",
    "3",
    "{\"substitutions\": {\"T\": 3, \"N\": 1.50}, \"environments\": "
    "{\"live\": {\"T\": \"l\"}, \"test\": {}}, \"environment\": \"test\"}" },
  { "an environment is chosen", "{\"version\": 1}", NULL, "live",
    "{\"version\": 1, \"environment\": \"live\"}" },
  { "no environment is chosen", "{\"version\": 1, \"environment\": \"live\"}", NULL, NULL,
    "{\"version\": 1}" },
};

static void
test_changed (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autoptr (SwSubstitutions) file = sw_substitutions_new_from_text (changed[index].text, -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwEdits) edits = NULL;
  g_autofree char *after = NULL;
  const char *text;
  gsize length;

  edits = changed[index].placeholder != NULL
              ? sw_substitutions_set_value (file, changed[index].placeholder, changed[index].json,
                                            &error)
              : sw_substitutions_set_environment (file, changed[index].json, &error);
  g_assert_no_error (error);
  text = sw_tree_get_text (sw_substitutions_get_tree (file), &length);
  after = sw_edits_apply (edits, text, length, NULL);
  g_assert_cmpstr (after, ==, changed[index].after);
}

/* A warning for each value that nothing takes, in every environment */
static void
test_unused (void)
{
  g_autoptr (SwTree) definition = sw_tree_parse ("{\"a\": \"${T} ${!N}\"}", -1);
  g_autoptr (GPtrArray) placeholders = sw_placeholders_find (sw_tree_get_root (definition));
  g_autoptr (SwSubstitutions) file = sw_substitutions_new_from_text (
      "{\"substitutions\": {\"T\": 1, \"N\": 2}, \"environments\": {\"e\": {\"O\": 3}}}", -1, NULL);
  g_autoptr (GPtrArray) found = sw_substitutions_check (file, placeholders);
  static const char *const expected[] = { "/substitutions/N", "/environments/e/O" };

  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < found->len; i++)
    {
      const SwDiagnostic *warning = g_ptr_array_index (found, i);

      g_assert_cmpstr (warning->pointer, ==, expected[i]);
      g_assert_cmpstr (warning->code, ==, SW_SUBSTITUTIONS_UNUSED);
      g_assert_cmpint (warning->severity, ==, SW_SEVERITY_WARNING);
    }
}

/* order.tasks.json lies beside every way to name the definition. */
static void
test_file_name (void)
{
  static const char *const names[][2] = {
    { "order.asl.json", "order.tasks.json" }, { "order.asl.yaml", "order.tasks.json" },
    { "order.asl.yml", "order.tasks.json" },  { "order.json", "order.tasks.json" },
    { "order.asl", "order.tasks.json" },      { "order", "order.tasks.json" },
    { "a.b.asl.json", "a.b.tasks.json" },     { ".json", ".json.tasks.json" },
  };
  g_autoptr (GFile) folder = g_file_new_for_path (g_get_tmp_dir ());

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) definition = g_file_get_child (folder, names[i][0]);
      g_autoptr (GFile) file = sw_substitutions_find_file (definition);
      g_autoptr (GFile) expected = g_file_get_child (folder, names[i][1]);

      g_assert_true (g_file_equal (file, expected));
    }
}

/* The type of the machine is read, set and taken away; all else stays as it is. */
static void
test_type (void)
{
  static const SwMachineType express = SW_MACHINE_EXPRESS;
  static const struct
  {
    const char *text;
    gboolean has;
    SwMachineType type;
    const SwMachineType *set;
    const char *after;
  } types[] = {
    { "", FALSE, 0, &express, "{\n  \"version\": 1,\n  \"type\": \"EXPRESS\"\n}\n" },
    { "{ \"type\": null }", FALSE, 0, &express, "{ \"type\": \"EXPRESS\" }" },
    { "{ \"type\": \"STANDARD\", \"tasks\": [] }", TRUE, SW_MACHINE_STANDARD, &express,
      "{ \"type\": \"EXPRESS\", \"tasks\": [] }" },
    { "{ \"type\": \"EXPRESS\", \"tasks\": [] }", TRUE, SW_MACHINE_EXPRESS, NULL,
      "{ \"tasks\": [] }" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (SwSubstitutions) file = sw_substitutions_new_from_text (types[i].text, -1, NULL);
      g_autoptr (SwEdits) edits = NULL;
      g_autofree char *after = NULL;
      SwMachineType type = SW_MACHINE_STANDARD;
      const char *text;
      gsize length;

      g_assert_cmpint (sw_substitutions_get_type (file, &type), ==, types[i].has);
      g_assert_cmpint (type, ==, types[i].type);
      edits = sw_substitutions_set_type (file, types[i].set, NULL);
      text = sw_tree_get_text (sw_substitutions_get_tree (file), &length);
      after = sw_edits_apply (edits, text, length, &length);
      g_assert_cmpstr (after, ==, types[i].after);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/tasks/substitutions/refused/", refused[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_refused);
    }
  for (guint i = 0; i < G_N_ELEMENTS (merged); i++)
    {
      g_autofree char *path = g_strconcat ("/tasks/substitutions/values/", merged[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_merged);
    }
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_autofree char *path = g_strconcat ("/tasks/substitutions/changed/", changed[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_changed);
    }
  g_test_add_func ("/tasks/substitutions/unused", test_unused);
  g_test_add_func ("/tasks/substitutions/file name", test_file_name);

  g_test_add_func ("/substitutions/type", test_type);
  return g_test_run ();
}
