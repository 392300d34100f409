/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/canvas/sw-canvas.h"
#include "layout-fixture.h"

/* What a frame costs on the canvas: our own part of it (allocation and snapshot; the renderer's time is that of the graphics
 * card) while the view pans at full size, and with the whole picture in view; and from a keystroke in the code to the
 * changed picture. Milliseconds, median and 95th percentile. Needs a display. */

#define WIDTH 1280
#define HEIGHT 760
#define FRAMES 200
#define LAYOUTS 5
#define KEYS 15

static int
compare (const void *a, const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
get_share (double *times, guint count, double share)
{
  qsort (times, count, sizeof (double), compare);
  return times[MIN (count - 1, (guint) (count * share))];
}

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

/* Allocation and snapshot of the canvas, as a frame does them */
static double
measure_frame (GtkWidget *canvas)
{
  gint64 start = g_get_monotonic_time ();
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gtk_widget_measure (canvas, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (canvas, WIDTH, HEIGHT, -1, NULL);
  GTK_WIDGET_GET_CLASS (canvas)->snapshot (canvas, snapshot);
  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);
  double milliseconds = (double) (g_get_monotonic_time () - start) / 1000;
  g_clear_pointer (&node, gsk_render_node_unref);
  return milliseconds;
}

static void
report (guint size, const char *what, double *times, guint count)
{
  double median = get_share (times, count, 0.5);

  printf ("%6u  %-28s %8.3f %8.3f\n", size, what, median, get_share (times, count, 0.95));
}

static void
bench_pan (guint size, GtkWidget *canvas, GtkAdjustment *adjustment)
{
  double times[FRAMES];
  guint far = (guint) MAX (32, gtk_adjustment_get_upper (adjustment) - HEIGHT);

  for (guint i = 0; i < FRAMES; i++)
    {
      gtk_adjustment_set_value (adjustment, i * 16 % far);
      times[i] = measure_frame (canvas);
    }
  report (size, "pan at 100 %", times, FRAMES);
}

static void
before_paint_cb (GdkFrameClock *clock, gint64 *begin)
{
  *begin = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, gint64 *end)
{
  *end = g_get_monotonic_time ();
}

/* Whole frames while the view pans, with the renderer's part, which is cairo's where no other is chosen */
static void
bench_frames (guint size, GtkWidget *canvas, GtkAdjustment *adjustment)
{
  double times[FRAMES / 4];
  gint64 begin = 0, end = 0;
  guint far = (guint) MAX (32, gtk_adjustment_get_upper (adjustment) - HEIGHT);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (canvas);
  gulong handlers[] = {
    g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &begin),
    g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &end),
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gtk_adjustment_set_value (adjustment, (far / 3 + i * 16) % far);
      for (end = 0; end == 0;)
        g_main_context_iteration (NULL, TRUE);
      times[i] = (double) (end - begin) / 1000;
    }
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_handler_disconnect (clock, handlers[i]);
  report (size, "pan at 100 %, whole frame", times, G_N_ELEMENTS (times));
}

static void
bench_fit (guint size, GtkWidget *canvas)
{
  double times[FRAMES / 4];

  sw_canvas_fit (SW_CANVAS (canvas));
  settle ();
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gtk_widget_queue_draw (gtk_widget_get_first_child (canvas));
      times[i] = measure_frame (canvas);
    }
  report (size, "whole picture", times, G_N_ELEMENTS (times));
}

/* A space typed in the middle of the text: from there to text, model, graph, layout, widgets and their allocation */
static void
bench_keys (guint size, GtkWidget *canvas, SwDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  double times[KEYS];

  for (guint i = 0; i < KEYS; i++)
    {
      GtkTextIter at;
      GtkTextIter end;
      gtk_text_buffer_get_iter_at_offset (buffer, &at, gtk_text_buffer_get_char_count (buffer) / 2);
      if (!gtk_text_iter_forward_search (&at, "\"Type\"", 0, &at, &end, NULL))
        return;
      gint64 start = g_get_monotonic_time ();
      gtk_text_buffer_insert (buffer, &at, " ", -1);
      sw_document_settle (document);
      while (sw_canvas_get_laying_out (SW_CANVAS (canvas)))
        g_main_context_iteration (NULL, TRUE);
      measure_frame (canvas);
      times[i] = (double) (g_get_monotonic_time () - start) / 1000;
    }
  report (size, "keystroke to picture", times, KEYS);
}

/* The whole machine laid out, as when it is opened, and again after a state was inserted: what the canvas has done in
 * a thread above 300 nodes */
static void
bench_layout (guint size, const char *text)
{
  double whole[LAYOUTS], edit[LAYOUTS];

  for (guint i = 0; i < LAYOUTS; i++)
    {
      g_autoptr (SwLayoutCache) cache = sw_layout_cache_new ();
      g_autofree char *changed = fixture_insert (text, i);
      g_autoptr (SwGraph) graph = fixture_graph_new (text);
      g_autoptr (SwGraph) after = fixture_graph_new (changed);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (SwLayout) first = sw_layout_new (graph, NULL, cache);
      whole[i] = (double) (g_get_monotonic_time () - start) / 1000;
      start = g_get_monotonic_time ();
      g_autoptr (SwLayout) second = sw_layout_new (after, NULL, cache);
      edit[i] = (double) (g_get_monotonic_time () - start) / 1000;
    }
  report (size, "layout, whole", whole, LAYOUTS);
  report (size, "layout after one edit", edit, LAYOUTS);
}

static void
bench_size (guint size)
{
  g_autofree char *one_line = fixture_generate (SHAPE_MIXED, size, 1);
  g_auto (GStrv) lines = g_strsplit (one_line, ", ", -1);
  g_autofree char *text = g_strjoinv (",\n", lines);
  gint64 start = g_get_monotonic_time ();
  SwDocument *document = sw_document_new_from_text (text);
  GtkWidget *canvas = sw_canvas_new (document);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkAdjustment *adjustment = NULL;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), canvas);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  do
    settle ();
  while (sw_canvas_get_laying_out (SW_CANVAS (canvas)));
  double opened = (double) (g_get_monotonic_time () - start) / 1000;
  report (size, "open to first frame", &opened, 1);
  g_object_get (canvas, "vadjustment", &adjustment, NULL);
  sw_canvas_set_zoom (SW_CANVAS (canvas), 1);
  settle ();
  bench_pan (size, canvas, adjustment);
  bench_frames (size, canvas, adjustment);
  bench_fit (size, canvas);
  bench_keys (size, canvas, document);
  bench_layout (size, one_line);
  g_object_unref (adjustment);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (document);
}

int
main (int argc, char *argv[])
{
  if (!gtk_init_check ())
    {
      puts ("no display: the canvas is not measured");
      return 77;
    }
  adw_init ();
  puts ("states  what, in milliseconds          median      p95");
  for (guint size = 100; size <= 10000; size *= 10)
    bench_size (size);
  return 0;
}
