/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/aws/sw-aws-jobs.h"
#include "tasks/aws/sw-aws-texts.h"
#include "tasks/aws/sw-aws-wrap.h"
#include "tasks/sw-performer.h"

G_BEGIN_DECLS

/* Who answers as Lambda does, and how he departs from that */
typedef enum
{
  SW_LAMBDA_PEER_LAMBDA, /* AWS, LocalStack, moto: as documented */
  SW_LAMBDA_PEER_SAM,    /* sam local start-lambda: no query string, no log */
  SW_LAMBDA_PEER_RIE,    /* the runtime interface emulator: says nowhere that a function failed */
} SwLambdaPeer;

/* SwAwsTask: one task that a service performs, from the request to what becomes of it. Lives as
 * long as something of it is under way. */
typedef struct
{
  SwTaskCall           *call;
  SwAwsClient          *client;
  SwAwsVoice            voice;
  const SwAwsOperation *operation;
  const SwAwsWrap      *wrap;     /* what the action makes of the operation, or NULL */
  char                 *region;   /* or NULL: nothing in the row says one */
  char                 *key;      /* the voice's */
  SwLambdaPeer          peer;     /* of an invocation */
  /* Of a job that is waited for */
  gboolean              held;     /* among the open jobs of the program */
  SwValue               answer;   /* of the request that began it */
  guint                 polls;
  guint                 misses;   /* questions in a row that were not answered */
  SwJobStopped          stopped;  /* who wants to know what came of stopping it, or NULL */
  gpointer              stopped_data;
} SwAwsTask;

SwAwsTask *sw_aws_task_new      (SwTaskCall           *call,
                                 SwAwsClient          *client,
                                 const SwAwsService   *service,
                                 const SwAwsOperation *operation,
                                 const char           *key,
                                 gboolean              sdk);
void       sw_aws_task_free     (SwAwsTask            *self);
void       sw_aws_task_start    (SwAwsTask            *take_self,
                                 SwValue               input);
void       sw_aws_task_hold     (SwAwsTask            *self);
void       sw_aws_task_call     (SwAwsTask            *take_self,
                                 SwValue               input);
void       sw_aws_task_end      (SwAwsTask            *take_self,
                                 SwValue               output);
void       sw_aws_task_fault    (SwAwsTask            *self,
                                 const GError         *fault);
void       sw_aws_task_refuse   (SwAwsTask            *self,
                                 const SwAwsAnswer    *answer);

gboolean   sw_aws_job_is_known  (const char           *key,
                                 const SwAwsOperation *operation);
gboolean   sw_aws_job_can_stop  (const SwAwsTask      *self);
void       sw_aws_job_follow    (SwAwsTask            *take_self,
                                 SwValue               answer);
gboolean   sw_aws_job_stop      (SwAwsTask            *take_self,
                                 SwValue               answer,
                                 SwJobStopped          stopped,
                                 gpointer              data);
void       sw_aws_job_succeed   (SwAwsTask            *self,
                                 const SwAwsJob       *job,
                                 SwValue               described);
void       sw_aws_job_fail      (SwAwsTask            *self,
                                 SwValue               told);
gboolean   sw_aws_job_end       (SwAwsTask            *self,
                                 const SwAwsJob       *job,
                                 SwValue               answered,
                                 gboolean              may_be_unknown);

gboolean   sw_aws_model_check   (SwValue               parameters,
                                 char                **refusal);
void       sw_aws_model_start   (SwAwsTask            *take_self);
void       sw_aws_model_keep    (SwAwsTask            *take_self,
                                 const SwAwsAnswer    *answer,
                                 SwValue               output);

void       sw_aws_object_start  (SwAwsTask            *take_self);

gboolean   sw_lambda_answer     (SwAwsTask            *self,
                                 const SwAwsAnswer    *answer,
                                 SwValue              *output);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwAwsTask, sw_aws_task_free)

G_END_DECLS
