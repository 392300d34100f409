/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-aws-task.h"

#include <string.h>

#include "json/sw-text.h"
#include "tasks/sw-aws-jobs.h"

/* Jobs that a task waits for (.sync). Step Functions itself learns of most by events; here they are
 * asked for. */

/* Milliseconds between two questions: at first, and at most */
#define FIRST_DELAY 200
#define LAST_DELAY 5000

/* So often may a service not know a job that it has just begun: some tell of it a little later. */
#define MAX_UNKNOWN 8

/* So often in a row may a question go unanswered: the job goes on meanwhile. */
#define MAX_MISSES 3

/* Seconds for which the end of a run waits until jobs have been told to stop */
#define MAX_SETTLING 10

/* What DescribeExecution tells that a parent's output has; recorded on AWS */
static const char *const execution_members[] = {
  "Cause", "Error", "ExecutionArn", "Input", "InputDetails", "Name", "Output", "OutputDetails",
  "StartDate", "StateMachineArn", "Status", "StopDate",
};

/* Jobs that are followed or being stopped, in all runs of the program's main thread */
static guint n_followed;

static void ask (SwAwsTask *take_self);

/**
 * sw_aws_job_is_known:
 * @key: as in the ARN, "batch"
 *
 * Returns: whether a job that @operation begins can be waited for
 */
gboolean
sw_aws_job_is_known (const char           *key,
                     const SwAwsOperation *operation)
{
  return sw_aws_jobs_find (key, operation->name) != NULL;
}

static const SwAwsJob *
get_job (const SwAwsTask *self)
{
  return sw_aws_jobs_find (self->key, self->operation->name);
}

static SwValue
new_parameters (const SwAwsTask *self,
                const char      *wanted)
{
  return sw_aws_collect (wanted, sw_task_call_get_request (self->call)->input, self->answer);
}

/* Whether the answer has begun a job: tells what it is known by. */
static gboolean
has_begun (const SwAwsTask *self,
           const SwAwsJob  *job)
{
  g_auto (GStrv) words = g_strsplit (job->asks, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *path = strstr (words[i], "=<");

      if (path != NULL
          && sw_value_is (sw_aws_get_path (self->answer, path + strlen ("=<")), SW_TYPE_UNDEFINED))
        return FALSE;
    }
  return TRUE;
}

static void
end_following (SwAwsTask *take_self)
{
  n_followed--;
  sw_aws_task_free (take_self);
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/**
 * sw_aws_jobs_settle:
 *
 * Iterates the default main context until jobs whose tasks are over have been told to stop, for a
 * few seconds at most: for a program that ends with its run.
 */
void
sw_aws_jobs_settle (void)
{
  gint64 deadline = g_get_monotonic_time () + MAX_SETTLING * G_USEC_PER_SEC;
  g_autoptr (GSource) alarm = g_timeout_source_new_seconds (MAX_SETTLING);

  g_source_set_callback (alarm, wake, NULL, NULL);
  g_source_attach (alarm, NULL);
  while (n_followed > 0 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (alarm);
}

static gboolean
says (const char *words,
      SwValue     status)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return sw_value_is (status, SW_TYPE_STRING)
         && g_strv_contains ((const char *const *) list, sw_value_get_text (status, NULL));
}

/* An execution's input and output are texts; ".sync:2" gives the values they stand for. */
static void
parse_member (SwValue    *object,
              const char *name)
{
  SwValue text = sw_value_get_member (*object, name), value = SW_VALUE_INIT;
  gsize length;
  const char *bytes;

  if (!sw_value_is (text, SW_TYPE_STRING))
    return;
  bytes = sw_value_get_text (text, &length);
  if (sw_value_from_text (bytes, (gssize) length, SW_TEXT_DEFAULT, &value, NULL))
    sw_value_set_member (object, name, value);
}

static SwValue
new_execution_output (SwAwsTask *self,
                      SwValue    described)
{
  SwValue output = sw_value_new_object (G_N_ELEMENTS (execution_members));

  for (guint i = 0; i < G_N_ELEMENTS (execution_members); i++)
    {
      SwValue member = sw_value_get_member (described, execution_members[i]);

      if (!sw_value_is (member, SW_TYPE_UNDEFINED))
        sw_value_set_member (&output, execution_members[i], sw_value_ref (member));
    }
  if (g_str_has_suffix (sw_task_call_get_request (self->call)->resource, ".sync:2"))
    {
      parse_member (&output, "Input");
      parse_member (&output, "Output");
    }
  return output;
}

/* What is told of the exchange belongs to the request, not to the job. */
static SwValue
new_answer_output (SwAwsTask *self)
{
  SwValue output = sw_value_new_object (sw_value_get_length (self->answer));

  for (guint i = 0; i < sw_value_get_length (self->answer); i++)
    {
      SwString *name = sw_value_get_key (self->answer, i);

      if (!g_str_equal (sw_string_get_text (name), "SdkHttpMetadata")
          && !g_str_equal (sw_string_get_text (name), "SdkResponseMetadata"))
        sw_value_set_member_string (&output, name,
                                    sw_value_ref (sw_value_get_member_at (self->answer, i)));
    }
  return output;
}

/* A container that ended with something else than 0 fails its task, and so does one that never
 * began. */
static gboolean
ended_badly (const SwAwsJob *job,
             SwValue         described)
{
  SwValue containers = sw_value_get_member (described, "Containers"), code;

  if (!g_str_equal (job->key, "ecs"))
    return FALSE;
  for (guint i = 0; i < sw_value_get_length (containers); i++)
    {
      code = sw_value_get_member (sw_value_get_element (containers, i), "ExitCode");
      if (sw_value_is (code, SW_TYPE_NUMBER) && sw_value_get_number (code) != 0)
        return TRUE;
    }
  return says ("TaskFailedToStart", sw_value_get_member (described, "StopCode"));
}

static void
succeed (SwAwsTask      *self,
         const SwAwsJob *job,
         SwValue         described)
{
  g_auto (SwValue) output = SW_VALUE_INIT;

  if (job->gives == SW_JOB_GIVES_ANSWER)
    output = new_answer_output (self);
  else if (g_str_equal (job->key, "states"))
    output = new_execution_output (self, described);
  else if (job->around != NULL)
    {
      output = sw_value_new_object (1);
      sw_value_set_member (&output, job->around, sw_value_ref (described));
    }
  else
    output = sw_value_ref (described);
  sw_task_call_succeed (self->call, output);
}

static void
fail (SwAwsTask *self,
      SwValue    told)
{
  g_autofree char *cause = sw_value_to_text (told, SW_TEXT_DEFAULT, NULL);

  sw_task_call_fail (self->call, "States.TaskFailed", cause);
}

static void
fail_job (SwAwsTask      *self,
          const SwAwsJob *job,
          SwValue         described)
{
  g_auto (SwValue) told = g_str_equal (job->key, "states")
                              ? new_execution_output (self, described)
                              : sw_value_ref (described);

  fail (self, told);
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  SwAwsTask *self = data;
  g_autoptr (SwAwsAnswer) answer = sw_aws_client_call_finish (self->client, result, NULL);

  if (self->stopped != NULL)
    self->stopped (answer != NULL && !sw_aws_answer_is_error (answer), self->stopped_data);
  end_following (self);
}

/* Some services want to know why. */
static void
add_reason (const SwAwsJob *job,
            SwValue        *input)
{
  if (g_str_equal (job->stop, "TerminateJob"))
    sw_value_set_member (input, "Reason",
                         sw_value_new_string ("The execution that waits for it was stopped"));
}

/* The state was given up while its job ran: the job is ended with it, as far as that goes. Where
 * only the program ends, the run goes on, and so does its job. */
static void
stop_job (SwAwsTask      *take_self,
          const SwAwsJob *job)
{
  const SwAwsOperation *stop
      = job->stop != NULL ? sw_aws_service_find_operation (take_self->voice.service, job->stop)
                          : NULL;
  g_auto (SwValue) input = SW_VALUE_INIT;

  if (stop == NULL || sw_task_call_is_interrupted (take_self->call))
    {
      end_following (take_self);
      return;
    }
  input = new_parameters (take_self, job->stops);
  add_reason (job, &input);
  sw_aws_client_call_async (take_self->client, take_self->voice.service, stop, input,
                            take_self->region, SW_AWS_LIMIT_TASK, NULL, on_stopped, take_self);
}

static gboolean
on_time (gpointer data)
{
  ask (data);
  return G_SOURCE_REMOVE;
}

/* A task that is given up is not waited for. */
static void
ask_later (SwAwsTask *take_self)
{
  guint delay = MIN (FIRST_DELAY << MIN (take_self->polls, 10), LAST_DELAY);
  g_autoptr (GSource) source = g_timeout_source_new (delay);
  g_autoptr (GSource) given_up
      = g_cancellable_source_new (sw_task_call_get_cancellable (take_self->call));

  take_self->polls++;
  g_source_set_dummy_callback (given_up);
  g_source_add_child_source (source, given_up);
  g_source_set_callback (source, on_time, take_self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* What a service tells of a job: TRUE where it has ended, and its task with it */
static gboolean
read_description (SwAwsTask         *self,
                  const SwAwsJob    *job,
                  const SwAwsAnswer *answer)
{
  SwValue described = sw_aws_get_path (answer->output, job->job);
  SwValue status = sw_aws_get_path (described, job->status);

  if (says (job->done, status) && !ended_badly (job, described))
    succeed (self, job, described);
  else if (says (job->done, status) || says (job->failed, status))
    fail_job (self, job, described);
  else if (sw_value_is (described, SW_TYPE_UNDEFINED) && self->polls >= MAX_UNKNOWN)
    fail (self, answer->output);
  else
    return FALSE;
  return TRUE;
}

static void
on_described (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  SwAwsTask *self = data;
  const SwAwsJob *job = get_job (self);
  g_autoptr (SwAwsAnswer) answer = NULL;
  g_autoptr (GError) fault = NULL;

  answer = sw_aws_client_call_finish (self->client, result, &fault);
  if (!sw_task_call_is_open (self->call))
    {
      stop_job (self, job);
      return;
    }
  self->misses = answer == NULL ? self->misses + 1 : 0;
  if (answer == NULL && self->misses <= MAX_MISSES)
    {
      ask_later (self);
      return;
    }
  if (answer == NULL)
    sw_aws_task_fault (self, fault);
  else if (sw_aws_answer_is_error (answer) && g_strcmp0 (answer->code, job->gone) == 0)
    succeed (self, job, SW_VALUE_INIT);
  else if (sw_aws_answer_is_error (answer))
    sw_aws_task_refuse (self, answer);
  else if (!read_description (self, job, answer))
    {
      ask_later (self);
      return;
    }
  end_following (self);
}

static void
ask (SwAwsTask *take_self)
{
  const SwAwsJob *job = get_job (take_self);
  const SwAwsOperation *describe
      = sw_aws_service_find_operation (take_self->voice.service, job->describe);
  g_auto (SwValue) input = SW_VALUE_INIT;

  if (!sw_task_call_is_open (take_self->call))
    {
      stop_job (take_self, job);
      return;
    }
  if (!has_begun (take_self, job))
    {
      /* The request went well all the same: ECS says why in "Failures". */
      fail (take_self, take_self->answer);
      end_following (take_self);
      return;
    }
  input = new_parameters (take_self, job->asks);
  sw_aws_client_call_async (take_self->client, take_self->voice.service, describe, input,
                            take_self->region, SW_AWS_LIMIT_TASK,
                            sw_task_call_get_cancellable (take_self->call), on_described,
                            take_self);
}

/**
 * sw_aws_job_follow:
 * @take_self: (transfer full): a task whose operation sw_aws_job_is_known() for
 * @answer: of the request that began the job; or what was kept of that when the program ended
 *
 * Waits for the end of a job, and gives what became of it as the task's result.
 */
void
sw_aws_job_follow (SwAwsTask *take_self,
                   SwValue    answer)
{
  n_followed++;
  sw_value_set (&take_self->answer, sw_value_ref (answer));
  ask (take_self);
}

/**
 * sw_aws_job_stop:
 * @take_self: (transfer full): a task whose operation sw_aws_job_is_known() for
 * @answer: what was kept of the request that began the job
 * @stopped: is told whether the service has accepted it
 * @data: for @stopped
 *
 * Ends a job that nobody waits for any more.
 *
 * Returns: %FALSE where such jobs go on when their state is given up: @stopped is not called
 */
gboolean
sw_aws_job_stop (SwAwsTask    *take_self,
                 SwValue       answer,
                 SwJobStopped  stopped,
                 gpointer      data)
{
  const SwAwsJob *job = get_job (take_self);
  gboolean stops = job->stop != NULL
                   && sw_aws_service_find_operation (take_self->voice.service, job->stop) != NULL;

  n_followed++;
  sw_value_set (&take_self->answer, sw_value_ref (answer));
  take_self->stopped = stopped;
  take_self->stopped_data = data;
  stop_job (take_self, job);
  return stops;
}
