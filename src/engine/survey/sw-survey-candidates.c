/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/survey/sw-survey-search.h"

#include <glib/gi18n.h>
#include <string.h>

#include "asl/rules/sw-operators.h"
#include "engine/sw-time.h"
#include "json/sw-text.h"

/* For each place that the rules of a Choice read some candidates are collected, on both sides of
 * everything it is compared with. */

static void
value_clear (gpointer data)
{
  sw_value_clear (data);
}

static void
unknown_clear (gpointer data)
{
  SwUnknown *unknown = data;

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

/**
 * sw_search_init:
 * @survey: whose draft gets the values
 * @stand: the data at the Choice
 * @state: the Choice
 * @wanted: index of the rule to be the first that is true; the number of rules: none
 * @anew: as if nothing were decided before
 *
 * Begins a search.
 */
void
sw_search_init (SwSearch      *self,
                SwSurvey      *survey,
                SwStand       *stand,
                const SwState *state,
                guint          wanted,
                gboolean       anew)
{
  *self = (SwSearch) { .survey = survey,
                       .stand = stand,
                       .state = state,
                       .unknowns = g_array_new (FALSE, TRUE, sizeof (SwUnknown)),
                       .fixed = g_string_new (NULL),
                       .wanted = wanted,
                       .anew = anew,
                       .literals = new_values (),
                       .noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  g_array_set_clear_func (self->unknowns, unknown_clear);
}

/**
 * sw_search_clear:
 *
 * Frees what a search holds.
 */
void
sw_search_clear (SwSearch *self)
{
  g_array_unref (self->unknowns);
  g_array_unref (self->literals);
  g_string_free (self->fixed, TRUE);
  g_hash_table_unref (self->noted);
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
find_candidates (SwSearch       *self,
                 const SwOrigin *origin)
{
  SwDraft *draft = self->survey->draft;
  SwUnknown unknown;

  for (guint i = 0; i < self->unknowns->len; i++)
    {
      SwUnknown *each = &g_array_index (self->unknowns, SwUnknown, i);

      if (each->source == origin->source && g_str_equal (each->way, origin->way))
        return each->candidates;
    }
  unknown = (SwUnknown) { origin->source, g_strdup (origin->way), new_values () };
  add_value (unknown.candidates,
             sw_value_ref (sw_draft_get (draft, origin->source, origin->way)));
  g_array_append_val (self->unknowns, unknown);
  return unknown.candidates;
}

static gboolean
is_free (const SwSearch *self,
         const SwOrigin *origin)
{
  return origin->kind == SW_ORIGIN_PLACE
         && (self->anew
             || !sw_draft_is_fixed (self->survey->draft, origin->source, origin->way));
}

/* What is no place to be filled is told when nothing else is found. */
static void
note_fixed (SwSearch       *self,
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
find_operand (SwSearch     *self,
              const SwView *view,
              const char   *path,
              SwHint        hint)
{
  SwOrigin *origin = sw_view_evaluate (view, path, hint);

  note_fixed (self, origin, path);
  return origin;
}

static void
collect_comparison (SwSearch     *self,
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
collect_rule (SwSearch     *self,
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
collect_literals (SwSearch   *self,
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
  SwSearch *self = data;
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

/**
 * sw_search_collect:
 * @view: what the rules see
 *
 * Collects the places that the rules of a Choice read, each with the values that may make a
 * difference to them.
 */
void
sw_search_collect (SwSearch     *self,
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
