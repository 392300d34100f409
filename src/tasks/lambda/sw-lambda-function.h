/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/lambda/sw-lambda-process.h"

G_BEGIN_DECLS

/* SwLambdaFunction: one function with its warm processes. Events that find none idle wait for one;
 * a new process is started as long as there are fewer than the function may have. */
typedef struct _SwLambdaFunction SwLambdaFunction;

/* What came of an event. */
typedef struct
{
  SwLambdaOutcome  outcome;
  GBytes          *body;       /* as of SwLambdaOutcome; may be NULL */
  const char      *request_id; /* a UUID */
  const char      *log;        /* the last 4 KiB that were printed meanwhile */
  gsize            log_length;
} SwLambdaReply;

typedef void (*SwLambdaReplyFunc) (const SwLambdaReply *reply,
                                   gpointer             data);
typedef void (*SwLambdaLogFunc)   (GBytes              *text,
                                   gpointer             data);

SwLambdaFunction *sw_lambda_function_new    (SwLambdaSpec           *spec,
                                             const SwLambdaIdentity *identity);
void              sw_lambda_function_free   (SwLambdaFunction       *self);
guint64           sw_lambda_function_invoke (SwLambdaFunction       *self,
                                             const SwLambdaEvent    *event,
                                             SwLambdaReplyFunc       reply,
                                             SwLambdaLogFunc         log,
                                             gpointer                data,
                                             GDestroyNotify          destroy);
void              sw_lambda_function_cancel (SwLambdaFunction       *self,
                                             guint64                 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwLambdaFunction, sw_lambda_function_free)

G_END_DECLS
