/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-config-private.h"

/* Answers tasks as a test case says. */

typedef struct
{
  SwPerformer   head;
  SwMockConfig *config;
  JsonObject   *states; /* of the case: state -> id */
} MockPerformer;

/* A state is named plainly, or by its path "Outer/Inner". */
static const char *
find_response (MockPerformer *self,
               const SwState *state)
{
  g_autoptr (GString) path = g_string_new (state->name);
  const char *id = sw_mock_config_get_text (self->states, state->name);

  for (const SwState *outer = state->scope->parent; id == NULL && outer != NULL;
       outer = outer->scope->parent)
    {
      g_string_prepend_c (path, '/');
      g_string_prepend (path, outer->name);
      id = sw_mock_config_get_text (self->states, path->str);
    }
  return id;
}

/* As on AWS's local server: an invocation without an answer fails the execution. */
static SwPerformResult
perform (SwPerformer  *head,
         SwTaskCall   *call,
         SwValue      *output,
         char        **error,
         char        **cause)
{
  MockPerformer *self = (MockPerformer *) head;
  const SwTaskRequest *request = sw_task_call_get_request (call);
  const char *id = find_response (self, request->state);
  const SwMockResponse *response;

  if (id == NULL)
    return SW_PERFORM_NOBODY;
  response = g_hash_table_lookup (self->config->responses, id);
  for (guint i = 0; i < response->answers->len; i++)
    {
      const SwMockAnswer *answer = &g_array_index (response->answers, SwMockAnswer, i);

      if (request->invocation < answer->first || request->invocation > answer->last)
        continue;
      *output = sw_value_ref (answer->output);
      *error = g_strdup (answer->error);
      *cause = g_strdup (answer->cause);
      return answer->throws ? SW_PERFORM_FAILED : SW_PERFORM_DONE;
    }
  *error = g_strdup ("States.Runtime");
  *cause = g_strdup_printf ("The mocked response '%s' has no answer for invocation %u of the state "
                            "'%s': add \"%u\" to it",
                            id, request->invocation, request->state->name, request->invocation);
  return SW_PERFORM_FAILED;
}

/* A mocked answer has no effect. */
static SwRecovery
recover (SwPerformer         *head,
         const SwTaskRequest *request)
{
  return find_response ((MockPerformer *) head, request->state) != NULL ? SW_RECOVERY_AGAIN
                                                                        : SW_RECOVERY_NOBODY;
}

static void
performer_free (SwPerformer *head)
{
  MockPerformer *self = (MockPerformer *) head;

  sw_mock_config_unref (self->config);
  g_free (self);
}

static void
refuse_unknown (GError     **error,
                const char  *what,
                const char  *name,
                char       **known)
{
  g_autofree char *list = g_strjoinv ("\", \"", known);

  g_set_error (error, SW_MOCK_CONFIG_ERROR, SW_MOCK_CONFIG_ERROR_UNKNOWN,
               known[0] != NULL ? "The mock file has no %s \"%s\"; it has \"%s\""
                                : "The mock file has no %s \"%s\"",
               what, name, list);
}

/**
 * sw_mock_config_new_performer:
 * @machine: name of a state machine in the file
 * @test_case: name of one of its test cases
 *
 * Makes who performs the tasks that the case mocks; of others it says %SW_PERFORM_NOBODY.
 *
 * Returns: (transfer full): the performer, or %NULL with @error set where there is no such machine
 * or case
 */
SwPerformer *
sw_mock_config_new_performer (SwMockConfig  *self,
                              const char    *machine,
                              const char    *test_case,
                              GError       **error)
{
  static const SwPerformerKind kind
      = { .perform = perform, .free = performer_free, .recover = recover };
  JsonObject *cases = sw_mock_config_find_cases (self, machine);
  MockPerformer *performer;

  if (cases == NULL)
    {
      g_auto (GStrv) machines = sw_mock_config_dup_machines (self);

      refuse_unknown (error, "state machine", machine, machines);
      return NULL;
    }
  if (!json_object_has_member (cases, test_case))
    {
      g_auto (GStrv) names = sw_mock_config_dup_cases (self, machine);

      refuse_unknown (error, "test case", test_case, names);
      return NULL;
    }
  performer = g_new0 (MockPerformer, 1);
  sw_performer_init (&performer->head, &kind);
  performer->config = sw_mock_config_ref (self);
  performer->states = json_object_get_object_member (cases, test_case);
  return &performer->head;
}

/**
 * sw_mock_performer_answers:
 * @head: of sw_mock_config_new_performer()
 *
 * Returns: whether the case names the state
 */
gboolean
sw_mock_performer_answers (SwPerformer   *head,
                           const SwState *state)
{
  return find_response ((MockPerformer *) head, state) != NULL;
}
