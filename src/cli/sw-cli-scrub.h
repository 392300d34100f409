/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* The option that histories are written with to be given to others, of commands that write one */
#define SW_CLI_SCRUB_ENTRY(scrub)                                                                  \
  { "scrub", 0, 0, G_OPTION_ARG_NONE, &(scrub),                                                    \
    "Leave ids of accounts and secrets out of --history and --json", NULL }

void sw_cli_scrub (gboolean  scrub,
                   SwValue  *value);

G_END_DECLS
