/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-save.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What writing a file does to it, to its links, names and permissions, and what the disk has when. */

/* What was asked of the system meanwhile, in order; GLib's calls come here, too. */
static GString *calls;

int
fsync (int file)
{
  struct stat status;

  if (calls != NULL && fstat (file, &status) == 0)
    g_string_append (calls, S_ISDIR (status.st_mode) ? "fsync folder;" : "fsync file;");
  return (int) syscall (SYS_fsync, file);
}

int
rename (const char *from,
        const char *to)
{
  if (calls != NULL)
    g_string_append (calls, "rename;");
  return (int) syscall (SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}


static char *
make (const char *folder,
      const char *name,
      const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  if (text != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
assert_text (const char *path,
             const char *wanted)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, wanted);
}

static gboolean
save (const char          *path,
      SwSaveFlags          flags,
      const char          *before,
      GError             **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_bytes_new ("new", 3);
  g_autoptr (GBytes) old = before != NULL ? g_bytes_new (before, strlen (before)) : NULL;
  const SwSaveBefore known = { old, NULL };
  g_autofree char *etag = NULL;
  gboolean saved;

  g_string_truncate (calls, 0);
  saved = sw_save_file (file, bytes, flags, &known, &etag, NULL, error);
  g_assert (saved == (etag != NULL));
  return saved;
}

/* A kind of file, and how saving to it goes */
typedef struct
{
  const char *name;
  const char *link;    /* what the path is a symbolic link to; NULL: none */
  const char *second;  /* another name (hard link) of the file; NULL: none */
  const char *text;    /* of the file; NULL: it is not there */
  const char *known;   /* what it had when it was read; NULL: nothing is known */
  SwSaveFlags flags;
  int         error;   /* of SW_SAVE_ERROR; -1: none */
  const char *calls;   /* of the system */
  const char *others;  /* what the second name has then */
} Row;

#define BESIDE "fsync file;rename;fsync folder;"

static const Row rows[] = {
  { "a file is replaced once the new one is on the disk", NULL, NULL, "old", "old", 0, -1, BESIDE, NULL },
  { "a new file is on the disk before it has its name", NULL, NULL, NULL, NULL, 0, -1, BESIDE, NULL },
  { "a file that is gone is made again", NULL, NULL, NULL, "old", 0, -1, BESIDE, NULL },
  { "a link stays one, and what it leads to is replaced", "real", NULL, "old", "old", 0, -1, BESIDE, NULL },
  { "a link to nothing yet stays one", "real", NULL, NULL, NULL, 0, -1, BESIDE, NULL },
  { "several names are asked about", NULL, "second", "old", "old", 0, SW_SAVE_ERROR_LINKED, "", "old" },
  { "all names have the new text", NULL, "second", "old", "old", SW_SAVE_ALL_NAMES, -1, "fsync file;", "new" },
  { "one name has the new text", NULL, "second", "old", "old", SW_SAVE_ONE_NAME, -1, BESIDE, "old" },
  { "all names have a shorter text", NULL, "second", "a longer one", "a longer one", SW_SAVE_ALL_NAMES, -1,
    "fsync file;", "new" },
  { "what somebody else wrote is kept", NULL, NULL, "theirs", "old", 0, SW_SAVE_ERROR_CHANGED, "", NULL },
  { "what somebody else wrote of the same length is kept", NULL, NULL, "odd", "old", 0, SW_SAVE_ERROR_CHANGED,
    "", NULL },
  { "what somebody else wrote behind a link is kept", "real", NULL, "theirs", "old", 0, SW_SAVE_ERROR_CHANGED,
    "", NULL },
  { "what somebody else wrote may be overwritten", NULL, NULL, "theirs", "old", SW_SAVE_OVERWRITE, -1, BESIDE,
    NULL },
  { "overwriting asks about several names all the same", NULL, "second", "old", NULL, SW_SAVE_OVERWRITE,
    SW_SAVE_ERROR_LINKED, "", "old" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *folder = g_dir_make_tmp ("stepwright-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "m.asl.json", NULL);
  g_autofree char *target = make (folder, row->link != NULL ? row->link : "m.asl.json", row->text);
  g_autofree char *second = row->second != NULL ? g_build_filename (folder, row->second, NULL) : NULL;
  g_autofree char *clean = g_strdup_printf ("rm -rf %s", folder);
  g_autoptr (GError) error = NULL;
  struct stat status;

  if (row->link != NULL)
    g_assert_cmpint (symlink (row->link, path), ==, 0);
  if (second != NULL)
    g_assert_cmpint (link (target, second), ==, 0);
  if (row->text != NULL)
    g_assert_cmpint (g_chmod (target, 0640), ==, 0);

  g_assert (save (path, row->flags, row->known, &error) == (row->error < 0));
  if (row->error >= 0)
    g_assert_error (error, SW_SAVE_ERROR, row->error);
  else
    g_assert_no_error (error);
  g_assert_cmpstr (calls->str, ==, row->calls);
  assert_text (path, row->error < 0 ? "new" : row->text);
  if (second != NULL)
    assert_text (second, row->others);
  g_assert_cmpint (lstat (path, &status), ==, 0);
  g_assert (S_ISLNK (status.st_mode) == (row->link != NULL));
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, row->text != NULL ? 0640 : 0644);
  g_assert_true (g_spawn_command_line_sync (clean, NULL, NULL, NULL, NULL));
}

/* What is no file is not replaced by one. */
static void
test_no_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stepwright-XXXXXX", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_false (save (pipe, SW_SAVE_OVERWRITE, NULL, &error));
  g_assert_nonnull (strstr (error->message, pipe));
  g_assert_cmpint (lstat (pipe, &status), ==, 0);
  g_assert (S_ISFIFO (status.st_mode));
  g_clear_error (&error);
  g_assert_false (save (folder, SW_SAVE_OVERWRITE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_unlink (pipe);
  g_rmdir (folder);
}

/* The reason is one of GIO's, whoever failed. */
static void
test_no_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stepwright-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "gone", "m.asl.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (save (path, 0, "old", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_rmdir (folder);
}

/* Links in a circle end. */
static void
test_circle (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stepwright-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("a", path), ==, 0);
  g_assert_false (save (path, SW_SAVE_OVERWRITE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);
  g_unlink (path);
  g_rmdir (folder);
}

/* A new file in its place would be somebody else's. */
static void
test_owner (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stepwright-XXXXXX", NULL);
  g_autofree char *path = make (folder, "theirs", "old");
  g_autoptr (GError) error = NULL;
  struct stat status;

  if (chown (path, 12345, 12345) != 0)
    g_test_skip ("only root can give a file away");
  else
    {
      g_assert_true (save (path, 0, "old", &error));
      g_assert_cmpstr (calls->str, ==, "fsync file;");
      g_assert_cmpint (stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_uid, ==, 12345);
      assert_text (path, "new");
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  umask (022);
  calls = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/base/save/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/base/save/what is no file is not replaced by one", test_no_file);
  g_test_add_func ("/base/save/a folder that is gone is told", test_no_folder);
  g_test_add_func ("/base/save/links in a circle end", test_circle);
  g_test_add_func ("/base/save/an owner is kept", test_owner);
  return g_test_run ();
}
