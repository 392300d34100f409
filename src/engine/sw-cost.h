/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a run would have cost on AWS: an estimate, for one region and one day, without the free tier
 * and without what the services called take. */
typedef struct
{
  const char *region;
  const char *as_of;          /* day the prices were read, ISO 8601 */
  const char *source;         /* where they stand */
  double      per_transition; /* Standard; US dollars, as are the next two */
  double      per_request;    /* Express: each start */
  double      per_gb_second;  /* Express: the first tier */
} SwPrices;

/* Steps in which Express is billed, as the source says: durations are rounded up to the next 100
 * ms, memory to the next 64 MB, which most runs stay within. */
#define SW_COST_EXPRESS_STEP 100000 /* microseconds */
#define SW_COST_EXPRESS_MEMORY 64   /* MiB */

const SwPrices *sw_prices_get     (void);
double          sw_cost_standard  (guint64 transitions);
double          sw_cost_express   (gint64  duration);
char           *sw_cost_dup_text  (double  dollars);

G_END_DECLS
