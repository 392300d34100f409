/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-answer.h"
#include "tasks/http/sw-connections.h"
#include "tasks/sw-task-call.h"

G_BEGIN_DECLS

/* What an HTTP Task tells of its request and the answer, where somebody has asked (SwTaskTrace). */

char *sw_web_dup_url        (const char         *base,
                             const SwAwsRequest *request);
void  sw_web_trace_request  (SwTaskCall         *call,
                             gboolean            complete,
                             const SwAwsRequest *request,
                             const char         *base);
void  sw_web_trace_response (SwTaskCall         *call,
                             const SwAwsAnswer  *answer,
                             const char         *base,
                             SwConnection       *connection);

G_END_DECLS
