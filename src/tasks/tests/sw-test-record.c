/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-record.h"

#include <glib/gi18n.h>

#include "engine/sw-time.h"
#include "json/sw-text.h"
#include "tasks/mocks/sw-trace-mocks.h"
#include "tasks/tests/sw-test-edits.h"

#define NAME "record"

/* The answers of a MockConfigFile.json by the state that gets them, as "mocks" of a test has
 * them */
static SwValue
new_mocks (const SwTrace *trace,
           GPtrArray     *notes)
{
  g_auto (SwValue) file = sw_mocks_from_trace (trace, NAME, NAME, notes);
  SwValue responses = sw_value_get_member (file, "MockedResponses");
  SwValue machine = sw_value_get_member (sw_value_get_member (file, "StateMachines"), NAME);
  SwValue states = sw_value_get_member (sw_value_get_member (machine, "TestCases"), NAME);
  SwValue mocks = sw_value_new_object (sw_value_get_length (states));

  for (guint i = 0; i < sw_value_get_length (states); i++)
    {
      SwValue answers = sw_value_get_member_string (
          responses, sw_value_get_string (sw_value_get_member_at (states, i)));

      sw_value_set_member_string (&mocks, sw_value_get_key (states, i), sw_value_ref (answers));
    }
  return mocks;
}

/* The name of an input of the tasks file that is the same; else the input itself */
static SwValue
new_input (const SwTrace *trace,
           SwTree        *tasks)
{
  SwValue input = sw_trace_get_input (trace, sw_trace_get_root (trace));
  const SwNode *inputs = sw_node_get_member (sw_tree_get_root (tasks), "inputs");

  for (const SwNode *each = inputs != NULL ? inputs->first : NULL; each; each = each->next)
    {
      g_auto (SwValue) value = sw_node_to_value (each);

      if (sw_value_equal (value, input))
        return sw_value_new_string (each->name);
    }
  return sw_value_ref (input);
}

static SwValue
new_path (const SwVisit *root)
{
  SwValue path = sw_value_new_array (8);

  for (guint i = 0; i < sw_visit_get_n_children (root); i++)
    sw_value_append (&path, sw_value_new_string (sw_visit_get_child (root, i)->state->name));
  return path;
}

static SwValue
new_expect (const SwTrace *trace)
{
  SwVisit *root = sw_trace_get_root (trace);
  SwExecutionStatus status = sw_trace_get_status (trace);
  SwValue expect = sw_value_new_object (4);

  sw_value_set_text (&expect, "status", sw_execution_status_get_name (status));
  if (status == SW_EXECUTION_SUCCEEDED)
    sw_value_set_member (&expect, "output", sw_value_ref (sw_trace_get_output (trace, root)));
  else
    {
      sw_value_set_text (&expect, "error", sw_trace_get_error (trace, root));
      sw_value_set_text (&expect, "cause", sw_trace_get_cause (trace, root));
    }
  sw_value_set_member (&expect, "path", new_path (root));
  return expect;
}

/**
 * sw_test_from_trace:
 * @trace: a run that has ended, and was not aborted
 * @tasks: the tasks file that the test is for
 * @name: what it is to be called; a number is put behind it where there is one of that name
 * @notes: (nullable): takes what cannot be had from the history, a sentence each
 *
 * Makes a test that does the run again, with the answers it got, and expects what came of it. Its
 * clock begins when the run did.
 *
 * Returns: (transfer full): the test, as it stands in a tasks file
 */
SwValue
sw_test_from_trace (const SwTrace *trace,
                    SwTree        *tasks,
                    const char    *name,
                    GPtrArray     *notes)
{
  g_autofree char *unique = sw_test_dup_new_name (tasks, name);
  g_auto (SwValue) input = new_input (trace, tasks);
  SwValue test = sw_value_new_object (5), mocks = new_mocks (trace, notes);
  char start[SW_TIME_TEXT_SIZE];

  sw_value_set_text (&test, "name", unique);
  /* A text would be the name of an input: it stays out, and is told of. */
  if (sw_value_is (sw_trace_get_input (trace, sw_trace_get_root (trace)), SW_TYPE_STRING)
      && sw_value_same_box (input, sw_trace_get_input (trace, sw_trace_get_root (trace))))
    {
      if (notes != NULL)
        g_ptr_array_add (notes, g_strdup (_ ("The input is a text: put it into “inputs” under a "
                                             "name, and name that as the test's input")));
    }
  else if (!sw_value_is (input, SW_TYPE_UNDEFINED))
    sw_value_set_member (&test, "input", sw_value_ref (input));
  if (sw_value_get_length (mocks) > 0)
    sw_value_set_member (&test, "mocks", mocks);
  else
    sw_value_clear (&mocks);
  sw_time_print (sw_trace_get_root (trace)->began, start);
  sw_value_set_text (&test, "start", start);
  sw_value_set_member (&test, "expect", new_expect (trace));
  return test;
}
