/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/sw-cli-coverage.h"
#include "cli/sw-cli.h"
#include "tasks/tests/sw-suggest.h"

G_BEGIN_DECLS

/* What `stepwright test` has run, and how it is told of. */

typedef struct
{
  char        *name;     /* of the definition, as given */
  char        *tasks;    /* file name of the tests */
  SwTestSuite *suite;
  GPtrArray   *outcomes; /* SwTestOutcome, of those that were chosen */
  SwCoverage  *coverage; /* of the suggestions; or NULL */
  GPtrArray   *suggestions; /* SwSuggestion, or NULL: they are not asked for */
} SwCliTestFile;

typedef struct
{
  GPtrArray *files;    /* SwCliTestFile that could be run */
  GPtrArray *coverage; /* SwCliCoverage of each, or NULL: it is not asked for */
  guint      n_passed;
  guint      n_failed;
  double     seconds;
} SwCliTestRun;

/* sw-cli-test-report.c */
void     sw_cli_test_print_words (const SwCliTestRun *run);
void     sw_cli_test_print_tap   (const SwCliTestRun *run);
SwValue  sw_cli_test_to_value    (const SwCliTestRun *run);

/* sw-cli-test-suggest.c */
void     sw_cli_test_print_suggestions (const SwCliTestRun *run);
SwValue  sw_cli_test_suggestions_to_value (const SwCliTestFile *file);
gboolean sw_cli_test_write_suggestions (const SwCliTestRun *run);
gboolean sw_cli_test_write       (const SwCliTestFile *file,
                                  SwValue              tests);

/* sw-cli-test-record.c */
SwCliStatus sw_cli_test_record   (const SwCliTestFile *file,
                                  const char          *history,
                                  const char          *name);

/* sw-cli-test-junit.c */
gboolean sw_cli_test_write_junit (const SwCliTestRun *run,
                                  const char         *file);

G_END_DECLS
