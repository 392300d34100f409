/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-request.h"

G_BEGIN_DECLS

/* SwAwsAnswer: what came back, as it came and as it reads. An answer with a status of 300 and more
 * is an error: it has `code`, which may be guessed from the status, and perhaps `message`. */
typedef struct
{
  guint      status;
  char      *reason;      /* "Not Found" */
  GArray    *headers;     /* SwHeader, in order; owned texts */
  GBytes    *body;
  SwValue    output;      /* of a good answer, once it was read */
  char      *code;        /* "ResourceNotFoundException" */
  char      *message;     /* or NULL */
  char      *request_id;  /* or NULL */
  char      *extended_id; /* of S3, or NULL */
} SwAwsAnswer;

SwAwsAnswer *sw_aws_answer_new        (guint                 status,
                                       const char           *reason,
                                       GBytes               *body);
void         sw_aws_answer_free       (SwAwsAnswer          *self);
void         sw_aws_answer_add_header (SwAwsAnswer          *self,
                                       const char           *name,
                                       const char           *value);
const char  *sw_aws_answer_get_header (const SwAwsAnswer    *self,
                                       const char           *name);
gboolean     sw_aws_answer_is_error   (const SwAwsAnswer    *self);
void         sw_aws_answer_read_error (SwAwsAnswer          *self);
gboolean     sw_aws_answer_read       (SwAwsAnswer          *self,
                                       const SwAwsService   *service,
                                       const SwAwsOperation *operation,
                                       GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwAwsAnswer, sw_aws_answer_free)

G_END_DECLS
