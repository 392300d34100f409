/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include "json/rewriter/sw-rewriter.h"
#include "json/sw-text.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <stdlib.h>

/* Reading and writing a definition of 1 MiB, beside json-glib on the same text. The runs are
 * interleaved, so that a busy moment of the machine meets all alike, and the medians are compared.
 */

#define RUNS 15
#define MIB (1024 * 1024)

typedef struct
{
  GString   *text;
  JsonNode  *peer;
  SwTree    *tree;
  SwValue    value;
  SwEdits   *edits; /* of the last rewriting, so that nothing is left out as unused */
} Subject;

typedef struct
{
  const char *name;
  void      (*run) (Subject *subject);
  int         base; /* row to compare with */
  double      milliseconds[RUNS];
} Row;

/* A definition like those that grow large: a chain of states with handlers, pretty-printed */
static GString *
make_definition (gsize length)
{
  GString *text = g_string_new ("{\n  \"StartAt\": \"State 0\",\n  \"States\": {\n");

  for (guint i = 0; text->len < length; i++)
    g_string_append_printf (
        text,
        "    \"State %u\": {\n"
        "      \"Type\": \"Task\",\n"
        "      \"Comment\": \"Step %u of the chain, caf\xc3\xa9 \\\"quoted\\\"\",\n"
        "      \"Resource\": \"arn:aws:states:::lambda:invoke\",\n"
        "      \"Parameters\": { \"FunctionName\": \"f%u\", \"Payload.$\": \"$.items[%u]\", "
        "\"Rate\": 0.%u },\n"
        "      \"Retry\": [ { \"ErrorEquals\": [\"States.Timeout\"], \"IntervalSeconds\": 2, "
        "\"MaxAttempts\": 3 } ],\n"
        "      \"Next\": \"State %u\"\n"
        "    },\n",
        i, i, i % 17, i, i % 1000, i + 1);
  g_string_append (text, "    \"Last\": { \"Type\": \"Succeed\" }\n  }\n}\n");
  return text;
}

static void
parse_peer (Subject *subject)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (!json_parser_load_from_data (parser, subject->text->str, (gssize) subject->text->len, NULL))
    g_error ("json-glib refuses the text");
  g_clear_pointer (&subject->peer, json_node_unref);
  subject->peer = json_parser_steal_root (parser);
}

static void
print_peer (Subject *subject)
{
  g_autofree char *text = json_to_string (subject->peer, FALSE);

  g_assert_nonnull (text);
}

static void
parse_tree (Subject *subject)
{
  g_clear_pointer (&subject->tree, sw_tree_unref);
  subject->tree = sw_tree_parse (subject->text->str, (gssize) subject->text->len);
}

static void
parse_value (Subject *subject)
{
  sw_value_clear (&subject->value);
  if (!sw_value_from_text (subject->text->str, (gssize) subject->text->len, SW_TEXT_DEFAULT,
                           &subject->value, NULL))
    g_error ("our reader refuses the text");
}

static void
print_value (Subject *subject)
{
  g_autofree char *text = sw_value_to_text (subject->value, SW_TEXT_DEFAULT, NULL);

  g_assert_nonnull (text);
}

static void
measure_value (Subject *subject)
{
  SwValue copy = sw_value_ref (subject->value);

  sw_value_set_member (&copy, "Comment", SW_VALUE_NULL);
  g_assert_cmpuint (sw_value_get_text_length (copy), >, MIB / 2);
  sw_value_clear (&copy);
}

static void
rewrite (Subject *subject)
{
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (subject->tree);

  g_assert_true (sw_rewriter_rename (rewriter, "/States/State 100", "Renamed", NULL));
  g_assert_true (sw_rewriter_set (rewriter, "/States/State 99/Next", "\"Renamed\"", NULL));
  g_clear_pointer (&subject->edits, sw_edits_unref);
  subject->edits = sw_rewriter_finish (rewriter);
}

static void
format (Subject *subject)
{
  g_clear_pointer (&subject->edits, sw_edits_unref);
  subject->edits = sw_tree_format (subject->tree, 4);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
get_median (Row *row)
{
  qsort (row->milliseconds, RUNS, sizeof (double), compare_doubles);
  return row->milliseconds[RUNS / 2];
}

/* What an interpreter does all the time, ns per call */
static void
share (gpointer data)
{
  SwValue copy = sw_value_ref (*(SwValue *) data);

  sw_value_clear (&copy);
}

static void
count_up (gpointer data)
{
  SwValue *object = data;
  double count = sw_value_get_number (sw_value_get_member (*object, "count"));

  sw_value_set_member (object, "count", sw_value_new_number (count + 1));
}

static void
change_shared (gpointer data)
{
  SwValue copy = sw_value_ref (*(SwValue *) data);

  sw_value_set_member (&copy, "count", sw_value_new_number (1));
  sw_value_clear (&copy);
}

static void
bench_steps (void)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  double base;

  if (!sw_value_from_text ("{\"name\":\"a\",\"count\":0,\"list\":[1,2,3],\"more\":{\"x\":{}}}", -1,
                           SW_TEXT_DEFAULT, &value, NULL))
    g_error ("our reader refuses the text");

  base = bench_measure (share, &value);
  bench_print ("SwValue: ref and clear", base, 0);
  bench_print ("SwValue: read and set a member of an unshared object",
               bench_measure (count_up, &value), base);
  bench_print ("SwValue: set a member of a shared object of four",
               bench_measure (change_shared, &value), base);
}

int
main (void)
{
  Row rows[] = {
    { "json-glib: parse to an immutable tree", parse_peer, 0, { 0 } },
    { "SwTree: parse with places and names", parse_tree, 0, { 0 } },
    { "SwValue: read", parse_value, 0, { 0 } },
    { "json-glib: print", print_peer, 3, { 0 } },
    { "SwValue: print", print_value, 3, { 0 } },
    { "SwValue: change a member and measure the text", measure_value, 3, { 0 } },
    { "SwRewriter: rename a state and its reference", rewrite, 0, { 0 } },
    { "sw_tree_format", format, 0, { 0 } },
  };
  g_autoptr (GString) text = make_definition (MIB);
  Subject subject = { .text = text, .value = SW_VALUE_INIT };

  for (guint run = 0; run < RUNS; run++)
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
      {
        gint64 start = g_get_monotonic_time ();

        rows[i].run (&subject);
        rows[i].milliseconds[run] = (double) (g_get_monotonic_time () - start) / 1000;
      }

  printf ("%" G_GSIZE_FORMAT " bytes, medians of %d interleaved runs\n", text->len, RUNS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double median = get_median (&rows[i]);

      printf ("%-50s %9.3f ms   %6.3f of %s\n", rows[i].name, median,
              median / get_median (&rows[rows[i].base]), rows[rows[i].base].name);
    }

  bench_steps ();

  g_clear_pointer (&subject.peer, json_node_unref);
  g_clear_pointer (&subject.tree, sw_tree_unref);
  g_clear_pointer (&subject.edits, sw_edits_unref);
  sw_value_clear (&subject.value);
  return 0;
}
