/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-task-use.h"

G_BEGIN_DECLS

/* A row with "use": "aws":
 *
 *   { "resource": "arn:aws:states:::dynamodb:*", "use": "aws",
 *     "endpoint": "http://127.0.0.1:8000", "region": "eu-west-1", "profile": "work", "timeout": 10
 *     }
 *
 * What the row leaves out, the file's "aws" says, then AWS's own environment variables and files.
 * "endpoint" may be "aws": the real services, which nothing else leads to. "timeout" is in seconds,
 * for each request. */

SwPerformer *sw_aws_performer_new (const SwTaskRowSource  *source,
                                   GError                **error);

G_END_DECLS
