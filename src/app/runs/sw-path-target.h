/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* SwPathTarget: the text in which a person was last writing an expression, so that a path chosen
 * from data can be put there although choosing it took the focus away. */
#define SW_TYPE_PATH_TARGET (sw_path_target_get_type ())
G_DECLARE_FINAL_TYPE (SwPathTarget, sw_path_target, SW, PATH_TARGET, GObject)

SwPathTarget *sw_path_target_new    (GtkWindow    *window,
                                     GType         within);
gboolean      sw_path_target_insert (SwPathTarget *self,
                                     const char   *path);

G_END_DECLS
