/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where requests may go. Addresses come from files and, for an HTTP Task, from the input of a run:
 * nobody may be led to what only this computer or its network can reach.
 *
 * Always: http and https alone, http to this computer alone, nothing in 169.254.0.0/16 and its
 * like (there clouds have services that hand out keys). */
typedef enum
{
  SW_URL_NAMED,  /* by the person, in a file that is trusted: private networks are fine */
  SW_URL_PUBLIC, /* by data: public addresses alone */
} SwUrlRules;

gboolean sw_url_check         (GUri         *uri,
                               SwUrlRules    rules,
                               GError      **error);
gboolean sw_url_check_address (GUri         *uri,
                               GInetAddress *address,
                               SwUrlRules    rules,
                               GError      **error);
gboolean sw_url_is_local      (GUri         *uri);

G_END_DECLS
