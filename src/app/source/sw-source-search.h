/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* SwSourceSearch: the bar above the code that finds words in it. */
#define SW_TYPE_SOURCE_SEARCH (sw_source_search_get_type ())
G_DECLARE_FINAL_TYPE (SwSourceSearch, sw_source_search, SW, SOURCE_SEARCH, AdwBin)

void sw_source_search_set_view (SwSourceSearch *self,
                                GtkSourceView  *view);
void sw_source_search_open     (SwSourceSearch *self);

G_END_DECLS
