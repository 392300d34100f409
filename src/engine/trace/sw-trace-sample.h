/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/trace/sw-trace.h"

G_BEGIN_DECLS

/* SwSample: what a run tells of one state: its latest visit that ended well or was caught, or else
 * the latest that began. What is not known is undefined. */
typedef struct
{
  SwValue input;
  SwValue result;    /* of what a Task, Parallel or Map did */
  SwValue output;
  SwValue variables; /* object: those that the visit saw */
  SwValue context;   /* the context object; which token a task was given is not known */
} SwSample;

gboolean sw_trace_find_sample (SwTrace    *self,
                               const char *pointer,
                               const char *execution_arn,
                               SwSample   *sample);
void     sw_sample_clear      (SwSample   *sample);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwSample, sw_sample_clear)

G_END_DECLS
