/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/sw-cli.h"
#include "engine/trace/sw-snapshot.h"

G_BEGIN_DECLS

/* What the history command prints, to people and to programs. */
void    sw_cli_print_visits  (const SwTrace    *trace);
void    sw_cli_print_moment  (const SwSnapshot *snapshot,
                              const SwTrace    *trace);
void    sw_cli_print_stages  (SwTrace          *trace,
                              const SwVisit    *visit);
SwValue sw_cli_make_trace    (const SwTrace    *trace,
                              const GPtrArray  *notes);
SwValue sw_cli_make_moment   (const SwSnapshot *snapshot,
                              const SwTrace    *trace);
SwValue sw_cli_make_stages   (SwTrace          *trace,
                              const SwVisit    *visit);

/* Two runs side by side */
void    sw_cli_print_run_diff (const SwTrace *before,
                               const SwTrace *after);
SwValue sw_cli_make_run_diff  (const SwTrace *before,
                               const SwTrace *after);

char       *sw_cli_dup_visit_title (const SwVisit *visit);
const char *sw_cli_run_state_get_name (SwRunState state);

G_END_DECLS
