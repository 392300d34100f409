/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/start/sw-sketch.h"

G_BEGIN_DECLS

/* SwSketchView: a small picture of a diagram, in the colours of the moment. What it shows is made in a thread, once
 * it is first on the screen. For assistive technology it is decoration: what it is part of says what it is.
 *
 * Properties
 *   problem  why there is no picture, as a sentence to read; or NULL; read-only, told once the thread is done */
#define SW_TYPE_SKETCH_VIEW (sw_sketch_view_get_type ())
G_DECLARE_FINAL_TYPE (SwSketchView, sw_sketch_view, SW, SKETCH_VIEW, GtkWidget)

void        sw_sketch_view_set_size    (SwSketchView *self,
                                        int           width,
                                        int           height);
void        sw_sketch_view_set_text    (SwSketchView *self,
                                        const char   *text);
void        sw_sketch_view_set_file    (SwSketchView *self,
                                        GFile        *file);
const char *sw_sketch_view_get_problem (SwSketchView *self);

G_END_DECLS
