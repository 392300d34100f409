/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

/* What a run, its machine and its place are called. */

#define DEFAULT_ACCOUNT "123456789012"
#define DEFAULT_REGION "us-east-1"
#define DEFAULT_MACHINE "StateMachine"
#define DEFAULT_NAME "run"
/* An Express execution's ARN ends with a UUID, since its name need not be unique (recorded on AWS).
 */
#define EXPRESS_UUID "00000000-0000-4000-8000-000000000000"

static char *
dup_or (const char *text,
        const char *fallback)
{
  return g_strdup (text != NULL ? text : fallback);
}

/**
 * sw_execution_take_names:
 * @options: what the run, its machine and its place are called; copied
 *
 * Names the execution, with a sensible default for what is not given.
 */
void
sw_execution_take_names (SwExecution              *self,
                         const SwExecutionOptions *options)
{
  const char *kind = options->express ? "express" : "execution";

  self->name = dup_or (options->name, DEFAULT_NAME);
  self->machine_name = dup_or (options->machine_name, DEFAULT_MACHINE);
  self->account = dup_or (options->account, DEFAULT_ACCOUNT);
  self->region = dup_or (options->region, DEFAULT_REGION);
  self->role_arn = options->role_arn != NULL ? g_strdup (options->role_arn)
                                             : g_strdup_printf ("arn:aws:iam::%s:role/%s",
                                                                self->account, self->machine_name);
  self->machine_arn = g_strdup_printf ("arn:aws:states:%s:%s:stateMachine:%s", self->region,
                                       self->account, self->machine_name);
  self->arn = g_strdup_printf ("arn:aws:states:%s:%s:%s:%s:%s%s%s", self->region, self->account,
                               kind, self->machine_name, self->name, options->express ? ":" : "",
                               !options->express       ? ""
                               : options->uuid != NULL ? options->uuid
                                                       : EXPRESS_UUID);
}

/**
 * sw_execution_free_names:
 *
 * Frees them.
 */
void
sw_execution_free_names (SwExecution *self)
{
  char *names[] = { self->arn,     self->name,   self->machine_name, self->machine_arn,
                    self->account, self->region, self->role_arn,     self->parent };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (names[i]);
}

/**
 * sw_execution_get_arn:
 *
 * Returns: the execution's ARN, $$.Execution.Id
 */
const char *
sw_execution_get_arn (const SwExecution *self)
{
  return self->arn;
}

/**
 * sw_execution_get_names:
 *
 * Returns: what the run, its machine and its place are called; lives as long as the execution
 */
SwExecutionNames
sw_execution_get_names (const SwExecution *self)
{
  return (SwExecutionNames){ self->arn,     self->name,   self->machine_arn, self->machine_name,
                             self->account, self->region, self->role_arn };
}
