/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-run-diff.h"

/* Where more pairs of visits than this would have to be weighed, what follows the place where two
 * runs part is told of each by itself. */
#define MOST_ALIGNED 1000000

struct _SwRunDiff
{
  const SwTrace *before;
  const SwTrace *after;
  GArray        *pairs; /* SwVisitPair */
};

static const char *const names[SW_APART_N] = {
  "input", "result", "output", "variables", "status", "error", "attempts", "way",
};

/* Whether two visits are of the same state, or are the same branch or iteration */
static gboolean
is_same_place (const SwVisit *before, const SwVisit *after)
{
  if (before->kind != after->kind)
    return FALSE;
  if (before->kind == SW_VISIT_STATE)
    return g_str_equal (before->state->name, after->state->name);
  return before->index == after->index && before->round == after->round;
}

static SwApart
compare_values (SwValue before, SwValue after, SwApart apart)
{
  if (sw_value_is (before, SW_TYPE_UNDEFINED) && sw_value_is (after, SW_TYPE_UNDEFINED))
    return 0;
  return sw_value_equal (before, after) ? 0 : apart;
}

static guint
count_attempts (const SwTrace *trace, const SwVisit *visit)
{
  g_autoptr (GArray) attempts = NULL;

  if (visit->kind != SW_VISIT_STATE)
    return 0;
  attempts = sw_trace_dup_attempts (trace, visit, sw_trace_get_n_events (trace));
  return attempts->len;
}

static SwApart
compare_ends (const SwRunDiff *self, const SwVisit *before, const SwVisit *after)
{
  SwApart apart = 0;

  if (before->status != after->status)
    apart |= SW_APART_STATUS;
  if (before->left_by != after->left_by || before->left_index != after->left_index)
    apart |= SW_APART_WAY;
  if (g_strcmp0 (sw_trace_get_error (self->before, before),
                 sw_trace_get_error (self->after, after)) != 0
      || g_strcmp0 (sw_trace_get_cause (self->before, before),
                    sw_trace_get_cause (self->after, after)) != 0)
    apart |= SW_APART_ERROR;
  if (count_attempts (self->before, before) != count_attempts (self->after, after))
    apart |= SW_APART_ATTEMPTS;
  return apart;
}

static SwApart
compare_visits (const SwRunDiff *self, const SwVisit *before, const SwVisit *after)
{
  const SwTrace *first = self->before;
  const SwTrace *second = self->after;
  SwApart apart = compare_ends (self, before, after);

  apart |= compare_values (sw_trace_get_input (first, before), sw_trace_get_input (second, after),
                           SW_APART_INPUT);
  apart |= compare_values (sw_trace_get_result (first, before), sw_trace_get_result (second, after),
                           SW_APART_RESULT);
  apart |= compare_values (sw_trace_get_output (first, before), sw_trace_get_output (second, after),
                           SW_APART_OUTPUT);
  apart |= compare_values (sw_trace_get_assigned (first, before),
                           sw_trace_get_assigned (second, after), SW_APART_ASSIGNED);
  return apart;
}

static void add_children (SwRunDiff     *self,
                          const SwVisit *before,
                          const SwVisit *after,
                          guint          depth);

/* Either may be NULL. */
static void
add_pair (SwRunDiff *self, const SwVisit *before, const SwVisit *after, guint depth)
{
  SwVisitPair pair = { before, after, 0, depth };

  if (before != NULL && after != NULL)
    pair.apart = compare_visits (self, before, after);
  g_array_append_val (self->pairs, pair);
  add_children (self, before, after, depth + 1);
}

/* Children FROM … TO of one visit alone */
static void
add_alone (SwRunDiff     *self,
           const SwVisit *visit,
           guint          from,
           guint          to,
           gboolean       is_before,
           guint          depth)
{
  for (guint i = from; i < to; i++)
    {
      const SwVisit *child = sw_visit_get_child (visit, i);

      add_pair (self, is_before ? child : NULL, is_before ? NULL : child, depth);
    }
}

/* What both have between FIRST and the ends, in the same order, as much as there is:
 * table[i * (m + 1) + j] for what begins at i and j */
static guint *
align (const SwVisit *before, const SwVisit *after, guint first, guint n, guint m)
{
  guint *table = g_new0 (guint, (gsize) (n + 1) * (m + 1));

  for (guint i = n; i-- > 0;)
    for (guint j = m; j-- > 0;)
      table[i * (m + 1) + j] = is_same_place (sw_visit_get_child (before, first + i),
                                              sw_visit_get_child (after, first + j))
                                   ? table[(i + 1) * (m + 1) + j + 1] + 1
                                   : MAX (table[(i + 1) * (m + 1) + j], table[i * (m + 1) + j + 1]);
  return table;
}

/* Behind the place where two runs part: what one alone has, and where they meet again */
static void
add_apart (SwRunDiff *self, const SwVisit *before, const SwVisit *after, guint first, guint depth)
{
  guint n = sw_visit_get_n_children (before) - first;
  guint m = sw_visit_get_n_children (after) - first;
  g_autofree guint *table = NULL;
  guint i = 0, j = 0;

  if ((guint64) n * m <= MOST_ALIGNED)
    table = align (before, after, first, n, m);
  while (table != NULL && i < n && j < m && table[i * (m + 1) + j] > 0)
    {
      const SwVisit *old = sw_visit_get_child (before, first + i);
      const SwVisit *new = sw_visit_get_child (after, first + j);

      if (is_same_place (old, new))
        {
          add_pair (self, old, new, depth);
          i++, j++;
        }
      else if (table[(i + 1) * (m + 1) + j] >= table[i * (m + 1) + j + 1])
        add_pair (self, sw_visit_get_child (before, first + i++), NULL, depth);
      else
        add_pair (self, NULL, sw_visit_get_child (after, first + j++), depth);
    }
  add_alone (self, before, first + i, first + n, TRUE, depth);
  add_alone (self, after, first + j, first + m, FALSE, depth);
}

/* Most runs of one definition begin alike, so that needs no weighing. */
static void
add_children (SwRunDiff *self, const SwVisit *before, const SwVisit *after, guint depth)
{
  guint n = before != NULL ? sw_visit_get_n_children (before) : 0;
  guint m = after != NULL ? sw_visit_get_n_children (after) : 0;
  guint i;

  for (i = 0; i < MIN (n, m)
              && is_same_place (sw_visit_get_child (before, i), sw_visit_get_child (after, i));
       i++)
    add_pair (self, sw_visit_get_child (before, i), sw_visit_get_child (after, i), depth);
  if (before == NULL)
    add_alone (self, after, 0, m, FALSE, depth);
  else if (after == NULL)
    add_alone (self, before, 0, n, TRUE, depth);
  else
    add_apart (self, before, after, i, depth);
}

/**
 * sw_run_diff_new:
 * @before: a run; both must outlive the comparison and not grow meanwhile
 * @after: another run, of the same definition or of another version of it
 *
 * Compares two runs.
 *
 * Returns: (transfer full)
 */
SwRunDiff *
sw_run_diff_new (const SwTrace *before,
                 const SwTrace *after)
{
  SwRunDiff *self = g_new0 (SwRunDiff, 1);

  self->before = before;
  self->after = after;
  self->pairs = g_array_new (FALSE, FALSE, sizeof (SwVisitPair));
  add_pair (self, sw_trace_get_root (before), sw_trace_get_root (after), 0);
  return self;
}

/**
 * sw_run_diff_free:
 */
void
sw_run_diff_free (SwRunDiff *self)
{
  g_array_unref (self->pairs);
  g_free (self);
}

/**
 * sw_run_diff_get_pairs:
 *
 * Returns: (transfer none) (element-type SwVisitPair): the visits of both runs in the order of
 * their beginning, each followed by what happened within; the machine comes first
 */
GArray *
sw_run_diff_get_pairs (const SwRunDiff *self)
{
  return self->pairs;
}

/**
 * sw_visit_pair_is_same:
 *
 * Returns: whether both runs have the visit, and nothing differs in it
 */
gboolean
sw_visit_pair_is_same (const SwVisitPair *pair)
{
  return pair->before != NULL && pair->after != NULL && pair->apart == 0;
}

/* What a visit holds makes its own output differ: the reason is within. */
static gboolean
has_inner_difference (const SwRunDiff *self, guint index)
{
  const SwVisitPair *outer = &g_array_index (self->pairs, SwVisitPair, index);

  for (guint i = index + 1; i < self->pairs->len; i++)
    {
      const SwVisitPair *pair = &g_array_index (self->pairs, SwVisitPair, i);

      if (pair->depth <= outer->depth)
        return FALSE;
      if (!sw_visit_pair_is_same (pair))
        return TRUE;
    }
  return FALSE;
}

/**
 * sw_run_diff_get_parting:
 *
 * Finds the first place where the runs differ: of what happens within each other the innermost, as
 * the outer ones differ because of it, but where already the input differs.
 *
 * Returns: its index among the pairs; -1: they do not differ
 */
int
sw_run_diff_get_parting (const SwRunDiff *self)
{
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const SwVisitPair *pair = &g_array_index (self->pairs, SwVisitPair, i);

      if (sw_visit_pair_is_same (pair))
        continue;
      if (pair->before == NULL || pair->after == NULL || (pair->apart & SW_APART_INPUT) != 0
          || !has_inner_difference (self, i))
        return (int) i;
    }
  return -1;
}

/**
 * sw_apart_get_name:
 * @apart: one flag
 *
 * Returns: (transfer none): the word for it in `stepwright history --json`
 */
const char *
sw_apart_get_name (SwApart apart)
{
  for (guint i = 0; i < SW_APART_N; i++)
    if (apart == 1u << i)
      return names[i];

  g_return_val_if_reached (NULL);
}
