/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "cli/sw-cli.h"
#include "tasks/runner/sw-runner.h"

G_BEGIN_DECLS

SwCliStatus sw_cli_debug_run    (SwRunner   *runner,
                                 char      **places,
                                 gboolean    at_start,
                                 FILE       *out,
                                 gboolean   *ended);

/* sw-cli-run.c */
SwCliStatus sw_cli_run_conclude (SwRunner   *runner,
                                 gboolean    ended);

G_END_DECLS
