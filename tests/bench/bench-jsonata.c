/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include "json/sw-text.h"
#include "query/jsonata/sw-jsonata.h"

/* JSONata, ns per evaluation of an expression compiled once, over an order of 10 items and one of
 * 10,000; and ns per compilation. The second column is the ratio to the first row. */

typedef struct
{
  SwJsonata     *expression;
  SwJsonataScope scope;
} Evaluation;

static const char *const expressions[] = {
  "$states.input.total * 1.2",
  "$sum($states.input.items.price)",
  "$states.input.items[price > 50].name",
  "{ \"name\": $states.input.customer, \"total\": $states.input.total, \"paid\": true }",
  "$map($states.input.items, function($v) { $v.price * $v.qty })",
  "$states.input.items^(>price).name",
  "$fromMillis(1521801216617, '[Y0001]-[M01]-[D01]')",
};

static void
evaluate (gpointer data)
{
  const Evaluation *self = data;
  SwValue result = SW_VALUE_INIT;

  if (!sw_jsonata_evaluate (self->expression, &self->scope, &result, NULL))
    g_error ("An expression of the benchmark fails");
  sw_value_clear (&result);
}

static void
compile (gpointer data)
{
  sw_jsonata_free (sw_jsonata_new (data, -1, NULL));
}

/* { "states": { "input": { an order of COUNT items } } } */
static SwValue
make_bindings (guint count)
{
  g_autoptr (GString) text =
      g_string_new ("{\"states\":{\"input\":{\"total\":12.5,\"customer\":\"Ada\",\"items\":[");
  SwValue bindings = SW_VALUE_INIT;

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%s{\"name\":\"item %u\",\"price\":%u,\"qty\":%u}",
                            i > 0 ? "," : "", i, i * 7 % 100, i % 5);
  g_string_append (text, "]}}}");
  if (!sw_value_from_text (text->str, -1, SW_TEXT_DEFAULT, &bindings, NULL))
    g_error ("The bindings of the benchmark are no JSON");

  return bindings;
}

static void
bench_size (guint   count,
            double *base)
{
  g_auto (SwValue) bindings = make_bindings (count);

  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      Evaluation evaluation = { .expression = sw_jsonata_new (expressions[i], -1, NULL),
                                .scope = { .bindings = bindings } };
      g_autofree char *name = g_strdup_printf ("%s (%u items)", expressions[i], count);
      double time = bench_measure (evaluate, &evaluation);

      if (*base == 0)
        *base = time;
      bench_print (name, time, *base);
      sw_jsonata_free (evaluation.expression);
    }
}

int
main (int   argc,
      char *argv[])
{
  double base = 0;

  bench_size (10, &base);
  bench_size (10000, &base);
  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      g_autofree char *name = g_strconcat ("compile: ", expressions[i], NULL);

      bench_print (name, bench_measure (compile, (gpointer) expressions[i]), base);
    }

  return 0;
}
