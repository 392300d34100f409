/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* Members of the data that an expression reads, for the files of this folder. */

SwValue  sw_members_find        (SwValue     value,
                                 const char *path);
void     sw_members_add_known   (GHashTable *names,
                                 SwValue     value);
void     sw_members_add_used    (GHashTable *names,
                                 const char *text,
                                 const char *prefix,
                                 gsize       except);

G_END_DECLS
