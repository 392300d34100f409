/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-backoff.h"

#include <math.h>

/**
 * sw_backoff_get_delay:
 * @number: of the retry, from 0
 *
 * Returns: seconds before that retry; with full jitter the longest there may be
 */
double
sw_backoff_get_delay (const SwBackoff *self,
                      guint            number)
{
  double delay = self->interval * pow (self->rate, number);

  if (self->max_delay > 0)
    delay = MIN (delay, self->max_delay);

  return MIN (delay, SW_BACKOFF_MAX_WAIT);
}
