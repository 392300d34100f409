/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/sw-coverage.h"

G_BEGIN_DECLS

/* How much of definitions runs came by, as reports. */

typedef struct
{
  char       *name;     /* of the definition, as given */
  SwCoverage *coverage;
  GArray     *items;    /* SwCoverageItem */
} SwCliCoverage;

SwCliCoverage *sw_cli_coverage_new            (const char    *name,
                                               SwCoverage    *coverage);
void           sw_cli_coverage_free           (SwCliCoverage *self);
double         sw_cli_coverage_get_percentage (GPtrArray     *files);
void           sw_cli_coverage_print          (GPtrArray     *files);
SwValue        sw_cli_coverage_to_value       (GPtrArray     *files);
gboolean       sw_cli_coverage_write          (GPtrArray     *files,
                                               const char    *name);

G_END_DECLS
