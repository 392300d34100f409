/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* SwCanvasRename: the popover in which a state gets another name. It says at once what is wrong
 * with a name.
 *
 *   renamed (name: string)   the person chose a name that is fine, and another than before */
#define SW_TYPE_CANVAS_RENAME (sw_canvas_rename_get_type ())
G_DECLARE_FINAL_TYPE (SwCanvasRename, sw_canvas_rename, SW, CANVAS_RENAME, GtkPopover)

GtkWidget *sw_canvas_rename_new       (const SwState *state);
char      *sw_canvas_rename_dup_fault (const SwModel *model,
                                       const char    *old_name,
                                       const char    *name);

G_END_DECLS
