/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* SwIni: the files ~/.aws/config and ~/.aws/credentials, as AWS's clients read them. GKeyFile does
 * not: these have settings that are blocks of their own,
 *
 *   [services local]
 *   dynamodb =
 *     endpoint_url = http://127.0.0.1:8000
 *
 * whose parts are called "dynamodb.endpoint_url" here. Names of settings are in small letters;
 * those of sections stay as they are, blanks included: "[ tok ]" is not the profile tok. */
typedef struct _SwIni SwIni;

SwIni      *sw_ini_parse       (const char  *text,
                                gsize        length,
                                GError     **error);
SwIni      *sw_ini_load        (const char  *path,
                                GError     **error);
void        sw_ini_free        (SwIni       *self);
const char *sw_ini_get         (SwIni       *self,
                                const char  *kind,
                                const char  *name,
                                const char  *key);
gboolean    sw_ini_has_section (SwIni       *self,
                                const char  *kind,
                                const char  *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwIni, sw_ini_free)

G_END_DECLS
