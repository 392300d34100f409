/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-shown.h"

/* What is known of a state */
typedef struct
{
  SwRunStateInfo info;
  SwVisit       *latest;
} Entry;

struct _SwRunShown
{
  GHashTable *entries; /* borrowed char *, JSON pointer -> Entry */
  GHashTable *edges;   /* char *, see dup_edge_key() -> count */
};

/* An edge by the state it leaves; Start's by the state it enters */
static char *
dup_edge_key (const char *pointer,
              int         kind,
              guint       index)
{
  return g_strdup_printf ("%s %d %u", pointer, kind, index);
}

static void
count_edge (SwRunShown *self,
            const char *pointer,
            int         kind,
            guint       index)
{
  char *key;
  guint count;

  if (pointer == NULL)
    return;
  key = dup_edge_key (pointer, kind, index);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->edges, key));
  g_hash_table_replace (self->edges, key, GUINT_TO_POINTER (count + 1));
}

static gboolean
is_open (SwRunState state)
{
  return state == SW_RUN_STATE_RUNNING || state == SW_RUN_STATE_WAITING;
}

static void
count_visit (SwRunShown *self,
             SwVisit    *visit,
             SwRunState  state)
{
  Entry *entry;

  if (visit->state->pointer == NULL)
    return;
  entry = g_hash_table_lookup (self->entries, visit->state->pointer);
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      g_hash_table_insert (self->entries, (gpointer) visit->state->pointer, entry);
    }
  if (is_open (state) || !is_open (entry->info.state))
    entry->info.state = state;
  entry->info.entered++;
  entry->info.running += is_open (state);
  entry->info.succeeded += state == SW_RUN_STATE_SUCCEEDED;
  entry->info.caught += state == SW_RUN_STATE_CAUGHT;
  entry->info.failed += state == SW_RUN_STATE_FAILED;
  entry->info.aborted += state == SW_RUN_STATE_ABORTED;
  entry->info.attempts += visit->round;
  if (entry->latest == NULL || visit->entered > entry->latest->entered)
    entry->latest = visit;
}

/* Recurses as deep as states are nested, which the model bounds. */
static void
walk (SwRunShown       *self,
      const SwSnapshot *snapshot,
      const SwVisit    *outer)
{
  gboolean first = TRUE;

  for (guint i = 0; i < sw_visit_get_n_children (outer); i++)
    {
      SwVisit *visit = sw_visit_get_child (outer, i);
      SwRunState state = sw_snapshot_get_visit (snapshot, visit);

      if (state == SW_RUN_STATE_IDLE)
        continue;
      if (visit->kind == SW_VISIT_STATE)
        {
          count_visit (self, visit, state);
          if (first)
            count_edge (self, visit->state->pointer, SW_EDGE_START, 0);
          if (!is_open (state) && visit->left_by != SW_EDGE_NONE)
            count_edge (self, visit->state->pointer, visit->left_by, visit->left_index);
          first = FALSE;
        }
      walk (self, snapshot, visit);
    }
}

/**
 * sw_run_shown_new:
 * @snapshot: at the event that is looked at
 * @iteration: a visit of that kind
 *
 * Costs what is inside the iteration.
 *
 * Returns: (transfer full): the standings
 */
SwRunShown *
sw_run_shown_new (const SwSnapshot *snapshot,
                  const SwVisit    *iteration)
{
  SwRunShown *self = g_new (SwRunShown, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->edges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk (self, snapshot, iteration);
  return self;
}

/**
 * sw_run_shown_free:
 *
 * Frees it; the snapshot it was made of stays.
 */
void
sw_run_shown_free (SwRunShown *self)
{
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->edges);
  g_free (self);
}

/**
 * sw_run_shown_lookup:
 * @pointer: JSON pointer of a state
 *
 * Returns: (transfer none): how it stands; idle where it was not entered
 */
const SwRunStateInfo *
sw_run_shown_lookup (const SwRunShown *self,
                     const char       *pointer)
{
  static const SwRunStateInfo idle = { SW_RUN_STATE_IDLE };
  const Entry *entry = g_hash_table_lookup (self->entries, pointer);

  return entry != NULL ? &entry->info : &idle;
}

/**
 * sw_run_shown_edge_count:
 *
 * Returns: how often the edge was taken
 */
guint
sw_run_shown_edge_count (const SwRunShown  *self,
                         const SwGraphEdge *edge)
{
  gboolean start = edge->kind == SW_EDGE_START;
  const SwState *state = start ? edge->to->state : edge->from->state;
  g_autofree char *key = NULL;

  if (state == NULL)
    return 0;
  key = dup_edge_key (state->pointer, edge->kind,
                      edge->kind == SW_EDGE_RULE || edge->kind == SW_EDGE_CATCH ? edge->index : 0);
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->edges, key));
}

/**
 * sw_run_shown_find_visit:
 *
 * Returns: (nullable): the latest visit of the state at @pointer
 */
SwVisit *
sw_run_shown_find_visit (const SwRunShown *self,
                         const char       *pointer)
{
  const Entry *entry = g_hash_table_lookup (self->entries, pointer);

  return entry != NULL ? entry->latest : NULL;
}
