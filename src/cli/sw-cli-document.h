/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "asl/model/sw-model.h"
#include "base/sw-edits.h"

G_BEGIN_DECLS

/* Definitions as the commands read and write them. */

SwTree  *sw_cli_parse_text       (const char         *name,
                                  const char         *text,
                                  gsize               length);
SwTree  *sw_cli_load_tree        (const char         *name);
SwModel *sw_cli_load_model       (const char         *name);
void     sw_cli_print_diagnostic (FILE               *out,
                                  const char         *name,
                                  const SwTree       *tree,
                                  const SwDiagnostic *diagnostic);
guint    sw_cli_count_errors     (GPtrArray          *diagnostics);
gboolean sw_cli_write_edited     (const char         *name,
                                  const SwTree       *tree,
                                  const SwEdits      *edits,
                                  gboolean            in_place);

G_END_DECLS
