/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/document/sw-document.h"
#include "asl/symbol/sw-symbol.h"

G_BEGIN_DECLS

/* SwRenamePopover: a new name for what stands at a place of the code. While it is typed it says in
 * how many places it will change, or why it cannot be. */
#define SW_TYPE_RENAME_POPOVER (sw_rename_popover_get_type ())
G_DECLARE_FINAL_TYPE (SwRenamePopover, sw_rename_popover, SW, RENAME_POPOVER, GtkPopover)

SwRenamePopover *sw_rename_popover_new      (SwDocument      *document);
void             sw_rename_popover_set_place (SwRenamePopover *self,
                                              gsize            offset,
                                              const SwSymbol  *symbol);

G_END_DECLS
