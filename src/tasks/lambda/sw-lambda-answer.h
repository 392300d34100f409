/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"
#include "tasks/lambda/sw-lambda-function.h"

G_BEGIN_DECLS

/* How a definition calls a function */
typedef enum
{
  SW_LAMBDA_FORM_ARN,    /* by the function's own ARN: its result is the task's */
  SW_LAMBDA_FORM_INVOKE, /* arn:aws:states:::lambda:invoke: the result is wrapped */
  SW_LAMBDA_FORM_SDK,    /* arn:aws:states:::aws-sdk:lambda:invoke: as Lambda's API gives it */
} SwLambdaForm;

gboolean sw_lambda_answer_read (const SwLambdaReply  *reply,
                                SwLambdaForm          form,
                                guint                 timeout,
                                gboolean              with_log,
                                SwValue              *output,
                                char                **error,
                                char                **cause);
SwValue  sw_lambda_answer_new_accepted (SwLambdaForm form,
                                        guint        status);

G_END_DECLS
