/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-survey-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "asl/sw-operators.h"
#include "engine/sw-choice.h"
#include "engine/sw-time.h"
#include "json/sw-text.h"

/* Finds values that make a Choice take a rule: for each place that its rules read some candidates are
 * collected, on both sides of everything it is compared with; they are tried together, and the
 * engine itself says what comes of them. */

/* So many combinations are tried for one Choice. */
#define MAX_TRIES 20000

typedef struct
{
  guint   source;
  char   *way;
  GArray *candidates; /* SwValue; undefined: nothing stands there */
} Unknown;

typedef struct
{
  SwSurvey      *survey;
  SwStand       *stand;
  const SwState *state;
  GArray        *unknowns; /* Unknown */
  GString       *fixed;    /* what cannot be chosen, in words */
  guint          wanted;
  guint          tries;
  gboolean       anew;     /* as if nothing were decided before */
  GArray        *literals; /* SwValue: of the expression being read */
  GHashTable    *noted;    /* texts that `fixed` tells of */
} Search;

static void
value_clear (gpointer data)
{
  sw_value_clear (data);
}

static void
unknown_clear (gpointer data)
{
  Unknown *unknown = data;

  g_free (unknown->way);
  g_array_unref (unknown->candidates);
}

static GArray *
new_values (void)
{
  GArray *values = g_array_new (FALSE, TRUE, sizeof (SwValue));

  g_array_set_clear_func (values, value_clear);
  return values;
}

static void
add_value (GArray  *values,
           SwValue  take_value)
{
  for (guint i = 0; i < values->len; i++)
    {
      SwValue old = g_array_index (values, SwValue, i);

      if (sw_value_type (old) == sw_value_type (take_value)
          && (sw_value_is (old, SW_TYPE_UNDEFINED) || sw_value_equal (old, take_value)))
        {
          sw_value_clear (&take_value);
          return;
        }
    }
  g_array_append_val (values, take_value);
}

static void
add_text (GArray     *values,
          const char *text)
{
  add_value (values, sw_value_new_string (text));
}

/* The unknown at a place, with what stands there as its first candidate. What has to stay has no
 * other. */
static GArray *
find_candidates (Search         *self,
                 const SwOrigin *origin)
{
  SwDraft *draft = self->survey->draft;
  Unknown unknown;

  for (guint i = 0; i < self->unknowns->len; i++)
    {
      Unknown *each = &g_array_index (self->unknowns, Unknown, i);

      if (each->source == origin->source && g_str_equal (each->way, origin->way))
        return each->candidates;
    }
  unknown = (Unknown) { origin->source, g_strdup (origin->way), new_values () };
  add_value (unknown.candidates,
             sw_value_ref (sw_draft_get (draft, origin->source, origin->way)));
  g_array_append_val (self->unknowns, unknown);
  return unknown.candidates;
}

static gboolean
is_free (const Search   *self,
         const SwOrigin *origin)
{
  return origin->kind == SW_ORIGIN_PLACE
         && (self->anew
             || !sw_draft_is_fixed (self->survey->draft, origin->source, origin->way));
}

/* What is no place to be filled is told when nothing else is found. */
static void
note_fixed (Search         *self,
            const SwOrigin *origin,
            const char     *text)
{
  g_autofree char *shown = NULL;

  if (is_free (self, origin) || !g_hash_table_add (self->noted, g_strdup (text)))
    return;
  if (origin->kind == SW_ORIGIN_VALUE)
    shown = sw_value_is (origin->value, SW_TYPE_UNDEFINED)
                ? g_strdup (_ ("nothing"))
                : sw_value_to_text (origin->value, SW_TEXT_DEFAULT, NULL);
  if (shown != NULL)
    g_string_append_printf (self->fixed, _ ("; “%s” is always %s there"), text, shown);
  else if (origin->kind == SW_ORIGIN_UNKNOWN)
    g_string_append_printf (self->fixed, _ ("; “%s” is computed, which is not traced"), text);
  else if (origin->kind == SW_ORIGIN_PLACE)
    g_string_append_printf (self->fixed, _ ("; “%s” is decided by a Choice before"), text);
}

/* Texts that a StringMatches takes and does not take */
static void
add_matches (GArray     *values,
             const char *pattern)
{
  g_auto (GStrv) parts = g_strsplit (pattern, "*", -1);
  g_autofree char *filled = g_strjoinv ("x", parts), *bare = g_strjoinv ("", parts);

  add_text (values, filled);
  add_text (values, bare);
  add_text (values, "no match");
}

static void
add_times (GArray     *values,
           const char *text)
{
  SwInstant instant;
  char printed[SW_TIME_TEXT_SIZE];

  add_text (values, text);
  if (!sw_instant_parse (text, strlen (text), &instant))
    return;
  for (int seconds = -1; seconds <= 1; seconds += 2)
    {
      sw_time_print (sw_instant_to_microseconds (&instant) + seconds * G_USEC_PER_SEC, printed);
      add_text (values, printed);
    }
}

static void
add_numbers (GArray  *values,
             SwValue  number)
{
  double middle = sw_value_get_number (number);

  add_value (values, sw_value_ref (number));
  add_value (values, sw_value_new_number (middle - 1));
  add_value (values, sw_value_new_number (middle + 1));
}

/* Candidates on both sides of what a value is compared with */
static void
add_around (GArray        *values,
            SwValue        operand,
            SwOperandKind  type,
            gboolean       pattern)
{
  const char *text = sw_value_is (operand, SW_TYPE_STRING) ? sw_value_get_text (operand, NULL)
                                                           : NULL;
  g_autofree char *greater = NULL;

  if (sw_value_is (operand, SW_TYPE_NUMBER))
    add_numbers (values, operand);
  else if (sw_value_is (operand, SW_TYPE_BOOLEAN))
    {
      add_value (values, sw_value_ref (operand));
      add_value (values, sw_value_new_boolean (!sw_value_get_boolean (operand)));
    }
  else if (text != NULL && pattern)
    add_matches (values, text);
  else if (text != NULL && type == SW_OPERAND_TIMESTAMP)
    add_times (values, text);
  else if (text != NULL)
    {
      greater = g_strconcat (text, "x", NULL);
      add_text (values, text);
      add_text (values, greater);
      add_text (values, "");
    }
}

/* Is… tests tell kinds apart; only they let a value be absent in JSONPath. */
static void
add_kinds (GArray     *values,
           const char *name)
{
  add_text (values, "text");
  add_value (values, sw_value_new_integer (1));
  add_value (values, sw_value_new_boolean (TRUE));
  add_value (values, SW_VALUE_NULL);
  add_text (values, "2025-01-01T00:00:00Z");
  if (g_str_equal (name, "IsPresent"))
    add_value (values, SW_VALUE_INIT);
}

/* Two values that are compared with each other: the same few for both make each order possible. */
static void
add_orders (GArray        *values,
            SwOperandKind  type)
{
  static const char *const texts[] = { "a", "b", "c" };
  static const char *const times[]
      = { "2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z", "2025-01-03T00:00:00Z" };

  for (guint i = 0; i < 3; i++)
    if (type == SW_OPERAND_NUMBER)
      add_value (values, sw_value_new_integer (i + 1));
    else if (type == SW_OPERAND_BOOLEAN)
      add_value (values, sw_value_new_boolean (i == 0));
    else
      add_text (values, type == SW_OPERAND_TIMESTAMP ? times[i] : texts[i]);
}

static SwHint
get_hint (SwOperandKind type)
{
  switch (type)
    {
    case SW_OPERAND_NUMBER:
      return SW_HINT_NUMBER;
    case SW_OPERAND_BOOLEAN:
      return SW_HINT_BOOLEAN;
    case SW_OPERAND_TIMESTAMP:
      return SW_HINT_TIMESTAMP;
    case SW_OPERAND_TEXT:
    case SW_OPERAND_PATH:
    case SW_OPERAND_TEST:
    default:
      return SW_HINT_TEXT;
    }
}

static SwOrigin *
find_operand (Search       *self,
              const SwView *view,
              const char   *path,
              SwHint        hint)
{
  SwOrigin *origin = sw_view_evaluate (view, path, hint);

  note_fixed (self, origin, path);
  return origin;
}

static void
collect_comparison (Search       *self,
                    const SwView *view,
                    const char   *variable,
                    const SwNode *member)
{
  const SwOperator *operator = sw_operators_find (member->name);
  g_autoptr (SwOrigin) origin = NULL;
  g_autoptr (SwOrigin) other = NULL;
  g_autofree char *path = NULL;
  g_auto (SwValue) operand = SW_VALUE_INIT;
  SwHint hint;

  if (operator == NULL)
    return;
  hint = get_hint (operator->type);
  origin = find_operand (self, view, variable, hint);
  operand = sw_node_to_value (member);
  if (operator->operand == SW_OPERAND_PATH && (path = sw_node_dup_string (member, NULL)) != NULL)
    {
      other = find_operand (self, view, path, hint);
      if (is_free (self, other))
        add_orders (find_candidates (self, other), operator->type);
      if (is_free (self, origin))
        add_orders (find_candidates (self, origin), operator->type);
      if (other->kind == SW_ORIGIN_VALUE && is_free (self, origin))
        add_around (find_candidates (self, origin), other->value, operator->type, FALSE);
      if (origin->kind == SW_ORIGIN_VALUE && is_free (self, other))
        add_around (find_candidates (self, other), origin->value, operator->type, FALSE);
    }
  else if (is_free (self, origin) && operator->operand == SW_OPERAND_TEST)
    add_kinds (find_candidates (self, origin), operator->name);
  else if (is_free (self, origin))
    add_around (find_candidates (self, origin), operand, operator->type,
                g_str_equal (operator->name, "StringMatches"));
}

/* Recurses as deep as And, Or and Not are nested, which the reader of the text bounds. */
static void
collect_rule (Search       *self,
              const SwView *view,
              const SwNode *node)
{
  const SwNode *variable = sw_node_get_member (node, "Variable");
  g_autofree char *text = variable != NULL ? sw_node_dup_string (variable, NULL) : NULL;

  for (const SwNode *child = node->first; child != NULL; child = child->next)
    if (child->kind == SW_NODE_OBJECT || child->kind == SW_NODE_ARRAY)
      collect_rule (self, view, child);
    else if (text != NULL && child->name != NULL)
      collect_comparison (self, view, text, child);
}

/* Numbers and texts that stand in an expression, from which candidates are made for all that it
 * refers to */
static void
collect_literals (Search     *self,
                  const char *text)
{
  for (const char *at = text; *at != '\0';)
    {
      char *end = NULL;

      if (*at == '\'' || *at == '"')
        {
          const char *close = strchr (at + 1, *at);

          if (close == NULL)
            return;
          add_value (self->literals, sw_value_new_string_len (at + 1, close - at - 1));
          at = close + 1;
        }
      else if (g_ascii_isdigit (*at) && (at == text || !g_ascii_isalnum (at[-1])))
        {
          add_value (self->literals, sw_value_new_number (g_ascii_strtod (at, &end)));
          at = end;
        }
      else
        at++;
    }
}

static void
collect_reference (const SwView *view,
                   SwOrigin     *origin,
                   SwHint        hint,
                   gpointer      data)
{
  Search *self = data;
  GArray *values;

  note_fixed (self, origin, _ ("A value of the condition"));
  if (!is_free (self, origin))
    return;
  sw_survey_read (self->survey, origin, hint);
  values = find_candidates (self, origin);
  for (guint i = 0; i < self->literals->len; i++)
    add_around (values, g_array_index (self->literals, SwValue, i), SW_OPERAND_TEXT, FALSE);
  add_value (values, sw_value_new_boolean (TRUE));
  add_value (values, sw_value_new_boolean (FALSE));
  add_value (values, sw_value_new_integer (1));
  add_value (values, sw_value_new_integer (2));
  add_value (values, SW_VALUE_NULL);
  add_value (values, SW_VALUE_INIT);
}

static void
collect (Search       *self,
         const SwView *view)
{
  for (guint i = 0; i < self->state->rules->len; i++)
    {
      const SwNode *node = g_array_index (self->state->rules, SwRule, i).node;
      const SwNode *condition = sw_node_get_member (node, "Condition");
      g_autofree char *text = condition != NULL ? sw_node_dup_string (condition, NULL) : NULL;
      g_autofree char *inside = text != NULL ? sw_expression_dup_inside (text) : NULL;

      if (!view->jsonata)
        collect_rule (self, view, node);
      else if (inside != NULL)
        {
          collect_literals (self, inside);
          sw_view_scan (view, inside, collect_reference, self);
        }
    }
}

/* The variables as the draft makes them */
static SwValue
new_variables (const Search *self)
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
try (Search *self)
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
search (Search *self,
        guint   first,
        guint   n_changes)
{
  Unknown *unknown;

  if (self->tries >= MAX_TRIES || first + n_changes > self->unknowns->len)
    return FALSE;
  if (n_changes == 0)
    return try (self);
  if (search (self, first + 1, n_changes))
    return TRUE;
  unknown = &g_array_index (self->unknowns, Unknown, first);
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
refuse (Search *self)
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
run (Search       *self,
     const SwView *view)
{
  gboolean found = FALSE;

  collect (self, view);
  for (guint n = 0; n <= self->unknowns->len && !found && self->tries < MAX_TRIES; n++)
    found = search (self, 0, n);
  return found;
}

/* Looks for values as if none were decided before: the next walk begins with those. */
static void
find_preferences (Search       *self,
                  const SwView *view)
{
  SwSurvey *survey = self->survey;
  g_autoptr (GArray) unknowns = g_array_new (FALSE, TRUE, sizeof (Unknown));
  g_autoptr (GArray) literals = new_values ();
  g_autoptr (GString) fixed = g_string_new (NULL);
  g_autoptr (GHashTable) noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Search anew = { .survey = survey,
                  .stand = self->stand,
                  .state = self->state,
                  .unknowns = unknowns,
                  .fixed = fixed,
                  .literals = literals,
                  .noted = noted,
                  .wanted = self->wanted,
                  .anew = TRUE };

  g_array_set_clear_func (unknowns, unknown_clear);
  if (!run (&anew, view))
    return;
  for (guint i = 0; i < unknowns->len; i++)
    {
      const Unknown *each = &g_array_index (unknowns, Unknown, i);
      SwPreference preference
          = { each->source, g_strdup (each->way),
              sw_value_ref (sw_draft_get (survey->draft, each->source, each->way)) };

      g_array_append_val (survey->preferences, preference);
    }
  survey->again = unknowns->len > 0;
}

static void
fix (Search *self)
{
  for (guint i = 0; i < self->unknowns->len; i++)
    {
      const Unknown *each = &g_array_index (self->unknowns, Unknown, i);

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
  g_autoptr (GArray) unknowns = g_array_new (FALSE, TRUE, sizeof (Unknown));
  g_autoptr (GArray) literals = new_values ();
  g_autoptr (GString) fixed = g_string_new (NULL);
  g_autoptr (GHashTable) noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Search search_ = { .survey = self,
                     .stand = stand,
                     .state = state,
                     .unknowns = unknowns,
                     .fixed = fixed,
                     .literals = literals,
                     .noted = noted,
                     .wanted = wanted == G_MAXUINT ? 0 : wanted };
  SwView view = { .survey = self,
                  .stand = stand,
                  .jsonata = state->language == SW_QUERY_JSONATA,
                  .root = stand->input };
  g_autoptr (SwOrigin) effective = NULL;

  g_array_set_clear_func (unknowns, unknown_clear);
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
