/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-aws-task.h"

#include <string.h>

#include "tasks/durable/sw-open-jobs.h"

/* Jobs that a task waits for (.sync). Step Functions itself learns of most by events; here they are
 * asked for. */

/* So often may a service not know a job that it has just begun: some tell of it a little later. */
#define MAX_UNKNOWN 8

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
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (SwAwsTask) self = data;
  g_autoptr (SwAwsAnswer) answer = sw_aws_client_call_finish (self->client, result, NULL);

  if (self->stopped != NULL)
    self->stopped (answer != NULL && !sw_aws_answer_is_error (answer), self->stopped_data);
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

static const SwAwsOperation *
find_stop (const SwAwsTask *self)
{
  const SwAwsJob *job = get_job (self);

  return job->stop != NULL ? sw_aws_service_find_operation (self->voice.service, job->stop) : NULL;
}

/**
 * sw_aws_job_can_stop:
 * @self: a task whose operation sw_aws_job_is_known() for
 *
 * Returns: whether its job is stopped where its state is given up; others go on
 */
gboolean
sw_aws_job_can_stop (const SwAwsTask *self)
{
  return find_stop (self) != NULL;
}

/* The state was given up while its job ran: the job is ended with it, as far as that goes. Where
 * only the program ends, the run goes on, and so does its job. */
static void
stop_job (SwAwsTask      *take_self,
          const SwAwsJob *job)
{
  const SwAwsOperation *stop = find_stop (take_self);
  g_auto (SwValue) input = SW_VALUE_INIT;

  if (stop == NULL || !has_begun (take_self, job)
      || sw_task_call_is_interrupted (take_self->call))
    {
      sw_aws_task_free (take_self);
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

static void
ask_later (SwAwsTask *take_self)
{
  sw_open_jobs_wait (take_self->call, take_self->polls++, on_time, take_self);
}

static void
on_described (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (SwAwsTask) self = data;
  const SwAwsJob *job = get_job (self);
  g_autoptr (SwAwsAnswer) answer = NULL;
  g_autoptr (GError) fault = NULL;

  answer = sw_aws_client_call_finish (self->client, result, &fault);
  self->misses = answer == NULL ? self->misses + 1 : 0;
  if (!sw_task_call_is_open (self->call))
    stop_job (g_steal_pointer (&self), job);
  else if (answer == NULL && self->misses <= SW_JOB_MAX_MISSES)
    ask_later (g_steal_pointer (&self));
  else if (answer == NULL)
    sw_aws_task_fault (self, fault);
  else if (sw_aws_answer_is_error (answer) && g_strcmp0 (answer->code, job->gone) == 0)
    sw_aws_job_succeed (self, job, SW_VALUE_INIT);
  else if (sw_aws_answer_is_error (answer))
    sw_aws_task_refuse (self, answer);
  else if (!sw_aws_job_end (self, job, answer->output, self->polls < MAX_UNKNOWN))
    ask_later (g_steal_pointer (&self));
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
      sw_aws_job_fail (take_self, take_self->answer);
      sw_aws_task_free (take_self);
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
  sw_aws_task_hold (take_self);
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
 * Returns: %FALSE where such jobs go on when their state is given up, or none was begun: @stopped
 *   is not called
 */
gboolean
sw_aws_job_stop (SwAwsTask    *take_self,
                 SwValue       answer,
                 SwJobStopped  stopped,
                 gpointer      data)
{
  const SwAwsJob *job = get_job (take_self);
  gboolean stops;

  sw_aws_task_hold (take_self);
  sw_value_set (&take_self->answer, sw_value_ref (answer));
  stops = sw_aws_job_can_stop (take_self) && has_begun (take_self, job);
  take_self->stopped = stopped;
  take_self->stopped_data = data;
  stop_job (take_self, job);
  return stops;
}
