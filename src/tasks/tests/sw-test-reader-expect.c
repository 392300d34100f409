/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "query/jsonata/sw-jsonata.h"

/* Reads what is to come of a run. */

/* NODE: an array of texts */
static void
read_texts (SwTestReader   *self,
            SwNode         *node,
            char         ***texts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (node->kind != SW_NODE_ARRAY)
    {
      sw_test_reader_complain (self, node, _ ("“%s” must be an array of texts"), node->name);
      return;
    }
  for (SwNode *element = node->first; element != NULL; element = element->next)
    {
      char *text = sw_node_dup_string (element, NULL);

      if (text == NULL)
        sw_test_reader_complain (self, element, _ ("This must be a text"));
      else
        g_strv_builder_take (builder, text);
    }
  *texts = g_strv_builder_end (builder);
}

static void
read_status (SwTestReader *self,
             SwNode       *node)
{
  for (int status = SW_EXECUTION_SUCCEEDED; status <= SW_EXECUTION_TIMED_OUT; status++)
    if (sw_node_equals_string (node, sw_execution_status_get_name ((SwExecutionStatus) status)))
      {
        self->test->expect.ends = TRUE;
        self->test->expect.status = (SwExecutionStatus) status;
        return;
      }
  sw_test_reader_complain (self, node, _ ("“status” must be “SUCCEEDED”, “FAILED” or “TIMED_OUT”"));
}

static void
read_output (SwTestReader *self,
             SwNode       *node)
{
  self->test->expect.output = sw_node_to_value (node);
}

static void
read_includes (SwTestReader *self,
               SwNode       *node)
{
  self->test->expect.includes = sw_node_to_value (node);
}

/* Takes the braces off, where there are any, and looks whether it can be evaluated. */
static char *
read_condition (SwTestReader *self,
                SwNode       *node)
{
  g_autofree char *text = sw_node_dup_string (node, NULL);
  g_auto (SwJsonataError) error = { 0 };
  g_autoptr (SwJsonata) compiled = NULL;
  g_autofree char *bare = NULL;

  if (text == NULL)
    {
      sw_test_reader_complain (self, node, _ ("A condition must be a text with JSONata in it"));
      return NULL;
    }
  g_strstrip (text);
  if (g_str_has_prefix (text, "{%") && g_str_has_suffix (text, "%}") && strlen (text) >= 4)
    bare = g_strstrip (g_strndup (text + 2, strlen (text) - 4));
  else
    bare = g_steal_pointer (&text);
  compiled = sw_jsonata_new (bare, -1, &error);
  if (compiled == NULL)
    {
      sw_test_reader_complain (self, node, "%s", error.message);
      return NULL;
    }
  return g_steal_pointer (&bare);
}

static void
read_conditions (SwTestReader *self,
                 SwNode       *node)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  SwNode *first = node->kind == SW_NODE_ARRAY ? node->first : node;

  for (SwNode *each = first; each != NULL; each = node == each ? NULL : each->next)
    {
      char *condition = read_condition (self, each);

      if (condition != NULL)
        g_strv_builder_take (builder, condition);
    }
  self->test->expect.conditions = g_strv_builder_end (builder);
}

static void
read_error (SwTestReader *self,
            SwNode       *node)
{
  sw_test_reader_text (self, node, &self->test->expect.error);
}

static void
read_cause (SwTestReader *self,
            SwNode       *node)
{
  sw_test_reader_text (self, node, &self->test->expect.cause);
}

static void
read_cause_like (SwTestReader *self,
                 SwNode       *node)
{
  sw_test_reader_text (self, node, &self->test->expect.cause_like);
}

static void
read_path (SwTestReader *self,
           SwNode       *node)
{
  read_texts (self, node, &self->test->expect.path);
}

static void
read_passes (SwTestReader *self,
             SwNode       *node)
{
  read_texts (self, node, &self->test->expect.passes);
}

static void
read_avoids (SwTestReader *self,
             SwNode       *node)
{
  read_texts (self, node, &self->test->expect.avoids);
}

/* Whether NODE is a whole number from 0; *NUMBER is left alone otherwise. */
static gboolean
read_number (const SwNode *node,
             guint        *number)
{
  g_auto (SwValue) value = sw_node_to_value (node);
  gint64 integer;

  if (!sw_value_is (value, SW_TYPE_NUMBER) || !sw_value_get_integer (value, &integer) || integer < 0
      || integer > G_MAXINT32)
    return FALSE;
  *number = (guint) integer;
  return TRUE;
}

static void
read_count (SwTestReader *self,
            SwNode       *node)
{
  SwTestCount count = { NULL, 0, G_MAXUINT };
  SwNode *least = sw_node_get_member (node, "min"), *most = sw_node_get_member (node, "max");
  gboolean fits;

  if (node->kind == SW_NODE_OBJECT)
    fits = (least != NULL || most != NULL)
           && node->count == (guint) ((least != NULL) + (most != NULL))
           && (least == NULL || read_number (least, &count.least))
           && (most == NULL || read_number (most, &count.most)) && count.least <= count.most;
  else if ((fits = read_number (node, &count.least)))
    count.most = count.least;
  if (!fits)
    {
      sw_test_reader_complain (
          self, node, _ ("How often must be a whole number, or an object with “min” and “max”"));
      return;
    }
  count.state = g_strdup (node->name);
  g_array_append_val (self->test->expect.counts, count);
}

static void
read_calls (SwTestReader *self,
            SwNode       *node)
{
  if (node->kind != SW_NODE_OBJECT)
    sw_test_reader_complain (self, node, _ ("“calls” must be an object of numbers by state"));
  for (SwNode *state = node->kind == SW_NODE_OBJECT ? node->first : NULL; state;
       state = state->next)
    read_count (self, state);
}

static const SwTestMember expect_members[] = {
  { "status", read_status },
  { "output", read_output },
  { "outputIncludes", read_includes },
  { "outputCondition", read_conditions },
  { "error", read_error },
  { "cause", read_cause },
  { "causeLike", read_cause_like },
  { "path", read_path },
  { "passes", read_passes },
  { "avoids", read_avoids },
  { "calls", read_calls },
};

/**
 * sw_test_reader_expect:
 * @node: "expect" of the test being read
 *
 * Reads what is to come of a run.
 */
void
sw_test_reader_expect (SwTestReader *self,
                       SwNode       *node)
{
  sw_test_reader_members (self, node, expect_members, G_N_ELEMENTS (expect_members));
}

/**
 * sw_test_reader_complete:
 * @node: where to tell of a contradiction
 *
 * Looks whether what the test that was read expects goes together. What is not said follows from
 * what is: a run must succeed, unless an error or a cause is expected.
 */
void
sw_test_reader_complete (SwTestReader *self,
                         const SwNode *node)
{
  SwTestExpectation *expect = &self->test->expect;
  gboolean fails = expect->error != NULL || expect->cause != NULL || expect->cause_like != NULL;
  gboolean puts_out = !sw_value_is (expect->output, SW_TYPE_UNDEFINED)
                      || !sw_value_is (expect->includes, SW_TYPE_UNDEFINED)
                      || expect->conditions != NULL;

  if (!expect->ends && !fails)
    {
      expect->ends = TRUE;
      expect->status = SW_EXECUTION_SUCCEEDED;
    }
  if (fails && expect->ends && expect->status == SW_EXECUTION_SUCCEEDED)
    sw_test_reader_complain (self, node,
                             _ ("A run that succeeds has no error and no cause to be expected"));
  else if (puts_out && (!expect->ends || expect->status != SW_EXECUTION_SUCCEEDED))
    sw_test_reader_complain (self, node,
                             _ ("A run that does not succeed has no output to be expected"));
}
