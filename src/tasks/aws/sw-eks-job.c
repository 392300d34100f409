/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-eks-task.h"

#include "json/sw-text.h"
#include "tasks/aws/sw-aws-wrap.h"
#include "tasks/durable/sw-open-jobs.h"
#include "tasks/http/sw-web-task.h"

/* A job of Kubernetes that a task waits for. */

static void ask (SwEksTask *take_self);

static char *
dup_path (const SwEksTask *self)
{
  GString *path = g_string_new (self->jobs);

  g_string_append_c (path, '/');
  sw_signer_append_encoded (path, self->name, -1, FALSE);
  return g_string_free_and_steal (path);
}

static void
hold (SwEksTask *self)
{
  if (!self->held)
    sw_open_jobs_hold ();
  self->held = TRUE;
}

/* BEGUN: the answer to the request that began the job. FALSE: there is none */
static gboolean
read_name (SwEksTask *self,
           SwValue    begun)
{
  SwValue name = sw_aws_get_path (begun, "ResponseBody/metadata/name");

  if (sw_value_is (name, SW_TYPE_STRING))
    self->name = g_strdup (sw_value_get_text (name, NULL));
  return self->name != NULL;
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (SwEksTask) self = data;
  g_autoptr (SwAwsAnswer) answer = sw_eks_cluster_send_finish (result, NULL);

  if (self->stopped != NULL)
    self->stopped (answer != NULL && !sw_aws_answer_is_error (answer), self->stopped_data);
}

/* Deletes the job, and with it its pods: a job of Kubernetes cannot be told to stop otherwise. */
static void
stop (SwEksTask *take_self)
{
  g_autofree char *path = NULL;
  SwAwsRequest *request;

  if (sw_task_call_is_interrupted (take_self->call))
    {
      sw_eks_task_free (take_self);
      return;
    }
  path = dup_path (take_self);
  request = sw_aws_request_new_plain ("DELETE", path);
  sw_aws_request_add_query (request, "propagationPolicy", "Background");
  sw_eks_task_send (take_self, request, NULL, on_stopped);
}

/* Whether a condition of the job, "Complete" or "Failed", has come about */
static gboolean
is_so (SwValue     job,
       const char *condition)
{
  SwValue conditions = sw_aws_get_path (job, "status/conditions");

  for (guint i = 0; i < sw_value_get_length (conditions); i++)
    {
      SwValue one = sw_value_get_element (conditions, i);
      SwValue type = sw_value_get_member (one, "type");
      SwValue status = sw_value_get_member (one, "status");

      if (sw_value_is (type, SW_TYPE_STRING) && sw_value_is (status, SW_TYPE_STRING)
          && g_str_equal (sw_value_get_text (type, NULL), condition)
          && g_str_equal (sw_value_get_text (status, NULL), "True"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
wants_logs (const SwEksTask *self)
{
  SwValue wanted = sw_aws_get_path (sw_task_call_get_request (self->call)->input,
                                    "LogOptions/RetrieveLogs");

  return sw_value_is (wanted, SW_TYPE_BOOLEAN) && sw_value_get_boolean (wanted);
}

static gboolean
on_time (gpointer data)
{
  ask (data);
  return G_SOURCE_REMOVE;
}

static void
ask_later (SwEksTask *take_self)
{
  sw_open_jobs_wait (take_self->call, take_self->polls++, on_time, take_self);
}

static void
read_job (SwEksTask         *take_self,
          const SwAwsAnswer *answer)
{
  g_autoptr (SwEksTask) self = take_self;
  g_auto (SwValue) told = sw_web_new_output (answer);
  SwValue job = sw_value_get_member (told, "ResponseBody");
  g_autofree char *cause = NULL;

  sw_value_set (&self->job, sw_value_ref (job));
  if (is_so (job, "Failed"))
    {
      cause = sw_value_to_text (job, SW_TEXT_DEFAULT, NULL);
      sw_task_call_fail (self->call, "States.TaskFailed", cause);
    }
  else if (!is_so (job, "Complete"))
    ask_later (g_steal_pointer (&self));
  else if (wants_logs (self))
    sw_eks_logs_read (g_steal_pointer (&self));
  else
    sw_task_call_succeed (self->call, job);
}

static void
on_told (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (SwEksTask) self = data;
  g_autoptr (GError) fault = NULL;
  g_autoptr (SwAwsAnswer) answer = sw_eks_cluster_send_finish (result, &fault);

  self->misses = answer == NULL ? self->misses + 1 : 0;
  if (!sw_task_call_is_open (self->call))
    stop (g_steal_pointer (&self));
  else if (answer == NULL && self->misses <= SW_JOB_MAX_MISSES)
    ask_later (g_steal_pointer (&self));
  else if (answer == NULL)
    sw_eks_task_fault (self, fault);
  else if (sw_aws_answer_is_error (answer))
    sw_web_refuse (self->call, "EKS", answer);
  else
    read_job (g_steal_pointer (&self), answer);
}

static void
ask (SwEksTask *take_self)
{
  g_autofree char *path = NULL;

  if (!sw_task_call_is_open (take_self->call))
    {
      stop (take_self);
      return;
    }
  path = dup_path (take_self);
  sw_eks_task_send (take_self, sw_aws_request_new_plain ("GET", path),
                    sw_task_call_get_cancellable (take_self->call), on_told);
}

/**
 * sw_eks_job_follow:
 * @take_self: (transfer full): a task of "eks:runJob.sync"
 * @begun: what came of the request that began its job
 *
 * Waits for the end of the job. Step Functions asks for it once a minute and less; here it is asked
 * for as other jobs are.
 */
void
sw_eks_job_follow (SwEksTask *take_self,
                   SwValue    begun)
{
  g_autofree char *cause = NULL;

  hold (take_self);
  if (read_name (take_self, begun))
    {
      ask (take_self);
      return;
    }
  cause = sw_value_to_text (begun, SW_TEXT_DEFAULT, NULL);
  sw_task_call_fail (take_self->call, "States.TaskFailed", cause);
  sw_eks_task_free (take_self);
}

/**
 * sw_eks_job_stop:
 * @take_self: (transfer full): a task of "eks:runJob.sync"
 * @begun: what was kept of the request that began its job
 *
 * Ends a job that nobody waits for any more.
 *
 * Returns: %FALSE where none was begun
 */
gboolean
sw_eks_job_stop (SwEksTask *take_self,
                 SwValue    begun)
{
  hold (take_self);
  if (!read_name (take_self, begun))
    {
      sw_eks_task_free (take_self);
      return FALSE;
    }
  stop (take_self);
  return TRUE;
}
