/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-interrupt.h"

/**
 * sw_interrupt_ask:
 *
 * Asks whether to go on. Once given up, a computation stays so, and nobody is asked again.
 *
 * Returns: whether to go on; otherwise `reason` says why not
 */
gboolean
sw_interrupt_ask (SwInterrupt *self)
{
  self->spent = 0;
  if (self->reason == NULL)
    {
      self->n_asked++;
      self->reason = self->func != NULL ? self->func (self->n_asked, self->data) : NULL;
    }
  if (self->reason == NULL)
    return TRUE;
  self->spent = SW_INTERRUPT_UNITS; /* whatever is counted next is refused as well */
  return FALSE;
}

/**
 * sw_interrupt_clear:
 *
 * Lets the next computation begin, although one was given up.
 */
void
sw_interrupt_clear (SwInterrupt *self)
{
  if (self->reason == NULL)
    return;
  self->reason = NULL;
  self->spent = 0;
}
