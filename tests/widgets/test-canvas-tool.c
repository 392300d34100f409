/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/gestures/sw-canvas-tool.h"

/* What is pressed, and how -> what a drag of it becomes */
static const struct
{
  const char      *name;
  SwHitKind        hit;
  gboolean         movable;
  SwToolButton     button;
  SwToolModifiers  modifiers;
  SwToolMode       mode;
} drags[] = {
  { "a-state-moves", SW_HIT_NODE, TRUE, SW_TOOL_BUTTON_PRIMARY, 0, SW_TOOL_MOVE },
  { "start-and-end-do-not-move", SW_HIT_NODE, FALSE, SW_TOOL_BUTTON_PRIMARY, 0, SW_TOOL_BAND },
  { "the-ground-gives-a-rubber-band", SW_HIT_NOTHING, FALSE, SW_TOOL_BUTTON_PRIMARY, 0, SW_TOOL_BAND },
  { "the-inside-of-a-container-gives-a-rubber-band", SW_HIT_BODY, FALSE, SW_TOOL_BUTTON_PRIMARY, 0, SW_TOOL_BAND },
  { "an-arrow-head-reconnects", SW_HIT_TIP, FALSE, SW_TOOL_BUTTON_PRIMARY, 0, SW_TOOL_RECONNECT },
  { "an-arrow-tail-reconnects", SW_HIT_TAIL, FALSE, SW_TOOL_BUTTON_PRIMARY, 0, SW_TOOL_RECONNECT },
  { "a-handle-draws-an-arrow", SW_HIT_HANDLE, FALSE, SW_TOOL_BUTTON_PRIMARY, 0, SW_TOOL_CONNECT },
  { "a-label-goes-before-others", SW_HIT_LABEL, FALSE, SW_TOOL_BUTTON_PRIMARY, 0, SW_TOOL_ORDER },
  { "a-branch-goes-before-others", SW_HIT_LANE, FALSE, SW_TOOL_BUTTON_PRIMARY, 0, SW_TOOL_ORDER },
  { "an-edge-gives-a-rubber-band", SW_HIT_EDGE, FALSE, SW_TOOL_BUTTON_PRIMARY, 0, SW_TOOL_BAND },
  { "the-space-bar-pans-from-anywhere", SW_HIT_NODE, TRUE, SW_TOOL_BUTTON_PRIMARY, SW_TOOL_SPACE, SW_TOOL_PAN },
  { "the-middle-button-pans-from-anywhere", SW_HIT_NODE, TRUE, SW_TOOL_BUTTON_MIDDLE, 0, SW_TOOL_PAN },
};

static void
test_drag (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  SwCanvasTool tool = { SW_TOOL_IDLE };
  SwToolMode ended;

  sw_canvas_tool_press (&tool, (SwHit) { drags[i].hit, 3 }, drags[i].movable, (SwPoint) { 10, 10 },
                        drags[i].button, drags[i].modifiers);
  sw_canvas_tool_move (&tool, (SwPoint) { 10 + SW_TOOL_THRESHOLD, 10 });
  g_assert_cmpint (tool.mode, ==, drags[i].mode);
  g_assert_true (sw_canvas_tool_is_dragging (&tool));
  g_assert_cmpuint (tool.hit.id, ==, 3);
  g_assert_cmpint (sw_canvas_tool_release (&tool, (SwPoint) { 50, 60 }, &ended), ==,
                   SW_TOOL_ANSWER_DROP);
  g_assert_cmpint (ended, ==, drags[i].mode);
  g_assert_cmpint (tool.mode, ==, SW_TOOL_IDLE);
}

static SwToolAnswer
press (SwCanvasTool *tool)
{
  return sw_canvas_tool_press (tool, (SwHit) { SW_HIT_NODE, 1 }, TRUE, (SwPoint) { 10, 10 },
                               SW_TOOL_BUTTON_PRIMARY, 0);
}

static void
test_a_shaky_click_stays_a_click (void)
{
  SwCanvasTool tool = { SW_TOOL_IDLE };
  SwToolMode ended;

  g_assert_cmpint (press (&tool), ==, SW_TOOL_ANSWER_NONE);
  g_assert_cmpint (sw_canvas_tool_move (&tool, (SwPoint) { 10 + SW_TOOL_THRESHOLD - 1, 10 }), ==,
                   SW_TOOL_ANSWER_NONE);
  g_assert_false (sw_canvas_tool_is_dragging (&tool));
  g_assert_cmpint (sw_canvas_tool_release (&tool, (SwPoint) { 12, 10 }, &ended), ==,
                   SW_TOOL_ANSWER_CLICK);
  g_assert_cmpint (ended, ==, SW_TOOL_PRESSED);
}

static void
test_a_drag_begins_once (void)
{
  SwCanvasTool tool = { SW_TOOL_IDLE };

  press (&tool);
  g_assert_cmpint (sw_canvas_tool_move (&tool, (SwPoint) { 90, 10 }), ==, SW_TOOL_ANSWER_BEGIN);
  g_assert_cmpint (sw_canvas_tool_move (&tool, (SwPoint) { 11, 10 }), ==, SW_TOOL_ANSWER_UPDATE);
  g_assert_cmpint (tool.mode, ==, SW_TOOL_MOVE);
}

static void
test_escape_gives_a_drag_up (void)
{
  SwCanvasTool tool = { SW_TOOL_IDLE };
  SwToolMode ended;

  g_assert_cmpint (sw_canvas_tool_cancel (&tool), ==, SW_TOOL_ANSWER_NONE);
  press (&tool);
  sw_canvas_tool_move (&tool, (SwPoint) { 90, 10 });
  g_assert_cmpint (sw_canvas_tool_cancel (&tool), ==, SW_TOOL_ANSWER_CANCEL);
  g_assert_cmpint (sw_canvas_tool_move (&tool, (SwPoint) { 95, 10 }), ==, SW_TOOL_ANSWER_NONE);
  g_assert_cmpint (sw_canvas_tool_release (&tool, (SwPoint) { 95, 10 }, &ended), ==,
                   SW_TOOL_ANSWER_NONE);
}

static void
test_a_second_button_gives_a_drag_up (void)
{
  SwCanvasTool tool = { SW_TOOL_IDLE };

  press (&tool);
  sw_canvas_tool_move (&tool, (SwPoint) { 90, 10 });
  g_assert_cmpint (press (&tool), ==, SW_TOOL_ANSWER_CANCEL);
  g_assert_cmpint (tool.mode, ==, SW_TOOL_IDLE);
}

static void
test_the_middle_button_pans_at_once (void)
{
  SwCanvasTool tool = { SW_TOOL_IDLE };

  g_assert_cmpint (sw_canvas_tool_press (&tool, (SwHit) { SW_HIT_NODE, 1 }, TRUE,
                                         (SwPoint) { 10, 10 }, SW_TOOL_BUTTON_MIDDLE, 0),
                   ==, SW_TOOL_ANSWER_BEGIN);
  g_assert_cmpint (sw_canvas_tool_move (&tool, (SwPoint) { 11, 10 }), ==, SW_TOOL_ANSWER_UPDATE);
}

static void
test_a_rubber_band_opens_to_any_side (void)
{
  SwCanvasTool tool = { SW_TOOL_IDLE };

  sw_canvas_tool_press (&tool, (SwHit) { SW_HIT_NOTHING }, FALSE, (SwPoint) { 100, 100 },
                        SW_TOOL_BUTTON_PRIMARY, 0);
  sw_canvas_tool_move (&tool, (SwPoint) { 40, 130 });
  SwRect band = sw_canvas_tool_get_band (&tool);
  g_assert_cmpfloat (band.x, ==, 40);
  g_assert_cmpfloat (band.y, ==, 100);
  g_assert_cmpfloat (band.width, ==, 60);
  g_assert_cmpfloat (band.height, ==, 30);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (drags); i++)
    {
      g_autofree char *name = g_strconcat ("/canvas/tool/drag/", drags[i].name, NULL);
      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_drag);
    }
  g_test_add_func ("/canvas/tool/a-shaky-click-stays-a-click", test_a_shaky_click_stays_a_click);
  g_test_add_func ("/canvas/tool/a-drag-begins-once", test_a_drag_begins_once);
  g_test_add_func ("/canvas/tool/escape-gives-a-drag-up", test_escape_gives_a_drag_up);
  g_test_add_func ("/canvas/tool/a-second-button-gives-a-drag-up",
                   test_a_second_button_gives_a_drag_up);
  g_test_add_func ("/canvas/tool/the-middle-button-pans-at-once",
                   test_the_middle_button_pans_at_once);
  g_test_add_func ("/canvas/tool/a-rubber-band-opens-to-any-side",
                   test_a_rubber_band_opens_to_any_side);
  return g_test_run ();
}
