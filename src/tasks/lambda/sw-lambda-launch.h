/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/lambda/sw-lambda-spec.h"

G_BEGIN_DECLS

/* What a function is called, to its own code too */
typedef struct
{
  const char *arn;    /* with qualifier where the definition has one */
  const char *name;
  const char *region;
} SwLambdaIdentity;

GSubprocess *sw_lambda_launch           (const SwLambdaSpec      *spec,
                                         const SwLambdaIdentity  *identity,
                                         guint                    port,
                                         GError                 **error);
gboolean     sw_lambda_sandbox_works    (void);

G_END_DECLS
