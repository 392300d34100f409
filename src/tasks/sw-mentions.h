/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "asl/ops/sw-ops.h"

G_BEGIN_DECLS

/* Names of states in the files beside a definition: those a renaming does not reach. */

void sw_mentions_note (GFile       *definition,
                       const char  *state,
                       SwOpsResult *result);

G_END_DECLS
