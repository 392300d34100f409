/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/debug/sw-cli-commands-private.h"

#include <string.h>

/* The commands of a session: those that let the run go on, and the list of all. */

/**
 * sw_cli_say:
 * @format: a line, without its end
 *
 * Returns: that nothing is to go on, which is what a command that only speaks leaves to be done
 */
SwCliGoing
sw_cli_say (SwCliSession *self,
            const char   *format,
            ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (self->out, format, arguments);
  va_end (arguments);
  fputc ('\n', self->out);
  return SW_CLI_STAY;
}

/**
 * sw_cli_get_model:
 *
 * Returns: (transfer none): the definition that runs
 */
SwModel *
sw_cli_get_model (SwCliSession *self)
{
  return sw_program_get_model (
      sw_execution_get_program (sw_runner_get_execution (self->runner)));
}

static SwCliGoing
go (SwCliSession *self,
    void        (*step) (SwDebugger *debugger))
{
  if (!sw_debugger_get_stopped (self->debugger))
    return sw_cli_say (self, "A task waits for its answer first.");
  step (self->debugger);
  return SW_CLI_GO_ON;
}

static SwCliGoing
go_on (SwCliSession *self,
       const char   *arguments)
{
  return go (self, sw_debugger_continue);
}

static SwCliGoing
step_over (SwCliSession *self,
           const char   *arguments)
{
  return go (self, sw_debugger_step_over);
}

static SwCliGoing
step_out (SwCliSession *self,
          const char   *arguments)
{
  return go (self, sw_debugger_step_out);
}

static SwCliGoing
step_into (SwCliSession *self,
           const char   *arguments)
{
  guint64 child = 0;

  if (*arguments != '\0' && !g_ascii_string_to_unsigned (arguments, 10, 0, G_MAXINT, &child, NULL))
    return sw_cli_say (self, "step takes the number of a branch or an iteration, from 0.");
  if (!sw_debugger_get_stopped (self->debugger))
    return sw_cli_say (self, "A task waits for its answer first.");
  sw_debugger_step_into (self->debugger, *arguments != '\0' ? (int) child : -1);
  return SW_CLI_GO_ON;
}

static SwCliGoing
run_to (SwCliSession *self,
        const char   *arguments)
{
  g_autoptr (GError) error = NULL;
  const SwState *state = sw_cli_find_state (sw_cli_get_model (self), arguments, &error);

  if (state == NULL)
    return sw_cli_say (self, "%s.", error->message);
  if (!sw_debugger_get_stopped (self->debugger))
    return sw_cli_say (self, "A task waits for its answer first.");
  sw_debugger_run_to (self->debugger, state->pointer);
  return SW_CLI_GO_ON;
}

static SwCliGoing
quit (SwCliSession *self,
      const char   *arguments)
{
  self->quit = TRUE;
  return SW_CLI_STAY;
}

static char *dup_help (void);

static SwCliGoing
help (SwCliSession *self,
      const char   *arguments)
{
  g_autofree char *text = dup_help ();

  fputs (text, self->out);
  return SW_CLI_STAY;
}

static const SwCliSessionCommand run_rows[] = {
  { "next", "n", "", "to the next state", step_over },
  { "step", "s", "[N]", "into the first, or the Nth, branch or iteration; else as next", step_into },
  { "finish", "f", "", "until the branches or iterations have ended", step_out },
  { "until", "u", "STATE", "until that state is entered", run_to },
  { "continue", "c", "", "to the next breakpoint, or to the end", go_on },
};

static const SwCliSessionCommand session_rows[] = {
  { "help", "h", "", "this", help },
  { "quit", "q", "", "give the run up", quit },
};

static const SwCliSessionGroup run_commands = { run_rows, G_N_ELEMENTS (run_rows) };
static const SwCliSessionGroup session_commands = { session_rows, G_N_ELEMENTS (session_rows) };
static const SwCliSessionGroup *const groups[]
    = { &run_commands, &sw_cli_break_commands, &sw_cli_data_commands, &session_commands };

/* What the commands are */
static char *
dup_help (void)
{
  GString *text = g_string_new ("Commands, each also by its first letters:\n");

  for (guint group = 0; group < G_N_ELEMENTS (groups); group++)
    for (guint i = 0; i < groups[group]->n_rows; i++)
      {
        const SwCliSessionCommand *command = &groups[group]->rows[i];
        g_autofree char *usage = g_strconcat (command->name, " ", command->arguments, NULL);

        g_string_append_printf (text, "  %-20s %s\n", usage, command->help);
      }
  g_string_append (text, "\nA PLACE to stop at is\n" SW_CLI_BREAKS_HELP);
  return g_string_free (text, FALSE);
}

static gboolean
is_whole (const SwCliSessionCommand *command,
          const char                *word)
{
  return g_strcmp0 (command->shortly, word) == 0 || g_str_equal (command->name, word);
}

static gboolean
is_begun (const SwCliSessionCommand *command,
          const char                *word)
{
  return g_str_has_prefix (command->name, word);
}

static const SwCliSessionCommand *
find_matching (gboolean  (*matches) (const SwCliSessionCommand *command,
                                     const char                *word),
               const char *word)
{
  for (guint group = 0; group < G_N_ELEMENTS (groups); group++)
    for (guint i = 0; i < groups[group]->n_rows; i++)
      if (matches (&groups[group]->rows[i], word))
        return &groups[group]->rows[i];
  return NULL;
}

/* The command of that name; a word that begins it, too, where the short form or the order of the
 * commands decides. */
static const SwCliSessionCommand *
find_command (const char *word)
{
  const SwCliSessionCommand *whole = find_matching (is_whole, word);

  return whole != NULL ? whole : find_matching (is_begun, word);
}

/**
 * sw_cli_session_obey:
 * @line: a command with its arguments; an empty one does nothing
 *
 * Does what a line says.
 *
 * Returns: whether the run is to go on
 */
SwCliGoing
sw_cli_session_obey (SwCliSession *self,
                     const char   *line)
{
  g_autofree char *text = g_strstrip (g_strdup (line));
  char *space = strchr (text, ' ');
  const SwCliSessionCommand *command;

  if (*text == '\0' || *text == '#')
    return SW_CLI_STAY;
  if (space != NULL)
    *space++ = '\0';
  command = find_command (text);
  if (command == NULL)
    return sw_cli_say (self, "There is no command '%s'; help tells which there are.", text);
  return command->obey (self, space != NULL ? g_strchug (space) : "");
}
