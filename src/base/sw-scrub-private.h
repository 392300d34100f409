/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-scrub.h"

G_BEGIN_DECLS

#define SW_SCRUB_ID_LENGTH 12

gboolean    sw_scrub_is_id         (const char *text,
                                    const char *at);
GHashTable *sw_scrub_find_accounts (const char *text);

G_END_DECLS
