/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* SwConvertDialog: what a change of the query language would convert and what not, before it is
 * made. */
#define SW_TYPE_CONVERT_DIALOG (sw_convert_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SwConvertDialog, sw_convert_dialog, SW, CONVERT_DIALOG, AdwDialog)

void       sw_convert_dialog_ask (SwDocument *document,
                                  GtkWidget  *parent);
GtkWidget *sw_convert_button_new (SwDocument *document);

G_END_DECLS
