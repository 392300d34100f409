/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* SwJsonView: a JSON value to read, or, where `editable` is set, to write; then it says under the
 * text what is wrong with it. Properties: `editable`, `label` (for assistive technology), `valid`
 * (read-only). Signal: `changed`, of one that is written in. */
#define SW_TYPE_JSON_VIEW (sw_json_view_get_type ())
G_DECLARE_FINAL_TYPE (SwJsonView, sw_json_view, SW, JSON_VIEW, AdwBin)

void     sw_json_view_set_text  (SwJsonView *self,
                                 const char *text);
char    *sw_json_view_dup_text  (SwJsonView *self);
gboolean sw_json_view_get_value (SwJsonView *self,
                                 SwValue    *value);
GtkWidget *sw_json_view_get_view (SwJsonView *self);

G_END_DECLS
