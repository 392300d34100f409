/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"
#include "app/source/sw-spot.h"

G_BEGIN_DECLS

/* SwBreadcrumbs: the way from the document's root to the part under the caret: States › Check ›
 * Choices › 0 › Next. A crumb opens the list of what stands beside it. Signals: `chosen` (spot:
 * SwSpot): one of these is to be gone to; `closed`: the list. Actions, with a JSON pointer:
 * `crumbs.open`, `crumbs.copy-pointer`. */
#define SW_TYPE_BREADCRUMBS (sw_breadcrumbs_get_type ())
G_DECLARE_FINAL_TYPE (SwBreadcrumbs, sw_breadcrumbs, SW, BREADCRUMBS, AdwBin)

void sw_breadcrumbs_set_document (SwBreadcrumbs *self,
                                  SwDocument    *document);

G_END_DECLS
