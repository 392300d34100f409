/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* SwPlaceholderGroup: every placeholder of a document with its value and its first place, and the
 * environment whose values go first. Not visible where the document has none. */
#define SW_TYPE_PLACEHOLDER_GROUP (sw_placeholder_group_get_type ())
G_DECLARE_FINAL_TYPE (SwPlaceholderGroup, sw_placeholder_group, SW, PLACEHOLDER_GROUP,
                      AdwPreferencesGroup)

GtkWidget *sw_placeholder_group_new (SwDocument *document);

G_END_DECLS
