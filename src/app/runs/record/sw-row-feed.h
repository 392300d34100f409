/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* SwRowFeed: the rows of a selection, told to a view by and by. A view makes the widgets of some
 * two hundred rows as soon as it hears of them, seen or not, which takes longer than a frame; here
 * it hears of what can be seen first, and of the rest in the frames that follow. What is selected
 * is the selection's.
 *
 * Signal
 *   filled   the view knows of every row: those that come from now on it hears of at once */
#define SW_TYPE_ROW_FEED (sw_row_feed_get_type ())
G_DECLARE_FINAL_TYPE (SwRowFeed, sw_row_feed, SW, ROW_FEED, GObject)

SwRowFeed *sw_row_feed_new     (GtkSelectionModel *rows,
                                GtkWidget         *view);
gboolean   sw_row_feed_has_row (SwRowFeed         *self,
                                guint              row);

G_END_DECLS
