/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/runner/sw-runner-private.h"

G_BEGIN_DECLS

/* How the files of a durable run share its keeper. */

typedef struct _SwKeeperFlight SwKeeperFlight; /* sw-runner-keep.c */

struct _SwKeeper
{
  SwRunner          *runner; /* borrowed */
  SwJournal         *journal;
  SwKeeperFlight    *flight;  /* a transaction under way, or NULL */
  GArray            *effects; /* what waits for its transaction */
  GArray            *waiters; /* who wants to know when something is on the disk */
  guint64            n_commits;
  guint64            n_kept;
  SwExecutionStatus  status;  /* as it is on the disk */
  guint              n_events;
  SwExecutionStatus  flight_status;
  guint              flight_events;
  GError            *lost;    /* it cannot be kept any more, or NULL */
};

/* sw-runner-effects.c */
void sw_keeper_init_effects  (SwKeeper *self);
void sw_keeper_take_requests (SwKeeper *self);
void sw_keeper_perform_all   (SwKeeper *self);

G_END_DECLS
