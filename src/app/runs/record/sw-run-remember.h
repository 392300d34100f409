/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engine/execution/sw-execution.h"

G_BEGIN_DECLS

/* An answer that a person gave, remembered as a mock beside the definition: in the test case
 * SW_RUN_BY_HAND of its MockConfigFile.json, for this invocation of the state. */
#define SW_RUN_BY_HAND "ByHand"

gboolean sw_run_remember (GFile                *definition,
                          const SwTaskRequest  *request,
                          SwValue               output,
                          const char           *error_name,
                          const char           *cause,
                          GError              **error);

G_END_DECLS
