/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/sw-store-private.h"

/* What may go wrong with the file, and with others who want it. */

#define add(name, function) \
  g_test_add ("/store/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

static void
test_second_reads_only (Fixture      *fixture,
                        gconstpointer data)
{
  SwStore *first = fixture_open (fixture);
  g_autoptr (SwStore) second = NULL;
  g_autoptr (SwStore) third = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;

  put_document (first, "k", "1");
  flush (first);
  second = fixture_open (fixture);
  g_assert_true (sw_store_get_read_only (second));
  g_assert_false (sw_store_flush (second, &error));
  g_assert_error (error, SW_STORE_ERROR, SW_STORE_ERROR_READ_ONLY);
  put_document (first, "k", "2");
  flush (first);
  seen = dup_documents (second);
  g_assert_cmpstr (seen, ==, "k=2;");

  g_object_unref (first);
  third = fixture_open (fixture);
  g_assert_false (sw_store_get_read_only (third));
}

/* A process that has the store open, says so, and waits to be killed */
static pid_t
start_holder (Fixture *fixture)
{
  int ends[2];
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      SwStore *store = sw_store_open (fixture->path, NULL);

      put_document (store, "k", "1");
      sw_store_flush (store, NULL);
      if (write (ends[1], "x", 1) == 1)
        pause ();
      _exit (1);
    }
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  close (ends[0]);
  close (ends[1]);
  return child;
}

static void
test_killed_lets_go (Fixture      *fixture,
                     gconstpointer data)
{
  pid_t holder = start_holder (fixture);
  int status;

  {
    g_autoptr (SwStore) store = fixture_open (fixture);
    g_autofree char *documents = dup_documents (store);

    g_assert_true (sw_store_get_read_only (store));
    g_assert_cmpstr (documents, ==, "k=1;");
  }
  kill (holder, SIGKILL);
  waitpid (holder, &status, 0);
  {
    g_autoptr (SwStore) store = fixture_open (fixture);
    g_autofree char *documents = dup_documents (store);

    g_assert_false (sw_store_get_read_only (store));
    g_assert_null (sw_store_get_set_aside (store));
    g_assert_cmpstr (documents, ==, "k=1;");
  }
}

static void
count_notification (GObject    *object,
                    GParamSpec *pspec,
                    gpointer    data)
{
  (*(guint *) data)++;
}

/* Whoever came second knows who was first, sees what that one writes, and takes its place when it is
 * gone, without having been started again. */
static void
test_taken_over (Fixture      *fixture,
                 gconstpointer data)
{
  pid_t holder = start_holder (fixture);
  g_autoptr (SwStore) store = fixture_open (fixture);
  g_autofree char *number = g_strdup_printf ("(process %d)", (int) holder);
  g_autofree char *documents = NULL;
  g_autoptr (GError) error = NULL;
  guint notifications = 0;
  int status;

  g_signal_connect (store, "notify::read-only", G_CALLBACK (count_notification), &notifications);
  g_assert (strstr (sw_store_get_holder (store), number) != NULL);
  g_assert_false (sw_store_take_over (store, &error));
  g_assert_no_error (error);
  g_assert_true (sw_store_is_driven (store));
  g_assert_cmpuint (notifications, ==, 0);

  kill (holder, SIGKILL);
  waitpid (holder, &status, 0);
  g_assert_true (sw_store_take_over (store, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (notifications, ==, 1);
  g_assert_false (sw_store_get_read_only (store));
  g_assert_false (sw_store_is_driven (store));
  g_assert_null (sw_store_get_holder (store));
  put_document (store, "l", "2");
  flush (store);
  documents = dup_documents (store);
  g_assert_cmpstr (documents, ==, "k=1;l=2;");
  {
    g_autoptr (SwStore) late = fixture_open (fixture);

    g_assert_true (sw_store_get_read_only (late));
  }
}

static void
test_changes_are_seen (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (SwStore) first = fixture_open (fixture);
  g_autoptr (SwStore) second = NULL;

  put_document (first, "k", "1");
  flush (first);
  second = fixture_open (fixture);
  g_assert_false (sw_store_has_changed (second));
  put_document (first, "k", "2");
  flush (first);
  g_assert_true (sw_store_has_changed (second));
  g_assert_false (sw_store_has_changed (second));
}

static void
fill (Fixture *fixture)
{
  g_autoptr (SwStore) store = fixture_open (fixture);
  g_autofree char *text = g_strnfill (2000, 'x');

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);
      g_autofree char *json = g_strdup_printf ("\"%s\"", text);

      put_document (store, key, json);
    }
  flush (store);
}

typedef enum
{
  NO_DATABASE,
  HOLE_IN_THE_MIDDLE,
  CUT_OFF,
} Damage;

static void
damage (const char *path,
        Damage      kind)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  if (kind == NO_DATABASE)
    memset (content, 'x', 512);
  else if (kind == HOLE_IN_THE_MIDDLE)
    memset (content + 4096, 0xff, length / 2);
  else
    length /= 2;
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

/* What is damaged is moved away, whole, and never deleted; a killed program is the reason to look. */
static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  for (Damage kind = NO_DATABASE; kind <= CUT_OFF; kind++)
    {
      g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
      g_autoptr (SwStore) store = NULL;
      g_autofree char *documents = NULL, *before = NULL, *after = NULL;
      gsize n_before, n_after;

      g_unlink (fixture->path);
      fill (fixture);
      damage (fixture->path, kind);
      g_assert_true (g_file_set_contents (wal, "left", 4, NULL));
      g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, NULL));
      store = fixture_open (fixture);
      g_assert_nonnull (sw_store_get_set_aside (store));
      g_assert_true (
          g_file_get_contents (sw_store_get_set_aside (store), &after, &n_after, NULL));
      g_assert_cmpmem (before, n_before, after, n_after);
      documents = dup_documents (store);
      g_assert_cmpstr (documents, ==, "");
      put_document (store, "new", "1");
      flush (store);
    }
}

static void
set_pragma (Fixture    *fixture,
            const char *pragma)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, pragma, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

static void
test_foreign_or_newer (Fixture      *fixture,
                       gconstpointer data)
{
  static const struct
  {
    const char *pragma;
    const char *told;
  } cases[] = {
    { "PRAGMA user_version = 99", "newer Stepwright (version 99" },
    { "PRAGMA user_version = 1; PRAGMA application_id = 7", "no file of Stepwright" },
  };

  fill (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      set_pragma (fixture, cases[i].pragma);
      g_assert_null (sw_store_open (fixture->path, &error));
      g_assert_error (error, SW_STORE_ERROR, SW_STORE_ERROR_OPEN);
      g_assert (strstr (error->message, cases[i].told) != NULL);
      g_assert (strstr (error->message, fixture->path) != NULL);
    }
}

static gboolean
count_execution (const SwStoreExecution *execution,
                 gpointer                data)
{
  g_assert_cmpuint (execution->redrives, ==, 0);
  (*(guint *) data)++;
  return TRUE;
}

static guint
count_executions (SwStore *store)
{
  const SwStoreFilter filter = { 0 };
  g_autoptr (GError) error = NULL;
  guint count = 0;

  sw_store_foreach_execution (store, &filter, count_execution, &count, &error);
  g_assert_no_error (error);
  return count;
}

/* The file as versions of it were */
#define MAKE_SECOND "ALTER TABLE task DROP COLUMN request; PRAGMA user_version = 2"
#define MAKE_FIRST                                                                                 \
  "ALTER TABLE task DROP COLUMN request;"                                                          \
  "DROP INDEX event_map_run; ALTER TABLE execution DROP COLUMN redrives;"                          \
  "ALTER TABLE execution DROP COLUMN redriven; ALTER TABLE execution DROP COLUMN redrive_token;"   \
  "PRAGMA user_version = 1"

/* Whoever comes first brings an older file up, even who only looks; but not while an older program
 * has it. */
static gboolean
expect_task (const SwStoreTask *task,
             gpointer           data)
{
  g_assert_cmpstr (task->state, ==, "A");
  g_assert_cmpstr (task->external_id, ==, "{}");
  g_assert_null (task->request);
  (*(guint *) data)++;
  return TRUE;
}

static void
put_task (SwStore *store,
          gint64   execution)
{
  const SwStoreTask task = { .execution = execution, .id = 1, .state = "A", .phase = "submitted", .external_id = "{}" };
  SwStoreWrite *write = sw_store_write_new ();

  sw_store_write_put_task (write, &task);
  sw_store_commit (store, write, NULL, NULL);
  flush (store);
}

static void
check_older (Fixture    *fixture,
             const char *pragma)
{
  g_autofree char *path = g_strconcat (fixture->path, ".lock", NULL);
  g_autoptr (GError) error = NULL;
  int lock;

  {
    g_autoptr (SwStore) store = fixture_open (fixture);

    put_task (store, add_execution (store, "first", 10));
  }
  set_pragma (fixture, pragma);
  lock = open (path, O_RDWR);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  g_assert_null (sw_store_open_to_read (fixture->path, &error));
  g_assert_error (error, SW_STORE_ERROR, SW_STORE_ERROR_OPEN);
  g_assert (strstr (error->message, "older Stepwright") != NULL);
  g_clear_error (&error);
  close (lock);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SwStore) store = sw_store_open_to_read (fixture->path, &error);
      guint n_tasks = 0;

      g_assert_no_error (error);
      g_assert_true (sw_store_get_read_only (store));
      g_assert_cmpuint (count_executions (store), ==, 1);
      g_assert_true (sw_store_foreach_task (store, 0, expect_task, &n_tasks, &error));
      g_assert_cmpuint (n_tasks, ==, 1);
    }
}

static void
test_first_version (Fixture      *fixture,
                    gconstpointer data)
{
  check_older (fixture, MAKE_FIRST);
}

static void
test_second_version (Fixture      *fixture,
                     gconstpointer data)
{
  check_older (fixture, MAKE_SECOND);
}

static void
test_unopenable (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->folder, "file", "x.db", NULL);
  g_autofree char *file = g_build_filename (fixture->folder, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_null (sw_store_open (below, &error));
  g_assert_error (error, SW_STORE_ERROR, SW_STORE_ERROR_OPEN);
}

static void
test_network (void)
{
  g_assert_true (sw_store_is_network (0x6969));
  g_assert_true (sw_store_is_network (0xffffffffff534d42)); /* sign-extended, as some systems do */
  g_assert_false (sw_store_is_network (0xef53));            /* ext4 */
  g_assert_false (sw_store_is_network (0x01021994));        /* tmpfs */
  g_assert_false (sw_store_is_network (0x9123683e));        /* btrfs */
}

/* Number of the file system that everything lies on; 0: that which it does */
static guint64 pretended;

/* Asked by the store in place of the C library's */
int
statfs (const char    *path,
        struct statfs *about)
{
  if (pretended == 0)
    return (int) syscall (SYS_statfs, path, about);
  *about = (struct statfs) { .f_type = (__fsword_t) pretended };
  return 0;
}

static void
check_safety (Fixture    *fixture,
              guint64     file_system,
              const char *mode,
              const char *synchronous)
{
  static const char *const pragmas[] = { "PRAGMA journal_mode", "PRAGMA synchronous" };
  const char *wanted[] = { mode, synchronous };
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  SwStoreFile file = { 0 };

  pretended = file_system;
  g_assert_true (sw_store_file_open (&file, fixture->path, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (pragmas); i++)
    {
      sqlite3_stmt *statement = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (file.database, pragmas[i], -1, &statement, NULL), ==,
                       SQLITE_OK);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
      g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, wanted[i]);
      sqlite3_finalize (statement);
    }
  g_assert_cmpint (g_file_test (log, G_FILE_TEST_EXISTS), ==, g_str_equal (mode, "wal"));
  sw_store_file_close (&file);
  pretended = 0;
}

/* Where a log is not safe there is none, and what was written before is there: the folder was moved to
 * another computer's disk, and back. */
static void
test_network_modes (Fixture      *fixture,
                    gconstpointer data)
{
  static const guint64 network[] = { 0x6969, 0xff534d42, 0x65735546 };
  g_autofree char *documents = NULL;
  g_autoptr (SwStore) store = NULL;

  check_safety (fixture, 0xef53, "wal", "2");
  for (guint i = 0; i < G_N_ELEMENTS (network); i++)
    {
      g_autofree char *key = g_strdup_printf ("k%u", i);

      pretended = network[i];
      store = fixture_open (fixture);
      put_document (store, key, "1");
      flush (store);
      g_clear_object (&store);
      check_safety (fixture, network[i], "delete", "3");
    }
  check_safety (fixture, 0xef53, "wal", "2");
  store = fixture_open (fixture);
  documents = dup_documents (store);
  g_assert_cmpstr (documents, ==, "k0=1;k1=1;k2=1;");
}

static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
on_done (const GError *error,
         gpointer      data)
{
  guint *count = data;

  g_assert_no_error (error);
  *count += 1;
}

static void
on_trouble (GObject    *store,
            GParamSpec *property,
            gpointer    data)
{
  guint *count = data;

  *count += 1;
}

/* No room: what was handed over waits, nobody is told it is done, and it is there in the end. */
static void
test_full (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (SwStore) store = fixture_open (fixture);
  g_autofree char *text = g_strnfill (20000, '7');
  guint done = 0, notified = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *last = NULL;

  g_signal_connect (store, "notify::trouble", G_CALLBACK (on_trouble), &notified);
  signal (SIGXFSZ, SIG_IGN);
  limit_files (100000);
  for (guint i = 0; i < 10; i++)
    {
      SwStoreWrite *write = sw_store_write_new ();
      g_autofree char *key = g_strdup_printf ("%u", i);

      sw_store_write_put_document (write, "test", key, text);
      sw_store_commit (store, write, on_done, &done);
      sw_store_flush (store, NULL);
    }
  g_assert_false (sw_store_flush (store, &error));
  g_assert_error (error, SW_STORE_ERROR, SW_STORE_ERROR_TROUBLE);
  while (notified == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (sw_store_get_trouble (store));
  g_assert_cmpuint (done, <, 10);

  limit_files (RLIM_INFINITY);
  sw_store_retry (store);
  while (done < 10 || sw_store_get_trouble (store) != NULL)
    g_main_context_iteration (NULL, TRUE);
  first = sw_store_dup_document (store, "test", "0", NULL);
  last = sw_store_dup_document (store, "test", "9", NULL);
  g_assert_cmpstr (first, ==, text);
  g_assert_cmpstr (last, ==, text);
  fixture_check (fixture);
}

/* ./dev test --long */
static gboolean
is_long (void)
{
  return g_strcmp0 (g_getenv ("STEPWRIGHT_LONG"), "1") == 0;
}

/* The log cut off at every byte of its last frames: what was committed before is there. */
static void
test_torn_log (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *copy_wal = g_strconcat (copy, "-wal", NULL);
  g_autofree char *file = NULL, *log = NULL;
  gsize n_file, n_before, n_log;
  Fixture torn = { fixture->folder, copy };

  {
    g_autoptr (SwStore) store = fixture_open (fixture);
    g_autofree char *before = NULL;

    put_document (store, "a", "1");
    flush (store);
    g_assert_true (g_file_get_contents (wal, &before, &n_before, NULL));
    put_document (store, "b", "2");
    flush (store);
    g_assert_true (g_file_get_contents (fixture->path, &file, &n_file, NULL));
    g_assert_true (g_file_get_contents (wal, &log, &n_log, NULL));
  }
  g_assert_cmpuint (n_log, >, n_before);
  /* Every byte near the edges of the frame, and a sample of its middle */
  for (gsize cut = n_before; cut <= n_log;
       cut += cut < n_before + 40 || cut + 40 > n_log || is_long () ? 1 : 61)
    {
      g_autoptr (SwStore) store = NULL;
      g_autofree char *documents = NULL;

      g_assert_true (g_file_set_contents (copy, file, (gssize) n_file, NULL));
      g_assert_true (g_file_set_contents (copy_wal, log, (gssize) cut, NULL));
      store = fixture_open (&torn);
      g_assert_null (sw_store_get_set_aside (store));
      documents = dup_documents (store);
      g_assert_cmpstr (documents, ==, cut == n_log ? "a=1;b=2;" : "a=1;");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("second-reads-only", test_second_reads_only);
  add ("killed-lets-go", test_killed_lets_go);
  add ("taken-over", test_taken_over);
  add ("changes-are-seen", test_changes_are_seen);
  add ("damaged-is-set-aside", test_damaged);
  add ("foreign-or-newer", test_foreign_or_newer);
  add ("the-first-version-is-brought-up", test_first_version);
  add ("the-second-version-is-brought-up", test_second_version);
  add ("unopenable", test_unopenable);
  g_test_add_func ("/store/network", test_network);
  add ("network-without-log", test_network_modes);
  add ("full-disk-drops-nothing", test_full);
  add ("torn-log", test_torn_log);
  return g_test_run ();
}
