/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist-private.h"
#include "asl/rules/sw-operators.h"

#include <glib/gi18n.h>
#include <string.h>

/* Names of members: fields, parameters, and whole states. */

#define OBJECT_TEXT "{\n\t«»\n}"
#define SCOPE_TEXT "{\n\t\"StartAt\": \"«»\",\n\t\"States\": {\n\t\t«»\n\t}\n}"

/* What a field is given at first, by its kind; what is not here is written below. «» is where the
 * person goes on. */
static const struct
{
  SwFieldKind kind;
  const char *text;
  gboolean    again; /* the list opens again */
} beginnings[] = {
  { SW_FIELD_TEXT, "\"«»\"", FALSE },
  { SW_FIELD_LONG_TEXT, "\"«»\"", FALSE },
  { SW_FIELD_BOOLEAN, "«true»", FALSE },
  { SW_FIELD_INTEGER, "«1»", FALSE },
  { SW_FIELD_NUMBER, "«1»", FALSE },
  { SW_FIELD_CHOICE, "\"«»\"", TRUE },
  { SW_FIELD_STATE, "\"«»\"", TRUE },
  { SW_FIELD_RESOURCE, "\"«»\"", TRUE },
  { SW_FIELD_PATH, "\"$«»\"", FALSE },
  { SW_FIELD_REFERENCE_PATH, "\"$.«»\"", TRUE },
  { SW_FIELD_RESULT_PATH, "\"$«»\"", FALSE },
  { SW_FIELD_TIMESTAMP, "\"«2030-01-01T00:00:00Z»\"", FALSE },
  { SW_FIELD_TEMPLATE, OBJECT_TEXT, FALSE },
  { SW_FIELD_JSON, OBJECT_TEXT, FALSE },
  { SW_FIELD_EXPRESSION, "\"{% «» %}\"", TRUE },
  { SW_FIELD_CONDITION, "\"{% «» %}\"", TRUE },
  { SW_FIELD_ERRORS, "[\"«States.ALL»\"]", FALSE },
  { SW_FIELD_BRANCHES,
    "[\n\t{\n\t\t\"StartAt\": \"«»\",\n\t\t\"States\": {\n\t\t\t«»\n\t\t}\n\t}\n]", FALSE },
  { SW_FIELD_PROCESSOR, SCOPE_TEXT, FALSE },
  { SW_FIELD_OBJECT, OBJECT_TEXT, TRUE },
  { SW_FIELD_STATES, OBJECT_TEXT, TRUE },
  { SW_FIELD_TEXTS, "[\"«»\"]", FALSE },
  { SW_FIELD_RULE, OBJECT_TEXT, TRUE },
  { SW_FIELD_RULE_LIST, "[\n\t{\n\t\t«»\n\t}\n]", TRUE },
};

static const char *const operands[] = {
  [SW_OPERAND_TEXT] = "\"«»\"",
  [SW_OPERAND_NUMBER] = "«0»",
  [SW_OPERAND_BOOLEAN] = "«true»",
  [SW_OPERAND_TIMESTAMP] = "\"«2030-01-01T00:00:00Z»\"",
  [SW_OPERAND_PATH] = "\"$.«»\"",
  [SW_OPERAND_TEST] = "«true»",
};

static const char *const parameters[] = {
  [SW_PARAMETER_ANY] = "\"«»\"",    [SW_PARAMETER_TEXT] = "\"«»\"",
  [SW_PARAMETER_NUMBER] = "«1»",    [SW_PARAMETER_BOOLEAN] = "«true»",
  [SW_PARAMETER_ARRAY] = "[\n\t«»\n]", [SW_PARAMETER_OBJECT] = OBJECT_TEXT,
};

static const char *const parameter_types[] = {
  [SW_PARAMETER_ANY] = N_ ("any value"), [SW_PARAMETER_TEXT] = N_ ("text"),
  [SW_PARAMETER_NUMBER] = N_ ("number"), [SW_PARAMETER_BOOLEAN] = N_ ("boolean"),
  [SW_PARAMETER_ARRAY] = N_ ("array"),   [SW_PARAMETER_OBJECT] = N_ ("object"),
};

/* Lines after the first one level deeper */
static char *
dup_deeper (const char *marked)
{
  g_auto (GStrv) lines = g_strsplit (marked, "\n", -1);

  return g_strjoinv ("\n\t", lines);
}

/* An array of one object, which is a snippet */
static char *
dup_snippet_array (const char         *id,
                   const SwAssistSpot *spot,
                   const SwAssist     *assist)
{
  SwSnippetPlace place = { spot->model, spot->language, assist->following };
  g_autoptr (SwInsertion) text = sw_snippet_dup_text (sw_snippets_find (id), &place);
  g_autofree char *marked = sw_insertion_dup_marked (text);
  g_autofree char *deeper = dup_deeper (marked);

  return g_strconcat ("[\n\t", deeper, "\n]", NULL);
}

static char *
dup_value (const SwField      *field,
           const SwAssistSpot *spot,
           const SwAssist     *assist,
           gboolean           *again)
{
  *again = FALSE;
  if (field->kind == SW_FIELD_RETRIERS)
    return dup_snippet_array ("retry", spot, assist);
  if (field->kind == SW_FIELD_CATCHERS)
    return dup_snippet_array ("catch", spot, assist);
  if (field->kind == SW_FIELD_RULES)
    return dup_snippet_array ("rule", spot, assist);
  /* JSONata's Output is mostly one expression; what is handed to a task, or kept, is an object. */
  if (field->kind == SW_FIELD_TEMPLATE && strcmp (field->name, "Output") == 0)
    return g_strdup ("\"{% «» %}\"");
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (beginnings[i].kind == field->kind)
      {
        *again = beginnings[i].again;
        return g_strdup (beginnings[i].text);
      }

  g_return_val_if_reached (NULL);
}

/* A member called NAME: its name alone where a colon follows already */
static void
add_member (SwAssist           *self,
            const SwAssistSpot *spot,
            SwProposal         *proposal,
            const char         *name,
            const char         *value)
{
  g_autofree char *marked = spot->has_colon ? g_strconcat ("\"", name, "\"", NULL)
                                            : g_strconcat ("\"", name, "\": ", value, NULL);

  proposal->text = sw_insertion_new_marked (marked);
  proposal->again = proposal->again && !spot->has_colon;
}

static const SwNode *
get_sibling (const SwAssistSpot *spot,
             const char         *name)
{
  const SwNode *member = sw_node_get_member (spot->container, name);

  return member != spot->self ? member : NULL;
}

/* Whether another field of the group stands there already */
static gboolean
is_excluded (const SwAssistSpot *spot,
             const SwField      *field)
{
  guint n_fields;
  const SwField *fields = sw_fields_get_set (spot->set, &n_fields);

  if (get_sibling (spot, field->name) != NULL)
    return TRUE;
  for (guint i = 0; field->exclusive != NULL && i < n_fields; i++)
    if (g_strcmp0 (fields[i].exclusive, field->exclusive) == 0
        && get_sibling (spot, fields[i].name) != NULL)
      return TRUE;

  return FALSE;
}

/* A Map that is not distributed has no use for some fields; a condition inside a rule leads
 * nowhere. */
static gboolean
is_of_use (const SwAssistSpot *spot,
           const SwField      *field)
{
  const SwNode *processor = sw_node_get_member (spot->container, "ItemProcessor");
  const SwNode *config =
      processor != NULL ? sw_node_get_member (processor, "ProcessorConfig") : NULL;
  const SwNode *mode = config != NULL ? sw_node_get_member (config, "Mode") : NULL;

  if (!(field->flags & SW_FIELD_DISTRIBUTED) || spot->set != SW_FIELD_SET_STATE)
    return TRUE;

  return mode == NULL || !sw_node_equals_string (mode, "INLINE");
}

static void
add_field (SwAssist           *self,
           const SwAssistSpot *spot,
           const SwField      *field)
{
  g_autofree char *value = NULL;
  SwProposal *proposal;

  if (!sw_field_is_legal (field, spot->type, spot->language) || is_excluded (spot, field)
      || !is_of_use (spot, field))
    return;
  /* Before a state has a Type, all that can be said is that it needs one. */
  if (spot->set == SW_FIELD_SET_STATE && spot->type == SW_STATE_UNKNOWN
      && strcmp (field->name, "Type") != 0 && strcmp (field->name, "Comment") != 0
      && sw_node_get_member (spot->container, "Type") == NULL)
    return;

  proposal = sw_assist_add (self, SW_PROPOSAL_FIELD, field->name, field->help);
  value = dup_value (field, spot, self, &proposal->again);
  if (field->flags & SW_FIELD_REQUIRED)
    proposal->detail = g_strdup (_ ("required"));
  add_member (self, spot, proposal, field->name, value);
}

/* What a state works on is wanted before how it is set up. */
static const SwFieldTab tabs[] = {
  SW_FIELD_TAB_DATA, SW_FIELD_TAB_ERRORS, SW_FIELD_TAB_VARIABLES, SW_FIELD_TAB_CONFIGURATION,
};

static void
add_fields (SwAssist           *self,
            const SwAssistSpot *spot)
{
  guint n_fields;
  const SwField *fields = sw_fields_get_set (spot->set, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].flags & SW_FIELD_REQUIRED)
      add_field (self, spot, &fields[i]);
  for (guint tab = 0; tab < G_N_ELEMENTS (tabs); tab++)
    for (guint i = 0; i < n_fields; i++)
      if (!(fields[i].flags & SW_FIELD_REQUIRED) && fields[i].tab == tabs[tab])
        add_field (self, spot, &fields[i]);
}

static gboolean
has_operator (const SwAssistSpot *spot)
{
  for (const SwNode *child = spot->container->first; child != NULL; child = child->next)
    if (child != spot->self && child->name != NULL
        && (sw_operators_find (child->name) != NULL || strcmp (child->name, "And") == 0
            || strcmp (child->name, "Or") == 0 || strcmp (child->name, "Not") == 0))
      return TRUE;

  return FALSE;
}

static void
add_operators (SwAssist           *self,
               const SwAssistSpot *spot)
{
  guint n_operators;
  const SwOperator *operators = sw_operators_get_all (&n_operators);

  if (spot->language == SW_QUERY_JSONATA || has_operator (spot))
    return;
  for (guint i = 0; i < n_operators; i++)
    {
      SwProposal *proposal =
          sw_assist_add (self, SW_PROPOSAL_FIELD, operators[i].name, operators[i].label);

      proposal->detail = g_strdup (operators[i].symbol);
      add_member (self, spot, proposal, operators[i].name, operands[operators[i].operand]);
    }
}

static void
add_states (SwAssist           *self,
            const SwAssistSpot *spot)
{
  guint n_snippets;
  const SwSnippet *snippets = sw_snippets_get_all (&n_snippets);

  if (spot->has_colon)
    return;
  for (guint i = 0; i < n_snippets; i++)
    if (snippets[i].kind == SW_SNIPPET_STATE)
      {
        SwProposal *proposal =
            sw_assist_add (self, SW_PROPOSAL_SNIPPET, _ (snippets[i].label), snippets[i].help);

        proposal->snippet = &snippets[i];
        proposal->detail = g_strdup (sw_state_type_get_name (snippets[i].type));
      }
}

/* What the state at the place calls, where the catalogue knows it */
const SwIntegration *
sw_assist_spot_get_integration (const SwAssistSpot *self)
{
  const SwNode *resource = NULL;
  g_autofree char *arn = NULL;

  for (const SwNode *node = self->container; node != NULL && resource == NULL; node = node->parent)
    if (node->kind == SW_NODE_OBJECT)
      resource = sw_node_get_member (node, "Resource");
  if (resource == NULL || resource->kind != SW_NODE_STRING)
    return NULL;
  arn = sw_node_dup_string (resource, NULL);

  return sw_catalogue_find (arn);
}

static void
add_parameter (SwAssist           *self,
               const SwAssistSpot *spot,
               const SwParameter  *parameter)
{
  g_autofree char *query = g_strconcat (parameter->name, ".$", NULL);
  SwProposal *proposal;

  if (get_sibling (spot, parameter->name) != NULL || get_sibling (spot, query) != NULL)
    return;

  proposal = sw_assist_add (self, SW_PROPOSAL_FIELD, parameter->name, parameter->help);
  proposal->detail = g_strdup (parameter->required ? _ ("required")
                                                   : _ (parameter_types[parameter->type]));
  proposal->again = parameter->values != NULL;
  add_member (self, spot, proposal, parameter->name, parameters[parameter->type]);
  if (spot->language == SW_QUERY_JSONATA)
    return;

  proposal = sw_assist_add (self, SW_PROPOSAL_FIELD, query, parameter->help);
  proposal->detail = g_strdup (_ ("path"));
  add_member (self, spot, proposal, query, "\"$«»\"");
}

static void
add_parameters (SwAssist           *self,
                const SwAssistSpot *spot)
{
  const SwIntegration *integration;

  if (spot->around == NULL || spot->around_value != spot->container
      || (strcmp (spot->around->name, "Parameters") != 0
          && strcmp (spot->around->name, "Arguments") != 0))
    return;
  integration = sw_assist_spot_get_integration (spot);
  for (guint i = 0; integration != NULL && i < integration->n_parameters; i++)
    add_parameter (self, spot, &integration->parameters[i]);
}

/**
 * sw_assist_keys:
 * @spot: a place where a key stands, or can
 *
 * Adds what the key may be: names of fields, operators or parameters, or of states that are
 * referred to and not there.
 */
void
sw_assist_keys (SwAssist           *self,
                const SwAssistSpot *spot)
{
  if (sw_assist_spot_is_among_states (spot))
    {
      add_states (self, spot);
      return;
    }

  if (spot->set == SW_FIELD_SET_NONE)
    {
      add_parameters (self, spot);
      return;
    }
  add_fields (self, spot);
  if (spot->set == SW_FIELD_SET_RULE || spot->set == SW_FIELD_SET_CONDITION)
    add_operators (self, spot);
}
