/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-lambda-texts.h"
#include "tasks/mocks/sw-mock-config-private.h"
#include "tasks/mocks/sw-mock-place.h"
#include "tasks/sw-tasks-file-private.h"
#include "tasks/sw-trust.h"
#include "tasks/tests/sw-test-case.h"

#include <string.h>

/* Has tasks performed as a tasks file says. */

typedef struct
{
  SwPerformer  head;
  SwTasksFile *file;
  SwPerformer *mock; /* or NULL */
  gboolean     trusted;
} FilePerformer;

static char *
dup_function (const SwTaskRequest *request)
{
  SwValue name = SW_VALUE_INIT;

  if (request->kind == SW_TASK_LAMBDA)
    return sw_lambda_dup_name (request->resource, NULL);
  if ((g_strcmp0 (request->service, "lambda") != 0
       && g_strcmp0 (request->service, "aws-sdk:lambda") != 0)
      || !sw_value_is (request->input, SW_TYPE_OBJECT))
    return NULL;
  name = sw_value_get_member (request->input, "FunctionName");
  return sw_value_is (name, SW_TYPE_STRING)
             ? sw_lambda_dup_name (sw_value_get_text (name, NULL), NULL)
             : NULL;
}

static gboolean
state_matches (GPatternSpec  *pattern,
               const SwState *state)
{
  g_autofree char *path = sw_state_dup_path (state);

  return g_pattern_spec_match_string (pattern, state->name)
         || g_pattern_spec_match_string (pattern, path);
}

static gboolean
row_matches (const SwTaskRow     *row,
             const SwTaskRequest *request,
             const char          *function)
{
  return (row->state == NULL || state_matches (row->state, request->state))
         && (row->resource == NULL
             || g_pattern_spec_match_string (row->resource, request->resource))
         && (row->function == NULL
             || (function != NULL && g_pattern_spec_match_string (row->function, function)));
}

/* Whether a row is for S3's objects: the first that matches calls AWS's services. */
static gboolean
is_served (FilePerformer       *self,
           const SwTaskRequest *request)
{
  for (guint i = 0; i < self->file->rows->len; i++)
    {
      const SwTaskRow *row = &g_array_index (self->file->rows, SwTaskRow, i);

      if (row_matches (row, request, NULL))
        return g_str_equal (row->use->name, "aws");
    }
  return FALSE;
}

/* Whether a row reaches outside, and nobody has consented to that: then it is a person who
 * answers */
static gboolean
lacks_consent (const FilePerformer *self,
               const SwTaskRow     *row)
{
  return row->performer != NULL && row->performer->kind->describe != NULL && !self->trusted
         && !self->file->allowed;
}

static char *
dup_lack (const FilePerformer *self,
          guint                index)
{
  g_autofree char *danger = sw_trust_dup_danger (self->file);

  return g_strdup_printf ("row %u of the tasks file needs your consent to what it reaches "
                          "(\"stepwright trust\" lists it)%s%s",
                          index, danger != NULL ? ", at each run: " : "",
                          danger != NULL ? danger : "");
}

static SwPerformResult
perform (SwPerformer  *head,
         SwTaskCall   *call,
         SwValue      *output,
         char        **error,
         char        **cause)
{
  FilePerformer *self = (FilePerformer *) head;
  const SwTaskRequest *request = sw_task_call_get_request (call);
  g_autofree char *function = dup_function (request);
  SwPerformResult result;

  if (request->kind == SW_TASK_OBJECT)
    {
      result = sw_objects_perform (self->file->objects, request, output, error, cause);
      if (result != SW_PERFORM_NOBODY || !is_served (self, request))
        return result;
      g_clear_pointer (cause, g_free);
    }
  else if (self->mock != NULL)
    {
      result = sw_performer_perform (self->mock, call, output, error, cause);
      if (result != SW_PERFORM_NOBODY)
        return result;
    }
  for (guint i = 0; i < self->file->rows->len; i++)
    {
      const SwTaskRow *row = &g_array_index (self->file->rows, SwTaskRow, i);

      if (!row_matches (row, request, function))
        continue;
      if (lacks_consent (self, row))
        *cause = dup_lack (self, i);
      else if (row->performer != NULL)
        return sw_performer_perform (row->performer, call, output, error, cause);
      else
        *cause = g_strdup_printf ("row %u of the tasks file leaves it to a person", i);
      break;
    }
  return SW_PERFORM_NOBODY;
}

/* A row may have a task called, unless it is mocked. Which one it will be is not known before the
 * task has its input. */
static gboolean
reads (SwPerformer   *head,
       const SwState *state)
{
  FilePerformer *self = (FilePerformer *) head;

  if (self->mock != NULL && sw_mock_performer_answers (self->mock, state))
    return FALSE;
  for (guint i = 0; i < self->file->rows->len; i++)
    {
      const SwTaskRow *row = &g_array_index (self->file->rows, SwTaskRow, i);

      if (row->performer != NULL && (row->state == NULL || state_matches (row->state, state)))
        return TRUE;
    }
  return FALSE;
}

/* AWS's own rule: StartExecution with a name and an input that it has had is answered as before. Of
 * a program that stands in for the service nothing is known. */
static gboolean
is_named_start (const SwTaskRow     *row,
                const SwTaskRequest *request)
{
  return g_str_equal (row->use->name, "aws")
         && (g_strcmp0 (request->service, "states") == 0
             || g_strcmp0 (request->service, "aws-sdk:sfn") == 0)
         && request->action != NULL && g_str_has_prefix (request->action, "startExecution")
         && sw_value_is (request->input, SW_TYPE_OBJECT)
         && sw_value_is (sw_value_get_member (request->input, "Name"), SW_TYPE_STRING);
}

static SwRecovery
recover_by_row (const FilePerformer *self,
                const SwTaskRow     *row,
                const SwTaskRequest *request)
{
  gboolean again = row->idempotent || is_named_start (row, request);
  SwRecovery recovery;

  if (row->performer == NULL || lacks_consent (self, row))
    return SW_RECOVERY_NOBODY;
  recovery = sw_performer_get_recovery (row->performer, request);
  if (recovery == SW_RECOVERY_UNKNOWN && again)
    return SW_RECOVERY_AGAIN;
  /* Once it is known as what a job runs, that is asked for: a name whose execution has ended is
   * refused. */
  return recovery == SW_RECOVERY_GO_ON && again ? SW_RECOVERY_RESUBMIT : recovery;
}

/* Objects, and local files that stand in for them, may be read, and written the same, again. */
static SwRecovery
recover (SwPerformer         *head,
         const SwTaskRequest *request)
{
  FilePerformer *self = (FilePerformer *) head;
  g_autofree char *function = dup_function (request);

  if (request->kind == SW_TASK_OBJECT)
    return SW_RECOVERY_AGAIN;
  if (self->mock != NULL
      && sw_performer_get_recovery (self->mock, request) != SW_RECOVERY_NOBODY)
    return SW_RECOVERY_AGAIN;
  for (guint i = 0; i < self->file->rows->len; i++)
    {
      const SwTaskRow *row = &g_array_index (self->file->rows, SwTaskRow, i);

      if (row_matches (row, request, function))
        return recover_by_row (self, row, request);
    }
  return SW_RECOVERY_NOBODY;
}

/* The first row that matches, as for performing: without consent it stops nothing either. */
static gboolean
stop (SwPerformer  *head,
      SwTaskCall   *call,
      SwJobStopped  stopped,
      gpointer      data)
{
  FilePerformer *self = (FilePerformer *) head;
  const SwTaskRequest *request = sw_task_call_get_request (call);
  g_autofree char *function = dup_function (request);

  for (guint i = 0; i < self->file->rows->len; i++)
    {
      const SwTaskRow *row = &g_array_index (self->file->rows, SwTaskRow, i);

      if (row_matches (row, request, function))
        return !lacks_consent (self, row)
               && sw_performer_stop (row->performer, call, stopped, data);
    }
  return FALSE;
}

/* Rows that the person has not consented to reach nothing. */
static SwReach
get_reach (SwPerformer *head)
{
  FilePerformer *self = (FilePerformer *) head;
  SwReach farthest = SW_REACH_NOTHING;

  for (guint i = 0; i < self->file->rows->len; i++)
    {
      const SwTaskRow *row = &g_array_index (self->file->rows, SwTaskRow, i);
      SwReach reach = row->performer != NULL ? sw_performer_get_reach (row->performer)
                                             : SW_REACH_NOTHING;

      farthest = MAX (farthest, reach);
    }
  return self->trusted || self->file->allowed ? farthest : SW_REACH_NOTHING;
}

/* Of the rows that reach AWS, each place once */
static char *
dup_place (SwPerformer *head)
{
  FilePerformer *self = (FilePerformer *) head;
  g_autoptr (GString) places = g_string_new (NULL);

  if (get_reach (head) != SW_REACH_AWS)
    return NULL;
  for (guint i = 0; i < self->file->rows->len; i++)
    {
      const SwTaskRow *row = &g_array_index (self->file->rows, SwTaskRow, i);
      g_autofree char *place
          = row->performer != NULL ? sw_performer_dup_place (row->performer) : NULL;

      if (place != NULL && strstr (places->str, place) == NULL)
        g_string_append_printf (places, "%s%s", places->len > 0 ? ", " : "", place);
    }
  return g_string_free_and_steal (g_steal_pointer (&places));
}

static void
performer_free (SwPerformer *head)
{
  FilePerformer *self = (FilePerformer *) head;

  g_clear_pointer (&self->mock, sw_performer_unref);
  sw_tasks_file_unref (self->file);
  g_free (self);
}

static SwMockConfig *
load_beside (SwTasksFile  *self,
             const char   *test_case,
             GError      **error)
{
  g_autoptr (GFile) file
      = self->folder != NULL ? g_file_get_child (self->folder, SW_MOCK_CONFIG_NAME) : NULL;
  g_autofree char *text = NULL;
  SwMockConfig *config;
  gsize length;

  if (file == NULL || !g_file_load_contents (file, NULL, &text, &length, NULL, NULL))
    {
      g_set_error (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_CASE,
                   "The test case \"%s\" is asked for, but the tasks file has no \"mock\" section, "
                   "and there is no " SW_MOCK_CONFIG_NAME " beside it",
                   test_case);
      return NULL;
    }
  config = sw_mock_config_new_from_text (text, (gssize) length, error);
  if (config == NULL)
    g_prefix_error (error, "%s: ", SW_MOCK_CONFIG_NAME);
  return config;
}

/* A case that is asked for by name is found in the mock file beside, as without a tasks file: who
 * has made a test, and so a tasks file, need not tell it where his mocks are. */
static SwPerformer *
new_beside (SwTasksFile  *self,
            const char   *test_case,
            GError      **error)
{
  g_autoptr (SwMockConfig) config = load_beside (self, test_case, error);
  g_autofree char *machine
      = config != NULL ? sw_mock_config_dup_machine (config, self->stem, test_case) : NULL;

  return config != NULL ? sw_mock_config_new_performer (config, machine, test_case, error) : NULL;
}

/* Mocks are used where a case is named: by the caller, by the file, or because there is but one. */
static gboolean
choose_case (SwTasksFile  *self,
             const char   *test_case,
             SwPerformer **mock,
             GError      **error)
{
  g_auto (GStrv) cases = sw_tasks_file_dup_cases (self);

  if (self->mocks == NULL && test_case != NULL)
    {
      *mock = new_beside (self, test_case, error);
      return *mock != NULL;
    }
  if (test_case == NULL)
    test_case = self->test_case;
  if (test_case == NULL && g_strv_length (cases) == 1)
    test_case = cases[0];
  if (test_case == NULL)
    return TRUE;
  *mock = sw_mock_config_new_performer (self->mocks, self->machine, test_case, error);
  return *mock != NULL;
}

/**
 * sw_tasks_file_new_performer:
 * @test_case: (nullable): in place of the one that the file names
 *
 * Makes who performs the tasks as the file says.
 *
 * Returns: (transfer full): the performer, or %NULL with @error set where there is no such case
 */
SwPerformer *
sw_tasks_file_new_performer (SwTasksFile  *self,
                             const char   *test_case,
                             GError      **error)
{
  static const SwPerformerKind kind
      = { .perform = perform, .free = performer_free, .reads = reads, .recover = recover,
          .reach = get_reach, .stop = stop, .place = dup_place };
  SwPerformer *mock = NULL;
  FilePerformer *performer;

  if (!choose_case (self, test_case, &mock, error))
    return NULL;
  performer = g_new0 (FilePerformer, 1);
  sw_performer_init (&performer->head, &kind);
  performer->file = sw_tasks_file_ref (self);
  performer->mock = mock;
  performer->trusted = sw_trust_is_given (self);
  return &performer->head;
}
