/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-client.h"

G_BEGIN_DECLS

/* What a cluster of EKS knows somebody by: a request to AWS's token service, signed but not sent.
 * The cluster sends it itself, and sees whose it is. */

void  sw_aws_cluster_get_token_async  (SwAwsClient          *client,
                                       const char           *cluster,
                                       const char           *region,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
char *sw_aws_cluster_get_token_finish (GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
