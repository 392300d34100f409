/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-eks-task.h"

#include <string.h>

#include "json/sw-text.h"
#include "tasks/aws/sw-aws-texts.h"
#include "tasks/durable/sw-open-jobs.h"
#include "tasks/http/sw-web-task.h"

/* "eks:call" and "eks:runJob", as the page on EKS in the developer's guide of Step Functions has
 * them. Nothing of them is recorded but the name of an error: "EKS.409". */

/**
 * sw_eks_task_is_one:
 *
 * Returns: whether a cluster's Kubernetes API performs the task: others of "eks" are EKS's own
 */
gboolean
sw_eks_task_is_one (const SwTaskRequest *request)
{
  gsize length = request->action != NULL ? strcspn (request->action, ".") : 0;

  return g_strcmp0 (request->service, "eks") == 0
         && ((length == strlen ("call") && strncmp (request->action, "call", length) == 0)
             || (length == strlen ("runJob") && strncmp (request->action, "runJob", length) == 0));
}

static gboolean
runs_job (const SwTaskRequest *request)
{
  return g_str_has_prefix (request->action, "runJob");
}

static char *
dup_path (const char *before,
          const char *name_space,
          const char *after)
{
  GString *path = g_string_new (before);

  sw_signer_append_encoded (path, name_space, -1, FALSE);
  g_string_append (path, after);
  return g_string_free_and_steal (path);
}

/**
 * sw_eks_task_free:
 * @self: (transfer full): a task of which nothing is under way
 */
void
sw_eks_task_free (SwEksTask *self)
{
  if (self->held)
    sw_open_jobs_release ();
  sw_task_call_unref (self->call);
  sw_eks_cluster_unref (self->cluster);
  g_queue_clear_full (&self->logs, (GDestroyNotify) g_strfreev);
  sw_value_clear (&self->job);
  g_free (self->jobs);
  g_free (self->pods);
  g_free (self->name);
  g_free (self);
}

static SwEksTask *
task_new (SwAwsClient    *client,
          const SwHosts  *hosts,
          SwTaskCall     *call,
          GError        **error)
{
  const SwTaskRequest *request = sw_task_call_get_request (call);
  const SwTaskContext *context = sw_task_call_get_context (call);
  const char *name_space = sw_web_get_text (request->input, "Namespace");
  g_autofree char *region
      = sw_aws_client_dup_region (client, context != NULL ? context->region : NULL);
  SwEksCluster *cluster = sw_eks_cluster_new (client, hosts, region, request->input, error);
  SwEksTask *self;

  if (cluster == NULL)
    return NULL;
  self = g_new0 (SwEksTask, 1);
  self->call = sw_task_call_ref (call);
  self->cluster = cluster;
  self->job = SW_VALUE_INIT;
  if (name_space == NULL)
    name_space = "default";
  self->jobs = dup_path ("/apis/batch/v1/namespaces/", name_space, "/jobs");
  self->pods = dup_path ("/api/v1/namespaces/", name_space, "/pods");
  return self;
}

/**
 * sw_eks_task_send:
 * @take_self: (transfer full): a task; is @callback's data
 * @take_request: (transfer full): to its cluster
 *
 * Sends one of the task's requests.
 */
void
sw_eks_task_send (SwEksTask           *take_self,
                  SwAwsRequest        *take_request,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback)
{
  sw_eks_cluster_send_async (take_self->cluster, take_request, cancellable, callback, take_self);
}

/**
 * sw_eks_task_fault:
 * @fault: why there is no answer
 *
 * Fails the task for what came between.
 */
void
sw_eks_task_fault (SwEksTask    *self,
                   const GError *fault)
{
  const SwAwsVoice voice = { sw_aws_service_find ("eks"), "eks", FALSE, "eks" };
  g_autofree char *error = NULL, *cause = NULL;

  if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sw_aws_dup_fault (&voice, fault, &error, &cause);
  sw_task_call_fail (self->call, error, cause);
}

/* The answer; NULL where there is none, or an error: the task has failed for that */
static SwAwsAnswer *
take_answer (SwEksTask    *self,
             GAsyncResult *result)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (SwAwsAnswer) answer = sw_eks_cluster_send_finish (result, &fault);

  if (answer == NULL)
    sw_eks_task_fault (self, fault);
  else if (sw_aws_answer_is_error (answer))
    sw_web_refuse (self->call, "EKS", answer);
  else
    return g_steal_pointer (&answer);
  return NULL;
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (SwEksTask) self = data;
  g_autoptr (SwAwsAnswer) answer = take_answer (self, result);
  g_auto (SwValue) output = SW_VALUE_INIT;

  if (answer == NULL)
    return;
  output = sw_web_new_output (answer);
  if (sw_task_call_get_request (self->call)->pattern != SW_TASK_RUN_A_JOB)
    {
      sw_task_call_succeed (self->call, output);
      return;
    }
  /* Of a task that was given up meanwhile, too: it has its job stopped. */
  sw_task_call_submit (self->call, output);
  sw_eks_job_follow (g_steal_pointer (&self), output);
}

/* A text is JSON, or else YAML: Kubernetes reads both. */
static void
set_body (SwAwsRequest *request,
          SwValue       body)
{
  g_auto (SwValue) told = SW_VALUE_INIT;
  gsize length;
  const char *text;

  if (!sw_value_is (body, SW_TYPE_STRING))
    {
      sw_web_set_body (request, body, SW_VALUE_INIT);
      return;
    }
  text = sw_value_get_text (body, &length);
  if (!sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &told, NULL))
    {
      sw_aws_request_set_header (request, "Content-Type", "application/yaml");
      told = sw_value_ref (body);
    }
  sw_web_set_body (request, told, SW_VALUE_INIT);
}

/* "eks:call": any request. Parts of its path may be percent-encoded already. */
static SwAwsRequest *
read_call (SwValue   input,
           GError  **error)
{
  const char *path = sw_web_get_text (input, "Path");
  g_autofree char *escaped = NULL;
  g_autoptr (SwAwsRequest) request = NULL;
  g_auto (SwValue) parameters = SW_VALUE_INIT;

  if (path == NULL || *path != '/')
    {
      g_set_error_literal (error, SW_AWS_ERROR, SW_AWS_ERROR_INPUT,
                           "The value of the field 'Path' has an invalid format");
      return NULL;
    }
  escaped = g_uri_escape_string (path, "/%:@!$&'()*+,;=", FALSE);
  parameters = sw_value_ref (input);
  sw_value_remove_member (&parameters, "RequestBody");
  request = sw_web_read_request (parameters, escaped, error);
  if (request != NULL)
    set_body (request, sw_value_get_member (input, "RequestBody"));
  return g_steal_pointer (&request);
}

static SwAwsRequest *
read_job (const SwEksTask  *self,
          SwValue           input,
          GError          **error)
{
  SwValue job = sw_value_get_member (input, "Job");
  SwAwsRequest *request;

  if (!sw_value_is (job, SW_TYPE_OBJECT) && !sw_value_is (job, SW_TYPE_STRING))
    {
      g_set_error_literal (error, SW_AWS_ERROR, SW_AWS_ERROR_INPUT,
                           "The value of the field 'Job' has an invalid format");
      return NULL;
    }
  request = sw_aws_request_new_plain ("POST", self->jobs);
  set_body (request, job);
  return request;
}

static void
begin (SwEksTask    *take_self,
       SwAwsRequest *take_request)
{
  gboolean lasts = sw_task_call_get_request (take_self->call)->pattern == SW_TASK_RUN_A_JOB;

  /* A job may have begun before its request is answered: the answer is waited for, to stop it. */
  if (lasts)
    {
      sw_open_jobs_hold ();
      take_self->held = TRUE;
    }
  sw_eks_task_send (take_self, take_request,
                    lasts ? NULL : sw_task_call_get_cancellable (take_self->call), on_answer);
}

/**
 * sw_eks_task_start:
 * @client: in whose name the cluster is called
 * @hosts: (nullable): that the row names
 * @call: a task that sw_eks_task_is_one() of
 * @error: (out): as of sw_performer_perform()
 * @cause: (out): likewise
 *
 * Begins the task; or goes on with a job that was begun before the program ended.
 *
 * Returns: what came of it so far
 */
SwPerformResult
sw_eks_task_start (SwAwsClient    *client,
                   const SwHosts  *hosts,
                   SwTaskCall     *call,
                   char          **error,
                   char          **cause)
{
  SwValue input = sw_task_call_get_request (call)->input;
  g_autoptr (GError) reason = NULL;
  g_autoptr (SwEksTask) self = task_new (client, hosts, call, &reason);
  SwAwsRequest *request = NULL;

  if (self == NULL && g_error_matches (reason, SW_AWS_ERROR, SW_AWS_ERROR_FORBIDDEN))
    {
      *cause = g_strdup (reason->message);
      return SW_PERFORM_NOBODY;
    }
  if (self != NULL && sw_task_call_get_phase (call) == SW_TASK_CALL_SUBMITTED)
    {
      sw_eks_job_follow (g_steal_pointer (&self), sw_task_call_get_submitted (call));
      return SW_PERFORM_PENDING;
    }
  if (self != NULL)
    request = runs_job (sw_task_call_get_request (call)) ? read_job (self, input, &reason)
                                                         : read_call (input, &reason);
  if (request == NULL)
    {
      *error = g_strdup ("States.Runtime");
      *cause = sw_web_dup_refusal (input, reason);
      return SW_PERFORM_FAILED;
    }
  begin (g_steal_pointer (&self), request);
  return SW_PERFORM_PENDING;
}

/**
 * sw_eks_task_stop_job:
 * @call: of a job that nobody waits for any more: "eks:runJob.sync"
 *
 * Ends the job.
 *
 * Returns: %FALSE where that cannot be: @stopped is not called
 */
gboolean
sw_eks_task_stop_job (SwAwsClient   *client,
                      const SwHosts *hosts,
                      SwTaskCall    *call,
                      SwJobStopped   stopped,
                      gpointer       data)
{
  g_autoptr (SwEksTask) self = task_new (client, hosts, call, NULL);

  if (self == NULL)
    return FALSE;
  self->stopped = stopped;
  self->stopped_data = data;
  return sw_eks_job_stop (g_steal_pointer (&self), sw_task_call_get_submitted (call));
}
