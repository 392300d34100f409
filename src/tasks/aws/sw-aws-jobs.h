/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a task gives once its job has ended well */
typedef enum
{
  SW_JOB_GIVES_DESCRIPTION, /* the job as it was described last */
  SW_JOB_GIVES_ANSWER,      /* what the request that began it answered */
} SwAwsJobGives;

/* SwAwsJob: a job that a task waits for (.sync): which request tells how it stands, and what the
 * task gives. Parameters are written as sw_aws_collect() reads them. */
typedef struct
{
  const char    *key, *operation; /* that begins it: "batch", "SubmitJob" */
  const char    *describe;        /* the operation that tells how it stands */
  const char    *asks;            /* its parameters */
  const char    *job;             /* in the description; "" is all of it */
  const char    *status;          /* in that */
  const char    *done, *failed;   /* what that says in the end, blanks between */
  const char    *stop, *stops;    /* the operation that ends it, or NULL, and its parameters */
  const char    *around;          /* what the output has the description in, or NULL */
  SwAwsJobGives  gives;
  const char    *gone;            /* the error that says it is done as well: it is deleted */
} SwAwsJob;

const SwAwsJob *sw_aws_jobs_find (const char *key,
                                  const char *operation);

G_END_DECLS
