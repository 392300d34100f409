/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-save.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK (sw-save-error-quark, sw_save_error)

/* As many links one behind the other as the kernel follows */
#define MOST_LINKS 40

/**
 * sw_save_dup_target:
 * @file: a file, be it there or not
 *
 * Follows links, also to where nothing is yet.
 *
 * Returns: (transfer full) (nullable): the path of what @file leads to; %NULL where that is not on
 *   this computer
 */
char *
sw_save_dup_target (GFile *file)
{
  g_autofree char *path = g_file_is_native (file) ? g_file_get_path (file) : NULL;

  for (guint i = 0; path != NULL && i < MOST_LINKS; i++)
    {
      g_autofree char *link = g_file_read_link (path, NULL);
      g_autofree char *folder = g_path_get_dirname (path);

      if (link == NULL)
        break;
      g_free (path);
      /* Not made canonical: "a/.." is not nothing where "a" is a link. */
      path = g_path_is_absolute (link) ? g_steal_pointer (&link)
                                       : g_build_filename (folder, link, NULL);
    }
  return g_steal_pointer (&path);
}

static gboolean
fail (const char  *path,
      int          number,
      GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s: %s", name,
               g_strerror (number));
  return FALSE;
}

/* Files that GLib itself reads and writes fail in a domain of their own: a caller meets one alone. */
static gboolean
pass_on (GError  *failure,
         GError **error)
{
  if (failure->domain == G_FILE_ERROR)
    {
      failure->code = g_io_error_from_file_error ((GFileError) failure->code);
      failure->domain = G_IO_ERROR;
    }
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
fail_as_changed (GError **error)
{
  g_set_error_literal (error, SW_SAVE_ERROR, SW_SAVE_ERROR_CHANGED,
                       "It was changed by another program");
  return FALSE;
}

/* The content decides: a file that was only touched is as it was, and one that was changed within a
 * tick of the file system's clock is not. */
static gboolean
check_unchanged (const char          *path,
                 const SwSaveBefore  *before,
                 GError             **error)
{
  g_autofree char *present = NULL;
  GError *failure = NULL;
  gsize length;

  if (before->bytes == NULL)
    return before->etag == NULL || fail_as_changed (error);
  if (!g_file_get_contents (path, &present, &length, &failure))
    return pass_on (failure, error);
  if (length == g_bytes_get_size (before->bytes)
      && memcmp (present, g_bytes_get_data (before->bytes, NULL), length) == 0)
    return TRUE;
  return fail_as_changed (error);
}

/* What a new file in its place would lose: an owner or a group, or it could not be made at all. */
static gboolean
must_stay (const char        *path,
           const struct stat *status)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat place;

  if (access (folder, W_OK | X_OK) != 0 || stat (folder, &place) != 0)
    return TRUE;
  return status->st_uid != geteuid ()
         || status->st_gid != ((place.st_mode & S_ISGID) != 0 ? place.st_gid : getegid ());
}

static int
write_all (int         file,
           const char *bytes,
           gsize       length)
{
  while (length > 0)
    {
      gssize n = write (file, bytes, length);

      if (n < 0 && errno != EINTR)
        return errno;
      bytes += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return 0;
}

/* Room is made first, so that a full disk is found out while the old content is whole. */
static int
fill (int               file,
      GBytes           *bytes,
      const struct stat *status)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  int number = length > 0 ? posix_fallocate (file, 0, (off_t) length) : 0;

  if (number == ENOSPC || number == EFBIG || number == EDQUOT)
    return ftruncate (file, status->st_size) != 0 ? errno : number;
  number = write_all (file, data, length);
  if (number == 0 && (ftruncate (file, (off_t) length) != 0 || fsync (file) != 0))
    number = errno;
  return number;
}

static gboolean
write_in_place (const char         *path,
                GBytes             *bytes,
                const struct stat  *status,
                GError            **error)
{
  int file = g_open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  int number;

  if (file < 0)
    return fail (path, errno, error);
  number = fill (file, bytes, status);
  if (close (file) != 0 && number == 0)
    number = errno;
  return number == 0 || fail (path, number, error);
}

static gboolean
write_beside (const char  *path,
              GBytes      *bytes,
              GError     **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  GError *failure = NULL;

  return g_file_set_contents_full (path, length > 0 ? data : "", (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0666, &failure)
         || pass_on (failure, error);
}

static gboolean
write_over (const char          *path,
            GBytes              *bytes,
            const struct stat   *status,
            SwSaveFlags          flags,
            const SwSaveBefore  *before,
            GError             **error)
{
  const gboolean linked = status->st_nlink > 1;

  if (!S_ISREG (status->st_mode))
    return fail (path, S_ISDIR (status->st_mode) ? EISDIR : EINVAL, error);
  if (access (path, W_OK) != 0)
    return fail (path, errno, error);
  if ((flags & SW_SAVE_OVERWRITE) == 0 && !check_unchanged (path, before, error))
    return FALSE;
  if (linked && (flags & (SW_SAVE_ALL_NAMES | SW_SAVE_ONE_NAME)) == 0)
    {
      g_set_error (error, SW_SAVE_ERROR, SW_SAVE_ERROR_LINKED, "%s has several names", path);
      return FALSE;
    }
  return (linked && (flags & SW_SAVE_ALL_NAMES) != 0) || must_stay (path, status)
             ? write_in_place (path, bytes, status, error)
             : write_beside (path, bytes, error);
}

static gboolean
save_here (const char          *path,
           GBytes              *bytes,
           SwSaveFlags          flags,
           const SwSaveBefore  *before,
           GError             **error)
{
  struct stat status;

  if (stat (path, &status) == 0)
    return write_over (path, bytes, &status, flags, before, error);
  return errno == ENOENT ? write_beside (path, bytes, error) : fail (path, errno, error);
}

static char *
dup_etag (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_strdup (g_file_info_get_etag (info)) : NULL;
}

/* A stream that is closed after a failure puts what it has in the old content's place, unless closing is
 * cancelled. g_file_replace_contents() does not do that. */
static void
give_up (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

static gboolean
replace_elsewhere (GFile         *file,
                   GBytes        *bytes,
                   const char    *expected,
                   char         **etag,
                   GCancellable  *cancellable,
                   GError       **error)
{
  gsize length, written;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GFileOutputStream) stream
      = g_file_replace (file, expected, FALSE, G_FILE_CREATE_NONE, cancellable, error);

  if (stream == NULL)
    return FALSE;
  if (!g_output_stream_write_all (G_OUTPUT_STREAM (stream), length > 0 ? data : "", length, &written,
                                  cancellable, error))
    {
      give_up (G_OUTPUT_STREAM (stream));
      return FALSE;
    }
  if (!g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error))
    return FALSE;
  if (etag != NULL)
    *etag = g_file_output_stream_get_etag (stream);
  return TRUE;
}

/* What is elsewhere is written by what GIO has for it, and compared by its entity tag. */
static gboolean
save_elsewhere (GFile               *file,
                GBytes              *bytes,
                SwSaveFlags          flags,
                const SwSaveBefore  *before,
                char               **etag,
                GCancellable        *cancellable,
                GError             **error)
{
  const char *expected = (flags & SW_SAVE_OVERWRITE) == 0 ? before->etag : NULL;
  GError *failure = NULL;

  if (replace_elsewhere (file, bytes, expected, etag, cancellable, &failure))
    return TRUE;
  if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_error_free (failure);
  return fail_as_changed (error);
}

/**
 * sw_save_file:
 * @file: where to
 * @bytes: what is to be in it
 * @before: what it was
 * @etag: (out) (optional) (nullable): what it is now
 * @error: of SW_SAVE_ERROR, or of G_IO_ERROR
 *
 * Writes a file as a whole. To be called in a thread: it waits for the disk. A link stays one, and
 * what it leads to is written; permissions stay.
 *
 * Returns: whether it is on the disk
 */
gboolean
sw_save_file (GFile               *file,
              GBytes              *bytes,
              SwSaveFlags          flags,
              const SwSaveBefore  *before,
              char               **etag,
              GCancellable        *cancellable,
              GError             **error)
{
  g_autofree char *path = sw_save_dup_target (file);

  if (path == NULL)
    return save_elsewhere (file, bytes, flags, before, etag, cancellable, error);
  if (!save_here (path, bytes, flags, before, error))
    return FALSE;
  if (etag != NULL)
    *etag = dup_etag (file);
  return TRUE;
}

/**
 * sw_save_text:
 * @file: where to
 * @length: bytes of @text
 *
 * Writes a small file beside a definition, over what it was and under all its names.
 *
 * Returns: whether it is on the disk
 */
gboolean
sw_save_text (GFile       *file,
              const char  *text,
              gsize        length,
              GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  const SwSaveBefore before = { NULL, NULL };

  return sw_save_file (file, bytes, SW_SAVE_OVERWRITE | SW_SAVE_ALL_NAMES, &before, NULL, NULL,
                       error);
}
