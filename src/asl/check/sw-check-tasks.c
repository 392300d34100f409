/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"
#include "asl/sw-variables.h"

#include <string.h>

/* How long states take, and tasks that wait for somebody. */

/* AWS's quotas: an Express execution lasts five minutes, a call of an HTTP endpoint 60 seconds; 40
 * iterations of an inline Map run at a time. */
#define EXPRESS_SECONDS 300
#define HTTP_SECONDS 60
#define INLINE_ITERATIONS 40

#define TOKEN ".waitForTaskToken"

static gboolean
has_any (SwNode            *object,
         const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (sw_node_get_member (object, names[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* A member that is a plain number; NULL where there is none */
static SwNode *
get_number (SwNode     *object,
            const char *name,
            double     *number)
{
  SwNode *node = sw_node_get_member (object, name);
  g_autofree char *digits = NULL;

  if (node == NULL || node->kind != SW_NODE_NUMBER || node->broken)
    return NULL;

  digits = sw_node_dup_json (node);
  *number = g_ascii_strtod (digits, NULL);

  return node;
}

static void
check_callback_timeout (SwCheck *check,
                        SwState *state)
{
  static const char *const timeouts[] = {
    "TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath", NULL,
  };
  gboolean activity = strstr (state->resource, ":activity:") != NULL;
  SwNode *resource = sw_node_get_member (state->node, "Resource");

  if (has_any (state->node, timeouts))
    return;

  sw_check_add (check, SW_FINDING_CALLBACK_TIMEOUT, state->node, resource->span,
                activity ? "The task \"%s\" waits for a worker without TimeoutSeconds or "
                           "HeartbeatSeconds: if none answers, it waits for a year"
                         : "The task \"%s\" waits for its token without TimeoutSeconds or "
                           "HeartbeatSeconds: if it never comes back, it waits for a year",
                state->name);
}

/* Whatever may hold the token: its path, all of the context object, or a placeholder */
static gboolean
may_hold_token (SwNode *node)
{
  static const char *const holders[] = { "Task.Token", "\"$$\"", "$states.context", "${", NULL };
  g_autofree char *json = sw_node_dup_json (node);

  for (guint i = 0; holders[i] != NULL; i++)
    if (strstr (json, holders[i]) != NULL)
      return TRUE;

  return FALSE;
}

static void
check_callback_token (SwCheck *check,
                      SwState *state)
{
  SwNode *resource = sw_node_get_member (state->node, "Resource");
  SwNode *payload = sw_node_get_member (
      state->node, state->language == SW_QUERY_JSONATA ? "Arguments" : "Parameters");

  if (payload != NULL && (payload->kind != SW_NODE_OBJECT || may_hold_token (payload)))
    return;
  /* Without a payload the input is it, and may hold a token. */
  if (payload == NULL && state->language == SW_QUERY_JSONPATH)
    return;

  sw_check_add (check, SW_FINDING_CALLBACK_TOKEN, state->node, resource->span,
                "The task \"%s\" waits for its token to come back, but hands it to nobody",
                state->name);
}

/* ASL's specification: the heartbeat is smaller than the timeout. */
static void
check_heartbeat (SwCheck *check,
                 SwState *state)
{
  double timeout;
  double heartbeat;
  SwNode *node = get_number (state->node, "HeartbeatSeconds", &heartbeat);

  if (node != NULL && get_number (state->node, "TimeoutSeconds", &timeout) != NULL
      && heartbeat >= timeout)
    sw_check_add (check, SW_FINDING_HEARTBEAT, node, node->span,
                  "A heartbeat of %.0f seconds is not smaller than the timeout of %.0f", heartbeat,
                  timeout);
}

static void
check_duration (SwCheck    *check,
                SwState    *state,
                const char *field,
                double      limit,
                const char *what)
{
  double seconds;
  SwNode *node = get_number (state->node, field, &seconds);

  if (node != NULL && seconds > limit)
    sw_check_add (check, SW_FINDING_DURATION, node, node->span,
                  "%.0f seconds are more than the %.0f that %s lasts at most", seconds, limit,
                  what);
}

static void
check_task (SwCheck *check,
            SwState *state)
{
  SwNode *resource = sw_node_get_member (state->node, "Resource");

  if (state->resource == NULL || resource == NULL || sw_check_is_unknown (resource))
    return;

  check_heartbeat (check, state);
  if (strstr (state->resource, ":states:::http:invoke") != NULL)
    check_duration (check, state, "TimeoutSeconds", HTTP_SECONDS, "a call of an HTTP endpoint");
  if (check->type == SW_MACHINE_EXPRESS)
    return;

  if (g_str_has_suffix (state->resource, TOKEN))
    {
      check_callback_timeout (check, state);
      check_callback_token (check, state);
    }
  else if (strstr (state->resource, ":activity:") != NULL)
    check_callback_timeout (check, state);
}

static void
check_map (SwCheck *check,
           SwState *state)
{
  double number;
  SwNode *node = get_number (state->node, "MaxConcurrency", &number);
  const SwScope *scope = state->scopes->len > 0 ? g_ptr_array_index (state->scopes, 0) : NULL;

  if (node != NULL && number > INLINE_ITERATIONS && scope != NULL && scope->node != NULL
      && !sw_scope_is_isolated (scope) && !sw_scope_is_uncertain (scope))
    sw_check_add (check, SW_FINDING_CONCURRENCY, node, node->span,
                  "Of an inline Map at most %d iterations run at the same time", INLINE_ITERATIONS);
}

/* Judges what a state says of time and numbers. */
void
sw_check_task (SwCheck *check,
               SwState *state)
{
  if (state->node->kind != SW_NODE_OBJECT || state->node->broken)
    return;

  if (state->type == SW_STATE_TASK)
    check_task (check, state);
  else if (state->type == SW_STATE_MAP)
    check_map (check, state);
  if (check->type == SW_MACHINE_EXPRESS && state->type == SW_STATE_WAIT)
    check_duration (check, state, "Seconds", EXPRESS_SECONDS, "an Express execution");
}
