/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a function is called with */
typedef struct
{
  GBytes     *payload; /* JSON text */
  const char *client;  /* JSON text of the client context, all of it ASCII; NULL: there is none */
} SwLambdaEvent;

/* SwLambdaApi: the Lambda Runtime API, version 2018-06-01, on a port of 127.0.0.1, for one process.
 * One event is offered at a time; the process takes it by GET …/invocation/next and answers by
 * POST …/invocation/ID/response or …/error. */
typedef struct _SwLambdaApi SwLambdaApi;

typedef enum
{
  SW_LAMBDA_API_RESPONSE,
  SW_LAMBDA_API_ERROR,
  SW_LAMBDA_API_INIT_ERROR, /* the function cannot be started */
  SW_LAMBDA_API_TOO_LARGE,  /* the response was not taken */
} SwLambdaApiKind;

typedef struct
{
  void (*idle)      (gpointer owner); /* the process waits, and nothing is offered */
  void (*delivered) (gpointer owner); /* it has the event */
  void (*answered)  (gpointer owner, SwLambdaApiKind kind, GBytes *body);
} SwLambdaApiFuncs;

SwLambdaApi *sw_lambda_api_new      (const SwLambdaApiFuncs  *funcs,
                                     gpointer                 owner,
                                     GError                 **error);
void         sw_lambda_api_free     (SwLambdaApi             *self);
guint        sw_lambda_api_get_port (const SwLambdaApi       *self);
void         sw_lambda_api_offer    (SwLambdaApi             *self,
                                     const char              *request_id,
                                     const char              *function_arn,
                                     guint                    timeout,
                                     const SwLambdaEvent     *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwLambdaApi, sw_lambda_api_free)

G_END_DECLS
