/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/start/sw-sketch-view.h"
#include "app/start/sw-start-page.h"
#include "json/sw-text.h"
#include "layout-fixture.h"

/* The start page with a list of recent files, opened in a window. Milliseconds:
 *
 *   frame     from the wish to see it to the end of the first frame
 *   work      what the main thread did in that time
 *   pictures  until each card has its picture: those of files come from the cache the second time
 *   blocked   the longest work without a look at the next event until then
 *   redraw    what the main thread does for one frame that paints all of it again, as while scrolling
 *
 * Work, blocked and redraw are the main thread's own processor time, which other programs do not add to.
 *
 * Needs a display. */

#define N_FILES 12
#define N_REDRAWS 20

/* What the main loop did: the poll function tells work from waiting. */
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

static int
poll_and_count (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 worked = get_worked () - woke;

  busy += worked;
  longest = MAX (longest, worked);
  int n_ready = g_poll (fds, n_fds, timeout);
  woke = get_worked ();
  return n_ready;
}

static void
start_counting (void)
{
  busy = longest = 0;
  woke = get_worked ();
}

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
wait_for_frame (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
has_pictures (GtkWidget *widget)
{
  if (SW_IS_SKETCH_VIEW (widget) && gtk_widget_get_mapped (widget))
    return sw_sketch_view_get_sketch (SW_SKETCH_VIEW (widget)) != NULL
           || sw_sketch_view_get_problem (SW_SKETCH_VIEW (widget)) != NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!has_pictures (child))
      return FALSE;
  return TRUE;
}

static void
queue_all (GtkWidget *widget)
{
  gtk_widget_queue_draw (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    queue_all (child);
}

static double
measure_redraw (GtkWidget *window)
{
  start_counting ();
  for (guint i = 0; i < N_REDRAWS; i++)
    {
      queue_all (window);
      wait_for_frame (window);
    }
  return (double) (busy + get_worked () - woke) / 1000 / N_REDRAWS;
}

static void
bench_open (const char *files, const char *cache)
{
  GtkWidget *window = adw_window_new ();
  gint64 start = g_get_monotonic_time ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  start_counting ();
  adw_window_set_content (ADW_WINDOW (window), g_object_new (SW_TYPE_START_PAGE, NULL));
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (window);
  double frame = (double) (g_get_monotonic_time () - start) / 1000;
  double work = (double) (busy + get_worked () - woke) / 1000;
  while (!has_pictures (window))
    g_main_context_iteration (NULL, TRUE);
  double pictures = (double) (g_get_monotonic_time () - start) / 1000;
  wait_for_frame (window);
  double blocked = (double) longest / 1000;
  printf ("%-14s %-6s %8.1f %8.1f %9.1f %8.1f %8.1f\n", files, cache, frame, work, pictures, blocked,
          measure_redraw (window));
  fflush (stdout);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
changed_cb (GtkRecentManager *manager, gboolean *changed)
{
  *changed = TRUE;
}

/* The list is read and written when the main loop is reached. */
static void
wait_for_list (guint count)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  gboolean changed = FALSE;
  gulong handler = g_signal_connect (manager, "changed", G_CALLBACK (changed_cb), &changed);

  for (guint n = G_MAXUINT; n != count;)
    {
      GList *items = gtk_recent_manager_get_items (manager);
      n = g_list_length (items);
      g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
      if (n != count)
        g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (manager, handler);
}

static void
fill_list (guint n_states)
{
  g_autofree char *text = fixture_generate (SHAPE_MIXED, n_states, 1);
  GtkRecentManager *manager = gtk_recent_manager_get_default ();

  gtk_recent_manager_purge_items (manager, NULL);
  wait_for_list (0);
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("machine-%u-%u.asl.json", n_states, i);
      g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
      g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
      g_file_set_contents (path, text, -1, NULL);
      gtk_recent_manager_add_item (manager, uri);
    }
  wait_for_list (N_FILES);
}

int
main (int argc, char *argv[])
{
  static const guint sizes[] = { 10, 100, 1000, 7000 };

  if (!gtk_init_check ())
    {
      puts ("no display: the start page is not measured");
      return 77;
    }
  adw_init ();
  g_set_prgname ("stepwright");
  g_set_application_name ("Stepwright");
  g_main_context_set_poll_func (NULL, poll_and_count);
  puts ("12 files of     ms        frame     work  pictures  blocked   redraw");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *files = g_strdup_printf ("%u states", sizes[i]);
      fill_list (sizes[i]);
      bench_open (files, "new");
      bench_open (files, "kept");
    }
  return 0;
}
