/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/sw-application.h"
#include "app/window/sw-window.h"
#include "bench-definition.h"
#include "bench.h"

/* From the start of the process to the first frame: of a window of libadwaita's with nothing in it,
 * of the designer, and of the designer with a definition of 1 MiB, whose diagram is in the frame.
 * Each is this program anew, one after the other in each round. Milliseconds, medians: as they
 * pass, and of the processor, in all threads. Needs a display.
 *
 * D1 compares work done one thing after the other: by the time of the processor, to which other
 * programs do not add. D2 is of a person waiting: a file is read and laid out by threads while the
 * window is made, so that it is the time that passes which counts. It needs two processors that are
 * free (on a busy machine: nice -n -12); the time of the processor stands beside it, as what is
 * done in threads is not done for nothing. */

#define ROUNDS 7
#define MEBIBYTE (1024 * 1024)
#define LOOK_MILLISECONDS 5

typedef enum
{
  PLAIN, /* a window with a header bar */
  EMPTY, /* the designer */
  LARGE, /* the designer with the definition */
  N_KINDS
} Kind;

static const char *const kinds[N_KINDS] = { "plain", "empty", "large" };

/* In the process that is measured */
static Kind kind;
static gboolean complete; /* the frame that is about to be painted shows all */

static double
get_worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

/* Whether states stand in the view: some have a place there, and all of the text is in the
 * picture. */
static gboolean
has_picture (GtkWidget *window)
{
  SwPage *page = sw_window_get_page (SW_WINDOW (window));
  SwCanvas *canvas = page != NULL ? sw_page_get_canvas (page) : NULL;
  GtkWidget *board = canvas != NULL ? gtk_widget_get_first_child (GTK_WIDGET (canvas)) : NULL;
  GtkWidget *state = board != NULL ? gtk_widget_get_first_child (board) : NULL;

  return state != NULL && gtk_widget_get_mapped (state) && gtk_widget_get_width (state) > 0
         && !sw_canvas_get_laying_out (canvas)
         && !sw_document_get_pending (sw_canvas_get_document (canvas))
         && sw_model_get_states (sw_document_get_model (sw_canvas_get_document (canvas)))->len
                > 1000;
}

/* What is in place by now is painted next, in the same frame. */
static void
laid_out_cb (GdkFrameClock *clock, GtkWidget *window)
{
  complete = kind != LARGE || has_picture (window);
}

/* Asks for a frame as soon as there is what it is to show: frames that show less would only add to
 * the work. */
static gboolean
look_cb (gpointer window)
{
  if (!has_picture (window))
    return G_SOURCE_CONTINUE;
  gtk_widget_queue_draw (window);
  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock *clock, GtkWidget *window)
{
  if (!complete)
    return;
  printf ("%" G_GINT64_FORMAT " %.3f\n", g_get_monotonic_time (), get_worked ());
  fflush (stdout);
  _Exit (0);
}

static void
watch (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_after (clock, "layout", G_CALLBACK (laid_out_cb), window);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), window);
  if (kind == LARGE)
    g_timeout_add (LOOK_MILLISECONDS, look_cb, window);
}

static void
window_added_cb (GtkApplication *app, GtkWidget *window)
{
  g_signal_connect_after (window, "realize", G_CALLBACK (watch), NULL);
}

static void
activate_cb (GtkApplication *app)
{
  GtkWidget *window = adw_application_window_new (app);
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
}

static int
be_measured (const char *program, const char *file)
{
  char *arguments[] = { (char *) program, (char *) file, NULL };
  g_autoptr (GApplication) app = NULL;

  setlocale (LC_ALL, "");
  uselocale (duplocale (LC_GLOBAL_LOCALE));
  if (kind == PLAIN)
    {
      app = G_APPLICATION (
          adw_application_new ("io.github.stepwright.Plain", G_APPLICATION_NON_UNIQUE));
      g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
    }
  else
    app = G_APPLICATION (sw_application_new ());
  g_signal_connect (app, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (app, kind == LARGE ? 2 : 1, arguments);
}

/* In the process that measures */
typedef struct
{
  double passed[ROUNDS];
  double worked[ROUNDS];
} Times;

static gboolean
run (const char *program, Kind which, const char *file, Times *times, guint round)
{
  const char *arguments[] = { program, kinds[which], file, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 end;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                     NULL, &error)
      || sscanf (output, "%" G_GINT64_FORMAT " %lf", &end, &times->worked[round]) != 2)
    {
      fprintf (stderr, "bench-start: %s: %s\n", kinds[which],
               error != NULL ? error->message : "no frame was painted");
      return FALSE;
    }
  times->passed[round] = (double) (end - start) / 1000;
  return TRUE;
}

/* json-glib reading the same text */
static double
measure_parse (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  double start = get_worked ();

  json_parser_load_from_data (parser, text, -1, NULL);
  return get_worked () - start;
}

static int
measure (const char *program, const char *file, const char *text)
{
  Times times[N_KINDS];
  double parse[ROUNDS], passed[N_KINDS], worked[N_KINDS];

  for (guint round = 0; round < ROUNDS; round++)
    {
      for (Kind which = PLAIN; which < N_KINDS; which++)
        if (!run (program, which, file, &times[which], round))
          return 2;
      parse[round] = measure_parse (text);
    }
  for (Kind which = PLAIN; which < N_KINDS; which++)
    {
      passed[which] = bench_get_median (times[which].passed, ROUNDS);
      worked[which] = bench_get_median (times[which].worked, ROUNDS);
      printf ("%-6s %8.1f ms passed %8.1f ms of the processor\n", kinds[which], passed[which],
              worked[which]);
    }
  double once = bench_get_median (parse, ROUNDS);
  printf ("json-glib reads the text in %.1f ms\n", once);
  bench_print_goal ("D1", "first frame, of a plain window's", worked[EMPTY] / worked[PLAIN], 1.6,
                    1.25);
  bench_print_goal ("D2", "1 MiB: frame with the diagram beyond the empty start, of a parse",
                    (passed[LARGE] - passed[EMPTY]) / once, 8, 4);
  printf ("    of the processor, that is %.1f parses\n", (worked[LARGE] - worked[EMPTY]) / once);
  return 0;
}

int
main (int argc, char *argv[])
{
  for (Kind which = PLAIN; argc > 1 && which < N_KINDS; which++)
    if (g_str_equal (argv[1], kinds[which]))
      {
        kind = which;
        return be_measured (argv[0], argc > 2 ? argv[2] : NULL);
      }
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      puts ("no display: the start is not measured");
      return 77;
    }

  g_autofree char *text = bench_make_definition (MEBIBYTE, BENCH_STATES_IN_MEBIBYTE);
  g_autofree char *folder = g_dir_make_tmp ("bench-start-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "large.asl.json", NULL);
  int status = g_file_set_contents (file, text, -1, NULL) ? measure (argv[0], file, text) : 2;
  g_remove (file);
  g_rmdir (folder);
  return status;
}
