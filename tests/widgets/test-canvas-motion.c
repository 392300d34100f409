/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "app/canvas/sw-canvas-private.h"
#include "paint-counter.h"

/* What moves by itself in the diagram, with and without the system's animations; and what follows fingers. */

#define TEXT                                                       \
  "{ \"StartAt\": \"A\", \"States\": {"                            \
  " \"A\": { \"Type\": \"Pass\", \"Next\": \"B\" },"               \
  " \"B\": { \"Type\": \"Parallel\", \"Branches\": [], \"Next\": \"C\" }," \
  " \"C\": { \"Type\": \"Wait\", \"Seconds\": 1, \"End\": true } } }"

typedef struct
{
  SwDocument *document;
  GtkWidget  *window;
  SwCanvas   *canvas;
} Fixture;

static void
wait_for_size (Fixture *fixture)
{
  while (fixture->canvas->viewport.view_width <= 0 || sw_canvas_get_laying_out (fixture->canvas))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->document = sw_document_new_from_text (TEXT);
  fixture->canvas = SW_CANVAS (sw_canvas_new (fixture->document));
  fixture->window = gtk_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->canvas));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 480);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for_size (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
}

static void
set_animations (gboolean enabled)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", enabled, NULL);
}

static gboolean
is_moving (Fixture *fixture)
{
  SwCanvas *canvas = fixture->canvas;

  return canvas->animation != NULL && adw_animation_get_state (canvas->animation) == ADW_ANIMATION_PLAYING;
}

/* Where the view stands in this frame is where it is going, and so is each state. */
static void
assert_arrived (Fixture *fixture)
{
  SwCanvas *canvas = fixture->canvas;
  SwPoint goal = sw_viewport_get_origin (&canvas->viewport);

  g_assert_false (is_moving (fixture));
  g_assert_cmpfloat (canvas->view.scale, ==, canvas->viewport.scale);
  g_assert_cmpfloat (canvas->view.origin.x, ==, goal.x);
  g_assert_cmpfloat (canvas->view.origin.y, ==, goal.y);
  g_assert_false (sw_scene_is_moving (sw_canvas_board_get_scene (canvas->board)));
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), action, NULL));
}

static void
add_state (Fixture *fixture)
{
  sw_canvas_add (fixture->canvas, "Pass");
}

static void
remove_state (Fixture *fixture)
{
  sw_document_set_selected (fixture->document, "/States/A");
  activate (fixture, "canvas.delete");
}

static void
zoom_in (Fixture *fixture)
{
  activate (fixture, "canvas.zoom-in");
}

static void
zoom_to_fit (Fixture *fixture)
{
  sw_canvas_set_zoom (fixture->canvas, 3);
  _sw_canvas_view_stop (fixture->canvas);
  sw_canvas_fit (fixture->canvas);
}

static void
turn (Fixture *fixture)
{
  sw_canvas_set_direction (fixture->canvas, SW_DIRECTION_RIGHT);
}

static void
go_to_state (Fixture *fixture)
{
  sw_canvas_set_zoom (fixture->canvas, 4);
  _sw_canvas_view_stop (fixture->canvas);
  sw_document_set_selected (fixture->document, "/States/C");
}

static const struct
{
  const char *name;
  void      (*perform) (Fixture *fixture);
} motions[] = {
  { "adding-a-state", add_state },
  { "removing-a-state", remove_state },
  { "zooming", zoom_in },
  { "fitting", zoom_to_fit },
  { "turning", turn },
  { "going-to-a-state", go_to_state },
};

static void
test_moves_by_itself (Fixture *fixture, gconstpointer data)
{
  const guint row = GPOINTER_TO_UINT (data);

  set_animations (TRUE);
  motions[row].perform (fixture);
  g_assert_true (is_moving (fixture));
}

static void
test_jumps_at_once (Fixture *fixture, gconstpointer data)
{
  const guint row = GPOINTER_TO_UINT (data);

  set_animations (FALSE);
  motions[row].perform (fixture);
  assert_arrived (fixture);
  set_animations (TRUE);
}

/* Two fingers at a point of the view: what lies between them stays there, and grows from what it was at first. */
static void
test_pinch_grows_what_is_between_the_fingers (Fixture *fixture, gconstpointer data)
{
  const SwPoint between = { 260, 150 };
  SwCanvas *canvas = fixture->canvas;

  sw_canvas_set_zoom (canvas, 2);
  _sw_canvas_view_stop (canvas);
  SwPoint before = _sw_canvas_to_scene (canvas, between);
  _sw_canvas_pinch_begin (canvas);
  _sw_canvas_pinch (canvas, 1.2, between);
  _sw_canvas_pinch (canvas, 1.5, between);
  assert_arrived (fixture);
  SwPoint after = _sw_canvas_to_scene (canvas, between);
  g_assert_cmpfloat_with_epsilon (sw_canvas_get_zoom (canvas), 3, 1e-6);
  g_assert_cmpfloat_with_epsilon (after.x, before.x, 1e-6);
  g_assert_cmpfloat_with_epsilon (after.y, before.y, 1e-6);
  _sw_canvas_pinch_begin (canvas);
  _sw_canvas_pinch (canvas, 0.5, between);
  g_assert_cmpfloat_with_epsilon (sw_canvas_get_zoom (canvas), 1.5, 1e-6);
}

/* As a frame does it */
static void
paint (Fixture *fixture)
{
  GtkWidget *widget = GTK_WIDGET (fixture->canvas);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  _sw_canvas_view_stop (fixture->canvas);
  gtk_widget_allocate (widget, gtk_widget_get_width (widget), gtk_widget_get_height (widget), -1, NULL);
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
}

/* What has been painted once is only moved, and grows or shrinks, until it changes itself. */
static void
test_moving_the_view_paints_no_state (Fixture *fixture, gconstpointer data)
{
  SwCanvas *canvas = fixture->canvas;

  sw_canvas_set_zoom (canvas, 1);
  paint (fixture);
  painted_states = 0;
  for (guint i = 0; i < 40; i++)
    {
      _sw_canvas_scroll_by (canvas, i < 20 ? 3 : -3, i < 20 ? 5 : -5);
      paint (fixture);
    }
  g_assert_cmpuint (painted_states, ==, 0);
  for (double zoom = 0.9; zoom < 1.4; zoom *= 1.02)
    {
      sw_canvas_set_zoom (canvas, zoom);
      paint (fixture);
    }
  g_assert_cmpuint (painted_states, ==, 0);
  sw_document_set_selected (fixture->document, "/States/A");
  paint (fixture);
  g_assert_cmpuint (painted_states, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (motions); i++)
    {
      g_autofree char *smooth = g_strconcat ("/canvas/motion/smooth/", motions[i].name, NULL);
      g_autofree char *reduced = g_strconcat ("/canvas/motion/reduced/", motions[i].name, NULL);

      g_test_add (smooth, Fixture, GUINT_TO_POINTER (i), set_up, test_moves_by_itself, tear_down);
      g_test_add (reduced, Fixture, GUINT_TO_POINTER (i), set_up, test_jumps_at_once, tear_down);
    }
  g_test_add ("/canvas/motion/pinch", Fixture, NULL, set_up,
              test_pinch_grows_what_is_between_the_fingers, tear_down);
  paint_counter_begin ();
  g_test_add ("/canvas/motion/the-view-paints-no-state", Fixture, NULL, set_up,
              test_moving_the_view_paints_no_state, tear_down);
  return g_test_run ();
}
