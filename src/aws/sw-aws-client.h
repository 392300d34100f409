/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-answer.h"
#include "aws/sw-aws-identity.h"

G_BEGIN_DECLS

/* SwAwsClient: calls operations of AWS's services, or of servers that speak as they do, signed.
 * For one thread and its main context. */
typedef struct _SwAwsClient SwAwsClient;

/* The endpoint that stands for AWS itself; requests go to the real services of a region only where
 * this is asked for by name. */
#define SW_AWS_REAL "aws"

/* How large an answer may be: of a task, which may give on far less; of an object that is read */
#define SW_AWS_LIMIT_TASK (6 * 1024 * 1024)
#define SW_AWS_LIMIT_OBJECT (512 * 1024 * 1024)

typedef struct
{
  const char *endpoint; /* an address, SW_AWS_REAL, or NULL: what environment and profile say */
  const char *region;   /* or NULL: likewise */
  const char *profile;  /* or NULL */
  guint       timeout;  /* milliseconds for each request; 0: a minute */
  gboolean    commands; /* whether a command may be started to get keys */
} SwAwsClientOptions;

SwAwsClient *sw_aws_client_new          (const SwAwsClientOptions *options);
SwAwsClient *sw_aws_client_ref          (SwAwsClient              *self);
void         sw_aws_client_unref        (SwAwsClient              *self);
char        *sw_aws_client_dup_url      (SwAwsClient              *self,
                                         const SwAwsService       *service,
                                         const char               *region,
                                         GError                  **error);
char        *sw_aws_client_dup_region   (SwAwsClient              *self,
                                         const char               *fallback);
gboolean     sw_aws_client_is_local     (SwAwsClient              *self);
guint        sw_aws_client_get_timeout  (SwAwsClient              *self);
char        *sw_aws_client_describe     (SwAwsClient              *self);
void         sw_aws_client_call_async   (SwAwsClient              *self,
                                         const SwAwsService       *service,
                                         const SwAwsOperation     *operation,
                                         SwValue                   input,
                                         const char               *region,
                                         gsize                     limit,
                                         GCancellable             *cancellable,
                                         GAsyncReadyCallback       callback,
                                         gpointer                  user_data);
void         sw_aws_client_send_async   (SwAwsClient              *self,
                                         const SwAwsService       *service,
                                         const char               *url,
                                         SwAwsRequest             *take_request,
                                         const char               *region,
                                         GCancellable             *cancellable,
                                         GAsyncReadyCallback       callback,
                                         gpointer                  user_data);
SwAwsAnswer *sw_aws_client_call_finish  (SwAwsClient              *self,
                                         GAsyncResult             *result,
                                         GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwAwsClient, sw_aws_client_unref)

G_END_DECLS
