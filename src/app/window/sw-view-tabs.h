/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SW_TYPE_VIEW_TABS (sw_view_tabs_get_type ())
G_DECLARE_FINAL_TYPE (SwViewTabs, sw_view_tabs, SW, VIEW_TABS, GtkWidget)

G_END_DECLS
