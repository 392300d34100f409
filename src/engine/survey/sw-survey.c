/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/survey/sw-survey-private.h"

#include <stdarg.h>
#include <string.h>

#include "asl/graph/sw-exits.h"
#include "json/sw-text.h"

#define SAMPLE_TIME "2025-01-01T00:00:00Z"

static void
decision_free (gpointer data)
{
  SwDecision *decision = data;

  g_free (decision->error);
  g_free (decision);
}

static void
decisions_free (gpointer data)
{
  SwDecisions *decisions = data;

  g_ptr_array_unref (decisions->list);
  g_free (decisions);
}

static void
preference_clear (gpointer data)
{
  SwPreference *preference = data;

  g_free (preference->way);
  sw_value_clear (&preference->value);
}

/**
 * sw_survey_new:
 * @program: what is walked through; kept
 *
 * Returns: (transfer full): a walk that has not begun
 */
SwSurvey *
sw_survey_new (SwProgram *program)
{
  SwSurvey *self = g_new0 (SwSurvey, 1);

  self->program = sw_program_ref (program);
  self->draft = sw_draft_new ();
  self->preferences = g_array_new (FALSE, TRUE, sizeof (SwPreference));
  g_array_set_clear_func (self->preferences, preference_clear);
  self->decisions = g_hash_table_new_full (NULL, NULL, NULL, decisions_free);
  return self;
}

/**
 * sw_survey_free:
 *
 * Frees a survey and its draft.
 */
void
sw_survey_free (SwSurvey *self)
{
  g_hash_table_unref (self->decisions);
  g_array_unref (self->preferences);
  sw_draft_free (self->draft);
  sw_program_unref (self->program);
  g_free (self->why);
  g_free (self);
}

/**
 * sw_survey_decide:
 * @state: of the program's model
 * @edge: how it is to be left: NEXT, RULE, DEFAULT or CATCH
 * @index: of the rule or catcher
 * @error: (nullable): what the state fails with, for CATCH
 * @soft: a wish alone: where nothing makes it come out, the walk goes on without it
 *
 * Lays down a decision, before the walk: of the first visit of a state; a second one of the same
 * state of its second visit, and so on.
 */
void
sw_survey_decide (SwSurvey      *self,
                  const SwState *state,
                  SwEdgeKind     edge,
                  guint          index,
                  const char    *error,
                  gboolean       soft)
{
  SwDecision *decision = g_new0 (SwDecision, 1);
  SwDecisions *decisions = g_hash_table_lookup (self->decisions, state);

  if (decisions == NULL)
    {
      decisions = g_new0 (SwDecisions, 1);
      decisions->list = g_ptr_array_new_with_free_func (decision_free);
      g_hash_table_insert (self->decisions, (gpointer) state, decisions);
    }
  decision->soft = soft;
  decision->edge = edge;
  decision->index = index;
  decision->error = g_strdup (error);
  g_ptr_array_add (decisions->list, decision);
}

/**
 * sw_survey_refuse:
 *
 * Notes why a decision cannot come out; the first reason stays.
 */
void
sw_survey_refuse (SwSurvey   *self,
                  const char *format,
                  ...)
{
  va_list arguments;

  if (self->why != NULL)
    return;
  va_start (arguments, format);
  self->why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

/**
 * sw_stand_new:
 * @take_input: of the next state
 * @from: (nullable): where the variables and the item of a Map come from
 *
 * Returns: (transfer full): the data at the entry of a state
 */
SwStand *
sw_stand_new (SwOrigin      *take_input,
              const SwStand *from)
{
  SwStand *self = g_new0 (SwStand, 1);
  GHashTableIter iter;
  gpointer name, origin;

  self->input = take_input;
  self->variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) sw_origin_unref);
  if (from == NULL)
    return self;
  g_hash_table_iter_init (&iter, from->variables);
  while (g_hash_table_iter_next (&iter, &name, &origin))
    g_hash_table_insert (self->variables, g_strdup (name), sw_origin_ref (origin));
  self->item = from->item != NULL ? sw_origin_ref (from->item) : NULL;
  return self;
}

/**
 * sw_stand_free:
 *
 * Frees it.
 */
void
sw_stand_free (SwStand *self)
{
  sw_origin_unref (self->input);
  g_hash_table_unref (self->variables);
  g_clear_pointer (&self->item, sw_origin_unref);
  g_free (self);
}

/* The last member's name of a way: a text that tells what it stands for */
static char *
dup_last_name (const char *way)
{
  const char *step = strrchr (way, '/');
  guint index;

  return step == NULL || sw_way_step_is_index (step + 1, &index) ? g_strdup ("text")
                                                                 : sw_way_step_dup_name (step + 1);
}

static SwValue
new_sample (const char *way,
            SwHint      hint)
{
  g_autofree char *name = NULL;
  SwValue value;

  switch (hint)
    {
    case SW_HINT_BOOLEAN:
      return sw_value_new_boolean (TRUE);
    case SW_HINT_NUMBER:
      return sw_value_new_integer (1);
    case SW_HINT_TIMESTAMP:
      return sw_value_new_string (SAMPLE_TIME);
    case SW_HINT_ARRAY:
      value = sw_value_new_array (1);
      sw_value_append (&value, sw_value_new_object (0));
      return value;
    case SW_HINT_OBJECT:
      return sw_value_new_object (0);
    case SW_HINT_TEXT:
    default:
      name = dup_last_name (way);
      return sw_value_new_string (name);
    }
}

/* Whether what stands there is our own text, which a better hint may replace */
static gboolean
is_mere_text (SwValue     value,
              const char *way)
{
  g_autofree char *name = dup_last_name (way);

  return sw_value_is (value, SW_TYPE_STRING)
         && g_strcmp0 (sw_value_get_text (value, NULL), name) == 0;
}

/**
 * sw_survey_read:
 * @origin: what is read
 * @hint: what it must be
 *
 * Sees to it that the draft has something where a state reads.
 */
void
sw_survey_read (SwSurvey       *self,
                const SwOrigin *origin,
                SwHint          hint)
{
  SwValue value = SW_VALUE_INIT;

  if (origin->kind != SW_ORIGIN_PLACE
      || sw_draft_is_fixed (self->draft, origin->source, origin->way))
    return;
  value = sw_draft_get (self->draft, origin->source, origin->way);
  if (origin->way[0] == '\0' && hint <= SW_HINT_TEXT)
    return;
  if (sw_value_is (value, SW_TYPE_UNDEFINED)
      || (hint > SW_HINT_TEXT && is_mere_text (value, origin->way))
      || (hint == SW_HINT_ARRAY && !sw_value_is (value, SW_TYPE_ARRAY)))
    sw_draft_set (self->draft, origin->source, origin->way, new_sample (origin->way, hint));
}

/**
 * sw_survey_get_draft:
 *
 * Returns: (transfer none): the input and results as they were made up so far
 */
SwDraft *
sw_survey_get_draft (SwSurvey *self)
{
  return self->draft;
}

/**
 * sw_survey_get_why:
 *
 * Returns: (nullable): why a decision cannot come out, a sentence
 */
const char *
sw_survey_get_why (SwSurvey *self)
{
  return self->why;
}

/**
 * sw_sample_input_new:
 * @program: a definition
 *
 * Makes up an input from what a definition reads: members at the places it names, texts, numbers or
 * times as it uses them, and values that make the first rules of its Choices true.
 *
 * Returns: (transfer full): an object; empty where nothing is read
 */
SwValue
sw_sample_input_new (SwProgram *program)
{
  g_autoptr (SwSurvey) survey = sw_survey_new (program);
  SwValue input = SW_VALUE_INIT;

  sw_survey_walk (survey);
  input = sw_draft_get (survey->draft, SW_DRAFT_INPUT, "");
  return sw_value_is (input, SW_TYPE_UNDEFINED) ? sw_value_new_object (0) : sw_value_ref (input);
}
