/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/sw-canvas-navigate.h"
#include "fixture.h"

#define MACHINE                                                                                  \
  "{\"StartAt\":\"A\",\"States\":{"                                                              \
  "\"A\":{\"Type\":\"Pass\",\"Next\":\"C\"},"                                                    \
  "\"C\":{\"Type\":\"Choice\",\"Choices\":["                                                     \
  "{\"Variable\":\"$.a\",\"IsPresent\":true,\"Next\":\"X\"},"                                    \
  "{\"Variable\":\"$.b\",\"IsPresent\":true,\"Next\":\"A\"}],\"Default\":\"Y\"},"                \
  "\"X\":{\"Type\":\"Pass\",\"Next\":\"P\"},"                                                    \
  "\"Y\":{\"Type\":\"Pass\",\"Next\":\"P\"},"                                                    \
  "\"P\":{\"Type\":\"Parallel\",\"Branches\":["                                                  \
  "{\"StartAt\":\"I\",\"States\":{\"I\":{\"Type\":\"Pass\",\"End\":true}}},"                     \
  "{\"StartAt\":\"J\",\"States\":{\"J\":{\"Type\":\"Pass\",\"End\":true}}}],\"Next\":\"Z\"},"    \
  "\"Z\":{\"Type\":\"Succeed\"}}}"

static const struct
{
  const char *name;
  const char *from;
  SwStep      step;
  const char *to; /* NULL: nowhere */
} rows[] = {
  { "next-follows-next", "A", SW_STEP_NEXT, "C" },
  { "next-of-a-choice-is-its-first-rule", "C", SW_STEP_NEXT, "X" },
  { "next-reaches-a-container", "X", SW_STEP_NEXT, "P" },
  { "next-goes-into-a-container", "P", SW_STEP_NEXT, "I" },
  { "next-leaves-a-container", "I", SW_STEP_NEXT, "Z" },
  { "next-ends-at-the-end", "Z", SW_STEP_NEXT, NULL },
  { "previous-of-what-follows-a-container", "Z", SW_STEP_PREVIOUS, "P" },
  { "previous-leaves-a-container", "I", SW_STEP_PREVIOUS, "P" },
  { "previous-leaves-a-second-branch", "J", SW_STEP_PREVIOUS, "P" },
  { "previous-of-two-is-the-first-in-reading-order", "P", SW_STEP_PREVIOUS, "X" },
  { "previous-along-default", "Y", SW_STEP_PREVIOUS, "C" },
  { "previous-prefers-the-way-from-start-to-a-loop", "C", SW_STEP_PREVIOUS, "A" },
  { "previous-of-the-first-follows-the-loop", "A", SW_STEP_PREVIOUS, "C" },
  { "first", "Z", SW_STEP_FIRST, "A" },
};

static void
test_step (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  for (SwDirection direction = SW_DIRECTION_DOWN; direction <= SW_DIRECTION_RIGHT; direction++)
    {
      g_autoptr (SwScene) scene = fixture_scene (MACHINE, direction, NULL);
      guint from = fixture_state (scene, rows[i].from)->id;
      guint to = 0;
      gboolean moved = sw_canvas_navigate (scene, direction, from, rows[i].step, &to);
      g_assert_cmpint (moved, ==, rows[i].to != NULL);
      if (moved)
        g_assert_cmpstr (sw_scene_get_node (scene, to)->node->state->name, ==, rows[i].to);
    }
}

/* Branches lie side by side: the keys across the flow go between them and back, and end at the
 * outermost. */
static void
test_across_the_flow (void)
{
  for (SwDirection direction = SW_DIRECTION_DOWN; direction <= SW_DIRECTION_RIGHT; direction++)
    {
      g_autoptr (SwScene) scene = fixture_scene (MACHINE, direction, NULL);
      guint first = fixture_state (scene, "I")->id;
      guint second = fixture_state (scene, "J")->id;
      guint to = 0;
      g_assert_true (sw_canvas_navigate (scene, direction, first, SW_STEP_BEHIND, &to));
      g_assert_cmpuint (to, ==, second);
      g_assert_true (sw_canvas_navigate (scene, direction, second, SW_STEP_BEFORE, &to));
      g_assert_cmpuint (to, ==, first);
      g_assert_false (sw_canvas_navigate (scene, direction, first, SW_STEP_BEFORE, &to));
    }
}

static void
test_every_state_can_be_reached_by_arrow_keys (void)
{
  g_autoptr (SwScene) scene = fixture_scene (MACHINE, SW_DIRECTION_DOWN, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GQueue) queue = g_queue_new ();

  g_queue_push_tail (queue, GUINT_TO_POINTER (fixture_state (scene, "A")->id));
  while (!g_queue_is_empty (queue))
    {
      guint id = GPOINTER_TO_UINT (g_queue_pop_head (queue));
      if (!g_hash_table_add (seen, GUINT_TO_POINTER (id)))
        continue;
      for (SwStep step = SW_STEP_NEXT; step <= SW_STEP_BEHIND; step++)
        {
          guint to;
          if (sw_canvas_navigate (scene, SW_DIRECTION_DOWN, id, step, &to))
            g_queue_push_tail (queue, GUINT_TO_POINTER (to));
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 8);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD_TABLE ("/canvas/navigate/", rows, test_step);
  g_test_add_func ("/canvas/navigate/across-the-flow", test_across_the_flow);
  g_test_add_func ("/canvas/navigate/every-state-can-be-reached-by-arrow-keys",
                   test_every_state_can_be_reached_by_arrow_keys);
  return g_test_run ();
}
