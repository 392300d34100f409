/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-edits.h"

#include "json/rewriter/sw-rewriter.h"
#include "json/sw-text.h"

static SwNode *
find_tests (SwTree *tasks)
{
  return sw_node_get_member (sw_tree_get_root (tasks), "tests");
}

/**
 * sw_test_edits_add:
 * @tasks: a tasks file
 * @tests: an array of tests
 * @error: why it cannot be written: the file is no object, "tests" no array
 *
 * Adds tests behind those that are there.
 *
 * Returns: (transfer full) (nullable): edits against the file's text
 */
SwEdits *
sw_test_edits_add (SwTree   *tasks,
                   SwValue   tests,
                   GError  **error)
{
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (tasks);
  const SwNode *list = find_tests (tasks);
  guint count = list != NULL ? list->count : 0;

  if (list == NULL
      && !sw_rewriter_insert_member (rewriter, "", "tests", "[]", NULL, NULL, error))
    return NULL;
  for (guint i = 0; i < sw_value_get_length (tests); i++)
    {
      g_autofree char *json
          = sw_value_to_text (sw_value_get_element (tests, i), SW_TEXT_PRETTY, NULL);

      if (!sw_rewriter_insert_element (rewriter, "/tests", count + i, json, error))
        return NULL;
    }
  return sw_rewriter_finish (rewriter);
}

static gboolean
remove_others (SwRewriter    *rewriter,
               const char    *pointer,
               const SwNode  *old,
               SwValue        value,
               GError       **error)
{
  for (const SwNode *member = old->first; member != NULL; member = member->next)
    {
      g_autofree char *place = sw_pointer_append (pointer, member->name);

      if (sw_value_is (sw_value_get_member (value, member->name), SW_TYPE_UNDEFINED)
          && !sw_rewriter_remove (rewriter, place, error))
        return FALSE;
    }
  return TRUE;
}

/* Makes what stands at a pointer say @value, by as little as that takes */
static gboolean
rewrite (SwRewriter    *rewriter,
         const char    *pointer,
         const SwNode  *old,
         SwValue        value,
         GError       **error)
{
  g_auto (SwValue) there = sw_node_to_value (old);
  g_autofree char *whole = NULL;

  if (sw_value_equal (there, value))
    return TRUE;
  if (old->kind != SW_NODE_OBJECT || !sw_value_is (value, SW_TYPE_OBJECT))
    {
      whole = sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
      return sw_rewriter_set (rewriter, pointer, whole, error);
    }
  if (!remove_others (rewriter, pointer, old, value, error))
    return FALSE;
  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (value, i));
      SwValue own = sw_value_get_member_at (value, i);
      const SwNode *member = sw_node_get_member (old, name);
      g_autofree char *place = sw_pointer_append (pointer, name);
      g_autofree char *json = sw_value_to_text (own, SW_TEXT_PRETTY, NULL);

      if (member != NULL ? !rewrite (rewriter, place, member, own, error)
                         : !sw_rewriter_insert_member (rewriter, pointer, name, json, NULL, NULL,
                                                       error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sw_test_edits_replace:
 * @tasks: a tasks file
 * @index: of a test
 * @test: what is to stand there
 * @error: why it cannot be written
 *
 * Writes one test anew: members that stay as they are keep their text, at any depth.
 *
 * Returns: (transfer full) (nullable): edits against the file's text
 */
SwEdits *
sw_test_edits_replace (SwTree   *tasks,
                       guint     index,
                       SwValue   test,
                       GError  **error)
{
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (tasks);
  g_autofree char *pointer = g_strdup_printf ("/tests/%u", index);
  const SwNode *old = sw_tree_resolve (tasks, pointer);
  g_autofree char *json = NULL;

  if (old == NULL)
    {
      json = sw_value_to_text (test, SW_TEXT_PRETTY, NULL);
      return sw_rewriter_set (rewriter, pointer, json, error) ? sw_rewriter_finish (rewriter)
                                                              : NULL;
    }
  return rewrite (rewriter, pointer, old, test, error) ? sw_rewriter_finish (rewriter) : NULL;
}

/**
 * sw_test_edits_remove:
 * @tasks: a tasks file
 * @index: of a test
 * @error: why it cannot be written
 *
 * Takes a test away.
 *
 * Returns: (transfer full) (nullable): edits against the file's text
 */
SwEdits *
sw_test_edits_remove (SwTree   *tasks,
                      guint     index,
                      GError  **error)
{
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (tasks);
  g_autofree char *pointer = g_strdup_printf ("/tests/%u", index);

  return sw_rewriter_remove (rewriter, pointer, error) ? sw_rewriter_finish (rewriter) : NULL;
}

static gboolean
is_taken (SwTree     *tasks,
          const char *name)
{
  const SwNode *list = find_tests (tasks);

  for (const SwNode *test = list != NULL ? list->first : NULL; test != NULL; test = test->next)
    {
      const SwNode *member = sw_node_get_member (test, "name");

      if (member != NULL && sw_node_equals_string (member, name))
        return TRUE;
    }
  return FALSE;
}

/**
 * sw_test_dup_new_name:
 * @name: as a test is to be called
 *
 * Returns: (transfer full): @name; with a number behind it where a test is called so already
 */
char *
sw_test_dup_new_name (SwTree     *tasks,
                      const char *name)
{
  char *unique = g_strdup (name);

  for (guint i = 2; is_taken (tasks, unique); i++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s (%u)", name, i);
    }
  return unique;
}
