/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-task-call.h"

G_BEGIN_DECLS

/* Jobs elsewhere that a task has begun and that may have to be told to stop: a program that ends
 * with its run waits for that. In all runs of the program's main thread. */

/* So often in a row may the question how a job stands go unanswered: it goes on meanwhile. */
#define SW_JOB_MAX_MISSES 3

void sw_open_jobs_hold    (void);
void sw_open_jobs_release (void);
void sw_open_jobs_wait    (SwTaskCall  *call,
                           guint        polls,
                           GSourceFunc  func,
                           gpointer     data);
void sw_open_jobs_settle  (void);

G_END_DECLS
