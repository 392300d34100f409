/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

void sw_source_enter_attach (GtkSourceView *view,
                             SwDocument    *document);

G_END_DECLS
