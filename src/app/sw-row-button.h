/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *sw_row_button_new (const char *icon,
                              const char *tooltip);

G_END_DECLS
