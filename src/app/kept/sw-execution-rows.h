/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/kept/sw-execution-row.h"
#include "app/serve/sw-serving.h"

G_BEGIN_DECLS

/* SwExecutionRows: makes the rows of a list of SwKeptExecution, and keeps those in sight up to
 * date: how each execution stands, for how long it runs, and who drives it. Signal: `made`, with
 * each new SwExecutionRow. */
#define SW_TYPE_EXECUTION_ROWS (sw_execution_rows_get_type ())
G_DECLARE_FINAL_TYPE (SwExecutionRows, sw_execution_rows, SW, EXECUTION_ROWS, GObject)

SwExecutionRows    *sw_execution_rows_new          (SwServing       *serving);
GtkListItemFactory *sw_execution_rows_make_factory (SwExecutionRows *self);
SwExecutionDrive    sw_execution_rows_get_drive    (SwExecutionRows *self,
                                                    SwKeptExecution *item);

G_END_DECLS
