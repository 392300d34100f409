/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A point in time as a timestamp writes it: nine digits of fraction survive. */
typedef struct
{
  gint64 seconds;     /* since 1970-01-01T00:00:00Z; negative before */
  guint  nanoseconds; /* 0..999,999,999 */
} SwInstant;

gboolean sw_instant_parse           (const char      *text,
                                     gsize            length,
                                     SwInstant       *instant);
int      sw_instant_compare         (const SwInstant *a,
                                     const SwInstant *b);
gint64   sw_instant_to_microseconds (const SwInstant *self);

#define SW_TIME_TEXT_SIZE 32
void sw_time_print (gint64 microseconds,
                    char   text[SW_TIME_TEXT_SIZE]);

G_END_DECLS
