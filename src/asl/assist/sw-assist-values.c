/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist-private.h"
#include "asl/ops/sw-ops-private.h"
#include "asl/rules/sw-operators.h"
#include "asl/sw-error-names.h"
#include "json/sw-placeholders.h"

#include <glib/gi18n.h>
#include <string.h>

/* Values of fields and elements of arrays that are no expressions. */

/* Adds a string, which is shown without its quotes. HELP is for people already, or NULL. */
static SwProposal *
add_string (SwAssist       *self,
            SwProposalKind  kind,
            const char     *text,
            const char     *detail,
            const char     *help)
{
  g_autofree char *quoted = sw_ops_dup_json_string (text);
  SwProposal *proposal = sw_assist_add (self, kind, text, NULL);

  proposal->detail = g_strdup (detail);
  proposal->help = g_strdup (help);
  proposal->text = sw_insertion_new (quoted);

  return proposal;
}

static void
add_marked (SwAssist   *self,
            const char *label,
            const char *marked,
            const char *help)
{
  SwProposal *proposal = sw_assist_add (self, SW_PROPOSAL_VALUE, label, help);

  proposal->text = sw_insertion_new_marked (marked);
  proposal->again = TRUE;
}

static void
add_choices (SwAssist      *self,
             const SwField *field)
{
  for (guint i = 0; field->choices[i] != NULL; i++)
    add_string (self, SW_PROPOSAL_VALUE, field->choices[i], NULL, NULL);
}

static void
add_booleans (SwAssist *self)
{
  sw_assist_add_text (self, SW_PROPOSAL_VALUE, "true", NULL, NULL);
  sw_assist_add_text (self, SW_PROPOSAL_VALUE, "false", NULL, NULL);
}

/* The states of the scope; the one it stands in goes last, as few states lead to themselves. */
static void
add_states (SwAssist           *self,
            const SwAssistSpot *spot)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < spot->scope->states->len; i++)
      {
        SwState *state = g_ptr_array_index (spot->scope->states, i);

        if ((state == spot->state) == (pass == 1))
          add_string (self, SW_PROPOSAL_STATE, state->name, sw_state_type_get_name (state->type),
                      state->comment);
      }
}

static gboolean
has_element (const SwAssistSpot *spot,
             const char         *text)
{
  for (const SwNode *child = spot->container->first; child != NULL; child = child->next)
    if (child != spot->self && sw_node_equals_string (child, text))
      return TRUE;

  return FALSE;
}

/* Errors of Step Functions itself, then those of the service that the state calls */
static void
add_errors (SwAssist           *self,
            const SwAssistSpot *spot)
{
  guint n_names;
  const SwErrorName *names = sw_error_names_get_all (&n_names);
  const SwNode *handlers = spot->container->parent->parent;
  gboolean retry = handlers != NULL && g_strcmp0 (handlers->name, "Retry") == 0;

  for (guint i = 0; i < n_names; i++)
    if (!has_element (spot, names[i].name)
        && (spot->type == SW_STATE_UNKNOWN || (names[i].types >> spot->type & 1))
        && (names[i].retriable || !retry))
      add_string (self, SW_PROPOSAL_ERROR, names[i].name, NULL, _ (names[i].help));
  if (spot->state != NULL && spot->state->resource != NULL)
    {
      g_auto (GStrv) own = sw_catalogue_dup_errors (spot->state->resource);

      for (guint i = 0; own[i] != NULL; i++)
        if (!has_element (spot, own[i]))
          add_string (self, SW_PROPOSAL_ERROR, own[i], NULL, NULL);
    }
}

/* The ${placeholders} of the document, each once */
static void
add_placeholders (SwAssist           *self,
                  const SwAssistSpot *spot)
{
  g_autoptr (GPtrArray) found =
      sw_placeholders_find (sw_tree_get_root (sw_model_get_tree (spot->model)));
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < found->len; i++)
    {
      const SwPlaceholder *item = g_ptr_array_index (found, i);
      g_autofree char *text = g_strconcat ("${", item->name, "}", NULL);
      gboolean here = spot->offset >= item->span.start && spot->offset <= item->span.end;

      if (!item->literal && !here && g_hash_table_add (names, item->name))
        add_string (self, SW_PROPOSAL_PLACEHOLDER, text, _ ("placeholder"),
                    _ ("Replaced by a value when the state machine is deployed."));
    }
}

static void
add_integration (SwAssist            *self,
                 const SwIntegration *item)
{
  static const SwPatterns patterns[] = {
    SW_PATTERN_REQUEST, SW_PATTERN_SYNC, SW_PATTERN_SYNC_2, SW_PATTERN_TOKEN,
  };
  g_autofree char *name = sw_integration_dup_name (item);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (item->patterns & patterns[i])
      {
        g_autofree char *arn = sw_integration_dup_arn (item, patterns[i]);
        g_autofree char *help = g_strconcat (_ (item->help), " ",
                                             _ (sw_pattern_get_help (patterns[i])), NULL);

        add_string (self, SW_PROPOSAL_RESOURCE, arn, name, help);
      }
}

/* What other tasks of the document call and the catalogue does not have: functions, activities */
static void
add_used_resources (SwAssist           *self,
                    const SwAssistSpot *spot)
{
  GPtrArray *states = sw_model_get_states (spot->model);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);

      if (state->resource != NULL && state != spot->state && *state->resource != '\0'
          && strstr (state->resource, "${") == NULL && sw_catalogue_find (state->resource) == NULL
          && g_hash_table_add (seen, state->resource))
        add_string (self, SW_PROPOSAL_RESOURCE, state->resource, _ ("used here"), NULL);
    }
}

static void
add_resources (SwAssist           *self,
               const SwAssistSpot *spot)
{
  gboolean in_map = spot->set != SW_FIELD_SET_STATE;
  gboolean writes = spot->set == SW_FIELD_SET_RESULT_WRITER;
  guint n_services;
  const SwService *services = sw_services_get_all (&n_services);

  if (!in_map)
    add_used_resources (self, spot);
  for (guint i = 0; i < n_services; i++)
    for (guint j = 0; j < services[i].n_integrations; j++)
      {
        const SwIntegration *item = &services[i].integrations[j];
        gboolean put = strcmp (item->action, "putObject") == 0;

        if (item->in_map == in_map && (!in_map || put == writes))
          add_integration (self, item);
      }
}

/* An element of an array of objects: a snippet */
static void
add_element (SwAssist   *self,
             const char *id)
{
  const SwSnippet *snippet = sw_snippets_find (id);
  SwProposal *proposal =
      sw_assist_add (self, SW_PROPOSAL_SNIPPET, _ (snippet->label), snippet->help);

  proposal->snippet = snippet;
}

static void
add_elements (SwAssist           *self,
              const SwAssistSpot *spot)
{
  switch ((int) spot->around->kind)
    {
    case SW_FIELD_ERRORS:
      add_errors (self, spot);
      break;
    case SW_FIELD_RETRIERS:
      add_element (self, "retry");
      break;
    case SW_FIELD_CATCHERS:
      add_element (self, "catch");
      break;
    case SW_FIELD_RULES:
      add_element (self, "rule");
      break;
    case SW_FIELD_BRANCHES:
      add_marked (self, _ ("Branch"),
                  "{\n\t\"StartAt\": \"«»\",\n\t\"States\": {\n\t\t«»\n\t}\n}",
                  N_ ("A state machine that runs beside the others."));
      break;
    default:
      break;
    }
}

/* The value of a parameter that takes one of a few words */
static void
add_parameter_values (SwAssist           *self,
                      const SwAssistSpot *spot)
{
  const SwIntegration *integration = sw_assist_spot_get_integration (spot);

  for (guint i = 0; integration != NULL && i < integration->n_parameters; i++)
    {
      const SwParameter *parameter = &integration->parameters[i];
      g_auto (GStrv) words = NULL;

      if (g_strcmp0 (parameter->name, spot->name) != 0)
        continue;
      if (parameter->type == SW_PARAMETER_BOOLEAN)
        add_booleans (self);
      words = g_strsplit (parameter->values != NULL ? parameter->values : "", " ", -1);
      for (guint j = 0; parameter->values != NULL && words[j] != NULL; j++)
        add_string (self, SW_PROPOSAL_VALUE, words[j], NULL, NULL);
    }
}

/* {% … %} where JSONata takes an expression and none has been begun */
static void
add_expression (SwAssist           *self,
                const SwAssistSpot *spot,
                const SwField      *field)
{
  gboolean takes = field == NULL || field->kind == SW_FIELD_TEMPLATE
                   || field->kind == SW_FIELD_EXPRESSION || field->kind == SW_FIELD_CONDITION
                   || (field->flags & SW_FIELD_EXPRESSIBLE) != 0;

  if (takes && spot->language == SW_QUERY_JSONATA)
    add_marked (self, "{% … %}", "\"{% «» %}\"", N_ ("An expression in JSONata."));
}

static void
add_path (SwAssist           *self,
          const SwAssistSpot *spot,
          gboolean            nullable)
{
  SwProposal *proposal =
      sw_assist_add (self, SW_PROPOSAL_VALUE, "$", N_ ("A path that begins at the input."));

  proposal->text = sw_insertion_new_marked ("\"$«»\"");
  if (nullable)
    sw_assist_add_text (self, SW_PROPOSAL_VALUE, "null", NULL,
                        spot->field->kind == SW_FIELD_RESULT_PATH
                            ? _ ("Drops the result and keeps the input.")
                            : _ ("Nothing: an empty object takes its place."));
}

/* Fields whose values have a form of their own, but no list */
static void
add_field_value (SwAssist           *self,
                 const SwAssistSpot *spot)
{
  switch ((int) spot->field->kind)
    {
    case SW_FIELD_CHOICE:
      add_choices (self, spot->field);
      return;
    case SW_FIELD_BOOLEAN:
      add_booleans (self);
      return;
    case SW_FIELD_STATE:
      add_states (self, spot);
      return;
    case SW_FIELD_RESOURCE:
      add_placeholders (self, spot);
      add_resources (self, spot);
      return;
    case SW_FIELD_PATH:
    case SW_FIELD_RESULT_PATH:
      add_path (self, spot, TRUE);
      return;
    case SW_FIELD_REFERENCE_PATH:
      add_path (self, spot, FALSE);
      return;
    default:
      break;
    }
  add_expression (self, spot, spot->field);
  if (spot->field->kind != SW_FIELD_OBJECT && spot->field->kind != SW_FIELD_PROCESSOR)
    add_placeholders (self, spot);
}

static void
add_operand (SwAssist           *self,
             const SwAssistSpot *spot,
             const SwOperator   *operator)
{
  if (operator->operand == SW_OPERAND_BOOLEAN || operator->operand == SW_OPERAND_TEST)
    add_booleans (self);
  else if (operator->operand == SW_OPERAND_PATH)
    add_path (self, spot, FALSE);
}

/**
 * sw_assist_values:
 * @spot: a place where a value stands, or can
 * @data: (nullable): what is known of the data that reaches the state
 *
 * Adds what the value may be.
 */
void
sw_assist_values (SwAssist           *self,
                  const SwAssistSpot *spot,
                  const SwAssistData *data)
{
  const SwOperator *operator =
      spot->name != NULL && spot->field == NULL ? sw_operators_find (spot->name) : NULL;

  if (spot->field != NULL)
    {
      add_field_value (self, spot);
    }
  else if (operator != NULL
           && (spot->set == SW_FIELD_SET_RULE || spot->set == SW_FIELD_SET_CONDITION))
    {
      add_operand (self, spot, operator);
    }
  else if (spot->container->kind == SW_NODE_ARRAY && spot->around != NULL
           && spot->around_value == spot->container && spot->around->kind != SW_FIELD_TEMPLATE
           && spot->around->kind != SW_FIELD_JSON)
    {
      add_elements (self, spot);
    }
  else if (spot->set == SW_FIELD_SET_NONE && !sw_assist_spot_is_among_states (spot))
    {
      if (spot->name != NULL && g_str_has_suffix (spot->name, ".$"))
        add_path (self, spot, FALSE);
      else
        {
          add_parameter_values (self, spot);
          add_expression (self, spot, NULL);
        }
      add_placeholders (self, spot);
    }
}
