/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-failure.h"

#include <stdarg.h>

/**
 * sw_failure_clear:
 *
 * Frees the texts of a failure; it is empty then.
 */
void
sw_failure_clear (SwFailure *self)
{
  g_free (self->error);
  g_free (self->cause);
  g_free (self->location);
  *self = SW_FAILURE_INIT;
}

/**
 * sw_failure_set:
 * @error: (nullable): error name
 * @cause: (nullable): the whole text
 *
 * Says that something failed with exactly this name and text.
 */
void
sw_failure_set (SwFailure  *self,
                const char *error,
                const char *cause)
{
  sw_failure_clear (self);
  self->error = g_strdup (error);
  self->cause = g_strdup (cause);
}

static void
set_words (SwFailure  *self,
           const char *error,
           const char *format,
           va_list     arguments)
{
  sw_failure_clear (self);
  self->error = g_strdup (error);
  self->cause = g_strdup_vprintf (format, arguments);
  self->in_state = TRUE;
}

/**
 * sw_failure_in_state:
 * @error: error name
 * @format: words of the cause, behind "An error occurred while executing the state …"
 *
 * Says that a state failed with an error that Retry and Catch may handle.
 *
 * Returns: %FALSE, to be returned
 */
gboolean
sw_failure_in_state (SwFailure  *self,
                     const char *error,
                     const char *format,
                     ...)
{
  va_list arguments;

  va_start (arguments, format);
  set_words (self, error, format, arguments);
  va_end (arguments);
  return FALSE;
}

/**
 * sw_failure_runtime:
 * @format: words of the cause
 *
 * Says States.Runtime, which nothing catches (recorded on AWS: not even Catch ["States.Runtime"]).
 *
 * Returns: %FALSE, to be returned
 */
gboolean
sw_failure_runtime (SwFailure  *self,
                    const char *format,
                    ...)
{
  va_list arguments;

  va_start (arguments, format);
  set_words (self, SW_ERROR_RUNTIME, format, arguments);
  va_end (arguments);
  self->terminal = TRUE;
  return FALSE;
}

/**
 * sw_failure_evaluation:
 * @location: (nullable): the field, "Output/result"
 * @format: words of the cause
 *
 * Says States.QueryEvaluationError, which an EvaluationFailed event records.
 *
 * Returns: %FALSE, to be returned
 */
gboolean
sw_failure_evaluation (SwFailure  *self,
                       const char *location,
                       const char *format,
                       ...)
{
  g_autofree char *place = g_strdup (location);
  va_list arguments;

  va_start (arguments, format);
  set_words (self, SW_ERROR_EVALUATION, format, arguments);
  va_end (arguments);
  self->location = g_steal_pointer (&place);
  self->evaluation = TRUE;
  return FALSE;
}

/**
 * sw_failure_move:
 * @from: empty afterwards
 *
 * Hands a failure over, from a branch to its Parallel for instance.
 */
void
sw_failure_move (SwFailure *self,
                 SwFailure *from)
{
  if (self == from)
    return;
  sw_failure_clear (self);
  *self = *from;
  *from = SW_FAILURE_INIT;
}

static gboolean
name_matches (const SwFailure *self,
              const char      *name)
{
  if (g_str_equal (name, "States.ALL"))
    return TRUE;
  if (self->heartbeat && g_str_equal (name, "States.HeartbeatTimeout"))
    return TRUE;
  if (self->branch && g_str_equal (name, "States.BranchFailed"))
    return TRUE;
  /* A wildcard for every error but the timeouts. Recorded on AWS: it matches a function's own error
   * names. */
  if (g_str_equal (name, "States.TaskFailed"))
    return g_strcmp0 (self->error, SW_ERROR_TIMEOUT) != 0;
  return g_strcmp0 (self->error, name) == 0;
}

/**
 * sw_failure_matches:
 * @names: NULL-terminated, a retrier's or catcher's ErrorEquals
 *
 * Recorded on AWS: States.ALL matches an error without a name, and States.DataLimitExceeded as
 * well; nothing matches States.Runtime.
 *
 * Returns: whether a retrier or catcher with these names handles the failure
 */
gboolean
sw_failure_matches (const SwFailure *self,
                    char *const     *names)
{
  if (self->terminal || names == NULL)
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (name_matches (self, names[i]))
      return TRUE;
  return FALSE;
}
