/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-url-rules.h"
#include "tasks/sw-task-use.h"

G_BEGIN_DECLS

/* "hosts" of a row with "use": "http": which addresses it calls. GPtrArray of GPatternSpec; NULL:
 * every public one. */

gboolean sw_web_hosts_read       (const SwTaskRowSource  *source,
                                  GPtrArray             **hosts,
                                  char                  **reach,
                                  GError                **error);
gboolean sw_web_hosts_find_rules (GPtrArray              *hosts,
                                  GUri                   *uri,
                                  SwUrlRules             *rules,
                                  GError                **error);

G_END_DECLS
