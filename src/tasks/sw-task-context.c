/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-task-call.h"

/* What performers may know of a run. */

/**
 * sw_task_context_new:
 * @execution: the run
 *
 * Returns: (transfer full): what the performers of its tasks may know of it
 */
SwTaskContext *
sw_task_context_new (const SwExecution *execution)
{
  SwTaskContext *self = g_rc_box_new0 (SwTaskContext);
  SwExecutionNames names = sw_execution_get_names (execution);

  self->execution_arn = g_strdup (names.arn);
  self->execution_name = g_strdup (names.name);
  self->machine_arn = g_strdup (names.machine_arn);
  self->machine_name = g_strdup (names.machine_name);
  self->account = g_strdup (names.account);
  self->region = g_strdup (names.region);
  self->role_arn = g_strdup (names.role_arn);
  return self;
}

/**
 * sw_task_context_ref:
 *
 * Returns: (transfer full): @self
 */
SwTaskContext *
sw_task_context_ref (SwTaskContext *self)
{
  return g_rc_box_acquire (self);
}

static void
context_clear (gpointer data)
{
  SwTaskContext *self = data;

  g_free (self->execution_arn);
  g_free (self->execution_name);
  g_free (self->machine_arn);
  g_free (self->machine_name);
  g_free (self->account);
  g_free (self->region);
  g_free (self->role_arn);
}

/**
 * sw_task_context_unref:
 *
 * Gives up a reference.
 */
void
sw_task_context_unref (SwTaskContext *self)
{
  g_rc_box_release_full (self, context_clear);
}
