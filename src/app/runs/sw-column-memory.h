/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The columns of a view as the person wants them: a menu on each title switches them, and which are
 * shown and how wide is kept for the next window. */

void sw_columns_remember (GtkColumnView *view,
                          const char    *key);

G_END_DECLS
