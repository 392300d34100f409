/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* Preferences at work: whoever is bound follows the settings for as long as it lives. Where no
 * schema is installed there are no settings (NULL), and every default holds. */

void            sw_preferences_bind_document (GSettings     *settings,
                                              SwDocument    *document);
void            sw_preferences_bind_view     (GSettings     *settings,
                                              GtkSourceView *view);
void            sw_preferences_bind_font     (GSettings     *settings,
                                              GdkDisplay    *display);
char           *sw_preferences_dup_font_css  (const char    *font);
SwQueryLanguage sw_preferences_get_language  (GSettings     *settings);
guint           sw_preferences_get_indent    (GSettings     *settings);
SwDirection     sw_preferences_get_direction (GSettings     *settings);

G_END_DECLS
