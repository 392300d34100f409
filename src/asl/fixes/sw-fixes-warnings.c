/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/fixes/sw-fixes-private.h"
#include "asl/ops/sw-ops-private.h"
#include "asl/sw-assignments.h"
#include "asl/sw-error-names.h"
#include "base/sw-nearest.h"
#include "query/jsonata/sw-jsonata.h"

#include <glib/gi18n.h>
#include <string.h>

/* What we warn of ourselves. */

/* The text that is underlined, without `$`; NULL where it is no plain name */
static char *
dup_used_name (const SwFixing *fixing)
{
  SwSpan span = fixing->diagnostic->span;
  const char *text = fixing->text + span.start;

  return sw_span_length (span) > 1 && text[0] == '$'
                 && memchr (text, '\\', sw_span_length (span)) == NULL
             ? g_strndup (text + 1, sw_span_length (span) - 1)
             : NULL;
}

static void
replace_name (SwFixing   *fixing,
              GPtrArray  *names)
{
  g_autofree char *used = dup_used_name (fixing);
  g_autofree char *text = NULL;
  const char *near;
  gboolean sure;

  near = used != NULL ? sw_nearest_find (used, names, &sure) : NULL;
  if (near == NULL || strcmp (near, used) == 0)
    return;

  text = g_strconcat ("$", near, NULL);
  sw_fixing_add_text (fixing, sure ? SW_FIX_SAFE : SW_FIX_MAYBE,
                      g_strdup_printf (_ ("Replace by “%s”"), text), fixing->diagnostic->span,
                      text);
}

/**
 * sw_fix_variable:
 *
 * A variable that nobody assigns: the one that is assigned on the way and whose name is near.
 */
void
sw_fix_variable (SwFixing *fixing)
{
  SwState *state = sw_model_find_at (fixing->model, fixing->diagnostic->span.start);
  g_autoptr (SwAssignments) assignments = NULL;
  g_autoptr (GPtrArray) names = NULL;

  if (state == NULL)
    return;

  assignments = sw_assignments_new (fixing->model);
  names = sw_assignments_dup_names (assignments, state);
  replace_name (fixing, names);
}

/**
 * sw_fix_function:
 *
 * A function that JSONata does not have: the one whose name is near.
 */
void
sw_fix_function (SwFixing *fixing)
{
  g_autoptr (GPtrArray) names = sw_jsonata_dup_functions ();

  replace_name (fixing, names);
}

/* The rule or handler that NODE is, or stands in, as an element of its list */
static SwNode *
get_element (SwNode     *node,
             const char *list)
{
  while (node != NULL && (node->parent == NULL || g_strcmp0 (node->parent->name, list) != 0))
    node = node->parent;

  return node;
}

/**
 * sw_fix_rule_never:
 *
 * A rule that an earlier one leaves nothing for: at the top, or gone.
 */
void
sw_fix_rule_never (SwFixing *fixing)
{
  SwNode *rule = get_element (fixing->owner, "Choices");

  if (rule == NULL)
    return;

  if (rule->previous != NULL)
    {
      g_autofree char *pointer = sw_node_dup_pointer (rule);
      g_autofree char *to = sw_node_dup_pointer (rule->parent);
      SwRewriter *rewriter = sw_rewriter_new (fixing->tree);

      sw_rewriter_move_element (rewriter, pointer, to, 0, NULL);
      sw_fixing_add_rewrite (fixing, SW_FIX_MAYBE, g_strdup (_ ("Move the rule to the top")),
                             rewriter);
    }
  sw_fixing_add_remove (fixing, SW_FIX_MAYBE, g_strdup (_ ("Delete the rule")), rule);
}

/* A Default that leads to a Fail state of its own, or on to the state behind */
void
sw_fix_no_default (SwFixing *fixing)
{
  SwState *state = fixing->owner != NULL
                       ? sw_model_find_at (fixing->model, fixing->owner->span.start)
                       : NULL;
  const SwState *neighbour = state != NULL ? sw_fixing_get_neighbour (state) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *json = NULL;
  g_autofree char *states = NULL;
  SwRewriter *rewriter;

  if (state == NULL || state->node != fixing->owner || state->scope->states_node == NULL)
    return;

  name = sw_ops_dup_unique_name (fixing->model, "No rule matched");
  json = sw_ops_dup_json_string (name);
  states = sw_node_dup_pointer (state->scope->states_node);
  rewriter = sw_rewriter_new (fixing->tree);
  if (sw_rewriter_insert_member (rewriter, state->pointer, "Default", json, NULL, NULL, NULL)
      && sw_rewriter_insert_member (rewriter, states, name,
                                    "{\"Type\": \"Fail\", \"Error\": \"NoRuleMatched\"}", NULL,
                                    NULL, NULL))
    sw_fixing_add_rewrite (fixing, SW_FIX_MAYBE,
                           g_strdup_printf (_ ("Add a Default to a new Fail state “%s”"), name),
                           g_steal_pointer (&rewriter));
  g_clear_pointer (&rewriter, sw_rewriter_free);

  if (neighbour != NULL)
    {
      g_autofree char *target = sw_ops_dup_json_string (neighbour->name);

      sw_fixing_add_member (fixing, SW_FIX_MAYBE,
                            g_strdup_printf (_ ("Add a Default to “%s”"), neighbour->name),
                            state->node, "Default", target);
    }
}

/* A name in ErrorEquals goes; with the last one its retrier or catcher. */
static void
remove_name (SwFixing    *fixing,
             SwFixSafety  safety)
{
  SwNode *node = fixing->node;
  SwNode *list = node != NULL && node->kind == SW_NODE_STRING ? node->parent : node;
  SwNode *handler;
  g_autofree char *text = NULL;

  if (list == NULL || g_strcmp0 (list->name, "ErrorEquals") != 0 || list->parent == NULL)
    return;

  handler = list->parent;
  if (node == list || list->count == 1)
    {
      if (handler->parent == NULL || handler->parent->kind != SW_NODE_ARRAY)
        return;
      sw_fixing_add_remove (fixing, safety,
                            g_strdup (g_strcmp0 (handler->parent->name, "Retry") == 0
                                          ? _ ("Delete the retrier")
                                          : _ ("Delete the catcher")),
                            handler);
      return;
    }

  text = sw_node_dup_json (node);
  sw_fixing_add_remove (fixing, safety, g_strdup_printf (_ ("Remove %s"), text), node);
}

/**
 * sw_fix_error_taken:
 *
 * An error name that a handler before has taken: without it.
 */
void
sw_fix_error_taken (SwFixing *fixing)
{
  remove_name (fixing, SW_FIX_SAFE);
}

/**
 * sw_fix_error_needless:
 *
 * An error name that cannot be caught or does not come: perhaps without it.
 */
void
sw_fix_error_needless (SwFixing *fixing)
{
  remove_name (fixing, SW_FIX_MAYBE);
}

/**
 * sw_fix_error_unknown:
 *
 * A name in “States.” that the service does not have: the one that is near, or none.
 */
void
sw_fix_error_unknown (SwFixing *fixing)
{
  g_autofree char *text = NULL;
  const char *near;

  if (fixing->node == NULL || fixing->node->kind != SW_NODE_STRING)
    return;

  text = sw_node_dup_string (fixing->node, NULL);
  near = sw_error_names_find_near (text);
  if (near == NULL)
    {
      remove_name (fixing, SW_FIX_MAYBE);
      return;
    }

  sw_fixing_replace_text (fixing, SW_FIX_SAFE, near);
}

/**
 * sw_fix_callback_timeout:
 *
 * A callback that is waited for without end: a timeout, or a heartbeat.
 */
void
sw_fix_callback_timeout (SwFixing *fixing)
{
  if (fixing->owner == NULL || fixing->owner->kind != SW_NODE_OBJECT)
    return;

  sw_fixing_add_member (fixing, SW_FIX_MAYBE, g_strdup (_ ("Add a timeout of one day")),
                        fixing->owner, "TimeoutSeconds", "86400");
  sw_fixing_add_member (fixing, SW_FIX_MAYBE, g_strdup (_ ("Add a heartbeat of one hour")),
                        fixing->owner, "HeartbeatSeconds", "3600");
}

/* Numbers beyond a quota: the one that it allows */
static void
set_number (SwFixing *fixing,
            double    number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  const char *json = g_ascii_formatd (buffer, sizeof buffer, "%.0f", number);

  if (fixing->node != NULL && fixing->node->kind == SW_NODE_NUMBER)
    sw_fixing_replace (fixing, SW_FIX_MAYBE, json);
}

/**
 * sw_fix_heartbeat:
 *
 * A heartbeat no shorter than the timeout: a quarter of that, below it in any case.
 */
void
sw_fix_heartbeat (SwFixing *fixing)
{
  SwNode *timeout = fixing->node != NULL && fixing->node->parent != NULL
                            && fixing->node->parent->kind == SW_NODE_OBJECT
                        ? sw_node_get_member (fixing->node->parent, "TimeoutSeconds")
                        : NULL;
  g_autofree char *raw = timeout != NULL ? sw_node_dup_json (timeout) : NULL;
  double seconds = raw != NULL ? g_ascii_strtod (raw, NULL) : 0;

  if (seconds >= 2)
    set_number (fixing, MIN (seconds - 1, MAX (1, (double) (gint64) (seconds / 4))));
}

/**
 * sw_fix_duration:
 *
 * A time longer than the workflow may take: one within it.
 */
void
sw_fix_duration (SwFixing *fixing)
{
  gboolean wait = fixing->node != NULL && g_strcmp0 (fixing->node->name, "Seconds") == 0;

  set_number (fixing, wait ? 300 : 60);
}

/**
 * sw_fix_concurrency:
 *
 * More iterations at once than run: 40, the most an inline Map runs.
 */
void
sw_fix_concurrency (SwFixing *fixing)
{
  set_number (fixing, 40);
}

/* "$.a" as {% $states.input.a %}, "$$.a" as {% $states.context.a %} */
void
sw_fix_path_in_jsonata (SwFixing *fixing)
{
  g_autofree char *text = NULL;
  g_autofree char *expression = NULL;
  gboolean context;
  const char *rest;

  if (fixing->node == NULL || fixing->node->kind != SW_NODE_STRING)
    return;

  text = sw_node_dup_string (fixing->node, NULL);
  context = g_str_has_prefix (text, "$$");
  rest = text + (context ? 2 : 1);
  if (text[0] != '$' || (*rest != '.' && *rest != '\0')
      || strspn (rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.[]")
             != strlen (rest))
    return;

  expression = g_strdup_printf ("{%% $states.%s%s %%}", context ? "context" : "input", rest);
  sw_fixing_replace_text (fixing, SW_FIX_MAYBE, expression);
}

/**
 * sw_fix_jsonata_in_path:
 *
 * An expression of JSONata in a state of JSONPath: JSONata as the language of this state.
 */
void
sw_fix_jsonata_in_path (SwFixing *fixing)
{
  SwState *state = sw_model_find_at (fixing->model, fixing->diagnostic->span.start);

  if (state == NULL || state->node->kind != SW_NODE_OBJECT
      || sw_node_get_member (state->node, "QueryLanguage") != NULL)
    return;

  sw_fixing_add_member (fixing, SW_FIX_MAYBE,
                        g_strdup_printf (_ ("Set the query language of “%s” to JSONata"),
                                         state->name),
                        state->node, "QueryLanguage", "\"JSONata\"");
}

/* arn:asw:… */
void
sw_fix_arn_partition (SwFixing *fixing)
{
  g_autofree char *text = NULL;
  g_autofree char *mended = NULL;
  g_auto (GStrv) parts = NULL;

  if (fixing->node == NULL || fixing->node->kind != SW_NODE_STRING)
    return;

  text = sw_node_dup_string (fixing->node, NULL);
  parts = g_strsplit (text, ":", 3);
  if (g_strv_length (parts) != 3 || strcmp (parts[1], "aws") == 0
      || sw_nearest_distance (parts[1], "aws") != 1)
    return;

  mended = g_strdup_printf ("%s:aws:%s", parts[0], parts[2]);
  sw_fixing_replace_text (fixing, SW_FIX_SAFE, mended);
}
