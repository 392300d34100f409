/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-safe-tree.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
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

/* In a namespace that has no root, as in Flatpak's, what is root's is shown as nobody's. */
static gboolean
is_roots (uid_t owner)
{
  g_autofree char *map = NULL, *overflow = NULL;
  guint64 inside = 1, outside;

  if (owner == 0)
    return TRUE;
  if (!g_file_get_contents ("/proc/self/uid_map", &map, NULL, NULL)
      || !g_file_get_contents ("/proc/sys/kernel/overflowuid", &overflow, NULL, NULL)
      || sscanf (map, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &inside, &outside) != 2)
    return FALSE;
  return inside != 0 && g_ascii_strtoull (overflow, NULL, 10) == owner;
}

/* Who may write in a folder, or owns it, can put other files and folders in the place of those in it,
 * unless all are kept from others' there (the sticky bit). */
static char *
dup_danger_above (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat status;

  for (;;)
    {
      g_autofree char *above = g_path_get_dirname (folder);
      const gboolean found = stat (folder, &status) == 0;

      if (found && (status.st_mode & S_IWOTH) != 0 && (status.st_mode & S_ISVTX) == 0)
        /* translators: a folder */
        return g_strdup_printf (_("%s can be written by everybody"), folder);
      if (found && ((status.st_uid != getuid () && !is_roots (status.st_uid))
                    || ((status.st_mode & S_IWGRP) != 0 && (status.st_mode & S_ISVTX) == 0
                        && status.st_gid != getgid () && status.st_gid != 0)))
        return g_strdup_printf (_("%s can be changed by others"), folder);
      if (g_str_equal (above, folder))
        return NULL;
      g_free (folder);
      folder = g_steal_pointer (&above);
    }
}

/**
 * sw_safe_is_removable:
 * @path: what is asked about
 * @sysfs: where the kernel shows its devices, "/sys"
 *
 * Returns: whether it lies on a drive that can be taken out
 */
gboolean
sw_safe_is_removable (const char *path,
                      const char *sysfs)
{
  static const char *const folders[] = { "/media", "/run/media" };
  struct stat status;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    if (sw_safe_is_within (path, folders[i]))
      return TRUE;
  if (stat (path, &status) == 0)
    {
      g_autofree char *link = g_strdup_printf ("%s/dev/block/%u:%u", sysfs, major (status.st_dev),
                                               minor (status.st_dev));
      g_autofree char *device = realpath (link, NULL);

      /* It is told of the drive, which is above its partitions. */
      for (guint i = 0; device != NULL && i < 2; i++)
        {
          g_autofree char *name = g_build_filename (device, i == 0 ? "" : "..", "removable", NULL);
          g_autofree char *text = NULL;

          if (g_file_get_contents (name, &text, NULL, NULL) && *text == '1')
            return TRUE;
        }
    }
  return FALSE;
}

/**
 * sw_safe_dup_place_danger:
 * @path: absolute, without links in it: a file that a person may have got from anywhere
 *
 * Returns: (transfer full) (nullable): why what lies there is not to be trusted for good, for a person;
 *   %NULL where nothing speaks against it
 */
char *
sw_safe_dup_place_danger (const char *path)
{
  const char *downloads = g_get_user_special_dir (G_USER_DIRECTORY_DOWNLOAD);
  g_autofree char *real = downloads != NULL ? realpath (downloads, NULL) : NULL;
  g_autofree char *home = realpath (g_get_home_dir (), NULL);

  /* A person without such a folder has home in its place. */
  if (real != NULL && g_strcmp0 (real, home) != 0 && sw_safe_is_within (path, real))
    return g_strdup_printf (_("%s is among the downloads"), path);
  if (sw_safe_is_removable (path, "/sys"))
    return g_strdup_printf (_("%s is on a removable drive"), path);
  return dup_danger_above (path);
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

/**
 * sw_safe_open_beneath:
 * @project: a folder
 * @path: absolute, without links in it as it was read: @project, or below it
 * @error: of GFileError
 *
 * Makes sure that a path still leads where it led when it was looked at: within @project, through no
 * link that somebody has put in its way meanwhile.
 *
 * Returns: a descriptor of what is there, good for no more than naming it; -1 with @error set
 */
int
sw_safe_open_beneath (const char  *project,
                      const char  *path,
                      GError     **error)
{
  const struct open_how how
      = { .flags = O_PATH | O_CLOEXEC,
          .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS };
  const char *relative = sw_safe_is_within (path, project) ? path + strlen (project) : "..";
  int folder = open (project, O_PATH | O_DIRECTORY | O_CLOEXEC);
  int found;

  relative += strspn (relative, "/");
  found = folder >= 0 ? (int) syscall (SYS_openat2, folder, *relative == '\0' ? "." : relative,
                                       &how, sizeof how)
                      : -1;
  if (found < 0)
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                 "%s is not what it was when the tasks file was read: %s", path,
                 g_strerror (errno));
  if (folder >= 0)
    close (folder);
  return found;
}
