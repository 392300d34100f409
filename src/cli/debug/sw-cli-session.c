/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/debug/sw-cli-session.h"

#include <stdlib.h>
#include <unistd.h>

#include "json/sw-text.h"

/* The course of a session: the run goes until it stands still or waits, then commands are read. */

/**
 * sw_cli_session_show:
 *
 * Prints a value on one line.
 */
void
sw_cli_session_show (SwCliSession *self,
                     SwValue       value)
{
  g_autofree char *text = NULL;

  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    text = g_strdup ("nothing");
  else if (sw_value_is (value, SW_TYPE_OPAQUE))
    text = g_strdup ("a function");
  else
    text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  fprintf (self->out, "%s\n", text);
}

/**
 * sw_cli_session_dup_path:
 * @frame: id of a frame
 *
 * Returns: (transfer full): where it stands: "Orders[2]/Check", by branches and iterations
 */
char *
sw_cli_session_dup_path (SwCliSession *self,
                         guint         frame)
{
  SwExecution *execution = sw_runner_get_execution (self->runner);
  g_autofree char *path = NULL;
  SwFrameInfo info, outer;

  if (!sw_execution_get_frame (execution, frame, &info))
    return g_strdup ("nowhere");
  path = g_strdup (info.state->name);
  while (info.parent != info.id && sw_execution_get_frame (execution, info.parent, &outer))
    {
      g_autofree char *inner = g_steal_pointer (&path);

      path = g_strdup_printf ("%s[%u]/%s", outer.state->name, info.index, inner);
      info = outer;
    }
  return g_steal_pointer (&path);
}

static void
show_watches (SwCliSession *self)
{
  for (guint i = 0; i < sw_debugger_get_n_watches (self->debugger); i++)
    {
      const SwWatch *watch = sw_debugger_get_watch (self->debugger, i);

      fprintf (self->out, "  %u: %s = ", watch->id, watch->expression);
      if (watch->error != NULL)
        fprintf (self->out, "no value: %s\n", watch->error);
      else
        sw_cli_session_show (self, watch->value);
    }
}

static void
show_point (SwCliSession *self,
            const SwStop *stop)
{
  g_autofree char *path = sw_cli_session_dup_path (self, stop->frame);

  switch (stop->point)
    {
    case SW_STOP_BEFORE:
    case SW_STOP_AFTER:
      fprintf (self->out, "%s %s (%s)\n", sw_stop_point_get_name (stop->point), path,
               sw_state_type_get_name (stop->state->type));
      break;
    case SW_STOP_ERROR:
      fprintf (self->out, "%s has failed: %s%s%s%s\n", path,
               stop->error != NULL ? stop->error : "(no name)", stop->cause != NULL ? ": " : "",
               stop->cause != NULL ? stop->cause : "",
               stop->handled ? "" : " (nobody catches it)");
      break;
    case SW_STOP_LEFT:
    default:
      fprintf (self->out, "%s is left for %s\n", path,
               stop->next != NULL ? stop->next->name : "the end");
      break;
    }
}

/* Says where it stands, and why. */
static void
show_stop (SwCliSession *self)
{
  const SwStop *stop = sw_debugger_get_stop (self->debugger);
  double seconds = (double) (sw_runner_get_time (self->runner)
                             - sw_history_event_get_time (sw_history_get (
                                 sw_execution_get_history (sw_runner_get_execution (self->runner)),
                                 0)))
                   / G_USEC_PER_SEC;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (stop == NULL)
    return;
  fprintf (self->out, "%10s  ", g_ascii_formatd (text, sizeof text, "%.3f", seconds));
  if (sw_debugger_get_reason (self->debugger) == SW_REASON_BREAKPOINT)
    fprintf (self->out, "Breakpoint %u: ", sw_debugger_get_breakpoint (self->debugger));
  show_point (self, stop);
  if (sw_debugger_get_trouble (self->debugger) != NULL)
    fprintf (self->out, "  Its condition: %s\n", sw_debugger_get_trouble (self->debugger));
  show_watches (self);
}

static void
show_waiting (SwCliSession *self)
{
  GPtrArray *requests = sw_runner_get_manual (self->runner);

  for (guint i = 0; i < requests->len; i++)
    {
      const SwTaskRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *path = sw_cli_session_dup_path (self, request->frame);

      fprintf (self->out, "The task of %s waits: answer JSON, or fail ERROR [CAUSE]. It gets ",
               path);
      sw_cli_session_show (self, request->input);
    }
}

static char *
read_line (SwCliSession *self)
{
  char *line = NULL;
  size_t size = 0;

  if (isatty (STDIN_FILENO))
    fputs ("(stepwright) ", self->out);
  fflush (self->out);
  if (getline (&line, &size, stdin) >= 0)
    return g_strchomp (line);
  free (line);
  return NULL;
}

/* Reads commands until one lets the run go on. A task that waits for an answer is not stopped: it
 * goes on by itself with it. */
static void
converse (SwCliSession *self)
{
  SwCliGoing going = SW_CLI_STAY;

  while (going == SW_CLI_STAY && !self->quit && !self->ended)
    {
      char *line = read_line (self);

      if (line == NULL)
        self->ended = TRUE;
      else
        going = sw_cli_session_obey (self, line);
      free (line);
    }
}

/* Nobody is there any more to stop for. */
static void
let_go (SwCliSession *self)
{
  sw_breakpoints_clear (sw_debugger_get_breakpoints (self->debugger));
  sw_debugger_continue (self->debugger);
}

/**
 * sw_cli_session_run:
 *
 * Runs, and obeys the commands of standard input where the run stands still. At the end of the
 * input it goes on without stopping.
 *
 * Returns: whether it has come to an end; %FALSE: a task waits, and nobody is there to answer
 */
gboolean
sw_cli_session_run (SwCliSession *self)
{
  while (!self->quit && !sw_runner_run (self->runner))
    {
      gboolean stopped = sw_debugger_get_stopped (self->debugger);

      if (stopped)
        show_stop (self);
      else if (self->ended)
        return FALSE;
      else
        show_waiting (self);
      if (!self->ended)
        converse (self);
      if (self->ended && stopped)
        let_go (self);
    }
  if (self->quit)
    sw_runner_stop (self->runner);
  return TRUE;
}
