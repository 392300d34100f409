/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-log.h"

/* What handlers print, line by line, as it comes. */

typedef struct
{
  char    *name; /* of the state */
  GString *rest; /* of a line that has not ended */
} Source;

static void
source_free (gpointer data)
{
  Source *self = data;

  g_free (self->name);
  g_string_free (self->rest, TRUE);
  g_free (self);
}

/* A handler's text must not command the terminal. */
static void
print_line (const char *name,
            const char *line,
            gsize       length)
{
  g_autofree char *text = g_utf8_make_valid (line, (gssize) length);
  g_autoptr (GString) shown = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (*c == '\t' || !g_unichar_iscntrl (g_utf8_get_char (c)))
      g_string_append_unichar (shown, g_utf8_get_char (c));
    else
      g_string_append_c (shown, '?');
  g_printerr ("           %s | %s\n", name, shown->str);
}

static void
logged (SwRunner *runner,
        guint64   id,
        GBytes   *bytes,
        gpointer  data)
{
  GHashTable *sources = data;
  Source *source = g_hash_table_lookup (sources, &id);
  const SwTaskRequest *request = sw_execution_get_request (sw_runner_get_execution (runner), id);
  gsize begin = 0;

  if (source == NULL)
    {
      guint64 *key = g_new (guint64, 1);

      *key = id;
      source = g_new0 (Source, 1);
      source->name = g_strdup (request != NULL ? request->state->name : "");
      source->rest = g_string_new (NULL);
      g_hash_table_insert (sources, key, source);
    }
  g_string_append_len (source->rest, g_bytes_get_data (bytes, NULL),
                       (gssize) g_bytes_get_size (bytes));
  for (gsize i = 0; i < source->rest->len; i++)
    if (source->rest->str[i] == '\n')
      {
        print_line (source->name, source->rest->str + begin, i - begin);
        begin = i + 1;
      }
  g_string_erase (source->rest, 0, (gssize) begin);
}

/**
 * sw_cli_log_follow:
 *
 * Prints what the handlers of a run's tasks print, on stderr, each line after its state's name.
 */
void
sw_cli_log_follow (SwRunner *runner)
{
  GHashTable *sources = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, source_free);

  g_signal_connect_data (runner, "task-log", G_CALLBACK (logged), sources,
                         (GClosureNotify) (void (*) (void)) g_hash_table_unref, 0);
}
