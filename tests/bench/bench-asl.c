/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include "asl/assist/sw-assist.h"
#include "asl/assist/sw-explain.h"
#include "asl/check/sw-check.h"
#include "asl/ops/sw-ops.h"
#include "asl/sw-variables.h"
#include "asl/symbol/sw-symbol.h"
#include "json/sw-text.h"

#include <stdio.h>
#include <string.h>

/* From text to diagnostics, for a definition of 1 MiB (the largest AWS takes) and for one of 16 KiB
 * (about the largest of the published ones). The second column is the ratio to reading the text as
 * plain JSON. */

typedef struct
{
  GString *text;
  SwTree  *tree;
  SwModel *model;
} Subject;

/* A Task with Retry and Catch, a Choice, and a Map with two states inside: chained with those
 * before and after */
static void
append_group (GString *text,
              guint    i)
{
  g_string_append_printf (
      text,
      "    \"Work %u\": {\n      \"Type\": \"Task\",\n"
      "      \"Resource\": \"arn:aws:states:::lambda:invoke\",\n"
      "      \"Parameters\": {\n        \"Payload.$\": \"$.order.items[%u]\",\n"
      "        \"Name.$\": \"States.Format('{}-{}', $.order.id, $$.Execution.Name)\"\n      },\n"
      "      \"Retry\": [\n        { \"ErrorEquals\": [ \"States.TaskFailed\" ], \"MaxAttempts\": "
      "3 }\n      ],\n"
      "      \"Catch\": [\n        { \"ErrorEquals\": [ \"States.ALL\" ], \"Next\": \"Failed\" }\n "
      "     ],\n"
      "      \"Next\": \"Decide %u\"\n    },\n"
      "    \"Decide %u\": {\n      \"Type\": \"Choice\",\n      \"Choices\": [\n"
      "        { \"Variable\": \"$.size\", \"NumericGreaterThan\": %u, \"Next\": \"Each %u\" }\n   "
      "   ],\n"
      "      \"Default\": \"Work %u\"\n    },\n"
      "    \"Each %u\": {\n      \"Type\": \"Map\",\n      \"ItemsPath\": \"$.items\",\n"
      "      \"ItemProcessor\": {\n        \"StartAt\": \"First %u\",\n        \"States\": {\n"
      "          \"First %u\": { \"Type\": \"Pass\", \"ResultPath\": \"$.first\", \"Next\": "
      "\"Second %u\" },\n"
      "          \"Second %u\": { \"Type\": \"Wait\", \"Seconds\": 1, \"End\": true }\n        }\n "
      "     },\n"
      "      \"Next\": \"Work %u\"\n    },\n",
      i, i % 10, i, i, i, i, i + 1, i, i, i, i, i, i + 1);
}

static GString *
make_text (gsize size)
{
  GString *text = g_string_new ("{\n  \"StartAt\": \"Work 0\",\n  \"States\": {\n");
  guint i = 0;

  while (text->len < size)
    append_group (text, i++);
  g_string_append_printf (text,
                          "    \"Work %u\": { \"Type\": \"Succeed\" },\n"
                          "    \"Failed\": { \"Type\": \"Fail\", \"Error\": \"E\" }\n  }\n}\n",
                          i);

  return text;
}

static void
read_json (gpointer data)
{
  Subject *self = data;
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (!sw_value_from_text (self->text->str, (gssize) self->text->len, SW_TEXT_DEFAULT, &value,
                           NULL))
    g_error ("The definition of the benchmark is no JSON");
}

static void
parse (gpointer data)
{
  Subject *self = data;

  sw_tree_unref (sw_tree_parse (self->text->str, (gssize) self->text->len));
}

static void
make_model (gpointer data)
{
  Subject *self = data;

  sw_model_unref (sw_model_new (self->tree));
}

static void
make_graph (gpointer data)
{
  Subject *self = data;

  sw_graph_unref (sw_graph_new (self->model));
}

static void
check (gpointer data)
{
  Subject *self = data;
  g_autoptr (GPtrArray) found = sw_check (self->model, SW_MACHINE_STANDARD);

  for (guint i = 0; i < found->len; i++)
    {
      const SwDiagnostic *item = g_ptr_array_index (found, i);

      /* The large one is a little larger than the service takes. */
      if (item->severity == SW_SEVERITY_ERROR && g_strcmp0 (item->kind, "definition-size") != 0)
        g_error ("The definition of the benchmark has a mistake: %s", item->message);
    }
}

/* A keystroke in the code: everything anew */
static void
do_all (gpointer data)
{
  Subject *self = data;
  g_autoptr (SwTree) tree = sw_tree_parse (self->text->str, (gssize) self->text->len);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (SwGraph) graph = sw_graph_new (model);
  g_autoptr (GPtrArray) found = sw_check (model, SW_MACHINE_STANDARD);

  g_assert (graph != NULL && found != NULL);
}

/* Completion and hover in the middle of the text: a field, a state's name, a path, and what a name
 * stands for */
static void
assist_at (Subject    *self,
           const char *mark)
{
  const char *middle = strstr (self->text->str + self->text->len / 2, mark);
  g_autoptr (SwAssist) assist =
      sw_assist_new (self->model, (gsize) (middle - self->text->str) + strlen (mark), NULL);

  g_assert (sw_assist_get_proposals (assist)->len > 0);
}

static void
assist_field (gpointer data)
{
  assist_at (data, "\"Type\": \"Map\",");
}

static void
assist_state (gpointer data)
{
  assist_at (data, "\"Default\": \"");
}

static void
assist_path (gpointer data)
{
  assist_at (data, "\"Payload.$\": \"$.");
}

static void
assist_variable (gpointer data)
{
  assist_at (data, "\"Payload.$\": \"$");
}

static void
explain_state (gpointer data)
{
  Subject *self = data;
  const char *middle = strstr (self->text->str + self->text->len / 2, "\"Default\": \"");
  g_autoptr (SwExplanation) found = sw_explain (
      self->model, (gsize) (middle - self->text->str) + strlen ("\"Default\": \""), NULL);

  g_assert (found != NULL);
}

/* A gesture on the canvas */
static void
add (gpointer data)
{
  Subject *self = data;
  SwPlace place = { .kind = SW_PLACE_NEXT, .pointer = "/States/Work 1" };

  sw_ops_result_free (sw_ops_add (self->model, sw_stencils_find ("Pass"), &place, NULL));
}

static void
rename_first (gpointer data)
{
  Subject *self = data;

  sw_ops_result_free (sw_ops_rename (self->model, "/States/Failed", "Broken", NULL));
}

/* Ctrl and the pointer over a transition in the middle of the text */
static void
find_symbol (gpointer data)
{
  Subject *self = data;
  const char *middle = strstr (self->text->str + self->text->len / 2, "\"Next\": \"");
  g_autoptr (SwSymbol) symbol =
      sw_symbol_find_at (self->model, (gsize) (middle - self->text->str) + strlen ("\"Next\": \""));

  g_assert (symbol != NULL && symbol->state != NULL);
}

static void
find_references (gpointer data)
{
  Subject *self = data;
  SwState *state = sw_model_find_state (self->model, "Failed");
  g_autoptr (SwSymbol) symbol = sw_symbol_new_state (self->model, state);

  g_array_unref (sw_symbol_dup_references (self->model, symbol));
}

static void
find_variables (gpointer data)
{
  Subject *self = data;

  sw_variables_free (sw_variables_new (self->model));
}

static void
bench_size (gsize size)
{
  static const struct
  {
    const char *name;
    BenchFunc   run;
  } rows[] = {
    { "plain JSON, yyjson and our values", read_json },
    { "syntax tree", parse },
    { "model", make_model },
    { "graph", make_graph },
    { "check", check },
    { "all of them, as after a keystroke", do_all },
    { "complete a field", assist_field },
    { "complete a state's name", assist_state },
    { "complete a path", assist_path },
    { "complete a variable", assist_variable },
    { "explain a state's name", explain_state },
    { "add a state", add },
    { "rename a state", rename_first },
    { "the name at a place", find_symbol },
    { "all places of a state", find_references },
    { "all places of all variables", find_variables },
  };
  Subject subject = { .text = make_text (size) };
  double base = 0;

  subject.tree = sw_tree_parse (subject.text->str, (gssize) subject.text->len);
  subject.model = sw_model_new (subject.tree);
  printf ("\n%zu bytes, %u states\n", subject.text->len, sw_model_get_states (subject.model)->len);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double time = bench_measure (rows[i].run, &subject);

      base = i == 0 ? time : base;
      bench_print (rows[i].name, time, base);
    }

  sw_model_unref (subject.model);
  sw_tree_unref (subject.tree);
  g_string_free (subject.text, TRUE);
}

int
main (void)
{
  bench_size (16 * 1024);
  bench_size (1024 * 1024);

  return 0;
}
