/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <stdio.h>
#include <time.h>

#include "app/canvas/sw-canvas-private.h"
#include "bench.h"
#include "layout-fixture.h"
#include "paint-counter.h"

/* What a frame costs on the canvas: our own part of it (allocation and snapshot; the renderer's
 * time is that of the graphics card) while the view pans and zooms, with the whole picture in view,
 * and while a state is dragged; whole frames with cairo as the renderer; how many states are
 * painted anew in a frame, on average; and from a keystroke in the code to the changed picture.
 * Milliseconds of the main thread's processor time, which other programs do not add to, but for
 * what is waited for: that is told as it passes. Then the goals. Needs a display. */

#define WIDTH 1280
#define HEIGHT 760
#define FRAMES 200
#define FITTED_FRAMES 50
#define LAYOUTS 5
#define KEYS 15
#define FRAME_TIME (1000 / 60.0)

/* Figures that goals are made of, by size: 100, 1,000, 10,000 */
enum
{
  SMALL,
  MIDDLE,
  LARGE,
  N_SIZES
};

typedef struct
{
  double median;
  double p95;
} Figure;

static Figure panned[N_SIZES], fitted[N_SIZES], framed[N_SIZES], zoomed[N_SIZES], dragged[N_SIZES];
static double repainted[N_SIZES];

static double
get_worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
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
  double start = get_worked ();
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gtk_widget_measure (canvas, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (canvas, WIDTH, HEIGHT, -1, NULL);
  GTK_WIDGET_GET_CLASS (canvas)->snapshot (canvas, snapshot);
  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);
  double milliseconds = get_worked () - start;
  g_clear_pointer (&node, gsk_render_node_unref);
  return milliseconds;
}

static Figure
report (guint states, const char *what, double *times, guint count)
{
  Figure figure = { bench_get_median (times, count), times[MIN (count - 1, count * 95 / 100)] };

  printf ("%6u  %-32s %8.3f %8.3f\n", states, what, figure.median, figure.p95);
  fflush (stdout);
  return figure;
}

static guint
get_far (GtkAdjustment *adjustment)
{
  return (guint) MAX (32, gtk_adjustment_get_upper (adjustment) - HEIGHT);
}

/* From a third of the picture on, where arrows from above to a state below all of it pass by */
static void
scroll_to_frame (GtkAdjustment *adjustment, guint i)
{
  guint far = get_far (adjustment);

  gtk_adjustment_set_value (adjustment, (far / 3 + i * 16) % far);
}

/* The second time round: what a frame shows for the first time is painted in it, and how much that
 * is depends on the picture. */
static void
bench_pan (guint size, guint states, GtkWidget *canvas, GtkAdjustment *adjustment)
{
  double first[FRAMES], again[FRAMES];

  for (guint i = 0; i < FRAMES; i++)
    {
      scroll_to_frame (adjustment, i);
      first[i] = measure_frame (canvas);
    }
  report (states, "pan at 100 %, states first seen", first, FRAMES);
  painted_states = 0;
  for (guint i = 0; i < FRAMES; i++)
    {
      scroll_to_frame (adjustment, i);
      again[i] = measure_frame (canvas);
    }
  panned[size] = report (states, "pan at 100 %", again, FRAMES);
  repainted[size] = painted_states / (double) FRAMES;
}

/* A gesture that changes the zoom by 2 % a frame */
static void
bench_zoom (guint size, guint states, GtkWidget *widget)
{
  SwCanvas *canvas = SW_CANVAS (widget);
  const SwPoint middle = { WIDTH / 2.0, HEIGHT / 2.0 };
  double times[FRAMES];

  for (guint round = 0; round < 2; round++) /* in the second all has been seen */
    {
      double zoom = 1;
      painted_states = 0;
      for (guint i = 0; i < FRAMES; i++)
        {
          zoom *= i / 25 % 2 == 0 ? 1 / 1.02 : 1.02;
          double start = get_worked ();
          _sw_canvas_zoom_at (canvas, zoom, middle, FALSE);
          times[i] = get_worked () - start + measure_frame (widget);
        }
    }
  zoomed[size] = report (states, "zoom by 2 % a frame", times, FRAMES);
  printf ("%6u  %-32s %8.2f\n", states, "states painted anew in a frame",
          (repainted[size] += painted_states / (double) FRAMES));
}

/* A state in the hand, from one place to the next: what the pointer is over is tried, and shown. */
static void
bench_drag (guint size, guint states, GtkWidget *widget)
{
  SwCanvas *canvas = SW_CANVAS (widget);
  SwScene *scene = sw_canvas_board_get_scene (canvas->board);
  double times[FRAMES];
  const char *one[] = { NULL, NULL };

  for (guint i = 0; one[0] == NULL && i < sw_graph_get_nodes (sw_scene_get_graph (scene))->len; i++)
    {
      const SwGraphNode *node = sw_scene_get_node (scene, i)->node;
      if (node->state != NULL && node->scope->owner == NULL && node->scopes->len == 0)
        one[0] = node->state->pointer;
    }
  _sw_canvas_drag_begin (canvas, sw_canvas_drag_new_move (one));
  for (guint i = 0; i < FRAMES; i++)
    {
      double start = get_worked ();
      _sw_canvas_drag_update (
          canvas, (SwPoint) { WIDTH * 0.3 + i * 2 % (WIDTH / 2), 20 + i * 7 % (HEIGHT - 40) });
      times[i] = get_worked () - start + measure_frame (widget);
    }
  _sw_canvas_drag_end (canvas);
  dragged[size] = report (states, "a state in the hand", times, FRAMES);
}

static void
before_paint_cb (GdkFrameClock *clock, double *begin)
{
  *begin = get_worked ();
}

static void
after_paint_cb (GdkFrameClock *clock, double *end)
{
  *end = get_worked ();
}

/* Whole frames while the view pans, with the renderer's part, which is cairo's where no other is
 * chosen: over several views' height, as what stands in one differs much. */
static void
bench_frames (guint size, guint states, GtkWidget *canvas, GtkAdjustment *adjustment)
{
  double times[FRAMES];
  double begin = 0, end = 0;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (canvas);
  gulong handlers[] = {
    g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &begin),
    g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &end),
  };

  for (guint i = 0; i < FRAMES; i++)
    {
      scroll_to_frame (adjustment, i);
      for (end = 0; end == 0;)
        g_main_context_iteration (NULL, TRUE);
      times[i] = end - begin;
    }
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_handler_disconnect (clock, handlers[i]);
  framed[size] = report (states, "pan at 100 %, whole frame", times, FRAMES);
}

static void
bench_fit (guint size, guint states, GtkWidget *canvas)
{
  double times[FITTED_FRAMES];

  sw_canvas_fit (SW_CANVAS (canvas));
  settle ();
  for (guint i = 0; i < FITTED_FRAMES; i++)
    {
      gtk_widget_queue_draw (gtk_widget_get_first_child (canvas));
      times[i] = measure_frame (canvas);
    }
  fitted[size] = report (states, "whole picture", times, FITTED_FRAMES);
}

/* A space typed in the middle of the text: from there to text, model, graph, layout, widgets and
 * their allocation */
static void
bench_keys (guint states, GtkWidget *canvas, SwDocument *document)
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
  report (states, "keystroke to picture, as it passes", times, KEYS);
}

/* The whole machine laid out, as when it is opened, and again after a state was inserted: what the
 * canvas has done in a thread above 300 nodes */
static void
bench_layout (guint states, const char *text)
{
  double whole[LAYOUTS], edit[LAYOUTS];

  for (guint i = 0; i < LAYOUTS; i++)
    {
      g_autoptr (SwLayoutCache) cache = sw_layout_cache_new ();
      g_autofree char *changed = fixture_insert (text, i);
      g_autoptr (SwGraph) graph = fixture_graph_new (text);
      g_autoptr (SwGraph) after = fixture_graph_new (changed);
      double start = get_worked ();
      g_autoptr (SwLayout) first = sw_layout_new (graph, NULL, cache);
      whole[i] = get_worked () - start;
      start = get_worked ();
      g_autoptr (SwLayout) second = sw_layout_new (after, NULL, cache);
      edit[i] = get_worked () - start;
    }
  report (states, "layout, whole", whole, LAYOUTS);
  report (states, "layout after one edit", edit, LAYOUTS);
}

static void
bench_size (guint size, guint states)
{
  g_autofree char *one_line = fixture_generate (SHAPE_MIXED, states, 1);
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
  report (states, "open to first frame, as it passes", &opened, 1);
  g_object_get (canvas, "vadjustment", &adjustment, NULL);
  sw_canvas_set_zoom (SW_CANVAS (canvas), 1);
  _sw_canvas_view_stop (SW_CANVAS (canvas));
  settle ();
  bench_pan (size, states, canvas, adjustment);
  bench_frames (size, states, canvas, adjustment);
  bench_zoom (size, states, canvas);
  bench_drag (size, states, canvas);
  bench_fit (size, states, canvas);
  bench_keys (states, canvas, document);
  bench_layout (states, one_line);
  g_object_unref (adjustment);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (document);
}

static void
print_goals (void)
{
  bench_print_goal ("C1", "pan: snapshot at 10,000 states, p95, of that at 100",
                    panned[LARGE].p95 / panned[SMALL].p95, 2, 1.3);
  bench_print_goal ("C1", "pan: snapshot at 10,000 states, p95, ms", panned[LARGE].p95, 1, 0.3);
  bench_print_goal ("C2", "whole picture: snapshot at 10,000 states, ms", fitted[LARGE].median, 5,
                    2.5);
  bench_print_goal ("C2", "whole picture: snapshot at 1,000 states, ms", fitted[MIDDLE].median, 1,
                    0.4);
  bench_print_goal ("C3", "pan: whole frame at 10,000 states, of that at 100",
                    framed[LARGE].median / framed[SMALL].median, 1.5, 1.1);
  bench_print_goal ("-", "pan and zoom: states painted anew in a frame, 1,000 states",
                    repainted[MIDDLE], 0.5, 0);
  bench_print_goal ("-", "zoom: p95 at 1,000 states, of a frame's time",
                    zoomed[MIDDLE].p95 / FRAME_TIME, 1, 0.25);
  bench_print_goal ("-", "a state in the hand: p95 at 1,000 states, of a frame's time",
                    dragged[MIDDLE].p95 / FRAME_TIME, 1, 0.25);
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
  paint_counter_begin ();
  puts ("states  what, in milliseconds              median      p95");
  for (guint size = SMALL, states = 100; size < N_SIZES; size++, states *= 10)
    bench_size (size, states);
  print_goals ();
  return 0;
}
