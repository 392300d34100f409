/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which word was probably meant. */

guint       sw_nearest_distance (const char *a,
                                 const char *b);
const char *sw_nearest_find     (const char *word,
                                 GPtrArray  *candidates,
                                 gboolean   *sure);

G_END_DECLS
