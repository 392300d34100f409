/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-eks-task.h"

#include "json/sw-text.h"
#include "tasks/aws/sw-aws-wrap.h"
#include "tasks/http/sw-web-task.h"

/* What the containers of a job have printed, as "LogOptions" wants it: { "pods": { POD:
 * { "containers": { CONTAINER: { "log" } } } } }. As far as it can be had: a log that cannot is an
 * error in its place, and the task goes well all the same. */

static void read_next (SwEksTask *take_self);

static SwValue
get_options (const SwEksTask *self)
{
  return sw_value_get_member (sw_task_call_get_request (self->call)->input, "LogOptions");
}

/* { "error", "cause" }: why something is not there */
static SwValue
new_failure (const SwAwsAnswer *answer,
             const GError      *fault)
{
  g_autofree char *error = answer != NULL ? g_strdup_printf ("EKS.%u", answer->status)
                                          : g_strdup ("EKS.SdkClientException");
  g_autofree char *cause
      = answer != NULL ? sw_web_dup_body (answer) : g_strdup (fault->message);
  SwValue failure = sw_value_new_object (2);

  sw_value_set_member (&failure, "error", sw_value_new_string (error));
  sw_value_set_member (&failure, "cause", sw_value_new_string (cause));
  return failure;
}

/* A log that is JSON is the value it stands for, unless it is wanted raw. */
static SwValue
new_log (const SwEksTask   *self,
         const SwAwsAnswer *answer)
{
  SwValue raw = sw_value_get_member (get_options (self), "RawLogs");
  g_autofree char *text = sw_web_dup_body (answer);
  SwValue log = sw_value_new_object (1), value = SW_VALUE_INIT;

  if ((sw_value_is (raw, SW_TYPE_BOOLEAN) && sw_value_get_boolean (raw))
      || !sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL))
    value = sw_value_new_string (text);
  sw_value_set_member (&log, "log", value);
  return log;
}

/* Puts a value where a path of members leads, and makes what is not there on the way. */
static void
set_path (SwValue           *object,
          const char *const *path,
          SwValue            take_value)
{
  SwValue inner;

  if (path[1] == NULL)
    {
      sw_value_set_member (object, path[0], take_value);
      return;
    }
  inner = sw_value_ref (sw_value_get_member (*object, path[0]));
  if (!sw_value_is (inner, SW_TYPE_OBJECT))
    inner = sw_value_new_object (1);
  set_path (&inner, path + 1, take_value);
  sw_value_set_member (object, path[0], inner);
}

static void
on_log (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (SwEksTask) self = data;
  g_autoptr (GError) fault = NULL;
  g_autoptr (SwAwsAnswer) answer = sw_eks_cluster_send_finish (result, &fault);
  g_auto (GStrv) names = g_queue_pop_head (&self->logs);
  const char *const path[] = { "logs", "pods", names[0], "containers", names[1], NULL };

  set_path (&self->job, path,
            answer == NULL || sw_aws_answer_is_error (answer) ? new_failure (answer, fault)
                                                              : new_log (self, answer));
  read_next (g_steal_pointer (&self));
}

/* The log of the first container that is left. */
static void
read_next (SwEksTask *take_self)
{
  char **names = g_queue_peek_head (&take_self->logs);
  g_autoptr (SwAwsRequest) request = NULL;
  GString *path;

  if (names == NULL)
    {
      sw_task_call_succeed (take_self->call, take_self->job);
      sw_eks_task_free (take_self);
      return;
    }
  path = g_string_new (take_self->pods);
  g_string_append_c (path, '/');
  sw_signer_append_encoded (path, names[0], -1, FALSE);
  g_string_append (path, "/log");
  request = sw_aws_request_new_plain ("GET", path->str);
  g_string_free (path, TRUE);
  sw_aws_request_add_query (request, "container", names[1]);
  sw_web_add_members (request, SW_VALUE_INIT,
                      sw_value_get_member (get_options (take_self), "LogParameters"), NULL);
  sw_eks_task_send (take_self, g_steal_pointer (&request),
                    sw_task_call_get_cancellable (take_self->call), on_log);
}

/* The containers of the job's pods, each by the names of both */
static void
note_containers (SwEksTask *self,
                 SwValue    pods)
{
  for (guint i = 0; i < sw_value_get_length (pods); i++)
    {
      SwValue pod = sw_value_get_element (pods, i);
      SwValue name = sw_aws_get_path (pod, "metadata/name");
      SwValue containers = sw_aws_get_path (pod, "spec/containers");

      for (guint j = 0; j < sw_value_get_length (containers); j++)
        {
          SwValue own = sw_value_get_member (sw_value_get_element (containers, j), "name");
          g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

          if (!sw_value_is (name, SW_TYPE_STRING) || !sw_value_is (own, SW_TYPE_STRING))
            continue;
          g_strv_builder_add_many (names, sw_value_get_text (name, NULL),
                                   sw_value_get_text (own, NULL), NULL);
          g_queue_push_tail (&self->logs, g_strv_builder_end (names));
        }
    }
}

static void
on_pods (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (SwEksTask) self = data;
  g_autoptr (GError) fault = NULL;
  g_autoptr (SwAwsAnswer) answer = sw_eks_cluster_send_finish (result, &fault);
  g_auto (SwValue) told = SW_VALUE_INIT;
  SwValue logs = SW_VALUE_INIT;

  if (answer == NULL || sw_aws_answer_is_error (answer))
    logs = new_failure (answer, fault);
  else
    {
      told = sw_web_new_output (answer);
      note_containers (self, sw_aws_get_path (told, "ResponseBody/items"));
      logs = sw_value_new_object (1);
      sw_value_set_member (&logs, "pods", sw_value_new_object (0));
    }
  sw_value_set_member (&self->job, "logs", logs);
  read_next (g_steal_pointer (&self));
}

/**
 * sw_eks_logs_read:
 * @take_self: (transfer full): a task whose job has ended well
 *
 * Reads the job's logs, and ends the task with them.
 */
void
sw_eks_logs_read (SwEksTask *take_self)
{
  g_autofree char *selector = g_strconcat ("job-name=", take_self->name, NULL);
  SwAwsRequest *request = sw_aws_request_new_plain ("GET", take_self->pods);

  sw_aws_request_add_query (request, "labelSelector", selector);
  sw_eks_task_send (take_self, request, sw_task_call_get_cancellable (take_self->call), on_pods);
}
