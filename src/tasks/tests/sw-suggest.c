/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-suggest-private.h"

#include <glib/gi18n.h>

#include "asl/check/sw-check.h"
#include "tasks/tests/sw-test-edits.h"

/**
 * sw_suggestion_free:
 *
 * Frees a suggestion.
 */
void
sw_suggestion_free (SwSuggestion *self)
{
  sw_value_clear (&self->test);
  g_free (self->name);
  g_free (self->why);
  g_free (self);
}

static char *
dup_target (const SwCoverageItem *item)
{
  char *target = sw_node_dup_string (item->node, NULL);

  return target != NULL ? target : g_strdup ("");
}

/* What a test that comes by a part is called */
static char *
dup_name (const SwCoverageItem *item)
{
  const char *state = item->state->name;
  g_autofree char *target = dup_target (item);

  switch (item->kind)
    {
    case SW_COVERED_EDGE:
      if (item->edge == SW_EDGE_END)
        return g_strdup_printf (_ ("“%s” ends well"), state);
      if (item->edge == SW_EDGE_DEFAULT)
        return g_strdup_printf (_ ("“%s” takes its Default"), state);
      return g_strdup_printf (_ ("“%s” goes on to “%s”"), state, target);
    case SW_COVERED_RULE_TRUE:
      return g_strdup_printf (_ ("Rule %u of “%s” is true"), item->index + 1, state);
    case SW_COVERED_RULE_FALSE:
      return g_strdup_printf (_ ("Rule %u of “%s” is false"), item->index + 1, state);
    case SW_COVERED_CATCHER:
      return g_strdup_printf (_ ("Catcher %u of “%s” takes an error"), item->index + 1, state);
    case SW_COVERED_RETRIER:
      return g_strdup_printf (_ ("Retrier %u of “%s” tries again"), item->index + 1, state);
    case SW_COVERED_STATE:
    case SW_N_COVERED:
    default:
      return g_strdup_printf (_ ("“%s” is entered"), state);
    }
}

/* What a rule or a catcher brings about is asked for there, not once more for its edge. */
static gboolean
is_asked_elsewhere (const SwCoverageItem *item)
{
  return item->kind == SW_COVERED_EDGE
         && (item->edge == SW_EDGE_RULE || item->edge == SW_EDGE_CATCH);
}

static guint
count_covered (const SwCoverage *coverage)
{
  g_autoptr (GArray) items = sw_coverage_dup_items (coverage);
  guint covered = 0;

  for (guint i = 0; i < items->len; i++)
    covered += g_array_index (items, SwCoverageItem, i).hits > 0;
  return covered;
}

/* What the checker knows of a rule, if it proved that it is dead */
static char *
dup_proof (GPtrArray            *diagnostics,
           const SwCoverageItem *item)
{
  g_autofree char *pointer = NULL;

  if (item->kind != SW_COVERED_RULE_TRUE)
    return NULL;
  pointer = sw_node_dup_pointer (item->node);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *each = g_ptr_array_index (diagnostics, i);

      if (g_strcmp0 (each->kind, "rule-never-matches") == 0
          && g_str_has_prefix (each->pointer, pointer))
        return g_strdup (each->message);
    }
  return NULL;
}

/* Tries the plans one after the other; the first reason stays where none serves. */
static void
find_test (SwTestSuite  *suite,
           SwSuggestion *suggestion,
           SwCoverage   *covered,
           GCancellable *cancellable)
{
  const SwModel *model = sw_program_get_model (sw_test_suite_get_program (suite, NULL));
  g_autoptr (GPtrArray) plans = sw_plans_find (&suggestion->item, model, &suggestion->why);
  g_autofree char *wished = dup_name (&suggestion->item);
  g_autofree char *name = sw_test_dup_new_name (sw_test_suite_get_tasks (suite), wished);
  guint before = count_covered (covered);

  for (guint i = 0; i < 2 * plans->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autofree char *why = NULL;

      if (sw_suggest_try (suite, plans->pdata[i / 2], i % 2 == 0, &suggestion->item, name, covered,
                          &suggestion->test, &why))
        {
          suggestion->name = g_steal_pointer (&name);
          suggestion->gain = count_covered (covered) - before;
          g_clear_pointer (&suggestion->why, g_free);
          return;
        }
      if (suggestion->why == NULL)
        suggestion->why = g_steal_pointer (&why);
    }
}

/* The part as it stands now */
static guint
get_hits_now (const SwCoverage *covered,
              guint             index)
{
  g_autoptr (GArray) items = sw_coverage_dup_items (covered);

  return g_array_index (items, SwCoverageItem, index).hits;
}

/**
 * sw_suggest:
 * @suite: a definition with its tests
 * @covered: what the tests came by (sw_test_suite_new_coverage()); what the suggested ones come by
 *   is added
 * @cancellable: (nullable): to stop early
 *
 * Finds tests for all that no test comes by. Each is run before it is offered, and expects what
 * came of that run.
 *
 * Returns: (transfer full) (element-type SwSuggestion): a test, or why there is none, for what had
 *   no
 * turn; what a test before comes by as well is left out
 */
GPtrArray *
sw_suggest (SwTestSuite  *suite,
            SwCoverage   *covered,
            GCancellable *cancellable)
{
  GPtrArray *suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_suggestion_free);
  g_autoptr (GArray) items = sw_coverage_dup_items (covered);
  g_autoptr (GPtrArray) diagnostics
      = sw_check (sw_coverage_get_model (covered), SW_MACHINE_STANDARD);

  if (sw_test_suite_get_program (suite, NULL) == NULL)
    return suggestions;
  for (guint i = 0; i < items->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const SwCoverageItem *item = &g_array_index (items, SwCoverageItem, i);
      SwSuggestion *suggestion;

      if (is_asked_elsewhere (item) || get_hits_now (covered, i) > 0)
        continue;
      suggestion = g_new0 (SwSuggestion, 1);
      suggestion->item = *item;
      g_ptr_array_add (suggestions, suggestion);
      suggestion->why = dup_proof (diagnostics, item);
      if (suggestion->why == NULL)
        find_test (suite, suggestion, covered, cancellable);
    }
  return suggestions;
}
