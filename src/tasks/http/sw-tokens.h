/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-http.h"
#include "tasks/http/sw-connections.h"

G_BEGIN_DECLS

/* Tokens that connections of HTTP Tasks let in with: asked for at the connection's own server, and
 * kept in memory alone until they expire, for all tasks of the program. For the main thread. */

void  sw_token_get_async  (SwConnection         *connection,
                           SoupSession          *session,
                           guint                 timeout,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data);
char *sw_token_get_finish (GAsyncResult         *result,
                           gboolean             *kept,
                           GError              **error);
void  sw_token_forget     (SwConnection         *connection,
                           const char           *refused);

G_END_DECLS
