/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/canvas/board/sw-badges.h"
#include "app/canvas/board/sw-breaks.h"
#include "app/canvas/board/sw-canvas-node.h"
#include "app/canvas/scene/sw-scene.h"
#include "app/canvas/sw-canvas-navigate.h"

G_BEGIN_DECLS

/* SwCanvasBoard: the picture itself, in scene points: holds a SwCanvasNode per state and slot and
 * paints lanes, edges, Start and End between them. The canvas gives it a transform; moving about
 * repaints no state. To assistive technology it is the list of the states.
 *
 *   moved (id: uint)   the person moved the focus to this node by a key */
#define SW_TYPE_CANVAS_BOARD (sw_canvas_board_get_type ())
G_DECLARE_FINAL_TYPE (SwCanvasBoard, sw_canvas_board, SW, CANVAS_BOARD, GtkWidget)

GtkWidget           *sw_canvas_board_new              (void);
SwScene             *sw_canvas_board_get_scene        (SwCanvasBoard     *self);
void                 sw_canvas_board_go_on            (SwCanvasBoard     *self,
                                                       SwScene           *take_scene);
void                 sw_canvas_board_take_scene       (SwCanvasBoard     *self,
                                                       SwScene           *take_scene,
                                                       SwDirection        direction,
                                                       double             font_scale);
const SwCanvasTheme *sw_canvas_board_get_theme        (SwCanvasBoard     *self);
void                 sw_canvas_board_set_progress     (SwCanvasBoard     *self,
                                                       double             progress);
void                 sw_canvas_board_set_visible_part (SwCanvasBoard     *self,
                                                       SwRect             visible,
                                                       double             scale);
SwCanvasNode        *sw_canvas_board_get_widget       (SwCanvasBoard     *self,
                                                       guint              id);
SwGraphNode         *sw_canvas_board_find_pointer     (SwCanvasBoard     *self,
                                                       const char        *pointer);
void                 sw_canvas_board_step             (SwCanvasBoard     *self,
                                                       SwStep             step);
void                 sw_canvas_board_go_to            (SwCanvasBoard     *self,
                                                       guint              id);
SwGraphNode         *sw_canvas_board_get_focused      (SwCanvasBoard     *self);
void                 sw_canvas_board_set_current      (SwCanvasBoard     *self,
                                                       guint              id);
void                 sw_canvas_board_set_hovered      (SwCanvasBoard     *self,
                                                       SwHit              hit);
void                 sw_canvas_board_set_marks        (SwCanvasBoard     *self,
                                                       SwCardFlags        flag,
                                                       const guint       *ids,
                                                       guint              n_ids);
void                 sw_canvas_board_set_faded        (SwCanvasBoard     *self,
                                                       gboolean           faded);
void                 sw_canvas_board_set_problems     (SwCanvasBoard     *self,
                                                       GListModel        *problems);
void                 sw_canvas_board_set_checking     (SwCanvasBoard     *self,
                                                       gboolean           checking);
const SwBadge       *sw_canvas_board_find_badge       (SwCanvasBoard     *self,
                                                       SwPoint            point,
                                                       SwRect            *rect);
const SwBadge       *sw_canvas_board_get_badge        (SwCanvasBoard     *self,
                                                       gboolean           on_edge,
                                                       guint              id);
char                *sw_canvas_board_dup_hidden_label (SwCanvasBoard     *self,
                                                       guint              id);
void                 sw_canvas_board_set_breakpoints  (SwCanvasBoard     *self,
                                                       const SwBreakSign *signs,
                                                       guint              n_signs);
const SwBreakBadge  *sw_canvas_board_get_break        (SwCanvasBoard     *self,
                                                       gboolean           on_edge,
                                                       guint              id);
const SwBreakBadge  *sw_canvas_board_find_break       (SwCanvasBoard     *self,
                                                       SwPoint            point);
void                 sw_canvas_board_set_run_status   (SwCanvasBoard     *self,
                                                       SwRunStatus       *run_status);

G_END_DECLS
