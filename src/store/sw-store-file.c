/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sw-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/vfs.h>
#include <unistd.h>

/* The file on the disk: who may write it, how it is kept safe, what is done with a damaged one. */

/* So long one connection waits for another, milliseconds: both are ours */
#define BUSY_TIMEOUT 5000

/* File systems on which several computers may meet, by their magic numbers (statfs(2)): the shared
 * memory of SQLite's write-ahead log does not reach across. FUSE may be anything, sshfs for one. */
static const guint64 network_file_systems[] = {
  0x6969,     /* NFS */
  0x517b,     /* SMB */
  0xff534d42, /* CIFS */
  0xfe534d42, /* SMB2 */
  0x5346414f, /* AFS */
  0x6b414653, /* kAFS */
  0x73757245, /* Coda */
  0x564c,     /* NCP */
  0x01021997, /* 9P */
  0x00c36400, /* Ceph */
  0x0bd00bd0, /* Lustre */
  0x01161970, /* GFS2 */
  0x7461636f, /* OCFS2 */
  0x786f4256, /* shared folders of VirtualBox */
  0x65735546, /* FUSE */
};

/**
 * sw_store_is_network:
 * @file_system: number of a type, from statfs(2)
 *
 * Returns: whether a write-ahead log is not safe there
 */
gboolean
sw_store_is_network (guint64 file_system)
{
  for (guint i = 0; i < G_N_ELEMENTS (network_file_systems); i++)
    if (network_file_systems[i] == (file_system & 0xffffffff))
      return TRUE;
  return FALSE;
}

/* Whether what SQLite said means that the file is not what it was */
static gboolean
is_damage (int result)
{
  return (result & 0xff) == SQLITE_CORRUPT || (result & 0xff) == SQLITE_NOTADB;
}

static gboolean
refuse (GError    **error,
        const char *path,
        const char *why)
{
  g_set_error (error, SW_STORE_ERROR, SW_STORE_ERROR_OPEN,
               _ ("The executions in “%s” cannot be opened: %s"), path, why);
  return FALSE;
}

static int
connect_to (SwStoreFile *self,
            gboolean     writing,
            sqlite3    **database)
{
  int flags = writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
                      : SQLITE_OPEN_READONLY | SQLITE_OPEN_FULLMUTEX;
  int result = sqlite3_open_v2 (self->path, database, flags, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_busy_timeout (*database, BUSY_TIMEOUT);
  return result;
}

/* What people's executions are about is nobody else's business: SQLite gives its other files the
 * mode of the first. */
static void
make_private (const char *path)
{
  int file = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (file >= 0)
    close (file);
}

static gboolean
set_safety (SwStoreFile *self,
            GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  struct statfs about;
  gboolean network
      = statfs (folder, &about) == 0 && sw_store_is_network ((guint64) about.f_type);

  return sw_store_execute (self->database,
                           network ? "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA"
                                   : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
                           SW_STORE_ERROR_OPEN, error)
         && sw_store_execute (self->database, "PRAGMA trusted_schema = OFF", SW_STORE_ERROR_OPEN,
                              error);
}

/* A log that was left behind tells of a program that was killed: then the file is looked
 * through. */
static gboolean
was_left (const SwStoreFile *self)
{
  static const char *const endings[] = { "-wal", "-journal" };
  GStatBuf about;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->path, endings[i], NULL);

      if (g_stat (path, &about) == 0 && about.st_size > 0)
        return TRUE;
    }
  return FALSE;
}

/* Returns SQLITE_OK where everything is in order. */
static int
look_through (sqlite3 *database)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (database, "PRAGMA quick_check (1)", -1, &statement, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    result = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0
                 ? SQLITE_OK
                 : SQLITE_CORRUPT;
  sqlite3_finalize (statement);
  return result;
}

/* Moves a damaged file, and what belongs to it, out of the way; it is never deleted: somebody may
 * still get something out of it. */
static gboolean
set_aside (SwStoreFile *self,
           GError     **error)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal", "" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *target = g_strdup_printf ("%s.damaged-%s", self->path, stamp);

  for (guint n = 2; g_file_test (target, G_FILE_TEST_EXISTS); n++)
    {
      g_free (target);
      target = g_strdup_printf ("%s.damaged-%s-%u", self->path, stamp, n);
    }
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (self->path, endings[i], NULL);
      g_autofree char *to = g_strconcat (target, endings[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return refuse (error, self->path, g_strerror (errno));
    }
  self->set_aside = g_steal_pointer (&target);
  return TRUE;
}

static int
prepare (SwStoreFile *self,
         gboolean     suspicious,
         GError     **error)
{
  int result;

  make_private (self->path);
  result = connect_to (self, TRUE, &self->database);
  if (result == SQLITE_OK && suspicious)
    result = look_through (self->database);
  if (result == SQLITE_OK && set_safety (self, error)
      && sw_store_schema_bring_up (self->database, error))
    return SQLITE_OK;
  if (result == SQLITE_OK)
    result = sqlite3_errcode (self->database);
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, SW_STORE_ERROR, SW_STORE_ERROR_OPEN, sqlite3_errstr (result));
  return result == SQLITE_OK ? SQLITE_ERROR : result;
}

static gboolean
open_to_write (SwStoreFile *self,
               GError     **error)
{
  g_autoptr (GError) reason = NULL;
  int result = prepare (self, was_left (self), &reason);

  if (result == SQLITE_OK)
    return TRUE;
  g_clear_pointer (&self->database, sqlite3_close);
  if (!is_damage (result))
    return refuse (error, self->path, reason->message);
  if (!set_aside (self, error))
    return FALSE;
  g_clear_error (&reason);
  return prepare (self, FALSE, &reason) == SQLITE_OK || refuse (error, self->path, reason->message);
}

static gboolean
open_to_read (SwStoreFile *self,
              GError     **error)
{
  g_autoptr (GError) reason = NULL;
  int result = connect_to (self, FALSE, &self->reader);

  if (result != SQLITE_OK)
    return refuse (error, self->path, sqlite3_errstr (result));
  if (!sw_store_schema_check (self->reader, &reason))
    return refuse (error, self->path, reason->message);
  if (sw_store_schema_is_older (self->reader))
    return refuse (error, self->path,
                   _ ("An older Stepwright has it open; end that one first"));
  return TRUE;
}

/* A file of an older Stepwright is brought up by whoever looks at it, where nobody else has it. */
static void
bring_up (SwStoreFile *self)
{
  sqlite3 *probe = NULL;
  gboolean older = sqlite3_open_v2 (self->path, &probe, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK
                   && sw_store_schema_is_older (probe);

  sqlite3_close (probe);
  if (!older || sw_store_lock_take (self, TRUE) != 0 || self->read_only)
    return;
  open_to_write (self, NULL);
  g_clear_pointer (&self->database, sqlite3_close);
  g_clear_fd (&self->lock, NULL);
}

/**
 * sw_store_file_open:
 * @self: zeroes
 * @path: of the file; it is made, with its folders, where it is missing
 * @error: %SW_STORE_ERROR_OPEN
 *
 * Opens the file: to write, where no other program does. A damaged file is set aside, and a new one
 * begun.
 *
 * Returns: whether it is open; call sw_store_file_close() either way
 */
gboolean
sw_store_file_open (SwStoreFile *self,
                    const char  *path,
                    GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  int result;

  self->path = g_strdup (path);
  self->lock = -1;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return refuse (error, path, g_strerror (errno));
  result = sw_store_lock_take (self, TRUE);
  if (result != 0)
    return refuse (error, path, g_strerror (result));
  if (!self->read_only && !open_to_write (self, error))
    return FALSE;
  return open_to_read (self, error);
}

/**
 * sw_store_file_look:
 * @self: zeroes
 * @path: of the file, which has to be there
 * @error: %SW_STORE_ERROR_OPEN
 *
 * Opens the file to read only, and keeps nobody from writing it.
 *
 * Returns: whether it is open; call sw_store_file_close() either way
 */
gboolean
sw_store_file_look (SwStoreFile *self,
                    const char  *path,
                    GError     **error)
{
  self->path = g_strdup (path);
  self->lock = -1;
  bring_up (self);
  self->read_only = TRUE;
  sw_store_lock_look (self);
  return open_to_read (self, error);
}

/**
 * sw_store_file_take_over:
 * @self: open to read only
 * @error: %SW_STORE_ERROR_OPEN
 *
 * Becomes the one who writes the file, where nobody does any more. With @error set the file is open
 * to read as before, or to nothing where even that fails.
 *
 * Returns: whether it is open to write
 */
gboolean
sw_store_file_take_over (SwStoreFile *self,
                         GError     **error)
{
  int result = sw_store_lock_take (self, FALSE);

  if (result != 0)
    return refuse (error, self->path, g_strerror (result));
  if (self->read_only)
    return FALSE;
  /* A damaged file is moved away: nobody may be reading it then. */
  g_clear_pointer (&self->reader, sqlite3_close);
  if (open_to_write (self, error))
    return open_to_read (self, error);
  g_clear_fd (&self->lock, NULL);
  self->read_only = TRUE;
  open_to_read (self, NULL);
  return FALSE;
}

/**
 * sw_store_file_close:
 *
 * Closes the file, and lets go of the lock.
 */
void
sw_store_file_close (SwStoreFile *self)
{
  g_clear_pointer (&self->reader, sqlite3_close);
  g_clear_pointer (&self->database, sqlite3_close);
  g_clear_fd (&self->lock, NULL);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->holder, g_free);
  g_clear_pointer (&self->set_aside, g_free);
}
