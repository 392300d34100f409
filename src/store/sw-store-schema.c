/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sw-store-private.h"

#include <glib/gi18n.h>

/* What is in the file, and how it came there: each version is made from the one before. */

/* Marks the file as ours: "Swrt" */
#define APPLICATION_ID 0x53777274

/* Row N brings version N to N + 1. A row that was released is never changed.
 *
 * `event` holds what followed, `entry` what came from outside: the execution is told again from its
 * entries, and its events prove that it is the same (tasks/sw-journal). `timer` has a row for each
 * execution that goes on by itself: when, in milliseconds since the epoch. */
static const char *const migrations[] = {
  "CREATE TABLE document ("
  "  kind TEXT NOT NULL, key TEXT NOT NULL, json TEXT NOT NULL,"
  "  PRIMARY KEY (kind, key)) WITHOUT ROWID;"
  "CREATE TABLE machine ("
  "  revision TEXT PRIMARY KEY, definition TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE execution ("
  "  id INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
  "  machine_arn TEXT NOT NULL, revision TEXT NOT NULL REFERENCES machine (revision),"
  "  origin TEXT NOT NULL, settings TEXT, seed TEXT NOT NULL, input TEXT NOT NULL,"
  "  status INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL DEFAULT 0,"
  "  output TEXT, error TEXT, cause TEXT);"
  "CREATE INDEX execution_by_machine ON execution (machine_arn, start, id);"
  "CREATE INDEX execution_by_start ON execution (start, id);"
  "CREATE INDEX execution_open ON execution (start, id) WHERE status = 0;"
  "CREATE TABLE event ("
  "  execution INTEGER NOT NULL, id INTEGER NOT NULL, previous INTEGER NOT NULL,"
  "  time INTEGER NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL,"
  "  PRIMARY KEY (execution, id)) WITHOUT ROWID;"
  "CREATE TABLE entry ("
  "  execution INTEGER NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL,"
  "  PRIMARY KEY (execution, number)) WITHOUT ROWID;"
  "CREATE TABLE task ("
  "  execution INTEGER NOT NULL, id INTEGER NOT NULL, scheduled INTEGER NOT NULL,"
  "  attempt INTEGER NOT NULL, state TEXT NOT NULL, resource TEXT, token TEXT, kind TEXT,"
  "  phase TEXT NOT NULL, deadline INTEGER NOT NULL, heartbeat INTEGER NOT NULL,"
  "  external_id TEXT, PRIMARY KEY (execution, id)) WITHOUT ROWID;"
  "CREATE TABLE timer ("
  "  execution INTEGER PRIMARY KEY, due_ms INTEGER NOT NULL);",
  "ALTER TABLE execution ADD COLUMN redrives INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE execution ADD COLUMN redriven INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE execution ADD COLUMN redrive_token TEXT;"
  "CREATE INDEX event_map_run ON event (execution, id) WHERE type = 'MapRunStarted';",
  "ALTER TABLE task ADD COLUMN request TEXT;",
};

/**
 * sw_store_execute:
 * @sql: one statement or several, without parameters and results
 * @code: what @error is where it fails
 *
 * Returns: whether it was done
 */
gboolean
sw_store_execute (sqlite3      *database,
                  const char   *sql,
                  SwStoreError  code,
                  GError      **error)
{
  if (sqlite3_exec (database, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  g_set_error_literal (error, SW_STORE_ERROR, (int) code, sqlite3_errmsg (database));
  return FALSE;
}

static gboolean
get_number (sqlite3     *database,
            const char  *pragma,
            int         *number,
            GError     **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean done = sqlite3_prepare_v2 (database, pragma, -1, &statement, NULL) == SQLITE_OK
                  && sqlite3_step (statement) == SQLITE_ROW;

  if (done)
    *number = sqlite3_column_int (statement, 0);
  else
    g_set_error_literal (error, SW_STORE_ERROR, SW_STORE_ERROR_OPEN, sqlite3_errmsg (database));
  sqlite3_finalize (statement);
  return done;
}

static gboolean
migrate (sqlite3  *database,
         int       version,
         GError  **error)
{
  g_autofree char *number
      = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
                         APPLICATION_ID, version + 1);

  if (sw_store_execute (database, "BEGIN IMMEDIATE", SW_STORE_ERROR_OPEN, error)
      && sw_store_execute (database, migrations[version], SW_STORE_ERROR_OPEN, error)
      && sw_store_execute (database, number, SW_STORE_ERROR_OPEN, error))
    return TRUE;
  sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/**
 * sw_store_schema_check:
 * @error: set where the file is none of ours, or of a newer Stepwright
 *
 * Looks whether a file can be read as it is.
 *
 * Returns: whether it can
 */
gboolean
sw_store_schema_check (sqlite3  *database,
                       GError  **error)
{
  int application, version;

  if (!get_number (database, "PRAGMA application_id", &application, error)
      || !get_number (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > (int) G_N_ELEMENTS (migrations))
    g_set_error (error, SW_STORE_ERROR, SW_STORE_ERROR_OPEN,
                 _ ("It was written by a newer Stepwright (version %d of the file; this one knows "
                    "%d). Update Stepwright, or move the file away"),
                 version, (int) G_N_ELEMENTS (migrations));
  else if (application != APPLICATION_ID)
    g_set_error (error, SW_STORE_ERROR, SW_STORE_ERROR_OPEN,
                 _ ("It is no file of Stepwright’s executions"));
  else
    return TRUE;
  return FALSE;
}

/**
 * sw_store_schema_is_older:
 *
 * Returns: whether a file is one of an older Stepwright, and has to be brought up before it is read
 */
gboolean
sw_store_schema_is_older (sqlite3 *database)
{
  int version;

  return get_number (database, "PRAGMA user_version", &version, NULL) && version > 0
         && version < (int) G_N_ELEMENTS (migrations);
}

/**
 * sw_store_schema_bring_up:
 * @error: set where the file is none of ours, of a newer Stepwright, or cannot be written
 *
 * Makes the tables in a new file, and brings those of an older one up to the present.
 *
 * Returns: whether the file can be used
 */
gboolean
sw_store_schema_bring_up (sqlite3  *database,
                          GError  **error)
{
  int version, n_tables;

  if (!get_number (database, "PRAGMA user_version", &version, error)
      || !get_number (database, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;
  if ((version > 0 || n_tables > 0) && !sw_store_schema_check (database, error))
    return FALSE;
  for (; version < (int) G_N_ELEMENTS (migrations); version++)
    if (!migrate (database, version, error))
      return FALSE;
  return TRUE;
}
