/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist-members.h"
#include "asl/assist/sw-explain-private.h"
#include "asl/rules/sw-operators.h"
#include "asl/sw-error-names.h"
#include "asl/sw-functions.h"
#include "json/sw-placeholders.h"
#include "json/sw-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* "Next: B", "Catch: B" — where a state goes on */
static void
add_exits (SwExplanation *self,
           const SwState *state)
{
  if (state->next.name != NULL)
    sw_explanation_add (self, _ ("Next: %s"), state->next.name);
  else if (state->end)
    sw_explanation_add (self, "%s", _ ("The last state"));
  for (guint i = 0; i < state->rules->len; i++)
    {
      const SwTarget *next = &g_array_index (state->rules, SwRule, i).next;

      if (next->name != NULL)
        sw_explanation_add (self, _ ("Rule %u: %s"), i + 1, next->name);
    }
  if (state->default_next.name != NULL)
    sw_explanation_add (self, _ ("Default: %s"), state->default_next.name);
  for (guint i = 0; i < state->catchers->len; i++)
    {
      const SwHandler *handler = &g_array_index (state->catchers, SwHandler, i);

      if (handler->next.name != NULL)
        sw_explanation_add (self, _ ("On error: %s"), handler->next.name);
    }
}

static SwExplanation *
explain_state (SwSpan         span,
               const SwState *state)
{
  SwExplanation *self = sw_explanation_new (SW_EXPLAIN_STATE, span, state->name);
  g_autofree char *title =
      state->resource != NULL ? sw_catalogue_dup_title (state->resource) : NULL;
  const char *type = sw_state_type_get_name (state->type);

  self->detail = title != NULL ? g_strconcat (type, " · ", title, NULL) : g_strdup (type);
  self->help = g_strdup (state->comment);
  self->target = g_strdup (state->pointer);
  add_exits (self, state);

  return self;
}

static SwExplanation *
explain_reference (const SwAssistSpot *spot,
                   const char         *name)
{
  SwState *state = spot->scope != NULL ? sw_scope_find_state (spot->scope, name) : NULL;
  SwExplanation *self;

  if (state != NULL)
    return explain_state (spot->token, state);

  self = sw_explanation_new (SW_EXPLAIN_STATE, spot->token, name);
  self->help = g_strdup (sw_model_find_state (spot->model, name) != NULL
                             ? _ ("A state of this name stands elsewhere; it cannot be reached "
                                  "from here.")
                             : _ ("There is no state of this name."));

  return self;
}

static SwExplanation *
explain_resource (const SwAssistSpot *spot,
                  const char         *arn)
{
  g_autofree char *title = sw_catalogue_dup_title (arn);
  const SwIntegration *integration = sw_catalogue_find (arn);
  g_auto (SwResource) resource = { NULL };
  SwExplanation *self;

  if (title == NULL || !sw_resource_parse (arn, &resource))
    {
      const char *last = strrchr (arn, ':');

      if (strstr (arn, ":function:") == NULL && strstr (arn, ":activity:") == NULL)
        return NULL;
      self = sw_explanation_new (SW_EXPLAIN_RESOURCE, spot->token, last + 1);
      self->detail = g_strdup (strstr (arn, ":function:") != NULL ? _ ("Lambda function")
                                                                  : _ ("Activity"));
      return self;
    }

  self = sw_explanation_new (SW_EXPLAIN_RESOURCE, spot->token, title);
  if (integration != NULL)
    self->detail = g_strdup (integration->service->name);
  else
    self->detail = g_strdup (resource.sdk ? _ ("AWS SDK") : NULL);
  self->help = g_strdup (integration != NULL ? _ (integration->help) : NULL);
  sw_explanation_add (self, "%s", _ (sw_pattern_get_help (resource.pattern)));

  return self;
}

static SwExplanation *
explain_error (const SwAssistSpot *spot,
               const char         *name)
{
  SwExplanation *self = sw_explanation_new (SW_EXPLAIN_ERROR, spot->token, name);
  const SwErrorName *row = sw_error_names_find (name);

  if (row != NULL)
    {
      self->detail = g_strdup (_ ("Error of Step Functions"));
      self->help = g_strdup (_ (row->help));
      if (!row->retriable)
        sw_explanation_add (self, "%s", _ ("Cannot be retried"));
      return self;
    }
  self->detail = g_strdup (strchr (name, '.') != NULL ? _ ("Error of a service")
                                                      : _ ("Error of your own"));

  return self;
}

static SwExplanation *
explain_key (const SwAssistSpot *spot,
             const char         *name,
             const SwAssistData *data)
{
  const SwOperator *operator = sw_operators_find (name);
  const SwField *field =
      spot->set != SW_FIELD_SET_NONE ? sw_fields_find_in (spot->set, name) : NULL;

  if (sw_assist_spot_is_among_states (spot))
    return spot->self != NULL ? explain_reference (spot, name) : NULL;
  if (field != NULL)
    return sw_explain_field (spot, field);
  if (operator != NULL
      && (spot->set == SW_FIELD_SET_RULE || spot->set == SW_FIELD_SET_CONDITION))
    return sw_explain_operator (spot, operator);
  if (spot->around == NULL || spot->around_value != spot->container)
    return NULL;
  if (strcmp (spot->around->name, "Assign") == 0)
    return sw_explain_variable (spot, spot->token, name, data);

  return sw_explain_parameter (spot, name);
}

static SwExplanation *
explain_value (const SwAssistSpot *spot,
               const char         *text)
{
  if (spot->field == NULL)
    return spot->around != NULL && spot->around->kind == SW_FIELD_ERRORS && spot->string
               ? explain_error (spot, text)
               : NULL;
  if (spot->field->kind == SW_FIELD_STATE)
    return explain_reference (spot, text);
  if (spot->field->kind == SW_FIELD_RESOURCE)
    return explain_resource (spot, text);
  if (spot->field->kind == SW_FIELD_CHOICE)
    return sw_explain_choice (spot, text);

  return NULL;
}

#define VALUE_LENGTH 160

static void
add_given_value (SwExplanation      *self,
                 const char         *name,
                 const SwAssistData *data)
{
  g_autofree char *value =
      sw_value_dup_preview (sw_value_get_member (data->placeholders, name), VALUE_LENGTH);

  if (value != NULL)
    sw_explanation_add (self, _ ("Value here: %s"), value);
}

static SwExplanation *
explain_placeholder (const SwAssistSpot *spot,
                     gsize               offset,
                     const SwAssistData *data)
{
  g_autoptr (GPtrArray) found =
      spot->self != NULL ? sw_placeholders_find (spot->self) : g_ptr_array_new ();

  for (guint i = 0; i < found->len; i++)
    {
      const SwPlaceholder *item = g_ptr_array_index (found, i);
      g_autofree char *title = g_strconcat ("${", item->name, "}", NULL);
      SwExplanation *self;

      if (!sw_span_contains (item->span, offset))
        continue;
      self = sw_explanation_new (SW_EXPLAIN_PLACEHOLDER, item->span, title);
      self->detail = g_strdup (_ ("placeholder"));
      self->help = g_strdup (item->literal
                                 ? _ ("Stands for this very text: it is not replaced.")
                                 : _ ("Replaced by a value when the state machine is deployed."));
      if (!item->literal)
        add_given_value (self, item->name, data);
      return self;
    }

  return NULL;
}

/**
 * sw_explain:
 * @model: of the present text, broken or not
 * @offset: byte of the character that is asked about
 * @data: (nullable): what the last run tells of the state there
 *
 * Explains what stands at a place: a field, a state that is named, a resource, an error, a
 * function, a variable, an expression with its value in the last run, a ${placeholder}.
 *
 * Returns: (transfer full) (nullable): %NULL where nothing is to be said
 */
SwExplanation *
sw_explain (SwModel            *model,
            gsize               offset,
            const SwAssistData *data)
{
  static const SwAssistData nothing = { 0 };
  g_auto (SwAssistSpot) spot = { 0 };
  SwExplanation *self;
  const char *text;
  g_autofree char *word = NULL;

  g_return_val_if_fail (model != NULL, NULL);

  /* A character belongs to the word that it begins. */
  sw_assist_spot_init (&spot, model, offset + 1);
  if (spot.role == SW_SPOT_NONE || sw_span_length (spot.token) == 0)
    return NULL;
  if (data == NULL)
    data = &nothing;

  self = explain_placeholder (&spot, offset, data);
  if (self == NULL && spot.role == SW_SPOT_VALUE)
    self = sw_explain_expression (&spot, offset, data);
  if (self != NULL)
    return self;

  text = sw_tree_get_text (sw_model_get_tree (model), NULL);
  if (spot.role == SW_SPOT_VALUE && spot.self != NULL && spot.self->kind == SW_NODE_STRING)
    word = sw_node_dup_string (spot.self, NULL);
  else if (spot.role == SW_SPOT_KEY && spot.self != NULL && spot.self->name != NULL)
    word = g_strdup (spot.self->name);
  else
    word = g_strndup (text + spot.content.start, sw_span_length (spot.content));

  return spot.role == SW_SPOT_KEY ? explain_key (&spot, word, data)
                                  : explain_value (&spot, word);
}
