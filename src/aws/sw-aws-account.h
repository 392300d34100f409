/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-client.h"

G_BEGIN_DECLS

/* Whose account a client calls into: what is known without asking anybody, and what AWS says. */
char *sw_aws_account_from_key   (const char  *access_key);
char *sw_aws_client_dup_account (SwAwsClient *self);
void  sw_aws_client_ask_account (SwAwsClient *self);
char *sw_aws_client_dup_place   (SwAwsClient *self,
                                 const char  *region);

G_END_DECLS
