/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/debug/sw-cli-commands-private.h"

/* The commands that set breakpoints and change them. */

static SwBreakpoints *
get_breakpoints (SwCliSession *self)
{
  return sw_debugger_get_breakpoints (self->debugger);
}

static SwCliGoing
list_breakpoints (SwCliSession *self)
{
  SwBreakpoints *breakpoints = get_breakpoints (self);

  for (guint i = 0; i < sw_breakpoints_get_count (breakpoints); i++)
    {
      const SwBreakpoint *breakpoint = sw_breakpoints_get (breakpoints, i);
      g_autofree char *title = sw_breakpoint_dup_title (breakpoint);

      sw_cli_say (self, "%3u  %s%s, hits: %u", breakpoint->id, title,
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
  if (!sw_cli_break (get_breakpoints (self), sw_cli_get_model (self), arguments, &id, &error))
    return sw_cli_say (self, "%s.", error->message);
  title = sw_breakpoint_dup_title (sw_breakpoints_get_id (get_breakpoints (self), id));
  return sw_cli_say (self, "Breakpoint %u: %s", id, title);
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
  sw_cli_say (self, "There is no breakpoint '%s'; break lists them.", text);
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
    return sw_cli_say (self, "%s.", error->message);
  return SW_CLI_STAY;
}

static SwCliGoing
set_skip (SwCliSession *self,
          const char   *arguments)
{
  guint id = read_breakpoint (self, arguments, &arguments);
  guint64 skip;

  if (id != 0 && !g_ascii_string_to_unsigned (arguments, 10, 0, G_MAXINT, &skip, NULL))
    return sw_cli_say (self, "skip takes a breakpoint and how many times it is passed by.");
  if (id != 0)
    sw_breakpoints_set_skip (get_breakpoints (self), id, (guint) skip);
  return SW_CLI_STAY;
}

static const SwCliSessionCommand break_rows[] = {
  { "break", "b", "[PLACE]", "set a breakpoint, or list them", set_breakpoint },
  { "delete", "d", "N", "take breakpoint N away", delete_breakpoint },
  { "enable", NULL, "N", "let breakpoint N stop", enable },
  { "disable", NULL, "N", "keep breakpoint N, without effect", disable },
  { "condition", NULL, "N [EXPR]", "stop at N where the JSONata is true", set_condition },
  { "skip", NULL, "N COUNT", "pass breakpoint N by so many times", set_skip },
};

const SwCliSessionGroup sw_cli_break_commands = { break_rows, G_N_ELEMENTS (break_rows) };
