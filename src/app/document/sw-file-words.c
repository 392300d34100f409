/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-file-words.h"

#include <glib/gi18n.h>

typedef struct
{
  int         code;
  const char *words;
} FileWords;

static const FileWords reading[] = {
  { G_IO_ERROR_NOT_FOUND, N_("There is no such file. It may have been moved or deleted.") },
  { G_IO_ERROR_PERMISSION_DENIED, N_("You are not allowed to read it.") },
  { G_IO_ERROR_IS_DIRECTORY, N_("It is a folder.") },
};

static const FileWords writing[] = {
  { G_IO_ERROR_NOT_FOUND, N_("Its folder is not there any more. Save the definition in another place.") },
  { G_IO_ERROR_PERMISSION_DENIED,
    N_("You are not allowed to write there. Save the definition in another place.") },
  { G_IO_ERROR_READ_ONLY,
    N_("You are not allowed to write there. Save the definition in another place.") },
  { G_IO_ERROR_NO_SPACE,
    N_("The disk is full. Free some space, or save the definition in another place.") },
};

/* What GIO says of the rest names the reason, if in the words of a library. */
static const char *
find_words (const FileWords *rows,
            gsize            count,
            const GError    *error)
{
  for (gsize i = 0; i < count; i++)
    if (g_error_matches (error, G_IO_ERROR, rows[i].code))
      return _(rows[i].words);
  return error->message;
}

/**
 * sw_file_words_of_reading:
 * @error: from GIO, or any other
 *
 * Returns: (transfer none): why it cannot be read, a sentence; of no longer life than the error
 */
const char *
sw_file_words_of_reading (const GError *error)
{
  return find_words (reading, G_N_ELEMENTS (reading), error);
}

/**
 * sw_file_words_of_writing:
 * @error: from GIO, or any other
 *
 * Returns: (transfer none): why it cannot be written and what to do, in sentences; of no longer life
 *   than the error
 */
const char *
sw_file_words_of_writing (const GError *error)
{
  return find_words (writing, G_N_ELEMENTS (writing), error);
}
