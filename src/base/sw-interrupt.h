/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SwInterrupt: lets whoever began a long computation have a say while it goes on. What computes has
 * no clock: it counts its work, and asks each time that so much is done. It asks at the same places
 * on every computer, so that what was given up at a question is given up at just that one when it
 * is computed again. */

/* Units of work between two questions: about a quarter of a millisecond */
#define SW_INTERRUPT_UNITS 4096

/* Answers question N, from 1: why the computation is to be given up, as a sentence that lives until
 * the next question; NULL: it goes on. */
typedef const char *(*SwInterruptFunc) (guint64  n,
                                        gpointer data);

/* On the stack or in another struct; begins as zeros, but for the first two */
typedef struct
{
  SwInterruptFunc func;
  gpointer        data;
  guint64         n_asked;
  gsize           spent;  /* units since the last question */
  const char     *reason; /* why it was given up; NULL: it was not */
} SwInterrupt;

gboolean sw_interrupt_ask   (SwInterrupt *self);
void     sw_interrupt_clear (SwInterrupt *self);

/* Counts work: SELF may be NULL, and UNITS any number. FALSE: the computation is given up. */
static inline gboolean
sw_interrupt_spend (SwInterrupt *self,
                    gsize        units)
{
  if (self == NULL)
    return TRUE;
  self->spent += units;
  return self->spent < SW_INTERRUPT_UNITS || sw_interrupt_ask (self);
}

G_END_DECLS
