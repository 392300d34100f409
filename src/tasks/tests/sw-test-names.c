/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-private.h"

#include <glib/gi18n.h>
#include <stdarg.h>

#include "base/sw-nearest.h"

/* Whether the states that a test names are there: "avoids" of a misspelt name would hold for ever.
 */

typedef struct
{
  const SwTestCase *test;
  GPtrArray        *states; /* SwState */
  GPtrArray        *names;  /* borrowed */
  SwTree           *tasks;
  GPtrArray        *problems;
} Check;

static void
check_name (const Check  *self,
            const SwNode *node,
            SwSpan        span,
            const char   *name,
            gboolean      own_level)
{
  g_autofree char *pointer = sw_node_dup_pointer (node);
  g_autofree char *words = NULL;
  const SwState *found = NULL;
  const char *nearest;
  guint n_found = 0;

  for (guint i = 0; i < self->states->len; i++)
    {
      const SwState *state = g_ptr_array_index (self->states, i);

      if (!sw_state_is_named (state, name) || (own_level && state->scope->kind != SW_SCOPE_MACHINE))
        continue;
      found = state;
      n_found++;
    }
  nearest = sw_nearest_find (name, self->names, NULL);
  if (n_found > 1)
    {
      g_autofree char *path = sw_state_dup_path (found);

      words =
          g_strdup_printf (_ ("There are several states “%s”; say which, as in “%s”"), name, path);
    }
  else if (found == NULL && own_level)
    words = g_strdup_printf (_ ("The machine's own level has no state “%s”"), name);
  else if (found == NULL && nearest != NULL)
    words = g_strdup_printf (_ ("There is no state “%s”; did you mean “%s”?"), name, nearest);
  else if (found == NULL)
    words = g_strdup_printf (_ ("There is no state “%s”"), name);
  if (words != NULL)
    g_ptr_array_add (self->problems, sw_diagnostic_new (SW_SEVERITY_ERROR, SW_TEST_INVALID, pointer,
                                                        span, "%s", words));
}

/* Names that are members, or elements, of what stands at a pointer inside the test */
static void
check_names_at (const Check *self,
                const char  *place)
{
  g_autofree char *pointer = g_strdup_printf ("/tests/%u/%s", self->test->index, place);
  SwNode *node = sw_tree_resolve (self->tasks, pointer);
  gboolean own_level = g_str_equal (place, "expect/path");

  for (SwNode *each = node != NULL ? node->first : NULL; each != NULL; each = each->next)
    {
      g_autofree char *text = node->kind == SW_NODE_ARRAY ? sw_node_dup_string (each, NULL) : NULL;

      if (node->kind == SW_NODE_OBJECT)
        check_name (self, each, each->key, each->name, FALSE);
      else if (text != NULL)
        check_name (self, each, each->span, text, own_level);
    }
}

/**
 * sw_test_check_names:
 * @test: a test
 * @model: what it runs
 * @tasks: the file that the test stands in
 * @problems: (element-type SwDiagnostic): where to put what is wrong
 *
 * Looks whether every state that a test names is there, once.
 */
void
sw_test_check_names (const SwTestCase *test,
                     const SwModel    *model,
                     SwTree           *tasks,
                     GPtrArray        *problems)
{
  static const char *const places[] = { "mocks", "expect/path", "expect/passes", "expect/avoids",
                                        "expect/calls" };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  Check self = { test, sw_model_get_states (model), names, tasks, problems };

  for (guint i = 0; i < self.states->len; i++)
    g_ptr_array_add (names, ((SwState *) g_ptr_array_index (self.states, i))->name);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    check_names_at (&self, places[i]);
}
