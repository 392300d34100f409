/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sw-api.h"

G_BEGIN_DECLS

/* SwServedExecution: an execution that a client of this computer's server started, as a row shows
 * it. Properties, read-only, notified: `title` (its name), `subtitle` (machine and start),
 * `status` (words). */
#define SW_TYPE_SERVED_EXECUTION (sw_served_execution_get_type ())
G_DECLARE_FINAL_TYPE (SwServedExecution, sw_served_execution, SW, SERVED_EXECUTION, GObject)

SwServedExecution *sw_served_execution_new        (const SwApiExecutionInfo *info);
void               sw_served_execution_set_status (SwServedExecution        *self,
                                                   SwExecutionStatus         status);
SwExecutionStatus  sw_served_execution_get_status (SwServedExecution        *self);
const char        *sw_served_execution_get_arn    (SwServedExecution        *self);

G_END_DECLS
