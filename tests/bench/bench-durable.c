/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <malloc.h>
#include <stdio.h>

#include "tasks/durable/sw-durable.h"

/* What it costs that runs outlive the program: events that reach the disk each by itself and
 * together, runs begun in a second, runs that wait, and runs taken up again. The last column tells
 * what the same costs without a store, where that can be compared. */

#define EVENTS 2000
#define RUNS 2000
#define OPEN 10000

static const char waits[] = "{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Pass\", \"Next\": \"W\"}, "
                            "\"W\": {\"Type\": \"Wait\", \"Seconds\": 86400, \"End\": true}}}";
static const char passes[]
    = "{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Pass\", \"End\": true}}}";

static SwStore *
open_store (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "executions.db", NULL);
  g_autoptr (GError) error = NULL;
  SwStore *store = sw_store_open (path, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

static SwProgram *
compile (const char *text)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);

  return sw_program_new (model, NULL);
}

static double
get_seconds (gint64 since)
{
  return (double) (g_get_monotonic_time () - since) / G_USEC_PER_SEC;
}

static void
print (const char *what,
       double      value,
       const char *unit,
       double      plain)
{
  printf ("%-52s %12.0f %s", what, value, unit);
  if (plain > 0)
    printf ("   %12.0f", plain);
  printf ("\n");
}

/* Events of a kilobyte, PER in each transaction, EACH of them waited for or all handed over */
static void
measure_events (SwStore    *store,
                const char *what,
                gint64      execution,
                guint       per,
                gboolean    wait)
{
  g_autofree char *filler = g_strnfill (1000, 'x');
  g_autofree char *body = g_strdup_printf ("{\"input\": \"%s\"}", filler);
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < EVENTS; i += per)
    {
      SwStoreWrite *write = sw_store_write_new ();

      for (guint j = 0; j < per; j++)
        {
          const SwStoreEvent event = { i + j + 1, i + j, 0, "PassStateEntered", body };

          sw_store_write_add_event (write, execution, &event);
        }
      sw_store_commit (store, write, NULL, NULL);
      if (wait)
        sw_store_flush (store, NULL);
    }
  sw_store_flush (store, NULL);
  print (what, EVENTS / get_seconds (begin), "/s", 0);
}

static SwRunner *
begin_run (SwProgram *program,
           SwStore   *store)
{
  g_autofree char *name = g_uuid_string_random ();
  const SwExecutionOptions options = { .name = name };
  SwRunner *runner = store != NULL ? sw_runner_new_durable (program, &options, NULL, store, "run",
                                                            SW_VALUE_INIT)
                                   : sw_runner_new (program, &options, NULL, SW_RUN_LIVE);

  sw_runner_start (runner);
  return runner;
}

/* Seconds until COUNT runs, begun at once, have N_EVENTS events each */
static double
run_all (SwProgram *program,
         SwStore   *store,
         GPtrArray *runners,
         guint      count,
         guint      n_events)
{
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (runners, begin_run (program, store));
  for (guint i = 0; i < count; i++)
    for (guint found = 0; found < n_events;)
      {
        g_object_get (g_ptr_array_index (runners, i), "n-events", &found, NULL);
        if (found < n_events)
          g_main_context_iteration (NULL, TRUE);
      }
  return get_seconds (begin);
}

static void
measure_runs (SwStore *store)
{
  g_autoptr (SwProgram) program = compile (passes);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) plain = g_ptr_array_new_with_free_func (g_object_unref);
  double seconds = run_all (program, store, kept, RUNS, 4);
  double seconds_plain = run_all (program, NULL, plain, RUNS, 4);
  gint64 begin = g_get_monotonic_time ();

  print ("runs of one Pass, all at once", RUNS / seconds, "/s", RUNS / seconds_plain);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (SwRunner) runner = begin_run (program, store);

      sw_runner_run (runner);
    }
  seconds = get_seconds (begin);
  begin = g_get_monotonic_time ();
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (SwRunner) runner = begin_run (program, NULL);

      sw_runner_run (runner);
    }
  print ("runs of one Pass, one after the other", 200 / seconds, "/s", 200 / get_seconds (begin));
}

static double
get_heap (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) info.uordblks;
}

static void
measure_open (const char *folder)
{
  g_autoptr (SwProgram) program = compile (waits);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) plain = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) again = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) list = NULL;
  SwStore *store = open_store (folder);
  double heap = get_heap (), heap_kept, seconds;
  gint64 begin;

  seconds = run_all (program, store, kept, OPEN, 4);
  heap_kept = (get_heap () - heap) / OPEN;
  heap = get_heap ();
  print ("runs begun that wait, 10,000 of them", OPEN / seconds, "/s",
         OPEN / run_all (program, NULL, plain, OPEN, 4));
  print ("memory of each that waits", heap_kept, "bytes", (get_heap () - heap) / OPEN);

  g_ptr_array_set_size (kept, 0);
  g_ptr_array_set_size (plain, 0);
  g_object_unref (store);
  store = open_store (folder);
  list = sw_interrupted_list (store, NULL, NULL);
  begin = g_get_monotonic_time ();
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (again, sw_runner_new_resumed (store, ((SwInterrupted *) list->pdata[i])->id,
                                                   NULL, NULL));
  print ("runs taken up again", list->len / get_seconds (begin), "/s", 0);
  g_ptr_array_set_size (again, 0);
  g_object_unref (store);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (void)
{
  /* Where the user's own store would be: what a disk costs is not to be had in /tmp. */
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "stepwright", NULL);
  g_autofree char *folder = g_build_filename (parent, "bench-durable-XXXXXX", NULL);
  SwStore *store;

  g_mkdir_with_parents (parent, 0700);
  if (g_mkdtemp (folder) == NULL)
    g_error ("%s cannot be made", folder);
  store = open_store (folder);
  measure_events (store, "events of 1 kB, each waited for", 1, 1, TRUE);
  measure_events (store, "… ten in a transaction, each waited for", 2, 10, TRUE);
  measure_events (store, "… handed over at once", 3, 1, FALSE);
  measure_runs (store);
  g_object_unref (store);
  remove_folder (folder);
  if (g_mkdir (folder, 0700) != 0)
    g_error ("%s cannot be made", folder);
  measure_open (folder);
  remove_folder (folder);
  return 0;
}
