/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/lambda/sw-lambda-api.h"
#include "tasks/lambda/sw-lambda-launch.h"

G_BEGIN_DECLS

/* SwLambdaProcess: one environment of a function: its process, and the Runtime API (version
 * 2018-06-01) that the process asks for work. It serves one event after the other. */
typedef struct _SwLambdaProcess SwLambdaProcess;

typedef enum
{
  SW_LAMBDA_RETURNED,  /* body: the result as it was sent */
  SW_LAMBDA_REPORTED,  /* body: the error report of the function, or of its start */
  SW_LAMBDA_TOO_LARGE, /* the result is beyond what Lambda takes */
  SW_LAMBDA_TIMED_OUT,
  SW_LAMBDA_EXITED,    /* body: how, in Lambda's words */
} SwLambdaOutcome;

/* What a process says to its owner, which has to live as long as it */
typedef struct
{
  void (*answered) (gpointer owner, SwLambdaProcess *process, SwLambdaOutcome outcome, GBytes *body);
  void (*printed)  (gpointer owner, SwLambdaProcess *process, GBytes *text);
  void (*idle)     (gpointer owner, SwLambdaProcess *process); /* asks for an event */
  void (*gone)     (gpointer owner, SwLambdaProcess *process); /* to be freed */
} SwLambdaProcessFuncs;

SwLambdaProcess *sw_lambda_process_new      (SwLambdaSpec                *spec,
                                             const SwLambdaIdentity      *identity,
                                             const SwLambdaProcessFuncs  *funcs,
                                             gpointer                     owner,
                                             GError                     **error);
void             sw_lambda_process_free     (SwLambdaProcess             *self);
gboolean         sw_lambda_process_is_idle  (const SwLambdaProcess       *self);
void             sw_lambda_process_invoke   (SwLambdaProcess             *self,
                                             const char                  *request_id,
                                             const SwLambdaEvent         *event);
void             sw_lambda_process_kill     (SwLambdaProcess             *self);
guint            sw_lambda_process_set_init_limit (guint                  limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwLambdaProcess, sw_lambda_process_free)

G_END_DECLS
