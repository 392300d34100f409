/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <stdio.h>

#define ROUNDS 5
#define ROUND_MICROSECONDS 50000

static double
time_calls (BenchFunc run,
            gpointer  data,
            guint64   count)
{
  gint64 start = g_get_monotonic_time ();

  for (guint64 i = 0; i < count; i++)
    run (data);
  return (double) (g_get_monotonic_time () - start);
}

double
bench_measure (BenchFunc run,
               gpointer  data)
{
  guint64 count = 1;
  double best = time_calls (run, data, count);

  while (best < ROUND_MICROSECONDS / 2.0)
    {
      count *= 2;
      best = time_calls (run, data, count);
    }
  for (guint i = 0; i < ROUNDS; i++)
    best = MIN (best, time_calls (run, data, count));

  return best * 1000 / (double) count;
}

/* One row: the time, and its ratio to a base (0: none). */
void
bench_print (const char *name,
             double      nanoseconds,
             double      base)
{
  if (base > 0)
    printf ("%-60s %12.1f ns %8.2f x\n", name, nanoseconds, nanoseconds / base);
  else
    printf ("%-60s %12.1f ns\n", name, nanoseconds);
}
