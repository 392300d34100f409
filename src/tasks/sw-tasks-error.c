/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-tasks-error.h"

#include <stdarg.h>

/**
 * sw_tasks_refuse:
 * @where: the member that is at fault, "mock/file"
 * @format: what is wrong with it
 *
 * Sets @error to both.
 *
 * Returns: %FALSE, to be handed on
 */
gboolean
sw_tasks_refuse (GError     **error,
                 GQuark       domain,
                 int          code,
                 const char  *where,
                 const char  *format,
                 ...)
{
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, domain, code, "%s: %s", where, words);
  return FALSE;
}
