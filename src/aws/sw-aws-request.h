/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aws/sw-aws-service.h"
#include "aws/sw-signer.h"
#include "json/value/sw-value.h"

G_BEGIN_DECLS

#define SW_AWS_ERROR (sw_aws_error_quark ())
GQuark sw_aws_error_quark (void);

typedef enum
{
  SW_AWS_ERROR_INPUT,       /* a parameter cannot be sent as the operation wants it */
  SW_AWS_ERROR_ANSWER,      /* the answer is not what the protocol says */
  SW_AWS_ERROR_TOO_LARGE,   /* the answer is larger than asked for */
  SW_AWS_ERROR_CREDENTIALS, /* there are none, or a login is due */
  SW_AWS_ERROR_CONFIG,      /* a file of AWS's clients cannot be read */
  SW_AWS_ERROR_CONSENT,     /* a command would have to be started, and nobody has agreed to that */
  SW_AWS_ERROR_FORBIDDEN,   /* an address that may not be called */
  SW_AWS_ERROR_NETWORK,     /* no answer */
} SwAwsError;

/* One request as it goes out, but for host and signature. Freed by sw_aws_request_free(). */
typedef struct
{
  const char *method;  /* static */
  char       *path;    /* percent-encoded */
  GString    *query;   /* likewise, without "?"; may be empty */
  GArray     *headers; /* SwHeader; owned texts */
  GBytes     *body;
} SwAwsRequest;

SwAwsRequest *sw_aws_request_new        (const SwAwsService   *service,
                                         const SwAwsOperation *operation,
                                         SwValue               input,
                                         GError              **error);
SwAwsRequest *sw_aws_request_new_plain  (const char           *method,
                                         const char           *path);
void          sw_aws_request_free       (SwAwsRequest         *self);
void          sw_aws_request_set_header (SwAwsRequest         *self,
                                         const char           *name,
                                         const char           *value);
const char   *sw_aws_request_get_header (const SwAwsRequest   *self,
                                         const char           *name);
void          sw_aws_request_add_query  (SwAwsRequest         *self,
                                         const char           *name,
                                         const char           *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwAwsRequest, sw_aws_request_free)

G_END_DECLS
