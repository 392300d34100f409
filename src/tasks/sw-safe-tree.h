/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  sw_safe_is_within        (const char *path,
                                    const char *folder);
gboolean  sw_safe_others_may_write (const char *path);
char     *sw_safe_dup_danger       (const char *path,
                                    const char *project);

G_END_DECLS
