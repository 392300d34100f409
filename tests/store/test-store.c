/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>

/* What the store keeps, and how it gives it back. */

#define add(name, function) \
  g_test_add ("/store/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

static void
test_documents (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (SwStore) store = fixture_open (fixture);
  SwStoreWrite *write = sw_store_write_new ();
  g_autofree char *before = NULL, *after = NULL, *one = NULL, *none = NULL;

  put_document (store, "b", "1");
  put_document (store, "a", "\"é\"");
  put_document (store, "b", "2");
  flush (store);
  before = dup_documents (store);
  g_assert_cmpstr (before, ==, "a=\"é\";b=2;");

  sw_store_write_delete_document (write, "test", "b");
  sw_store_write_delete_document (write, "other", "a");
  sw_store_commit (store, write, NULL, NULL);
  flush (store);
  after = dup_documents (store);
  g_assert_cmpstr (after, ==, "a=\"é\";");
  one = sw_store_dup_document (store, "test", "a", NULL);
  g_assert_cmpstr (one, ==, "\"é\"");
  none = sw_store_dup_document (store, "test", "b", NULL);
  g_assert_null (none);
}

static void
test_reopened (Fixture      *fixture,
               gconstpointer data)
{
  gint64 id;

  {
    g_autoptr (SwStore) store = fixture_open (fixture);

    id = add_execution (store, "one", 5);
    add_event (store, id, 1);
    put_document (store, "k", "[]");
  }
  {
    g_autoptr (SwStore) store = fixture_open (fixture);
    g_autofree char *documents = dup_documents (store);

    g_assert_false (sw_store_get_read_only (store));
    g_assert_null (sw_store_get_set_aside (store));
    g_assert_cmpstr (documents, ==, "k=[];");
    g_assert_cmpuint (count_events (store, id), ==, 1);
    g_assert_cmpint (sw_store_reserve_id (store), >, id);
  }
  fixture_check (fixture);
}

static void
test_private (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (SwStore) store = fixture_open (fixture);
  static const char *const endings[] = { "", "-wal", "-shm", ".lock" };

  put_document (store, "k", "1");
  flush (store);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, endings[i], NULL);
      GStatBuf about;

      g_assert_cmpint (g_stat (path, &about), ==, 0);
      g_assert_cmpint (about.st_mode & 077, ==, 0);
    }
}

typedef struct
{
  GString *names;
  guint    limit;
  gint64   start;
  gint64   id;
} Listing;

static gboolean
list_execution (const SwStoreExecution *execution,
                gpointer                data)
{
  Listing *listing = data;

  g_string_append_printf (listing->names, "%s ", execution->name);
  listing->start = execution->start;
  listing->id = execution->id;
  return TRUE;
}

static char *
dup_list (SwStore             *store,
          const SwStoreFilter *filter,
          Listing             *listing)
{
  Listing own = { 0 };
  g_autoptr (GError) error = NULL;

  listing = listing != NULL ? listing : &own;
  listing->names = g_string_new (NULL);
  sw_store_foreach_execution (store, filter, list_execution, listing, &error);
  g_assert_no_error (error);
  return g_string_free_and_steal (listing->names);
}

static void
end_execution (SwStore *store,
               gint64   id)
{
  SwStoreWrite *write = sw_store_write_new ();
  SwStoreExecution standing
      = { .id = id, .status = SW_EXECUTION_FAILED, .stop = 99, .error = "E", .cause = "C" };

  sw_store_write_set_standing (write, &standing);
  sw_store_commit (store, write, NULL, NULL);
}

static void
test_executions (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (SwStore) store = fixture_open (fixture);
  gint64 first = add_execution (store, "first", 10);
  gint64 second = add_execution (store, "second", 20);
  gint64 third = add_execution (store, "third", 20);
  const struct
  {
    SwStoreFilter filter;
    const char   *names;
  } cases[] = {
    { { 0 }, "third second first " },
    { { .id = second }, "second " },
    { { .arn = "arn:aws:states:r:1:execution:M:first" }, "first " },
    { { .arn = "arn:aws:states:r:1:execution:M:none" }, "" },
    { { .machine_arn = "arn:aws:states:r:1:stateMachine:M", .limit = 2 }, "third second " },
    { { .machine_arn = "arn:aws:states:r:1:stateMachine:N" }, "" },
    { { .origin = "run" }, "third second first " },
    { { .origin = "server" }, "" },
    { { .status = SW_EXECUTION_RUNNING + 1 }, "third first " },
    { { .status = SW_EXECUTION_FAILED + 1 }, "second " },
    { { .before_start = 20, .before_id = third }, "second first " },
    { { .before_start = 20, .before_id = second }, "first " },
    { { .before_start = 10, .before_id = first }, "" },
  };

  end_execution (store, second);
  flush (store);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *names = dup_list (store, &cases[i].filter, NULL);

      g_assert_cmpstr (names, ==, cases[i].names);
    }
}

static gboolean
keep_error (const SwStoreExecution *execution,
            gpointer                data)
{
  g_assert_cmpstr (execution->error, ==, "E");
  g_assert_cmpstr (execution->cause, ==, "C");
  g_assert_cmpint (execution->stop, ==, 99);
  g_assert_null (execution->output);
  *(gboolean *) data = TRUE;
  return TRUE;
}

static void
test_standing (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (SwStore) store = fixture_open (fixture);
  SwStoreFilter filter = { .id = add_execution (store, "one", 1) };
  gboolean found = FALSE;

  end_execution (store, filter.id);
  flush (store);
  g_assert_true (sw_store_foreach_execution (store, &filter, keep_error, &found, NULL));
  g_assert_true (found);
}

static gboolean
append_event (const SwStoreEvent *event,
              gpointer            data)
{
  g_string_append_printf (data, "%d ", (int) event->id);
  return TRUE;
}

static void
test_event_pages (Fixture      *fixture,
                  gconstpointer data)
{
  static const struct
  {
    gint64      from;
    gboolean    backwards;
    guint       limit;
    const char *ids;
  } cases[] = {
    { 0, FALSE, 0, "1 2 3 4 " }, { 3, FALSE, 0, "3 4 " },     { 2, FALSE, 2, "2 3 " },
    { 0, TRUE, 0, "4 3 2 1 " },  { 3, TRUE, 2, "3 2 " },      { 9, FALSE, 0, "" },
  };
  g_autoptr (SwStore) store = fixture_open (fixture);
  gint64 id = add_execution (store, "one", 1), other = add_execution (store, "two", 1);

  for (gint64 i = 1; i <= 4; i++)
    add_event (store, id, i);
  add_event (store, other, 1);
  flush (store);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) ids = g_string_new (NULL);

      g_assert_true (sw_store_foreach_event (store, id, cases[i].from, cases[i].backwards,
                                             cases[i].limit, append_event, ids, NULL));
      g_assert_cmpstr (ids->str, ==, cases[i].ids);
    }
}

static gboolean
append_task (const SwStoreTask *task,
             gpointer           data)
{
  g_string_append_printf (data, "%d/%d %s %s %s;", (int) task->execution, (int) task->id,
                          task->state, task->phase,
                          task->token != NULL ? task->token : "-");
  return TRUE;
}

static void
test_tasks_and_entries (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (SwStore) store = fixture_open (fixture);
  SwStoreWrite *write = sw_store_write_new ();
  SwStoreTask task = { .execution = 1, .id = 1, .state = "A", .phase = "scheduled" };
  g_autoptr (GString) all = g_string_new (NULL), one = g_string_new (NULL);

  sw_store_write_put_task (write, &task);
  task.phase = "started";
  sw_store_write_put_task (write, &task);
  task.id = 2;
  sw_store_write_put_task (write, &task);
  sw_store_write_delete_task (write, 1, 2);
  task.execution = 2;
  task.token = "t";
  sw_store_write_put_task (write, &task);
  sw_store_commit (store, write, NULL, NULL);
  flush (store);
  g_assert_true (sw_store_foreach_task (store, 0, append_task, all, NULL));
  g_assert_cmpstr (all->str, ==, "1/1 A started -;2/2 A started t;");
  g_assert_true (sw_store_foreach_task (store, 2, append_task, one, NULL));
  g_assert_cmpstr (one->str, ==, "2/2 A started t;");
}

static void
test_deleted (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (SwStore) store = fixture_open (fixture);
  gint64 id = add_execution (store, "one", 1);
  SwStoreWrite *write = sw_store_write_new ();
  g_autofree char *names = NULL;

  add_event (store, id, 1);
  sw_store_write_delete_execution (write, id);
  sw_store_commit (store, write, NULL, NULL);
  flush (store);
  names = dup_list (store, &(SwStoreFilter) { 0 }, NULL);
  g_assert_cmpstr (names, ==, "");
  g_assert_cmpuint (count_events (store, id), ==, 0);
}

static void
on_done (const GError *error,
         gpointer      data)
{
  g_string_append (data, error == NULL ? "y" : "n");
  if (error != NULL)
    g_assert_error (error, SW_STORE_ERROR, SW_STORE_ERROR_CONFLICT);
}

/* The transaction at fault is refused whole; its neighbours in the same commit are not. */
static void
test_conflict (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (SwStore) store = fixture_open (fixture);
  g_autoptr (GString) results = g_string_new (NULL);
  gint64 id = add_execution (store, "one", 1);
  g_autofree char *documents = NULL;

  for (guint i = 0; i < 3; i++)
    {
      SwStoreWrite *write = sw_store_write_new ();
      SwStoreEvent event = { i == 1 ? 1 : i + 1, 0, 0, "T", "{}" };
      g_autofree char *key = g_strdup_printf ("%u", i);

      sw_store_write_put_document (write, "test", key, "1");
      sw_store_write_add_event (write, id, &event);
      sw_store_commit (store, write, on_done, results);
    }
  while (results->len < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (results->str, ==, "yny");
  documents = dup_documents (store);
  g_assert_cmpstr (documents, ==, "0=1;2=1;");
}

/* Done is told in the order of coming, and never before it is on the disk. */
static void
on_numbered (const GError *error,
             gpointer      data)
{
  static guint expected;
  SwStore *store = data;
  g_autofree char *key = g_strdup_printf ("%04u", expected++);
  g_autofree char *json = sw_store_dup_document (store, "test", key, NULL);

  g_assert_no_error (error);
  g_assert_nonnull (json);
  if (expected == 3000)
    g_main_context_wakeup (NULL);
  g_object_set_data (G_OBJECT (store), "told", GUINT_TO_POINTER (expected));
}

static void
test_order (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (SwStore) store = fixture_open (fixture);

  for (guint i = 0; i < 3000; i++)
    {
      SwStoreWrite *write = sw_store_write_new ();
      g_autofree char *key = g_strdup_printf ("%04u", i);

      sw_store_write_put_document (write, "test", key, "0");
      sw_store_commit (store, write, on_numbered, store);
    }
  while (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (store), "told")) < 3000)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("documents", test_documents);
  add ("reopened", test_reopened);
  add ("nobody-else-may-read-it", test_private);
  add ("executions-by-filter", test_executions);
  add ("standing", test_standing);
  add ("event-pages", test_event_pages);
  add ("tasks-and-entries", test_tasks_and_entries);
  add ("deleted-whole", test_deleted);
  add ("conflict-is-its-own", test_conflict);
  add ("told-in-order-and-after", test_order);
  return g_test_run ();
}
