/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>

void
fixture_set_up (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("stepwright-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "data", "executions.db", NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
fixture_tear_down (Fixture      *fixture,
                   gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

SwStore *
fixture_open (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  SwStore *store = sw_store_open (fixture->path, &error);

  g_assert_no_error (error);
  return store;
}

/* SQLite's own opinion of the file */
void
fixture_check (Fixture *fixture)
{
  const char *arguments[] = { "sqlite3", fixture->path, "PRAGMA integrity_check", NULL };
  g_autofree char *output = NULL;
  g_autofree char *program = g_find_program_in_path ("sqlite3");

  if (program == NULL)
    return;
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               &output, NULL, NULL, NULL));
  g_assert_cmpstr (output, ==, "ok\n");
}

void
put_document (SwStore    *store,
              const char *key,
              const char *json)
{
  SwStoreWrite *write = sw_store_write_new ();

  sw_store_write_put_document (write, "test", key, json);
  sw_store_commit (store, write, NULL, NULL);
}

static gboolean
append_document (const char *key,
                 const char *json,
                 gpointer    data)
{
  g_string_append_printf (data, "%s=%s;", key, json);
  return TRUE;
}

char *
dup_documents (SwStore *store)
{
  GString *all = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  sw_store_foreach_document (store, "test", append_document, all, &error);
  g_assert_no_error (error);
  return g_string_free_and_steal (all);
}

gint64
add_execution (SwStore    *store,
               const char *name,
               gint64      start)
{
  SwStoreWrite *write = sw_store_write_new ();
  g_autofree char *revision = sw_store_write_put_definition (write, "{\"StartAt\": \"A\"}");
  g_autofree char *arn = g_strconcat ("arn:aws:states:r:1:execution:M:", name, NULL);
  gint64 id = sw_store_reserve_id (store);
  SwStoreExecution execution = {
    .id = id,
    .arn = arn,
    .name = name,
    .machine_arn = "arn:aws:states:r:1:stateMachine:M",
    .revision = revision,
    .origin = "run",
    .seed = "00",
    .input = "{}",
    .start = start,
  };

  sw_store_write_add_execution (write, &execution);
  sw_store_commit (store, write, NULL, NULL);
  return id;
}

void
add_event (SwStore *store,
           gint64   execution,
           gint64   id)
{
  SwStoreWrite *write = sw_store_write_new ();
  SwStoreEvent event = { id, id - 1, 1000 * id, "PassStateEntered", "{}" };

  sw_store_write_add_event (write, execution, &event);
  sw_store_commit (store, write, NULL, NULL);
}

static gboolean
count_event (const SwStoreEvent *event,
             gpointer            data)
{
  guint *count = data;

  *count += 1;
  /* Without a gap */
  g_assert_cmpint (event->id, ==, *count);
  return TRUE;
}

guint
count_events (SwStore *store,
              gint64   execution)
{
  g_autoptr (GError) error = NULL;
  guint count = 0;

  sw_store_foreach_event (store, execution, 0, FALSE, 0, count_event, &count, &error);
  g_assert_no_error (error);
  return count;
}

void
flush (SwStore *store)
{
  g_autoptr (GError) error = NULL;

  sw_store_flush (store, &error);
  g_assert_no_error (error);
}
