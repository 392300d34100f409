/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl-replay.h"

#include <string.h>

#include "json/sw-text.h"

/* What the tasks of a case are answered: as it was recorded. */

gboolean
asl_needs (SwValue     test_case,
           const char *what)
{
  SwValue list = sw_value_get_member (test_case, "needs");

  for (guint i = 0; i < sw_value_get_length (list); i++)
    if (strcmp (sw_value_get_text (sw_value_get_element (list, i), NULL), what) == 0)
      return TRUE;
  return FALSE;
}

/* The cause of a mocked failure as the text it was */
static char *
dup_cause (SwValue mock,
           SwValue outcome)
{
  SwValue cause = sw_value_get_member (outcome, "cause");
  g_autoptr (GString) spaced = NULL;

  if (sw_value_is (cause, SW_TYPE_UNDEFINED))
    return NULL;
  if (sw_value_is (cause, SW_TYPE_STRING))
    return g_strdup (sw_value_get_text (cause, NULL));
  if (g_strcmp0 (conform_get_text (mock, "kind"), "lambda") != 0)
    return sw_value_to_text (cause, SW_TEXT_DEFAULT, NULL);
  spaced = g_string_new (NULL);
  asl_print_spaced (cause, spaced);
  return g_string_free (g_steal_pointer (&spaced), FALSE);
}

static gboolean
request_equals (AslReplay           *replay,
                SwValue              mock,
                const SwTaskRequest *request)
{
  g_autofree char *difference
      = asl_compare (&replay->masks, "", sw_value_get_member (mock, "request"), request->input);

  return difference == NULL;
}

/* The first unused mock of the state, if need be one with another request; a mock whose state the
 * recorder lost is found by its request. */
static int
find_mock (AslReplay           *replay,
           const SwTaskRequest *request)
{
  int found = -1;

  for (guint i = 0; i < sw_value_get_length (replay->mocks); i++)
    {
      SwValue mock = sw_value_get_element (replay->mocks, i);
      const char *state = conform_get_text (mock, "state");
      gboolean equal = !replay->used[i] && request_equals (replay, mock, request);

      if (replay->used[i] || (state != NULL ? strcmp (state, request->state->name) != 0 : !equal))
        continue;
      if (equal)
        return (int) i;
      if (found < 0)
        found = (int) i;
    }
  return found;
}

/* Name of the worker of the next ActivityStarted in the recording, or NULL */
static const char *
next_worker (AslReplay *replay)
{
  SwValue history = sw_value_get_member (replay->expected, "history");
  guint count = 0;

  for (guint i = 0; i < sw_value_get_length (history); i++)
    {
      SwValue event = sw_value_get_element (history, i);

      if (g_strcmp0 (conform_get_text (event, "type"), "ActivityStarted") == 0
          && count++ == replay->n_begun)
        {
          replay->n_begun++;
          return conform_get_text (sw_value_get_member (event, "activityStartedEventDetails"),
                               "workerName");
        }
    }
  return NULL;
}

/* Tasks inside the child executions of a distributed Map are not recorded; but where every function
 * of the case returns its event, what they answered is clear. */
static gboolean
answer_like_function (AslReplay           *replay,
                      const SwTaskRequest *request)
{
  SwValue functions = sw_value_get_member (replay->test_case, "functions");
  g_auto (SwValue) output = SW_VALUE_INIT;

  if (!asl_needs (replay->test_case, "distributed-map") || sw_value_get_length (functions) == 0)
    return FALSE;
  for (guint i = 0; i < sw_value_get_length (functions); i++)
    if (strcmp (sw_value_get_text (sw_value_get_member_at (functions, i), NULL), "id_function")
        != 0)
      return FALSE;
  if (request->kind == SW_TASK_LAMBDA)
    {
      output = sw_value_ref (request->input);
    }
  else
    {
      output = sw_value_new_object (1);
      sw_value_set_member (&output, "Payload",
                           sw_value_ref (sw_value_get_member (request->input, "Payload")));
    }
  return sw_execution_succeed_task (replay->execution, request->id, output, replay->now);
}

/* What ListObjectsV2 tells of an object; the recording masks the tag and the time. */
static SwValue
list_object (SwValue object)
{
  const char *key = conform_get_text (object, "key");
  g_autofree char *tag = g_strdup_printf ("<Etag-%s>", key);
  SwValue item = sw_value_new_object (5);
  gsize size;

  sw_value_get_text (sw_value_get_member (object, "body"), &size);
  sw_value_set_member (&item, "Etag", sw_value_new_string (tag));
  sw_value_set_member (&item, "Key", sw_value_new_string (key));
  sw_value_set_member (&item, "LastModified", sw_value_new_string ("<date>"));
  sw_value_set_member (&item, "Size", sw_value_new_number ((double) size));
  sw_value_set_member (&item, "StorageClass", sw_value_new_string ("STANDARD"));
  return item;
}

/* What the case stores in S3 for an ItemReader; a ResultWriter may write anything. */
static void
answer_object (AslReplay           *replay,
               const SwTaskRequest *request)
{
  SwValue objects = sw_value_get_member (replay->test_case, "objects");
  const char *bucket = conform_get_text (request->input, "Bucket");
  const char *key = conform_get_text (request->input, "Key");
  g_auto (SwValue) output = SW_VALUE_INIT;

  if (g_str_equal (request->action, "putObject"))
    output = SW_VALUE_NULL;
  else if (g_str_equal (request->action, "listObjectsV2"))
    output = sw_value_new_array (4);
  for (guint i = 0; i < sw_value_get_length (objects); i++)
    {
      SwValue object = sw_value_get_element (objects, i);

      if (g_strcmp0 (bucket, conform_get_text (object, "bucket")) != 0)
        continue;
      if (sw_value_is (output, SW_TYPE_ARRAY))
        sw_value_append (&output, list_object (object));
      else if (g_strcmp0 (key, conform_get_text (object, "key")) == 0)
        sw_value_set (&output, sw_value_ref (sw_value_get_member (object, "body")));
    }
  if (!sw_value_is (output, SW_TYPE_UNDEFINED))
    sw_execution_succeed_task (replay->execution, request->id, output, replay->now);
  else
    replay->difference
        = g_strdup_printf ("the case has no object s3://%s/%s", bucket, key);
}

/* As the recording says it ended; what had not ended then is left. */
static void
end_task (AslReplay *replay,
          guint64    id,
          SwValue    mock)
{
  SwValue outcome = sw_value_get_member (mock, "outcome");
  const char *type = conform_get_text (outcome, "type");

  if (g_strcmp0 (type, "succeeded") == 0)
    {
      sw_execution_succeed_task (replay->execution, id, sw_value_get_member (outcome, "output"),
                                 replay->now);
    }
  else if (g_strcmp0 (type, "failed") == 0)
    {
      g_autofree char *cause = dup_cause (mock, outcome);

      sw_execution_fail_task (replay->execution, id, conform_get_text (outcome, "error"), cause,
                              replay->now);
    }
}

static void
answer_as_recorded (AslReplay           *replay,
                    const SwTaskRequest *request,
                    SwValue              mock)
{
  SwValue submitted = sw_value_get_member (mock, "submitted");
  guint64 id = request->id; /* the request is gone with its task */

  if (replay->difference == NULL)
    replay->difference = asl_compare (&replay->masks, "request",
                                      sw_value_get_member (mock, "request"), request->input);
  if (request->kind == SW_TASK_ACTIVITY)
    sw_execution_begin_task (replay->execution, id, next_worker (replay), replay->now);
  if (!sw_value_is (submitted, SW_TYPE_UNDEFINED))
    sw_execution_submit_task (replay->execution, id, submitted, replay->now);
  end_task (replay, id, mock);
}

/* Answers a task, or notes the difference where the recording has none like it. */
void
asl_answer (AslReplay           *replay,
            const SwTaskRequest *request)
{
  int index = request->kind != SW_TASK_OBJECT ? find_mock (replay, request) : -1;

  if (request->kind == SW_TASK_OBJECT)
    {
      answer_object (replay, request);
    }
  else if (index >= 0)
    {
      replay->used[index] = TRUE;
      answer_as_recorded (replay, request, sw_value_get_element (replay->mocks, (guint) index));
    }
  else if (!answer_like_function (replay, request) && replay->difference == NULL)
    {
      replay->difference = g_strdup_printf ("the state '%s' asks for a task that was not recorded",
                                            request->state->name);
    }
}
