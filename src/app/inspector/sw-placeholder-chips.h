/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* The ${placeholders} of a text as chips, each with its value; a click lets the value be
 * changed. */

char      **sw_placeholder_chips_dup_names (const char         *text);
GtkWidget  *sw_placeholder_chips_new       (SwDocument         *document,
                                            const char *const  *names);

G_END_DECLS
