/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  sw_safe_is_within        (const char *path,
                                    const char *folder);
gboolean  sw_safe_others_may_write (const char *path);
gboolean  sw_safe_is_removable     (const char *path,
                                    const char *sysfs);
char     *sw_safe_dup_place_danger (const char *path);
int       sw_safe_open_beneath     (const char *project,
                                    const char *path,
                                    GError    **error);
char     *sw_safe_dup_danger       (const char *path,
                                    const char *project);

G_END_DECLS
