/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* What `stepwright check` prints as JSON, and the list of rules. */

SwValue sw_cli_finding_to_value (const char         *name,
                                 const SwTree       *tree,
                                 SwModel            *model,
                                 const SwDiagnostic *diagnostic);
void    sw_cli_print_rules      (gboolean            json);

G_END_DECLS
