/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-aws-task.h"

#include <string.h>

#include "json/sw-text.h"

/* Jobs that a task waits for (.sync): which request tells how one stands, and what the task gives.
 * Step Functions itself learns of most by events; here they are asked for. */

/* Milliseconds between two questions: at first, and at most */
#define FIRST_DELAY 200
#define LAST_DELAY 5000

typedef struct
{
  const char *key, *operation;
  const char *describe;     /* the request that tells how the job stands */
  const char *id;           /* of the job, in the answer that began it: a path with "/" */
  const char *parameter;    /* by which it is asked for; "[]" at the end: in an array */
  const char *copied;       /* a parameter that both requests have, or NULL */
  const char *job;          /* in the description; "" is all of it */
  const char *status;       /* in that */
  const char *done, *failed; /* what it says in the end, blanks between */
  const char *stop;         /* the request that ends it, or NULL */
  const char *stopped;      /* its parameter */
  const char *around;       /* what the output has the job in, or NULL */
} Job;

/* States's is recorded on AWS; the others give what their documentation says. */
static const Job jobs[] = {
  { "states", "StartExecution", "DescribeExecution", "ExecutionArn", "ExecutionArn", NULL, "",
    "Status", "SUCCEEDED", "FAILED TIMED_OUT ABORTED", "StopExecution", "ExecutionArn", NULL },
  { "batch", "SubmitJob", "DescribeJobs", "JobId", "Jobs[]", NULL, "Jobs/0", "Status", "SUCCEEDED",
    "FAILED", "TerminateJob", "JobId", NULL },
  { "glue", "StartJobRun", "GetJobRun", "JobRunId", "RunId", "JobName", "JobRun", "JobRunState",
    "SUCCEEDED", "FAILED STOPPED TIMEOUT ERROR EXPIRED", NULL, NULL, NULL },
  { "athena", "StartQueryExecution", "GetQueryExecution", "QueryExecutionId", "QueryExecutionId",
    NULL, "QueryExecution", "Status/State", "SUCCEEDED", "FAILED CANCELLED", "StopQueryExecution",
    "QueryExecutionId", "QueryExecution" },
  { "codebuild", "StartBuild", "BatchGetBuilds", "Build/Id", "Ids[]", NULL, "Builds/0",
    "BuildStatus", "SUCCEEDED", "FAILED FAULT TIMED_OUT STOPPED", "StopBuild", "Id", "Build" },
  { "ecs", "RunTask", "DescribeTasks", "Tasks/0/TaskArn", "Tasks[]", "Cluster", "Tasks/0",
    "LastStatus", "STOPPED", "", "StopTask", "Task", NULL },
};

/* What DescribeExecution tells that a parent's output has; recorded on AWS */
static const char *const execution_members[] = {
  "Cause", "Error", "ExecutionArn", "Input", "InputDetails", "Name", "Output", "OutputDetails",
  "StartDate", "StateMachineArn", "Status", "StopDate",
};

static void ask (SwAwsTask *take_self);

static const Job *
find_job (const char           *key,
          const SwAwsOperation *operation)
{
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    if (g_str_equal (jobs[i].key, key) && g_str_equal (jobs[i].operation, operation->name))
      return &jobs[i];
  return NULL;
}

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
  return find_job (key, operation) != NULL;
}

/* PATH: "Tasks/0/TaskArn"; borrowed from VALUE */
static SwValue
get_path (SwValue     value,
          const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    value = sw_value_is (value, SW_TYPE_ARRAY) && g_ascii_isdigit (*parts[i])
                    && (guint) g_ascii_digit_value (*parts[i]) < sw_value_get_length (value)
                ? sw_value_get_element (value, (guint) g_ascii_digit_value (*parts[i]))
                : sw_value_get_member (value, parts[i]);
  return value;
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

/* A container that ended with something else than 0 fails its task. */
static gboolean
ended_badly (SwValue job)
{
  SwValue containers = sw_value_get_member (job, "Containers");

  for (guint i = 0; i < sw_value_get_length (containers); i++)
    if (sw_value_get_number (sw_value_get_member (sw_value_get_element (containers, i), "ExitCode"))
        != 0)
      return TRUE;
  return FALSE;
}

static void
end_job (SwAwsTask *self,
         const Job *job,
         SwValue    described,
         gboolean   failed)
{
  g_auto (SwValue) output = SW_VALUE_INIT;
  g_autofree char *cause = NULL;

  output = g_str_equal (job->key, "states") ? new_execution_output (self, described)
                                            : sw_value_ref (described);
  if (job->around != NULL && !failed)
    {
      SwValue around = sw_value_new_object (1);

      sw_value_set_member (&around, job->around, sw_value_ref (output));
      sw_value_set (&output, around);
    }
  if (!failed)
    {
      sw_task_call_succeed (self->call, output);
      return;
    }
  cause = sw_value_to_text (output, SW_TEXT_DEFAULT, NULL);
  sw_task_call_fail (self->call, "States.TaskFailed", cause);
}

/* A job is known by its id alone, or by a parameter of the request that began it, too. */
static void
copy_parameter (SwAwsTask *self,
                const Job *job,
                SwValue   *input)
{
  SwValue copied = SW_VALUE_INIT;

  if (job->copied != NULL)
    copied = sw_value_get_member (sw_task_call_get_request (self->call)->input, job->copied);
  if (!sw_value_is (copied, SW_TYPE_UNDEFINED))
    sw_value_set_member (input, job->copied, sw_value_ref (copied));
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (SwAwsTask) self = data;
  g_autoptr (SwAwsAnswer) answer = sw_aws_client_call_finish (self->client, result, NULL);
}

/* The state was given up while its job ran: the job is ended with it, as far as that goes. Where
 * only the program ends, the run goes on, and so does its job. */
static void
stop_job (SwAwsTask *take_self,
          const Job *job)
{
  g_autoptr (SwAwsTask) self = take_self;
  const SwAwsOperation *stop
      = job->stop != NULL ? sw_aws_service_find_operation (self->voice.service, job->stop) : NULL;
  g_auto (SwValue) input = SW_VALUE_INIT;

  if (stop == NULL || sw_task_call_is_interrupted (self->call))
    return;
  input = sw_value_new_object (2);
  sw_value_set_member (&input, job->stopped, sw_value_ref (get_path (self->answer, job->id)));
  copy_parameter (self, job, &input);
  sw_aws_client_call_async (self->client, self->voice.service, stop, input, self->region,
                            SW_AWS_LIMIT_TASK, NULL, on_stopped, self);
  g_steal_pointer (&self);
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
  guint delay = MIN (FIRST_DELAY << MIN (take_self->polls, 10), LAST_DELAY);
  g_autoptr (GSource) source = g_timeout_source_new (delay);

  take_self->polls++;
  g_source_set_callback (source, on_time, take_self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
on_described (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (SwAwsTask) self = data;
  const Job *job = find_job (self->key, self->operation);
  g_autoptr (SwAwsAnswer) answer = NULL;
  g_autoptr (GError) fault = NULL;
  SwValue described, status;

  answer = sw_aws_client_call_finish (self->client, result, &fault);
  if (!sw_task_call_is_open (self->call))
    stop_job (g_steal_pointer (&self), job);
  else if (answer == NULL)
    sw_aws_task_fault (self, fault);
  else if (sw_aws_answer_is_error (answer))
    sw_aws_task_refuse (self, answer);
  else
    {
      described = get_path (answer->output, job->job);
      status = get_path (described, job->status);
      if (says (job->done, status))
        end_job (self, job, described, ended_badly (described));
      else if (says (job->failed, status))
        end_job (self, job, described, TRUE);
      else
        ask_later (g_steal_pointer (&self));
    }
}

/* { JobId } or { Ids: [ Id ] }, with what both requests have */
static SwValue
new_question (SwAwsTask *self,
              const Job *job)
{
  SwValue id = sw_value_ref (get_path (self->answer, job->id)), input = sw_value_new_object (2);
  gboolean array = g_str_has_suffix (job->parameter, "[]");
  g_autofree char *name
      = g_strndup (job->parameter, strlen (job->parameter) - (array ? strlen ("[]") : 0));

  if (array)
    {
      SwValue list = sw_value_new_array (1);

      sw_value_append (&list, id);
      id = list;
    }
  sw_value_set_member (&input, name, id);
  copy_parameter (self, job, &input);
  return input;
}

static void
ask (SwAwsTask *take_self)
{
  const Job *job = find_job (take_self->key, take_self->operation);
  const SwAwsOperation *describe
      = sw_aws_service_find_operation (take_self->voice.service, job->describe);
  g_auto (SwValue) input = SW_VALUE_INIT;

  if (!sw_task_call_is_open (take_self->call))
    {
      stop_job (take_self, job);
      return;
    }
  input = new_question (take_self, job);
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
  sw_value_set (&take_self->answer, sw_value_ref (answer));
  ask (take_self);
}
