/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/sw-document.h"

G_BEGIN_DECLS

/* SwStatePopover: the states of a document as a list to search and choose from, in the order of
 * the text, indented by nesting. Choosing one selects it. */
#define SW_TYPE_STATE_POPOVER (sw_state_popover_get_type ())
G_DECLARE_FINAL_TYPE (SwStatePopover, sw_state_popover, SW, STATE_POPOVER, GtkPopover)

void sw_state_popover_set_document (SwStatePopover *self,
                                    SwDocument     *document);

G_END_DECLS
