/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/test-state/sw-test-state-private.h"

#include <stdarg.h>

#include "json/sw-text.h"

/* What TestState refuses before it tries a state. The sentences are recorded on AWS. */

/**
 * sw_test_state_refuse:
 *
 * Says a ValidationException.
 *
 * Returns: %FALSE, to be returned
 */
gboolean
sw_test_state_refuse (GError     **error,
                      const char  *format,
                      ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (SW_TEST_STATE_ERROR, SW_TEST_STATE_ERROR_VALIDATION,
                                                format, arguments));
  va_end (arguments);

  return FALSE;
}

static gboolean
is_given (SwValue value)
{
  return !sw_value_is (value, SW_TYPE_UNDEFINED) && !sw_value_is (value, SW_TYPE_NULL);
}

static char *
dup_text (SwValue     object,
          const char *member)
{
  SwValue value = sw_value_get_member (object, member);

  return sw_value_is (value, SW_TYPE_STRING) ? g_strdup (sw_value_get_text (value, NULL)) : NULL;
}

/**
 * sw_test_state_read_mock:
 * @mock: (out): cleared by the caller in any case
 *
 * Reads the mock of a test.
 *
 * Returns: whether it is one that TestState takes
 */
gboolean
sw_test_state_read_mock (const SwTestStateOptions  *options,
                         SwTestMock                *mock,
                         GError                   **error)
{
  SwValue result = sw_value_get_member (options->mock, "result");
  SwValue thrown = sw_value_get_member (options->mock, "errorOutput");
  const char *text;
  gsize length;

  mock->is_given = is_given (options->mock);
  if (!mock->is_given)
    return TRUE;
  if (options->reveal_secrets)
    return sw_test_state_refuse (
        error, "TestState does not support RevealSecrets when a mock is specified.");
  if (is_given (result) == is_given (thrown))
    return sw_test_state_refuse (
        error, "A test mock should have only one of the following fields: [result, errorOutput].");
  if (is_given (thrown))
    {
      mock->throws = TRUE;
      mock->error = dup_text (thrown, "error");
      mock->cause = dup_text (thrown, "cause");
      return TRUE;
    }
  text = sw_value_get_text (result, &length);
  return (text != NULL
          && sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &mock->result, NULL))
         || sw_test_state_refuse (error, "Mocked result must be valid JSON");
}

/**
 * sw_test_mock_clear:
 *
 * Frees what a mock holds.
 */
void
sw_test_mock_clear (SwTestMock *mock)
{
  sw_value_clear (&mock->result);
  g_clear_pointer (&mock->error, g_free);
  g_clear_pointer (&mock->cause, g_free);
}

/* What a type takes of a mock */
static const struct
{
  gboolean may_be_mocked;
  gboolean must_be_mocked;
} types[SW_STATE_N_TYPES] = {
  [SW_STATE_TASK] = { TRUE, FALSE },
  [SW_STATE_PARALLEL] = { TRUE, TRUE },
  [SW_STATE_MAP] = { TRUE, TRUE },
};

static gboolean
check_unmocked (const SwTestStateOptions  *options,
                const SwStep              *step,
                GError                   **error)
{
  SwValue failures = sw_value_get_member (options->configuration, "mapIterationFailureCount");

  if (is_given (failures))
    return sw_test_state_refuse (
        error,
        "TestState does not support MapIterationFailureCount when a mock is not specified.");
  if (types[step->type].must_be_mocked)
    {
      g_set_error_literal (error, SW_TEST_STATE_ERROR, SW_TEST_STATE_ERROR_DEFINITION,
                           "TestState API does not support Map or Parallel states. Supported state "
                           "types include: [Task, Wait, Pass, Succeed, Fail, Choice]");
      return FALSE;
    }
  if (step->type != SW_STATE_TASK)
    return TRUE;
  if (options->role_arn == NULL)
    return sw_test_state_refuse (error, "RoleArn must be specified when testing a Task state");
  /* The sentence is ours: no recording has such a task without a mock. */
  if (step->task->pattern != SW_TASK_REQUEST_RESPONSE || step->task->kind == SW_TASK_ACTIVITY)
    return sw_test_state_refuse (error, "A mock must be specified when testing a Task state with "
                                        "an activity, '.sync' or '.waitForTaskToken'");
  return TRUE;
}

static gboolean
check_children (const SwStep      *step,
                const SwTestMock  *mock,
                GError           **error)
{
  gboolean written = step->type == SW_STATE_MAP && step->map->writer != NULL;

  if (written && !sw_value_is (mock->result, SW_TYPE_OBJECT))
    return sw_test_state_refuse (error, "Mocked result must be a JSON object.");
  if (!written && !sw_value_is (mock->result, SW_TYPE_ARRAY))
    return sw_test_state_refuse (error, "Mocked result must be an array.");
  if (step->type == SW_STATE_PARALLEL && sw_value_get_length (mock->result) != step->n_branches)
    return sw_test_state_refuse (
        error,
        "Mocked result must contain the same number of items as number of Parallel branches.");
  return TRUE;
}

static gboolean
check_task (const SwTestStateOptions  *options,
            const SwStep              *step,
            const SwTestMock          *mock,
            GError                   **error)
{
  g_autofree char *mode = dup_text (options->mock, "fieldValidationMode");
  g_autofree char *mistake = NULL;

  if (g_strcmp0 (mode, "NONE") == 0 || step->task->kind != SW_TASK_SERVICE)
    return TRUE;
  mistake = sw_mock_shape_dup_mistake (step->state->resource, mock->result,
                                       g_strcmp0 (mode, "PRESENT") != 0);
  return mistake == NULL
         || sw_test_state_refuse (error, "Mock result schema validation error: %s", mistake);
}

/**
 * sw_test_state_check:
 * @step: the state to be tried
 *
 * Looks whether the mock fits the state.
 *
 * Returns: whether TestState tries it
 */
gboolean
sw_test_state_check (const SwTestStateOptions  *options,
                     const SwStep              *step,
                     const SwTestMock          *mock,
                     GError                   **error)
{
  if (!mock->is_given)
    return check_unmocked (options, step, error);
  if (!types[step->type].may_be_mocked)
    return sw_test_state_refuse (error,
                                 "State type '%s' is not supported when a mock is specified",
                                 sw_state_type_get_name (step->type));
  if (mock->throws)
    return TRUE;
  return step->type == SW_STATE_TASK ? check_task (options, step, mock, error)
                                     : check_children (step, mock, error);
}

/* The members a context object may have */
static const struct
{
  const char *object;
  const char *member; /* NULL: the object itself */
  SwType      type;
  const char *words;
} allowed[] = {
  { "Execution", NULL, SW_TYPE_OBJECT, "an object" },
  { "Execution", "Id", SW_TYPE_STRING, "a string" },
  { "Execution", "Input", SW_TYPE_UNDEFINED, NULL }, /* anything */
  { "Execution", "Name", SW_TYPE_STRING, "a string" },
  { "Execution", "RoleArn", SW_TYPE_STRING, "a string" },
  { "Execution", "StartTime", SW_TYPE_STRING, "a string" },
  { "Execution", "RedriveCount", SW_TYPE_NUMBER, "a number" },
  { "Execution", "RedriveTime", SW_TYPE_STRING, "a string" },
  { "State", NULL, SW_TYPE_OBJECT, "an object" },
  { "State", "EnteredTime", SW_TYPE_STRING, "a string" },
  { "State", "Name", SW_TYPE_STRING, "a string" },
  { "State", "RetryCount", SW_TYPE_NUMBER, "a number" },
  { "StateMachine", NULL, SW_TYPE_OBJECT, "an object" },
  { "StateMachine", "Id", SW_TYPE_STRING, "a string" },
  { "StateMachine", "Name", SW_TYPE_STRING, "a string" },
  { "Task", NULL, SW_TYPE_OBJECT, "an object" },
  { "Task", "Token", SW_TYPE_STRING, "a string" },
};

#define INVALID_CONTEXT "Invalid Context object provided: "

static gboolean
check_member (const char  *object,
              const char  *member,
              SwValue      value,
              GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      if (!g_str_equal (allowed[i].object, object)
          || g_strcmp0 (allowed[i].member, member) != 0)
        continue;
      if (allowed[i].words == NULL || sw_value_is (value, allowed[i].type))
        return TRUE;
      return sw_test_state_refuse (error, INVALID_CONTEXT "%s%s%s must be %s", object,
                                   member != NULL ? "." : "", member != NULL ? member : "",
                                   allowed[i].words);
    }
  return sw_test_state_refuse (error, INVALID_CONTEXT "Field '%s' is not allowed",
                               member != NULL ? member : object);
}

static gboolean
check_object (const char    *name,
              SwValue        object,
              const SwStep  *step,
              GError       **error)
{
  gboolean has_token = step->task != NULL && step->task->pattern != SW_TASK_REQUEST_RESPONSE;

  if (g_str_equal (name, "Map"))
    return sw_test_state_refuse (
        error, INVALID_CONTEXT "'Map' field is not supported when mocking a Context object");
  if (g_str_equal (name, "Task") && !has_token)
    return sw_test_state_refuse (
        error, INVALID_CONTEXT "Context object contains 'Task' when state is not a Task state with "
                               "a '.sync' or '.waitForTaskToken' service integration pattern");
  if (!check_member (name, NULL, object, error))
    return FALSE;
  for (guint i = 0; i < sw_value_get_length (object); i++)
    if (!check_member (name, sw_string_get_text (sw_value_get_key (object, i)),
                       sw_value_get_member_at (object, i), error))
      return FALSE;
  return TRUE;
}

/**
 * sw_test_state_check_context:
 * @context: given for the test, or undefined
 * @step: the state to be tried
 *
 * Looks whether a context object is one that TestState takes.
 *
 * Returns: whether it is
 */
gboolean
sw_test_state_check_context (SwValue        context,
                             const SwStep  *step,
                             GError       **error)
{
  if (!is_given (context))
    return TRUE;
  if (!sw_value_is (context, SW_TYPE_OBJECT))
    return sw_test_state_refuse (error, INVALID_CONTEXT "it must be a JSON object");
  for (guint i = 0; i < sw_value_get_length (context); i++)
    if (!check_object (sw_string_get_text (sw_value_get_key (context, i)),
                       sw_value_get_member_at (context, i), step, error))
      return FALSE;
  return TRUE;
}
