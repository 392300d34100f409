/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/canvas/board/sw-breaks.h"
#include "app/document/sw-document.h"
#include "app/runs/sw-run-status.h"
#include "layout/sw-layout.h"

G_BEGIN_DECLS

/* SwCanvas: the diagram of a document, seen and edited. A GtkScrollable: put it into a GtkScrolledWindow.
 *
 * Properties:
 *   document    SwDocument (construct only)
 *   zoom        double: view pixels per point of the picture; 1.0 = 100 %
 *   direction   SwDirection: down or to the right
 *   run-status  SwRunStatus to paint, or NULL
 *   folded      char **: keys of the containers shown closed
 *   laying-out  gboolean, read-only: the picture is still that of an earlier graph of the document
 *
 * Actions of the widget (gtk_widget_activate_action (canvas, …) from elsewhere):
 *   canvas.zoom-in  canvas.zoom-out  canvas.zoom-reset  canvas.zoom-fit
 *   canvas.delete  canvas.rename  canvas.duplicate  canvas.select-all  canvas.add (s: id of a stencil)
 *   canvas.centre  canvas.zoom-selection  canvas.back  canvas.forward
 *   canvas.collapse  canvas.expand  canvas.collapse-all  canvas.expand-all
 *   canvas.add-menu (opens the list of stencils after the selection)
 *   canvas.move (keys choose where what is selected goes)
 *   canvas.problems (opens what is wrong with the state that has the focus)
 * Signal
 *   problem-activated (problem: SwProblem)   the person wants to see it in the code
 *   breakpoint-activated (pointer: string)  a breakpoint's badge was clicked
 *   branch-activated (container: string, index: uint)  a branch was clicked where nothing stands in it
 * Action it asks of its window: win.focus-inspector (Enter on a state).
 * Signal: shown, when a new picture is in the place of the one before.
 * What a person should be told goes out by sw_document_report(). */
#define SW_TYPE_CANVAS (sw_canvas_get_type ())
G_DECLARE_FINAL_TYPE (SwCanvas, sw_canvas, SW, CANVAS, GtkWidget)

/* Where the person looks at a diagram and how near */
typedef struct
{
  double  zoom;
  SwPoint middle; /* of the view, in points of the picture */
} SwCanvasPlace;

#define SW_TYPE_DIRECTION (sw_direction_get_type ())
GType        sw_direction_get_type     (void);

GtkWidget   *sw_canvas_new             (SwDocument  *document);
SwDocument  *sw_canvas_get_document    (SwCanvas    *self);
double       sw_canvas_get_zoom        (SwCanvas    *self);
void         sw_canvas_set_zoom        (SwCanvas    *self,
                                        double       zoom);
void         sw_canvas_set_direction   (SwCanvas    *self,
                                        SwDirection  direction);
gboolean     sw_canvas_get_laying_out  (SwCanvas    *self);
void         sw_canvas_set_run_status  (SwCanvas    *self,
                                        SwRunStatus *run_status);
char       **sw_canvas_dup_folded      (SwCanvas    *self);
void         sw_canvas_set_folded      (SwCanvas    *self,
                                        const char *const *keys);
void         sw_canvas_set_breakpoints (SwCanvas    *self,
                                        const SwBreakSign *signs,
                                        guint        n_signs);
void         sw_canvas_fit             (SwCanvas    *self);
gboolean     sw_canvas_get_place       (SwCanvas    *self,
                                        SwCanvasPlace *place);
void         sw_canvas_set_place       (SwCanvas    *self,
                                        SwCanvasPlace place);
void         sw_canvas_add             (SwCanvas    *self,
                                        const char  *stencil_id);

G_END_DECLS
