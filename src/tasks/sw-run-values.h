/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-performer.h"

#include "json/sw-placeholders.h"

G_BEGIN_DECLS

/* The values that a run needs: of those placeholders that something in it reads. */
SwSubstitution *sw_run_values_apply (SwModel      *model,
                                     SwValue       values,
                                     SwPerformer  *performer,
                                     GPtrArray   **missing);

G_END_DECLS
