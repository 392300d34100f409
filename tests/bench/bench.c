/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

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

static int
compare (const void *a,
         const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

/* Sorts @values; of an even number the upper middle one. */
double
bench_get_median (double *values,
                  guint   count)
{
  qsort (values, count, sizeof (double), compare);
  return values[count / 2];
}

/* One goal: what was measured, which is better the lower it is, the most it may be, and what would
 * be better still. */
void
bench_print_goal (const char *id,
                  const char *what,
                  double      value,
                  double      must,
                  double      stretch)
{
  const char *verdict = value > must ? "MISSED" : value > stretch ? "met" : "met, and more";

  printf ("%-3s %-64s %9.4f  at most %-7.4g better %-7.4g %s\n", id, what, value, must, stretch,
          verdict);
  fflush (stdout);
}
