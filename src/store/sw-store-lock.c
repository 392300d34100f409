/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sw-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Who writes the file: whoever has the lock beside it. It goes with the process, however that ends;
 * what stands in the lock file is only a word for others about who has it. */

/* Whoever only looks holds the lock for a moment: it is tried so often, with a pause in between */
#define TRIES 5
#define PAUSE 20000 /* microseconds */
/* Nothing longer was written by us, bytes */
#define MAX_WORD 256

static char *
dup_lock_path (const SwStoreFile *self)
{
  return g_strconcat (self->path, ".lock", NULL);
}

static gboolean
try_lock (int   file,
          int   kind,
          guint tries)
{
  for (guint i = 1; flock (file, kind | LOCK_NB) != 0; i++)
    {
      if (errno != EWOULDBLOCK || i >= tries)
        return FALSE;
      g_usleep (PAUSE);
    }
  return TRUE;
}

/* "4711 stepwright". A disk that is full takes away nothing but the word. */
static void
leave_word (int file)
{
  g_autofree char *word = g_strdup_printf ("%ld %s", (long) getpid (), g_get_prgname ());

  if (ftruncate (file, 0) != 0 || pwrite (file, word, MIN (strlen (word), MAX_WORD), 0) < 0)
    g_debug ("Nobody is told who keeps the executions: %s", g_strerror (errno));
}

static void
read_word (SwStoreFile *self,
           int          file)
{
  char word[MAX_WORD + 1] = "";
  gssize length = pread (file, word, MAX_WORD, 0);
  char *end;
  guint64 process = length > 0 ? g_ascii_strtoull (word, &end, 10) : 0;

  g_clear_pointer (&self->holder, g_free);
  if (process == 0 || *end != ' ' || !g_utf8_validate (end + 1, -1, NULL))
    return;
  /* Translators: %s is the name of a program, %u its number: “stepwright (process 4711)” */
  self->holder = g_strdup_printf (_ ("%s (process %u)"), end + 1, (guint) process);
}

/**
 * sw_store_lock_take:
 * @self: has its path
 * @patient: whether to wait a moment for whoever only looks
 *
 * Tries to become the one who writes the file. Where another program is, `driven` and `holder`
 * tell; where nobody may write there at all, `read_only` alone.
 *
 * Returns: 0; or an errno where that cannot be told
 */
int
sw_store_lock_take (SwStoreFile *self,
                    gboolean     patient)
{
  g_autofree char *path = dup_lock_path (self);
  g_autofd int file = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  self->read_only = TRUE;
  self->driven = FALSE;
  if (file < 0)
    return errno == EROFS || errno == EACCES ? 0 : errno;
  if (try_lock (file, LOCK_EX, patient ? TRIES : 1))
    {
      leave_word (file);
      self->lock = g_steal_fd (&file);
      self->read_only = FALSE;
      g_clear_pointer (&self->holder, g_free);
      return 0;
    }
  if (errno != EWOULDBLOCK)
    return errno;
  self->driven = TRUE;
  read_word (self, file);
  return 0;
}

/**
 * sw_store_lock_look:
 * @self: has its path
 *
 * Finds out whether a program writes the file, without keeping anybody from it.
 */
void
sw_store_lock_look (SwStoreFile *self)
{
  g_autofree char *path = dup_lock_path (self);
  g_autofd int file = open (path, O_RDONLY | O_CLOEXEC);

  self->driven = file >= 0 && !try_lock (file, LOCK_SH, TRIES);
  if (self->driven)
    read_word (self, file);
  else
    g_clear_pointer (&self->holder, g_free);
}
