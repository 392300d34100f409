/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/sw-execution.h"

G_BEGIN_DECLS

/* Redriven: an execution that did not succeed goes on where it ended, in the same history. Nothing
 * that went well is performed a second time. */

gboolean sw_execution_redrive      (SwExecution       *self,
                                    gint64             now);
guint    sw_execution_get_redrives (const SwExecution *self);

G_END_DECLS
