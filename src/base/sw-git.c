/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-git.h"

#include <string.h>

G_DEFINE_QUARK (sw-git-error-quark, sw_git_error)

/* Runs git in FOLDER; NULL where it fails, with what it said. */
static GBytes *
run_git (const char        *folder,
         const char *const *arguments,
         char             **complaint,
         GError           **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GBytes) errors = NULL;

  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_OPTIONAL_LOCKS", "0", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, arguments, NULL);
  if (process == NULL)
    {
      g_set_error (error, SW_GIT_ERROR, SW_GIT_ERROR_ABSENT,
                   "git cannot be started; is it installed?");
      return NULL;
    }
  if (!g_subprocess_communicate (process, NULL, NULL, &output, &errors, error))
    return NULL;
  if (g_subprocess_get_successful (process))
    return g_steal_pointer (&output);

  /* What follows the first line is advice on settings of git. */
  *complaint = g_strndup (g_bytes_get_data (errors, NULL), g_bytes_get_size (errors));
  (*complaint)[strcspn (*complaint, "\n")] = '\0';
  return NULL;
}

static gboolean
check_repository (const char *folder,
                  const char *file,
                  GError    **error)
{
  static const char *const arguments[] = { "git", "rev-parse", "--is-inside-work-tree", NULL };
  g_autofree char *complaint = NULL;
  g_autoptr (GBytes) output = run_git (folder, arguments, &complaint, error);

  if (output == NULL && complaint != NULL)
    g_set_error (error, SW_GIT_ERROR, SW_GIT_ERROR_UNTRACKED,
                 "%s is in no git repository: there is no earlier version of it (git says: %s)",
                 file, complaint);
  return output != NULL;
}

/**
 * sw_git_read:
 * @file: a path, in the file name encoding
 * @revision: what git calls a revision: "HEAD", "main~2", a hash
 * @error: a %SW_GIT_ERROR, or what reading failed of
 *
 * Reads what a file was in an earlier revision. It blocks for as long as git takes.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
sw_git_read (const char *file,
             const char *revision,
             GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *object = g_strdup_printf ("%s:./%s", revision, name);
  g_autofree char *complaint = NULL;
  const char *const arguments[] = { "git", "cat-file", "blob", object, NULL };
  g_autoptr (GBytes) output = NULL;

  g_return_val_if_fail (file != NULL && revision != NULL, NULL);

  /* What begins with a dash would be taken for an option. */
  if (*revision == '-' || *revision == '\0')
    {
      g_set_error (error, SW_GIT_ERROR, SW_GIT_ERROR_REVISION, "“%s” is no revision", revision);
      return NULL;
    }
  if (!check_repository (folder, file, error))
    return NULL;
  output = run_git (folder, arguments, &complaint, error);
  if (output == NULL && complaint != NULL)
    g_set_error (error, SW_GIT_ERROR, SW_GIT_ERROR_REVISION,
                 "%s has no version in “%s” (git says: %s)", file, revision, complaint);
  return g_steal_pointer (&output);
}
