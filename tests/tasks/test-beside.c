/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-place.h"
#include "tasks/sw-mentions.h"

#include <string.h>

/* What lies beside a definition: where its mocks are, and who still speaks of a state's old
 * name. */

typedef struct
{
  const char *name;
  const char *tasks; /* text of o.tasks.json, or NULL */
  const char *mocks; /* text of MockConfigFile.json, or NULL */
} Beside;

typedef struct
{
  GFile *folder;
  GFile *definition;
} Fixture;

static void
write_beside (Fixture    *fixture,
              const char *name,
              const char *text)
{
  g_autoptr (GFile) file = g_file_get_child (fixture->folder, name);
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return;
  g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                           &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        const Beside *beside)
{
  g_autofree char *path = g_dir_make_tmp ("beside-XXXXXX", NULL);

  fixture->folder = g_file_new_for_path (path);
  fixture->definition = g_file_get_child (fixture->folder, "o.asl.json");
  write_beside (fixture, "o.tasks.json", beside->tasks);
  write_beside (fixture, SW_MOCK_CONFIG_NAME, beside->mocks);
}

static void
tear_down (Fixture *fixture)
{
  static const char *const names[] = { "o.tasks.json", SW_MOCK_CONFIG_NAME };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = g_file_get_child (fixture->folder, names[i]);

      g_file_delete (file, NULL, NULL);
    }
  g_file_delete (fixture->folder, NULL, NULL);
  g_object_unref (fixture->definition);
  g_object_unref (fixture->folder);
}

static const struct
{
  Beside      beside;
  const char *file;
  const char *machine;
} places[] = {
  { { "nothing", NULL, NULL }, "MockConfigFile.json", "o" },
  { { "a-machine-of-this-name", NULL, "{\"StateMachines\": {\"m\": {}, \"o\": {}}}" },
    "MockConfigFile.json", "o" },
  { { "a-single-machine-of-another-name", NULL, "{\"StateMachines\": {\"m\": {}}}" },
    "MockConfigFile.json", "m" },
  { { "several-others", NULL, "{\"StateMachines\": {\"m\": {}, \"n\": {}}}" },
    "MockConfigFile.json", "o" },
  { { "no-JSON", NULL, "{" }, "MockConfigFile.json", "o" },
  { { "a-tasks-file-without-mock", "{\"tests\": []}", NULL }, "MockConfigFile.json", "o" },
  { { "the-tasks-file-says", "{\"mock\": {\"file\": \"mocks/a.json\", \"machine\": \"X\"}}", NULL },
    "mocks/a.json", "X" },
  { { "the-tasks-file-says-half-of-it", "{\"mock\": {\"machine\": \"X\"}}",
      "{\"StateMachines\": {\"m\": {}}}" }, "MockConfigFile.json", "X" },
  { { "what-it-says-is-no-text", "{\"mock\": {\"file\": 1, \"machine\": null}}", NULL },
    "MockConfigFile.json", "o" },
};

static void
test_place (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  Fixture fixture;
  g_autoptr (SwMockPlace) place = NULL;
  g_autofree char *relative = NULL;

  set_up (&fixture, &places[index].beside);
  place = sw_mock_place_find (fixture.definition);
  relative = g_file_get_relative_path (fixture.folder, place->file);
  g_assert_cmpstr (relative, ==, places[index].file);
  g_assert_cmpstr (place->machine, ==, places[index].machine);
  tear_down (&fixture);
}

static void
test_stems (void)
{
  static const char *const rows[][2] = {
    { "order.asl.json", "order" }, { "order.asl.yaml", "order" }, { "order.asl.yml", "order" },
    { "order.json", "order" },     { "order.v2.asl.json", "order.v2" },
    { "order", "order" },          { ".asl.json", ".asl" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *stem = sw_definition_dup_stem (rows[i][0]);

      g_assert_cmpstr (stem, ==, rows[i][1]);
    }
}

#define MACHINE                                                                                  \
  "{\"StartAt\": \"Old\", \"States\": {\"Old\": {\"Type\": \"Pass\", \"End\": true}}}"

static const struct
{
  Beside      beside;
  const char *note; /* or NULL */
} mentions[] = {
  { { "nothing-beside", NULL, NULL }, NULL },
  { { "a-row-of-the-tasks-file", "{\"tasks\": [{\"state\": \"Old\", \"use\": \"manual\"}]}", NULL },
    "o.tasks.json still speaks of “Old”." },
  { { "another-row", "{\"tasks\": [{\"state\": \"Older\", \"use\": \"manual\"}]}", NULL }, NULL },
  { { "mocks-of-a-test", "{\"tests\": [{\"mocks\": {\"Old\": {}}}]}", NULL },
    "o.tasks.json still speaks of “Old”." },
  { { "the-path-of-a-test", "{\"tests\": [{\"expect\": {\"path\": [\"A\", \"Old\"]}}]}", NULL },
    "o.tasks.json still speaks of “Old”." },
  { { "what-a-test-avoids", "{\"tests\": [{\"expect\": {\"avoids\": [\"Old\"]}}]}", NULL },
    "o.tasks.json still speaks of “Old”." },
  { { "calls-of-a-test", "{\"tests\": [{\"expect\": {\"calls\": {\"Old\": 1}}}]}", NULL },
    "o.tasks.json still speaks of “Old”." },
  { { "data-of-this-name", "{\"inputs\": {\"a\": {\"Old\": \"Old\", \"path\": [\"Old\"]}}}", NULL },
    NULL },
  { { "a-case-of-the-mock-file", NULL,
      "{\"StateMachines\": {\"o\": {\"TestCases\": {\"C\": {\"Old\": \"r\"}}}}}" },
    "MockConfigFile.json still speaks of “Old”." },
  { { "a-response-of-this-name", NULL,
      "{\"StateMachines\": {\"o\": {\"TestCases\": {\"C\": {\"New\": \"Old\"}}}}, "
      "\"MockedResponses\": {\"Old\": {}}}" },
    NULL },
};

static void
test_mentions (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autoptr (SwTree) tree = sw_tree_parse (MACHINE, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (SwOpsResult) result = sw_ops_rename (model, "/States/Old", "New", NULL);
  Fixture fixture;

  set_up (&fixture, &mentions[index].beside);
  sw_mentions_note (fixture.definition, "Old", result);
  g_assert_cmpuint (result->notes->len, ==, mentions[index].note != NULL);
  if (mentions[index].note != NULL)
    g_assert_cmpstr (g_ptr_array_index (result->notes, 0), ==, mentions[index].note);
  tear_down (&fixture);
}

#define ADD(folder, table, function)                                                         \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)                                           \
    {                                                                                        \
      g_autofree char *path = g_strconcat ("/beside/" folder "/", table[i].beside.name, NULL); \
                                                                                             \
      g_test_add_data_func (path, GUINT_TO_POINTER (i), function);                           \
    }

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("mocks", places, test_place);
  g_test_add_func ("/beside/stems", test_stems);
  ADD ("mentions", mentions, test_mentions);
  return g_test_run ();
}
