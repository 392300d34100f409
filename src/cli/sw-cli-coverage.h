/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "engine/coverage/sw-coverage.h"

G_BEGIN_DECLS

/* How much of definitions runs came by, as reports. */

typedef struct
{
  char       *name;     /* of the definition, as given */
  SwCoverage *coverage;
  GArray     *items;    /* SwCoverageItem */
} SwCliCoverage;

/* For the table of a command's options; GIVEN is a char *: "" asks for a summary alone. The command
 * calls sw_cli_coverage_complete() first. */
#define SW_CLI_COVERAGE_ENTRY(given, help)                                                         \
  { "coverage", 0, 0, G_OPTION_ARG_FILENAME, &(given), help "; with =OUT, write it there as well", \
    NULL }

void           sw_cli_coverage_complete       (int            argc,
                                               char         **argv);
SwCliCoverage *sw_cli_coverage_new            (const char    *name,
                                               SwCoverage    *coverage);
void           sw_cli_coverage_free           (SwCliCoverage *self);
void           sw_cli_coverage_locate         (const SwCliCoverage  *self,
                                               const SwCoverageItem *item,
                                               guint                *line,
                                               guint                *column);
double         sw_cli_coverage_get_percentage (GPtrArray     *files);
void           sw_cli_coverage_print          (GPtrArray     *files,
                                               FILE          *out);
gboolean       sw_cli_coverage_tell           (const char    *name,
                                               SwCoverage    *coverage,
                                               const char    *given,
                                               FILE          *out,
                                               SwValue       *report);

/* sw-cli-coverage-report.c */
SwValue        sw_cli_coverage_to_value       (GPtrArray     *files);
gboolean       sw_cli_coverage_write          (GPtrArray     *files,
                                               const char    *name);

G_END_DECLS
