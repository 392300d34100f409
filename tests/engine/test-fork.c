/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/debug/sw-fork.h"
#include "json/sw-text.h"

/* A run is made, begun again in its middle, perhaps by another definition, and brought to its end.
 * Every task returns its input and the number of tasks before it in that execution. */

#define START (G_GINT64_CONSTANT (1893456000) * G_USEC_PER_SEC)

typedef struct
{
  const char *name;
  const char *definition;
  const char *changed;  /* definition of the second run; NULL: the same */
  const char *input;
  const char *state;    /* begins again where this one … */
  guint       entry;    /* … was entered for this time, from 0 */
  const char *new_input; /* NULL: as it was */
  const char *output;   /* of the second run */
  const char *refused;  /* or why it cannot begin there */
} Case;

#define TASK(name, next)                                                                           \
  "\"" name "\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", "          \
  "\"Parameters\": {}, \"ResultPath\": \"$." name "\", " next "}"
#define PASS(name, next) "\"" name "\": {\"Type\": \"Pass\", " next "}"
#define END "\"End\": true"
#define CHAIN                                                                                      \
  "{\"StartAt\": \"A\", \"States\": {" TASK ("A", "\"Next\": \"B\"") ", " TASK (                   \
      "B", "\"Next\": \"C\"") ", " TASK ("C", END) "}}"
#define BRANCHES                                                                                   \
  "{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Parallel\", \"Branches\": ["              \
  "{\"StartAt\": \"A\", \"States\": {" TASK ("A", "\"Next\": \"B\"") ", " PASS ("B", END) "}}, "   \
  "{\"StartAt\": \"X\", \"States\": {\"X\": {\"Type\": \"Wait\", \"Seconds\": 60, \"Next\": "      \
  "\"Y\"}, " TASK ("Y", END) "}}], \"End\": true}}}"
#define ITEMS(mode)                                                                                \
  "{\"StartAt\": \"M\", \"States\": {\"M\": {\"Type\": \"Map\", \"ItemProcessor\": {" mode         \
  "\"StartAt\": \"A\", \"States\": {" PASS ("A", "\"Next\": \"B\"") ", " PASS ("B", END)           \
  "}}, \"Next\": \"E\"}, " PASS ("E", END) "}}"

static const Case cases[] = {
  { "the-same-again", CHAIN, NULL, "{}", "B", 0, NULL, "{\"A\": 0, \"B\": 1, \"C\": 2}", NULL },
  { "with-changed-data", CHAIN, NULL, "{}", "C", 0, "{\"x\": 1}", "{\"x\": 1, \"C\": 2}", NULL },
  { "with-a-mended-definition", CHAIN,
    "{\"StartAt\": \"A\", \"States\": {" TASK ("A", "\"Next\": \"B\"") ", " PASS (
        "B", "\"Result\": 7, \"ResultPath\": \"$.mended\", \"End\": true") "}}",
    "{}", "B", 0, NULL, "{\"A\": 0, \"mended\": 7}", NULL },
  { "the-way-of-the-run-not-of-the-definition", CHAIN,
    "{\"StartAt\": \"A\", \"States\": {" TASK ("A", "\"Next\": \"C\"") ", " TASK (
        "B", "\"Next\": \"C\"") ", " TASK ("C", END) "}}",
    "{}", "C", 0, NULL, "{\"A\": 0, \"B\": 1, \"C\": 2}", NULL },
  { "a-state-that-is-gone", CHAIN,
    "{\"StartAt\": \"A\", \"States\": {" TASK ("A", "\"Next\": \"C\"") ", " TASK ("C", END) "}}",
    "{}", "C", 0, NULL, NULL, "from 'A' to 'B', a state that this definition does not have" },
  { "a-state-that-failed-before", "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", "
    "\"Result\": {\"n\": 1}, \"Next\": \"B\"}, " PASS ("B", END) "}}",
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Fail\", \"Error\": \"E\"}, " PASS (
        "B", END) "}}",
    "{}", "B", 0, NULL, NULL, "'A' ended well" },
  { "in-a-branch-the-other-waits-on", BRANCHES, NULL, "{}", "B", 0, "{\"new\": 1}",
    "[{\"new\": 1}, {\"Y\": 1}]", NULL },
  { "in-a-branch-the-other-has-ended", BRANCHES, NULL, "{}", "Y", 0, NULL,
    "[{\"A\": 0}, {\"Y\": 1}]", NULL },
  { "in-an-iteration", ITEMS (""), NULL, "[10, 20, 30]", "B", 1, "21", "[10, 21, 30]", NULL },
  { "behind-a-distributed-map", ITEMS ("\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", "
                                       "\"ExecutionType\": \"STANDARD\"}, "),
    NULL, "[10, 20]", "E", 0, NULL, "[10, 20]", NULL },
};

static SwValue
parse (const char *text)
{
  SwValue value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, &error);
  g_assert_no_error (error);
  return value;
}

static SwProgram *
compile (const char *text)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  SwProgram *program = sw_program_new (model, &error);

  g_assert_no_error (error);
  return program;
}

static void
finish (SwExecution *execution,
        guint        n_tasks)
{
  gint64 now = sw_execution_get_time (execution);

  while (sw_execution_get_status (execution) == SW_EXECUTION_RUNNING)
    {
      const SwTaskRequest *request;

      while (sw_execution_step (execution, now))
        ;
      request = sw_execution_take_request (execution);
      if (request != NULL)
        {
          g_auto (SwValue) answer = sw_value_new_integer (n_tasks++);

          sw_execution_succeed_task (execution, request->id, answer, now);
        }
      else if (sw_execution_get_status (execution) == SW_EXECUTION_RUNNING)
        {
          g_assert_cmpint (sw_execution_get_wake_time (execution), <, G_MAXINT64);
          now = sw_execution_get_wake_time (execution);
        }
    }
}

/* Number of the event by which the state was entered, and of the tasks that had an answer then */
static guint
find_event (const SwHistory *history,
            const Case      *test,
            guint           *n_answered)
{
  guint entry = 0;

  *n_answered = 0;
  for (guint i = 0; i < sw_history_get_count (history); i++)
    {
      const SwHistoryEvent *event = sw_history_get (history, i);

      if (sw_history_event_get_type (event) == SW_EVENT_TASK_SUCCEEDED)
        (*n_answered)++;
      if (sw_history_event_get_type (event) == SW_EVENT_STATE_ENTERED
          && g_str_equal (sw_history_event_get_state (event)->name, test->state)
          && entry++ == test->entry)
        return i + 1;
    }
  g_error ("%s is not entered", test->state);
}

/* What happened before is what happened in the first run, at the same times. */
static void
assert_same_past (const SwHistory *first,
                  const SwHistory *second,
                  guint            event)
{
  g_assert_cmpuint (sw_history_get_count (second), >=, event);
  for (guint i = 0; i + 1 < event; i++)
    {
      g_auto (SwValue) a = sw_history_event_to_value (sw_history_get (first, i), FALSE);
      g_auto (SwValue) b = sw_history_event_to_value (sw_history_get (second, i), FALSE);

      g_assert_true (sw_value_equal (a, b));
    }
}

static void
test_fork (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (SwProgram) program = compile (test->definition);
  g_autoptr (SwProgram) changed = compile (test->changed != NULL ? test->changed
                                                                  : test->definition);
  g_auto (SwValue) input = parse (test->input);
  SwExecutionOptions options = { .input = input };
  g_autoptr (SwExecution) first = sw_execution_new (program, &options);
  g_autoptr (SwExecution) second = NULL;
  g_autoptr (SwTrace) trace = NULL;
  g_autoptr (GError) error = NULL;
  guint event, parent_event, n_answered;

  sw_execution_start (first, START);
  finish (first, 0);
  trace = sw_trace_new (sw_execution_get_history (first), sw_program_get_model (program));
  sw_trace_update (trace);
  event = find_event (sw_execution_get_history (first), test, &n_answered);
  second = sw_execution_new_fork (changed, &options, trace, event, sw_execution_get_arn (first),
                                  &error);
  if (test->refused != NULL)
    {
      g_assert_null (second);
      g_assert_true (g_strrstr (error->message, test->refused) != NULL);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (sw_execution_get_parent (second, &parent_event), ==,
                   sw_execution_get_arn (first));
  g_assert_cmpuint (parent_event, ==, event);
  g_assert_cmpstr (sw_execution_get_stop (second)->state->name, ==, test->state);
  if (test->changed == NULL)
    assert_same_past (sw_execution_get_history (first), sw_execution_get_history (second), event);
  if (test->new_input != NULL)
    {
      g_auto (SwValue) value = parse (test->new_input);

      sw_execution_set_part (second, sw_execution_get_stop (second)->frame, SW_PART_INPUT, value,
                             START, &error);
      g_assert_no_error (error);
    }
  sw_execution_resume (second);
  finish (second, n_answered);
  {
    g_auto (SwValue) output = parse (test->output);
    g_autofree char *text
        = sw_value_to_text (sw_execution_get_output (second), SW_TEXT_DEFAULT, NULL);

    g_test_message ("%s", text);
    g_assert_true (sw_value_equal (output, sw_execution_get_output (second)));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fork/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_fork);
    }
  return g_test_run ();
}
