/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-service.h"
#include "aws/sw-credentials.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* SwAwsProfile: what the files of AWS's clients say of one profile: ~/.aws/credentials before
 * ~/.aws/config (AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE name others). */
typedef struct _SwAwsProfile SwAwsProfile;

SwAwsProfile  *sw_aws_profile_load            (const char         *name,
                                               GError            **error);
void           sw_aws_profile_free            (SwAwsProfile       *self);
const char    *sw_aws_profile_get_name        (SwAwsProfile       *self);
const char    *sw_aws_profile_get             (SwAwsProfile       *self,
                                               const char         *key);
const char    *sw_aws_profile_get_region      (SwAwsProfile       *self);
const char    *sw_aws_profile_get_endpoint    (SwAwsProfile       *self,
                                               const SwAwsService *service);
SwCredentials *sw_aws_profile_dup_credentials (SwAwsProfile       *self);
char         **sw_aws_profile_dup_command     (SwAwsProfile       *self,
                                               GError            **error);

char          *sw_aws_dup_service_variable    (const SwAwsService *service);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwAwsProfile, sw_aws_profile_free)

G_END_DECLS
