/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-client.h"
#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* How Step Functions words what services answer: names and causes of errors, and what it adds to
 * outputs. Optimised integrations ("dynamodb:putItem") are spoken to by AWS's first SDK for Java,
 * "aws-sdk:" ones by its second; both show. */

typedef struct
{
  const SwAwsService *service;
  const char         *key;      /* as in the ARN: "dynamodb", "sfn" */
  gboolean            sdk;
  const char         *resource; /* last part of the ARN's resource, for a person */
} SwAwsVoice;

char     *sw_aws_dup_error_name   (const SwAwsVoice  *self,
                                   const SwAwsAnswer *answer);
char     *sw_aws_dup_cause        (const SwAwsVoice  *self,
                                   const SwAwsAnswer *answer);
void      sw_aws_dup_fault        (const SwAwsVoice  *self,
                                   const GError      *fault,
                                   char             **error,
                                   char             **cause);
void      sw_aws_add_metadata     (SwValue           *output,
                                   const SwAwsAnswer *answer);
char     *sw_aws_dup_too_large    (const char        *what);

G_END_DECLS
