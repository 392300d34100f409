/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-reader-private.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <string.h>

#include "base/sw-nearest.h"
#include "engine/sw-time.h"
#include "json/sw-text.h"

/* Reads "tests" of a tasks file, strictly: a slip of the pen must not make a test that cannot fail.
 */

/**
 * sw_test_reader_complain:
 * @node: what is wrong
 * @format: what is wrong with it
 *
 * Adds a problem.
 */
void
sw_test_reader_complain (SwTestReader *self,
                         const SwNode *node,
                         const char   *format,
                         ...)
{
  g_autofree char *words = NULL;
  g_autofree char *pointer = sw_node_dup_pointer (node);
  va_list arguments;

  if (self->test != NULL)
    self->test->broken = TRUE;
  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (self->problems, sw_diagnostic_new (SW_SEVERITY_ERROR, SW_TEST_INVALID, pointer,
                                                      node->span, "%s", words));
}

static void
complain_of_member (SwTestReader       *self,
                    const SwNode       *node,
                    const SwTestMember *members,
                    guint               n_members)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  const char *nearest;

  for (guint i = 0; i < n_members; i++)
    g_ptr_array_add (known, (gpointer) members[i].name);
  nearest = sw_nearest_find (node->name, known, NULL);
  if (nearest != NULL)
    sw_test_reader_complain (self, node, _ ("There is no “%s” here; did you mean “%s”?"),
                             node->name, nearest);
  else
    sw_test_reader_complain (self, node, _ ("There is no “%s” here"), node->name);
}

/**
 * sw_test_reader_members:
 * @object: what must be an object
 * @members: what it may have
 *
 * Has each member read; what is not known, or stands there twice, is a problem.
 */
void
sw_test_reader_members (SwTestReader       *self,
                        SwNode             *object,
                        const SwTestMember *members,
                        guint               n_members)
{
  if (object->kind != SW_NODE_OBJECT)
    {
      sw_test_reader_complain (self, object, _ ("This must be an object"));
      return;
    }
  for (SwNode *node = object->first; node != NULL; node = node->next)
    {
      guint i = 0;

      while (i < n_members && !g_str_equal (members[i].name, node->name))
        i++;
      if (i == n_members)
        complain_of_member (self, node, members, n_members);
      else if (sw_node_get_member (object, node->name) != node)
        sw_test_reader_complain (self, node, _ ("“%s” stands here twice"), node->name);
      else
        members[i].read (self, node);
    }
}

/**
 * sw_test_reader_text:
 * @node: a member
 * @text: (out) (nullable): owned; %NULL after a problem where it is no text
 *
 * Reads a text.
 */
void
sw_test_reader_text (SwTestReader  *self,
                     SwNode        *node,
                     char         **text)
{
  *text = sw_node_dup_string (node, NULL);
  if (*text == NULL)
    sw_test_reader_complain (self, node, _ ("“%s” must be a text"), node->name);
}

static void
read_name (SwTestReader *self,
           SwNode       *node)
{
  sw_test_reader_text (self, node, &self->test->name);
  if (self->test->name == NULL)
    return;
  if (self->test->name[0] == '\0')
    sw_test_reader_complain (self, node, _ ("The name is empty"));
  else if (!g_hash_table_add (self->names, self->test->name))
    sw_test_reader_complain (self, node, _ ("Another test is called “%s”"), self->test->name);
}

static void
read_comment (SwTestReader *self,
              SwNode       *node)
{
  g_autofree char *text = NULL;

  sw_test_reader_text (self, node, &text);
}

/* A text is the name of an input, everything else the input itself. */
static void
read_input (SwTestReader *self,
            SwNode       *node)
{
  g_autofree char *name = sw_node_dup_string (node, NULL);
  SwNode *inputs = sw_node_get_member (sw_tree_get_root (self->tree), "inputs");
  SwNode *input = name != NULL && inputs != NULL ? sw_node_get_member (inputs, name) : NULL;

  if (name == NULL)
    self->test->input = sw_node_to_value (node);
  else if (input != NULL)
    self->test->input = sw_node_to_value (input);
  else
    sw_test_reader_complain (
        self, node,
        _ ("“inputs” has none of the name “%s” (an input that is a text itself must stand "
           "there, under a name)"),
        name);
}

static void
read_case (SwTestReader *self,
           SwNode       *node)
{
  sw_test_reader_text (self, node, &self->test->mock_case);
}

/* { STATE: { "0": … } } as a MockConfigFile.json, which has its own strict reader */
static char *
dup_mock_file (const SwNode *mocks)
{
  g_autofree char *responses = sw_node_dup_json (mocks);
  g_autoptr (GString) states = g_string_new (NULL);

  for (const SwNode *state = mocks->first; state != NULL; state = state->next)
    {
      if (state->previous != NULL)
        g_string_append_c (states, ',');
      sw_json_string_print (state->name, state->name_length, states);
      g_string_append_c (states, ':');
      sw_json_string_print (state->name, state->name_length, states);
    }
  return g_strdup_printf ("{\"StateMachines\":{\"" SW_TEST_MOCKS "\":{\"TestCases\":"
                          "{\"" SW_TEST_MOCKS "\":{%s}}}},\"MockedResponses\":%s}",
                          states->str, responses);
}

static void
read_mocks (SwTestReader *self,
            SwNode       *node)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;
  const char *words;

  if (node->kind != SW_NODE_OBJECT)
    {
      sw_test_reader_complain (self, node, _ ("“mocks” must be an object of answers by state"));
      return;
    }
  file = dup_mock_file (node);
  self->test->mocks = sw_mock_config_new_from_text (file, -1, &error);
  if (error == NULL)
    return;
  words = error->message;
  if (g_str_has_prefix (words, "MockedResponses/"))
    words += strlen ("MockedResponses/");
  sw_test_reader_complain (self, node, "%s", words);
}

static void
read_type (SwTestReader *self,
           SwNode       *node)
{
  if (sw_node_equals_string (node, "EXPRESS"))
    self->test->express = TRUE;
  else if (!sw_node_equals_string (node, "STANDARD"))
    sw_test_reader_complain (self, node, _ ("“type” must be “STANDARD” or “EXPRESS”"));
}

static void
read_environment (SwTestReader *self,
                  SwNode       *node)
{
  SwNode *all = sw_node_get_member (sw_tree_get_root (self->tree), "environments");

  sw_test_reader_text (self, node, &self->test->environment);
  if (self->test->environment != NULL
      && (all == NULL || sw_node_get_member (all, self->test->environment) == NULL))
    sw_test_reader_complain (self, node, _ ("There is no environment “%s”"),
                             self->test->environment);
}

static void
read_substitutions (SwTestReader *self,
                    SwNode       *node)
{
  if (node->kind == SW_NODE_OBJECT)
    self->test->substitutions = sw_node_to_value (node);
  else
    sw_test_reader_complain (self, node,
                             _ ("“substitutions” must be an object of values by placeholder"));
}

static void
read_start (SwTestReader *self,
            SwNode       *node)
{
  gsize length;
  g_autofree char *text = sw_node_dup_string (node, &length);
  SwInstant instant;

  if (text != NULL && sw_instant_parse (text, length, &instant))
    self->test->start = sw_instant_to_microseconds (&instant);
  else
    sw_test_reader_complain (self, node,
                             _ ("“start” must be a time such as “2030-05-01T08:00:00Z”"));
}

static const SwTestMember case_members[] = {
  { "name", read_name },
  { "comment", read_comment },
  { "input", read_input },
  { "case", read_case },
  { "mocks", read_mocks },
  { "type", read_type },
  { "environment", read_environment },
  { "substitutions", read_substitutions },
  { "start", read_start },
  { "expect", sw_test_reader_expect },
};

static void
read_test (SwTestReader *self,
           SwNode       *node,
           GPtrArray    *tests)
{
  SwNode *expect = sw_node_get_member (node, "expect");

  self->test = sw_test_case_new ();
  self->test->index = node->index;
  self->test->span = node->span;
  g_ptr_array_add (tests, self->test);
  sw_test_reader_members (self, node, case_members, G_N_ELEMENTS (case_members));
  if (node->kind == SW_NODE_OBJECT && sw_node_get_member (node, "name") == NULL)
    sw_test_reader_complain (self, node, _ ("A test needs a “name”"));
  sw_test_reader_complete (self, expect != NULL ? expect : node);
}

/**
 * sw_test_cases_read:
 * @tasks: a tasks file
 * @problems: (element-type SwDiagnostic): where to put what is wrong with its "tests"
 *
 * Reads the tests of a tasks file. The whole is read whatever is wrong, but none of it is to be run
 * then.
 *
 * Returns: (transfer full) (element-type SwTestCase): the tests in the file's order; empty where it
 * has none
 */
GPtrArray *
sw_test_cases_read (SwTree    *tasks,
                    GPtrArray *problems)
{
  GPtrArray *tests = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_test_case_free);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  SwTestReader self = { .tree = tasks, .problems = problems, .names = names };
  SwNode *list = sw_node_get_member (sw_tree_get_root (tasks), "tests");

  if (list == NULL || list->kind == SW_NODE_NULL)
    return tests;
  if (list->kind != SW_NODE_ARRAY)
    sw_test_reader_complain (&self, list, _ ("“tests” must be an array of tests"));
  for (SwNode *node = list->kind == SW_NODE_ARRAY ? list->first : NULL; node; node = node->next)
    read_test (&self, node, tests);
  return tests;
}
