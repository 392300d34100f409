/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The desktop's keyring, where the connections of HTTP Tasks are kept (tasks/http/sw-connections.h).
 * They are found by two attributes, so that other programs can put them there, too:
 *
 *   secret-tool store --label="Orders API" application io.github.stepwright.Stepwright connection
 *   NAME
 */

char     *sw_keyring_dup_connection (const char           *name,
                                     GError              **error);
void      sw_keyring_list_async     (GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
char    **sw_keyring_list_finish    (GAsyncResult         *result);
void      sw_keyring_store_async    (const char           *name,
                                     const char           *text,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean  sw_keyring_store_finish   (GAsyncResult         *result,
                                     GError              **error);
void      sw_keyring_forget_async   (const char           *name,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean  sw_keyring_forget_finish  (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
