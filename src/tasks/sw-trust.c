/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-trust.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "base/sw-shown.h"
#include "tasks/sw-safe-tree.h"
#include "tasks/sw-tasks-file-private.h"

/* One line for each consent: "HASH PATH" */
#define TRUSTED "trusted"

G_DEFINE_QUARK (sw-trust-error-quark, sw_trust_error)

static char *
dup_store_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "stepwright", TRUSTED, NULL);
}

/* Links are resolved: another way to the same file is the same file. */
static char *
dup_real_path (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  char *real = path != NULL ? realpath (path, NULL) : NULL;
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);
  return copy;
}

/**
 * sw_trust_dup_reach:
 *
 * Returns: (transfer full): what the rows of @file would start or call, a line each, in the words
 * that consent is asked with; empty where they reach nothing
 */
char **
sw_trust_dup_reach (SwTasksFile *file)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < file->rows->len; i++)
    {
      const SwTaskRow *row = &g_array_index (file->rows, SwTaskRow, i);

      if (row->performer != NULL && row->performer->kind->describe != NULL)
        {
          g_autofree char *line = row->performer->kind->describe (row->performer);

          g_strv_builder_take (lines, sw_shown_dup_line (line));
        }
    }
  return g_strv_builder_end (lines);
}

/**
 * sw_trust_is_needed:
 *
 * Returns: whether @file has rows that start programs or call addresses
 */
gboolean
sw_trust_is_needed (SwTasksFile *file)
{
  g_auto (GStrv) reach = sw_trust_dup_reach (file);

  return reach[0] != NULL;
}

/* Where the file lies, what stands in it, and what its relative paths have come to mean */
static char *
dup_line (SwTasksFile *file,
          const char  *path)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_auto (GStrv) reach = sw_trust_dup_reach (file);
  gsize length;
  gconstpointer bytes = g_bytes_get_data (file->bytes, &length);

  g_checksum_update (checksum, (const guchar *) path, (gssize) strlen (path) + 1);
  g_checksum_update (checksum, bytes, (gssize) length);
  for (guint i = 0; reach[i] != NULL; i++)
    g_checksum_update (checksum, (const guchar *) reach[i], (gssize) strlen (reach[i]) + 1);
  return g_strdup_printf ("%s %s", g_checksum_get_string (checksum), path);
}

static char **
dup_lines (void)
{
  g_autofree char *path = dup_store_path (), *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_new0 (char *, 1);
  return g_strsplit (text, "\n", -1);
}

/* PATH's own line is dropped; LINE, if any, comes in its place. */
static gboolean
replace_line (const char  *path,
              const char  *line,
              gboolean    *found,
              GError     **error)
{
  g_autofree char *store = dup_store_path (), *folder = g_path_get_dirname (store);
  g_auto (GStrv) lines = dup_lines ();
  g_autoptr (GString) text = g_string_new (NULL);

  *found = FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *space = strchr (lines[i], ' ');
      gboolean same = space != NULL && g_str_equal (space + 1, path);

      *found = *found || same;
      if (space != NULL && !same)
        g_string_append_printf (text, "%s\n", lines[i]);
    }
  if (line != NULL)
    g_string_append_printf (text, "%s\n", line);
  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents_full (store, text->str, (gssize) text->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* The place of the file, then what its rows run */
static char *
dup_danger (SwTasksFile *file)
{
  g_autofree char *path = file->file != NULL ? dup_real_path (file->file) : NULL;
  char *place = path != NULL ? sw_safe_dup_place_danger (path) : NULL;

  if (place != NULL)
    return place;
  for (guint i = 0; i < file->rows->len; i++)
    {
      SwPerformer *performer = g_array_index (file->rows, SwTaskRow, i).performer;
      char *danger = performer != NULL && performer->kind->danger != NULL
                         ? performer->kind->danger (performer)
                         : NULL;

      if (danger != NULL)
        return danger;
    }
  return NULL;
}

/**
 * sw_trust_dup_danger:
 *
 * Handler code is not part of what is consented to: people edit it. So it counts who else could, and
 * where it comes from: what lies among downloads, on a drive that was plugged in or in somebody else's
 * folder is nothing that a person has made.
 *
 * Returns: (transfer full) (nullable): why @file, or code that its rows run, may be somebody else's,
 *   for a person: then consent is asked for at each run; %NULL where nothing speaks against it
 */
char *
sw_trust_dup_danger (SwTasksFile *file)
{
  g_autofree char *danger = dup_danger (file);

  return danger != NULL ? sw_shown_dup_line (danger) : NULL;
}

/**
 * sw_trust_is_given:
 *
 * Returns: whether the user has consented to exactly what stands in @file, for this once or for
 *   ever; for ever does not count where others could have changed the code
 */
gboolean
sw_trust_is_given (SwTasksFile *file)
{
  g_autofree char *path = file->file != NULL ? dup_real_path (file->file) : NULL;
  g_autofree char *line = NULL, *danger = NULL;
  g_auto (GStrv) lines = NULL;

  if (file->allowed)
    return TRUE;
  if (path == NULL)
    return FALSE;
  line = dup_line (file, path);
  lines = dup_lines ();
  if (!g_strv_contains ((const char *const *) lines, line))
    return FALSE;
  danger = sw_trust_dup_danger (file);
  return danger == NULL;
}

static gboolean
check_safe (SwTasksFile  *file,
            const char   *path,
            GError      **error)
{
  g_autofree char *folder = g_path_get_dirname (path), *danger = NULL;
  const char *places[] = { path, folder };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (sw_safe_others_may_write (places[i]))
      {
        g_set_error (error, SW_TRUST_ERROR, SW_TRUST_ERROR_UNSAFE,
                     "%s can be changed by others, so consent to it cannot be kept: make it yours "
                     "alone (chown, chmod go-w), or consent for one run",
                     places[i]);
        return FALSE;
      }
  danger = sw_trust_dup_danger (file);
  if (danger == NULL)
    return TRUE;
  g_set_error (error, SW_TRUST_ERROR, SW_TRUST_ERROR_UNSAFE,
               "%s, so consent to what it runs cannot be kept: make it yours alone (chown, chmod "
               "go-w) in a folder of your own, or consent for one run",
               danger);
  return FALSE;
}

/**
 * sw_trust_give:
 *
 * Keeps the user's consent to what stands in @file.
 *
 * Returns: %FALSE with @error set where it lies nowhere, where others could change it, or where
 * consent cannot be written down
 */
gboolean
sw_trust_give (SwTasksFile  *file,
               GError      **error)
{
  g_autofree char *path = file->file != NULL ? dup_real_path (file->file) : NULL;
  g_autofree char *line = NULL;
  gboolean found;

  if (path == NULL || strchr (path, '\n') != NULL)
    {
      g_set_error (error, SW_TRUST_ERROR, SW_TRUST_ERROR_UNSAVED,
                   "The tasks file is not in a local folder, so consent to it cannot be kept");
      return FALSE;
    }
  if (!check_safe (file, path, error))
    return FALSE;
  line = dup_line (file, path);
  return replace_line (path, line, &found, error);
}

/**
 * sw_trust_withdraw:
 * @file: a tasks file, be it there still or not
 * @was_given: (out): whether there was a consent
 *
 * Takes back the consent to a tasks file.
 *
 * Returns: %FALSE with @error set where that cannot be written down
 */
gboolean
sw_trust_withdraw (GFile     *file,
                   gboolean  *was_given,
                   GError   **error)
{
  g_autofree char *path = dup_real_path (file);

  *was_given = FALSE;
  return path == NULL || replace_line (path, NULL, was_given, error);
}
