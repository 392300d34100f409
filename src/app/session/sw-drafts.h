/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Texts that are in no file of the person's yet, kept in the state folder under names of their own,
 * so that nothing is lost when the program ends without a word. Only the owner may read them. */

#define SW_DRAFTS_MAX_BYTES (64 * 1024 * 1024) /* of one; nobody types more */

char    *sw_drafts_dup_folder  (void);
char    *sw_drafts_new_name    (void);
gboolean sw_drafts_write       (const char         *name,
                                const char         *text,
                                GError            **error);
void     sw_drafts_write_async (const char         *name,
                                const char         *text,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
char    *sw_drafts_read        (const char         *name);
void     sw_drafts_remove      (const char         *name);
char   **sw_drafts_list        (void);

G_END_DECLS
