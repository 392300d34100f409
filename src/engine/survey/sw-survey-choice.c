/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/survey/sw-survey-search.h"

#include <glib/gi18n.h>

#include "engine/execution/sw-choice.h"

/* Finds values that make a Choice take a rule: candidates for the places that its rules read
 * (sw-survey-candidates.c) are tried together, and the engine itself says what comes of them. */

/* So many combinations are tried for one Choice. */
#define MAX_TRIES 20000

/* The variables as the draft makes them */
static SwValue
new_variables (const SwSearch *self)
{
  SwValue variables = sw_value_new_object (4);
  GHashTableIter iter;
  gpointer name, origin;

  g_hash_table_iter_init (&iter, self->stand->variables);
  while (g_hash_table_iter_next (&iter, &name, &origin))
    {
      SwValue value = sw_origin_to_value (origin, self->survey->draft);

      if (!sw_value_is (value, SW_TYPE_UNDEFINED))
        sw_value_set_member (&variables, name, value);
    }
  return variables;
}

static gboolean
try (SwSearch *self)
{
  g_auto (SwValue) input = sw_origin_to_value (self->stand->input, self->survey->draft);
  g_auto (SwValue) variables = new_variables (self);
  SwValue execution_input = sw_draft_get (self->survey->draft, SW_DRAFT_INPUT, "");

  self->tries++;
  if (sw_value_is (input, SW_TYPE_UNDEFINED))
    input = sw_value_new_object (0);
  return sw_choice_try (self->survey->program, self->state, input, variables, execution_input, 0)
         == (int) self->wanted;
}

/* Tries candidates for N_CHANGES of the unknowns from FIRST on, leaving the others as they are; the
 * draft keeps those that serve. */
static gboolean
search (SwSearch *self,
        guint     first,
        guint     n_changes)
{
  SwUnknown *unknown;

  if (self->tries >= MAX_TRIES || first + n_changes > self->unknowns->len)
    return FALSE;
  if (n_changes == 0)
    return try (self);
  if (search (self, first + 1, n_changes))
    return TRUE;
  unknown = &g_array_index (self->unknowns, SwUnknown, first);
  for (guint i = 1; i < unknown->candidates->len; i++)
    {
      SwValue candidate = g_array_index (unknown->candidates, SwValue, i);

      sw_draft_set (self->survey->draft, unknown->source, unknown->way, sw_value_ref (candidate));
      if (search (self, first + 1, n_changes - 1))
        return TRUE;
    }
  sw_draft_set (self->survey->draft, unknown->source, unknown->way,
                sw_value_ref (g_array_index (unknown->candidates, SwValue, 0)));
  return FALSE;
}

static void
refuse (SwSearch *self)
{
  guint n_rules = self->state->rules->len;

  if (self->wanted == n_rules)
    sw_survey_refuse (self->survey,
                      _ ("No values were found for which no rule of “%s” is true%s"),
                      self->state->name, self->fixed->str);
  else
    sw_survey_refuse (self->survey,
                      _ ("No values were found for which rule %u of “%s” is true, and none before "
                         "it%s"),
                      self->wanted + 1, self->state->name, self->fixed->str);
}

/* Collects and tries. Returns whether values were found; the draft keeps them. */
static gboolean
run (SwSearch     *self,
     const SwView *view)
{
  gboolean found = FALSE;

  sw_search_collect (self, view);
  for (guint n = 0; n <= self->unknowns->len && !found && self->tries < MAX_TRIES; n++)
    found = search (self, 0, n);
  return found;
}

/* Looks for values as if none were decided before: the next walk begins with those. */
static void
find_preferences (SwSearch     *self,
                  const SwView *view)
{
  SwSurvey *survey = self->survey;
  g_auto (SwSearch) anew = { 0 };

  sw_search_init (&anew, survey, self->stand, self->state, self->wanted, TRUE);
  if (!run (&anew, view))
    return;
  for (guint i = 0; i < anew.unknowns->len; i++)
    {
      const SwUnknown *each = &g_array_index (anew.unknowns, SwUnknown, i);
      SwPreference preference
          = { each->source, g_strdup (each->way),
              sw_value_ref (sw_draft_get (survey->draft, each->source, each->way)) };

      g_array_append_val (survey->preferences, preference);
    }
  survey->again = anew.unknowns->len > 0;
}

static void
fix (SwSearch *self)
{
  for (guint i = 0; i < self->unknowns->len; i++)
    {
      const SwUnknown *each = &g_array_index (self->unknowns, SwUnknown, i);

      sw_draft_fix (self->survey->draft, each->source, each->way);
    }
}

/**
 * sw_survey_solve:
 * @stand: the data at the Choice
 * @state: the Choice
 * @wanted: index of the rule that is to be the first that is true; the number of rules: none is to
 *   be; %G_MAXUINT: it does not matter, the first is tried
 * @soft: a wish: it is no matter where no values are found
 *
 * Drafts values that make a Choice go a certain way, and keeps them.
 */
void
sw_survey_solve (SwSurvey      *self,
                 SwStand       *stand,
                 const SwState *state,
                 guint          wanted,
                 gboolean       soft)
{
  g_auto (SwSearch) search_ = { 0 };
  SwView view = { .survey = self,
                  .stand = stand,
                  .jsonata = state->language == SW_QUERY_JSONATA,
                  .root = stand->input };
  g_autoptr (SwOrigin) effective = NULL;

  sw_search_init (&search_, self, stand, state, wanted == G_MAXUINT ? 0 : wanted, FALSE);
  effective = view.jsonata ? NULL : sw_view_field (&view, state, "InputPath", SW_HINT_OBJECT);
  if (effective != NULL)
    view.root = effective;
  if (run (&search_, &view))
    {
      if (wanted != G_MAXUINT)
        fix (&search_);
      return;
    }
  if (soft)
    return;
  refuse (&search_);
  find_preferences (&search_, &view);
}
