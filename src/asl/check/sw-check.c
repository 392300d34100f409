/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"

#include "json/sw-placeholders.h"

#include <string.h>

/* The walk over a definition. The codes, words and locations are AWS's: recorded answers of
 * ValidateStateMachineDefinition and CreateStateMachine, and what others measured with them in
 * August and September 2026. Where neither says, the words are ours, in AWS's manner. */

/* A placeholder bare or inside a string, or a part the parser had to repair: nothing can be said
 * about it. */
gboolean
sw_check_is_unknown (SwNode *node)
{
  return node->broken || node->kind == SW_NODE_MISSING || node->kind == SW_NODE_INVALID
         || sw_node_has_placeholder (node);
}

/* What to underline for a node: of an object or array its key, as underlining all of it would help
 * nobody. */
SwSpan
sw_check_get_span (const SwNode *node)
{
  if (node->kind != SW_NODE_OBJECT && node->kind != SW_NODE_ARRAY)
    return node->span;
  if (sw_span_length (node->key) > 0)
    return node->key;

  return (SwSpan) { node->span.start, MIN (node->span.start + 1, node->span.end) };
}

/* NODE is what the location names; NULL: none. */
void
sw_check_add (SwCheck    *check,
              SwFinding   finding,
              SwNode     *node,
              SwSpan      span,
              const char *format,
              ...)
{
  g_autofree char *pointer = node != NULL ? sw_node_dup_pointer (node) : NULL;
  g_autofree char *message = NULL;
  const SwFindingInfo *info = sw_finding_get_info (finding);
  SwDiagnostic *diagnostic;
  va_list arguments;

  /* Nothing stands where YAML means null: the name in front of it shows where. */
  if (node != NULL && sw_span_length (span) == 0)
    span = node->key;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  diagnostic = sw_diagnostic_new (info->severity, info->code, pointer, span, "%s", message);
  diagnostic->kind = info->kind;
  g_ptr_array_add (check->diagnostics, diagnostic);
}

static void
add_syntax (SwCheck *check)
{
  GPtrArray *found = sw_tree_get_diagnostics (sw_model_get_tree (check->model));

  for (guint i = 0; i < found->len; i++)
    {
      g_ptr_array_add (check->diagnostics, sw_diagnostic_copy (g_ptr_array_index (found, i)));
    }
}

/* recorded on AWS: 'QueryLanguage' can not be 'JSONPath' … at the state, and nothing about its
 * fields then */
static void
check_language (SwCheck *check)
{
  SwNode *language = sw_node_get_member (check->state->node, "QueryLanguage");

  check->any_language = FALSE;
  if (language == NULL || sw_model_get_language (check->model) != SW_QUERY_JSONATA
      || !sw_node_equals_string (language, "JSONPath"))
    return;

  check->any_language = TRUE;
  sw_check_add (
      check, SW_FINDING_MACHINE_LANGUAGE, check->state->node, language->span,
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
}

static void
check_state (SwCheck *check,
             SwState *state)
{
  if (sw_check_is_unknown (state->node))
    return;
  if (state->node->kind != SW_NODE_OBJECT)
    {
      sw_check_add (check, SW_FINDING_WRONG_TYPE, state->node, state->node->span,
                    "Expected value of type Object");
      return;
    }

  check->state = state;
  check->state_type = state->type;
  check->language = state->language;
  check_language (check);
  sw_check_object (check, state->node, SW_FIELD_SET_STATE);

  if (state->too_deep)
    sw_check_add (check, SW_FINDING_NESTED, state->node,
                  sw_check_get_span (state->node), "State machine is too deeply nested");
}

/* The object of a scope: the machine's, a branch's, a processor's */
static void
check_scope (SwCheck *check,
             SwScope *scope)
{
  static const SwFieldSet sets[] = {
    [SW_SCOPE_MACHINE] = SW_FIELD_SET_MACHINE,
    [SW_SCOPE_BRANCH] = SW_FIELD_SET_BRANCH,
    [SW_SCOPE_PROCESSOR] = SW_FIELD_SET_PROCESSOR,
  };

  check->state = NULL;
  check->state_type = SW_STATE_UNKNOWN;
  check->language = sw_model_get_language (check->model);
  check->any_language = FALSE;
  if (scope->node != NULL)
    sw_check_object (check, scope->node, sets[scope->kind]);
}

static void
check_model (SwCheck *check)
{
  GPtrArray *states = sw_model_get_states (check->model);

  check_scope (check, sw_model_get_root (check->model));
  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);

      check_state (check, state);
      for (guint j = 0; j < state->scopes->len; j++)
        check_scope (check, g_ptr_array_index (state->scopes, j));
    }

  sw_check_names (check);
  sw_check_graph (check);
}

/* What AWS does not say */
static void
check_more (SwCheck *check)
{
  GPtrArray *states = sw_model_get_states (check->model);

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);

      sw_check_choice (check, state);
      sw_check_handlers (check, state);
      sw_check_task (check, state);
    }
  sw_check_ways (check);
  sw_check_variables (check);
  sw_check_texts (check);
}

static gboolean
is_blank (SwModel *model)
{
  gsize length;
  const char *text = sw_tree_get_text (sw_model_get_tree (model), &length);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;

  return TRUE;
}

static void
check_root (SwCheck *check)
{
  SwNode *root = sw_tree_get_root (sw_model_get_tree (check->model));

  if (root->kind == SW_NODE_OBJECT)
    {
      check_model (check);
      check_more (check);
    }
  else if (sw_tree_is_valid (sw_model_get_tree (check->model)))
    sw_check_add (check, SW_FINDING_NOT_AN_OBJECT, NULL, root->span,
                  "Definition must be a valid JSON object");
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const SwDiagnostic *first = *(SwDiagnostic *const *) a;
  const SwDiagnostic *second = *(SwDiagnostic *const *) b;

  if (first->span.start != second->span.start)
    return first->span.start < second->span.start ? -1 : 1;

  return first->severity < second->severity ? -1 : first->severity > second->severity;
}

/**
 * sw_check:
 * @model: any model
 * @type: what the machine is to be deployed as
 *
 * Everything there is to say about a definition: errors of syntax, what CreateStateMachine would
 * refuse in AWS's codes and words, and AWS's warnings. Nothing is said about what a ${placeholder}
 * stands for, nor about parts that the parser had to repair.
 *
 * Returns: (transfer full) (element-type SwDiagnostic): the findings in the order of the text;
 * empty where all is well
 */
GPtrArray *
sw_check (SwModel       *model,
          SwMachineType  type)
{
  SwCheck check = {
    .model = model,
    .type = type,
    .diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_diagnostic_free),
  };
  g_autoptr (GHashTable) dead = g_hash_table_new (NULL, NULL);

  g_return_val_if_fail (model != NULL, NULL);

  if (is_blank (model))
    {
      /* recorded on AWS */
      sw_check_add (&check, SW_FINDING_NOT_AN_OBJECT, NULL, (SwSpan) { 0, 0 },
                    "Definition must be a valid JSON object");
      return check.diagnostics;
    }

  check.dead = dead;
  add_syntax (&check);
  check_root (&check);
  g_ptr_array_sort (check.diagnostics, compare_spans);
  g_clear_pointer (&check.uses, g_array_unref);
  g_clear_pointer (&check.reachable, g_hash_table_unref);

  return check.diagnostics;
}

/**
 * sw_check_dup_location:
 * @diagnostic: a finding of sw_check() on @model
 *
 * The location as AWS writes it: `/` for the machine, `/States/Choose/Choices[0]/Next`, names as
 * they are.
 *
 * Returns: (transfer full) (nullable): %NULL where the finding has none
 */
char *
sw_check_dup_location (SwModel            *model,
                       const SwDiagnostic *diagnostic)
{
  g_auto (GStrv) tokens = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  SwNode *node = sw_tree_get_root (sw_model_get_tree (model));

  if (diagnostic->pointer == NULL)
    return NULL;

  tokens = sw_pointer_split (diagnostic->pointer);
  for (guint i = 0; tokens[i] != NULL; i++)
    {
      gboolean element = node != NULL && node->kind == SW_NODE_ARRAY;

      g_string_append_printf (out, element ? "[%s]" : "/%s", tokens[i]);
      if (element)
        node = sw_node_get_element (node, (guint) g_ascii_strtoull (tokens[i], NULL, 10));
      else if (node != NULL)
        node = node->kind == SW_NODE_OBJECT ? sw_node_get_member (node, tokens[i]) : NULL;
    }

  return g_strdup (out->len > 0 ? out->str : "/");
}

static const char *const type_names[] = {
  [SW_MACHINE_STANDARD] = "STANDARD",
  [SW_MACHINE_EXPRESS] = "EXPRESS",
};

/**
 * sw_machine_type_get_name:
 *
 * Returns: (transfer none): as AWS's API has it, "EXPRESS"
 */
const char *
sw_machine_type_get_name (SwMachineType type)
{
  return type_names[type];
}

/**
 * sw_machine_type_from_name:
 * @type: (out): untouched where there is none
 *
 * Returns: whether @name is that of a type
 */
gboolean
sw_machine_type_from_name (const char    *name,
                           SwMachineType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (strcmp (name, type_names[i]) == 0)
      {
        *type = i;
        return TRUE;
      }

  return FALSE;
}
