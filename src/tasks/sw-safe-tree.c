/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-safe-tree.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Code that a person has agreed to run may change: people edit it. So it is not remembered what
 * stands in it, but looked at who could have changed it. */

/* A tree with more entries than this is no function's */
#define MAX_ENTRIES 100000

typedef struct
{
  const char *project; /* links lead nowhere else */
  guint       n_left;
} Walk;

/* A group of the user's own, as many systems make it for each, is nobody else. */
static gboolean
is_open (const struct stat *status)
{
  return (status->st_uid != getuid () && status->st_uid != 0) || (status->st_mode & S_IWOTH) != 0
         || ((status->st_mode & S_IWGRP) != 0 && status->st_gid != getgid ());
}

/**
 * sw_safe_others_may_write:
 *
 * Returns: whether somebody else than the user and root owns what is at @path or may write there;
 *   also where it cannot be told
 */
gboolean
sw_safe_others_may_write (const char *path)
{
  struct stat status;

  return stat (path, &status) != 0 || is_open (&status);
}

/* Where all may write and none is kept from another's files, they can put others in their place. */
static char *
dup_danger_above (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat status;

  for (;;)
    {
      g_autofree char *above = g_path_get_dirname (folder);

      if (stat (folder, &status) == 0 && (status.st_mode & S_IWOTH) != 0
          && (status.st_mode & S_ISVTX) == 0)
        /* translators: a folder */
        return g_strdup_printf (_("%s can be written by everybody"), folder);
      if (g_str_equal (above, folder))
        return NULL;
      g_free (folder);
      folder = g_steal_pointer (&above);
    }
}

/**
 * sw_safe_is_within:
 * @path: absolute, without links in it
 * @folder: likewise
 *
 * Returns: whether @path is @folder or below it
 */
gboolean
sw_safe_is_within (const char *path,
                   const char *folder)
{
  gsize length = strlen (folder);

  return g_str_has_prefix (path, folder)
         && (path[length] == '/' || path[length] == '\0' || length == 1);
}

static char *dup_danger_below (Walk       *walk,
                               const char *path);

static char *
dup_danger_in (Walk       *walk,
               const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) entries = g_dir_open (folder, 0, &error);
  const char *name;

  if (entries == NULL)
    return g_strdup (error->message);
  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *danger = dup_danger_below (walk, path);

      if (danger != NULL)
        return danger;
    }
  return NULL;
}

/* What a link leads to within the project is looked at there, or is not run. */
static char *
dup_danger_of_link (Walk       *walk,
                    const char *path)
{
  g_autofree char *real = realpath (path, NULL);

  if (real == NULL)
    return NULL;
  if (!sw_safe_is_within (real, walk->project))
    return g_strdup_printf (_("%s leads out of the tasks file’s folder, to %s"), path, real);
  return sw_safe_others_may_write (real)
             ? g_strdup_printf (_("%s can be changed by others"), real)
             : NULL;
}

static char *
dup_danger_below (Walk       *walk,
                  const char *path)
{
  struct stat status;

  if (walk->n_left-- == 0)
    return g_strdup_printf (_("%s has too many files to look at them all"), walk->project);
  if (lstat (path, &status) != 0)
    return g_strdup_printf ("%s: %s", path, g_strerror (errno));
  if (S_ISLNK (status.st_mode))
    return dup_danger_of_link (walk, path);
  if (is_open (&status))
    return g_strdup_printf (_("%s can be changed by others"), path);
  return S_ISDIR (status.st_mode) ? dup_danger_in (walk, path) : NULL;
}

/**
 * sw_safe_dup_danger:
 * @path: absolute, without links in it: a program, or a folder of code
 * @project: the folder that links in it may lead to
 *
 * Looks at who owns and may write what is at @path and below it, and at the folders above.
 *
 * Returns: (transfer full) (nullable): why somebody else could have put code there, for a person;
 *   %NULL where nobody could
 */
char *
sw_safe_dup_danger (const char *path,
                    const char *project)
{
  Walk walk = { project, MAX_ENTRIES };
  char *danger = dup_danger_above (path);

  return danger != NULL ? danger : dup_danger_below (&walk, path);
}
