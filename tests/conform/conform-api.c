/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api-case.h"
#include "conform.h"

#include <string.h>

/* Recorded call sequences: each call is made of an API of its own, with what the calls before
 * answered in place of what the recording hides, and each recorded answer is compared. */

#define PATIENCE_SECONDS 5

/* "create_state_machine" -> "CreateStateMachine" */
static char *
dup_operation (const char *call)
{
  GString *out = g_string_new (NULL);
  gboolean upper = TRUE;

  for (; *call != '\0'; call++)
    {
      if (*call != '_')
        g_string_append_c (out, upper ? g_ascii_toupper (*call) : *call);
      upper = *call == '_';
    }
  return g_string_free (out, FALSE);
}

static void
answered (SwApiCall  *call,
          SwValue     response,
          const char *error,
          const char *message,
          gpointer    data)
{
  ApiCase *self = data;

  g_set_str (&self->error, error);
  g_set_str (&self->message, message);
  sw_value_set (&self->response, sw_value_ref (response));
}

/* Lets the executions go on as far as they come at once. */
static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
make_call (ApiCase *self,
           SwValue  step)
{
  g_autofree char *operation = dup_operation (api_get_text (step, "call"));
  SwValue arguments = sw_value_get_member (step, "arguments");
  g_auto (SwValue) request = api_make_request (self, arguments);
  SwValue *kept = g_new0 (SwValue, 1);
  g_autoptr (SwApiCall) call = NULL;
  const char *arn;

  sw_value_set (&self->response, SW_VALUE_INIT);
  g_clear_pointer (&self->error, g_free);
  call = sw_api_begin (self->api, operation, request, answered, self);
  for (gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
       sw_value_is (self->response, SW_TYPE_UNDEFINED) && self->error == NULL
       && g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  arn = sw_value_is (self->response, SW_TYPE_OBJECT)
            ? api_get_text (self->response, "activityArn")
            : NULL;
  if (arn != NULL && !g_hash_table_contains (self->tokens, "activity_arn"))
    g_hash_table_insert (self->tokens, g_strdup ("activity_arn"), g_strdup (arn));
  *kept = sw_value_ref (self->response);
  g_ptr_array_add (self->responses, kept);
}

/* What stands for the object that the recorded Map reads; two rows, as were recorded */
static SwTasksFile *
load_objects (void)
{
  static const char text[] = "{\"version\": 1, \"objects\": [{\"bucket\": \"bucket_name\", "
                             "\"key\": \"file.csv\", \"file\": \"api-objects.csv\"}]}";
  g_autofree char *path = g_path_get_dirname (KNOWN_DIFFERENCES);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  SwTasksFile *tasks = sw_tasks_file_new_from_text (text, -1, folder, &error);

  g_assert_no_error (error);
  return tasks;
}

static void
case_init (ApiCase *self,
           SwValue  test,
           gboolean stops)
{
  g_autoptr (SwTasksFile) tasks = load_objects ();
  const SwApiOptions options = { .account = API_ACCOUNT,
                                 .speed = stops ? SW_RUN_LIVE : SW_RUN_VIRTUAL,
                                 .tasks = tasks,
                                 .poll_seconds = 1 };

  memset (self, 0, sizeof *self);
  self->api = sw_api_new (&options);
  self->steps = sw_value_get_member (test, "steps");
  self->responses = g_ptr_array_new_with_free_func (g_free);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  asl_masks_init (&self->masks, sw_value_get_member (test, "masks"));
}

static void
case_clear (ApiCase *self)
{
  for (guint i = 0; i < self->responses->len; i++)
    sw_value_clear (g_ptr_array_index (self->responses, i));
  g_ptr_array_unref (self->responses);
  asl_masks_clear (&self->masks);
  sw_value_clear (&self->response);
  g_hash_table_unref (self->tokens);
  g_free (self->error);
  g_free (self->message);
  g_object_unref (self->api);
}

static gboolean
has_call (SwValue     steps,
          const char *call)
{
  for (guint i = 0; i < sw_value_get_length (steps); i++)
    if (g_str_equal (api_get_text (sw_value_get_element (steps, i), "call"), call))
      return TRUE;
  return FALSE;
}

static char *
dup_difference (ApiCase *self)
{
  for (guint i = 0; i < sw_value_get_length (self->steps); i++)
    {
      SwValue step = sw_value_get_element (self->steps, i);
      SwValue recorded = sw_value_get_member (step, "recorded");

      make_call (self, step);
      settle ();
      for (guint j = 0; sw_value_is (recorded, SW_TYPE_ARRAY) && j < sw_value_get_length (recorded);
           j++)
        {
          g_autofree char *difference
              = api_compare_answer (self, sw_value_get_element (recorded, j));

          if (difference != NULL)
            return g_strdup_printf ("step %u, %s: %s", i, api_get_text (step, "call"), difference);
        }
    }
  return NULL;
}

/* Words that are not AWS's own say no more than that it refuses. */
static gboolean
is_from_aws (SwValue test)
{
  SwValue recorded
      = sw_value_get_member (sw_value_get_member (test, "source"), "recorded_against_aws");

  return !sw_value_is (recorded, SW_TYPE_STRING);
}

static void
run_case (Conform *conform,
          SwValue  test)
{
  const char *name = api_get_text (test, "id");
  g_autofree char *difference = NULL;
  ApiCase self;

  case_init (&self, test, has_call (sw_value_get_member (test, "steps"), "stop_execution"));
  if (is_from_aws (test))
    difference = dup_difference (&self);
  else
    {
      make_call (&self, sw_value_get_element (self.steps, 0));
      if (g_strcmp0 (self.error, "InvalidDefinition") != 0)
        difference = g_strdup ("not refused as InvalidDefinition");
    }
  conform_report (conform, name, difference);
  case_clear (&self);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = conform_dup_folder (argc, argv, "asl/api");
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  Conform conform;
  const char *name;

  conform_init (&conform, KNOWN_DIFFERENCES);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_auto (SwValue) cases = SW_VALUE_INIT;

      if (!g_str_has_suffix (name, ".json") || !conform_load (folder, name, &cases))
        continue;
      for (guint i = 0; i < sw_value_get_length (cases); i++)
        run_case (&conform, sw_value_get_element (cases, i));
    }
  return conform_finish (&conform);
}
