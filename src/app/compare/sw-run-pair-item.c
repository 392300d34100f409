/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compare/sw-run-pair-item.h"

#include <glib/gi18n.h>

#include "app/runs/record/sw-visit-list.h"

/* Words for what differs, in the order of the flags */
static const char *const words[SW_APART_N] = {
  N_("input"), N_("result"), N_("output"), N_("variables"),
  N_("status"), N_("error"), N_("attempts"), N_("way out"),
};

static SwChange
get_change (gconstpointer data)
{
  const SwVisitPair *pair = data;

  if (pair->before == NULL)
    return SW_CHANGE_ADDED;
  return pair->after == NULL ? SW_CHANGE_REMOVED : SW_CHANGE_CHANGED;
}

static char *
dup_title (gconstpointer data)
{
  const SwVisitPair *pair = data;

  return sw_visit_dup_name (pair->after != NULL ? pair->after : pair->before);
}

static char *
dup_subtitle (gconstpointer data)
{
  const SwVisitPair *pair = data;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (pair->before == NULL)
    return g_strdup (_("In the later run alone"));
  if (pair->after == NULL)
    return g_strdup (_("In the earlier run alone"));
  for (guint i = 0; i < SW_APART_N; i++)
    if (pair->apart & (1u << i))
      g_strv_builder_add (builder, gettext (words[i]));
  parts = g_strv_builder_end (builder);
  return g_strjoinv (", ", parts);
}

static guint
get_depth (gconstpointer data)
{
  return ((const SwVisitPair *) data)->depth;
}

/**
 * sw_run_pair_items_new:
 * @diff: two runs; must outlive the rows
 *
 * Returns: (transfer full): a list of SwChangeItem, one for each visit that differs: what of it
 *   does, or which run alone has it
 */
GListModel *
sw_run_pair_items_new (SwRunDiff *diff)
{
  static const SwChangeKind kind = { get_change, dup_title, dup_subtitle, NULL, get_depth };
  GListStore *store = g_list_store_new (SW_TYPE_CHANGE_ITEM);
  GArray *pairs = sw_run_diff_get_pairs (diff);

  for (guint i = 0; i < pairs->len; i++)
    {
      const SwVisitPair *pair = &g_array_index (pairs, SwVisitPair, i);
      g_autoptr (SwChangeItem) item = NULL;

      if (sw_visit_pair_is_same (pair))
        continue;
      item = sw_change_item_new (&kind, pair, NULL, NULL);
      g_list_store_append (store, item);
    }
  return G_LIST_MODEL (store);
}

/**
 * sw_run_pair_item_get_pair:
 * @item: of such a list
 *
 * Returns: (transfer none): the visit in both runs
 */
const SwVisitPair *
sw_run_pair_item_get_pair (SwChangeItem *item)
{
  return sw_change_item_get_data (item);
}
