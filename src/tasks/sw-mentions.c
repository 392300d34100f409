/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-mentions.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/tree/sw-tree.h"
#include "tasks/mocks/sw-mock-place.h"
#include "tasks/sw-substitutions.h"

/* The node after NODE in document order, or NULL */
static SwNode *
get_following (SwNode *node)
{
  if (node->first != NULL)
    return node->first;
  while (node != NULL && node->next == NULL)
    node = node->parent;
  return node != NULL ? node->next : NULL;
}

/* Where files beside a definition name states: as a text, or as a member. A pattern is of the names
 * from the outermost inwards; "*" stands for any, elements of arrays included. */
static const struct
{
  const char *path[6];
  gboolean    member;
} places[] = {
  { { "tasks", "*", "state" }, FALSE },
  { { "tests", "*", "mocks", "*" }, TRUE },
  { { "tests", "*", "expect", "path", "*" }, FALSE },
  { { "tests", "*", "expect", "passes", "*" }, FALSE },
  { { "tests", "*", "expect", "avoids", "*" }, FALSE },
  { { "tests", "*", "expect", "calls", "*" }, TRUE },
  { { "StateMachines", "*", "TestCases", "*", "*" }, TRUE },
};

static gboolean
stands_at (const SwNode      *node,
           const char *const *path)
{
  guint depth = 0;

  while (path[depth] != NULL)
    depth++;
  for (; depth > 0 && node->parent != NULL; node = node->parent)
    {
      depth--;
      if (!g_str_equal (path[depth], "*") && g_strcmp0 (path[depth], node->name) != 0)
        return FALSE;
    }
  return depth == 0 && node->parent == NULL;
}

static gboolean
is_mention (const SwNode *node,
            const char   *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if ((places[i].member ? g_strcmp0 (node->name, state) == 0
                          : node->kind == SW_NODE_STRING && sw_node_equals_string (node, state))
        && stands_at (node, places[i].path))
      return TRUE;
  return FALSE;
}

static gboolean
mentions (GFile      *file,
          const char *state)
{
  g_autofree char *text = NULL;
  g_autoptr (SwTree) tree = NULL;
  gsize length;

  if (!g_file_load_contents (file, NULL, &text, &length, NULL, NULL)
      || !g_utf8_validate (text, (gssize) length, NULL))
    return FALSE;
  tree = sw_tree_parse (text, (gssize) length);
  for (SwNode *node = sw_tree_get_root (tree); node != NULL; node = get_following (node))
    if (is_mention (node, state))
      return TRUE;
  return FALSE;
}

static void
look (GFile       *file,
      const char  *state,
      SwOpsResult *result)
{
  g_autofree char *name = NULL;

  if (file == NULL || !g_file_is_native (file) || !mentions (file, state))
    return;
  name = g_file_get_basename (file);
  /* Translators: the first %s is the name of a file, the second that of a state */
  g_ptr_array_add (result->notes, g_strdup_printf (_("%s still speaks of “%s”."), name, state));
}

/**
 * sw_mentions_note:
 * @definition: (nullable): the file of a definition; NULL for one that has none yet
 * @state: the name that a state had
 * @result: (nullable): what the renaming answered; gets a note for each file that still has the
 *   name
 *
 * Looks through the tasks file beside a definition, and its mock file, for a state that was
 * renamed: those files are not changed with it. Files that are not on this computer's disks are
 * not looked at, as that could take a while.
 */
void
sw_mentions_note (GFile       *definition,
                  const char  *state,
                  SwOpsResult *result)
{
  g_autoptr (GFile) tasks = NULL;
  g_autoptr (SwMockPlace) mocks = NULL;

  if (definition == NULL || result == NULL || sw_edits_get_count (result->edits) == 0)
    return;
  tasks = sw_substitutions_find_file (definition);
  mocks = sw_mock_place_find (definition);
  look (tasks, state, result);
  look (mocks != NULL ? mocks->file : NULL, state, result);
}
