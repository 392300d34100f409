/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-private.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <string.h>

#include "json/sw-difference.h"
#include "json/sw-text.h"
#include "query/jsonata/sw-jsonata.h"
#include "tasks/runner/sw-patience.h"

/* What came of a run, held against what its test expects. */

/* So many differences of an output are told, and so many characters of a value in a message */
#define MOST_DIFFERENCES 20
#define MOST_LETTERS 160

/* A value as a message shows it: in one line, and not endless */
static char *
dup_shown (SwValue value)
{
  g_autofree char *text = NULL;
  g_autofree char *head = NULL;

  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    return g_strdup (_ ("nothing"));
  text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  if (g_utf8_strlen (text, -1) <= MOST_LETTERS)
    return g_steal_pointer (&text);
  head = g_utf8_substring (text, 0, MOST_LETTERS);
  return g_strconcat (head, "…", NULL);
}

/* Where the expectation stands, or the nearest to it that does */
static SwSpan
find_span (const SwTestCheck *self,
           const char        *what,
           const char        *pointer)
{
  g_autofree char *place =
      g_strdup_printf ("/tests/%u/expect/%s%s", self->outcome->test->index, what, pointer);
  const SwNode *node = NULL;

  while ((node = sw_tree_resolve (self->tasks, place)) == NULL)
    *strrchr (place, '/') = '\0';
  return node->span;
}

/**
 * sw_test_check_report:
 * @what: member of "expect"
 * @pointer: inside the output, or inside the member
 * @wanted: what was expected; undefined where nothing was
 * @got: what came; likewise
 * @format: the whole in words
 *
 * Adds a difference.
 */
void
sw_test_check_report (const SwTestCheck *self,
                      const char        *what,
                      const char        *pointer,
                      SwValue            wanted,
                      SwValue            got,
                      const char        *format,
                      ...)
{
  SwTestDifference *difference = g_new0 (SwTestDifference, 1);
  va_list arguments;

  va_start (arguments, format);
  difference->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  difference->what = g_strdup (what);
  difference->pointer = g_strdup (pointer);
  difference->span = find_span (self, what, pointer);
  difference->wanted = sw_value_ref (wanted);
  difference->got = sw_value_ref (got);
  g_ptr_array_add (self->outcome->differences, difference);
}

static SwValue
new_text (const char *text)
{
  return text != NULL ? sw_value_new_string (text) : SW_VALUE_INIT;
}

/* Expected one text, got another */
static void
report_texts (const SwTestCheck *self,
              const char        *what,
              const char        *wanted,
              const char        *got)
{
  g_auto (SwValue) wanted_value = new_text (wanted);
  g_auto (SwValue) got_value = new_text (got);
  g_autofree char *wanted_shown = dup_shown (wanted_value);
  g_autofree char *got_shown = dup_shown (got_value);

  sw_test_check_report (self, what, "", wanted_value, got_value, _ ("%s: expected %s, got %s"),
                        what, wanted_shown, got_shown);
}

/* "Error: cause" behind a status, or "" */
static char *
dup_failure (const SwExecution *execution)
{
  const char *error = sw_execution_get_error (execution);
  const char *cause = sw_execution_get_cause (execution);

  if (error == NULL && cause == NULL)
    return g_strdup ("");
  return g_strdup_printf (" (%s%s%s)", error != NULL ? error : "",
                          error != NULL && cause != NULL ? ": " : "", cause != NULL ? cause : "");
}

static void
check_status (const SwTestCheck *self)
{
  SwExecutionStatus status = sw_execution_get_status (self->execution);
  const char *got = sw_execution_status_get_name (status);
  const char *wanted =
      self->expect->ends ? sw_execution_status_get_name (self->expect->status) : "FAILED";
  gboolean fits = self->expect->ends
                      ? status == self->expect->status
                      : status == SW_EXECUTION_FAILED || status == SW_EXECUTION_TIMED_OUT;
  g_autofree char *failure = dup_failure (self->execution);
  g_auto (SwValue) wanted_value = sw_value_new_string (wanted);
  g_auto (SwValue) got_value = sw_value_new_string (got);

  if (!fits)
    sw_test_check_report (self, "status", "", wanted_value, got_value,
                          _ ("status: expected %s, got %s%s"), wanted, got, failure);
}

static void
compare_output (const SwTestCheck *self,
                const char        *what,
                SwValue            wanted,
                SwCompareMode      mode)
{
  g_autoptr (GPtrArray) found = NULL;

  if (sw_value_is (wanted, SW_TYPE_UNDEFINED))
    return;
  found =
      sw_value_compare (wanted, sw_execution_get_output (self->execution), mode, MOST_DIFFERENCES);
  for (guint i = 0; i < found->len; i++)
    {
      const SwDifference *each = g_ptr_array_index (found, i);
      g_autofree char *wanted_shown = dup_shown (each->wanted);
      g_autofree char *got_shown = dup_shown (each->got);

      if (each->kind == SW_DIFFERENCE_ADDED)
        sw_test_check_report (self, what, each->pointer, each->wanted, each->got,
                              _ ("%s%s: not expected: %s"), what, each->pointer, got_shown);
      else
        sw_test_check_report (self, what, each->pointer, each->wanted, each->got,
                              _ ("%s%s: expected %s, got %s"), what, each->pointer, wanted_shown,
                              got_shown);
    }
}

/* An output is compared where there is one: else the status says all. */
static void
check_output (const SwTestCheck *self)
{
  if (sw_execution_get_status (self->execution) != SW_EXECUTION_SUCCEEDED)
    return;
  compare_output (self, "output", self->expect->output, SW_COMPARE_WHOLE);
  compare_output (self, "outputIncludes", self->expect->includes, SW_COMPARE_PARTS);
}

/* What a condition sees: `$`, and $states.input and $states.output as in the language itself */
static SwValue
new_bindings (const SwTestCheck *self)
{
  SwValue bindings = sw_value_new_object (1);
  SwValue states = sw_value_new_object (2);

  if (!sw_value_is (self->outcome->test->input, SW_TYPE_UNDEFINED))
    sw_value_set_member (&states, "input", sw_value_ref (self->outcome->test->input));
  sw_value_set_member (&states, "output", sw_value_ref (sw_execution_get_output (self->execution)));
  sw_value_set_member (&bindings, "states", states);
  return bindings;
}

static void
check_condition (const SwTestCheck *self,
                 const char        *text,
                 SwValue            bindings)
{
  g_autoptr (SwJsonata) condition = sw_jsonata_new (text, -1, NULL);
  SwPatience patience;
  SwInterrupt interrupt = sw_patience_init (&patience, SW_PATIENCE_STATE);
  SwJsonataScope scope = { .input = sw_execution_get_output (self->execution),
                           .bindings = bindings,
                           .now = sw_runner_get_time (self->outcome->runner),
                           .interrupt = &interrupt };
  g_auto (SwJsonataError) error = { 0 };
  g_auto (SwValue) wanted = sw_value_new_boolean (TRUE);
  g_auto (SwValue) got = SW_VALUE_INIT;
  g_autofree char *shown = NULL;

  if (!sw_jsonata_evaluate (condition, &scope, &got, &error))
    {
      sw_test_check_report (self, "outputCondition", "", wanted, SW_VALUE_INIT,
                            _ ("outputCondition: “%s” cannot be evaluated: %s"), text,
                            error.message);
      return;
    }
  if (sw_value_get_boolean (got))
    return;
  shown = dup_shown (got);
  sw_test_check_report (self, "outputCondition", "", wanted, got,
                        _ ("outputCondition: “%s” is not true but %s"), text, shown);
}

static void
check_conditions (const SwTestCheck *self)
{
  g_auto (SwValue) bindings = SW_VALUE_INIT;

  if (self->expect->conditions == NULL
      || sw_execution_get_status (self->execution) != SW_EXECUTION_SUCCEEDED)
    return;
  bindings = new_bindings (self);
  for (guint i = 0; self->expect->conditions[i] != NULL; i++)
    check_condition (self, self->expect->conditions[i], bindings);
}

static void
check_error (const SwTestCheck *self)
{
  const char *error = sw_execution_get_error (self->execution);
  const char *cause = sw_execution_get_cause (self->execution);
  const SwTestExpectation *expect = self->expect;

  if (expect->error != NULL && g_strcmp0 (expect->error, error) != 0)
    report_texts (self, "error", expect->error, error);
  if (expect->cause != NULL && g_strcmp0 (expect->cause, cause) != 0)
    report_texts (self, "cause", expect->cause, cause);
  if (expect->cause_like != NULL
      && (cause == NULL || !g_pattern_match_simple (expect->cause_like, cause)))
    report_texts (self, "causeLike", expect->cause_like, cause);
}

/* A run that did not end waits for somebody, or goes round in a circle. */
static void
explain_unended (const SwTestCheck *self)
{
  GPtrArray *waiting = sw_runner_get_manual (self->outcome->runner);
  const SwTaskRequest *request;
  const char *reason;

  if (waiting->len == 0)
    {
      sw_test_check_report (self, "run", "", SW_VALUE_INIT, SW_VALUE_INIT,
                            _ ("run: no end came after %zu transitions"),
                            (gsize) sw_execution_get_transitions (self->execution));
      return;
    }
  request = g_ptr_array_index (waiting, 0);
  reason = sw_runner_get_reason (self->outcome->runner, request->id);
  sw_test_check_report (
      self, "run", "", SW_VALUE_INIT, SW_VALUE_INIT,
      _ ("run: the task of “%s” has nobody to perform it%s%s; give it an answer in “mocks”"),
      request->state->name, reason != NULL ? ": " : "", reason != NULL ? reason : "");
}

/**
 * sw_test_compare:
 * @outcome: a run that has stopped, with the test; its differences are added
 * @tasks: the file that the test stands in
 *
 * Finds what did not come as expected.
 */
void
sw_test_compare (SwTestOutcome *outcome,
                 SwTree        *tasks)
{
  static void (*const checks[]) (const SwTestCheck *self) = {
    check_status,       check_error,          check_output,        check_conditions,
    sw_test_check_path, sw_test_check_states, sw_test_check_counts
  };
  const SwExecution *execution = sw_runner_get_execution (outcome->runner);
  SwTestCheck self = { outcome, &outcome->test->expect, tasks, execution,
                       sw_execution_get_history (execution) };

  if (sw_execution_get_status (execution) == SW_EXECUTION_RUNNING)
    {
      explain_unended (&self);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    checks[i](&self);
}
