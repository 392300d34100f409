/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/board/sw-canvas-board.h"

G_BEGIN_DECLS

struct _SwCanvasBoard
{
  GtkWidget parent_instance;

  SwCanvasTheme  theme;
  SwScene       *scene;       /* or NULL, before the first */
  GPtrArray     *widgets;     /* SwCanvasNode by node id; NULL for Start, End, what is hidden or not made yet */
  gboolean       filled;      /* all are made (sw-canvas-board-fill.c) */
  guint          fill_source; /* they are being made, or 0 … */
  guint          fill_next;   /* … up to this id */
  GPtrArray     *terminals;   /* PangoLayout of Start and End, by node kind */
  GHashTable    *labels;      /* text -> PangoLayout */
  GArray        *terminal_flags; /* SwCardFlags by node id; of those without a widget */
  SwRect         visible;     /* the part that can be seen */
  SwRect         near_part;   /* a larger one around it … */
  GPtrArray     *near_tiles;  /* … and what lies there: borrowed tiles, or NULL before it was looked for */
  GPtrArray     *near_ways;   /* the same, of which an edge passes by, on its whole length */
  GArray        *near_containers; /* guint: ids */
  double         scale;       /* view pixels per point */
  double         font_scale;
  SwDetail       detail;
  SwHit          hovered;
  gboolean       faded;
  guint          current;     /* the node that Tab enters at */
  SwDirection    direction;   /* which way the picture flows */
  SwRunStatus   *run_status;
  GPtrArray     *badges;      /* SwBadge; of the scene, or NULL */
  gboolean       checking;    /* the badges are those of an earlier text */
  GPtrArray     *break_signs; /* SwBreakSign, or NULL */
  GPtrArray     *break_badges; /* SwBreakBadge; of the scene, or NULL */
};

/* sw-canvas-board-paint.c */
void         _sw_canvas_board_snapshot  (GtkWidget     *widget,
                                         GtkSnapshot   *snapshot);
void         _sw_canvas_board_drop_text (SwCanvasBoard *self);
PangoLayout *_sw_canvas_board_make_text (SwCanvasBoard *self,
                                         const char    *text,
                                         double         size,
                                         PangoWeight    weight);

/* sw-canvas-board-fill.c */
SwCanvasNode *_sw_canvas_board_make       (SwCanvasBoard *self,
                                           guint          id);
void          _sw_canvas_board_begin_fill (SwCanvasBoard *self);
void          _sw_canvas_board_end_fill   (SwCanvasBoard *self);
void          _sw_canvas_board_make_seen  (SwCanvasBoard *self);

/* sw-canvas-board.c */
void _sw_canvas_board_relate (SwCanvasBoard *self,
                              guint          id);

/* sw-canvas-board-near.c */
void        _sw_canvas_board_forget_near (SwCanvasBoard     *self);
GPtrArray  *_sw_canvas_board_get_tiles (SwCanvasBoard       *self);
GPtrArray  *_sw_canvas_board_get_ways  (SwCanvasBoard       *self);
GArray     *_sw_canvas_board_get_containers (SwCanvasBoard  *self);

/* sw-canvas-board-lines.c: of edges, and of the edges of a tile */
void        _sw_canvas_board_paint_edge         (SwCanvasBoard     *self,
                                                 GtkSnapshot       *snapshot,
                                                 guint              id,
                                                 SwLineState        state);
void        _sw_canvas_board_paint_edge_label   (SwCanvasBoard     *self,
                                                 GtkSnapshot       *snapshot,
                                                 guint              id);
void        _sw_canvas_board_paint_moving_edges (SwCanvasBoard     *self,
                                                 GtkSnapshot       *snapshot,
                                                 const SwSceneTile *tile);
void        _sw_canvas_board_paint_strands      (SwCanvasBoard     *self,
                                                 GtkSnapshot       *snapshot,
                                                 const SwSceneTile *tile);
void        _sw_canvas_board_paint_taken_edges  (SwCanvasBoard     *self,
                                                 GtkSnapshot       *snapshot,
                                                 const SwSceneTile *tile);
void        _sw_canvas_board_paint_far_edges    (SwCanvasBoard     *self,
                                                 GtkSnapshot       *snapshot,
                                                 const SwSceneTile *tile);
void        _sw_canvas_board_paint_rings        (SwCanvasBoard     *self,
                                                 GtkSnapshot       *snapshot,
                                                 const SwSceneTile *tile);
SwLineState _sw_canvas_board_get_line_state     (SwCanvasBoard     *self,
                                                 const SwGraphEdge *edge);

/* sw-canvas-board-marks.c */
void _sw_canvas_board_update_run (SwCanvasBoard *self,
                                  guint          id);

/* sw-canvas-board-breaks.c */
void _sw_canvas_board_paint_breaks (SwCanvasBoard *self,
                                    GtkSnapshot   *snapshot);
void _sw_canvas_board_place_breaks (SwCanvasBoard *self);
void _sw_canvas_board_tell_breaks  (SwCanvasBoard *self);

/* sw-canvas-board-badges.c */
double  _sw_canvas_board_get_badge_radius (SwCanvasBoard *self,
                                           double         radius);
SwPoint _sw_canvas_board_get_edge_place   (SwCanvasBoard *self,
                                           guint          id,
                                           double         along);
void    _sw_canvas_board_paint_badges     (SwCanvasBoard *self,
                                           GtkSnapshot   *snapshot);
void    _sw_canvas_board_tell_badges      (SwCanvasBoard *self);

/* sw-canvas-board-focus.c */
gboolean    _sw_canvas_board_focus     (GtkWidget           *widget,
                                        GtkDirectionType     direction);
gboolean    _sw_canvas_board_grab_focus (GtkWidget          *widget);

G_END_DECLS
