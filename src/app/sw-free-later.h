/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void sw_free_in_thread (gpointer       take_data,
                        GDestroyNotify free_data);

G_END_DECLS
