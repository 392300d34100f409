/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"
#include "app/source/sw-inner-view.h"

G_BEGIN_DECLS

/* SwCompletion: completes the code of a document by what the core knows of the place. It opens by
 * itself behind an opening quote, a $ and a point, and on Ctrl+Space. */
#define SW_TYPE_COMPLETION (sw_completion_get_type ())
G_DECLARE_FINAL_TYPE (SwCompletion, sw_completion, SW, COMPLETION, GObject)

void sw_completion_attach       (GtkSourceView     *view,
                                 SwDocument        *document);
void sw_completion_attach_inner (GtkSourceView     *view,
                                 SwDocument        *document,
                                 const SwInnerView *inner,
                                 GObject           *owner);

G_END_DECLS
