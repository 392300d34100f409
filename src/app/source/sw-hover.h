/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"
#include "app/source/sw-inner-view.h"

G_BEGIN_DECLS

/* SwHover: a card beside what the pointer rests on in the code: what a field is for, where a name
 * leads, what an expression came to in the last run. */
#define SW_TYPE_HOVER (sw_hover_get_type ())
G_DECLARE_FINAL_TYPE (SwHover, sw_hover, SW, HOVER, GObject)

void sw_hover_attach       (GtkSourceView     *view,
                            SwDocument        *document);
void sw_hover_attach_inner (GtkSourceView     *view,
                            SwDocument        *document,
                            const SwInnerView *inner,
                            GObject           *owner);

G_END_DECLS
