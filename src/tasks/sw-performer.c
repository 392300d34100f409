/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-performer.h"

/**
 * sw_performer_init:
 * @self: the head of a kind's own structure
 * @kind: its functions; static
 *
 * Makes a performer of a kind, with one reference.
 */
void
sw_performer_init (SwPerformer           *self,
                   const SwPerformerKind *kind)
{
  self->kind = kind;
  g_ref_count_init (&self->count);
}

/**
 * sw_performer_ref:
 *
 * Returns: (transfer full): @self
 */
SwPerformer *
sw_performer_ref (SwPerformer *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_performer_unref:
 *
 * Gives up a reference.
 */
void
sw_performer_unref (SwPerformer *self)
{
  if (g_ref_count_dec (&self->count))
    self->kind->free (self);
}

/**
 * sw_performer_perform:
 * @request: the task
 * @output: (out): the result of a task that is done
 * @error: (out) (nullable): error name of one that failed
 * @cause: (out) (nullable): cause of one that failed; or why nobody performs it
 *
 * Has a task performed. Outputs that do not belong to the answer are left empty.
 *
 * Returns: what came of it
 */
SwPerformResult
sw_performer_perform (SwPerformer          *self,
                      const SwTaskRequest  *request,
                      SwValue              *output,
                      char                **error,
                      char                **cause)
{
  *output = SW_VALUE_INIT;
  *error = NULL;
  *cause = NULL;
  return self->kind->perform (self, request, output, error, cause);
}
