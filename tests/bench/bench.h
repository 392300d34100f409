/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Measures the time of one call: the best of several rounds of about 50 ms each, in nanoseconds. */
typedef void (*BenchFunc) (gpointer data);

double bench_measure (BenchFunc   run,
                      gpointer    data);
void   bench_print   (const char *name,
                      double      nanoseconds,
                      double      base);
double bench_get_median (double     *values,
                         guint       count);
void   bench_print_goal (const char *id,
                         const char *what,
                         double      value,
                         double      must,
                         double      stretch);

G_END_DECLS
