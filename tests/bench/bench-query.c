/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include "json/sw-text.h"
#include "query/sw-payload-template.h"

/* Paths, intrinsics and templates, ns per evaluation; compiled once. The second column is the ratio
 * to the plain path. */

typedef struct
{
  SwPayloadTemplate *template;
  SwQueryScope       scope;
} Evaluation;

static void
evaluate (gpointer data)
{
  const Evaluation *self = data;
  SwValue result = SW_VALUE_INIT;

  if (!sw_payload_template_evaluate (self->template, &self->scope, &result, NULL, NULL))
    g_error ("An expression of the benchmark fails");
  sw_value_clear (&result);
}

static void
compile (gpointer data)
{
  sw_json_path_unref (sw_json_path_new (data, NULL));
}

/* { "order": { "items": [ COUNT objects ], "total": … } } */
static SwValue
make_input (guint count)
{
  g_autoptr (GString) text = g_string_new ("{\"order\":{\"total\":12.5,\"items\":[");
  SwValue input = SW_VALUE_INIT;

  for (guint i = 0; i < count; i++)
    g_string_append_printf (
        text, "%s{\"id\":%u,\"name\":\"item %u\",\"price\":%u,\"tags\":[\"a\",\"b\"]}",
        i > 0 ? "," : "", i, i, i % 100);
  g_string_append (text, "],\"customer\":{\"name\":\"Ada\"}},\"n\":1}");
  if (!sw_value_from_text (text->str, -1, SW_TEXT_DEFAULT, &input, NULL))
    g_error ("The input of the benchmark is no JSON");

  return input;
}

static double
bench_path (const char *path,
            SwValue     input,
            const char *label,
            double      base)
{
  Evaluation evaluation = { .template = sw_payload_template_new_path (path, NULL),
                            .scope = { .input = input } };
  g_autofree char *name = g_strconcat (path, label, NULL);
  double time = bench_measure (evaluate, &evaluation);

  bench_print (name, time, base);
  sw_payload_template_free (evaluation.template);
  return time;
}

static void
bench_template (const char *text,
                SwValue     input,
                double      base)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  Evaluation evaluation = { .scope = { .input = input } };

  if (!sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL))
    g_error ("A template of the benchmark is no JSON");
  evaluation.template = sw_payload_template_new (value, NULL);
  bench_print (text, bench_measure (evaluate, &evaluation), base);
  sw_payload_template_free (evaluation.template);
}

int
main (void)
{
  static const char *const paths[] = {
    "$",
    "$.order.items[0].name",
    "$.order.items[-1].name",
    "$.order['total','customer']",
    "$.order.items.length()",
    "$.order.items[1:4].id",
    "$.order.items[*].price",
    "$.order.items[?(@.price > 5)].name",
    "$..price",
    "States.MathAdd($.n, 1)",
    "States.Format('Hello {}', $.order.customer.name)",
  };
  static const char *const big_paths[] = {
    "$.order.items[*].price",
    "$.order.items[?(@.price > 50)].name",
    "$..price",
  };
  g_auto (SwValue) small = make_input (10);
  g_auto (SwValue) big = make_input (10000);
  double base = bench_path ("$.order.total", small, "", 0);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    bench_path (paths[i], small, "", base);
  for (guint i = 0; i < G_N_ELEMENTS (big_paths); i++)
    bench_path (big_paths[i], big, " (10,000 items)", base);
  bench_template ("{\"a\":{\"b\":[1,2,3]},\"c\":\"$.n\"}", small, base);
  bench_template ("{\"id.$\":\"$.n\",\"who\":{\"name.$\":\"$.order.customer.name\"},\"k\":[1]}",
                  small, base);
  bench_print ("compile $.order.items[?(@.price > 5)].name",
               bench_measure (compile, (gpointer) "$.order.items[?(@.price > 5)].name"), base);

  return 0;
}
