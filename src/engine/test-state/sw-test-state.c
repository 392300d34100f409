/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/test-state/sw-probe.h"
#include "engine/test-state/sw-test-state-private.h"

#include "json/sw-text.h"

G_DEFINE_QUARK (sw-test-state-error-quark, sw_test_state_error)

/* Recorded on AWS: what a state that is tried by itself is called */
#define STATE_NAME "StateName"

/**
 * sw_test_state_error_name:
 * @code: SwTestStateError
 *
 * Returns: AWS's name of the refusal; static
 */
const char *
sw_test_state_error_name (int code)
{
  return code == SW_TEST_STATE_ERROR_DEFINITION ? "InvalidDefinition" : "ValidationException";
}

/* Gives a state that is tried by itself the states it leads to: whatever they are called, they are
 * there in the machine it comes from. */
static void
add_targets (SwValue *states,
             SwValue  object)
{
  static const char *const fields[] = { "Next", "Default" };
  static const char *const lists[] = { "Catch", "Choices" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      SwValue target = sw_value_get_member (object, fields[i]);
      SwValue stand_in;

      if (!sw_value_is (target, SW_TYPE_STRING)
          || !sw_value_is (sw_value_get_member_string (*states, sw_value_get_string (target)),
                           SW_TYPE_UNDEFINED))
        continue;
      stand_in = sw_value_new_object (1);
      sw_value_set_member (&stand_in, "Type", sw_value_new_string ("Succeed"));
      sw_value_set_member_string (states, sw_value_get_string (target), stand_in);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      SwValue list = sw_value_get_member (object, lists[i]);

      for (guint j = 0; j < sw_value_get_length (list); j++)
        if (sw_value_is (list, SW_TYPE_ARRAY))
          add_targets (states, sw_value_get_element (list, j));
    }
}

/* A machine around a single state */
static SwValue
wrap (SwValue state)
{
  SwValue machine = sw_value_new_object (2), states = sw_value_new_object (4);

  sw_value_set_member (&states, STATE_NAME, sw_value_ref (state));
  add_targets (&states, state);
  sw_value_set_member (&machine, "StartAt", sw_value_new_string (STATE_NAME));
  sw_value_set_member (&machine, "States", states);
  return machine;
}

static SwProgram *
compile (const SwTestStateOptions  *options,
         GError                   **error)
{
  g_autofree char *text = NULL;
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwModel) model = NULL;
  g_autoptr (GError) reason = NULL;
  g_auto (SwValue) state = SW_VALUE_INIT;
  SwProgram *program;

  if (options->state_name == NULL
      && sw_value_from_text (options->definition, -1, SW_TEXT_DEFAULT, &state, NULL)
      && sw_value_is (state, SW_TYPE_OBJECT))
    {
      g_auto (SwValue) machine = wrap (state);

      text = sw_value_to_text (machine, SW_TEXT_DEFAULT, NULL);
    }
  tree = sw_tree_parse (text != NULL ? text : options->definition, -1);
  model = sw_model_new (tree);
  program = sw_program_new (model, &reason);
  if (program == NULL)
    g_set_error (error, SW_TEST_STATE_ERROR, SW_TEST_STATE_ERROR_DEFINITION,
                 "Invalid State Machine Definition: '%s'", reason->message);
  return program;
}

/* The first state of that name, wherever in the machine */
static SwStep *
find_step (const SwTestStateOptions  *options,
           SwProgram                 *program,
           GError                   **error)
{
  const char *name = options->state_name != NULL ? options->state_name : STATE_NAME;

  for (guint i = 0; i < program->n_steps; i++)
    if (g_str_equal (program->steps[i].state->name, name))
      return &program->steps[i];
  sw_test_state_refuse (error, "State not found in definition");
  return NULL;
}

static SwValue
get_configuration (const SwTestStateOptions *options,
                   const char               *member,
                   SwType                    type)
{
  SwValue value = sw_value_get_member (options->configuration, member);

  return sw_value_is (value, type) ? value : SW_VALUE_INIT;
}

static void
probe_init (SwProbe                  *probe,
            const SwTestStateOptions *options,
            const SwTestMock         *mock)
{
  SwValue failures = get_configuration (options, "mapIterationFailureCount", SW_TYPE_NUMBER);
  SwValue retries = get_configuration (options, "retrierRetryCount", SW_TYPE_NUMBER);

  if (sw_value_is (options->context, SW_TYPE_OBJECT))
    probe->context = sw_value_ref (options->context);
  probe->reader_data
      = sw_value_ref (get_configuration (options, "mapItemReaderData", SW_TYPE_STRING));
  probe->throws = mock->throws;
  probe->result = sw_value_ref (mock->result);
  probe->error = g_strdup (mock->error);
  probe->cause = g_strdup (mock->cause);
  probe->n_failures
      = sw_value_is (failures, SW_TYPE_NUMBER) ? sw_value_get_number (failures) : -1;
  probe->n_retries = (guint) CLAMP (sw_value_get_number (retries), 0, G_MAXINT32);
  probe->data = sw_value_new_object (8);
  probe->retrier = probe->catcher = -1;
  probe->delay = -1;
}

/* Answers the task of the state, by the mock or by whoever performs it. */
static gboolean
answer (const SwTestStateOptions *options,
        SwExecution              *execution,
        const SwTestMock         *mock,
        const SwTaskRequest      *request)
{
  g_auto (SwValue) output = sw_value_ref (mock->result);
  g_autofree char *error = g_strdup (mock->error), *cause = g_strdup (mock->cause);
  gboolean throws = mock->throws;

  if (!mock->is_given)
    {
      if (options->perform == NULL
          || !options->perform (request, &output, &error, &cause, options->perform_data))
        return FALSE;
      throws = sw_value_is (output, SW_TYPE_UNDEFINED);
    }
  if (throws)
    sw_execution_fail_task (execution, request->id, error, cause, options->now);
  else
    sw_execution_succeed_task (execution, request->id, output, options->now);
  return TRUE;
}

/* Runs until the state has been left or has failed; a Wait takes no time. */
static gboolean
drive (const SwTestStateOptions  *options,
       SwExecution               *execution,
       const SwTestMock          *mock,
       GError                   **error)
{
  gint64 now = options->now;

  while (sw_execution_get_status (execution) == SW_EXECUTION_RUNNING)
    {
      const SwTaskRequest *request;

      if (sw_execution_step (execution, now))
        continue;
      request = sw_execution_take_request (execution);
      if (request == NULL)
        {
          now = MAX (now, sw_execution_get_wake_time (execution));
          continue;
        }
      if (answer (options, execution, mock, request))
        continue;
      g_set_error (error, SW_TEST_STATE_ERROR, SW_TEST_STATE_ERROR_UNPERFORMED,
                   "The task of the state '%s' (%s) has nobody to perform it; give it a mocked "
                   "result or error",
                   request->state->name, request->resource);
      return FALSE;
    }
  return TRUE;
}

/* Recorded on AWS: the execution's ARN is one of an Express execution; there is no RedriveCount. */
static void
make_names (SwExecution *execution)
{
  g_free (execution->arn);
  execution->arn = g_strdup_printf ("arn:aws:states:%s:%s:express:%s:%s", execution->region,
                                    execution->account, execution->machine_name, execution->name);
}

/* An execution that stands before the state */
static SwExecution *
prepare (const SwTestStateOptions *options,
         SwProgram                *program,
         const SwStep             *step,
         SwProbe                  *probe)
{
  const SwExecutionOptions execution_options = { .input = options->input,
                                                 .account = options->account,
                                                 .region = options->region,
                                                 .role_arn = options->role_arn,
                                                 .express = TRUE };
  SwExecution *execution = sw_execution_new (program, &execution_options);
  SwFrame *root;

  make_names (execution);
  execution->probe = probe;
  sw_execution_set_interrupt_func (execution, options->interrupt, options->interrupt_data);
  sw_execution_start (execution, options->now);
  sw_value_remove_member (&execution->context_execution, "RedriveCount");
  root = execution->root;
  root->step = step;
  root->attempt = probe->n_retries;
  if (sw_value_is (options->variables, SW_TYPE_OBJECT))
    root->variables = sw_value_ref (options->variables);
  /* A state inside a Map sees itself as the first item. */
  for (SwState *outer = step->state->scope->parent; outer != NULL; outer = outer->scope->parent)
    if (outer->type == SW_STATE_MAP)
      sw_value_set (&root->item, sw_value_ref (root->input));
  sw_probe_note (execution, root, SW_PROBE_INPUT, root->input);
  return execution;
}

static void
add_error_details (SwProbe *probe)
{
  SwValue details;

  if (probe->retrier < 0 && probe->catcher < 0)
    return;
  details = sw_value_new_object (2);
  if (probe->catcher >= 0)
    sw_value_set_member (&details, "catchIndex", sw_value_new_integer (probe->catcher));
  if (probe->retrier >= 0)
    sw_value_set_member (&details, "retryIndex", sw_value_new_integer (probe->retrier));
  if (probe->delay >= 0)
    sw_value_set_member (&details, "retryBackoffIntervalSeconds",
                         sw_value_new_number (probe->delay));
  sw_value_set_member (&probe->data, "errorDetails", details);
}

static const char *
get_status (const SwProbe *probe)
{
  if (probe->left)
    return probe->failed ? "CAUGHT_ERROR" : "SUCCEEDED";
  return probe->delay >= 0 ? "RETRIABLE" : "FAILED";
}

static SwValue
make_response (const SwTestStateOptions *options,
               SwProbe                  *probe)
{
  SwValue response = sw_value_new_object (6);

  sw_value_set_text (&response, "status", get_status (probe));
  if (probe->left)
    sw_value_set_member (&response, "output", sw_value_ref (probe->output));
  sw_value_set_text (&response, "error", probe->failure.error);
  sw_value_set_text (&response, "cause", probe->failure.cause);
  if (probe->next != NULL)
    sw_value_set_text (&response, "nextState", probe->next->state->name);
  if (!options->inspect)
    return response;
  add_error_details (probe);
  sw_value_set_member (&response, "inspectionData", sw_value_ref (probe->data));
  return response;
}

static gboolean
try_state (const SwTestStateOptions  *options,
           SwProgram                 *program,
           const SwStep              *step,
           const SwTestMock          *mock,
           SwValue                   *response,
           GError                   **error)
{
  SwProbe probe = { 0 };
  SwExecution *execution;
  gboolean done;

  probe_init (&probe, options, mock);
  execution = prepare (options, program, step, &probe);
  done = drive (options, execution, mock, error);
  if (done && probe.refusal != NULL)
    done = sw_test_state_refuse (error, "%s", probe.refusal);
  if (done)
    *response = make_response (options, &probe);
  sw_execution_free (execution);
  sw_probe_clear (&probe);
  return done;
}

/**
 * sw_test_state:
 * @response: (out): status, output, error, cause, nextState and inspectionData as TestState
 *   answers them, but with values where AWS has JSON texts; owned
 *
 * Tries one state.
 *
 * Returns: whether there is a response; %FALSE with @error set to what TestState refuses, in its
 * own words where they are recorded
 */
gboolean
sw_test_state (const SwTestStateOptions  *options,
               SwValue                   *response,
               GError                   **error)
{
  g_auto (SwTestMock) mock = { 0 };
  g_autoptr (SwProgram) program = compile (options, error);
  const SwStep *step = program != NULL ? find_step (options, program, error) : NULL;

  return step != NULL && sw_test_state_read_mock (options, &mock, error)
         && sw_test_state_check (options, step, &mock, error)
         && sw_test_state_check_context (options->context, step, error)
         && try_state (options, program, step, &mock, response, error);
}
