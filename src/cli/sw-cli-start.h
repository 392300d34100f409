/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/runs/sw-cli-runs.h"
#include "cli/sw-cli-values.h"
#include "cli/sw-cli.h"
#include "tasks/runner/sw-runner.h"

G_BEGIN_DECLS

/* A run as the commands begin it: the definition compiled, its input, who performs its tasks. */
typedef struct
{
  char              *input;     /* --input, or NULL */
  char              *tasks;     /* --tasks, or NULL */
  char              *test_case; /* --case, or NULL */
  char              *type;      /* --type, or NULL */
  SwCliValueOptions  values;
  gboolean           is_virtual;
  double             pace;      /* seconds that a second takes; 0: not given */
  gboolean           unlimited;
  gboolean           durable;   /* it outlives the program */
  char              *store;     /* --store, or NULL */
  gboolean           trust;     /* consents to what the tasks file reaches, for this once */
  char              *from;      /* history of a run to begin again in, or NULL */
  int                event;     /* where in it */
} SwCliStartOptions;

/* Asks for an input that is made up from what the definition reads. No JSON is written so. */
#define SW_CLI_GENERATED "generated"

/* For the table of a command's options; OPTIONS is a SwCliStartOptions */
#define SW_CLI_START_ENTRIES(options)                                                              \
  { "input", 'i', 0, G_OPTION_ARG_STRING, &(options).input, "Input of the execution",              \
    "JSON|@FILE|" SW_CLI_GENERATED },                                                              \
  { "tasks", 't', 0, G_OPTION_ARG_FILENAME, &(options).tasks, "How tasks are performed", "FILE" }, \
  { "case", 'c', 0, G_OPTION_ARG_STRING, &(options).test_case,                                     \
    "Test case of the mocked answers", "NAME" },                                                   \
  SW_CLI_VALUE_ENTRIES ((options).values),                                                         \
  SW_CLI_TYPE_ENTRY ((options).type, 0),                                                           \
  { "virtual", 0, 0, G_OPTION_ARG_NONE, &(options).is_virtual,                                     \
    "Waiting takes no time: the clock jumps", NULL },                                              \
  { "pace", 0, 0, G_OPTION_ARG_DOUBLE, &(options).pace,                                            \
    "How long a second of waiting takes: 0.01 is a hundred times as fast", "SECONDS" },            \
  { "from", 0, 0, G_OPTION_ARG_FILENAME, &(options).from,                                          \
    "Begin again in the middle of the run with this history", "FILE" },                            \
  { "event", 0, 0, G_OPTION_ARG_INT, &(options).event,                                             \
    "At the state that this event of it belongs to", "NUMBER" },                                   \
  { "no-quota", 0, 0, G_OPTION_ARG_NONE, &(options).unlimited,                                     \
    "Lift the bounds: 25,000 events, 262,144 bytes and 128 levels of data", NULL },                \
  { "durable", 0, 0, G_OPTION_ARG_NONE, &(options).durable,                                        \
    "Keep every step: a run that is interrupted can be resumed, see stepwright runs", NULL },      \
  SW_CLI_STORE_ENTRY ((options).store),                                                            \
  { "trust", 0, 0, G_OPTION_ARG_NONE, &(options).trust,                                            \
    "Consent for this once to what the tasks file starts and calls, see stepwright trust", NULL }

SwCliStatus sw_cli_start               (const SwCliStartOptions  *options,
                                        const char               *file,
                                        gboolean                  quiet,
                                        SwRunner                **runner);
void        sw_cli_start_options_clear (SwCliStartOptions        *options);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwCliStartOptions, sw_cli_start_options_clear)

G_END_DECLS
