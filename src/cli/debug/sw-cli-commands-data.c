/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/debug/sw-cli-commands-private.h"

#include "json/sw-text.h"

/* The commands that look at the data of a run, change them, and answer its tasks. */

static SwCliGoing
print_value (SwCliSession *self,
             const char   *arguments)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (*arguments == '\0')
    return sw_cli_say (self,
                       "print takes an expression, such as print $states.input or print $.total.");
  if (!sw_debugger_evaluate (self->debugger, arguments, &value, &error))
    return sw_cli_say (self, "%s", error->message);
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

      sw_cli_say (self, "%c %3u  %s: %s",
                  info->id == sw_debugger_get_frame (self->debugger) ? '*' : ' ', info->id, path,
                  kind_names[info->kind]);
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
    return sw_cli_say (self, "There is no frame '%s'; where lists them.", arguments);
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
    return sw_cli_say (self, "set takes input, variables, result, output or $NAME, and a value.");
  if (!sw_value_from_text (words[1], -1, SW_TEXT_DEFAULT, &value, &error))
    return sw_cli_say (self, "The value is no JSON: %s", error->message);
  if (variable)
    sw_value_set (&value, put_variable (self, words[0] + 1, value));
  if (!sw_debugger_set_part (self->debugger, part, value, &error))
    return sw_cli_say (self, "%s.", error->message);
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
    return sw_cli_say (self, "The answer is no JSON: %s", error->message);
  choose_waiting (self);
  if (!sw_debugger_set_part (self->debugger, SW_PART_RESULT, value, &error))
    return sw_cli_say (self, "%s.", error->message);
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
    return sw_cli_say (self, "%s.", error->message);
  return after_answer (self);
}

static SwCliGoing
watch (SwCliSession *self,
       const char   *arguments)
{
  const SwWatch *last;

  if (*arguments == '\0')
    return sw_cli_say (self, "watch takes an expression.");
  sw_debugger_watch (self->debugger, arguments);
  last = sw_debugger_get_watch (self->debugger, sw_debugger_get_n_watches (self->debugger) - 1);
  fprintf (self->out, "  %u: %s = ", last->id, last->expression);
  if (last->error != NULL)
    return sw_cli_say (self, "no value: %s", last->error);
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
    return sw_cli_say (self, "There is no watch '%s'.", arguments);
  return SW_CLI_STAY;
}

static const SwCliSessionCommand data_rows[] = {
  { "where", "w", "", "the machine, its branches and iterations as they stand", show_frames },
  { "frame", NULL, "N", "look at frame N; the next step begins there", choose_frame },
  { "scope", NULL, "", "input, variables, result, output, error", show_scope },
  { "print", "p", "EXPR", "a value, by JSONata or JSONPath", print_value },
  { "watch", NULL, "EXPR", "print a value at each stop", watch },
  { "unwatch", NULL, "N", "give watch N up", unwatch },
  { "set", NULL, "WHAT JSON", "change input, variables, result, output or $NAME", set_value },
  { "answer", "a", "JSON", "the result of a task that waits for it", answer },
  { "fail", NULL, "[ERROR [CAUSE]]", "let the state, or the task that waits, fail", fail },
};

const SwCliSessionGroup sw_cli_data_commands = { data_rows, G_N_ELEMENTS (data_rows) };
