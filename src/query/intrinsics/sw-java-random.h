/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The generator of java.util.Random, whose numbers are specified: what AWS gives for a seed
 * (recorded: seed 42 begins with 0.7275636800328681). On the stack; sw_java_random_init() first. */
typedef struct
{
  guint64 state; /* 48 bits */
} SwJavaRandom;

void   sw_java_random_init        (SwJavaRandom *self,
                                   gint64        seed);
double sw_java_random_next_double (SwJavaRandom *self);
gint32 sw_java_random_next_int    (SwJavaRandom *self,
                                   gint32        bound);

G_END_DECLS
