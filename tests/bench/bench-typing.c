/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/canvas/sw-canvas.h"
#include "app/document/sw-reading.h"
#include "app/inspector/sw-inspector.h"
#include "app/page/sw-page-private.h"
#include "bench-definition.h"
#include "bench.h"
#include "layout-fixture.h"

/* Typing in the code beside the diagram and the inspector, as the window shows them. A letter is
 * typed into a string somewhere in the text, and the program is left alone until it has nothing
 * more to do. Milliseconds:
 *
 *   repaint   from the key to the end of the first frame painted after it, with the wait for the
 *   frame's turn work      what the main thread did in that time: as long as it is well under a
 *   frame, no key misses its turn model     from the key until model and diagnostics are those of
 *   the text picture   from the key until the diagram is that of the text blocked   the longest
 *   work without a look at the next event, of all that followed the key busy      all that the main
 *   thread did because of the key
 *
 * Work, blocked and busy are the main thread's own processor time, which other programs do not add
 * to.
 *
 * Needs a display. */

#define KEYS 100
#define READINGS 15
#define LARGEST (1024 * 1024)

typedef struct
{
  SwDocument *document;
  SwPage     *page;
  GtkWidget  *window;
} Bench;

enum
{
  REPAINT,
  WORK,
  MODEL,
  PICTURE,
  BLOCKED,
  BUSY,
  N_COLUMNS
};

static const char *const columns[N_COLUMNS] = { "repaint", "work", "model", "picture", "blocked", "busy" };

/* What the main loop did since the last key: the poll function tells work from waiting. */
static gint64 woke;
static gint64 busy;
static gint64 longest;

static gint64
get_worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
count_work (void)
{
  gint64 worked = get_worked () - woke;

  busy += worked;
  longest = MAX (longest, worked);
}

static int
poll_and_count (GPollFD *fds, guint n_fds, int timeout)
{
  count_work ();
  int n_ready = g_poll (fds, n_fds, timeout);
  woke = get_worked ();
  return n_ready;
}

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static gboolean
quiet_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
iterate_until (gboolean *flag)
{
  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
}

/* A while without anything due but this */
static void
rest (guint milliseconds)
{
  gboolean quiet = FALSE;

  g_timeout_add (milliseconds, quiet_cb, &quiet);
  iterate_until (&quiet);
}

/* Until the main thread has done next to nothing for a while: what a jump in the text brings about
 * is not typing. */
static void
rest_until_quiet (void)
{
  do
    {
      count_work ();
      woke = get_worked ();
      busy = 0;
      rest (120);
    }
  while (busy > 4000);
}

static void
wait_for_frame (Bench *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->window);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  iterate_until (&painted);
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
has_picture (Bench *bench)
{
  return !sw_document_get_pending (bench->document)
         && !sw_canvas_get_laying_out (sw_diagram_get_canvas (bench->page->diagram));
}

/* A letter at the end of one of the strings, about where the SHARE of the text is */
static gboolean
place_caret (Bench *bench, double share)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (bench->document));
  GtkTextIter at, found;
  int count = gtk_text_buffer_get_char_count (buffer);

  gtk_text_buffer_get_iter_at_offset (buffer, &at, (int) (count * share));
  if (!gtk_text_iter_forward_search (&at, "\"Resource\": \"", GTK_TEXT_SEARCH_TEXT_ONLY, NULL,
                                     &found, NULL))
    return FALSE;
  gtk_text_buffer_place_cursor (buffer, &found);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (sw_source_pane_get_view (bench->page->source_pane)),
                                gtk_text_buffer_get_insert (buffer), 0.1, FALSE, 0, 0);
  return TRUE;
}

static void
type_key (Bench *bench, double times[N_COLUMNS])
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (bench->document));
  gint64 start = g_get_monotonic_time ();

  busy = longest = 0;
  woke = get_worked ();
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, "x", 1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
  wait_for_frame (bench);
  times[REPAINT] = since (start);
  times[WORK] = (double) (busy + get_worked () - woke) / 1000;
  while (sw_document_get_pending (bench->document))
    g_main_context_iteration (NULL, TRUE);
  times[MODEL] = since (start);
  while (!has_picture (bench))
    g_main_context_iteration (NULL, TRUE);
  times[PICTURE] = since (start);
  rest (40);
  count_work ();
  times[BLOCKED] = (double) longest / 1000;
  times[BUSY] = (double) busy / 1000;
}

/* What another thread does after a key, in the processor's time: to read the text, with the model
 * and the diagnostics, and to lay out the one piece that is another; and json-glib just reading the
 * text */
static void
print_reading_goal (void)
{
  g_autofree char *text = bench_make_definition (LARGEST, BENCH_STATES_IN_MEBIBYTE);
  double reading[READINGS], parse[READINGS];
  g_autoptr (SwLayoutCache) cache = sw_layout_cache_new ();
  gsize length = strlen (text);

  for (guint i = 0; i < READINGS; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new_immutable ();
      gint64 start = get_worked ();
      json_parser_load_from_data (parser, text, (gssize) length, NULL);
      parse[i] = (double) (get_worked () - start);
      g_autofree char *changed = fixture_insert (text, i);
      start = get_worked ();
      g_autoptr (SwReading) read = sw_reading_new (changed, strlen (changed), SW_SYNTAX_JSON, 1,
                                                   NULL, SW_MACHINE_STANDARD, NULL);
      g_autoptr (SwLayout) layout = sw_layout_new (read->graph, NULL, cache);
      reading[i] = (double) (get_worked () - start);
    }
  bench_print_goal ("D3", "1 MiB: text to model, diagnostics and layout, of a parse",
                    bench_get_median (reading, READINGS) / bench_get_median (parse, READINGS), 3,
                    1);
}

/* Returns: the median of the main thread's work until the key is seen */
static double
report (gsize size, guint n_states, double (*times)[N_COLUMNS], guint count)
{
  double medians[N_COLUMNS];

  for (guint column = 0; column < N_COLUMNS; column++)
    {
      g_autofree double *values = g_new (double, count);
      for (guint i = 0; i < count; i++)
        values[i] = times[i][column];
      medians[column] = bench_get_median (values, count);
      printf ("%6zu KiB %6u  %-8s %9.2f %9.2f\n", size / 1024, n_states, columns[column],
              medians[column], values[MIN (count - 1, count * 99 / 100)]);
    }
  fflush (stdout);
  return medians[WORK];
}

static void
open_window (Bench *bench)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *inspector = g_object_new (SW_TYPE_INSPECTOR, "width-request", 300, NULL);

  bench->page = sw_page_new (bench->document);
  gtk_widget_set_hexpand (GTK_WIDGET (bench->page), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (bench->page));
  gtk_box_append (GTK_BOX (box), inspector);
  sw_inspector_set_document (SW_INSPECTOR (inspector), bench->document);
  bench->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1280, 800);
  adw_window_set_content (ADW_WINDOW (bench->window), box);
  gtk_window_present (GTK_WINDOW (bench->window));
}

static void
bench_size (gsize size)
{
  guint n_states;
  g_autofree char *text = bench_generate_definition (size, &n_states);
  double times[KEYS][N_COLUMNS];
  guint count = 0;
  Bench bench = { .document = sw_document_new_from_text (text) };

  open_window (&bench);
  rest (1500);
  for (guint i = 0; i < KEYS; i++)
    {
      /* Ten letters in a row, then elsewhere */
      if (i % 10 == 0 && !place_caret (&bench, 0.05 + 0.9 * (i / 10) / (KEYS / 10)))
        continue;
      if (i % 10 == 0)
        rest_until_quiet ();
      type_key (&bench, times[count++]);
    }
  double work = report (size, n_states, times, count);
  if (size == LARGEST)
    {
      bench_print_goal ("D3", "1 MiB: work of the main thread until the key is seen, ms", work, 8,
                        4);
      print_reading_goal ();
    }
  gtk_window_destroy (GTK_WINDOW (bench.window));
  rest (50);
  g_object_unref (bench.document);
}

int
main (int argc, char *argv[])
{
  static const guint kibibytes[] = { 10, 100, 1024 };
  guint only = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 0;

  if (!gtk_init_check ())
    {
      puts ("no display: typing is not measured");
      return 77;
    }
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  g_main_context_set_poll_func (NULL, poll_and_count);
  puts ("      size states  what, ms          p50       p99");
  for (guint i = 0; i < G_N_ELEMENTS (kibibytes); i++)
    if (only == 0 || only == kibibytes[i])
      bench_size (kibibytes[i] * 1024);
  return 0;
}
