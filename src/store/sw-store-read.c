/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sw-store-private.h"

#include <glib/gi18n.h>

/* Reading: what is on the disk, on a connection of its own, beside whatever is being written. */

/* Statements are finished by themselves at the end of their scope. */
typedef sqlite3_stmt SwReading;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwReading, sqlite3_finalize)

static SwReading *
begin (SwStore    *self,
       const char *sql)
{
  SwReading *reading = NULL;

  sqlite3_prepare_v2 (sw_store_get_reader (self), sql, -1, &reading, NULL);
  return reading;
}

/* NULL: the parameter is NULL, too. */
static void
bind_text (SwReading  *reading,
           int         number,
           const char *text)
{
  if (reading != NULL && text != NULL)
    sqlite3_bind_text (reading, number, text, -1, SQLITE_STATIC);
}

static void
bind_number (SwReading *reading,
             int        number,
             gint64     value)
{
  if (reading != NULL)
    sqlite3_bind_int64 (reading, number, value);
}

/* To the next row. Returns FALSE at the end, and where it fails: then ERROR is set. */
static gboolean
next (SwStore   *self,
      SwReading *reading,
      GError   **error)
{
  int result = reading != NULL ? sqlite3_step (reading)
                               : sqlite3_errcode (sw_store_get_reader (self));

  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    g_set_error (error, SW_STORE_ERROR, SW_STORE_ERROR_READ,
                 _ ("The executions in “%s” cannot be read: %s"), sw_store_get_path (self),
                 sqlite3_errmsg (sw_store_get_reader (self)));
  return FALSE;
}

static gboolean
end (GError  *take_reason,
     GError **error)
{
  if (take_reason == NULL)
    return TRUE;
  g_propagate_error (error, take_reason);
  return FALSE;
}

static const char *
get_text (SwReading *reading,
          int        column)
{
  return (const char *) sqlite3_column_text (reading, column);
}

static char *
dup_only (SwStore   *self,
          SwReading *reading,
          GError   **error)
{
  return next (self, reading, error) ? g_strdup (get_text (reading, 0)) : NULL;
}

/**
 * sw_store_dup_document:
 * @kind: what sort of document
 * @key: which one
 * @error: %SW_STORE_ERROR_READ
 *
 * Returns: (transfer full) (nullable): its JSON; %NULL where there is none, or with @error set
 */
char *
sw_store_dup_document (SwStore    *self,
                       const char *kind,
                       const char *key,
                       GError    **error)
{
  g_autoptr (SwReading) reading
      = begin (self, "SELECT json FROM document WHERE kind = ?1 AND key = ?2");

  bind_text (reading, 1, kind);
  bind_text (reading, 2, key);
  return dup_only (self, reading, error);
}

/**
 * sw_store_foreach_document:
 * @kind: what sort of document
 * @func: called for each, by key
 * @data: for @func
 * @error: %SW_STORE_ERROR_READ
 *
 * Reads all documents of a kind.
 *
 * Returns: whether it went well
 */
gboolean
sw_store_foreach_document (SwStore            *self,
                           const char         *kind,
                           SwStoreDocumentFunc func,
                           gpointer            data,
                           GError            **error)
{
  g_autoptr (SwReading) reading
      = begin (self, "SELECT key, json FROM document WHERE kind = ?1 ORDER BY key");
  g_autoptr (GError) reason = NULL;

  bind_text (reading, 1, kind);
  while (next (self, reading, &reason))
    if (!func (get_text (reading, 0), get_text (reading, 1), data))
      break;
  return end (g_steal_pointer (&reason), error);
}

/**
 * sw_store_dup_definition:
 * @revision: as an execution has it
 * @error: %SW_STORE_ERROR_READ
 *
 * Returns: (transfer full) (nullable): the definition's text; %NULL where there is none, or with
 * @error set
 */
char *
sw_store_dup_definition (SwStore    *self,
                         const char *revision,
                         GError    **error)
{
  g_autoptr (SwReading) reading
      = begin (self, "SELECT definition FROM machine WHERE revision = ?1");

  bind_text (reading, 1, revision);
  return dup_only (self, reading, error);
}

/* The conditions of a filter, each with its parameter: only those that are wanted, so that an index
 * can serve them */
static SwReading *
begin_executions (SwStore             *self,
                  const SwStoreFilter *filter)
{
  const char *texts = filter->brief ? "NULL, NULL" : "seed, input";
  const char *end = filter->brief ? "NULL, NULL, NULL, 0"
                                  : "output, error, cause,"
                                    " (SELECT max (v.id) FROM event v WHERE v.execution = e.id)";
  g_autoptr (GString) sql = g_string_new (NULL);
  SwReading *reading;

  g_string_printf (sql,
                   "SELECT e.id, arn, name, machine_arn, revision, origin, settings, %s, status,"
                   " start, stop, %s, due_ms, redrives, redriven, redrive_token"
                   " FROM execution e LEFT JOIN timer t ON t.execution = e.id WHERE 1",
                   texts, end);
  if (filter->id != 0)
    g_string_append (sql, " AND e.id = ?1");
  if (filter->arn != NULL)
    g_string_append (sql, " AND arn = ?2");
  if (filter->machine_arn != NULL)
    g_string_append (sql, " AND machine_arn = ?3");
  if (filter->origin != NULL)
    g_string_append (sql, " AND origin = ?4");
  if (filter->status != 0)
    g_string_append_printf (sql, " AND status = %d", filter->status - 1);
  if (filter->before_start != 0)
    g_string_append (sql, " AND (start, e.id) < (?5, ?6)");
  g_string_append (sql, " ORDER BY start DESC, e.id DESC");
  if (filter->limit != 0)
    g_string_append_printf (sql, " LIMIT %u", filter->limit);

  reading = begin (self, sql->str);
  bind_number (reading, 1, filter->id);
  bind_text (reading, 2, filter->arn);
  bind_text (reading, 3, filter->machine_arn);
  bind_text (reading, 4, filter->origin);
  bind_number (reading, 5, filter->before_start);
  bind_number (reading, 6, filter->before_id);
  return reading;
}

static void
read_execution (SwReading        *reading,
                SwStoreExecution *execution)
{
  *execution = (SwStoreExecution) {
    .id = sqlite3_column_int64 (reading, 0),
    .arn = get_text (reading, 1),
    .name = get_text (reading, 2),
    .machine_arn = get_text (reading, 3),
    .revision = get_text (reading, 4),
    .origin = get_text (reading, 5),
    .settings = get_text (reading, 6),
    .seed = get_text (reading, 7),
    .input = get_text (reading, 8),
    .status = (SwExecutionStatus) sqlite3_column_int (reading, 9),
    .start = sqlite3_column_int64 (reading, 10),
    .stop = sqlite3_column_int64 (reading, 11),
    .output = get_text (reading, 12),
    .error = get_text (reading, 13),
    .cause = get_text (reading, 14),
    .n_events = (guint) sqlite3_column_int64 (reading, 15),
    .due = sqlite3_column_int64 (reading, 16) * 1000,
    .redrives = (guint) sqlite3_column_int64 (reading, 17),
    .redriven = sqlite3_column_int64 (reading, 18),
    .redrive_token = get_text (reading, 19),
  };
}

/**
 * sw_store_foreach_execution:
 * @filter: which ones
 * @func: called for each
 * @data: for @func
 * @error: %SW_STORE_ERROR_READ
 *
 * Reads executions, the newest first.
 *
 * Returns: whether it went well
 */
gboolean
sw_store_foreach_execution (SwStore             *self,
                            const SwStoreFilter *filter,
                            SwStoreExecutionFunc func,
                            gpointer             data,
                            GError             **error)
{
  g_autoptr (SwReading) reading = begin_executions (self, filter);
  g_autoptr (GError) reason = NULL;
  SwStoreExecution execution;

  while (next (self, reading, &reason))
    {
      read_execution (reading, &execution);
      if (!func (&execution, data))
        break;
    }
  return end (g_steal_pointer (&reason), error);
}

/**
 * sw_store_foreach_event:
 * @execution: id
 * @from: id of the first one wanted; 0: the first, or backwards the last
 * @backwards: whether the newest come first
 * @limit: so many at most; 0: all
 * @func: called for each
 * @data: for @func
 * @error: %SW_STORE_ERROR_READ
 *
 * Reads the history of an execution.
 *
 * Returns: whether it went well
 */
gboolean
sw_store_foreach_event (SwStore         *self,
                        gint64           execution,
                        gint64           from,
                        gboolean         backwards,
                        guint            limit,
                        SwStoreEventFunc func,
                        gpointer         data,
                        GError         **error)
{
  g_autoptr (SwReading) reading = begin (
      self, backwards ? "SELECT id, previous, time, type, body FROM event"
                        " WHERE execution = ?1 AND id <= ?2 ORDER BY id DESC LIMIT ?3"
                      : "SELECT id, previous, time, type, body FROM event"
                        " WHERE execution = ?1 AND id >= ?2 ORDER BY id LIMIT ?3");
  g_autoptr (GError) reason = NULL;

  bind_number (reading, 1, execution);
  bind_number (reading, 2, from == 0 && backwards ? G_MAXINT64 : from);
  bind_number (reading, 3, limit != 0 ? (gint64) limit : -1);
  while (next (self, reading, &reason))
    {
      SwStoreEvent event = {
        .id = sqlite3_column_int64 (reading, 0),
        .previous = sqlite3_column_int64 (reading, 1),
        .time = sqlite3_column_int64 (reading, 2),
        .type = get_text (reading, 3),
        .body = get_text (reading, 4),
      };

      if (!func (&event, data))
        break;
    }
  return end (g_steal_pointer (&reason), error);
}

/**
 * sw_store_foreach_map_run:
 * @func: called for each event that tells of the begin of a Map run, with the execution's id
 * @data: for @func
 * @error: %SW_STORE_ERROR_READ
 *
 * Reads which Map runs there were, in all executions.
 *
 * Returns: whether it went well
 */
gboolean
sw_store_foreach_map_run (SwStore          *self,
                          SwStoreEntryFunc  func,
                          gpointer          data,
                          GError          **error)
{
  g_autoptr (SwReading) reading
      = begin (self, "SELECT execution, body FROM event WHERE type = 'MapRunStarted'");
  g_autoptr (GError) reason = NULL;

  while (next (self, reading, &reason))
    if (!func (sqlite3_column_int64 (reading, 0), get_text (reading, 1), data))
      break;
  return end (g_steal_pointer (&reason), error);
}

/**
 * sw_store_foreach_entry:
 * @execution: id
 * @func: called for each, in their order
 * @data: for @func
 * @error: %SW_STORE_ERROR_READ
 *
 * Reads what came to an execution from outside.
 *
 * Returns: whether it went well
 */
gboolean
sw_store_foreach_entry (SwStore         *self,
                        gint64           execution,
                        SwStoreEntryFunc func,
                        gpointer         data,
                        GError         **error)
{
  g_autoptr (SwReading) reading
      = begin (self, "SELECT number, body FROM entry WHERE execution = ?1 ORDER BY number");
  g_autoptr (GError) reason = NULL;

  bind_number (reading, 1, execution);
  while (next (self, reading, &reason))
    if (!func (sqlite3_column_int64 (reading, 0), get_text (reading, 1), data))
      break;
  return end (g_steal_pointer (&reason), error);
}

static void
read_task (SwReading   *reading,
           SwStoreTask *task)
{
  *task = (SwStoreTask) {
    .execution = sqlite3_column_int64 (reading, 0),
    .id = sqlite3_column_int64 (reading, 1),
    .scheduled = sqlite3_column_int64 (reading, 2),
    .attempt = (guint) sqlite3_column_int (reading, 3),
    .state = get_text (reading, 4),
    .resource = get_text (reading, 5),
    .token = get_text (reading, 6),
    .kind = get_text (reading, 7),
    .phase = get_text (reading, 8),
    .deadline = sqlite3_column_int64 (reading, 9),
    .heartbeat = sqlite3_column_int64 (reading, 10),
    .external_id = get_text (reading, 11),
    .request = get_text (reading, 12),
  };
}

/**
 * sw_store_foreach_task:
 * @execution: id; 0: those of all executions
 * @func: called for each
 * @data: for @func
 * @error: %SW_STORE_ERROR_READ
 *
 * Reads the tasks that are open.
 *
 * Returns: whether it went well
 */
gboolean
sw_store_foreach_task (SwStore        *self,
                       gint64          execution,
                       SwStoreTaskFunc func,
                       gpointer        data,
                       GError        **error)
{
  g_autoptr (SwReading) reading = begin (
      self, "SELECT execution, id, scheduled, attempt, state, resource, token, kind, phase,"
            " deadline, heartbeat, external_id, request FROM task"
            " WHERE execution BETWEEN ?1 AND ?2 ORDER BY execution, id");
  g_autoptr (GError) reason = NULL;
  SwStoreTask task;

  bind_number (reading, 1, execution);
  bind_number (reading, 2, execution != 0 ? execution : G_MAXINT64);
  while (next (self, reading, &reason))
    {
      read_task (reading, &task);
      if (!func (&task, data))
        break;
    }
  return end (g_steal_pointer (&reason), error);
}
