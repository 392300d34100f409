/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/sw-document.h"

G_BEGIN_DECLS

/* The ${placeholders} of a text as chips, each with its value; a click lets the value be changed.
 *
 * Returns: (transfer floating) (nullable): a box of them, which follows the values; `NULL` where the
 *   text has none */
GtkWidget *sw_placeholder_chips_new (SwDocument *document,
                                     const char *text);

G_END_DECLS
