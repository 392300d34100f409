/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-place.h"

#include <string.h>

#include "json/tree/sw-tree.h"
#include "tasks/mocks/sw-mock-cases.h"
#include "tasks/sw-substitutions.h"

/**
 * sw_definition_dup_stem:
 * @name: name of a file: "order.asl.json", "order.asl.yaml"
 *
 * Returns: (transfer full): "order", as the files beside it name its machine
 */
char *
sw_definition_dup_stem (const char *name)
{
  static const char *const suffixes[]
      = { ".asl.json", ".asl.yaml", ".asl.yml", ".asl", ".json", ".yaml", ".yml" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i]) && strlen (name) > strlen (suffixes[i]))
      return g_strndup (name, strlen (name) - strlen (suffixes[i]));
  return g_strdup (name);
}

/* A text of the tasks file's "mock"; NULL where there is none, or no such file */
static char *
dup_told (GFile      *tasks,
          const char *member)
{
  g_autofree char *text = NULL, *pointer = g_strconcat ("/mock/", member, NULL);
  g_autoptr (SwTree) tree = NULL;
  const SwNode *node;
  gsize length;

  if (tasks == NULL || !g_file_load_contents (tasks, NULL, &text, &length, NULL, NULL))
    return NULL;
  tree = sw_tree_parse (text, (gssize) length);
  node = sw_tree_resolve (tree, pointer);
  return node != NULL && node->kind == SW_NODE_STRING ? sw_node_dup_string (node, NULL) : NULL;
}

/* The machine as the mock file names it: like the definition, unless it knows a single other one */
static char *
choose_machine (GFile *file,
                GFile *definition)
{
  g_autofree char *name = g_file_get_basename (definition);
  g_autofree char *own = sw_definition_dup_stem (name);
  g_autofree char *text = NULL;
  g_auto (GStrv) machines = NULL;

  if (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL))
    machines = sw_mock_text_dup_machines (text);
  if (machines == NULL || g_strv_length (machines) != 1)
    return g_steal_pointer (&own);
  return g_strdup (machines[0]);
}

/**
 * sw_mock_place_find:
 * @definition: a file such as order.asl.json
 *
 * Looks where the mocked answers of a definition are, or belong: in the file and under the machine
 * that the tasks file names with "mock", else in the MockConfigFile.json beside the definition.
 *
 * Returns: (transfer full) (nullable): the place; %NULL where @definition lies nowhere
 */
SwMockPlace *
sw_mock_place_find (GFile *definition)
{
  g_autoptr (GFile) folder = g_file_get_parent (definition);
  g_autoptr (GFile) tasks = sw_substitutions_find_file (definition);
  g_autofree char *name = dup_told (tasks, "file");
  SwMockPlace *self;

  if (folder == NULL)
    return NULL;
  self = g_new0 (SwMockPlace, 1);
  self->file = g_file_resolve_relative_path (folder, name != NULL ? name : SW_MOCK_CONFIG_NAME);
  self->machine = dup_told (tasks, "machine");
  if (self->machine == NULL)
    self->machine = choose_machine (self->file, definition);
  return self;
}

/**
 * sw_mock_place_free:
 *
 * Frees a place.
 */
void
sw_mock_place_free (SwMockPlace *self)
{
  g_object_unref (self->file);
  g_free (self->machine);
  g_free (self);
}
