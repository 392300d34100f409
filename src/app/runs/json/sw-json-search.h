/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* Where a text is found in a value: in names and in what is no container, whatever its case. */

#define SW_JSON_SEARCH_MAX 10000 /* places that are looked for */

/* A place: the index of a member or an element on each level, from the outside in */
typedef GArray SwJsonWay; /* guint */

GPtrArray *sw_json_search          (SwValue     value,
                                    const char *text);
char      *sw_json_search_dup_key  (const char *text);
gboolean   sw_json_search_find     (const char *text,
                                    const char *key,
                                    gsize       from,
                                    gsize      *start,
                                    gsize      *end);

G_END_DECLS
