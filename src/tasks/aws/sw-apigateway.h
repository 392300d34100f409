/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-client.h"
#include "tasks/sw-performer.h"

G_BEGIN_DECLS

SwPerformResult sw_apigateway_start (SwAwsClient  *client,
                                     SwTaskCall   *call,
                                     char        **error,
                                     char        **cause);

G_END_DECLS
