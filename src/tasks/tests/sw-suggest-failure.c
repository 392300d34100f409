/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-suggest-private.h"

#include "engine/sw-failure.h"

/* Who can be made to fail, and with what, so that a certain handler takes it. */

/* A name that no other handler before takes, and this one does */
static gboolean
fits (const GArray *handlers,
      guint         index,
      const char   *error)
{
  SwFailure failure = { .error = (char *) error };

  for (guint i = 0; i < index; i++)
    if (sw_failure_matches (&failure, g_array_index (handlers, SwHandler, i).errors))
      return FALSE;
  return sw_failure_matches (&failure, g_array_index (handlers, SwHandler, index).errors);
}

/**
 * sw_suggest_dup_error:
 * @state: whose task is to fail
 * @handlers: (element-type SwHandler): its catchers, or its retriers
 * @index: of the one that is to take the error
 *
 * Returns: (transfer full) (nullable): an error that a task can fail with; %NULL where those before
 * take all that this one could
 */
char *
sw_suggest_dup_error (const SwState *state,
                      const GArray  *handlers,
                      guint          index)
{
  static const char *const common[] = { "Example.Error", "States.Timeout", "States.TaskFailed" };
  const SwHandler *handler = &g_array_index (handlers, SwHandler, index);

  for (guint i = 0; handler->errors[i] != NULL; i++)
    if (!g_str_has_prefix (handler->errors[i], "States.")
        && fits (handlers, index, handler->errors[i]))
      return g_strdup (handler->errors[i]);
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (fits (handlers, index, common[i]))
      return g_strdup (common[i]);
  for (guint i = 0; handler->errors[i] != NULL; i++)
    if (fits (handlers, index, handler->errors[i]))
      return g_strdup (handler->errors[i]);
  return NULL;
}

/* Whether a state keeps an error to itself */
static gboolean
is_caught (const SwState *state,
           const char    *error)
{
  SwFailure failure = { .error = (char *) error };

  for (guint i = 0; i < state->catchers->len; i++)
    if (sw_failure_matches (&failure, g_array_index (state->catchers, SwHandler, i).errors))
      return TRUE;
  return FALSE;
}

/**
 * sw_suggest_find_thrower:
 * @state: a Parallel or Map
 * @error: name of an error
 *
 * Returns: (nullable): a task inside that can fail with the error, and everything up to there lets
 *   it
 * out
 */
SwState *
sw_suggest_find_thrower (const SwState *state,
                         const char    *error)
{
  for (guint i = 0; i < state->scopes->len; i++)
    {
      const SwScope *scope = state->scopes->pdata[i];

      for (guint j = 0; j < scope->states->len; j++)
        {
          SwState *inner = scope->states->pdata[j];
          SwState *found =
              inner->type == SW_STATE_TASK ? inner : sw_suggest_find_thrower (inner, error);

          if (found != NULL && !is_caught (inner, error))
            return found;
        }
    }
  return NULL;
}

/**
 * sw_suggest_find_fail:
 * @state: a Parallel or Map
 * @handlers: (element-type SwHandler): its catchers, or its retriers
 * @index: of the one that is to take the error
 * @error: (out): owned; name of the error
 *
 * Returns: (nullable): a Fail inside whose error the handler takes
 */
SwState *
sw_suggest_find_fail (const SwState  *state,
                      const GArray   *handlers,
                      guint           index,
                      char          **error)
{
  for (guint i = 0; i < state->scopes->len; i++)
    {
      const SwScope *scope = state->scopes->pdata[i];

      for (guint j = 0; j < scope->states->len; j++)
        {
          SwState *inner = scope->states->pdata[j];
          const SwNode *node = sw_node_get_member (inner->node, "Error");
          g_autofree char *name = node != NULL ? sw_node_dup_string (node, NULL) : NULL;

          if (inner->type != SW_STATE_FAIL || name == NULL || !fits (handlers, index, name))
            continue;
          *error = g_steal_pointer (&name);
          return inner;
        }
    }
  return NULL;
}
