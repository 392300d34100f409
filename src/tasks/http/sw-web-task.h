/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-answer.h"
#include "json/value/sw-value.h"
#include "tasks/sw-task-call.h"

G_BEGIN_DECLS

/* What "http:invoke", "apigateway:invoke" and "eks:call" have in common: parameters that are a
 * request, and an output that is its answer. */

const char   *sw_web_get_text     (SwValue             object,
                                   const char         *member);
SwAwsRequest *sw_web_read_request (SwValue             input,
                                   const char         *path,
                                   GError            **error);
gboolean      sw_web_add_members  (SwAwsRequest       *request,
                                   SwValue             headers,
                                   SwValue             query,
                                   GError            **error);
void          sw_web_set_body     (SwAwsRequest       *request,
                                   SwValue             body,
                                   SwValue             transform);
SwValue       sw_web_new_output   (const SwAwsAnswer  *answer);
char         *sw_web_dup_body     (const SwAwsAnswer  *answer);
void          sw_web_refuse       (SwTaskCall         *call,
                                   const char         *prefix,
                                   const SwAwsAnswer  *answer);
char         *sw_web_dup_refusal  (SwValue             input,
                                   const GError       *error);

G_END_DECLS
