/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-client.h"
#include "aws/sw-http.h"

G_BEGIN_DECLS

struct _SwAwsClient
{
  grefcount      count;
  char          *endpoint; /* or NULL */
  char          *region;   /* or NULL */
  char          *profile;  /* or NULL */
  guint          timeout;  /* milliseconds */
  gboolean       commands;
  SoupSession   *session;
  SwAwsIdentity *identity; /* made when an endpoint is known */
  char          *account;  /* as AWS told it, or NULL */
  gboolean       asked;    /* it was asked for that */
  char          *place;    /* of sw_aws_client_dup_place(), once it was put together */
};

SwAwsIdentity *sw_aws_client_get_identity (SwAwsClient *self,
                                           GUri        *uri);

G_END_DECLS
