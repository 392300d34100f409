/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What secrets look like: by their own form ("AKIA…"), or by the name of what holds them
 * ("Password"). The checker warns of those in definitions; what is given to others goes without. */

const char *sw_secret_match       (const char *text,
                                   const char *at,
                                   gsize      *length);
const char *sw_secret_find        (const char *text);
gboolean    sw_secret_is_name     (const char *name,
                                   gsize       length);
gboolean    sw_secret_is_stand_in (const char *text,
                                   gsize       length);
gboolean    sw_secret_begins_word (const char *text,
                                   const char *at);

/* Nothing that has a form of its own is shorter. */
#define SW_SECRET_SHORTEST 19

G_END_DECLS
