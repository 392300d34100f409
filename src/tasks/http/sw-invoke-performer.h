/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-task-use.h"

G_BEGIN_DECLS

/* A row with "use": "invoke": a function behind Lambda's HTTP API.
 *
 *   { "function": "legacy-*", "use": "invoke", "url": "http://127.0.0.1:3001", "peer": "sam" }
 *
 * "peer" says who answers there: "lambda" (as documented: LocalStack, moto), "sam" (sam local
 * start-lambda) or "rie" (the runtime interface emulator, whose function is always called
 * "function"). "name" calls the function by another name than the definition does; "timeout" is in
 * seconds. */

SwPerformer *sw_invoke_performer_new (const SwTaskRowSource  *source,
                                      GError                **error);

G_END_DECLS
