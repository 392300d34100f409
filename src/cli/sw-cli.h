/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "json/sw-text.h"

G_BEGIN_DECLS

/* Exit codes; scripts rely on them. */
typedef enum
{
  SW_CLI_FINE = 0,
  SW_CLI_BAD = 1,         /* what was examined is bad: errors found, execution or tests failed */
  SW_CLI_USAGE = 2,       /* wrong usage, or input that cannot be read */
  SW_CLI_UNPERFORMED = 3, /* a task has nobody to perform it */
} SwCliStatus;

/* A command: `stepwright NAME …`. ARGV[0] is its name. */
typedef struct
{
  const char  *name;
  const char  *arguments; /* of the usage line */
  const char  *summary;   /* one line */
  SwCliStatus (*run) (int    argc,
                      char **argv);
} SwCliCommand;

/* main.c */
const SwCliCommand *sw_cli_find_command (const char          *name);

/* sw-cli.c: what the commands have in common. Messages go to stderr, results to stdout. */
void                sw_cli_complain     (const char          *format,
                                         ...) G_GNUC_PRINTF (1, 2);
gboolean            sw_cli_parse        (int                 *argc,
                                         char              ***argv,
                                         const GOptionEntry  *entries,
                                         const char          *description);
gboolean            sw_cli_read_file    (const char          *name,
                                         char               **text,
                                         gsize               *length);
gboolean            sw_cli_write_file   (const char          *name,
                                         const char          *text,
                                         gsize                length);
gboolean            sw_cli_read_text    (const char          *argument,
                                         char               **text,
                                         gsize               *length);
gboolean            sw_cli_read_json    (const char          *option,
                                         const char          *argument,
                                         SwTextFlags          flags,
                                         SwValue             *value);
void                sw_cli_print_json   (SwValue              value);

/* One per file sw-cli-NAME.c */
SwCliStatus sw_cli_check      (int    argc,
                               char **argv);
SwCliStatus sw_cli_debug      (int    argc,
                               char **argv);
SwCliStatus sw_cli_diff       (int    argc,
                               char **argv);
SwCliStatus sw_cli_edit       (int    argc,
                               char **argv);
SwCliStatus sw_cli_export     (int    argc,
                               char **argv);
SwCliStatus sw_cli_format     (int    argc,
                               char **argv);
SwCliStatus sw_cli_graph      (int    argc,
                               char **argv);
SwCliStatus sw_cli_history    (int    argc,
                               char **argv);
SwCliStatus sw_cli_propose    (int    argc,
                               char **argv);
SwCliStatus sw_cli_query      (int    argc,
                               char **argv);
SwCliStatus sw_cli_run        (int    argc,
                               char **argv);
SwCliStatus sw_cli_serve      (int    argc,
                               char **argv);
SwCliStatus sw_cli_runs       (int    argc,
                               char **argv);
SwCliStatus sw_cli_test       (int    argc,
                               char **argv);
SwCliStatus sw_cli_test_state (int    argc,
                               char **argv);
SwCliStatus sw_cli_trust      (int    argc,
                               char **argv);

G_END_DECLS
