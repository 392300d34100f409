/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SwCredentials: an access key. Constant, atomic reference count. Its texts lie in memory of their
 * own that is kept out of the swap where the system allows it, and are overwritten when the last
 * reference goes. They are never stored, printed or logged. */
typedef struct _SwCredentials SwCredentials;

SwCredentials *sw_credentials_new               (const char          *access_key,
                                                 const char          *secret_key,
                                                 const char          *session_token,
                                                 gint64               expiration);
SwCredentials *sw_credentials_ref               (SwCredentials       *self);
void           sw_credentials_unref             (SwCredentials       *self);
const char    *sw_credentials_get_access_key    (const SwCredentials *self);
const char    *sw_credentials_get_secret_key    (const SwCredentials *self);
const char    *sw_credentials_get_session_token (const SwCredentials *self);
gboolean       sw_credentials_is_stale          (const SwCredentials *self,
                                                 gint64               now);

void           sw_wipe                          (void                *memory,
                                                 gsize                length);
void           sw_wipe_free                     (char                *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwCredentials, sw_credentials_unref)

G_END_DECLS
