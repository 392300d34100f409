/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When a retrier tries again. The one rule, for the engine that waits and for those who show the
 * waits beforehand. */

/* No wait is longer: AWS's quota, in seconds. */
#define SW_BACKOFF_MAX_WAIT ((double) G_MAXINT32)

typedef struct
{
  double   interval;     /* IntervalSeconds: before the first retry */
  double   rate;         /* BackoffRate: each wait is so many times the one before */
  double   max_delay;    /* MaxDelaySeconds; 0: no limit */
  guint    max_attempts; /* retries, the first try not counted */
  gboolean full_jitter;  /* each wait is picked at random between 0 and its full length */
} SwBackoff;

/* What the Amazon States Language says of a retrier that says nothing */
#define SW_BACKOFF_INIT ((SwBackoff) { 1, 2, 0, 3, FALSE })

double sw_backoff_get_delay (const SwBackoff *self,
                             guint            number);

G_END_DECLS
