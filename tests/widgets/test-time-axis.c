/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/time/sw-time-axis.h"

#define S G_USEC_PER_SEC
#define DAY (86400 * (gint64) S)

/* What is shown of a run from 0 to 10 s after one thing was done */
static const struct
{
  const char *name;
  double      zoom; /* 0: none */
  double      anchor;
  double      pan;
  gint64      from, to;
} moves[] = {
  { "whole", 0, 0, 0, 0, 10 * S },
  { "to-the-middle", 2, 0.5, 0, 2500000, 7500000 },
  { "to-the-start", 2, 0, 0, 0, 5 * S },
  { "to-the-end", 4, 1, 0, 7500000, 10 * S },
  { "no-further-than-a-millisecond", 1e9, 0, 0, 0, 1000 },
  { "no-further-out-than-all", 0.01, 0.5, 0, 0, 10 * S },
  { "along", 2, 0, 0.5, 2500000, 7500000 },
  { "not-over-the-end", 4, 1, 1, 7500000, 10 * S },
  { "not-before-the-start", 4, 0, -3, 0, 2500000 },
  { "nowhere-where-all-is-shown", 0, 0, 1, 0, 10 * S },
};

/* Round steps, at most so many marks */
static const struct
{
  gint64 span;
  guint  most;
  gint64 step;
} steps[] = {
  { 1000, 10, 100 },         { 10 * S, 10, S },        { 10 * S, 3, 5 * S },
  { 60 * S, 4, 15 * S },     { 3600 * (gint64) S, 8, 600 * S },
  { DAY, 4, 5 * 3600 * (gint64) S },
  { 365 * DAY, 8, 50 * DAY }, { 10000 * DAY, 5, 2000 * DAY },
};

static SwTimeAxis *
create_axis (gint64 span)
{
  SwTimeAxis *axis = sw_time_axis_new ();

  sw_time_axis_set_whole (axis, 0, span);
  return axis;
}

static void
test_moves (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SwTimeAxis) axis = create_axis (10 * S);

  if (moves[i].zoom > 0)
    sw_time_axis_zoom (axis, moves[i].zoom, moves[i].anchor);
  if (moves[i].pan != 0)
    sw_time_axis_pan (axis, moves[i].pan);
  g_assert_cmpint (sw_time_axis_get_from (axis), ==, moves[i].from);
  g_assert_cmpint (sw_time_axis_get_to (axis), ==, moves[i].to);
  g_assert_cmpfloat (sw_time_axis_get_share (axis, moves[i].from), ==, 0);
  g_assert_cmpfloat (sw_time_axis_get_share (axis, moves[i].to), ==, 1);
  sw_time_axis_fit (axis);
  g_assert_true (sw_time_axis_is_whole (axis));
}

static void
test_steps (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (SwTimeAxis) axis = create_axis (steps[i].span);

      g_test_message ("%" G_GINT64_FORMAT " of %u", steps[i].span, steps[i].most);
      g_assert_cmpint (sw_time_axis_get_step (axis, steps[i].most), ==, steps[i].step);
    }
}

static void
count_cb (guint *count)
{
  ++*count;
}

/* All of a run stays all of it as it grows; what was zoomed to stays where it is. */
static void
test_grows (void)
{
  g_autoptr (SwTimeAxis) axis = create_axis (10 * S);
  guint count = 0;

  g_signal_connect_swapped (axis, "changed", G_CALLBACK (count_cb), &count);
  sw_time_axis_set_whole (axis, 0, 20 * S);
  g_assert_cmpint (sw_time_axis_get_to (axis), ==, 20 * S);
  g_assert_cmpuint (count, ==, 1);
  sw_time_axis_zoom (axis, 2, 0);
  sw_time_axis_set_whole (axis, 0, 40 * S);
  g_assert_cmpint (sw_time_axis_get_to (axis), ==, 10 * S);
  g_assert_cmpuint (count, ==, 2);
  /* Another run */
  sw_time_axis_set_whole (axis, 5 * S, 6 * S);
  g_assert_cmpint (sw_time_axis_get_from (axis), ==, 5 * S);
  g_assert_cmpint (sw_time_axis_get_to (axis), ==, 6 * S);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autofree char *name = g_strconcat ("/time-axis/moves/", moves[i].name, NULL);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_moves);
    }
  g_test_add_func ("/time-axis/steps-are-round", test_steps);
  g_test_add_func ("/time-axis/grows-with-the-run-while-whole", test_grows);
  return g_test_run ();
}
