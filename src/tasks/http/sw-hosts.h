/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-url-rules.h"
#include "tasks/sw-task-use.h"

G_BEGIN_DECLS

/* SwHosts: the hosts that a row of a tasks file names in "hosts", by patterns: "127.0.0.1:*". To
 * these a definition's addresses may lead wherever they are. */
typedef struct _SwHosts SwHosts;

gboolean    sw_hosts_read       (const SwTaskRowSource  *source,
                                 SwHosts               **hosts,
                                 GError                **error);
void        sw_hosts_free       (SwHosts                *self);
const char *sw_hosts_get_names  (const SwHosts          *self);
gboolean    sw_hosts_find_rules (const SwHosts          *self,
                                 GUri                   *uri,
                                 SwUrlRules             *rules,
                                 GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwHosts, sw_hosts_free)

G_END_DECLS
