/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keys that unfold the rows of a tree in a column view, as in other trees. The view's own keys for
 * that are those of a cell, and its focus is on rows. */

void sw_row_keys_add (GtkColumnView      *view,
                      GtkSingleSelection *rows);

G_END_DECLS
