/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/canvas/board/sw-canvas-board.h"
#include "app/canvas/gestures/sw-canvas-drag.h"
#include "app/canvas/gestures/sw-canvas-targets.h"
#include "app/canvas/gestures/sw-canvas-tool.h"
#include "app/canvas/sw-canvas.h"

G_BEGIN_DECLS

/* What becomes of the zoom when the view or the picture changes its size */
typedef enum
{
  SW_FIT_NONE, /* it stays: the person chose it */
  SW_FIT_OPEN, /* all of the picture, unless that makes it too small to read */
  SW_FIT_ALL,  /* all of the picture, asked for */
} SwFitMode;

/* Where the board stands: what is shown now, which during an animation is not yet what the viewport
 * says */
typedef struct
{
  SwPoint origin; /* of the scene, in view pixels */
  double  scale;
} SwCanvasView;

/* What keys may aim at: a node by an arrow, an edge or a slot by states */
typedef struct
{
  gboolean on_edge;
  guint    id;
} SwCanvasAim;

struct _SwCanvas
{
  GtkWidget parent_instance;

  SwDocument    *document;
  SwRunStatus   *run_status;
  SwDirection    direction;
  GHashTable    *folded;         /* keys of the containers that are shown closed */
  SwCanvasBoard *board;
  SwLayoutCache *cache;          /* NULL while a layout under way has it */
  GCancellable  *laying;         /* of the layout under way, or NULL */
  guint          at_once;        /* > 0: layouts are not to wait */
  gboolean       reveal_due;     /* the selected state is not in the picture yet */
  guint          checking_source; /* the badges are about to be shown as those of before */

  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  guint          scroll_policies[2];
  gboolean       adjusting;      /* we change the adjustments ourselves */
  SwViewport     viewport;       /* where the view is going to be */
  SwCanvasView   view;           /* where it is */
  SwCanvasView   view_from;      /* where the animation began */
  SwFitMode      fit;
  SwCanvasPlace  wanted_place;/* to be taken once there is a picture and a view on it … */
  gboolean       place_due;   /* … where this is set */
  gboolean       place_kept;  /* taken, and nobody moved since: a new size of the view keeps it, too */
  AdwAnimation  *animation;
  gboolean       scene_moves;    /* the animation takes states along, not only the view */

  GHashTable    *selection;      /* JSON pointers */
  gboolean       selecting;      /* we change the document's selection ourselves */

  GPtrArray     *places;         /* char *: JSON pointers of what was selected, one after the other */
  guint          place;          /* in `places`: where in them we are */

  SwCanvasTool   tool;
  SwCanvasDrag  *drag;           /* what is in the hand, or NULL */
  gboolean       aiming;         /* … and keys aim it */
  GArray        *candidates;     /* SwCanvasAim: what keys may aim at, in reading order; or NULL */
  GString       *typed;          /* the letters that have been typed to find one */
  GArray        *drop_edges;     /* guint: the edges it may be dropped on */
  PangoLayout   *ghost_text;     /* its name, made when first painted */
  SwHit          hover;
  guint          plus_edge;      /* the edge whose "+" is offered, or SW_CANVAS_NO_ID */
  SwPoint        plus;           /* where, in scene points */
  int            n_press;        /* how many presses in a row the last one was */
  gboolean       space;          /* the space bar is held */
  SwPoint        pointer;        /* view pixels */
  SwPoint        scroll_start;   /* adjustment values when a pan began */
  double         pinch_start;    /* scale when a pinch began */
  guint          scroll_tick;    /* scrolls while something is held at the border; 0 when idle */

  SwCanvasTarget *add_target;    /* where the open list of stencils adds, or NULL for after the selection */
  GtkWidget     *popover;        /* that is open: a name to enter, a menu, a list of stencils; or NULL */
  SwRect         popover_at;     /* what it points at, view pixels */
};

/* sw-canvas-properties.c */
void     _sw_canvas_install_properties (GObjectClass *object_class);

/* sw-canvas-view.c: zoom, scrolling, animation */
void     _sw_canvas_view_changed     (SwCanvas *self,
                                      gboolean  animate);
void     _sw_canvas_view_resized     (SwCanvas *self);
gboolean _sw_canvas_take_place       (SwCanvas *self);
void     _sw_canvas_view_stop        (SwCanvas *self);
void     _sw_canvas_view_allocate    (SwCanvas *self);
void     _sw_canvas_reveal           (SwCanvas *self,
                                      guint     id,
                                      gboolean  animate);
void     _sw_canvas_centre           (SwCanvas *self,
                                      SwPoint   scene,
                                      gboolean  animate);
void     _sw_canvas_zoom_to          (SwCanvas *self,
                                      SwRect    rect);
void     _sw_canvas_zoom_at          (SwCanvas *self,
                                      double    scale,
                                      SwPoint   anchor,
                                      gboolean  animate);
void     _sw_canvas_scroll_by        (SwCanvas *self,
                                      double    dx,
                                      double    dy);
SwPoint  _sw_canvas_to_scene         (SwCanvas *self,
                                      SwPoint   view);
SwPoint  _sw_canvas_to_view          (SwCanvas *self,
                                      SwPoint   scene);
SwRect   _sw_canvas_rect_to_view     (SwCanvas *self,
                                      SwRect    scene);
void     _sw_canvas_set_adjustment   (SwCanvas       *self,
                                      GtkOrientation  orientation,
                                      GtkAdjustment  *adjustment);

/* sw-canvas-layout.c: from the graph to the layout */
void     _sw_canvas_lay_out          (SwCanvas *self);
void     _sw_canvas_settle           (SwCanvas *self);
void     _sw_canvas_stop_layout      (SwCanvas *self);
gboolean _sw_canvas_prepare_edit     (SwCanvas *self);
gboolean _sw_canvas_take_result      (SwCanvas    *self,
                                      SwOpsResult *take_result,
                                      GError      *take_error,
                                      const char  *label);

/* sw-canvas-fold.c: closed containers */
gboolean _sw_canvas_turn             (SwCanvas          *self,
                                      const SwGraphNode *node);
void     _sw_canvas_unfold_to        (SwCanvas          *self,
                                      const char        *pointer);
void     _sw_canvas_install_fold_actions (GtkWidgetClass *widget_class);

/* sw-canvas-travel.c: moving about */
void     _sw_canvas_remember_place   (SwCanvas *self);
void     _sw_canvas_install_travel_actions (GtkWidgetClass *widget_class);

/* sw-canvas-show.c: from the layout to the board */
void     _sw_canvas_show             (SwCanvas *self,
                                      SwScene  *take_scene);
void     _sw_canvas_watch            (SwCanvas *self);

/* sw-canvas-selection.c */
void     _sw_canvas_select_only      (SwCanvas   *self,
                                      const char *pointer);
void     _sw_canvas_select_toggle    (SwCanvas   *self,
                                      const char *pointer);
void     _sw_canvas_select_add       (SwCanvas   *self,
                                      const char *pointer);
void     _sw_canvas_select_all       (SwCanvas   *self);
void     _sw_canvas_selection_sync   (SwCanvas   *self);
void     _sw_canvas_selection_from_document (SwCanvas *self);
char   **_sw_canvas_dup_selection    (SwCanvas   *self);
SwGraphNode *_sw_canvas_get_current  (SwCanvas   *self);

/* sw-canvas-controllers.c */
void     _sw_canvas_add_controllers  (SwCanvas *self);
void     _sw_canvas_pinch_begin      (SwCanvas *self);
void     _sw_canvas_pinch            (SwCanvas *self,
                                      double    scale,
                                      SwPoint   between);

/* sw-canvas-gestures.c */
void     _sw_canvas_add_drag_gesture (SwCanvas *self);
void     _sw_canvas_focus_hit        (SwCanvas *self,
                                      SwHit     hit);
gboolean _sw_canvas_cancel           (SwCanvas *self);

/* sw-canvas-hits.c: what is under the pointer */
SwPoint  _sw_canvas_get_handle       (SwCanvas *self,
                                      guint     node);
gboolean _sw_canvas_has_handle       (SwCanvas *self,
                                      SwHit     hit);
SwHit    _sw_canvas_hit_at           (SwCanvas *self,
                                      SwPoint   view);
const SwState *_sw_canvas_hit_state  (SwCanvas *self,
                                      SwHit     hit);
void     _sw_canvas_update_cursor    (SwCanvas *self);
void     _sw_canvas_update_hover     (SwCanvas *self);

/* sw-canvas-dnd.c: what is in the hand */
void     _sw_canvas_drag_begin       (SwCanvas     *self,
                                      SwCanvasDrag *take_drag);
void     _sw_canvas_drag_update      (SwCanvas     *self,
                                      SwPoint       point);
void     _sw_canvas_drag_show_aim    (SwCanvas     *self);
void     _sw_canvas_drag_drop        (SwCanvas     *self);
void     _sw_canvas_drag_end         (SwCanvas     *self);
void     _sw_canvas_add_drop_target  (SwCanvas     *self);

/* sw-canvas-aim.c: aiming by keys */
void     _sw_canvas_aim_begin    (SwCanvas       *self,
                                  SwCanvasDrag   *take_drag);
gboolean _sw_canvas_aim_key      (SwCanvas       *self,
                                  guint           keyval,
                                  GdkModifierType state);
SwPoint  _sw_canvas_get_hand     (SwCanvas       *self);
char    *_sw_canvas_dup_aim_hint (SwCanvas       *self);


/* sw-canvas-overlay.c */
void     _sw_canvas_snapshot_overlay (SwCanvas    *self,
                                      GtkSnapshot *snapshot);
SwPoint  _sw_canvas_get_plus         (SwCanvas    *self,
                                      guint        edge);

/* sw-canvas-actions.c */
void     _sw_canvas_install_actions  (GtkWidgetClass *widget_class);
void     _sw_canvas_update_actions   (SwCanvas       *self);
gboolean _sw_canvas_apply            (SwCanvas       *self,
                                      SwOpsResult    *take_result,
                                      GError         *take_error,
                                      const char     *label);
gboolean _sw_canvas_is_editable      (SwCanvas       *self);

/* sw-canvas-popovers.c */
void     _sw_canvas_popup_rename     (SwCanvas       *self);
void     _sw_canvas_popup            (SwCanvas       *self,
                                      GtkWidget      *popover,
                                      SwRect          at);
void     _sw_canvas_popup_menu       (SwCanvas       *self,
                                      GMenuModel     *model,
                                      SwPoint         at);
void     _sw_canvas_popup_stencils   (SwCanvas       *self,
                                      SwCanvasTarget *take_target,
                                      SwRect          at);
void     _sw_canvas_popdown          (SwCanvas       *self);

/* sw-canvas-tooltip.c */
void     _sw_canvas_add_tooltips     (SwCanvas *self);

/* sw-canvas-problems.c */
void     _sw_canvas_watch_problems   (SwCanvas *self);
void     _sw_canvas_update_problems  (SwCanvas *self);
gboolean _sw_canvas_press_badge      (SwCanvas *self,
                                      SwPoint   view);
gboolean _sw_canvas_has_problems     (SwCanvas *self);
void     _sw_canvas_popup_problems   (SwCanvas *self);

/* sw-canvas-menu.c: what can be done with what is there */
GMenuModel *_sw_canvas_make_menu      (SwCanvas           *self,
                                       SwHit               hit,
                                       SwPoint             at);
GMenuModel *_sw_canvas_make_ways_menu (SwCanvas           *self,
                                       const SwCanvasDrag *drag,
                                       GArray             *kinds);

/* sw-canvas-edit.c: the gestures as commands */
void               _sw_canvas_install_edit_actions (GtkWidgetClass *widget_class);
void               _sw_canvas_update_edit_actions  (SwCanvas       *self);
SwModel           *_sw_canvas_get_model            (SwCanvas       *self);
const SwGraphEdge *_sw_canvas_find_edge            (SwCanvas       *self,
                                                    const char     *key);
SwCanvasTarget    *_sw_canvas_dup_add_target       (SwCanvas       *self);

/* sw-canvas-arrows.c: commands about arrows and branches */
void     _sw_canvas_install_arrow_actions (GtkWidgetClass *widget_class);

/* sw-canvas-clipboard.c */
void     _sw_canvas_install_clipboard_actions (GtkWidgetClass *widget_class);
void     _sw_canvas_update_clipboard_actions (SwCanvas *self);

#define SW_CANVAS_HIT_RADIUS 8.0   /* view pixels */
#define SW_CANVAS_DROP_RADIUS 64.0 /* view pixels around an edge that take a drop */
#define SW_CANVAS_PLUS_RADIUS 10.0 /* view pixels */
#define SW_CANVAS_HANDLE_RADIUS 7.0 /* view pixels */

G_END_DECLS
