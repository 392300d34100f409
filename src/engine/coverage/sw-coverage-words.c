/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/coverage/sw-coverage.h"

#include <glib/gi18n.h>

/* What coverage comes to, in numbers and in words. */

/* By SwCoveredKind; stable, scripts read them */
static const char *const names[SW_N_COVERED]
    = { "state", "edge", "rule-true", "rule-false", "catcher", "retrier" };

/**
 * sw_covered_kind_get_name:
 *
 * Returns: what reports call it: "rule-true"; static
 */
const char *
sw_covered_kind_get_name (SwCoveredKind kind)
{
  return names[kind];
}

/* "next", "default" … as an edge's words */
static char *
dup_edge_words (const SwCoverageItem *item,
                const char           *target)
{
  const char *state = item->state->name;

  switch (item->edge)
    {
    case SW_EDGE_RULE:
      return g_strdup_printf (_ ("“%s” was not left by its rule %u to “%s”"), state,
                              item->index + 1, target);
    case SW_EDGE_DEFAULT:
      return g_strdup_printf (_ ("“%s” was not left by its Default to “%s”"), state, target);
    case SW_EDGE_CATCH:
      return g_strdup_printf (_ ("“%s” was not left by its catcher %u to “%s”"), state,
                              item->index + 1, target);
    case SW_EDGE_END:
      return g_strdup_printf (_ ("“%s” was not left by its End"), state);
    case SW_EDGE_START:
    case SW_EDGE_NEXT:
    default:
      return g_strdup_printf (_ ("“%s” was not left to “%s”"), state, target);
    }
}

/**
 * sw_coverage_item_dup_words:
 * @item: something that had no turn
 *
 * Returns: (transfer full): a sentence that says so
 */
char *
sw_coverage_item_dup_words (const SwCoverageItem *item)
{
  const char *state = item->state->name;
  g_autofree char *target = NULL;

  switch (item->kind)
    {
    case SW_COVERED_EDGE:
      target = sw_node_dup_string (item->node, NULL);
      return dup_edge_words (item, target != NULL ? target : "");
    case SW_COVERED_RULE_TRUE:
      return g_strdup_printf (_ ("Rule %u of “%s” was never true"), item->index + 1, state);
    case SW_COVERED_RULE_FALSE:
      return g_strdup_printf (_ ("Rule %u of “%s” was never false"), item->index + 1, state);
    case SW_COVERED_CATCHER:
      return g_strdup_printf (_ ("Catcher %u of “%s” never took an error"), item->index + 1, state);
    case SW_COVERED_RETRIER:
      return g_strdup_printf (_ ("Retrier %u of “%s” never tried again"), item->index + 1, state);
    case SW_COVERED_STATE:
    case SW_N_COVERED:
    default:
      return g_strdup_printf (_ ("“%s” was not entered"), state);
    }
}

/**
 * sw_coverage_count_totals:
 * @items: (element-type SwCoverageItem): as sw_coverage_dup_items() gives them
 * @totals: (out caller-allocates): by SwCoveredKind
 *
 * Counts the parts that had their turn.
 */
void
sw_coverage_count_totals (GArray          *items,
                          SwCoverageTotal  totals[SW_N_COVERED])
{
  for (guint i = 0; i < SW_N_COVERED; i++)
    totals[i] = (SwCoverageTotal) { 0, 0 };
  for (guint i = 0; i < items->len; i++)
    {
      const SwCoverageItem *item = &g_array_index (items, SwCoverageItem, i);

      totals[item->kind].total++;
      totals[item->kind].covered += item->hits > 0;
    }
}

/**
 * sw_coverage_get_percentage:
 * @items: (element-type SwCoverageItem): as sw_coverage_dup_items() gives them
 *
 * Returns: how much of the whole had its turn, 0 to 100: each part, of whatever kind, counts the
 * same; 100 for a definition without any
 */
double
sw_coverage_get_percentage (GArray *items)
{
  guint covered = 0;

  for (guint i = 0; i < items->len; i++)
    covered += g_array_index (items, SwCoverageItem, i).hits > 0;
  return items->len > 0 ? 100.0 * covered / items->len : 100;
}
