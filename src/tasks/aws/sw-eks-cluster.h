/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-client.h"
#include "tasks/http/sw-hosts.h"

G_BEGIN_DECLS

/* SwEksCluster: the Kubernetes API of a cluster, as parameters of "eks:call" and "eks:runJob" name
 * it: where it is, who vouches for it, and what it is called. Reference counted. */
typedef struct _SwEksCluster SwEksCluster;

SwEksCluster *sw_eks_cluster_new         (SwAwsClient          *client,
                                          const SwHosts        *hosts,
                                          const char           *region,
                                          SwValue               parameters,
                                          GError              **error);
SwEksCluster *sw_eks_cluster_ref         (SwEksCluster         *self);
void          sw_eks_cluster_unref       (SwEksCluster         *self);
void          sw_eks_cluster_send_async  (SwEksCluster         *self,
                                          SwAwsRequest         *take_request,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
SwAwsAnswer  *sw_eks_cluster_send_finish (GAsyncResult         *result,
                                          GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwEksCluster, sw_eks_cluster_unref)

G_END_DECLS
