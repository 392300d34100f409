/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"
#include "engine/program/sw-formula-private.h"

#include <string.h>

#include "json/sw-text.h"

/* What is shown of a value while a run stands still */
#define LONGEST_VALUE (16 * 1024 * 1024)

/* Expressions on what a frame sees: conditions of breakpoints, watches, the console. */

static guint64
no_random (gpointer data)
{
  guint64 *state = data;

  /* Watching must not use up the execution's randomness. */
  return (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
}

/* What an expression may see there; CONTEXT is owned by the caller */
static SwEvaluation
make_evaluation (SwExecution   *self,
                 const SwFrame *frame,
                 SwValue        context,
                 guint64       *random)
{
  SwEvaluation evaluation
      = { .query = { .input = frame->input, .context = context, .variables = frame->variables },
          .now = self->now };

  evaluation.query.interrupt = sw_breaks_get_watch (self);
  evaluation.query.random = no_random;
  evaluation.query.random_data = random;
  if (frame->hold != NULL && frame->hold->point != SW_STOP_ERROR)
    evaluation.result = frame->hold->result;
  if (frame->hold != NULL && frame->hold->point == SW_STOP_ERROR)
    evaluation.error_output = sw_error_make_output (&frame->failure);
  return evaluation;
}

static gboolean
apply (const SwJsonata     *expression,
       const SwEvaluation  *evaluation,
       SwValue             *value,
       GError             **error)
{
  g_auto (SwValue) bindings = sw_evaluation_make_bindings (evaluation);
  g_auto (SwJsonataError) problem = { 0 };
  SwJsonataScope scope = { .bindings = bindings,
                           .now = evaluation->now,
                           .random = evaluation->query.random,
                           .random_data = evaluation->query.random_data,
                           .interrupt = evaluation->query.interrupt };

  if (sw_jsonata_evaluate (expression, &scope, value, &problem))
    return TRUE;
  g_set_error (error, SW_STOP_ERROR_DOMAIN, SW_STOP_ERROR_EXPRESSION, "%s%s%s", problem.code,
               *problem.code != '\0' ? ": " : "", problem.message != NULL ? problem.message : "");
  return FALSE;
}

static gboolean
apply_path (const char          *text,
            const SwEvaluation  *evaluation,
            SwValue             *value,
            GError             **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (SwPayloadTemplate) template = sw_payload_template_new_path (text, &problem);
  g_autofree char *member = NULL;

  if (template != NULL
      && sw_payload_template_evaluate (template, &evaluation->query, value, &member, &problem))
    return TRUE;
  g_set_error_literal (error, SW_STOP_ERROR_DOMAIN, SW_STOP_ERROR_EXPRESSION, problem->message);
  return FALSE;
}

/* A value whose parts are shared is quickly made, and takes for ever to be shown. */
static gboolean
check_length (SwValue  *value,
              GError  **error)
{
  if (sw_value_get_text_length (*value) <= LONGEST_VALUE)
    return TRUE;
  sw_value_clear (value);
  g_set_error (error, SW_STOP_ERROR_DOMAIN, SW_STOP_ERROR_EXPRESSION,
               "The value has more than %d bytes of JSON text", LONGEST_VALUE);
  return FALSE;
}

/* "$", "$.a", "$[0]", "$$.State", and calls of intrinsic functions. "$name" begins a variable in
 * both languages, and in JSONata a function, too: a path is what can be one. */
static gboolean
is_path (const char      *text,
         SwQueryLanguage  language)
{
  g_autoptr (SwPayloadTemplate) path = NULL;

  if (g_str_has_prefix (text, "States."))
    return TRUE;
  if (*text != '$')
    return FALSE;
  if (text[1] == '\0' || text[1] == '.' || text[1] == '[' || text[1] == '$')
    return TRUE;
  if (language != SW_QUERY_JSONPATH || g_str_has_prefix (text, "$states"))
    return FALSE;
  path = sw_payload_template_new_path (text, NULL);
  return path != NULL;
}

/* The expression without blanks and without its "{%" and "%}" */
static char *
strip (const char *text,
       gboolean   *marked)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gsize length = strlen (stripped);

  *marked = length >= 4 && g_str_has_prefix (stripped, "{%") && g_str_has_suffix (stripped, "%}");
  if (!*marked)
    return g_steal_pointer (&stripped);
  return g_strstrip (g_strndup (stripped + 2, length - 4));
}

static SwFrame *
find (SwExecution  *self,
      guint         id,
      GError      **error)
{
  SwFrame *frame = sw_stop_find_frame (self, id);

  if (frame == NULL)
    g_set_error_literal (error, SW_STOP_ERROR_DOMAIN, SW_STOP_ERROR_PLACE,
                         "Nothing runs there any more");
  return frame;
}

/**
 * sw_execution_apply:
 * @frame: id of a frame
 * @expression: sees $states.input, .result, .errorOutput and .context as far as they are there, and
 * the variables
 * @value: (out): owned; undefined where the expression yields nothing
 * @error: set where it failed
 *
 * Evaluates JSONata in the scope of a frame, without any effect on the execution.
 *
 * Returns: whether there is a value
 */
gboolean
sw_execution_apply (SwExecution      *self,
                    guint             frame,
                    const SwJsonata  *expression,
                    SwValue          *value,
                    GError          **error)
{
  SwFrame *found = find (self, frame, error);
  g_auto (SwValue) context = SW_VALUE_INIT;
  SwEvaluation evaluation;
  guint64 random = 0;
  gboolean done;

  *value = SW_VALUE_INIT;
  if (found == NULL)
    return FALSE;
  context = sw_context_new (self, found);
  evaluation = make_evaluation (self, found, context, &random);
  done = apply (expression, &evaluation, value, error);
  sw_value_clear (&evaluation.error_output);
  return done;
}

/**
 * sw_execution_evaluate:
 * @frame: id of a frame
 * @expression: JSONata, with or without "{%" and "%}"; or JSONPath: "$.a", "$$.State.Name", or a
 * call such as "States.Format('{}', $.a)". `$` is the state's input.
 * @value: (out): owned; undefined where the expression yields nothing
 * @error: set where it is wrong, or failed
 *
 * Evaluates an expression in the scope of a frame, without any effect on the execution.
 *
 * Returns: whether there is a value
 */
gboolean
sw_execution_evaluate (SwExecution  *self,
                       guint         frame,
                       const char   *expression,
                       SwValue      *value,
                       GError      **error)
{
  SwFrame *found = find (self, frame, error);
  g_auto (SwJsonataError) problem = { 0 };
  g_autoptr (SwJsonata) jsonata = NULL;
  g_autofree char *text = NULL;
  gboolean marked;

  *value = SW_VALUE_INIT;
  if (found == NULL)
    return FALSE;
  text = strip (expression, &marked);
  if (!marked && is_path (text, found->step->state->language))
    {
      g_auto (SwValue) context = sw_context_new (self, found);
      guint64 random = 0;
      SwEvaluation evaluation = make_evaluation (self, found, context, &random);
      gboolean done
          = apply_path (text, &evaluation, value, error) && check_length (value, error);

      sw_value_clear (&evaluation.error_output);
      return done;
    }
  jsonata = sw_jsonata_new (text, -1, &problem);
  if (jsonata != NULL)
    return sw_execution_apply (self, frame, jsonata, value, error)
           && check_length (value, error);
  g_set_error (error, SW_STOP_ERROR_DOMAIN, SW_STOP_ERROR_EXPRESSION, "%s: %s", problem.code,
               problem.message != NULL ? problem.message : "");
  return FALSE;
}
