/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/runner/sw-patience.h"

/* A computation has so long for itself before others have their turns, microseconds */
#define ALONE 50000
/* So long a turn may take before the computation goes on, if there is that much to do */
#define TURN 8000
/* So many computations may wait for one another: each is begun in a turn of the one before */
#define DEEPEST 3

/* Of the main thread, which alone has turns */
static guint depth;
static gint ended;

/**
 * sw_patience_init:
 * @self: uninitialized
 * @milliseconds: so long a computation may take
 *
 * Begins to bound one computation.
 *
 * Returns: what asks it; valid as long as @self
 */
SwInterrupt
sw_patience_init (SwPatience *self,
                  guint       milliseconds)
{
  *self = (SwPatience) { .milliseconds = milliseconds };
  return (SwInterrupt) { .func = sw_patience_ask, .data = self };
}

/* What is waiting in the main context has its turn: a window's frames and clicks, clients. */
static void
take_turn (SwPatience *self,
           gint64      now)
{
  gint64 end = now + TURN;

  depth++;
  while (g_main_context_iteration (NULL, FALSE) && g_get_monotonic_time () < end)
    ;
  depth--;
  self->away += g_get_monotonic_time () - now;
}

static const char *
give_up (SwPatience *self,
         gint64      now)
{
  gboolean seconds = self->milliseconds >= 1000;

  self->begun = now;
  self->away = 0;
  g_snprintf (self->reason, sizeof self->reason, "It took more than %u %s",
              seconds ? self->milliseconds / 1000 : self->milliseconds,
              seconds ? "seconds" : "milliseconds");
  return self->reason;
}

/**
 * sw_patience_ask:
 * @question: from 1; begins anew with each computation
 * @data: a SwPatience
 *
 * #SwInterruptFunc: bounds a computation by the clock. What others had of the time does not count.
 * What follows on a computation that was given up has as much time again.
 *
 * Returns: (nullable): why it is to be given up; %NULL: it goes on
 */
const char *
sw_patience_ask (guint64  question,
                 gpointer data)
{
  SwPatience *self = data;
  gint64 now = g_get_monotonic_time (), spent;

  if (question == 1)
    {
      self->begun = now;
      self->away = 0;
    }
  if (sw_patience_has_ended () || g_cancellable_is_cancelled (self->cancellable))
    return "It was cancelled";
  spent = now - self->begun - self->away;
  if (spent > (gint64) self->milliseconds * 1000)
    return give_up (self, now);
  if (self->turns && spent > ALONE && depth < DEEPEST)
    take_turn (self, now);
  return NULL;
}

/**
 * sw_patience_is_crowded:
 *
 * Returns: whether so many computations wait for one another that no further one is to begin: it
 * could give nobody a turn
 */
gboolean
sw_patience_is_crowded (void)
{
  return depth >= DEEPEST;
}

/**
 * sw_patience_end_all:
 *
 * Has all computations be given up, now and from now on: the program ends.
 */
void
sw_patience_end_all (void)
{
  g_atomic_int_set (&ended, TRUE);
}

/**
 * sw_patience_has_ended:
 *
 * Returns: whether sw_patience_end_all() was called
 */
gboolean
sw_patience_has_ended (void)
{
  return g_atomic_int_get (&ended);
}
