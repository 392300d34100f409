/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/sw-viewport.h"
#include "fixture.h"

#define NEAR 1e-6

static SwViewport
make (double scale, double view, double scene)
{
  SwViewport viewport;

  sw_viewport_init (&viewport);
  viewport.scale = scale;
  viewport.view_width = viewport.view_height = view;
  viewport.scene_width = viewport.scene_height = scene;
  sw_viewport_clamp (&viewport);
  return viewport;
}

/* view, scene, scale -> where the scene's origin is, and how far one can scroll */
static const struct
{
  const char *name;
  double      scale;
  double      view;
  double      scene;
  double      origin;
  double      upper;
} sizes[] = {
  { "a-small-picture-is-centred", 1, 1000, 200, 400, 1000 },
  { "a-small-picture-is-centred-when-zoomed", 2, 1000, 200, 300, 1000 },
  { "a-large-picture-begins-at-the-margin", 1, 400, 1000, SW_VIEWPORT_MARGIN, 1000 + 2 * SW_VIEWPORT_MARGIN },
  { "a-large-picture-scrolls-by-its-zoomed-size", 0.5, 400, 2000, SW_VIEWPORT_MARGIN, 1000 + 2 * SW_VIEWPORT_MARGIN },
  { "nothing-to-show-is-in-the-middle", 1, 400, 0, 200, 400 },
};

static void
test_origin (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  SwViewport viewport = make (sizes[i].scale, sizes[i].view, sizes[i].scene);

  g_assert_cmpfloat_with_epsilon (sw_viewport_get_origin (&viewport).x, sizes[i].origin, NEAR);
  g_assert_cmpfloat_with_epsilon (sw_viewport_get_origin (&viewport).y, sizes[i].origin, NEAR);
  g_assert_cmpfloat_with_epsilon (sw_viewport_get_upper_x (&viewport), sizes[i].upper, NEAR);
  g_assert_cmpfloat_with_epsilon (sw_viewport_get_upper_y (&viewport), sizes[i].upper, NEAR);
}

static void
test_points_go_there_and_back (void)
{
  SwViewport viewport = make (0.7, 300, 2000);

  viewport.scroll_x = 123;
  viewport.scroll_y = 456;
  SwPoint back =
      sw_viewport_to_scene (&viewport, sw_viewport_to_view (&viewport, (SwPoint) { 77, 88 }));
  g_assert_cmpfloat_with_epsilon (back.x, 77, NEAR);
  g_assert_cmpfloat_with_epsilon (back.y, 88, NEAR);
}

static void
test_zoom_keeps_the_point_under_the_pointer (void)
{
  SwViewport viewport = make (1, 400, 5000);
  SwPoint pointer = { 120, 310 };

  viewport.scroll_x = viewport.scroll_y = 1500;
  SwPoint before = sw_viewport_to_scene (&viewport, pointer);
  for (guint i = 0; i < 5; i++)
    sw_viewport_zoom (&viewport, viewport.scale * 1.3, pointer);
  SwPoint after = sw_viewport_to_scene (&viewport, pointer);
  g_assert_cmpfloat_with_epsilon (before.x, after.x, NEAR);
  g_assert_cmpfloat_with_epsilon (before.y, after.y, NEAR);
}

static void
test_zoom_stays_in_range (void)
{
  SwViewport viewport = make (1, 400, 5000);

  sw_viewport_zoom (&viewport, 1e9, (SwPoint) { 0, 0 });
  g_assert_cmpfloat (viewport.scale, ==, SW_VIEWPORT_MAX_SCALE);
  sw_viewport_zoom (&viewport, 1e-9, (SwPoint) { 0, 0 });
  g_assert_cmpfloat (viewport.scale, ==, SW_VIEWPORT_MIN_SCALE);
}

static void
test_scrolling_ends_at_the_picture (void)
{
  SwViewport viewport = make (1, 400, 1000);

  viewport.scroll_x = -50;
  viewport.scroll_y = 99999;
  sw_viewport_clamp (&viewport);
  g_assert_cmpfloat (viewport.scroll_x, ==, 0);
  g_assert_cmpfloat (viewport.scroll_y, ==, sw_viewport_get_upper_y (&viewport) - 400);
}

/* view, scene, smallest -> scale */
static const struct
{
  const char *name;
  double      view;
  double      scene;
  double      smallest;
  double      scale;
} fits[] = {
  { "a-small-picture-is-not-blown-up", 1000, 100, 0.1, 1.0 },
  { "a-large-picture-shrinks-to-the-view", 1000, 2000 - 4 * SW_VIEWPORT_MARGIN, 0.1, 0.5 },
  { "never-below-what-can-be-read", 1000, 100000, 0.4, 0.4 },
  { "an-empty-scene-is-shown-at-full-size", 1000, 0, 0.1, 1.0 },
};

static void
test_fit (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  SwViewport viewport = make (1, fits[i].view, fits[i].scene);

  g_assert_cmpfloat_with_epsilon (sw_viewport_get_fit_scale (&viewport, fits[i].smallest, 1.0),
                                  fits[i].scale, NEAR);
}

static void
test_reveal_scrolls_no_further_than_needed (void)
{
  SwViewport viewport = make (1, 400, 2000);
  SwRect inside = { 100, 100, 50, 50 };
  SwRect below = { 100, 1000, 50, 50 };

  sw_viewport_reveal (&viewport, inside);
  g_assert_cmpfloat (viewport.scroll_y, ==, 0);
  sw_viewport_reveal (&viewport, below);
  SwPoint bottom = sw_viewport_to_view (&viewport, (SwPoint) { 100, 1050 });
  g_assert_cmpfloat_with_epsilon (bottom.y, 400 - SW_VIEWPORT_MARGIN / 2, NEAR);
  g_assert_cmpfloat (viewport.scroll_x, ==, 0);
}

static void
test_reveal_shows_the_beginning_of_what_is_too_large (void)
{
  SwViewport viewport = make (1, 400, 3000);

  sw_viewport_reveal (&viewport, (SwRect) { 1000, 1000, 900, 900 });
  SwPoint corner = sw_viewport_to_view (&viewport, (SwPoint) { 1000, 1000 });
  g_assert_cmpfloat_with_epsilon (corner.x, SW_VIEWPORT_MARGIN / 2, NEAR);
  g_assert_cmpfloat_with_epsilon (corner.y, SW_VIEWPORT_MARGIN / 2, NEAR);
}

/* scale, steps -> scale */
static const struct
{
  const char *name;
  double      scale;
  int         steps;
  double      next;
} stops[] = {
  { "in-from-full-size", 1.0, 1, 1.25 },
  { "out-from-full-size", 1.0, -1, 0.8 },
  { "in-from-between", 0.9, 1, 1.0 },
  { "out-from-between", 0.9, -1, 0.8 },
  { "in-twice", 1.0, 2, 1.5 },
  { "in-at-the-end", SW_VIEWPORT_MAX_SCALE, 1, SW_VIEWPORT_MAX_SCALE },
  { "out-at-the-end", SW_VIEWPORT_MIN_SCALE, -1, SW_VIEWPORT_MIN_SCALE },
};

static void
test_stop (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  g_assert_cmpfloat_with_epsilon (sw_viewport_get_next_scale (stops[i].scale, stops[i].steps),
                                  stops[i].next, NEAR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD_TABLE ("/canvas/viewport/origin/", sizes, test_origin);
  FIXTURE_ADD_TABLE ("/canvas/viewport/fit/", fits, test_fit);
  FIXTURE_ADD_TABLE ("/canvas/viewport/stop/", stops, test_stop);
  g_test_add_func ("/canvas/viewport/points-go-there-and-back", test_points_go_there_and_back);
  g_test_add_func ("/canvas/viewport/zoom-keeps-the-point-under-the-pointer",
                   test_zoom_keeps_the_point_under_the_pointer);
  g_test_add_func ("/canvas/viewport/zoom-stays-in-range", test_zoom_stays_in_range);
  g_test_add_func ("/canvas/viewport/scrolling-ends-at-the-picture",
                   test_scrolling_ends_at_the_picture);
  g_test_add_func ("/canvas/viewport/reveal-scrolls-no-further-than-needed",
                   test_reveal_scrolls_no_further_than_needed);
  g_test_add_func ("/canvas/viewport/reveal-shows-the-beginning-of-what-is-too-large",
                   test_reveal_shows_the_beginning_of_what_is_too_large);
  return g_test_run ();
}
