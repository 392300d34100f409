/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The desktop's keyring, where the connections of HTTP Tasks are kept (tasks/sw-connections.h). They
 * are found by two attributes, so that other programs can put them there, too:
 *
 *   secret-tool store --label="Orders API" application io.github.stepwright.Stepwright connection NAME
 */

char     *sw_keyring_dup_connection    (const char  *name,
                                        GError     **error);
char    **sw_keyring_dup_names         (void);
gboolean  sw_keyring_store_connection  (const char  *name,
                                        const char  *text,
                                        GError     **error);
gboolean  sw_keyring_forget_connection (const char  *name,
                                        GError     **error);

G_END_DECLS
