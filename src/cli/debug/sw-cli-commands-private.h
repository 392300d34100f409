/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/debug/sw-cli-session.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *shortly;   /* or NULL */
  const char *arguments; /* what it takes, as help tells it */
  const char *help;
  SwCliGoing (*obey) (SwCliSession *self,
                      const char   *arguments);
} SwCliSessionCommand;

/* Commands that belong together, in the order in which help tells them */
typedef struct
{
  const SwCliSessionCommand *rows;
  guint                      n_rows;
} SwCliSessionGroup;

/* sw-cli-commands-breaks.c */
extern const SwCliSessionGroup sw_cli_break_commands;

/* sw-cli-commands-data.c */
extern const SwCliSessionGroup sw_cli_data_commands;

/* sw-cli-commands.c */
SwCliGoing sw_cli_say       (SwCliSession *self,
                             const char   *format,
                             ...) G_GNUC_PRINTF (2, 3);
SwModel   *sw_cli_get_model (SwCliSession *self);

G_END_DECLS
