/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout-fixture.h"

#include "asl/check/sw-check.h"
#include "layout/picture/sw-picture.h"

#include <string.h>

/* The designer reads and lays out in threads. Nothing below it may share anything between them but
 * what is constant: several at once must come to what one alone comes to. Built with
 * -Db_sanitize=thread this finds what they share. */

#define N_THREADS 4
#define N_ROUNDS 3

/* All that is known of a definition, as text */
static char *
dup_all (const char *text)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GPtrArray) diagnostics = sw_check (model, SW_MACHINE_STANDARD);
  g_autoptr (SwGraph) graph = sw_graph_new (model);
  g_autoptr (SwLayout) layout = sw_layout_new (graph, NULL, NULL);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
      guint line, column;
      sw_tree_locate (tree, diagnostic->span.start, &line, &column);
      g_string_append_printf (all, "%u:%u %s %s\n", line, column, diagnostic->code,
                              diagnostic->message);
    }
  g_autofree char *picture = sw_layout_to_svg (layout, NULL);
  g_string_append (all, picture);
  return g_string_free_and_steal (all);
}

typedef struct
{
  char *text;
  char *expected;
  gboolean same;
} Work;

static gpointer
work (gpointer data)
{
  Work *self = data;

  self->same = TRUE;
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *all = dup_all (self->text);
      self->same = self->same && strcmp (all, self->expected) == 0;
    }
  return NULL;
}

/* Both languages, since each has a parser of its own */
static char *
dup_text (guint thread)
{
  g_autofree char *text = fixture_generate (thread % 2 ? SHAPE_MIXED : SHAPE_FLAT, 60, thread + 1);
  const char *type = strstr (text, "\"Type\"");
  static const char *const fields[] = {
    "\"Assign\": { \"a.$\": \"$.x[?(@.y == 1)]\", \"b.$\": \"States.Format('{}', $.z)\" }, ",
    "\"QueryLanguage\": \"JSONata\", \"Assign\": { \"a\": \"{% $map([1..3], function($v) { $v * $x }) %}\" }, ",
  };

  return g_strdup_printf ("%.*s%s%s", (int) (type - text), text, fields[thread / 2 % 2], type);
}

static void
test_threads (void)
{
  Work works[N_THREADS];
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    {
      works[i].text = dup_text (i);
      works[i].expected = dup_all (works[i].text);
    }
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("reading", work, &works[i]);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_assert_true (works[i].same);
      g_free (works[i].text);
      g_free (works[i].expected);
    }
}

/* A tree read in one thread is asked and let go in others, at once. */
static gpointer
ask (gpointer data)
{
  SwGraph *graph = data;
  SwModel *model = sw_graph_get_model (graph);
  GPtrArray *states = sw_model_get_states (model);
  guint line, column;

  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = g_ptr_array_index (states, i);
      sw_tree_locate (sw_model_get_tree (model), state->node->span.start, &line, &column);
      g_assert_true (sw_model_find_pointer (model, state->pointer) == state);
    }
  sw_graph_unref (graph);
  return NULL;
}

static void
test_sharing (void)
{
  g_autofree char *text = fixture_generate (SHAPE_MIXED, 200, 1);
  SwGraph *graph = fixture_graph_new (text);
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("asking", ask, sw_graph_ref (graph));
  sw_graph_unref (graph);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

static void
test_cancelled (void)
{
  g_autofree char *text = fixture_generate (SHAPE_MIXED, 300, 1);
  g_autoptr (SwGraph) graph = fixture_graph_new (text);
  g_autoptr (SwLayoutCache) cache = sw_layout_cache_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  SwLayoutOptions options = { .scale = 1, .cancellable = cancellable };

  g_cancellable_cancel (cancellable);
  g_assert_null (sw_layout_new (graph, &options, cache));
  options.cancellable = NULL;
  g_autoptr (SwLayout) layout = sw_layout_new (graph, &options, cache);
  g_autoptr (SwLayout) fresh = sw_layout_new (graph, NULL, NULL);
  g_autofree char *picture = sw_layout_to_svg (layout, NULL);
  g_autofree char *expected = sw_layout_to_svg (fresh, NULL);
  g_assert_cmpstr (picture, ==, expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/threads/several-at-once", test_threads);
  g_test_add_func ("/layout/threads/sharing", test_sharing);
  g_test_add_func ("/layout/threads/cancelled", test_cancelled);
  return g_test_run ();
}
