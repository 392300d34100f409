/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "json/sw-text.h"
#include "tasks/mocks/sw-mock-config.h"
#include "tasks/runner/sw-debugger.h"

/* Plays the sessions of data/debugger.json in virtual time. A session has `definition`, `input`,
 * `mocks` (state -> invocation -> Return or Throw), `breakpoints` as they are kept, and `steps`:
 *
 *   do     "start" (at once to the first state), "continue", "over", "into" (`child`), "out",
 *          "to" (`state`), "set" (`part`, `value`), "fail" (`error`, `cause`), "frame" (`index`, in
 *          the order of the frames), "evaluate" (`expression`), "watch" (`expression`)
 *   and what is so then: `at` ("before A"), `reason`, `parts` (input, variables …), `handled`,
 *          `edge`, `value`, `refused` (words of the error), `status`, `output`, `error`, `seconds`
 */

/* 2030-01-01T00:00:00Z */
#define START (G_GINT64_CONSTANT (1893456000) * G_USEC_PER_SEC)

typedef struct
{
  SwRunner      *runner;
  SwBreakpoints *breakpoints;
  SwDebugger    *debugger;
} Session;

static SwValue sessions;

static const char *
get_text (SwValue     object,
          const char *member)
{
  SwValue value = sw_value_get_member (object, member);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

static void
load (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "tasks", "data", "debugger.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  sw_value_from_text (text, (gssize) length, SW_TEXT_REPORT_DUPLICATES, &sessions, &error);
  g_assert_no_error (error);
}

static SwProgram *
compile (SwValue definition)
{
  g_autofree char *text = sw_value_to_text (definition, SW_TEXT_DEFAULT, NULL);
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  SwProgram *program = sw_program_new (model, &error);

  g_assert_no_error (error);
  return program;
}

static SwPerformer *
make_performer (SwValue mocks)
{
  g_autoptr (GString) text
      = g_string_new ("{\"StateMachines\":{\"M\":{\"TestCases\":{\"C\":{");
  g_autoptr (GError) error = NULL;
  g_autoptr (SwMockConfig) config = NULL;
  SwPerformer *performer;

  if (!sw_value_is (mocks, SW_TYPE_OBJECT))
    return NULL;
  for (guint i = 0; i < sw_value_get_length (mocks); i++)
    {
      const char *state = sw_string_get_text (sw_value_get_key (mocks, i));

      g_string_append_printf (text, "%s\"%s\":\"%s\"", i > 0 ? "," : "", state, state);
    }
  g_string_append (text, "}}}},\"MockedResponses\":");
  sw_value_print (mocks, SW_TEXT_DEFAULT, text);
  g_string_append_c (text, '}');
  config = sw_mock_config_new_from_text (text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
  performer = sw_mock_config_new_performer (config, "M", "C", &error);
  g_assert_no_error (error);
  return performer;
}

static void
open_session (Session *self,
              SwValue  session)
{
  g_autoptr (SwProgram) program = compile (sw_value_get_member (session, "definition"));
  g_autoptr (SwPerformer) performer = make_performer (sw_value_get_member (session, "mocks"));
  SwExecutionOptions options = { .input = sw_value_get_member (session, "input") };
  SwValue breakpoints = sw_value_get_member (session, "breakpoints");
  g_autoptr (GError) error = NULL;

  self->breakpoints = sw_breakpoints_new ();
  if (sw_value_is (breakpoints, SW_TYPE_ARRAY))
    {
      g_autofree char *text = sw_value_to_text (breakpoints, SW_TEXT_DEFAULT, NULL);

      sw_breakpoints_set_text (self->breakpoints, text, &error);
      g_assert_no_error (error);
    }
  self->runner = sw_runner_new (program, &options, performer, SW_RUN_VIRTUAL);
  sw_runner_set_time (self->runner, START);
  self->debugger = sw_debugger_new (self->runner, self->breakpoints);
}

static void
close_session (Session *self)
{
  g_assert_finalize_object (self->debugger);
  g_assert_finalize_object (self->breakpoints);
  g_assert_finalize_object (self->runner);
}

static void
assert_equal (const char *what,
              SwValue     expected,
              SwValue     actual)
{
  g_autofree char *wanted = sw_value_to_text (expected, SW_TEXT_DEFAULT, NULL);
  g_autofree char *got = sw_value_is (actual, SW_TYPE_UNDEFINED)
                             ? g_strdup ("nothing")
                             : sw_value_to_text (actual, SW_TEXT_DEFAULT, NULL);
  gboolean equal = sw_value_equal (expected, actual)
                   || (sw_value_is (expected, SW_TYPE_NULL)
                       && sw_value_is (actual, SW_TYPE_UNDEFINED));

  if (!equal)
    g_test_message ("%s: expected %s, got %s", what, wanted, got);
  g_assert_true (equal);
}

static SwPart
find_part (const char *name)
{
  for (SwPart part = SW_PART_INPUT; part <= SW_PART_CONTEXT; part++)
    if (g_strcmp0 (sw_part_get_name (part), name) == 0)
      return part;
  g_error ("no part %s", name);
}

/* Changes something, or looks. Returns FALSE where the step is one of those that go on. */
static gboolean
look (Session  *self,
      SwValue   step,
      GError  **error)
{
  const char *what = get_text (step, "do");
  SwValue value = sw_value_get_member (step, "value");
  gint64 index;

  if (g_str_equal (what, "set"))
    {
      sw_debugger_set_part (self->debugger, find_part (get_text (step, "part")), value, error);
    }
  else if (g_str_equal (what, "fail"))
    {
      sw_debugger_fail (self->debugger, get_text (step, "name"), get_text (step, "cause"), error);
    }
  else if (g_str_equal (what, "watch"))
    {
      sw_debugger_watch (self->debugger, get_text (step, "expression"));
    }
  else if (g_str_equal (what, "evaluate"))
    {
      g_auto (SwValue) found = SW_VALUE_INIT;

      if (sw_debugger_evaluate (self->debugger, get_text (step, "expression"), &found, error))
        assert_equal ("value", value, found);
    }
  else if (g_str_equal (what, "frame"))
    {
      g_autoptr (GArray) frames
          = sw_execution_dup_frames (sw_runner_get_execution (self->runner));

      g_assert_true (sw_value_get_integer (sw_value_get_member (step, "index"), &index));
      g_assert_cmpint (index, <, frames->len);
      g_assert_true (sw_debugger_set_frame (self->debugger,
                                            g_array_index (frames, SwFrameInfo, index).id));
    }
  else
    {
      return FALSE;
    }
  return TRUE;
}

static void
go (Session *self,
    SwValue  step)
{
  const char *what = get_text (step, "do");
  gint64 child = -1;

  sw_value_get_integer (sw_value_get_member (step, "child"), &child);
  if (g_str_equal (what, "start"))
    sw_debugger_break_at_start (self->debugger);
  else if (g_str_equal (what, "continue"))
    sw_debugger_continue (self->debugger);
  else if (g_str_equal (what, "over"))
    sw_debugger_step_over (self->debugger);
  else if (g_str_equal (what, "into"))
    sw_debugger_step_into (self->debugger, (int) child);
  else if (g_str_equal (what, "out"))
    sw_debugger_step_out (self->debugger);
  else if (g_str_equal (what, "to"))
    sw_debugger_run_to (self->debugger, get_text (step, "state"));
  else
    g_error ("no step %s", what);
  sw_runner_run (self->runner);
}

static SwValue
describe_stop (Session *self)
{
  const SwStop *stop = sw_debugger_get_stop (self->debugger);
  g_autofree char *text = NULL;

  if (stop == NULL)
    return SW_VALUE_INIT;
  text = g_strdup_printf ("%s %s", sw_stop_point_get_name (stop->point), stop->state->name);
  return sw_value_new_string (text);
}

static SwValue
describe_edge (Session *self)
{
  const SwStop *stop = sw_debugger_get_stop (self->debugger);
  g_autofree char *text
      = stop != NULL && stop->point == SW_STOP_LEFT ? sw_edge_dup_name (stop->edge, stop->index)
                                                    : NULL;

  return text != NULL ? sw_value_new_string (text) : SW_VALUE_INIT;
}

static SwValue
new_text (const char *text)
{
  return text != NULL ? sw_value_new_string (text) : SW_VALUE_INIT;
}

/* Everything a step can expect, by name; undefined: unknown name */
static SwValue
get_actual (Session    *self,
            const char *name)
{
  static const char *const reasons[] = { "none", "pause", "step", "here", "breakpoint" };
  SwExecution *execution = sw_runner_get_execution (self->runner);
  const SwStop *stop = sw_debugger_get_stop (self->debugger);
  gint64 time = sw_runner_get_time (self->runner) - START;

  if (g_str_equal (name, "at"))
    return describe_stop (self);
  if (g_str_equal (name, "edge"))
    return describe_edge (self);
  if (g_str_equal (name, "reason"))
    return sw_value_new_string (reasons[sw_debugger_get_reason (self->debugger)]);
  if (g_str_equal (name, "trouble"))
    return new_text (sw_debugger_get_trouble (self->debugger));
  if (g_str_equal (name, "handled"))
    return sw_value_new_boolean (stop != NULL && stop->handled);
  if (g_str_equal (name, "seconds"))
    return sw_value_new_number ((double) time / G_USEC_PER_SEC);
  if (g_str_equal (name, "status"))
    return new_text (sw_execution_status_get_name (sw_execution_get_status (execution)));
  if (g_str_equal (name, "output"))
    return sw_value_ref (sw_execution_get_output (execution));
  if (g_str_equal (name, "error"))
    return new_text (sw_execution_get_error (execution));
  g_assert_true (g_str_equal (name, "watched"));
  return sw_value_ref (sw_debugger_get_watch (self->debugger, 0)->value);
}

static void
check (Session *self,
       SwValue  expected)
{
  SwValue parts = sw_value_get_member (expected, "parts");

  for (guint i = 0; sw_value_is (parts, SW_TYPE_OBJECT) && i < sw_value_get_length (parts); i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (parts, i));
      g_auto (SwValue) actual = sw_debugger_dup_part (self->debugger, find_part (name));

      assert_equal (name, sw_value_get_member_at (parts, i), actual);
    }
  for (guint i = 0; i < sw_value_get_length (expected); i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (expected, i));
      g_auto (SwValue) actual = SW_VALUE_INIT;

      if (g_str_equal (name, "parts") || g_str_equal (name, "refused"))
        continue;
      actual = get_actual (self, name);
      assert_equal (name, sw_value_get_member_at (expected, i), actual);
    }
}

static void
test_session (gconstpointer data)
{
  SwValue session = sw_value_get_element (sessions, GPOINTER_TO_UINT (data));
  SwValue steps = sw_value_get_member (session, "steps");
  Session self;

  open_session (&self, session);
  for (guint i = 0; i < sw_value_get_length (steps); i++)
    {
      SwValue step = sw_value_get_element (steps, i);
      SwValue then = sw_value_get_member (step, "then");
      const char *refused = get_text (then, "refused");
      g_autoptr (GError) error = NULL;

      g_test_message ("step %u: %s", i, get_text (step, "do"));
      if (!look (&self, step, &error))
        go (&self, step);
      if (refused == NULL)
        g_assert_no_error (error);
      else if (error == NULL || strstr (error->message, refused) == NULL)
        g_error ("expected the refusal '%s', got '%s'", refused,
                 error != NULL ? error->message : "none");
      if (sw_value_is (then, SW_TYPE_OBJECT))
        check (&self, then);
    }
  close_session (&self);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  load ();
  for (guint i = 0; i < sw_value_get_length (sessions); i++)
    {
      const char *name = get_text (sw_value_get_element (sessions, i), "name");
      g_autofree char *path = g_strdup_printf ("/debugger/%s", name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_session);
    }
  status = g_test_run ();
  sw_value_clear (&sessions);
  return status;
}
