/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-save.h"

#include <string.h>

#include "remote-file.h"

/* Files on other computers have the old content or the new one, and never in the place of what
 * somebody else wrote: told by their entity tags. */

#define NEW "what is new, and longer than one piece of the line"

typedef struct
{
  const char   *name;
  const char   *text;     /* of the file; NULL: it is not there */
  gboolean      known;    /* whether its tag was read */
  const char   *meanwhile; /* what somebody else writes then; NULL: nothing */
  SwSaveFlags   flags;
  RemoteTrouble trouble;
  gboolean      cancelled;
  gboolean      changed;  /* whether the error is that of a changed file */
  int           error;    /* of G_IO_ERROR; -1: none */
  const char   *wanted;   /* that the file has then */
} Row;

#define NO_TROUBLE { -1, -1, -1 }

static const Row rows[] = {
  { "saved", "old", TRUE, NULL, 0, NO_TROUBLE, FALSE, FALSE, -1, NEW },
  { "made", NULL, FALSE, NULL, 0, NO_TROUBLE, FALSE, FALSE, -1, NEW },
  { "saved where nothing is known of it", "old", FALSE, NULL, 0, NO_TROUBLE, FALSE, FALSE, -1, NEW },
  { "changed meanwhile", "old", TRUE, "theirs", 0, NO_TROUBLE, FALSE, TRUE, -1, "theirs" },
  { "changed meanwhile, and written over as the person says", "old", TRUE, "theirs", SW_SAVE_OVERWRITE, NO_TROUBLE,
    FALSE, FALSE, -1, NEW },
  { "written again with the same text meanwhile", "old", TRUE, "old", 0, NO_TROUBLE, FALSE, TRUE, -1, "old" },
  { "refused", "old", TRUE, NULL, 0, { G_IO_ERROR_PERMISSION_DENIED, -1, -1 }, FALSE, FALSE,
    G_IO_ERROR_PERMISSION_DENIED, "old" },
  { "the other computer does not answer", "old", TRUE, NULL, 0, { G_IO_ERROR_HOST_UNREACHABLE, -1, -1 }, FALSE,
    FALSE, G_IO_ERROR_HOST_UNREACHABLE, "old" },
  { "cut off before the first byte", "old", TRUE, NULL, 0, { -1, -1, 0 }, FALSE, FALSE, G_IO_ERROR_CONNECTION_CLOSED,
    "old" },
  { "cut off midway", "old", TRUE, NULL, 0, { -1, -1, 20 }, FALSE, FALSE, G_IO_ERROR_CONNECTION_CLOSED, "old" },
  { "cut off midway, when it is made", NULL, FALSE, NULL, 0, { -1, -1, 20 }, FALSE, FALSE,
    G_IO_ERROR_CONNECTION_CLOSED, NULL },
  { "cut off midway, when it is written over", "old", TRUE, "theirs", SW_SAVE_OVERWRITE, { -1, -1, 20 }, FALSE, FALSE,
    G_IO_ERROR_CONNECTION_CLOSED, "theirs" },
  { "full at the end", "old", TRUE, NULL, 0, { -1, G_IO_ERROR_NO_SPACE, -1 }, FALSE, FALSE, G_IO_ERROR_NO_SPACE,
    "old" },
  { "given up by the person", "old", TRUE, NULL, 0, NO_TROUBLE, TRUE, FALSE, G_IO_ERROR_CANCELLED, "old" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (RemoteFile) file = remote_file_new (row->text);
  g_autofree char *known = row->known ? remote_file_dup_etag (file) : NULL;
  g_autofree char *etag = NULL, *present = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (NEW, strlen (NEW));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const SwSaveBefore before = { NULL, known };
  gboolean fine = !row->changed && row->error < 0;

  if (row->meanwhile != NULL)
    remote_file_write (file, row->meanwhile);
  remote_file_set_trouble (file, &row->trouble);
  if (row->cancelled)
    g_cancellable_cancel (cancellable);

  g_assert_cmpint (sw_save_file (G_FILE (file), bytes, row->flags, &before, &etag, cancellable, &error),
                   ==, fine);
  if (row->changed)
    g_assert_error (error, SW_SAVE_ERROR, SW_SAVE_ERROR_CHANGED);
  else if (row->error >= 0)
    g_assert_error (error, G_IO_ERROR, row->error);
  else
    g_assert_no_error (error);
  g_assert_cmpstr (remote_file_get_text (file), ==, row->wanted);
  present = remote_file_dup_etag (file);
  g_assert_cmpstr (etag, ==, fine ? present : NULL);
}

/* What was written is known, so that it is not taken for somebody else's. */
static void
test_again (void)
{
  g_autoptr (RemoteFile) file = remote_file_new ("old");
  g_autofree char *known = remote_file_dup_etag (file), *etag = NULL, *later = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (NEW, strlen (NEW)), empty = g_bytes_new (NULL, 0);
  g_autoptr (GError) error = NULL;
  SwSaveBefore before = { NULL, known };

  g_assert_true (sw_save_file (G_FILE (file), bytes, 0, &before, &etag, NULL, &error));
  before.etag = etag;
  g_assert_true (sw_save_file (G_FILE (file), empty, 0, &before, &later, NULL, &error));
  g_assert_cmpstr (remote_file_get_text (file), ==, "");
  g_assert_cmpstr (etag, !=, later);
  /* the tag of before is that of another content now */
  g_assert_false (sw_save_file (G_FILE (file), bytes, 0, &before, NULL, NULL, &error));
  g_assert_error (error, SW_SAVE_ERROR, SW_SAVE_ERROR_CHANGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/base/save-remote/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/base/save-remote/what was saved is known", test_again);
  return g_test_run ();
}
