/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist-members.h"
#include "asl/assist/sw-explain-private.h"
#include "asl/sw-functions.h"
#include "asl/sw-variables.h"
#include "json/sw-text.h"
#include "query/jsonata/sw-jsonata.h"
#include "query/sw-payload-template.h"

#include <glib/gi18n.h>
#include <string.h>

/* What stands in an expression, and what it came to in the last run. */

#define VALUE_LENGTH 160

/* An expression that takes longer than this many steps is not for a card. */
#define STEPS 200000

static void
set_known (SwValue    *object,
           const char *name,
           SwValue     value)
{
  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    sw_value_set_member (object, name, sw_value_ref (value));
}

static gboolean
evaluate_jsonata (const char         *text,
                  const SwAssistData *data,
                  SwValue            *result)
{
  g_auto (SwJsonataError) error = { 0 };
  g_autoptr (SwJsonata) expression = sw_jsonata_new (text, -1, &error);
  g_auto (SwJsonataError) failure = { 0 };
  g_auto (SwValue) bindings = SW_VALUE_INIT;
  SwValue states = sw_value_new_object (3);
  SwJsonataScope scope = { .now = data->now, .limits.steps = STEPS };

  bindings = sw_value_is (data->variables, SW_TYPE_OBJECT) ? sw_value_ref (data->variables)
                                                           : sw_value_new_object (1);
  set_known (&states, "input", data->input);
  set_known (&states, "result", data->result);
  set_known (&states, "context", data->context);
  sw_value_set_member (&bindings, "states", states);
  scope.bindings = bindings;

  return expression != NULL && sw_jsonata_evaluate (expression, &scope, result, &failure);
}

static gboolean
evaluate_path (const char         *text,
               SwValue             input,
               const SwAssistData *data,
               SwValue            *result)
{
  g_autoptr (SwPayloadTemplate) path = sw_payload_template_new_path (text, NULL);
  SwQueryScope scope = { .input = input, .context = data->context, .variables = data->variables };

  return path != NULL && sw_payload_template_evaluate (path, &scope, result, NULL, NULL);
}

/* What a JSONPath field reads: the result, what came of it, or the input */
static SwValue
get_input (const SwAssistSpot *spot,
           const SwAssistData *data)
{
  const char *field = spot->field != NULL    ? spot->field->name
                      : spot->around != NULL ? spot->around->name
                                             : "";

  if (strcmp (field, "ResultSelector") == 0)
    return data->result;

  return strcmp (field, "OutputPath") == 0 ? data->output : data->input;
}

/* The value of TEXT in the last run, on one line, or NULL */
static char *
dup_value (const SwAssistSpot *spot,
           const char         *text,
           const SwAssistData *data)
{
  g_auto (SwValue) result = SW_VALUE_INIT;
  gboolean done;

  if (sw_value_is (data->input, SW_TYPE_UNDEFINED))
    return NULL;
  done = spot->language == SW_QUERY_JSONATA
             ? evaluate_jsonata (text, data, &result)
             : evaluate_path (text, get_input (spot, data), data, &result);

  return done ? sw_value_dup_preview (result, VALUE_LENGTH) : NULL;
}

static void
add_value (SwExplanation      *self,
           const SwAssistSpot *spot,
           const char         *text,
           const SwAssistData *data)
{
  g_autofree char *value = dup_value (spot, text, data);

  if (value != NULL)
    sw_explanation_add (self, _ ("From the last run: %s"), value);
}

/* The states that assign a variable, each once */
static void
add_assigners (SwExplanation      *self,
               const SwAssistSpot *spot,
               const char         *name)
{
  g_autoptr (SwVariables) variables = sw_variables_new (spot->model);
  GArray *places = sw_variables_get_places (variables);
  g_autoptr (GPtrArray) states = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < places->len; i++)
    {
      const SwVariablePlace *place = &g_array_index (places, SwVariablePlace, i);

      if (place->assigned && place->state != NULL && strcmp (place->name, name) == 0
          && !g_ptr_array_find (states, place->state->name, NULL))
        g_ptr_array_add (states, place->state->name);
    }
  if (states->len == 0)
    {
      sw_explanation_add (self, "%s", _ ("Assigned nowhere"));
      return;
    }
  g_ptr_array_add (states, NULL);
  list = g_strjoinv (", ", (char **) states->pdata);
  sw_explanation_add (self, _ ("Assigned in: %s"), list);
}

/* A variable, where it is assigned, and its value in the last run */
SwExplanation *
sw_explain_variable (const SwAssistSpot *spot,
                     SwSpan              span,
                     const char         *name,
                     const SwAssistData *data)
{
  g_autofree char *bare = g_strndup (
      name, strlen (name) - (g_str_has_suffix (name, ".$") ? strlen (".$") : 0));
  g_autofree char *title = g_strconcat ("$", bare, NULL);
  SwExplanation *self = sw_explanation_new (SW_EXPLAIN_VARIABLE, span, title);
  g_autofree char *value = sw_value_dup_preview (sw_value_get_member (data->variables, bare),
                                                   VALUE_LENGTH);

  self->detail = g_strdup (_ ("variable"));
  add_assigners (self, spot, bare);
  if (value != NULL)
    sw_explanation_add (self, _ ("From the last run: %s"), value);

  return self;
}

static SwExplanation *
explain_function (const SwAssistSpot *spot,
                  SwSpan              span,
                  const char         *name)
{
  const SwFunction *function = sw_functions_find (spot->language, name);
  g_autofree char *title = NULL;
  SwExplanation *self;

  if (function == NULL)
    return NULL;
  title = g_strdup_printf ("%s(%s)", function->name, function->arguments);
  self = sw_explanation_new (SW_EXPLAIN_FUNCTION, span, title);
  self->detail = g_strdup (spot->language == SW_QUERY_JSONATA ? _ ("function of JSONata")
                                                              : _ ("intrinsic function"));
  self->help = g_strdup (_ (function->help));

  return self;
}

static gboolean
is_path_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || byte == '.' || byte == '$' || byte == '['
         || byte == ']' || (guchar) byte >= 0x80;
}

/* The path that ends with the word at SPAN of the text: "$states.input.order" */
static char *
dup_path (const char *text,
          SwSpan      span,
          gsize       limit)
{
  gsize start = span.start;

  while (start > limit && is_path_byte (text[start - 1]))
    start--;

  return g_strndup (text + start, span.end - start);
}

/* A member of what is read: the context object's have a line of help */
static SwExplanation *
explain_path (const SwAssistSpot *spot,
              SwSpan              span,
              const char         *path,
              const SwAssistData *data)
{
  const char *inside = g_str_has_prefix (path, "$states.context.")
                           ? path + strlen ("$states.context.")
                       : g_str_has_prefix (path, "$$.") ? path + strlen ("$$.")
                                                        : NULL;
  const SwContextMember *member = inside != NULL ? sw_context_members_find (inside) : NULL;
  SwExplanation *self = sw_explanation_new (SW_EXPLAIN_EXPRESSION, span, path);

  self->help = g_strdup (member != NULL ? _ (member->help) : NULL);
  add_value (self, spot, path, data);
  if (self->help == NULL && self->facts->len == 0)
    g_clear_pointer (&self, sw_explanation_free);

  return self;
}

/* The word at SPAN of the document */
static SwExplanation *
explain_token (const SwAssistSpot *spot,
               SwQueryTokenKind    kind,
               SwSpan              span,
               const SwAssistData *data)
{
  const char *text = sw_tree_get_text (sw_model_get_tree (spot->model), NULL);
  g_autofree char *word = g_strndup (text + span.start, sw_span_length (span));
  g_autofree char *path = dup_path (text, span, spot->content.start);

  if (kind == SW_QUERY_TOKEN_FUNCTION)
    return explain_function (spot, span, word);
  if (kind == SW_QUERY_TOKEN_VARIABLE && word[0] == '$' && word[1] != '$' && word[1] != '\0'
      && strcmp (word, "$states") != 0)
    return sw_explain_variable (spot, span, word + 1, data);
  if (kind == SW_QUERY_TOKEN_VARIABLE || kind == SW_QUERY_TOKEN_FIELD)
    return *path == '$' ? explain_path (spot, span, path, data) : NULL;

  return NULL;
}

/* The whole expression */
static SwExplanation *
explain_whole (const SwAssistSpot *spot,
               const SwEmbedded   *embedded,
               const SwAssistData *data)
{
  g_autofree char *text = g_strndup (embedded->text + embedded->start, embedded->length);
  g_autofree char *value = dup_value (spot, g_strstrip (text), data);
  SwExplanation *self;

  if (value == NULL)
    return NULL;
  self = sw_explanation_new (SW_EXPLAIN_EXPRESSION, spot->token, text);
  sw_explanation_add (self, _ ("From the last run: %s"), value);

  return self;
}

/* The expression at the place, and the word of it that is asked about; NULL where there is none, or
 * nothing is known. */
SwExplanation *
sw_explain_expression (const SwAssistSpot *spot,
                       gsize               offset,
                       const SwAssistData *data)
{
  g_auto (SwEmbedded) embedded = { 0 };
  g_autoptr (GArray) tokens = NULL;
  SwExplanation *self = NULL;

  if (spot->self == NULL || !sw_embedded_read (spot->model, spot->self, &embedded))
    return NULL;

  tokens = sw_embedded_dup_tokens (&embedded);
  for (guint i = 0; self == NULL && i < tokens->len; i++)
    {
      const SwQueryToken *token = &g_array_index (tokens, SwQueryToken, i);

      if (sw_span_contains (token->span, offset))
        self = explain_token (spot, token->kind, token->span, data);
    }

  return self != NULL ? self : explain_whole (spot, &embedded, data);
}
