/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conform.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Exit statuses that Meson reads */
#define STATUS_SKIP 77
#define STATUS_ERROR 99

/* The folder of cases: the argument, or $STEPWRIGHT_SHARED/conformance/NAME. Where the latter is
 * not there the program ends: skipped, or failed when CI is set. */
char *
conform_dup_folder (int         argc,
                    char      **argv,
                    const char *name)
{
  const char *shared = g_getenv ("STEPWRIGHT_SHARED");
  g_autofree char *folder = NULL;

  if (argc > 1)
    return g_strdup (argv[1]);

  folder = shared != NULL ? g_build_filename (shared, "conformance", name, NULL) : NULL;
  if (folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&folder);

  printf ("skipped: there is no folder of cases; give one as argument, or set STEPWRIGHT_SHARED\n");
  exit (g_getenv ("CI") != NULL ? 1 : STATUS_SKIP);
}

/* FALSE where the folder has no such file; a file that cannot be read ends the program. */
gboolean
conform_load (const char *folder,
              const char *file,
              SwValue    *value)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;

  if (!g_file_get_contents (path, &text, &length, &error)
      || !sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, value, &error))
    {
      fprintf (stderr, "%s: %s\n", path, error->message);
      exit (STATUS_ERROR);
    }

  return TRUE;
}

/* KNOWN_FILE: the list of known differences, or NULL */
void
conform_init (Conform    *self,
              const char *known_file)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;

  memset (self, 0, sizeof *self);
  self->known = SW_VALUE_INIT;
  if (known_file == NULL)
    return;

  folder = g_path_get_dirname (known_file);
  name = g_path_get_basename (known_file);
  if (!conform_load (folder, name, &self->known))
    fprintf (stderr, "%s is not there: no difference is known\n", known_file);
}

static const char *
find_reason (Conform    *self,
             const char *name)
{
  for (guint i = 0; i < sw_value_get_length (self->known); i++)
    {
      SwValue entry = sw_value_get_element (self->known, i);

      if (strcmp (sw_value_get_text (sw_value_get_member (entry, "name"), NULL), name) == 0)
        return sw_value_get_text (sw_value_get_member (entry, "reason"), NULL);
    }

  return NULL;
}

/* DIFFERENCE: the first one, or NULL where the case passes */
void
conform_report (Conform    *self,
                const char *name,
                const char *difference)
{
  const char *reason = find_reason (self, name);

  if (difference == NULL)
    self->passed++;
  else
    self->failed++;

  if (difference != NULL && reason != NULL)
    printf ("known difference: %s: %s (%s)\n", name, difference, reason);
  else if (difference != NULL)
    printf ("failed: %s: %s\n", name, difference);
  else if (reason != NULL)
    printf ("failed: %s: it passes, but is listed as a known difference (%s)\n", name, reason);

  if ((difference != NULL) != (reason != NULL))
    self->unexpected++;
}

void
conform_skip (Conform    *self,
              const char *name,
              const char *reason)
{
  self->skipped++;
  printf ("skipped: %s: %s\n", name, reason);
}

/* Prints the count; the exit status is 0 when nothing is as it should not be. */
int
conform_finish (Conform *self)
{
  printf ("%u passed, %u failed, %u skipped\n", self->passed, self->failed, self->skipped);
  sw_value_clear (&self->known);

  if (self->passed + self->failed == 0)
    {
      fprintf (stderr, "There was no case to run\n");
      return STATUS_ERROR;
    }
  return self->unexpected == 0 ? 0 : 1;
}

/* A member that is a text, or NULL */
const char *
conform_get_text (SwValue     object,
                  const char *member)
{
  SwValue value = sw_value_get_member (object, member);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}
