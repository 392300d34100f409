/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/start/sw-sketch.h"

G_BEGIN_DECLS

/* Where sketches come from: made in a thread; those of files are kept in the person's cache folder
 * for as long as the file stays as it is. */

void      sw_sketch_make_async  (const char           *text,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
void      sw_sketch_load_async  (GFile                *file,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
SwSketch *sw_sketch_load_finish (GAsyncResult         *result,
                                 GError              **error);
void      sw_sketch_forget      (GFile                *file);

G_END_DECLS
