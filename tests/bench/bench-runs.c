/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/page/sw-page-private.h"
#include "json/sw-text.h"

/* Large runs in the open window, with diagram, table and detail:
 *
 *   events/s   of a run into the window, from its start until the frame that shows its end
 *   frames     painted meanwhile and until the table has all its rows, and the longest time between
 *              two of them
 *   first look likewise, when a view of the run is shown for the first time
 *   scrub      from a jump to some event until the frame that shows it, milliseconds: as in a drag
 *   step       likewise, of a jump after a rest: lists, code and inspector go along
 *   processor  what of that is the main thread's work: the same on a machine that others use, too
 *   memory     resident, before the run and after it, MiB
 *
 * Needs a display. */

#define JUMPS 100
#define REST 150 /* milliseconds: longer than a drag's moves are apart */
#define SETTLE 1500 /* milliseconds in which what a view puts off is done */

typedef struct
{
  const char *name;
  const char *definition;
  const char *input; /* NULL: an array of 10,000 numbers */
} Workload;

static const Workload workloads[] = {
  { "loop of 25,000 events",
    "{ \"QueryLanguage\": \"JSONata\", \"StartAt\": \"Count\", \"States\": {"
    "  \"Count\": { \"Type\": \"Pass\", \"Output\": \"{% { 'n': $states.input.n + 1 } %}\","
    "    \"Next\": \"Enough?\" },"
    "  \"Enough?\": { \"Type\": \"Choice\", \"Choices\": [ { \"Condition\": \"{% $states.input.n = 6249 %}\","
    "    \"Next\": \"Done\" } ], \"Default\": \"Count\" },"
    "  \"Done\": { \"Type\": \"Succeed\" } } }",
    "{ \"n\": 0 }" },
  { "Map of 10,000 items",
    "{ \"StartAt\": \"Each\", \"States\": { \"Each\": { \"Type\": \"Map\", \"End\": true,"
    "  \"ItemProcessor\": { \"StartAt\": \"Keep\", \"States\": {"
    "    \"Keep\": { \"Type\": \"Pass\", \"End\": true } } } } } }",
    NULL },
};

static double
get_memory (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);
  return (double) pages * 4096 / (1 << 20);
}

/* What this thread has worked so far, in microseconds */
static gint64
get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static guint frames;
static gint64 last_frame, last_work;
static gint64 longest, most_work;

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer       user_data)
{
  gint64 now = g_get_monotonic_time ();
  gint64 work = get_work ();

  if (last_frame != 0)
    {
      longest = MAX (longest, now - last_frame);
      most_work = MAX (most_work, work - last_work);
    }
  last_frame = now;
  last_work = work;
  frames++;
}

static void
wait_for_frame (GtkWidget *widget)
{
  guint before = frames;

  gtk_widget_queue_draw (widget);
  while (frames == before)
    g_main_context_iteration (NULL, TRUE);
}

static SwValue
read_input (const Workload *workload)
{
  SwValue input = SW_VALUE_INIT;

  if (workload->input != NULL)
    {
      sw_value_from_text (workload->input, -1, SW_TEXT_DEFAULT, &input, NULL);
      return input;
    }
  input = sw_value_new_array (10000);
  for (guint i = 0; i < 10000; i++)
    sw_value_append (&input, sw_value_new_integer (i));
  return input;
}

static SwRunner *
create_runner (SwPage         *page,
               const Workload *workload)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program
      = sw_program_new (sw_document_get_model (sw_page_get_document (page)), &error);
  g_auto (SwValue) input = read_input (workload);
  const SwExecutionOptions options = { .input = input, .unlimited = TRUE };

  if (program == NULL)
    g_error ("%s", error->message);
  return sw_runner_new (program, &options, NULL, SW_RUN_VIRTUAL);
}

static int
compare (const void *a,
         const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static void
show_quantiles (const char *label,
                double     *times)
{
  qsort (times, JUMPS, sizeof (double), compare);
  printf ("  %s p50 %.1f  p99 %.1f  most %.1f\n", label, times[JUMPS / 2],
          times[JUMPS * 99 / 100 - 1], times[JUMPS - 1]);
}

static gboolean
rested_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
rest (guint milliseconds)
{
  gboolean rested = FALSE;

  g_timeout_add (milliseconds, rested_cb, &rested);
  while (!rested)
    g_main_context_iteration (NULL, TRUE);
}

static void
bench_jumps (const char  *label,
             SwPage      *page,
             SwRunRecord *record,
             gboolean     rests)
{
  guint count = sw_run_record_get_n_events (record);
  double times[JUMPS], jumps[JUMPS], works[JUMPS];

  for (guint i = 0; i < JUMPS; i++)
    {
      gint64 start, before;

      if (rests)
        rest (REST);
      start = g_get_monotonic_time ();
      before = get_work ();
      sw_run_record_set_position (record, 1 + (guint) ((guint64) i * 7919 * 31 % count));
      jumps[i] = (double) (get_work () - before) / 1000;
      wait_for_frame (GTK_WIDGET (page));
      times[i] = (double) (g_get_monotonic_time () - start) / 1000;
      works[i] = (double) (get_work () - before) / 1000;
    }
  printf ("  %s to the frame, ms:\n", label);
  show_quantiles ("  in all:                ", times);
  show_quantiles ("  processor:             ", works);
  show_quantiles ("  of that before it:     ", jumps);
}

/* One frame after the other, so that the longest gap is one that work made */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static void
begin_frames (void)
{
  frames = 0;
  last_frame = longest = most_work = 0;
}

static void
show_frames (const char *label)
{
  printf ("  %-25s %u, at most %.1f ms apart, %.1f ms of work\n", label, frames,
          (double) longest / 1000, (double) most_work / 1000);
}

static void
bench_views (SwPage *page)
{
  static const char *const views[][2]
      = { { "timeline", "first look, timeline:" }, { "events", "first look, events:" } };

  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      wait_for_frame (GTK_WIDGET (page));
      begin_frames ();
      wait_for_frame (GTK_WIDGET (page));
      sw_run_panel_show_view (page->run_panel, views[i][0]);
      rest (SETTLE);
      show_frames (views[i][1]);
    }
  sw_run_panel_show_view (page->run_panel, "table");
}

static void
bench (const Workload *workload)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (workload->definition);
  GtkWidget *window = adw_window_new ();
  SwPage *page = sw_page_new (document);
  g_autoptr (SwRunner) runner = NULL;
  SwRunRecord *record;
  double before;
  gint64 start, took;

  sw_document_settle (document);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (page));
  g_object_set (page, "show-runs", TRUE, NULL);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (after_paint_cb), NULL);
  gtk_widget_add_tick_callback (GTK_WIDGET (page), tick_cb, NULL, NULL);
  wait_for_frame (window);
  before = get_memory ();
  runner = create_runner (page, workload);
  begin_frames ();
  wait_for_frame (window);
  start = g_get_monotonic_time ();
  sw_run_panel_start (page->run_panel, runner);
  while (sw_runner_get_status (runner) == SW_EXECUTION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  wait_for_frame (window);
  took = g_get_monotonic_time () - start;
  record = sw_run_panel_get_record (page->run_panel);
  printf ("%s: %u events\n", workload->name, sw_run_record_get_n_events (record));
  printf ("  events/s:                 %.0f\n",
          sw_run_record_get_n_events (record) / ((double) took / G_USEC_PER_SEC));
  rest (SETTLE);
  show_frames ("frames:");
  bench_jumps ("scrub", page, record, FALSE);
  bench_jumps ("step", page, record, TRUE);
  bench_views (page);
  printf ("  memory, MiB:              %.1f to %.1f\n", before, get_memory ());
  fflush (stdout);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int   argc,
      char *argv[])
{
  if (!gtk_init_check ())
    {
      puts ("no display: runs are not measured");
      return 77;
    }
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (workloads); i++)
    bench (&workloads[i]);
  return 0;
}
