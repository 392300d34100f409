/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-task-use.h"

G_BEGIN_DECLS

/* A row with "use": "http", for HTTP Tasks (arn:aws:states:::http:invoke):
 *
 *   { "resource": "arn:aws:states:::http:invoke", "use": "http",
 *     "hosts": [ "api.example.com", "127.0.0.1:8080" ], "timeout": 20 }
 *
 * The address comes from the definition or from the input of a run. "hosts" says which are called:
 * patterns of the host, or of host and port. Without it every public address is, over https; what
 * only this computer or its network reaches is called where "hosts" has it. "timeout" is in
 * seconds, AWS's 60 at most. */

SwPerformer *sw_http_performer_new (const SwTaskRowSource  *source,
                                    GError                **error);

G_END_DECLS
