/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/check/sw-check.h"
#include "base/sw-edits.h"

G_BEGIN_DECLS

/* How what the checker found can be mended: text edits with a title, computed when they are asked
 * for, so that checking stays fast. */

typedef struct
{
  char     *title; /* what it does, translated, without a full stop: "Rename the field to “Next”" */
  SwEdits  *edits; /* against the model's text; minimal, one step of undo */
  gboolean  safe;  /* surely what is meant: may be done without asking. At most one of a list, and
                      the first */
} SwFix;

GPtrArray *sw_fixes_find  (SwModel            *model,
                           const SwDiagnostic *diagnostic);
SwTree    *sw_fixes_mend  (SwTree             *tree,
                           SwMachineType       type,
                           GPtrArray          *done);
void       sw_fix_free    (SwFix              *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwFix, sw_fix_free)

G_END_DECLS
