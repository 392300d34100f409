/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/sw-cli.h"
#include "store/sw-store.h"

G_BEGIN_DECLS

/* Executions that are kept: what `stepwright runs` and `run --durable` have in common. */

/* For the table of a command's options */
#define SW_CLI_STORE_ENTRY(path)                                                                   \
  { "store", 0, 0, G_OPTION_ARG_FILENAME, &(path),                                                 \
    "Where the executions are kept, in place of the user's own file", "FILE" }

/* What to do where another program has it */
#define SW_CLI_OTHER_STORE "choose another file with --store"

/* sw-cli-runs.c */
SwStore    *sw_cli_runs_open_to_write (const char       *path,
                                       const char       *ways);

/* sw-cli-runs-show.c */
SwCliStatus sw_cli_runs_print_list    (const char       *path,
                                       const char       *name,
                                       gboolean          json);
SwCliStatus sw_cli_runs_show          (const char       *path,
                                       const char       *history,
                                       gboolean          scrub,
                                       gboolean          json,
                                       char            **names);

/* sw-cli-runs-drive.c */
SwCliStatus sw_cli_runs_resume        (const char       *path,
                                       gboolean          all,
                                       gboolean          trust,
                                       gboolean          quiet,
                                       char            **names);
SwCliStatus sw_cli_runs_redrive       (const char       *path,
                                       gboolean          trust,
                                       gboolean          quiet,
                                       char            **names);
SwCliStatus sw_cli_runs_stop          (const char       *path,
                                       gboolean          all,
                                       gboolean          trust,
                                       const char       *error_name,
                                       const char       *cause,
                                       char            **names);

/* sw-cli-runs-find.c */
/* An execution's own copy of what is stored of it */
typedef struct
{
  SwStoreExecution row;
  char            *texts[10];
} SwCliRun;

GPtrArray  *sw_cli_runs_find          (SwStore          *store,
                                       char            **names,
                                       gboolean          running);
GPtrArray  *sw_cli_runs_list          (SwStore          *store,
                                       int               status);

G_END_DECLS
