/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/diff/sw-diff.h"
#include "cli/sw-cli.h"

G_BEGIN_DECLS

/* A picture of two versions in one. The program that draws writes it; the other one becomes that
 * program, which begins anew with ARGV. */
gboolean sw_cli_can_draw  (char         **argv);
gboolean sw_cli_draw_diff (const SwDiff  *diff,
                           const char    *output,
                           gboolean       dark);

G_END_DECLS
