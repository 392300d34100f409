/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli.h"

#include "json/sw-text.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/**
 * sw_cli_complain:
 *
 * Prints a message to stderr, with the program's name before it.
 */
void
sw_cli_complain (const char *format,
                 ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  fflush (stdout);
  g_printerr ("stepwright: %s\n", message);
}

/**
 * sw_cli_parse:
 * @argc: (inout): arguments, the command's name first
 * @argv: (inout): options are taken out of it
 * @entries: (nullable): the command's options
 * @description: (nullable): what --help says below them
 *
 * Reads a command's options. --help prints its help and ends the program.
 *
 * Returns: FALSE after a message when the options are wrong
 */
gboolean
sw_cli_parse (int                *argc,
              char             ***argv,
              const GOptionEntry *entries,
              const char         *description)
{
  const SwCliCommand *command = sw_cli_find_command ((*argv)[0]);
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autofree char *name = g_strconcat ("stepwright ", command->name, NULL);
  g_autoptr (GError) error = NULL;

  g_set_prgname (name);
  g_option_context_set_summary (context, command->summary);
  g_option_context_set_description (context, description);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);

  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;

  sw_cli_complain ("%s; see stepwright %s --help", error->message, command->name);
  return FALSE;
}

static gboolean
read_stdin (char **text,
            gsize *length)
{
  g_autoptr (GString) out = g_string_new (NULL);
  char block[65536];
  size_t count;

  while ((count = fread (block, 1, sizeof block, stdin)) > 0)
    g_string_append_len (out, block, (gssize) count);
  if (ferror (stdin))
    {
      sw_cli_complain ("Standard input cannot be read");
      return FALSE;
    }

  *length = out->len;
  *text = g_string_free (g_steal_pointer (&out), FALSE);
  return TRUE;
}

/**
 * sw_cli_read_file:
 * @name: a file, or "-" for standard input
 * @text: (out) (transfer full): its bytes, with a NUL behind them
 * @length: (out): bytes
 *
 * Returns: FALSE after a message when it cannot be read
 */
gboolean
sw_cli_read_file (const char *name,
                  char      **text,
                  gsize      *length)
{
  g_autoptr (GError) error = NULL;

  if (strcmp (name, "-") == 0)
    return read_stdin (text, length);

  if (g_file_get_contents (name, text, length, &error))
    return TRUE;

  sw_cli_complain ("%s", error->message);
  return FALSE;
}

static gboolean
write_stream (FILE       *stream,
              const char *name,
              const char *text,
              gsize       length)
{
  if (fwrite (text, 1, length, stream) == length && fflush (stream) == 0)
    return TRUE;

  sw_cli_complain ("%s cannot be written: %s", name, g_strerror (errno));
  return FALSE;
}

/* A device or a pipe, which is written into and not replaced. */
static gboolean
write_special (const char *name,
               const char *text,
               gsize       length)
{
  FILE *stream = g_fopen (name, "w");
  gboolean written;

  if (stream == NULL)
    {
      sw_cli_complain ("%s cannot be written: %s", name, g_strerror (errno));
      return FALSE;
    }

  written = write_stream (stream, name, text, length);
  fclose (stream);
  return written;
}

/**
 * sw_cli_write_file:
 * @name: a file, or "-" for standard output
 * @text: (array length=length): its bytes
 *
 * Writes a file as a whole: it has the old text or the new one, never a part. A link stays a link,
 * and the permissions stay as they are.
 *
 * Returns: FALSE after a message when it cannot be written
 */
gboolean
sw_cli_write_file (const char *name,
                   const char *text,
                   gsize       length)
{
  g_autofree char *real = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;
  int mode = 0666;

  if (strcmp (name, "-") == 0)
    return write_stream (stdout, "Standard output", text, length);

  if (g_stat (name, &status) == 0)
    {
      if (!S_ISREG (status.st_mode))
        return write_special (name, text, length);
      mode = (int) (status.st_mode & 07777);
      real = realpath (name, NULL);
    }

  if (g_file_set_contents_full (real != NULL ? real : name, text, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT, mode, &error))
    return TRUE;

  sw_cli_complain ("%s", error->message);
  return FALSE;
}

/**
 * sw_cli_read_text:
 * @argument: text, or "@FILE" ("@-" is standard input)
 * @text: (out) (transfer full): the text, with a NUL behind it
 * @length: (out): bytes
 *
 * Returns: FALSE after a message when the file cannot be read
 */
gboolean
sw_cli_read_text (const char *argument,
                  char      **text,
                  gsize      *length)
{
  if (argument[0] == '@')
    return sw_cli_read_file (argument + 1, text, length);

  *text = g_strdup (argument);
  *length = strlen (argument);
  return TRUE;
}

/**
 * sw_cli_read_json:
 * @option: what the argument was given to, for the message, e.g. "--input"
 * @argument: JSON text, or "@FILE" ("@-" is standard input)
 * @flags: SW_TEXT_PAYLOAD for what has the bounds of an execution's data
 * @value: (out): its value
 *
 * Returns: FALSE after a message when it cannot be read, is no JSON, or is beyond those bounds
 */
gboolean
sw_cli_read_json (const char  *option,
                  const char  *argument,
                  SwTextFlags  flags,
                  SwValue     *value)
{
  const char *about = "goes too far";
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!sw_cli_read_text (argument, &text, &length))
    return FALSE;
  if (sw_value_from_text (text, (gssize) length, flags, value, &error)
      && (!(flags & SW_TEXT_PAYLOAD) || sw_payload_check (*value, &error)))
    return TRUE;

  if (argument[0] == '@')
    about = argument + 1;
  else if (g_error_matches (error, SW_TEXT_ERROR, SW_TEXT_ERROR_SYNTAX))
    about = "is no JSON";
  sw_cli_complain ("%s %s: %s", option, about, error->message);
  return FALSE;
}

/**
 * sw_cli_print_json:
 *
 * Prints a value to stdout, indented, with a line end.
 */
void
sw_cli_print_json (SwValue value)
{
  gsize length;
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_PRETTY, &length);

  fwrite (text, 1, length, stdout);
  fputc ('\n', stdout);
}
