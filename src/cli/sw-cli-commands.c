/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-session.h"

#include <string.h>

#include "json/sw-text.h"

/* The commands of a session. */

typedef struct
{
  const char *name;
  const char *shortly;   /* or NULL */
  const char *arguments;
  const char *help;
  SwCliGoing (*obey) (SwCliSession *self,
                      const char   *arguments);
} Command;

static SwCliGoing
say (SwCliSession *self,
     const char   *format,
     ...) G_GNUC_PRINTF (2, 3);

static SwCliGoing
say (SwCliSession *self,
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

static SwModel *
get_model (SwCliSession *self)
{
  return sw_program_get_model (
      sw_execution_get_program (sw_runner_get_execution (self->runner)));
}

static SwBreakpoints *
get_breakpoints (SwCliSession *self)
{
  return sw_debugger_get_breakpoints (self->debugger);
}

static SwCliGoing
go (SwCliSession *self,
    void        (*step) (SwDebugger *debugger))
{
  if (!sw_debugger_get_stopped (self->debugger))
    return say (self, "A task waits for its answer first.");
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
    return say (self, "step takes the number of a branch or an iteration, from 0.");
  if (!sw_debugger_get_stopped (self->debugger))
    return say (self, "A task waits for its answer first.");
  sw_debugger_step_into (self->debugger, *arguments != '\0' ? (int) child : -1);
  return SW_CLI_GO_ON;
}

static SwCliGoing
run_to (SwCliSession *self,
        const char   *arguments)
{
  g_autoptr (GError) error = NULL;
  const SwState *state = sw_cli_find_state (get_model (self), arguments, &error);

  if (state == NULL)
    return say (self, "%s.", error->message);
  if (!sw_debugger_get_stopped (self->debugger))
    return say (self, "A task waits for its answer first.");
  sw_debugger_run_to (self->debugger, state->pointer);
  return SW_CLI_GO_ON;
}

static SwCliGoing
print_value (SwCliSession *self,
             const char   *arguments)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!sw_debugger_evaluate (self->debugger, arguments, &value, &error))
    return say (self, "%s", error->message);
  sw_cli_session_show (self, value);
  return SW_CLI_STAY;
}

static SwCliGoing
show_scope (SwCliSession *self,
            const char   *arguments)
{
  for (SwPart part = SW_PART_INPUT; part < SW_PART_CONTEXT; part++)
    {
      g_auto (SwValue) value = sw_debugger_dup_part (self->debugger, part);

      if (sw_value_is (value, SW_TYPE_UNDEFINED))
        continue;
      fprintf (self->out, "%-10s ", sw_part_get_name (part));
      sw_cli_session_show (self, value);
    }
  return SW_CLI_STAY;
}

static const char *const kind_names[] = {
  [SW_FRAME_ENTERING] = "is to be entered", [SW_FRAME_STOPPED] = "stopped",
  [SW_FRAME_WORKING] = "works",             [SW_FRAME_TASK] = "task is performed",
  [SW_FRAME_WAITING] = "waits",             [SW_FRAME_RETRYING] = "waits for the next try",
  [SW_FRAME_CHILDREN] = "runs",
};

static SwCliGoing
show_frames (SwCliSession *self,
             const char   *arguments)
{
  g_autoptr (GArray) frames
      = sw_execution_dup_frames (sw_runner_get_execution (self->runner));

  for (guint i = 0; i < frames->len; i++)
    {
      const SwFrameInfo *info = &g_array_index (frames, SwFrameInfo, i);
      g_autofree char *path = sw_cli_session_dup_path (self, info->id);

      say (self, "%c %3u  %s: %s", info->id == sw_debugger_get_frame (self->debugger) ? '*' : ' ',
           info->id, path, kind_names[info->kind]);
    }
  return SW_CLI_STAY;
}

static SwCliGoing
choose_frame (SwCliSession *self,
              const char   *arguments)
{
  guint64 frame;

  if (!g_ascii_string_to_unsigned (arguments, 10, 0, G_MAXUINT, &frame, NULL)
      || !sw_debugger_set_frame (self->debugger, (guint) frame))
    return say (self, "There is no frame '%s'; where lists them.", arguments);
  return SW_CLI_STAY;
}

static gboolean
find_part (const char *name,
           SwPart     *part)
{
  for (*part = SW_PART_INPUT; *part <= SW_PART_CONTEXT; (*part)++)
    if (g_str_equal (sw_part_get_name (*part), name))
      return TRUE;
  return FALSE;
}

/* A single variable: the others stay. */
static SwValue
put_variable (SwCliSession *self,
              const char   *name,
              SwValue       value)
{
  SwValue variables = sw_debugger_dup_part (self->debugger, SW_PART_VARIABLES);

  sw_value_set_member (&variables, name, sw_value_ref (value));
  return variables;
}

static SwCliGoing
set_value (SwCliSession *self,
           const char   *arguments)
{
  g_auto (GStrv) words = g_strsplit (arguments, " ", 2);
  gboolean variable = words[0] != NULL && *words[0] == '$';
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  SwPart part = SW_PART_VARIABLES;

  if (g_strv_length (words) < 2 || (!variable && !find_part (words[0], &part)))
    return say (self, "set takes input, variables, result, output or $NAME, and a value.");
  if (!sw_value_from_text (words[1], -1, SW_TEXT_DEFAULT, &value, &error))
    return say (self, "The value is no JSON: %s", error->message);
  if (variable)
    sw_value_set (&value, put_variable (self, words[0] + 1, value));
  if (!sw_debugger_set_part (self->debugger, part, value, &error))
    return say (self, "%s.", error->message);
  return SW_CLI_STAY;
}

/* Where tasks wait, answers are for the first of them unless another frame was chosen. */
static void
choose_waiting (SwCliSession *self)
{
  GPtrArray *requests = sw_runner_get_manual (self->runner);

  for (guint i = 0; i < requests->len; i++)
    if (((const SwTaskRequest *) g_ptr_array_index (requests, i))->frame
        == sw_debugger_get_frame (self->debugger))
      return;
  if (requests->len > 0 && !sw_debugger_get_stopped (self->debugger))
    sw_debugger_set_frame (self->debugger,
                           ((const SwTaskRequest *) g_ptr_array_index (requests, 0))->frame);
}

static SwCliGoing
after_answer (SwCliSession *self)
{
  return sw_debugger_get_stopped (self->debugger) ? SW_CLI_STAY : SW_CLI_GO_ON;
}

static SwCliGoing
answer (SwCliSession *self,
        const char   *arguments)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!sw_value_from_text (arguments, -1, SW_TEXT_DEFAULT, &value, &error))
    return say (self, "The answer is no JSON: %s", error->message);
  choose_waiting (self);
  if (!sw_debugger_set_part (self->debugger, SW_PART_RESULT, value, &error))
    return say (self, "%s.", error->message);
  return after_answer (self);
}

static SwCliGoing
fail (SwCliSession *self,
      const char   *arguments)
{
  g_auto (GStrv) words = g_strsplit (arguments, " ", 2);
  g_autoptr (GError) error = NULL;

  choose_waiting (self);
  if (!sw_debugger_fail (self->debugger, words[0], words[0] != NULL ? words[1] : NULL, &error))
    return say (self, "%s.", error->message);
  return after_answer (self);
}

static SwCliGoing
list_breakpoints (SwCliSession *self)
{
  SwBreakpoints *breakpoints = get_breakpoints (self);

  for (guint i = 0; i < sw_breakpoints_get_count (breakpoints); i++)
    {
      const SwBreakpoint *breakpoint = sw_breakpoints_get (breakpoints, i);
      g_autofree char *title = sw_breakpoint_dup_title (breakpoint);

      say (self, "%3u  %s%s, hits: %u", breakpoint->id, title,
           breakpoint->enabled ? "" : " (disabled)", breakpoint->hits);
    }
  return SW_CLI_STAY;
}

static SwCliGoing
set_breakpoint (SwCliSession *self,
                const char   *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  guint id;

  if (*arguments == '\0')
    return list_breakpoints (self);
  if (!sw_cli_break (get_breakpoints (self), get_model (self), arguments, &id, &error))
    return say (self, "%s.", error->message);
  title = sw_breakpoint_dup_title (sw_breakpoints_get_id (get_breakpoints (self), id));
  return say (self, "Breakpoint %u: %s", id, title);
}

/* The breakpoint whose number the text begins with; *REST is what follows. 0 after a message */
static guint
read_breakpoint (SwCliSession  *self,
                 const char    *text,
                 const char   **rest)
{
  char *end;
  guint64 id = g_ascii_strtoull (text, &end, 10);

  while (*end == ' ')
    end++;
  *rest = end;
  if (id <= G_MAXUINT && sw_breakpoints_get_id (get_breakpoints (self), (guint) id) != NULL)
    return (guint) id;
  say (self, "There is no breakpoint '%s'; break lists them.", text);
  return 0;
}

static SwCliGoing
delete_breakpoint (SwCliSession *self,
                   const char   *arguments)
{
  guint id = read_breakpoint (self, arguments, &arguments);

  if (id != 0)
    sw_breakpoints_remove (get_breakpoints (self), id);
  return SW_CLI_STAY;
}

static SwCliGoing
enable (SwCliSession *self,
        const char   *arguments)
{
  guint id = read_breakpoint (self, arguments, &arguments);

  sw_breakpoints_set_enabled (get_breakpoints (self), id, TRUE);
  return SW_CLI_STAY;
}

static SwCliGoing
disable (SwCliSession *self,
         const char   *arguments)
{
  guint id = read_breakpoint (self, arguments, &arguments);

  sw_breakpoints_set_enabled (get_breakpoints (self), id, FALSE);
  return SW_CLI_STAY;
}

static SwCliGoing
set_condition (SwCliSession *self,
               const char   *arguments)
{
  guint id = read_breakpoint (self, arguments, &arguments);
  g_autoptr (GError) error = NULL;

  if (id != 0 && !sw_breakpoints_set_condition (get_breakpoints (self), id, arguments, &error))
    return say (self, "%s.", error->message);
  return SW_CLI_STAY;
}

static SwCliGoing
set_skip (SwCliSession *self,
          const char   *arguments)
{
  guint id = read_breakpoint (self, arguments, &arguments);
  guint64 skip;

  if (id != 0 && !g_ascii_string_to_unsigned (arguments, 10, 0, G_MAXINT, &skip, NULL))
    return say (self, "skip takes a breakpoint and how many times it is passed by.");
  if (id != 0)
    sw_breakpoints_set_skip (get_breakpoints (self), id, (guint) skip);
  return SW_CLI_STAY;
}

static SwCliGoing
watch (SwCliSession *self,
       const char   *arguments)
{
  const SwWatch *last;

  if (*arguments == '\0')
    return say (self, "watch takes an expression.");
  sw_debugger_watch (self->debugger, arguments);
  last = sw_debugger_get_watch (self->debugger, sw_debugger_get_n_watches (self->debugger) - 1);
  fprintf (self->out, "  %u: %s = ", last->id, last->expression);
  if (last->error != NULL)
    return say (self, "no value: %s", last->error);
  sw_cli_session_show (self, last->value);
  return SW_CLI_STAY;
}

static SwCliGoing
unwatch (SwCliSession *self,
         const char   *arguments)
{
  guint64 id;

  if (!g_ascii_string_to_unsigned (arguments, 10, 0, G_MAXUINT, &id, NULL)
      || !sw_debugger_unwatch (self->debugger, (guint) id))
    return say (self, "There is no watch '%s'.", arguments);
  return SW_CLI_STAY;
}

static SwCliGoing
quit (SwCliSession *self,
      const char   *arguments)
{
  self->quit = TRUE;
  return SW_CLI_STAY;
}

static SwCliGoing
help (SwCliSession *self,
      const char   *arguments)
{
  g_autofree char *text = sw_cli_session_dup_help ();

  fputs (text, self->out);
  return SW_CLI_STAY;
}

static const Command commands[] = {
  { "next", "n", "", "to the next state", step_over },
  { "step", "s", "[N]", "into the first, or the Nth, branch or iteration; else as next", step_into },
  { "finish", "f", "", "until the branches or iterations have ended", step_out },
  { "until", "u", "STATE", "until that state is entered", run_to },
  { "continue", "c", "", "to the next breakpoint, or to the end", go_on },
  { "break", "b", "[PLACE]", "set a breakpoint, or list them", set_breakpoint },
  { "delete", "d", "N", "take breakpoint N away", delete_breakpoint },
  { "enable", NULL, "N", "let breakpoint N stop", enable },
  { "disable", NULL, "N", "keep breakpoint N, without effect", disable },
  { "condition", NULL, "N [EXPR]", "stop at N where the JSONata is true", set_condition },
  { "skip", NULL, "N COUNT", "pass breakpoint N by so many times", set_skip },
  { "where", "w", "", "the machine, its branches and iterations as they stand", show_frames },
  { "frame", NULL, "N", "look at frame N; the next step begins there", choose_frame },
  { "scope", NULL, "", "input, variables, result, output, error", show_scope },
  { "print", "p", "EXPR", "a value, by JSONata or JSONPath", print_value },
  { "watch", NULL, "EXPR", "print a value at each stop", watch },
  { "unwatch", NULL, "N", "give watch N up", unwatch },
  { "set", NULL, "WHAT JSON", "change input, variables, result, output or $NAME", set_value },
  { "answer", "a", "JSON", "the result of a task that waits for it", answer },
  { "fail", NULL, "[ERROR [CAUSE]]", "let the state, or the task that waits, fail", fail },
  { "help", "h", "", "this", help },
  { "quit", "q", "", "give the run up", quit },
};

/**
 * sw_cli_session_dup_help:
 *
 * Returns: (transfer full): what the commands are
 */
char *
sw_cli_session_dup_help (void)
{
  GString *text = g_string_new ("Commands, each also by its first letters:\n");

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strconcat (commands[i].name, " ", commands[i].arguments, NULL);

      g_string_append_printf (text, "  %-20s %s\n", usage, commands[i].help);
    }
  g_string_append (text, "\nA PLACE to stop at is\n" SW_CLI_BREAKS_HELP);
  return g_string_free (text, FALSE);
}

/* The command of that name; a word that begins it, too, where the short form or the table's order
 * decides. */
static const Command *
find_command (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i].shortly, word) == 0 || g_str_equal (commands[i].name, word))
      return &commands[i];
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_has_prefix (commands[i].name, word))
      return &commands[i];
  return NULL;
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
  const Command *command;

  if (*text == '\0' || *text == '#')
    return SW_CLI_STAY;
  if (space != NULL)
    *space++ = '\0';
  command = find_command (text);
  if (command == NULL)
    return say (self, "There is no command '%s'; help tells which there are.", text);
  return command->obey (self, space != NULL ? g_strchug (space) : "");
}
