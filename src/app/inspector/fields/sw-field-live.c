/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-live.h"

#include <string.h>

#include "engine/execution/sw-choice.h"
#include "engine/program/sw-formula.h"
#include "json/sw-text.h"
#include "tasks/runner/sw-patience.h"

/* Tries what stands in a field on the data of the last run. Pure: no widget, no document. What a
 * field may see differs: the raw input, the input as InputPath leaves it, or the result. */

typedef enum
{
  SEES_INPUT,
  SEES_FILTERED, /* the input behind InputPath */
  SEES_RESULT,
} Sees;

/* The JSONPath fields whose data a run tells. Others (OutputPath, ItemSelector) see what is made on
 * the way and not kept. */
static const struct
{
  const char *name;
  Sees        sees;
} paths[] = {
  { "InputPath", SEES_INPUT },
  { "Parameters", SEES_FILTERED },
  { "ResultSelector", SEES_RESULT },
  { "ItemsPath", SEES_FILTERED },
  { "SecondsPath", SEES_FILTERED },
  { "TimestampPath", SEES_FILTERED },
  { "TimeoutSecondsPath", SEES_FILTERED },
  { "HeartbeatSecondsPath", SEES_FILTERED },
  { "MaxConcurrencyPath", SEES_FILTERED },
  { "ToleratedFailurePercentagePath", SEES_FILTERED },
  { "ToleratedFailureCountPath", SEES_FILTERED },
  { "ErrorPath", SEES_FILTERED },
  { "CausePath", SEES_FILTERED },
  { "Variable", SEES_FILTERED },
};

static gboolean
find_sight (const SwField *field,
            SwFieldSet     set,
            Sees          *sees)
{
  /* A parameter by itself sees what Parameters does. */
  *sees = SEES_FILTERED;
  if (set == SW_FIELD_SET_NONE)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    if (strcmp (paths[i].name, field->name) == 0)
      {
        *sees = paths[i].sees;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_path (const SwField *field)
{
  return field->kind == SW_FIELD_PATH || field->kind == SW_FIELD_REFERENCE_PATH;
}

/* NULL where JSON has no expression in it, or a wrong one: what is wrong is the checker's to
 * say. */
static SwFormula *
compile (const SwField   *field,
         SwQueryLanguage  language,
         const char      *json)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  SwFormula *formula;

  if (!sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &value, NULL))
    return NULL;
  if (language == SW_QUERY_JSONATA)
    formula = sw_formula_new_jsonata (value, field->name, NULL);
  else if (is_path (field))
    formula = sw_value_is (value, SW_TYPE_STRING)
                  ? sw_formula_new_path (sw_value_get_text (value, NULL), SW_FORMULA_PATH,
                                         field->name, NULL)
                  : NULL;
  else if (field->kind == SW_FIELD_TEMPLATE)
    formula = sw_formula_new_template (value, NULL);
  else
    formula = NULL;
  if (formula != NULL && sw_formula_is_constant (formula))
    g_clear_pointer (&formula, sw_formula_free);
  return formula;
}

/**
 * sw_field_live_is_expression:
 * @json: what stands in the field
 *
 * Returns: whether it could be tried, if there were data
 */
gboolean
sw_field_live_is_expression (const SwField   *field,
                             SwFieldSet       set,
                             SwQueryLanguage  language,
                             const char      *json)
{
  g_autoptr (SwFormula) formula = NULL;
  Sees sees;

  /* What a catcher sees is an error, which a good run has none of. */
  if (set == SW_FIELD_SET_CATCHER
      || (language == SW_QUERY_JSONPATH && !find_sight (field, set, &sees)))
    return FALSE;
  formula = compile (field, language, json);
  return formula != NULL;
}

/* More is not shown: a value whose parts are shared is quickly made, and takes for ever to be. */
#define LONGEST (4 * 1024 * 1024)

/* What an expression sees of a run's data, and who ends it when it takes too long to be shown while
 * somebody types */
static SwQueryScope
make_scope (SwValue         input,
            const SwSample *sample,
            SwInterrupt    *interrupt)
{
  return (SwQueryScope) { .input = input,
                          .context = sample->context,
                          .variables = sample->variables,
                          .interrupt = interrupt };
}

/* The input as InputPath leaves it; undefined where that fails */
static SwValue
filter_input (const SwState  *state,
              const SwSample *sample)
{
  const SwNode *node = sw_node_get_member (state->node, "InputPath");
  SwPatience patience;
  SwInterrupt interrupt = sw_patience_init (&patience, SW_PATIENCE_TYPING);
  SwEvaluation evaluation = { .query = make_scope (sample->input, sample, &interrupt) };
  g_autofree char *path
      = node != NULL && node->kind == SW_NODE_STRING ? sw_node_dup_string (node, NULL) : NULL;
  g_autoptr (SwFormula) formula = NULL;
  g_auto (SwFailure) failure = SW_FAILURE_INIT;
  SwValue filtered = SW_VALUE_INIT;

  if (path == NULL || state->language == SW_QUERY_JSONATA)
    return sw_value_ref (sample->input);
  formula = sw_formula_new_path (path, SW_FORMULA_PATH, "InputPath", NULL);
  if (formula != NULL)
    sw_formula_evaluate (formula, &evaluation, &filtered, &failure);
  return filtered;
}

static SwValue
make_input (const SwField  *field,
            SwFieldSet      set,
            const SwState  *state,
            const SwSample *sample)
{
  Sees sees = SEES_INPUT;

  if (state->language == SW_QUERY_JSONPATH)
    find_sight (field, set, &sees);
  if (sees == SEES_RESULT)
    return sw_value_ref (sample->result);
  return sees == SEES_FILTERED ? filter_input (state, sample) : sw_value_ref (sample->input);
}

/**
 * sw_field_live_try:
 * @set: what has the field: a state, a rule …
 * @json: what stands in the field, or is typed there
 * @sample: of the state, from a run
 * @text: (out) (transfer full): see %SwLiveKind
 *
 * Returns: what came of it
 */
SwLiveKind
sw_field_live_try (const SwField   *field,
                   SwFieldSet       set,
                   const SwState   *state,
                   const char      *json,
                   const SwSample  *sample,
                   char           **text)
{
  g_autoptr (SwFormula) formula = NULL;
  g_auto (SwValue) input = SW_VALUE_INIT;
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_auto (SwFailure) failure = SW_FAILURE_INIT;
  SwEvaluation evaluation = { .result = sample->result };
  SwPatience patience;
  SwInterrupt interrupt = sw_patience_init (&patience, SW_PATIENCE_TYPING);

  *text = NULL;
  if (!sw_field_live_is_expression (field, set, state->language, json))
    return SW_LIVE_NOTHING;
  formula = compile (field, state->language, json);
  input = make_input (field, set, state, sample);
  if (sw_value_is (input, SW_TYPE_UNDEFINED))
    return SW_LIVE_NOTHING;
  evaluation.query = make_scope (input, sample, &interrupt);
  if (!sw_formula_evaluate (formula, &evaluation, &value, &failure))
    {
      *text = g_strdup (failure.cause != NULL ? failure.cause : failure.error);
      return SW_LIVE_FAILURE;
    }
  if (sw_value_get_text_length (value) > LONGEST)
    {
      *text = g_strdup_printf ("The value has more than %d bytes of JSON text", LONGEST);
      return SW_LIVE_FAILURE;
    }
  *text = sw_value_is (value, SW_TYPE_UNDEFINED) ? g_strdup ("undefined")
                                                 : sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  return SW_LIVE_RESULT;
}

/**
 * sw_condition_live_ask:
 * @condition: of a rule of @state, or a part of one, in JSONPath
 * @sample: of the state, from a run
 * @cause: (out) (transfer full) (nullable): why it cannot be told
 *
 * Returns: whether it held
 */
SwAnswer
sw_condition_live_ask (const SwCondition *condition,
                       const SwState     *state,
                       const SwSample    *sample,
                       char             **cause)
{
  g_autofree char *rule = sw_condition_to_json (condition);
  g_auto (SwValue) input = filter_input (state, sample);
  SwPatience patience;
  SwInterrupt interrupt = sw_patience_init (&patience, SW_PATIENCE_TYPING);
  const SwEvaluation evaluation = { .query = make_scope (input, sample, &interrupt) };

  return sw_choice_ask (rule, SW_QUERY_JSONPATH, &evaluation, cause);
}
