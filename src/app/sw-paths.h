/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GFile     *sw_paths_dup_examples (void);
GSettings *sw_paths_dup_settings (void);

G_END_DECLS
