/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-explain-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Words of the language itself: fields, parameters of a service, operators of a rule, and the
 * values that a field takes. */

/* What a field takes, by its kind; the kinds that hold other objects need no words. */
static const struct
{
  SwFieldKind kind;
  const char *words;
} kinds[] = {
  { SW_FIELD_TEXT, N_ ("Text") },
  { SW_FIELD_LONG_TEXT, N_ ("Text") },
  { SW_FIELD_BOOLEAN, N_ ("true or false") },
  { SW_FIELD_STATE, N_ ("The name of a state beside this one") },
  { SW_FIELD_RESOURCE, N_ ("An ARN") },
  { SW_FIELD_PATH, N_ ("A path, or null") },
  { SW_FIELD_REFERENCE_PATH, N_ ("A path to exactly one place") },
  { SW_FIELD_RESULT_PATH, N_ ("A path to exactly one place, or null") },
  { SW_FIELD_TIMESTAMP, N_ ("A moment, such as 2026-03-14T01:59:00Z") },
  { SW_FIELD_TEMPLATE, N_ ("Any JSON, with expressions in it") },
  { SW_FIELD_JSON, N_ ("Any JSON, taken literally") },
  { SW_FIELD_EXPRESSION, N_ ("An expression, or its value") },
  { SW_FIELD_CONDITION, N_ ("An expression that yields true or false") },
  { SW_FIELD_ERRORS, N_ ("Names of errors") },
  { SW_FIELD_TEXTS, N_ ("Texts") },
};

static void
add_range (SwExplanation *self,
           const SwField *field)
{
  const char *number =
      field->kind == SW_FIELD_INTEGER ? _ ("A whole number") : _ ("A number");

  if (field->maximum > 0)
    /* translators: "A whole number from 1 to 99999999" */
    sw_explanation_add (self, _ ("%s from %.0f to %.0f"), number, field->minimum, field->maximum);
  else
    /* translators: "A number from 1" */
    sw_explanation_add (self, _ ("%s from %.0f"), number, field->minimum);
}

static void
add_kind (SwExplanation *self,
          const SwField *field)
{
  if (field->choices != NULL)
    {
      g_autofree char *words = g_strjoinv (", ", (char **) field->choices);

      sw_explanation_add (self, _ ("One of: %s"), words);
    }
  if (field->kind == SW_FIELD_INTEGER || field->kind == SW_FIELD_NUMBER)
    add_range (self, field);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == field->kind)
      sw_explanation_add (self, "%s", _ (kinds[i].words));
}

/* A field of the table, with what it takes */
SwExplanation *
sw_explain_field (const SwAssistSpot *spot,
                  const SwField      *field)
{
  SwExplanation *self = sw_explanation_new (SW_EXPLAIN_FIELD, spot->token, field->name);

  self->detail = g_strdup (field->flags & SW_FIELD_REQUIRED && field->exclusive == NULL
                               ? _ ("required")
                               : NULL);
  self->help = g_strdup (_ (field->help));
  add_kind (self, field);
  if (field->flags & SW_FIELD_JSONPATH)
    sw_explanation_add (self, "%s", _ ("In JSONPath alone"));
  if (field->flags & SW_FIELD_JSONATA)
    sw_explanation_add (self, "%s", _ ("In JSONata alone"));
  else if (field->flags & SW_FIELD_EXPRESSIBLE && spot->language == SW_QUERY_JSONATA)
    sw_explanation_add (self, "%s", _ ("An expression may stand in its place"));

  return self;
}

/* A word of a list: what a type of state does */
SwExplanation *
sw_explain_choice (const SwAssistSpot *spot,
                   const char         *word)
{
  const SwSnippet *snippet =
      strcmp (spot->field->name, "Type") == 0 ? sw_snippets_find (word) : NULL;
  SwExplanation *self = sw_explanation_new (SW_EXPLAIN_VALUE, spot->token, word);

  self->detail = g_strdup (_ (spot->field->label));
  self->help = g_strdup (snippet != NULL ? _ (snippet->help) : _ (spot->field->help));

  return self;
}

/* A parameter of the service that a Task calls; NULL where it has none of this name */
SwExplanation *
sw_explain_parameter (const SwAssistSpot *spot,
                      const char         *name)
{
  const SwIntegration *integration = sw_assist_spot_get_integration (spot);
  gsize length = strlen (name) - (g_str_has_suffix (name, ".$") ? strlen (".$") : 0);

  for (guint i = 0; integration != NULL && i < integration->n_parameters; i++)
    {
      const SwParameter *parameter = &integration->parameters[i];

      if (strlen (parameter->name) == length && strncmp (parameter->name, name, length) == 0)
        {
          SwExplanation *self = sw_explanation_new (SW_EXPLAIN_FIELD, spot->token, name);
          g_autofree char *title = sw_integration_dup_name (integration);

          self->detail = g_strdup (parameter->required ? _ ("required") : NULL);
          self->help = g_strdup (_ (parameter->help));
          sw_explanation_add (self, _ ("Of %s"), title);
          if (parameter->values != NULL)
            sw_explanation_add (self, _ ("One of: %s"), parameter->values);
          return self;
        }
    }

  return NULL;
}

/* What compares, or joins, in a Choice rule */
SwExplanation *
sw_explain_operator (const SwAssistSpot *spot,
                     const SwOperator   *operator)
{
  SwExplanation *self = sw_explanation_new (SW_EXPLAIN_FIELD, spot->token, operator->name);

  self->detail = g_strdup (operator->symbol);
  self->help = g_strdup (_ (operator->label));

  return self;
}
