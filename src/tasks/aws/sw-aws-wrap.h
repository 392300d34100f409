/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* SwAwsWrap: an action of an optimised integration that is no operation of its service by the same
 * name, or takes and gives other parameters than that. */
typedef struct
{
  const char *key, *action;       /* as in the ARN: "elasticmapreduce", "addStep" */
  const char *service, *operation; /* what is called: "emr", "AddJobFlowSteps" */
  const char *inputs;             /* parameters of other names, see sw_aws_rename() */
  const char *outputs;            /* what it gives under other names, likewise */
  /* Where the operation wants an id and the action has a name: who is asked for it */
  const char *list;               /* the operation that lists what there is, or NULL */
  const char *asks;               /* its parameters, likewise */
  const char *items;              /* the array in its answer */
  const char *name;               /* the action's parameter that is the "Name" of one of those */
  const char *id;                 /* where the "Id" of that goes in the operation's input */
} SwAwsWrap;

const SwAwsWrap *sw_aws_wrap_find        (const char      *key,
                                          const char      *action);
SwValue          sw_aws_wrap_new_input   (const SwAwsWrap *self,
                                          SwValue          input,
                                          const char      *id);
SwValue          sw_aws_wrap_new_output  (const SwAwsWrap *self,
                                          SwValue          output);
char            *sw_aws_wrap_dup_id      (const SwAwsWrap *self,
                                          SwValue          input,
                                          SwValue          listed);

SwValue          sw_aws_get_path         (SwValue          value,
                                          const char      *path);
SwValue          sw_aws_collect          (const char      *wanted,
                                          SwValue          request,
                                          SwValue          answer);

G_END_DECLS
