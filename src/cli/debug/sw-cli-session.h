/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "cli/sw-cli.h"
#include "tasks/runner/sw-debugger.h"

G_BEGIN_DECLS

/* A dialogue with a debugger: commands are read line by line, from a person or from a pipe. */
typedef struct
{
  SwDebugger *debugger;
  SwRunner   *runner;
  FILE       *out;   /* what it says */
  gboolean    ended; /* nothing more is read: the run goes on to its end */
  gboolean    quit;  /* the run is given up */
} SwCliSession;

/* What a command leaves to be done */
typedef enum
{
  SW_CLI_STAY,  /* the next command */
  SW_CLI_GO_ON, /* the run */
} SwCliGoing;

/* sw-cli-session.c */
gboolean   sw_cli_session_run      (SwCliSession  *self);
void       sw_cli_session_show     (SwCliSession  *self,
                                    SwValue        value);
char      *sw_cli_session_dup_path (SwCliSession  *self,
                                    guint          frame);

/* sw-cli-commands.c */
SwCliGoing sw_cli_session_obey     (SwCliSession  *self,
                                    const char    *line);

/* sw-cli-breaks.c */
gboolean   sw_cli_break            (SwBreakpoints  *breakpoints,
                                    SwModel        *model,
                                    const char     *text,
                                    guint          *id,
                                    GError        **error);
SwState   *sw_cli_find_state       (SwModel        *model,
                                    const char     *name,
                                    GError        **error);

#define SW_CLI_BREAKS_HELP                                                                         \
  "  STATE               before the state: entered, nothing evaluated\n"                           \
  "  STATE:after         its result is known, and it is not left yet\n"                            \
  "  STATE->NEXT         the transition from one state to another\n"                               \
  "  error, error:NAME   a state fails; uncaught, uncaught:NAME: and neither Retry nor Catch\n"    \
  "                      takes it\n"                                                               \
  "  '$NAME'             a state changes the variable\n"                                           \
  "A state is told by its name or by its JSON pointer. Behind each, =CONDITION is JSONata on what\n" \
  "the state sees: 'Check=$states.input.total > 100'.\n"

G_END_DECLS
