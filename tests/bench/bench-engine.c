/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <stdio.h>

#include "engine/execution/sw-execution.h"
#include "json/sw-text.h"

/* Whole executions, history recorded, quotas off: states entered per second. The last column is the
 * ratio to the counter; the last lines show that a transition costs the same however long the
 * history is. */

typedef struct
{
  SwProgram *program;
  SwValue    input;
  guint64    transitions; /* of one execution */
} Workload;

static Workload
make_workload (const char *definition,
               const char *input)
{
  g_autoptr (SwTree) tree = sw_tree_parse (definition, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  Workload workload = { .program = sw_program_new (model, &error) };

  if (workload.program == NULL
      || !sw_value_from_text (input, -1, SW_TEXT_DEFAULT, &workload.input, &error))
    g_error ("%s", error->message);
  return workload;
}

static void
clear_workload (Workload *workload)
{
  sw_program_unref (workload->program);
  sw_value_clear (&workload->input);
}

static void
run (gpointer data)
{
  Workload *workload = data;
  SwExecutionOptions options = { .input = workload->input, .unlimited = TRUE };
  g_autoptr (SwExecution) execution = sw_execution_new (workload->program, &options);

  sw_execution_start (execution, 0);
  while (sw_execution_step (execution, 0))
    ;
  if (sw_execution_get_status (execution) != SW_EXECUTION_SUCCEEDED)
    g_error ("%s: %s", sw_execution_get_error (execution), sw_execution_get_cause (execution));
  workload->transitions = sw_execution_get_transitions (execution);
}

/* Returns nanoseconds per transition */
static double
measure (const char *name,
         const char *definition,
         const char *input,
         double      base)
{
  Workload workload = make_workload (definition, input);
  double time = bench_measure (run, &workload);
  double each = time / (double) workload.transitions;

  printf ("%-42s %9" G_GUINT64_FORMAT " %10.0f ns %12.0f /s %8.2f\n", name, workload.transitions,
          each, 1e9 / each, base > 0 ? each / base : 1);
  clear_workload (&workload);
  return each;
}

static const char counter[] = "{\"StartAt\":\"Check\",\"States\":{"
                              "\"Check\":{\"Type\":\"Choice\",\"Choices\":[{\"Variable\":\"$.i\","
                              "\"NumericLessThanPath\":\"$.n\",\"Next\":\"Add\"}],"
                              "\"Default\":\"Done\"},"
                              "\"Add\":{\"Type\":\"Pass\",\"Parameters\":{\"i.$\":\"States.MathAdd("
                              "$.i, 1)\",\"n.$\":\"$.n\"},\"Next\":\"Check\"},"
                              "\"Done\":{\"Type\":\"Succeed\"}}}";

static const char variables[]
    = "{\"StartAt\":\"Init\",\"States\":{"
      "\"Init\":{\"Type\":\"Pass\",\"Assign\":{\"i.$\":\"$.i\",\"n.$\":\"$.n\"},\"Next\":\"Check\"}"
      ","
      "\"Check\":{\"Type\":\"Choice\",\"Choices\":[{\"Variable\":\"$i\",\"NumericLessThanPath\":\"$"
      "n\",\"Next\":\"Add\"}],"
      "\"Default\":\"Done\"},"
      "\"Add\":{\"Type\":\"Pass\",\"Assign\":{\"i.$\":\"States.MathAdd($i, "
      "1)\"},\"Next\":\"Check\"},"
      "\"Done\":{\"Type\":\"Succeed\"}}}";

static const char jsonata[]
    = "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"Init\",\"States\":{"
      "\"Init\":{\"Type\":\"Pass\",\"Assign\":{\"i\":\"{% $states.input.i %}\",\"n\":\"{% "
      "$states.input.n %}\"},"
      "\"Next\":\"Check\"},"
      "\"Check\":{\"Type\":\"Choice\",\"Choices\":[{\"Condition\":\"{% $i < $n "
      "%}\",\"Next\":\"Add\"}],\"Default\":\"Done\"},"
      "\"Add\":{\"Type\":\"Pass\",\"Assign\":{\"i\":\"{% $i + 1 %}\"},\"Next\":\"Check\"},"
      "\"Done\":{\"Type\":\"Succeed\"}}}";

static const char map[] = "{\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\","
                          "\"ItemProcessor\":{\"StartAt\":\"P\",\"States\":{"
                          "\"P\":{\"Type\":\"Pass\",\"End\":true}}},\"End\":true}}}";

static const char map_selector[] = "{\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\","
                                   "\"ItemSelector\":{\"index.$\":\"$$.Map.Item.Index\","
                                   "\"value.$\":\"$$.Map.Item.Value\",\"of.$\":\"$$.Execution."
                                   "Name\"},\"ItemProcessor\":{\"StartAt\":\"P\",\"States\":{"
                                   "\"P\":{\"Type\":\"Pass\",\"End\":true}}},\"End\":true}}}";

/* A chain of COUNT Pass states, written out; FIELDS go into each */
static void
append_chain (GString    *text,
              guint       count,
              const char *fields)
{
  g_string_append (text, "{\"StartAt\":\"P0\",\"States\":{");
  for (guint i = 0; i < count; i++)
    {
      g_string_append_printf (text, "%s\"P%u\":{\"Type\":\"Pass\",%s", i > 0 ? "," : "", i, fields);
      if (i + 1 < count)
        g_string_append_printf (text, "\"Next\":\"P%u\"}", i + 1);
      else
        g_string_append (text, "\"End\":true}");
    }
  g_string_append (text, "}}");
}

static char *
make_parallel (guint branches,
               guint states)
{
  GString *text
      = g_string_new ("{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Parallel\",\"Branches\":[");

  for (guint i = 0; i < branches; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_chain (text, states, "");
    }
  g_string_append (text, "],\"End\":true}}}");
  return g_string_free (text, FALSE);
}

static char *
make_chain (guint       count,
            const char *fields)
{
  GString *text = g_string_new (NULL);

  append_chain (text, count, fields);
  return g_string_free (text, FALSE);
}

/* An array of COUNT numbers, or an object of about BYTES */
static char *
make_items (guint count)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", i);
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static char *
make_payload (gsize bytes)
{
  GString *text = g_string_new ("{\"rows\":[");

  for (guint i = 0; text->len < bytes; i++)
    g_string_append_printf (text, "%s{\"id\":%u,\"name\":\"row %u\",\"ok\":true}", i > 0 ? "," : "",
                            i, i);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static void
measure_counters (double *base)
{
  *base = measure ("counter (JSONPath, 10,000 rounds)", counter, "{\"i\":0,\"n\":10000}", 0);
  measure ("counter (variables)", variables, "{\"i\":0,\"n\":10000}", *base);
  measure ("counter (JSONata)", jsonata, "{\"i\":0,\"n\":10000}", *base);
}

static void
measure_containers (double base)
{
  g_autofree char *parallel = make_parallel (10, 20);
  g_autofree char *items = make_items (10000);

  measure ("Parallel (10 x 20 Pass)", parallel, "{\"x\":1}", base);
  measure ("Map (10,000 items)", map, items, base);
  measure ("Map (10,000 items, ItemSelector)", map_selector, items, base);
}

static void
measure_payloads (double base)
{
  g_autofree char *payload = make_payload (200 * 1024);
  g_autofree char *plain = make_chain (1000, "");
  g_autofree char *written = make_chain (1000, "\"Result\":1,\"ResultPath\":\"$.last\",");

  measure ("200 KiB through 1,000 Pass", plain, payload, base);
  measure ("200 KiB, ResultPath in each", written, payload, base);
}

/* 20 times as many rounds may not make a round dearer. */
static void
measure_growth (double base)
{
  measure ("counter (1,000 rounds)", counter, "{\"i\":0,\"n\":1000}", base);
  measure ("counter (200,000 rounds)", counter, "{\"i\":0,\"n\":200000}", base);
}

int
main (void)
{
  double base;

  printf ("%-42s %9s %13s %15s %8s\n", "execution", "states", "each", "states", "ratio");
  measure_counters (&base);
  measure_containers (base);
  measure_payloads (base);
  measure_growth (base);
  return 0;
}
