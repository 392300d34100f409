/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-aws-task.h"

#include <string.h>

#include "json/sw-text.h"

/* What becomes of a task whose job has ended. */

/* What DescribeExecution tells that a parent's output has; recorded on AWS */
static const char *const execution_members[] = {
  "Cause", "Error", "ExecutionArn", "Input", "InputDetails", "Name", "Output", "OutputDetails",
  "StartDate", "StateMachineArn", "Status", "StopDate",
};

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

/**
 * sw_aws_job_succeed:
 * @job: of the task
 * @described: what the service tells of it; undefined where it is gone
 *
 * Gives what the integration makes of a job that ended well.
 */
void
sw_aws_job_succeed (SwAwsTask      *self,
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

/**
 * sw_aws_job_fail:
 * @told: what the service tells, the cause
 *
 * Fails the task for what became of its job.
 */
void
sw_aws_job_fail (SwAwsTask *self,
                 SwValue    told)
{
  g_autofree char *cause = sw_value_to_text (told, SW_TEXT_DEFAULT, NULL);

  sw_task_call_fail (self->call, "States.TaskFailed", cause);
}

/**
 * sw_aws_job_end:
 * @job: of the task
 * @answered: what the service tells of it
 * @may_be_unknown: it was begun just now: some services tell of it a little later
 *
 * Ends the task where its job has ended.
 *
 * Returns: whether it has
 */
gboolean
sw_aws_job_end (SwAwsTask      *self,
                const SwAwsJob *job,
                SwValue         answered,
                gboolean        may_be_unknown)
{
  SwValue described = sw_aws_get_path (answered, job->job);
  SwValue status = sw_aws_get_path (described, job->status);
  gboolean done = says (job->done, status);
  g_auto (SwValue) told = SW_VALUE_INIT;

  if (done && !ended_badly (job, described))
    sw_aws_job_succeed (self, job, described);
  else if (done || says (job->failed, status))
    {
      told = g_str_equal (job->key, "states") ? new_execution_output (self, described)
                                              : sw_value_ref (described);
      sw_aws_job_fail (self, told);
    }
  else if (sw_value_is (described, SW_TYPE_UNDEFINED) && !may_be_unknown)
    sw_aws_job_fail (self, answered);
  else
    return FALSE;
  return TRUE;
}
