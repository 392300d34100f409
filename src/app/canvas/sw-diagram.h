/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/canvas/sw-canvas.h"

G_BEGIN_DECLS

/* SwDiagram: the canvas of a document in its scrolled window, with what floats over it: zoom and
 * direction, a small map of large machines, and the search for states above it. It remembers which
 * containers were closed.
 *
 * Property: direction   SwDirection: of the canvas */
#define SW_TYPE_DIAGRAM (sw_diagram_get_type ())
G_DECLARE_FINAL_TYPE (SwDiagram, sw_diagram, SW, DIAGRAM, AdwBin)

void      sw_diagram_set_document (SwDiagram   *self,
                                   SwDocument  *document,
                                   SwRunStatus *run_status);
SwCanvas *sw_diagram_get_canvas   (SwDiagram   *self);
void      sw_diagram_find         (SwDiagram   *self);

G_END_DECLS
