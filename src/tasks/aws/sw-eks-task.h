/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/aws/sw-eks-cluster.h"
#include "tasks/sw-performer.h"

G_BEGIN_DECLS

/* SwEksTask: one task that the Kubernetes API of a cluster performs: "eks:call", or "eks:runJob"
 * with what is done until the job has ended. Lives as long as something of it is under way. */
typedef struct
{
  SwTaskCall   *call;
  SwEksCluster *cluster;
  gboolean      held;      /* among the open jobs of the program */
  /* Of a job that is waited for */
  char         *jobs;      /* path of its namespace's jobs */
  char         *pods;      /* likewise, of the pods */
  char         *name;      /* of the job, once it was begun */
  guint         polls;
  guint         misses;    /* questions in a row that were not answered */
  SwValue       job;       /* as it was told last, at the end with its logs */
  GQueue        logs;      /* of char **: pod and container whose log is still to be read */
  SwJobStopped  stopped;   /* who wants to know what came of stopping it, or NULL */
  gpointer      stopped_data;
} SwEksTask;

gboolean        sw_eks_task_is_one      (const SwTaskRequest *request);
SwPerformResult sw_eks_task_start       (SwAwsClient         *client,
                                         const SwHosts       *hosts,
                                         SwTaskCall          *call,
                                         char               **error,
                                         char               **cause);
gboolean        sw_eks_task_stop_job    (SwAwsClient         *client,
                                         const SwHosts       *hosts,
                                         SwTaskCall          *call,
                                         SwJobStopped         stopped,
                                         gpointer             data);

void            sw_eks_task_free        (SwEksTask           *self);
void            sw_eks_task_send        (SwEksTask           *take_self,
                                         SwAwsRequest        *take_request,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback);
void            sw_eks_task_fault       (SwEksTask           *self,
                                         const GError        *fault);

void            sw_eks_job_follow       (SwEksTask           *take_self,
                                         SwValue              begun);
gboolean        sw_eks_job_stop         (SwEksTask           *take_self,
                                         SwValue              begun);
void            sw_eks_logs_read        (SwEksTask           *take_self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwEksTask, sw_eks_task_free)

G_END_DECLS
