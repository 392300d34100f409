/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* SwSourceColors: colours JSON in a view. */
typedef struct _SwSourceColors SwSourceColors;

SwSourceColors *sw_source_colors_new          (GtkSourceView  *view);
void            sw_source_colors_free         (SwSourceColors *self);
void            sw_source_colors_update_style (SwSourceColors *self);

G_END_DECLS
