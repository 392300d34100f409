/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script-performer.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "json/sw-text.h"
#include "tasks/durable/sw-durable.h"

/* Runs a scenario durably, and kills itself on the way if it is told to:
 *
 *   durable-driver STORE LEDGER SCENARIO.json [--crash N | --tell]
 *
 * The points at which it can end are counted from 1: each transaction before it is handed over and
 * after it is on the disk, each effect before and after it. The linker puts the functions below in
 * between the program and its store (--wrap): the program itself knows of no such points. Where the
 * store has an execution that runs, it is taken up again. "--crash 0" prints how many points there
 * were. Prints the history at the end; with --tell, what a person is shown instead: "kept N"
 * whenever the runner says that N events are. */

static guint n_points;
static guint crash_at;
static char *last_point;

static void
at_point (const char *where,
          gpointer    data)
{
  if (++n_points == crash_at)
    kill (getpid (), SIGKILL);
  g_set_str (&last_point, where);
}

typedef struct
{
  SwStoreDoneFunc done;
  gpointer        data;
} Wrapped;

void __real_sw_store_commit (SwStore         *store,
                             SwStoreWrite    *take_write,
                             SwStoreDoneFunc  done,
                             gpointer         data);
void __wrap_sw_store_commit (SwStore         *store,
                             SwStoreWrite    *take_write,
                             SwStoreDoneFunc  done,
                             gpointer         data);

static void
on_done (const GError *error,
         gpointer      data)
{
  g_autofree Wrapped *wrapped = data;

  at_point ("committed", NULL);
  if (wrapped->done != NULL)
    wrapped->done (error, wrapped->data);
}

void
__wrap_sw_store_commit (SwStore        *store,
                        SwStoreWrite   *take_write,
                        SwStoreDoneFunc done,
                        gpointer        data)
{
  Wrapped *wrapped = g_new (Wrapped, 1);

  *wrapped = (Wrapped) { done, data };
  at_point ("commit", NULL);
  __real_sw_store_commit (store, take_write, on_done, wrapped);
}

static SwValue
load (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  SwValue value = SW_VALUE_INIT;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &value, &error);
  g_assert_no_error (error);
  return value;
}

static SwProgram *
compile (SwValue definition)
{
  g_autofree char *text = sw_value_to_text (definition, SW_TEXT_DEFAULT, NULL);
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  SwProgram *program = sw_program_new (model, &error);

  g_assert_no_error (error);
  return program;
}

static SwRunner *
begin (SwStore     *store,
       SwValue      scenario,
       SwPerformer *performer)
{
  g_autoptr (SwProgram) program = compile (sw_value_get_member (scenario, "definition"));
  const SwExecutionOptions options
      = { .input = sw_value_get_member (scenario, "input"), .name = "one", .machine_name = "M" };
  SwRunner *runner
      = sw_runner_new_durable (program, &options, performer, store, "run", SW_VALUE_INIT);

  sw_runner_set_time (runner, G_GINT64_CONSTANT (1893456000) * G_USEC_PER_SEC);
  return runner;
}

static void
print_history (SwStore *store);

static gboolean
print_event (const SwStoreEvent *event,
             gpointer            data)
{
  printf ("%s\n", event->body);
  return TRUE;
}

static void
print_history (SwStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sw_store_foreach_event (store, 1, 0, FALSE, 0, print_event, NULL, &error));
}

static gboolean
note_found (const SwStoreExecution *execution,
            gpointer                data)
{
  *(gboolean *) data = TRUE;
  return FALSE;
}

/* The run to be driven: a new one, one taken up, or NULL: it has ended already. */
static SwRunner *
find_run (SwStore     *store,
          SwValue      scenario,
          SwPerformer *performer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) interrupted = sw_interrupted_list (store, NULL, &error);
  const SwStoreFilter all = { 0 };
  gboolean found = FALSE;
  SwRunner *runner = NULL;

  g_assert_no_error (error);
  g_assert_true (sw_store_foreach_execution (store, &all, note_found, &found, &error));
  if (interrupted->len > 0)
    {
      runner = sw_runner_new_resumed (store, ((SwInterrupted *) interrupted->pdata[0])->id,
                                      performer, &error);
      g_assert_no_error (error);
      sw_runner_set_time (runner, sw_execution_get_time (sw_runner_get_execution (runner)));
    }
  else if (!found)
    {
      runner = begin (store, scenario, performer);
    }
  if (runner != NULL)
    sw_runner_set_pace (runner, 0);
  return runner;
}

/* One write of the system's own: whoever reads it has what was said before the program is
 * killed. */
static void
tell (SwRunner   *runner,
      GParamSpec *property,
      gpointer    data)
{
  g_autofree char *line = NULL;
  guint count;

  g_object_get (runner, "n-events", &count, NULL);
  line = g_strdup_printf ("kept %u\n", count);
  g_assert_cmpint (write (STDOUT_FILENO, line, strlen (line)), ==, (gssize) strlen (line));
}

int
main (int    argc,
      char **argv)
{
  g_auto (SwValue) scenario = SW_VALUE_INIT;
  g_autoptr (SwPerformer) performer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SwRunner) runner = NULL;
  g_autoptr (SwStore) store = NULL;
  gboolean tells = argc == 5 && g_str_equal (argv[4], "--tell");

  g_assert (argc >= 4);
  if (argc == 6)
    crash_at = (guint) g_ascii_strtoull (argv[5], NULL, 10);
  store = sw_store_open (argv[1], &error);
  g_assert_no_error (error);
  scenario = load (argv[3]);
  performer
      = script_performer_new (sw_value_get_member (scenario, "tasks"), argv[2], at_point, NULL);
  runner = find_run (store, scenario, performer);
  if (runner != NULL && tells)
    g_signal_connect (runner, "notify::n-events", G_CALLBACK (tell), NULL);
  if (runner != NULL)
    g_assert_true (sw_runner_run (runner));
  if (!tells)
    print_history (store);
  fprintf (stderr, "%u points\n", n_points);
  g_free (last_point);
  return 0;
}
