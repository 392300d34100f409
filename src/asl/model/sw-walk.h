/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* Following the ways out of states. */

GPtrArray  *sw_scope_dup_walk      (const SwScope *scope,
                                    guint         *n_reachable);
GHashTable *sw_model_dup_reachable (SwModel       *model);

G_END_DECLS
