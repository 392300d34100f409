/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/history/sw-cli-history.h"

#include "engine/trace/sw-run-diff.h"
#include "json/sw-text.h"
#include "json/value/sw-value-diff.h"

/* Two runs side by side, for people and for programs. */

/* Characters of a value in a line */
#define PREVIEW_LENGTH 60

/* The data of a visit that can differ, and where a trace has them */
static const struct
{
  SwApart apart;
  SwValue (*get) (const SwTrace *trace,
                  const SwVisit *visit);
} data[] = {
  { SW_APART_INPUT, sw_trace_get_input },
  { SW_APART_RESULT, sw_trace_get_result },
  { SW_APART_OUTPUT, sw_trace_get_output },
  { SW_APART_ASSIGNED, sw_trace_get_assigned },
};

static void
print_apart (SwApart apart)
{
  const char *separator = ": ";

  for (guint i = 0; i < SW_APART_N; i++)
    if (apart & (1u << i))
      {
        g_print ("%s%s", separator, sw_apart_get_name (1u << i));
        separator = ", ";
      }
}

static void
print_pair (const SwVisitPair *pair, gboolean is_parting)
{
  const SwVisit *visit = pair->after != NULL ? pair->after : pair->before;
  g_autofree char *title = sw_cli_dup_visit_title (visit);
  const char *sign = pair->before == NULL ? "+" : pair->after == NULL ? "-" : "~";

  g_print ("%s %*s%s", sign, (int) pair->depth * 2, "", title);
  print_apart (pair->apart);
  g_print ("%s\n", is_parting ? "   <- they part here" : "");
}

static void
print_differences (const char *name, SwValue before, SwValue after)
{
  g_autoptr (GPtrArray) differences = sw_value_diff (before, after);

  for (guint i = 0; i < differences->len; i++)
    {
      const SwDifference *difference = differences->pdata[i];
      g_autofree char *old = sw_value_dup_preview (difference->before, PREVIEW_LENGTH);
      g_autofree char *new = sw_value_dup_preview (difference->after, PREVIEW_LENGTH);

      g_print ("      %s%s: ", name, difference->pointer);
      if (difference->kind == SW_DIFFERENCE_ADDED)
        g_print ("+ %s\n", new);
      else if (difference->kind == SW_DIFFERENCE_REMOVED)
        g_print ("- %s\n", old);
      else
        g_print ("%s → %s\n", old, new);
    }
}

static void
print_error (const SwTrace *trace, const SwVisit *visit, const char *sign)
{
  const char *error = sw_trace_get_error (trace, visit);
  const char *cause = sw_trace_get_cause (trace, visit);

  if (error != NULL || cause != NULL)
    g_print ("      %s %s%s%s\n", sign, error != NULL ? error : "",
             error != NULL && cause != NULL ? ": " : "", cause != NULL ? cause : "");
}

/* What differs at the place where the runs part, value by value */
static void
print_parting (const SwTrace *before, const SwTrace *after, const SwVisitPair *pair)
{
  if (pair->before == NULL || pair->after == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    if (pair->apart & data[i].apart)
      print_differences (sw_apart_get_name (data[i].apart), data[i].get (before, pair->before),
                         data[i].get (after, pair->after));
  if (pair->apart & SW_APART_ERROR)
    {
      print_error (before, pair->before, "-");
      print_error (after, pair->after, "+");
    }
}

/**
 * sw_cli_print_run_diff:
 * @before: a run
 * @after: another one
 *
 * Prints the visits that differ, and at the first of them what differs in its data.
 */
void
sw_cli_print_run_diff (const SwTrace *before,
                       const SwTrace *after)
{
  g_autoptr (SwRunDiff) diff = sw_run_diff_new (before, after);
  GArray *pairs = sw_run_diff_get_pairs (diff);
  int parting = sw_run_diff_get_parting (diff);

  if (parting < 0)
    g_print ("Both runs did the same.\n");
  for (guint i = 0; i < pairs->len; i++)
    {
      const SwVisitPair *pair = &g_array_index (pairs, SwVisitPair, i);

      if (sw_visit_pair_is_same (pair))
        continue;
      print_pair (pair, (int) i == parting);
      if ((int) i == parting)
        print_parting (before, after, pair);
    }
}

/* The event that began a visit, by which `history --step` finds it */
static void
set_visit (SwValue *object, const char *name, const SwVisit *visit)
{
  if (visit != NULL)
    sw_value_set_member (object, name, sw_value_new_integer (visit->entered));
}

static SwValue
make_pair (const SwVisitPair *pair)
{
  const SwVisit *visit = pair->after != NULL ? pair->after : pair->before;
  g_autofree char *title = sw_cli_dup_visit_title (visit);
  SwValue object = sw_value_new_object (5);
  SwValue apart = sw_value_new_array (0);

  sw_value_set_member (&object, "visit", sw_value_new_string (title));
  sw_value_set_member (&object, "depth", sw_value_new_integer (pair->depth));
  set_visit (&object, "beforeEvent", pair->before);
  set_visit (&object, "afterEvent", pair->after);
  for (guint i = 0; i < SW_APART_N; i++)
    if (pair->apart & (1u << i))
      sw_value_append (&apart, sw_value_new_string (sw_apart_get_name (1u << i)));
  sw_value_set_member (&object, "differs", apart);
  return object;
}

/**
 * sw_cli_make_run_diff:
 * @before: a run
 * @after: another one
 *
 * Returns: (transfer full): {"same", "parting": index in "visits", "visits": those that differ}
 */
SwValue
sw_cli_make_run_diff (const SwTrace *before,
                      const SwTrace *after)
{
  g_autoptr (SwRunDiff) diff = sw_run_diff_new (before, after);
  GArray *pairs = sw_run_diff_get_pairs (diff);
  int parting = sw_run_diff_get_parting (diff);
  SwValue document = sw_value_new_object (3);
  SwValue visits = sw_value_new_array (0);

  sw_value_set_member (&document, "same", sw_value_new_boolean (parting < 0));
  for (guint i = 0; i < pairs->len; i++)
    {
      const SwVisitPair *pair = &g_array_index (pairs, SwVisitPair, i);

      if (sw_visit_pair_is_same (pair))
        continue;
      if ((int) i == parting)
        sw_value_set_member (&document, "parting",
                             sw_value_new_integer (sw_value_get_length (visits)));
      sw_value_append (&visits, make_pair (pair));
    }
  sw_value_set_member (&document, "visits", visits);
  return document;
}
